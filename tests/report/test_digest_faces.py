"""A digest as it is read: the same in both parts, safe whatever stands in it, never over its size."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import invented_digests as invented
from tracker.model import Effect, Relation
from tracker.report import phrases
from tracker.report.addresses import is_link
from tracker.report.digest import DigestView, News, QuestionMoved
from tracker.report.digest_faces import DigestFaces, digest_faces
from tracker.report.shown import QuestionLine

GOLDEN = Path(__file__).parent / "digests"
DAYS: dict[str, Callable[[], DigestView]] = {
    "first": invented.first,
    "ordinary": invented.ordinary,
    "quiet": invented.digest,
    "not-all-reached": invented.not_all_reached,
    "demo": invented.demo,
    "press": invented.press,
}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "div", "p", "h1", "h2", "h3", "b", "br", "a", "code",
    "table", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "name", "content", "style", "class", "href", "scope", "cellspacing", "cellpadding",
    "role", "width",
}  # fmt: skip
VOID = frozenset({"meta", "br"})
NASTY = (
    "</p><script>alert(1)</script>",
    '"><img src=https://evil.example/x onerror=1>',
    "javascript:alert(1)",
    "https://evil.example/\" onclick='x'",
    "\x1b[2J\r\nNEW\n---\n* a line of its own",
    "a\u202eb\u2028c\x00d\x85e\ud800f",
    "{{ page }}{% include 'digest.css' %}",
    "</style><style>@import url(https://evil.example)</style>",
    "&lt;b&gt; &amp; <!-- ",
)


class Page(HTMLParser):
    """What stands in an HTML part. A tag that is closed wrongly, or not at all, fails the test."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def whole(view: DigestView) -> DigestFaces:
    return digest_faces(view, fits=lambda faces: True)


def size(faces: DigestFaces) -> int:
    return len((faces.text + faces.html).encode())


def shown(faces: DigestFaces, view: DigestView) -> set[str]:
    """The ids of the news that the text part shows."""
    lines = set(faces.text.splitlines())
    return {news.view.id for news in view.new if f"  {news.view.id}" in lines}


def poisoned(value: object, text: str) -> object:
    """The same value with `text` in place of every text in it, but for the zone."""
    if type(value) is str:
        return text
    if isinstance(value, tuple):
        return tuple(poisoned(part, text) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [one.name for one in fields(value) if one.name != "zone"]
        return replace(value, **{name: poisoned(getattr(value, name), text) for name in names})
    return value


def golden(path: Path, found: str) -> None:
    if os.environ.get("TRACKER_REWRITE_GOLDEN") or not path.exists():
        path.write_text(found, encoding="utf-8")
        assert os.environ.get("TRACKER_REWRITE_GOLDEN"), f"{path.name} was missing and is written: read it"
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DAYS)
def test_a_day_is_told_as_it_was_looked_at(name: str) -> None:
    """With TRACKER_REWRITE_GOLDEN=1 the files in tests/report/digests are written anew: read the diff,
    and look at them with scripts/digest-pictures.
    """
    faces = whole(DAYS[name]())
    golden(GOLDEN / f"{name}.txt", f"Subject: {faces.subject}\n\n{faces.text}")
    golden(GOLDEN / f"{name}.html", faces.html)


@pytest.mark.parametrize("name", DAYS)
def test_nothing_is_loaded_from_anywhere(name: str) -> None:
    faces = whole(DAYS[name]())
    page = Page(faces.html)
    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert re.findall(r"url\(|@import|src=|expression\(", faces.html) == []


@pytest.mark.parametrize("name", DAYS)
def test_light_and_dark_are_both_told_to_the_mail_program(name: str) -> None:
    html = whole(DAYS[name]()).html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "@media (prefers-color-scheme:dark)" in html
    # What is said in UTF-8 must be known as that before a browser has guessed.
    assert "<meta charset=" in html[:1024]
    assert re.findall(r"#(?:000|fff|000000|ffffff)\b", html, re.IGNORECASE) == []


@pytest.mark.parametrize("name", DAYS)
def test_no_line_of_the_text_is_too_long_but_an_address(name: str) -> None:
    long = [line for line in whole(DAYS[name]()).text.splitlines() if len(line) > 76]
    assert [line for line in long if not is_link(line.strip())] == []


def test_a_quiet_day_has_one_line_and_a_foot() -> None:
    faces = whole(invented.digest())
    assert faces.text.split("\n\n")[0] == "Nothing new: 34 of 34 sources reached."
    assert "delisted" not in faces.text + faces.html


