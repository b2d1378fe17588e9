"""One development for each target and act, whoever says it, in whatever order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented import SDN, official, record, window
from tracker.model import (
    Action,
    DateBasis,
    Details,
    Development,
    EntryKind,
    Origin,
    Record,
    RecordType,
    Status,
    Target,
    When,
)
from tracker.resolve import resolve as resolve_sayings
from tracker.resolve.saying import Saying

BELAVIA = Target("OPEN JOINT STOCK COMPANY BELAVIA BELARUSIAN AIRLINES", EntryKind.ENTITY, SDN, "44541")
DAY = date(2025, 11, 4)


def resolve(known: Sequence[Development], told: Sequence[Record]) -> tuple[Development, ...]:
    sayings = [Saying(one, voice="OFAC", is_official=True) for one in told]
    return resolve_sayings(known, sayings).developments


def day(number: int) -> date:
    return date(2025, 8, 1) + timedelta(days=number)


@st.composite
def histories(draw: st.DrawFn) -> list[Record]:
    """What several watchers say about targets that are taken off, put on again, and so on.

    Acts on one target are months apart, and every watcher looks between any two of them.
    """
    told = []
    for uid in draw(st.lists(st.sampled_from(["44541", "32746", "9760"]), min_size=1, unique=True)):
        target = Target(f"TARGET {uid}", EntryKind.ENTITY, SDN, uid)
        for turn in range(draw(st.integers(1, 3))):
            action = (Action.DELIST, Action.DESIGNATE)[turn % 2]
            happened = 100 * turn + draw(st.integers(20, 60))
            for watcher in range(draw(st.integers(1, 4))):
                when = draw(
                    st.just(official(day(happened)))
                    | st.builds(
                        lambda before, after, at=happened: window(day(at - before), day(at + after)),
                        st.integers(0, 15),
                        st.integers(0, 15),
                    )
                )
                told.append(record(f"r-{uid}-{turn}-{watcher}", when, action, targets=[target]))
    return draw(st.permutations(told))


def grouped(developments) -> set[tuple[frozenset[str], Action, When, Origin, str]]:
    return {
        (frozenset(tie.record for tie in one.ties), one.action, one.when, one.origin, one.summary)
        for one in developments
    }


@settings(deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_makes_no_difference(told: list[Record], dice) -> None:
    other = list(told)
    dice.shuffle(other)
    assert resolve((), told) == resolve((), other)


@settings(deadline=None)
@given(histories())
def test_every_act_is_one_development_whether_told_at_once_or_bit_by_bit(told: list[Record]) -> None:
    at_once = resolve((), told)
    bit_by_bit: Sequence = ()
    for number in range(len(told)):
        bit_by_bit = resolve(bit_by_bit, told[: number + 1])
    assert grouped(at_once) == grouped(bit_by_bit)
    acts = {one.id.rsplit("-", 1)[0] for one in told}
    owners = {
        act: {one.id for one in at_once for tie in one.ties if tie.record.startswith(f"{act}-")}
        for act in acts
    }
    assert all(len(owner) == 1 for owner in owners.values())
    assert len({one.id for one in at_once}) == len(at_once)


@settings(deadline=None)
@given(histories())
def test_the_same_records_twice_add_nothing(told: list[Record]) -> None:
    once = resolve((), told)
    assert resolve(once, told) == once
    assert resolve((), [*told, *told]) == once


def test_an_official_day_beats_the_window_and_both_ties_say_why() -> None:
    (found,) = resolve(
        (), [record("r-1", window(date(2025, 11, 3), date(2025, 11, 5))), record("r-2", official(DAY))]
    )
    assert found.when == official(DAY)
    assert {tie.record: tie.reason for tie in found.ties} == {
        "r-2": "the first record of it",
        "r-1": "same entry of the same list, same act; the official day lies inside the observed window",
    }
    assert all(0 < tie.score <= 1 for tie in found.ties)


def test_a_window_narrows_another_down() -> None:
    wide, narrow, other = (
        record("r-1", window(date(2025, 7, 31), date(2025, 12, 24))),
        record("r-2", window(date(2025, 11, 1), date(2025, 11, 6))),
        record("r-3", window(date(2025, 11, 3), date(2025, 11, 9))),
    )
    (found,) = resolve((), [wide, narrow, other])
    assert found.when == window(date(2025, 11, 3), date(2025, 11, 6))


def test_the_id_stays_when_a_better_record_joins() -> None:
    looked = record("r-1", window(date(2025, 11, 3), date(2025, 11, 5)))
    known = resolve((), [looked])
    (found,) = resolve(known, [looked, record("r-2", official(DAY))])
    assert found.id == known[0].id == "d-zqui5silayox"
    assert found.when.basis is DateBasis.OFFICIAL


@pytest.mark.parametrize(("official_day", "is_noted"), [(4, False), (2, True), (6, True), (12, True)])
def test_an_official_day_outside_the_window_keeps_both(official_day: int, is_noted: bool) -> None:
    looked = record("r-1", window(date(2025, 11, 3), date(2025, 11, 5)))
    (found,) = resolve((), [looked, record("r-2", official(date(2025, 11, official_day)))])
    assert found.when == official(date(2025, 11, official_day))
    assert ("3 November 2025 to 5 November 2025 as observed" in found.ties[1].reason) == is_noted
    assert (found.ties[1].score < 0.85) == is_noted


def test_what_lies_far_apart_or_was_undone_between_is_another_act() -> None:
    assert len(resolve((), [record("r-1", official(DAY)), record("r-2", official(date(2025, 12, 4)))])) == 2
    undone = record("r-3", official(date(2025, 11, 5)), Action.DESIGNATE)
    again = record("r-2", official(date(2025, 11, 6)))
    assert len(resolve((), [record("r-1", official(DAY)), again])) == 1
    assert len(resolve((), [record("r-1", official(DAY)), again, undone])) == 3


def test_other_targets_lists_and_acts_are_other_developments() -> None:
    told = [
        record("r-1", official(DAY)),
        record("r-2", official(date(2025, 11, 9)), targets=[replace(BELAVIA, uid="44580", name="EW-301PJ")]),
        record("r-3", official(DAY), targets=[replace(BELAVIA, list="us_ofac_cons")]),
        record("r-4", official(DAY), Action.LICENCE),
        record("r-5", official(DAY), status=Status.ANNOUNCED),
    ]
    found = resolve((), told)
    assert len(found) == len({one.id for one in found}) == 5


def test_changes_of_one_publication_on_one_legal_ground_are_one_development() -> None:
    aircraft = Target("EW-301PJ", EntryKind.AIRCRAFT, SDN, "44580")
    later = Target("EW-302PJ", EntryKind.AIRCRAFT, SDN, "44581")
    told = [
        record("r-1", official(DAY)),
        record("r-2", official(DAY), targets=[aircraft]),
        record("r-3", official(DAY), targets=[later], programmes=("BELARUS",)),
        record("r-4", window(date(2025, 11, 3), date(2025, 11, 5)), targets=[aircraft]),
    ]
    together, other = sorted(resolve((), told), key=lambda one: -len(one.targets))
    assert together.targets == (aircraft, BELAVIA)
    assert other.targets == (later,)
    reasons = {tie.record: tie.reason for tie in together.ties[1:]}
    assert "changes of one publication day on one legal ground" in reasons.values()


def test_what_was_seen_in_a_long_window_is_not_thrown_together() -> None:
    """Five months lie between two looks at the list: nobody knows that both left it on one day."""
    long = window(date(2025, 1, 6), date(2025, 6, 6))
    other = Target("KARIC, Nebojsa", EntryKind.INDIVIDUAL, SDN, "32728")
    assert len(resolve((), [record("r-1", long), record("r-2", long, targets=[other])])) == 2


def test_a_record_that_names_no_list_entry_is_told_by_what_its_page_says() -> None:
    listed = record("r-9", official(DAY), None, targets=[])
    call = Details(kind="call", parties=("US", "BY"))
    told = replace(listed, type=RecordType.CONTACT, list=None, authority=None, agency=None, details=call)
    (found,) = resolve((), [told])
    assert found.summary == "Call between Belarus and the US, 4 Nov 2025"


def test_a_development_is_as_live_as_the_most_live_record_that_shows_it() -> None:
    rebuilt = record("r-1", window(date(2025, 11, 3), date(2025, 11, 5)), origin=Origin.REBUILT)
    (before,) = resolve((), [rebuilt])
    (after,) = resolve((before,), [rebuilt, record("r-2", official(DAY))])
    assert (before.origin, after.origin) == (Origin.REBUILT, Origin.LIVE)


def test_a_name_replaces_a_mere_key() -> None:
    nameless = record("r-1", official(DAY), targets=[Target("entry 44541", None, SDN, "44541")])
    looked = record("r-2", window(date(2025, 11, 3), date(2025, 11, 5)), targets=[BELAVIA])
    (found,) = resolve((), [nameless, looked])
    assert found.targets == (BELAVIA,)
    assert found.summary == f"OFAC took {BELAVIA.name} off the SDN list (BELARUS-EO14038)"
