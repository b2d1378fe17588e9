"""From list changes to records: the act, the day, the evidence, and an id that never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from invented import BANK, BELAVIA, GLOBS, POTASH, SDN, midday, source, state
from tracker.extract.list_changes import list_changes
from tracker.extract.list_diff import diff
from tracker.extract.list_evidence import Observation, Place
from tracker.extract.list_records import records
from tracker.model import Action, DateBasis, EvidenceRole, Origin, When


def look(day: date, sha256: str = "a" * 64, origin: Origin = Origin.LIVE, **places: Place) -> Observation:
    return Observation(midday(day), sha256, origin, snapshot=day.day, places=places)


LAST = look(date(2025, 11, 3), "a" * 64, **{"44541": Place('44541,"BELAVIA"', 7, 15, "a" * 64)})
FIRST = look(date(2025, 11, 5), "b" * 64)


def said(old, new, **given):
    asked = {"source": source(), "authority": "US", "agency": "OFAC", "last": LAST, "first": FIRST}
    return records(list_changes(diff(old, new), GLOBS), **(asked | given))


def test_a_delisting_lies_between_the_last_look_with_it_and_the_first_without() -> None:
    (record,) = said(state(BELAVIA), {})
    assert record.action is Action.DELIST
    assert record.when == When(DateBasis.OBSERVED, after=date(2025, 11, 3), by=date(2025, 11, 5))
    assert record.summary == f"OFAC took {BELAVIA.name} off the SDN list (BELARUS-EO14038)"
    assert (record.targets[0].list, record.targets[0].uid) == (SDN, "44541")
    seen, missing = record.evidence
    assert (seen.role, seen.quote, seen.start, seen.length, seen.snapshot) == (
        EvidenceRole.LAST_SEEN, '44541,"BELAVIA"', 7, 15, 3,
    )  # fmt: skip
    assert (missing.role, missing.quote, missing.sha256) == (
        EvidenceRole.FIRST_MISSING, None, "b" * 64,
    )  # fmt: skip


def test_an_official_notice_names_the_day() -> None:
    (record,) = said(state(BELAVIA), {}, notice_days={"44541": date(2025, 11, 4)})
    assert record.when == When(DateBasis.OFFICIAL, on=date(2025, 11, 4))


def test_the_publishers_day_is_used_where_it_differs_from_ours() -> None:
    (record,) = said(state(BELAVIA), {}, first=replace(FIRST, day=date(2025, 11, 4)))
    assert record.when.by == date(2025, 11, 4)


@pytest.mark.parametrize(
    ("listed_on", "is_official"),
    [
        (date(2025, 11, 4), True),
        (date(2025, 11, 2), True),
        (date(2025, 11, 6), True),
        (date(2023, 8, 9), False),
        (date(2025, 12, 1), False),
        (None, False),
    ],
)
def test_a_designation_has_the_lists_own_day_unless_that_cannot_be(listed_on, is_official) -> None:
    (record,) = said({}, state(replace(POTASH, listed_on=listed_on)))
    assert record.action is Action.DESIGNATE
    assert (record.when.basis is DateBasis.OFFICIAL) == is_official
    assert bool(record.note) == (listed_on is not None and not is_official)
    assert [one.role for one in record.evidence] == [EvidenceRole.LAST_MISSING, EvidenceRole.FIRST_SEEN]


def test_who_stays_under_another_programme_is_told_as_still_listed() -> None:
    old = replace(BANK, programmes=("BELARUS-EO14038", "RUSSIA-EO14024"))
    (record,) = said(state(old), state(BANK))
    assert record.action is Action.EASE
    assert record.programmes == ("BELARUS-EO14038",)
    assert record.still_under == ("RUSSIA-EO14024",)
    assert record.summary == (
        f"OFAC took {BANK.name} out of BELARUS-EO14038; "
        "still listed: it stays on the SDN list under RUSSIA-EO14024"
    )


def test_who_was_listed_already_is_told_so() -> None:
    new = replace(BANK, programmes=("BELARUS-EO14038", "RUSSIA-EO14024"), listed_on=date(2022, 2, 24))
    (record,) = said(state(BANK), state(new))
    assert record.action is Action.DESIGNATE
    assert record.when.basis is DateBasis.OBSERVED
    assert record.summary == (
        f"OFAC put {BANK.name}, already on the SDN list under RUSSIA-EO14024, under BELARUS-EO14038 as well"
    )


def test_an_amendment_is_no_record() -> None:
    assert said(state(BELAVIA), state(replace(BELAVIA, remarks="Other remarks."))) == ()


def test_the_id_is_made_of_what_is_said_and_not_of_when_it_was_fetched() -> None:
    (record,) = said(state(BELAVIA), {})
    (later,) = said(state(BELAVIA), {}, last=look(date(2026, 1, 1)), first=look(date(2026, 1, 9), "c" * 64))
    (again,) = said(state(BELAVIA), {}, ordinals={("44541", Action.DELIST): 2})
    (other,) = said(state(BELAVIA), {}, source=source("us_ofac_sdn_csv"))
    assert record.id == later.id == "r-dyltuojz2jee"
    assert len({record.id, again.id, other.id}) == 3


def test_another_pattern_in_the_configuration_makes_no_other_id() -> None:
    old = replace(BANK, programmes=("BELARUS", "BELARUS-EO14038", "RUSSIA-EO14024"))
    difference = diff(state(old), state(BANK))
    given = {"source": source(), "authority": "US", "agency": "OFAC", "last": LAST, "first": FIRST}
    (wide,) = records(list_changes(difference, ["BELARUS*"]), **given)
    (narrow,) = records(list_changes(difference, ["BELARUS"]), **given)
    assert wide.id == narrow.id


def test_a_record_is_no_more_live_than_its_weaker_look() -> None:
    (record,) = said(state(BELAVIA), {}, last=look(date(2025, 7, 31), origin=Origin.REBUILT))
    assert record.origin is Origin.REBUILT
