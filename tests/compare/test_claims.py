"""The article's claims meet what pages tell: the same event, another one, or the same told otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from events import contact, measure, release, stated, told, told_by
from invented import baseline
from tracker.compare import compare
from tracker.model import (
    Action,
    Claim,
    ClaimCorrection,
    ClaimPerson,
    ClaimSubgroup,
    CountRelation,
    Development,
    Precision,
    RecordType,
    Relation,
    Status,
)
from world import shipped_configuration

PARDON = Claim(
    "R4",
    "release",
    "Fourteen were pardoned after talks.",
    ("P5",),
    on="2025-06-21",
    precision=Precision.DAY,
    type=RecordType.RELEASE,
    count=14,
    counts=(13, 16),
    kinds=("pardon",),
    country="BY",
    counterparts=("US",),
    uncertainty="Some count 13 or 16.",
    subgroups=(ClaimSubgroup("foreign nationals", (10, 9), ("foreign", "иностран")),),
    people=(ClaimPerson("Ivan Example", ("Иван Пример",), ("Maria Example",)),),
)
SINGLE = Claim(
    "R3",
    "release",
    "One man was freed.",
    ("P4",),
    on="2025-04-30",
    precision=Precision.DAY,
    days=("2025-04-28",),
    type=RecordType.RELEASE,
    count=1,
    people=(ClaimPerson("Jan Muster"),),
)
VISIT = Claim(
    "C4",
    "contact",
    "An envoy came.",
    ("P1",),
    on="2025-06-21",
    precision=Precision.DAY,
    days=("2025-06-20",),
    type=RecordType.CONTACT,
    kinds=("visit", "meeting"),
    parties=("US", "BY"),
    officials=("Kellogg", "Келлог"),
)
TALKS = Claim(
    "C3",
    "contact",
    "Talks were held in April.",
    ("P4",),
    on="2025-04",
    precision=Precision.MONTH,
    type=RecordType.CONTACT,
    parties=("US", "BY"),
)
JUNE = date(2025, 6, 21)


def met(one: Development, *claims: Claim, **beside):
    return compare(one, baseline(claims=claims or (PARDON, SINGLE, VISIT, TALKS)), **beside)


@pytest.mark.parametrize(
    ("one", "claim"),
    [
        (release(JUNE, 14), "R4"),
        (release(date(2025, 6, 22), 14), "R4"),
        (release(JUNE), "R4"),
        (release(JUNE, 14, kind="pardon", counterpart=("US",)), "R4"),
        (release(JUNE, 13), "R4"),
        (release(JUNE, 16), "R4"),
        (release(JUNE, 10, count_relation=CountRelation.AT_LEAST), "R4"),
        (release(JUNE, 3, count_relation=CountRelation.SUBGROUP), "R4"),
        (release(JUNE, 14, names=("Anna Other",)), "R4"),
        (release(stated(date(2025, 6, 1), Precision.MONTH), 14), "R4"),
        (release(date(2025, 4, 30), 1), "R3"),
        (release(date(2025, 4, 28), 1), "R3"),
        (release(date(2025, 4, 26), 1, names=("Jan Muster",)), "R3"),
        (contact(JUNE, officials=("Keith Kellogg",)), "C4"),
        (contact(date(2025, 6, 20), kind="visit", officials=("Кита Келлога",)), "C4"),
        (contact(JUNE), "C4"),
        (contact(date(2025, 4, 17)), "C3"),
        (contact(stated(date(2025, 4, 1), Precision.MONTH)), "C3"),
    ],
)
def test_the_event_of_a_claim_is_known(one: Development, claim: str) -> None:
    found = met(one)
    assert (found.relation, found.claims, found.corrections) == (Relation.KNOWN, (claim,), ())


@pytest.mark.parametrize(
    "one",
    [
        release(date(2025, 6, 24), 14),
        release(JUNE, 52),
        release(JUNE, 14, counterpart=("RU",)),
        release(JUNE, 14, country="RU"),
        release(date(2025, 4, 30), 1, names=("Petr Other",)),
        release(date(2025, 7, 2), 16),
        contact(JUNE, kind="call"),
        contact(JUNE, parties=("RU", "BY")),
        contact(JUNE, officials=("Boris Example",)),
        contact(date(2025, 5, 3)),
        measure(JUNE, Action.DELIST),
    ],
)
def test_another_event_of_those_days_is_not_in_the_article(one: Development) -> None:
    found = met(one)
    assert (found.relation, found.claims) == (Relation.EARLIER, ())


def test_the_wife_s_release_is_not_her_husband_s() -> None:
    his = release(date(2025, 6, 26), 1, names=("Ivan Example",))
    hers = release(date(2025, 6, 26), 1, names=("Maria Example",))
    assert met(his, PARDON).claims == ("R4",)
    assert met(hers, PARDON).claims == ()


def test_two_independent_voices_correct_a_number() -> None:
    found = met(release(JUNE, 12, said=(told(12, voices=2),)))
    assert found.relation is Relation.CORRECTS
    assert found.corrections == (ClaimCorrection("R4", "count", "14", "12"),)
    assert found.note is None


def test_one_official_voice_corrects_a_number() -> None:
    found = met(release(JUNE, 12, said=(told(12, is_official=True),)))
    assert found.relation is Relation.CORRECTS


def test_one_voice_alone_corrects_nothing_and_is_named() -> None:
    one, sayings = told_by(release(JUNE, 12), ["Example Daily"])
    found = met(one, sayings=sayings)
    assert (found.relation, found.corrections) == (Relation.KNOWN, ())
    assert found.note == ("Example Daily says 12 (count; the article: 14)")
    assert "one source says 12" in str(met(release(JUNE, 12)).note)


def test_a_number_that_others_contradict_is_told_but_corrects_nothing() -> None:
    found = met(release(JUNE, 14, said=(told(14, voices=3), told(12, voices=2))))
    assert found.relation is Relation.KNOWN
    assert "12 (count; the article: 14)" in str(found.note)


@pytest.mark.parametrize(
    ("said", "corrected"),
    [
        (told(10, voices=3, relation=CountRelation.AT_LEAST), False),
        (told(16, voices=3, relation=CountRelation.AT_LEAST), False),
        (told(20, voices=3, relation=CountRelation.AT_LEAST), True),
    ],
)
def test_at_least_so_many_contradicts_only_fewer(said, corrected: bool) -> None:
    found = met(release(JUNE, said.value, count_relation=said.relation, said=(said,)))
    assert (found.relation is Relation.CORRECTS) is corrected


@pytest.mark.parametrize(
    ("of", "value", "corrected"),
    [
        ("foreign nationals", 9, False),
        ("иностранцев", 10, False),
        ("foreigners", 8, True),
        ("women", 8, False),
    ],
)
def test_a_part_is_corrected_beyond_the_numbers_that_the_claim_knows(of: str, value: int, corrected) -> None:
    part = told(value, voices=2, relation=CountRelation.SUBGROUP, of=of)
    found = met(release(JUNE, 14, said=(told(14, voices=2), part)))
    expected = (ClaimCorrection("R4", "foreign nationals", "10", str(value)),) if corrected else ()
    assert found.corrections == expected


def test_a_day_is_corrected_where_the_same_person_is_named_and_two_say_so() -> None:
    day = date(2025, 4, 25)
    one, sayings = told_by(release(day, 1, names=("Jan Muster",)), ["One", "Two"])
    found = met(one, sayings=sayings)
    assert found.corrections == (ClaimCorrection("R3", "day", "30 April 2025", "25 April 2025"),)
    assert met(one, sayings=sayings[:1]).relation is Relation.KNOWN
    assert met(one).relation is Relation.KNOWN


def test_reposts_of_one_text_correct_no_day() -> None:
    quote = "Jan Muster was freed from the colony on Friday, a friend of his said."
    one, sayings = told_by(release(date(2025, 4, 25), 1, names=("Jan Muster",)), ["One", "Two"], quote)
    assert met(one, sayings=sayings).relation is Relation.KNOWN


def test_what_a_page_says_no_more_corrects_no_day() -> None:
    one, sayings = told_by(release(date(2025, 4, 25), 1, names=("Jan Muster",)), ["One", "Two"])
    gone = [sayings[0], replace(sayings[1], is_current=False)]
    assert met(one, sayings=gone).relation is Relation.KNOWN


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("Сергея Тихановского", True),
        ("Сяргею Ціханоўскаму", True),
        ("Siarhei Tsikhanouski", True),
        ("Светлану Тихановскую", False),
        ("Sviatlana Tsikhanouskaya", False),
        ("Игоря Карнея", True),
        ("Ihar Example", False),
    ],
)
def test_those_who_are_named_tell_which_release_it_is(name: str, is_told: bool) -> None:
    # So many days off only the people can tell.
    one = release(date(2025, 6, 26), 14, names=(name,))
    shipped = shipped_configuration().baseline
    assert compare(one, shipped).claims == (("R4",) if is_told else ())


def test_another_kind_of_release_corrects_the_claim() -> None:
    one, sayings = told_by(release(JUNE, 14, kind="exchange"), ["One", "Two"])
    assert met(one, sayings=sayings).corrections == (ClaimCorrection("R4", "kind", "pardon", "exchange"),)


def test_what_was_only_announced_contradicts_nothing() -> None:
    announced = release(JUNE, 12, status=Status.ANNOUNCED, said=(told(12, voices=3),))
    assert met(announced).relation is Relation.KNOWN


def test_a_single_page_does_not_prove_that_a_sanction_had_been_lifted() -> None:
    none = Claim(
        "S6", "implied", "None was lifted.", ("P4",),
        type=RecordType.SANCTION, action=Action.DELIST, authority="US", count=0,
    )  # fmt: skip
    lifted = measure(date(2025, 7, 1), Action.DELIST, "US", "Example Works")
    single = met(lifted, none)
    assert (single.relation, single.claims) == (Relation.EARLIER, ())
    assert single.note == "a single source contradicts the article's S6"
    both = met(told_by(lifted, ["One", "Two"])[0], none)
    assert both.corrections == (ClaimCorrection("S6", "count", "0", "1"),)
