"""What parts two events that look alike, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import bcubed
import pytest
import simulated_events
import simulated_reports
from saying_builders import said

from tracker.model import Action, CountRelation, Precision, RecordType, Subgroup
from tracker.resolve import resolve
from tracker.resolve.saying import Saying

DAY = date(2025, 9, 11)


def groups(*told: Saying) -> set[frozenset[str]]:
    return {frozenset(tie.record for tie in one.ties) for one in resolve((), told).developments}


def together(*told: Saying) -> set[frozenset[str]]:
    return {frozenset(one.id for one in told)}


def licence(name: str, instrument: str | None, *, agency: str | None = "OFAC", document: int = 1) -> Saying:
    told = said(
        name,
        DAY,
        of_type=RecordType.SANCTION,
        action=Action.LICENCE,
        authority="US",
        documents=frozenset({document}),
    )
    return replace(told, record=replace(told.record, instrument=instrument, agency=agency))


def contact(name: str, kind: str, *officials: str, document: int = 1) -> Saying:
    return said(
        name,
        DAY,
        of_type=RecordType.CONTACT,
        kind=kind,
        parties=("US", "BY"),
        officials=officials,
        documents=frozenset({document}),
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_ten_noisy_reports_of_an_event_become_one_development(seed):
    reports = simulated_reports.reports_of(simulated_events.real_events(), seed)

    found = {tie.record: one.id for one in resolve((), reports.sayings).developments for tie in one.ties}

    score = bcubed.score(reports.truth, found)
    assert score.precision == 1
    assert score.f1 >= 0.95


def test_a_pardon_five_days_after_a_release_is_another_though_a_part_is_counted_between():
    released = said("a", DAY, count=52)
    late = said("b", date(2025, 9, 14), count=52)
    women = said("c", date(2025, 9, 15), count=12, subgroups=(Subgroup(12, "women"),))
    pardoned = said("d", date(2025, 9, 16), count=25, subgroups=(Subgroup(12, "women"),))

    assert groups(released, late, women, pardoned) == {frozenset("ab"), frozenset("cd")}


def test_a_month_brings_no_two_releases_of_it_together():
    early = said("a", date(2025, 9, 2), kind="pardon", destination=("LT",))
    month = said(
        "b",
        date(2025, 9, 1),
        precision=Precision.MONTH,
        kind="pardon",
        destination=("LT",),
        names=("Ivan Example",),
    )
    late = said("c", date(2025, 9, 20), kind="pardon", destination=("LT",), names=("Ivan Example",))

    assert groups(early, month, late) == {frozenset("a"), frozenset("bc")}


def test_two_of_many_who_are_named_by_one_outlet_each_were_freed_together():
    many = said("a", DAY, count=52, names=("Ivan Example", "Maria Sample"))
    one = said("b", DAY, names=("Ivan Example",))
    other = said("c", DAY, names=("Maria Sample",))

    assert groups(many, one, other) == together(many, one, other)


def test_one_who_is_told_alone_is_one_of_the_three_among_whom_she_is_named():
    three = said("a", DAY, count=3, names=("Ivan Example", "Maria Sample"))
    alone = said("b", DAY, kind="deportation", count=1, names=("Maria Sample",))

    assert groups(three, alone) == together(three, alone)


def test_many_nationalities_among_all_make_them_no_part_of_more():
    all_of_them = said("a", DAY, count=14, nationalities=("JP", "PL", "SE"))
    others = said("b", date(2025, 9, 13), count=52, kind="pardon")

    assert groups(all_of_them, others) == {frozenset("a"), frozenset("b")}


def test_fourteen_foreigners_are_some_of_fifty_two_whichever_way_they_are_counted():
    everybody = said("a", DAY, count=52)
    some = said("b", DAY, count=14, subgroups=(Subgroup(14, "foreigners"),))

    (found,) = resolve((), [everybody, some]).developments

    assert found.details.count == 52
    parts = [claim for claim in found.counts if claim.value == 14]
    assert [(claim.relation, claim.of) for claim in parts] == [(CountRelation.SUBGROUP, "foreigners")]


def test_the_end_of_a_term_is_not_taken_for_the_release_of_that_day():
    released = said("a", DAY, count=52, kind="unspecified")
    served = said("b", DAY, kind="term_end", names=("Ivan Example",))

    assert groups(released, served) == {frozenset("a"), frozenset("b")}


def test_licences_of_two_numbers_are_two():
    first, second = licence("a", "General License 11"), licence("b", "General License 12", document=2)

    assert groups(first, second) == {frozenset("a"), frozenset("b")}


def test_a_licence_without_its_number_joins_no_two_others():
    told = (
        licence("a", "General License 11"),
        licence("b", None, document=2),
        licence("c", "General License 12", document=3),
    )

    assert all(not {"a", "c"} <= group for group in groups(*told))


def test_a_letter_of_another_office_on_the_same_page_is_an_act_of_its_own():
    assert groups(licence("a", "General License 11"), licence("b", None, agency="BIS")) == {
        frozenset("a"),
        frozenset("b"),
    }


def test_who_comes_on_a_visit_is_met():
    visit = contact("a", "visit", "John Coale")
    meeting = contact("b", "meeting", "Джон Коул", document=2)

    assert groups(visit, meeting) == together(visit, meeting)


def test_a_call_is_no_meeting_on_the_same_day():
    call = contact("a", "call", "John Coale")
    meeting = contact("b", "meeting", "John Coale", document=2)

    assert groups(call, meeting) == {frozenset("a"), frozenset("b")}


def test_an_official_who_is_told_by_surname_alone_may_be_the_one_who_is_told_in_full():
    full = contact("a", "meeting", "Alexander Lukashenko")
    short = contact("b", "meeting", "Лукашенко", document=2)

    assert groups(full, short) == together(full, short)