def test_what_we_said_when_and_what_is_true_comes_before_all_news() -> None:
    faces = whole(invented.ordinary())
    for text in (" ".join(faces.text.split()), Page(faces.html).text):
        order = [
            "In the digest of 20 November 2026 we said: “OFAC took BIRCH BANK CJSC off the SDN list",
            "True is: It was entered anew under another number",
            "On 19 November 2026 we said at once: “15 people left custody”",
            "True is: Two reports tell of one event",
            "OFAC designated OAK SOFTWARE LLC",
            "OFAC took RIVER STEEL LLC",
            "Moved, not answered: “Is a grand bargain",
            "us_ofac_cons: held",
            "Ends on 29 November 2026",
            "blocked since 20 November 2026",
            "Covers 22 November 2026, 07:00 to 23 November 2026, 07:00 (Europe/Vilnius).",
        ]
        places = [text.index(words) for words in order]
        assert places == sorted(places)


def test_the_caveat_stands_once_before_the_first_relief_and_nowhere_without_one() -> None:
    faces = whole(invented.ordinary())
    for text in (" ".join(faces.text.split()), Page(faces.html).text):
        assert text.count(phrases.CAVEAT) == 1
        assert text.index(phrases.CAVEAT) < text.index("OFAC took LAKE TRACTOR WORKS OJSC off")
    without = invented.digest(new=(News(invented.designated("d-1", "OAK SOFTWARE LLC")),))
    assert phrases.CAVEAT not in " ".join(whole(without).text.split())


def test_what_was_told_at_once_says_so_on_the_readers_clock() -> None:
    faces = whole(invented.ordinary())
    for text in (faces.text, Page(faces.html).text):
        assert text.count("told at once on 22 November 2026, 16:02 (Europe/Vilnius)") == 1


def test_a_question_that_is_answered_in_part_is_not_told_as_answered() -> None:
    part = QuestionLine("Q1", invented.BARGAIN, Effect.ANSWERS, "a potash company is delisted", "potash")
    moved = QuestionMoved("Q1", invented.BARGAIN, True, (("d-1", part.why),), ("potash",))
    view = invented.digest(new=(News(invented.told("d-1", questions=(part,))),), questions=(moved,))
    faces = whole(view)
    for text in (" ".join(faces.text.split()), Page(faces.html).text):
        assert "Q1 Answered in part (potash): “Is a grand bargain" in text
        assert "new since the article; answers Q1 (potash)" in text


def test_the_first_digest_is_grouped_by_what_was_done_the_weightiest_first() -> None:
    faces = whole(invented.first())
    for text in (faces.text, Page(faces.html).text):
        assert "Since the article of 31 July 2025" in text
        groups = [
            "Delisted by OFAC (US): 6",
            "Eased but still listed by OFAC (US): 1",
            "Designated by OFAC (US): 2",
        ]
        places = [text.index(heading) for heading in groups]
        assert places == sorted(places)


def test_what_lay_before_the_article_comes_last_and_is_called_so() -> None:
    before = invented.told("d-0", relation=Relation.EARLIER)
    view = invented.digest(window_start=None, new=(News(before), News(invented.designated("d-1", "OAK LLC"))))
    text = whole(view).text
    assert text.index("Designated by OFAC (US): 1") < text.index(
        "From before the article: delisted by OFAC (US): 1"
    )


def test_a_handful_of_news_is_not_grouped_and_more_is() -> None:
    handful = invented.many(5)
    assert "Delisted by OFAC (US)" not in whole(handful).text
    assert "Delisted by OFAC (US): 4" in whole(invented.many(6)).text


def test_of_a_release_both_parts_say_how_many_who_contradicts_and_what_it_was_exchanged_for() -> None:
    faces = whole(invented.press())
    for text in (" ".join(faces.text.split()), Page(faces.html).text):
        order = [
            "123 people freed by Belarus, 22 Nov 2026; taken to Ukraine (114) and Lithuania (9). In exchange",
            "corrects the article; moves Q1",
            "R9: the article says 100 (count); found: 123",
            "The counts differ: 123 according to Herald, Vesti and Wire; 120 according to Palace (official)",
            "“They went free in return for relief on potash, the envoy said.”",
            "After talks, 2 days earlier: Meeting of the US and Belarus",
            "Source: Herald, “Herald: 123 people are free”",
            "states it (in Russian): fetched",
            "Told by 4 publishers: Herald, Vesti, Wire and Palace. Independent of one another: 3 of them.",
        ]
        places = [text.index(words) for words in order]
        assert places == sorted(places)
        assert "announced 13 Aug 2026 -> licensed 15 Aug 2026 (2 days) -> delisted by" in text


def test_the_hostile_words_of_a_page_stay_words() -> None:
    view = poisoned(invented.press(), "".join(NASTY))
    assert isinstance(view, DigestView)
    faces = whole(view)
    assert Page(faces.html).tags <= TAGS
    assert "\nNEW\n---\n* a line of its own" not in faces.text


def test_what_is_not_live_says_so_with_the_fact() -> None:
    faces = whole(invented.demo())
    for text in (" ".join(faces.text.split()), Page(faces.html).text):
        assert "Origin: rebuilt from dated facts, not the published bytes" in text
        assert "state of 11 September 2025, sha256 a1a1a1a1a1a1 [rebuilt]" in text
        assert "Do not quote it as news." in text


