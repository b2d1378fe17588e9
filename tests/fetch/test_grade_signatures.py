"""The file of signatures is checked as a whole when it is loaded."""

from __future__ import annotations

import pytest

from tracker.errors import ConfigError
from tracker.fetch.glance import Glance
from tracker.fetch.signatures import parse_signatures, signatures
from tracker.model import Grade

GOOD = """
[[signature]]
id = "service.challenge"
grade = "blocked"
what = "a challenge page of a service"
any = ["service-challenge.js"]
max_text = 100
yes = ["service"]
"""


def look(body: bytes, *, final_url: str = "https://a.example/x/y", title: str = "") -> Glance:
    page = f"<title>{title}</title>".encode() + body
    return Glance(200, {}, page, len(page), "https://a.example/x/y", final_url)


def test_a_signature_of_a_service_does_not_fit_a_page_that_says_more() -> None:
    signature = parse_signatures(GOOD).pages[0]
    assert signature.grade is Grade.BLOCKED
    assert signature.fits(look(b"<script src=/service-challenge.js></script>"))
    assert not signature.fits(look(b"<p>" + b"All about service-challenge.js. " * 10))


def test_a_title_is_met_whole_or_as_a_part_never_as_words_in_it() -> None:
    signature = parse_signatures(
        GOOD.replace('any = ["service-challenge.js"]', 'title = ["not found"]')
    ).pages[0]
    assert signature.fits(look(b"", title="Not Found"))
    assert signature.fits(look(b"", title="Not found | The Daily"))
    assert not signature.fits(look(b"", title="Treasure not found in the lake"))


def test_a_place_where_we_were_led_must_be_another_than_the_one_asked_for() -> None:
    signature = parse_signatures(GOOD.replace('any = ["service-challenge.js"]', 'came = ["/x/"]')).pages[0]
    assert not signature.fits(look(b""))
    led = parse_signatures(GOOD.replace('any = ["service-challenge.js"]', 'came = ["/login$"]')).pages[0]
    assert led.fits(look(b"", final_url="https://a.example/login?next=1"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('what = "a challenge page of a service"\n', "", "what is missing"),
        ('yes = ["service"]', "yes = []", "yes: a list of texts belongs here"),
        ('"blocked"', '"ok"', "grade: ok is not recognised by a signature"),
        ('"blocked"', '"nonsense"', "grade: 'nonsense' is not a valid Grade"),
        ('any = ["service-challenge.js"]', "", "it looks nowhere"),
        ("service-challenge.js", "Service.js", "any: 'Service.js' must be written in small letters"),
        ('any = ["service-challenge.js"]', 'title = ["("]', "title: missing ), unterminated subpattern"),
        ("max_text = 100", "max_text = -1", "max_text: a number that is not negative belongs here"),
        ("max_text = 100", "maxtext = 1", "unknown key maxtext"),
        ("max_text = 100", "status = [20]", "status: a list of HTTP statuses belongs here"),
        (
            "max_text = 100",
            'header = { X-Block = "." }',
            "header: 'X-Block' must be written in small letters",
        ),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_place(old: str, new: str, said: str) -> None:
    with pytest.raises(ConfigError) as failure:
        parse_signatures(GOOD.replace(old, new))
    assert "service.challenge" in str(failure.value)
    assert said in str(failure.value)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as failure:
        parse_signatures(GOOD + GOOD + GOOD.replace("blocked", "fine").replace("service.ch", "other.ch"))
    assert [problem.what for problem in failure.value.problems] == [
        "grade: 'fine' is not a valid Grade",
        "the id is there twice",
    ]


def test_the_file_that_ships_is_sound_and_a_text_that_is_no_toml_is_not() -> None:
    assert len(signatures().pages) > 50
    with pytest.raises(ConfigError, match="not TOML"):
        parse_signatures("[[signature")


def test_a_service_is_only_recognised_on_pages_that_say_little() -> None:
    bare = [
        one.id
        for one in signatures().pages
        if one.grade is Grade.BLOCKED and (one.any or one.all or one.title) and one.max_text is None
    ]
    assert bare == []
