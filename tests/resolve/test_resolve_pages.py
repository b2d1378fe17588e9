"""One release told by many pages is one development; two are two; whoever comes first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from saying_builders import said

from invented import SDN, record, window
from tracker.model import (
    Action,
    CountRelation,
    DateBasis,
    Decision,
    DecisionKind,
    Development,
    EntryKind,
    RecordType,
    Status,
    Subgroup,
    Target,
)
from tracker.resolve import Resolution, resolve
from tracker.resolve.counts import conflicts
from tracker.resolve.developments import GONE
from tracker.resolve.keys import keys_of
from tracker.resolve.likeness import likeness
from tracker.resolve.neighbourhood import neighbourhood
from tracker.resolve.saying import Saying

DAY = date(2025, 9, 11)
NEXT = DAY + timedelta(days=1)
TOTAL, LEAST, PART = CountRelation.TOTAL, CountRelation.AT_LEAST, CountRelation.SUBGROUP


def parts(resolution: Resolution) -> set[frozenset[str]]:
    return {frozenset(tie.record for tie in one.ties) for one in resolution.developments}


def facts(resolution: Resolution) -> set[tuple[object, ...]]:
    """All of the developments but what only history decides: the id, and whose record was first."""
    return {
        (frozenset(tie.record for tie in one.ties), one.when, one.counts, one.details, one.voices)
        for one in resolution.developments
    }


@st.composite
def reports(draw: st.DrawFn) -> list[Saying]:
    told = []
    for event in range(draw(st.integers(1, 3))):
        day = DAY + timedelta(days=draw(st.integers(0, 4)) + 5 * event)
        for number in range(draw(st.integers(1, 4))):
            details: dict[str, object] = {"kind": draw(st.sampled_from(["pardon", "unspecified"]))}
            if draw(st.booleans()):
                details["count"] = draw(st.sampled_from([13, 14, 15, 52]))
                details["count_relation"] = draw(st.sampled_from([TOTAL, LEAST, PART]))
            if draw(st.booleans()):
                details["names"] = draw(st.sampled_from([("Ivan Example",), ("Иван Иксамплов",)]))
            late = timedelta(days=draw(st.integers(-1, 2)))
            told.append(
                said(
                    f"r-{event}-{number}",
                    day + late,
                    documents=frozenset({draw(st.integers(1, 6))}),
                    current=draw(st.booleans()) or number == 0,
                    **details,  # type: ignore[arg-type]
                )
            )
    return draw(st.permutations(told))


@settings(deadline=None)
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_makes_no_difference(told: list[Saying], dice) -> None:
    other = list(told)
    dice.shuffle(other)
    at_once = resolve((), told)
    known: Sequence[Development] = ()
    for number in range(len(other)):
        known = resolve(known, other[: number + 1]).developments
    assert facts(at_once) == facts(Resolution(tuple(known)))


@settings(deadline=None)
@given(reports())
def test_two_records_fit_each_other_as_well_from_either_side(told: list[Saying]) -> None:
    """Two numbers that were both "more than" fitted from one side only."""
    for one in told:
        for other in told:
            assert likeness(one, other) == likeness(other, one)


@settings(deadline=None)
@given(reports())
def test_the_neighbourhood_of_a_record_is_all_that_it_can_change(told: list[Saying]) -> None:
    whole = parts(resolve((), told))

    def by_keys(keys: Iterable[str]) -> list[Saying]:
        wanted = set(keys)
        return [one for one in told if wanted & keys_of(one)]

    for one in told:
        near = neighbourhood([one], by_keys, lambda _: ())
        assert parts(resolve((), near)) <= whole


@settings(deadline=None)
@given(reports())
def test_an_id_leads_for_ever_to_the_record_with_which_it_began(told: list[Saying]) -> None:
    known: Sequence[Development] = ()
    for number in range(len(told)):
        before = {one.id: one.ties[0].record for one in known}
        found = resolve(known, told[: number + 1])
        now = {one.id: {tie.record for tie in one.ties} for one in found.developments}
        for name, first in before.items():
            assert first in now[found.redirects.get(name, name)]
        # What leads elsewhere may stand for itself again: the store keeps it among the known.
        redirected = [one for one in known if one.id in found.redirects]
        known = (*[one for one in found.developments if one.id in before], *redirected)
        known = (*known, *[one for one in found.developments if one.id not in before])


def test_a_number_of_some_nationality_is_a_part_of_all() -> None:
    (one,) = resolve(
        (),
        [
            said("agency", DAY, count=52),
            said("vilnius", DAY, count=6, nationalities=("LT",)),
            said("paper", NEXT, count=50, count_relation=LEAST, subgroups=(Subgroup(14, "foreigners"),)),
        ],
    ).developments
    assert (one.details.count, one.details.count_relation) == (52, TOTAL)
    assert {(claim.value, claim.relation, claim.of) for claim in one.counts} == {
        (52, TOTAL, None),
        (50, LEAST, None),
        (14, PART, "foreigners"),
        (6, PART, "LT"),
    }
    assert conflicts(one) == ()


def test_the_number_of_most_publishers_is_shown_and_the_other_stays_visible() -> None:
    (one,) = resolve(
        (),
        [said("a", DAY, count=14), said("b", DAY, count=14), said("c", DAY, count=13, official=True)],
    ).developments
    assert one.details.count == 14
    assert [(claim.value, claim.records) for claim in conflicts(one)] == [(13, ("c",))]


def test_of_two_numbers_with_as_many_publishers_the_official_one_is_shown() -> None:
    (one,) = resolve((), [said("a", DAY, count=14), said("b", DAY, count=13, official=True)]).developments
    assert one.details.count == 13


def test_reposts_of_one_agency_s_text_are_one_voice() -> None:
    text = frozenset(range(20))
    (one,) = resolve(
        (),
        [
            said("agency", DAY, count=13, prints=text),
            said("repost", DAY, count=13, prints=text | {99}),
            said("cited", DAY, count=13, quote="BelTA reports that 13 were freed.", voice="cited.invalid"),
            said("citing", DAY, count=13, quote="Freed are 13 people, according to BelTA."),
            said("own", DAY, count=14),
            said("eyes", DAY, count=14),
            said("third", DAY, count=14),
        ],
    ).developments
    assert {claim.value: claim.voices for claim in one.counts} == {13: 2, 14: 3}
    assert one.details.count == 14


def test_a_woman_freed_is_not_her_husband_freed_on_the_same_day() -> None:
    told = [
        said("a", DAY, count=1, names=("Іван Прыкладаў",)),
        said("b", DAY, count=1, names=("Марыя Прыкладава",)),
        said("c", NEXT, count=1, names=("Ivan Prykladau",)),
    ]
    assert parts(resolve((), told)) == {frozenset({"a", "c"}), frozenset({"b"})}


def test_two_releases_that_one_page_tells_apart_are_not_joined_by_a_third_page() -> None:
    page = frozenset({7})
    told = [
        said("one", DAY, count=14, documents=page, address="https://page.invalid/"),
        said("two", NEXT, count=30, documents=page, address="https://page.invalid/"),
        said("vague", DAY, count=None),
        said("late", NEXT, count=31),
    ]
    found = parts(resolve((), told))
    assert not any({"one", "two"} <= group for group in found)
    assert any({"two", "late"} <= group for group in found)


def test_what_is_announced_is_another_development_than_what_was_done() -> None:
    told = [said("a", DAY, count=52), said("b", DAY, count=52, status=Status.ANNOUNCED)]
    assert len(resolve((), told).developments) == 2


def test_a_page_that_names_a_listed_target_joins_what_the_list_shows() -> None:
    belavia = Target("OPEN JOINT STOCK COMPANY BELAVIA BELARUSIAN AIRLINES", EntryKind.ENTITY, SDN, "44541")
    listed = Saying(
        record("list", window(DAY - timedelta(days=1), DAY), targets=[belavia]),
        voice="OFAC",
        is_official=True,
        aliases=("BELAVIA",),
    )
    press = said(
        "press",
        DAY,
        of_type=RecordType.SANCTION,
        action=Action.DELIST,
        authority="US",
        targets=("«Белавиа»",),
    )
    (one,) = resolve((), [listed, press]).developments
    assert one.targets == (belavia,)
    assert (one.when.basis, one.when.on, one.voices) == (DateBasis.STATED, DAY, 2)


def test_what_no_page_says_any_more_is_withdrawn_and_stays_what_it_was() -> None:
    known = resolve((), [said("a", DAY, count=14)])
    found = resolve(known.developments, [said("a", DAY, count=14, current=False)])
    assert found.withdrawn == {known.developments[0].id: GONE}


def test_the_next_wording_of_a_page_takes_the_place_of_the_last() -> None:
    before = said("a1", DAY, count=14, documents=frozenset({1}), address="https://a.invalid/")
    known = resolve((), [before]).developments
    after = said("a2", DAY, count=16, documents=frozenset({2}), address="https://a.invalid/")
    (one,) = resolve(known, [replace(before, is_current=False), after]).developments
    assert (one.id, one.details.count, one.voices) == (known[0].id, 16, 1)
    assert [claim.value for claim in one.counts] == [16]


# ------------------------------------------------------------------ what a person decides


def decision(
    number: int, kind: DecisionKind, one: Iterable[Saying], other: Iterable[Saying] = ()
) -> Decision:
    return Decision(
        number,
        datetime(2025, 9, 13, tzinfo=UTC),
        kind,
        "d-example",
        "seen",
        one=tuple(anchor for saying in one for anchor in saying.anchors),
        other=tuple(anchor for saying in other for anchor in saying.anchors),
    )


FAR = said("far", DAY + timedelta(days=9), count=14)
NEAR = said("near", DAY, count=14)
ALSO = said("also", DAY, count=14)


def test_what_a_person_merges_is_one_and_the_later_id_leads_to_the_earlier() -> None:
    first, second = resolve((), [NEAR, FAR]).developments
    found = resolve((first, second), [NEAR, FAR], [decision(1, DecisionKind.MERGE, [NEAR], [FAR])])
    assert parts(found) == {frozenset({"near", "far"})}
    assert found.redirects == {second.id: first.id}


def test_what_a_person_parts_stays_apart_until_it_is_merged_again() -> None:
    split = decision(1, DecisionKind.SPLIT, [ALSO], [NEAR])
    assert parts(resolve((), [NEAR, ALSO], [split])) == {frozenset({"near"}), frozenset({"also"})}
    merge = decision(2, DecisionKind.MERGE, [ALSO], [NEAR])
    assert parts(resolve((), [NEAR, ALSO], [split, merge])) == {frozenset({"near", "also"})}


def test_what_is_dismissed_stays_so_with_more_sources_and_under_another_reading_of_its_page() -> None:
    (known,) = resolve((), [NEAR]).developments
    dismissed = decision(1, DecisionKind.DISMISS, [NEAR])
    found = resolve((known,), [NEAR, ALSO], [dismissed])
    assert found.withdrawn == {known.id: "a person dismissed it: seen"}
    reread = said("other-id", DAY, count=14, address=NEAR.address)
    assert resolve((), [reread], [dismissed]).withdrawn
    undone = replace(dismissed, undone_at=datetime(2025, 9, 14, tzinfo=UTC))
    assert not resolve((known,), [NEAR, ALSO], [undone]).withdrawn
