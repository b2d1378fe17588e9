"""Whom a register names one by one are joined with those whom others count, and with nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from saying_builders import said

from tracker.model import CountRelation, DateBasis, Development, Status, When
from tracker.resolve import resolve
from tracker.resolve.saying import Saying

DAY = date(2026, 5, 5)
NAMES = tuple(
    f"{given} {surname}"
    for surname in ("Prykladau", "Vydumanets", "Nebylets", "Kazachny", "Uzorny")
    for given in ("Adam", "Branislau", "Hleb", "Leanid", "Mikita")
)


def rows(number: int, on: date | When = DAY, first: int = 0) -> list[Saying]:
    """So many people whom the register states to be freed on one day, or between two looks."""
    when = on if isinstance(on, When) else When(DateBasis.STATED, on=on)
    found = []
    for at in range(first, first + number):
        one = said(
            f"r-{at:02}",
            DAY,
            voice="register.invalid",
            kind="unspecified",
            count=1,
            count_relation=CountRelation.NAMED,
            names=(NAMES[at],),
        )
        found.append(
            replace(
                one,
                record=replace(one.record, when=when),
                address=None,
                register="example",
                uid=str(at),
                beside=number,
            )
        )
    return found


def developments(*sayings: Saying) -> tuple[Development, ...]:
    return resolve((), sayings).developments


def numbers(*sayings: Saying) -> list[list[tuple[int, CountRelation]]]:
    """What is said of how many, development by development."""
    return sorted([(one.value, one.relation) for one in each.counts] for each in developments(*sayings))


LOOKS = When(DateBasis.OBSERVED, after=DAY - timedelta(days=2), by=DAY + timedelta(days=5))
MONTH = When(DateBasis.OBSERVED, after=DAY - timedelta(days=10), by=DAY + timedelta(days=20))


def test_those_of_one_day_are_one_release_and_those_of_two_are_two() -> None:
    assert numbers(*rows(3), *rows(2, DAY + timedelta(days=1), first=3)) == [
        [(2, CountRelation.NAMED)],
        [(3, CountRelation.NAMED)],
    ]


def test_a_number_in_the_press_is_shown_before_the_sum_of_the_names() -> None:
    assert numbers(*rows(9), said("a", DAY, count=10)) == [
        [(10, CountRelation.TOTAL), (9, CountRelation.NAMED)]
    ]


def test_who_was_freed_a_day_after_is_not_counted_among_those_of_the_day() -> None:
    """Terms end every day."""
    later = rows(1, DAY + timedelta(days=1), first=9)
    assert numbers(*rows(9), *later, said("a", DAY, count=9)) == [
        [(1, CountRelation.NAMED)],
        [(9, CountRelation.TOTAL), (9, CountRelation.NAMED)],
    ]


def test_a_page_that_names_its_only_one_leaves_the_others_of_the_day_apart() -> None:
    page = said("a", DAY, count=1, names=(NAMES[0],))
    found = developments(*rows(4), page)
    assert sorted(len(one.details.names) for one in found) == [1, 3]


def test_between_two_looks_the_number_says_which_release_is_meant() -> None:
    ours, other = said("a", DAY, count=9), said("b", DAY + timedelta(days=9), count=40)
    found = {one.details.count: one for one in developments(*rows(9, MONTH), ours, other)}
    assert (len(found[9].ties), len(found[40].ties)) == (10, 1)


def test_between_two_looks_that_may_hold_several_releases_nobody_is_counted_to_one_by_guess() -> None:
    """Fifteen freed in a month in which the press tells of six and of nine: who of them, nobody knows."""
    pages = said("a", DAY, count=6, names=(NAMES[0],)), said("b", DAY + timedelta(days=9), count=9)
    found = developments(*rows(15, MONTH), *pages)
    assert sorted(len(one.details.names) for one in found) == [0, 1, 14]


def test_names_of_nobody_in_the_register_s_row_do_not_keep_it_apart() -> None:
    nameless = [
        replace(one, record=replace(one.record, details=replace(one.record.details, names=())))
        for one in rows(3)
    ]
    assert len(developments(*nameless, said("a", DAY, count=3))) == 1


def test_what_is_announced_is_not_what_the_register_says_has_happened() -> None:
    assert len(developments(*rows(3), said("a", DAY, count=3, status=Status.ANNOUNCED))) == 2


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_order_of_rows_and_pages_makes_no_difference(data: st.DataObject) -> None:
    sayings = [
        *rows(5),
        *rows(4, LOOKS, first=5),
        *rows(2, DAY + timedelta(days=2), first=9),
        said("a", DAY, count=9, count_relation=CountRelation.AT_LEAST),
        said("b", DAY + timedelta(days=1), count=11, names=(NAMES[1], NAMES[6])),
        said("c", DAY + timedelta(days=2), count=1, names=(NAMES[9],)),
    ]

    def found(order: list[Saying]) -> set[frozenset[str]]:
        return {frozenset(tie.record for tie in one.ties) for one in developments(*order)}

    assert found(data.draw(st.permutations(sayings))) == found(sayings)


def test_what_a_register_says_otherwise_of_the_same_people_stays_one_development() -> None:
    """Three had no day, and have got one: their development keeps its id, and nobody is counted twice."""
    before = developments(*rows(3, MONTH))
    no_more = [replace(one, is_current=False) for one in rows(3, MONTH)]
    dated = [replace(one, record=replace(one.record, id=f"n{one.id}")) for one in rows(3)]
    (after,) = resolve(before, [*no_more, *dated]).developments
    assert (after.id, after.when.on) == (before[0].id, DAY)
    assert [(one.value, one.relation) for one in after.counts] == [(3, CountRelation.NAMED)]


def test_one_whose_day_is_put_right_leaves_those_of_the_old_day() -> None:
    old = rows(3)
    before = developments(*old)
    moved = replace(rows(1, DAY + timedelta(days=9))[0], beside=1)
    sayings = [
        replace(old[0], is_current=False),
        *old[1:],
        replace(moved, record=replace(moved.record, id="new")),
    ]
    found = resolve(before, sayings).developments
    assert sorted((one.details.count, one.when.on) for one in found) == [
        (1, DAY + timedelta(days=9)),
        (2, DAY),
    ]


def test_a_second_release_of_a_person_who_was_arrested_again_is_another_one() -> None:
    first, second = rows(1)[0], rows(1, MONTH)[0]
    assert len(developments(first, replace(second, record=replace(second.record, id="again")))) == 2
