"""Links depend on what there is, not on the order in which it came; and who changed is enough to know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from linking import KALI, SECTORS, SOUTH, WINGS, freed, relief, says, talks

from tracker.model import Action, DateBasis, Development, DevelopmentLink, Record, Status, When
from tracker.resolve.links import affected, ladders, link

QUOTES = (
    "Belarus freed 52 prisoners in exchange for US sanctions relief for potash.",
    "The US lifted sanctions on Wings of Nowhere in exchange for the release of 52 prisoners.",
    "In return, the United States lifted sanctions on Northern Kali.",
    "There was no deal, Minsk said after talks with the US.",
    "Belarus freed 52 prisoners after talks with the US on Thursday.",
    "It was so.",
)
FIRST = date(2025, 8, 1)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Development], dict[str, Record]]:
    """Some developments within some weeks, and what pages say of them; several stand on one page."""
    developments = []
    records = {}
    for number in range(draw(st.integers(2, 12))):
        name = f"d{number}"
        on = FIRST + timedelta(days=draw(st.integers(0, 60)))
        match draw(st.sampled_from(["release", "contact", "sanction"])):
            case "release":
                made = freed(name, on.isoformat(), *draw(st.sampled_from([(), ("US",)])), count=52)
            case "contact":
                made = talks(name, on.isoformat(), "US", "BY")
            case _:
                made = relief(
                    name,
                    on.isoformat(),
                    *draw(st.sampled_from([(), (KALI,), (KALI, WINGS), (SOUTH,), ("Northern Kali",)])),
                    action=draw(st.sampled_from([*Action])),
                    sector=draw(st.sampled_from([None, "potash"])),
                    status=draw(st.sampled_from([*Status])),
                )
        if draw(st.integers(0, 3)) == 0:
            made = replace(made, when=When(DateBasis.OBSERVED, after=on - timedelta(days=3), by=on))
        developments.append(made)
        said = says(
            made, draw(st.sampled_from(QUOTES)), page=draw(st.integers(1, 3)), at=draw(st.integers(0, 3))
        )
        records[said.id] = said
    return developments, records


def links_of(developments: list[Development], records: dict[str, Record]) -> set[DevelopmentLink]:
    return set(link(developments, records, sectors=SECTORS))


@settings(deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(world, dice) -> None:
    developments, records = world
    other = list(developments)
    dice.shuffle(other)
    found, again = (link(one, records, sectors=SECTORS) for one in (developments, other))
    assert found == again
    assert ladders(developments, found, SECTORS) == ladders(other, again, SECTORS)


@settings(deadline=None)
@given(worlds(), st.sampled_from(["release", "contact", "sanction"]))
def test_what_lies_years_away_changes_nothing(world, kind) -> None:
    developments, records = world
    far = {
        "release": freed("far", "2031-05-01", "US", count=52),
        "contact": talks("far", "2031-05-01", "US", "BY"),
        "sanction": relief("far", "2031-05-01", KALI, WINGS),
    }[kind]
    said = says(far, QUOTES[2], page=1, at=1)
    assert links_of([*developments, far], {**records, said.id: said}) == links_of(developments, records)


@settings(deadline=None, max_examples=200)
@given(worlds(), st.integers(0, 11), st.integers(-20, 20) | st.none())
def test_who_is_affected_is_enough_to_bring_the_links_up_to_date(world, at, days) -> None:
    developments, records = world
    old = developments[at % len(developments)]
    rest = [one for one in developments if one is not old]
    # It is moved by some days, or goes.
    on = (old.when.on or old.when.by or FIRST) + timedelta(days=days or 0)
    new = [] if days is None else [replace(old, when=When(DateBasis.STATED, on=on))]
    before, after = links_of(developments, records), links_of([*rest, *new], records)
    touched = affected([*rest, *new], [old, *new], sectors=SECTORS)
    kept = {one for one in before if not {one.earlier, one.later} & touched}
    brought = set(link([*rest, *new], records, touched, sectors=SECTORS))
    assert kept | brought == after
    assert all({one.earlier, one.later} & touched for one in brought)


@settings(deadline=None)
@given(worlds())
def test_nothing_is_linked_with_itself_or_backwards_or_twice(world) -> None:
    developments, records = world
    found = link(developments, records, sectors=SECTORS)
    assert all(one.earlier != one.later and one.days >= 0 for one in found)
    keys = [(one.kind, one.earlier, one.later) for one in found]
    assert len(keys) == len(set(keys))