def test_a_fact_of_many_sources_names_the_first_and_says_where_the_others_are() -> None:
    looks = tuple(invented.look(address=f"https://news{number}.example/a") for number in range(9))
    faces = whole(invented.digest(new=(News(invented.told("d-wide", evidence=looks)),)))
    for text in (faces.text, Page(faces.html).text):
        assert "4 more sources: tracker evidence d-wide" in text
    assert [link for link in Page(faces.html).links if "news" in link] == [
        f"https://news{number}.example/a" for number in range(5)
    ]


def test_one_endless_entry_does_not_push_the_others_out() -> None:
    endless = invented.told("d-long", summary="A name without an end " * 20_000)
    view = invented.digest(new=(News(endless), News(invented.told("d-short"))))
    faces = digest_faces(view, fits=lambda faces: size(faces) < 20_000)
    assert shown(faces, view) == {"d-long", "d-short"}


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60) | st.sampled_from(NASTY))
@example("".join(NASTY))
def test_hostile_text_stays_text_wherever_it_stands(text: str) -> None:
    view = poisoned(invented.ordinary(), text)
    assert isinstance(view, DigestView)
    faces = whole(view)
    page = Page(faces.html)
    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert all(is_link(link) for link in page.links)
    for part in (faces.subject, faces.text, faces.html):
        assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]", part) == []
    assert len(faces.subject.splitlines()) == 1
    # A line of its own could pass for one of ours: what is told always stands behind a mark or is indented.
    assert "\nNEW\n---\n* a line of its own" not in faces.text


def test_addresses_that_are_no_links_are_printed_and_lead_nowhere() -> None:
    looks = (invented.look(address="javascript:alert(1)"), invented.look(address=None, title="An import"))
    faces = whole(invented.digest(new=(News(invented.told("d-1", evidence=looks)),)))
    page = Page(faces.html)
    assert page.links == []
    assert "OFAC SDN list, published by OFAC, javascript:alert(1)" in page.text
    assert "An import, published by OFAC (no address)" in page.text


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(number=st.integers(1, 60), most_bytes=st.integers(1_000, 90_000), has_site=st.booleans())
def test_as_much_as_fits_is_shown_and_the_rest_is_counted(
    number: int, most_bytes: int, has_site: bool
) -> None:
    view = replace(invented.many(number), site="https://tracker.example" if has_site else None)
    faces = digest_faces(view, fits=lambda faces: size(faces) <= most_bytes)
    page = Page(faces.html)
    here = shown(faces, view)
    where = "https://tracker.example/developments/" if has_site else "tracker developments --since 2026-11-22"
    for text in (" ".join(faces.text.split()), page.text):
        assert {news.view.id for news in view.new if re.search(rf"\b{news.view.id}\b(?!\))", text)} == here
        if left_out := number - len(here):
            assert re.search(rf"\b{left_out} more (does|do) not fit here: {re.escape(where)}", text)
    for news in view.new:
        if news.view.id in here:
            for evidence in news.view.evidence:
                assert evidence.address in faces.text
                assert evidence.address in page.links
    if here:
        assert size(faces) <= most_bytes
        assert "d-wrong1" in faces.text
        assert "d-wrong2" in faces.text


def test_the_last_that_is_left_out_is_a_correction() -> None:
    view = invented.many(3)
    view = replace(view, corrections=view.corrections * 7)
    least = size(digest_faces(view, fits=lambda faces: False))
    for most_bytes in range(least, least + 16_000, 250):
        text = digest_faces(view, fits=lambda faces: size(faces) <= most_bytes).text  # noqa: B023
        others = ("d-00000", "d-00001", "d-old1", "tracker lists accept", "General License 90", "recovered")
        if text.count("Told as: d-wrong") < 14:
            assert [other for other in others if other in text] == []


def test_of_a_flood_everything_else_still_has_its_place() -> None:
    view = invented.many(250)
    faces = digest_faces(view, fits=lambda faces: size(faces) <= 95_000)
    assert 40 < len(shown(faces, view)) < 250
    for words in (
        "d-wrong1",
        "d-old1",
        "grand bargain",
        "tracker lists accept",
        "General License 90",
        "recovered",
    ):
        assert words in faces.text
    assert "167 delisted" not in faces.text
    assert "166 delisted" in faces.subject
    assert re.search(r"Delisted by OFAC \(US\): \d+ of 166 shown here", faces.text)


def test_a_digest_of_any_length_is_rendered_a_few_times_only() -> None:
    seen = []

    def fits(faces: DigestFaces) -> bool:
        seen.append(faces)
        return size(faces) <= 95_000

    digest_faces(invented.many(250), fits=fits)
    assert len(seen) <= 10


def test_where_not_even_an_empty_one_fits_it_still_says_how_much_there_is() -> None:
    view = invented.many(12)
    faces = digest_faces(view, fits=lambda faces: False)
    assert "8 delisted" in faces.subject
    assert shown(faces, view) == set()
    assert "12 more do not fit here" in faces.text
