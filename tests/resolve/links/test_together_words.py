"""The words for exchanges and talks carry sentences that they must read and sentences that they must not."""

from __future__ import annotations

import time

import pytest

from tracker.extract.pages.lexicon import LANGUAGES
from tracker.resolve.links.wording import Said, examples, exchange_in, tells_of_talks_before

ENTRIES = [(language, one) for language in LANGUAGES for one in examples(language)]


def says_so(about: str, sentence: str, language: str) -> bool:
    rule = f"{language}.release.invented"
    if about == "talks":
        return tells_of_talks_before(sentence, rule)
    found = exchange_in(sentence, rule)
    return found is not None and found.said is not Said.DENIED


@pytest.mark.parametrize(
    ("language", "about", "sentence"),
    [(language, one.about, sentence) for language, one in ENTRIES for sentence in one.yes],
)
def test_an_example_says_so(language: str, about: str, sentence: str) -> None:
    assert says_so(about, sentence, language)


@pytest.mark.parametrize(
    ("language", "about", "sentence"),
    [(language, one.about, sentence) for language, one in ENTRIES for sentence in one.no],
)
def test_a_counter_example_does_not(language: str, about: str, sentence: str) -> None:
    assert not says_so(about, sentence, language)


def test_every_entry_proves_itself_both_ways() -> None:
    assert all(one.yes and one.no for _, one in ENTRIES)
    assert {(language, one.about) for language, one in ENTRIES} == {
        (language, about) for language in LANGUAGES for about in ("exchange", "talks")
    }


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Minsk denied that the pardon of 52 people was a swap for sanctions relief."),
        ("en", "The State Department said Belarus unilaterally released two prisoners."),
        ("en", "There was no deal behind the release of 52 prisoners, the envoy said."),
        ("ru", "В Минске отрицают, что людей освободили в обмен на снятие санкций."),
        ("ru", "Это не сделка: заключённых помиловали по просьбе матерей."),
        ("be", "У Менску адмаўляюць, што людзей вызвалілі ў абмен на зняцце санкцый."),
        ("be", "Гэта ня здзелка: людзей памілавалі паводле просьбы маці."),
    ],
)
def test_a_denial_is_heard_as_one(language: str, sentence: str) -> None:
    found = exchange_in(sentence, f"{language}.release.invented")
    assert found is not None
    assert found.said is Said.DENIED


@pytest.mark.parametrize(
    "sentence",
    [
        "Belarus freed 52 prisoners on Thursday, and the United States lifted sanctions on the airline.",
        "Belarus freed ten prisoners in exchange for two agents whom Washington released.",
        "The sides agreed in exchange for the release of prisoners and the lifting of sanctions to go on.",
        "In return for grain the ports were opened.",
        "If prisoners are freed, sanctions will be lifted in exchange for that.",
    ],
)
def test_two_sides_without_a_giving_are_no_exchange(sentence: str) -> None:
    assert exchange_in(sentence, "en.release.invented") is None


def test_a_record_of_a_language_without_words_says_nothing() -> None:
    sentence = "Freed in exchange for relief from sanctions."
    assert exchange_in(sentence, "list.delisting") is None
    assert not tells_of_talks_before("After talks in Minsk he was freed.", "list.delisting")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "part",
    ["in exchange for ", "not never ", "after a visit ", "в обмен на ", "не ", "у абмен на ", ", ", "a"],
)
def test_a_hostile_sentence_takes_time_in_proportion_to_its_length(language: str, part: str) -> None:
    sentence = "in exchange " + part * (20_000 // len(part))
    began = time.process_time()
    exchange_in(sentence, f"{language}.release.invented")
    tells_of_talks_before(sentence, f"{language}.release.invented")
    assert time.process_time() - began < 2
