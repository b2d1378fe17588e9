"""Told one by one, in any order, in few pieces or at once: the same developments, comparisons and links."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
import simulated_events
import simulated_reports
import stored_reports
from hypothesis import given, settings
from hypothesis import strategies as st
from simulated_events import Event

from tracker.model import (
    Action,
    Comparison,
    Configuration,
    DateBasis,
    Development,
    LinkKind,
    RecordType,
    Sector,
    SectorTarget,
    Status,
    Target,
    When,
)
from tracker.resolve.links import link
from tracker.resolve.saying import Saying
from tracker.store.connection import connect
from tracker.store.development_links import load_links
from tracker.store.developments import load_developments
from tracker.store.records import load_records
from tracker.store.transaction import immediate
from tracker.sync.sayings import Sayings
from tracker.sync.tell import resolve_again
from world import shipped_configuration

SDN = "us_ofac_sdn"
KALI = Target("NORTHERN KALI OAO", list=SDN, uid="90001")
POTASH = Sector(
    "potash", ("potash",), (SectorTarget("Northern Kali", ("northern kali",), (f"{SDN}:90001",)),)
)
NAMES = ("Northern Kali", "potash", "Wings of Nowhere", "Bank of Nowhere")
Outcome = tuple[
    set[tuple[frozenset[str], Development, Comparison]], set[tuple[LinkKind, frozenset[str], frozenset[str]]]
]


def a_configuration(sector: Sector = POTASH) -> Configuration:
    shipped = shipped_configuration()
    assert shipped.baseline is not None
    return replace(
        shipped,
        subject=replace(shipped.subject, sectors=(sector,)),
        baseline=replace(shipped.baseline, as_of=date(2005, 12, 31)),
    )


def related_events(seed: int, number: int) -> Iterator[Event]:
    """Events some days apart, or sanctions alone, weeks apart; these are about a few targets, and mostly
    relief by one authority."""
    dice = Random(seed)
    every_days = dice.choice((3.0, 6.0, 30.0))
    for event in simulated_events.made_up_events(number, seed, every_days):
        if event.type is not RecordType.SANCTION and every_days < 30:
            yield event
            continue
        action = dice.choice((Action.LICENCE, Action.DELIST, Action.DELIST, Action.DESIGNATE))
        is_listed = action is not Action.LICENCE and dice.random() < 0.5
        yield replace(
            event,
            type=RecordType.SANCTION,
            action=action,
            authority="US",
            status=Status.ANNOUNCED if dice.random() < 0.3 and not is_listed else Status.ACTUAL,
            targets=(dice.choice(NAMES),),
            sector="potash" if dice.random() < 0.3 else None,
            list=SDN if is_listed else None,
            entries=(KALI,) if is_listed else (),
        )


def reports(seed: int, number: int = 12, each: int = 2) -> list[Saying]:
    """What is told of them; a list's day lies between two looks at it."""
    found = simulated_reports.reports_of(related_events(seed, number), seed, each).sayings
    return list({one.id: observed(one) if one.address is None else one for one in found}.values())


def observed(saying: Saying) -> Saying:
    on = saying.record.when.on
    assert on is not None
    when = When(DateBasis.OBSERVED, after=on - timedelta(days=2), by=on)
    return replace(saying, record=replace(saying.record, when=when))


def told(folder: Path, pieces: Sequence[Sequence[Saying]], *configurations: Configuration) -> Outcome:
    """What stands in the end. Each piece is told under the next configuration, the rest under the last."""
    waiting = list(configurations) or [a_configuration()]
    with closing(connect(folder / "tracker.db")) as connection:
        with immediate(connection):
            run = stored_reports.begin(connection)
        for piece in pieces:
            configuration = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            with immediate(connection):
                new = stored_reports.store_reports(connection, run, piece)
                resolve_again(connection, configuration, run, new, stored_reports.NOON)
        assert_linked_as_among_all(connection, waiting[0])
        return outcome(connection)


def assert_linked_as_among_all(connection: sqlite3.Connection, configuration: Configuration) -> None:
    sectors = configuration.subject.sectors
    standing = [one.development for one in load_developments(connection) if one.stands]
    sayings = Sayings(connection, configuration).of([one.id for one in load_records(connection)])
    said = {one.id: one.record for one in sayings if one.is_current}
    assert load_links(connection) == link(standing, said, sectors=sectors)


def outcome(connection: sqlite3.Connection) -> Outcome:
    """Under which id a development is told follows from history, and so does the record it began with."""
    stored = [one for one in load_developments(connection) if one.stands]
    records = {one.development.id: frozenset(tie.record for tie in one.development.ties) for one in stored}
    return (
        {
            (records[one.development.id], replace(one.development, id="", ties=()), one.comparison)
            for one in stored
        },
        {(one.kind, records[one.earlier], records[one.later]) for one in load_links(connection)},
    )


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_in_pieces_and_in_any_order_it_is_as_at_once(seed: int, dice: Random) -> None:
    sayings = reports(seed)
    shuffled = list(sayings)
    dice.shuffle(shuffled)
    cut = dice.randint(1, len(shuffled) - 1)
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        at_once = told(Path(one), [sayings])
        in_pieces = told(Path(other), [shuffled[:cut], *([each] for each in shuffled[cut:])])
    assert in_pieces == at_once


def test_the_reports_make_links_of_every_kind_that_pages_make(tmp_path: Path) -> None:
    """Or the test above would show nothing. Notices and the lists that show them: test_notices_told."""
    kinds = set()
    for seed in range(4):
        (tmp_path / str(seed)).mkdir()
        kinds |= {kind for kind, _, _ in told(tmp_path / str(seed), [reports(seed, number=20)])[1]}
    assert kinds == set(LinkKind) - {LinkKind.SHOWN_BY}


@pytest.mark.parametrize("seed", [6, 11, 12, 21])
def test_links_are_those_among_all_where_steps_lie_months_apart_and_days_are_only_observed(
    tmp_path: Path, seed: int
) -> None:
    told(tmp_path, [[each] for each in reports(seed)])


@pytest.mark.parametrize("targets", [(), (SectorTarget("Wings", ("wings of nowhere",), ()),)])
def test_ladders_are_found_where_the_sectors_were_other_ones_when_their_steps_were_told(
    tmp_path: Path, targets: tuple[SectorTarget, ...]
) -> None:
    sayings = reports(6)
    again = [[each] for each in sayings]
    told(tmp_path, [sayings, *again], a_configuration(Sector("fishing", (), targets)), a_configuration())
