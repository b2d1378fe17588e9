"""Whom a register names: it is one publisher, and what it holds besides is nobody's business."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from stat import S_IMODE

import pytest
from importing import a_file, a_line, take_in

from registers import as_csv, moved, people, take_register
from tracker.report.lines import lines
from tracker.report.shown import DevelopmentView
from tracker.store.connection import connect
from tracker.store.evidence import EvidenceFolder
from tracker.store.paths import evidence_folder
from tracker.sync.decide import suppress
from tracker.sync.desk import By
from tracker.sync.proof import prove
from world import World

SIXTY = people(60)
FREED = moved(SIXTY, {at: {"status": "former", "release_date": "2026-05-05"} for at in range(3)})
NAME = SIXTY[0].name


@pytest.fixture
def told(world: World) -> World:
    """A world in which the register moved three people to former."""
    world.now = datetime(2026, 5, 11, 12, tzinfo=UTC)
    take_register(world, SIXTY, date(2026, 5, 3))
    take_register(world, FREED, date(2026, 5, 10))
    return world


def shown(world: World) -> DevelopmentView:
    (found,) = world.developments()
    return found


def press(world: World, name: str, address: str) -> None:
    text = f"On 5 May 2026 the authorities of Belarus released the political prisoner {name}."
    line = a_line(url=address, published="2026-05-05", text=text, title="Freed")
    take_in(world, a_file(world, line))


def test_the_register_alone_names_nobody(told: World) -> None:
    one = shown(told)
    assert (one.count, one.people, one.people_withheld) == (3, (), 3)
    everything = "\n".join((*lines(one), *(line.quote or "" for line in one.evidence)))
    assert all(person.name.split()[0] not in everything for person in FREED[:3])
    # The number of a row and its days lead to the person, on the register's own site.
    assert "2023-02-01" not in everything
    assert "1000;" not in everything
    assert "[row of the register withheld]" in everything


@pytest.mark.parametrize(
    "address",
    ["https://spring96.org/en/news/1", "https://prisoners.spring96.org/en/a", "https://t.me/viasna96/1"],
)
def test_the_register_s_own_news_are_the_same_publisher(told: World, address: str) -> None:
    press(told, NAME, address)
    assert {name for view in told.developments() for name in view.people} == set()


def test_another_publisher_beside_the_register_makes_a_name_public(told: World) -> None:
    press(told, NAME, "https://paper.invalid/a")
    assert {name for view in told.developments() for name in view.people} == {NAME}


def test_who_is_suppressed_is_not_shown_also_after_the_next_import(told: World) -> None:
    press(told, NAME, "https://paper.invalid/a")
    suppress(told.configuration, told.database, NAME, By("desk", None), clock=lambda: told.now)
    later = moved(FREED, {0: {"release_date": "2026-05-06"}})
    take_register(told, later, date(2026, 5, 11))
    assert NAME not in str(told.developments())


def test_only_what_is_told_apart_is_kept_and_for_the_owner_alone(told: World) -> None:
    folder = EvidenceFolder(evidence_folder(told.database))
    bodies = {line.sha256 for line in shown(told).evidence}
    for sha256 in bodies:
        with closing(folder.open(sha256)) as opened:
            kept = opened.read().decode()
        assert NAME in kept
        assert "never to be kept" not in kept
        assert S_IMODE(folder.path(sha256).stat().st_mode) == 0o600
    assert "never to be kept" in as_csv(FREED).decode()


def test_the_chain_leads_from_each_row_to_the_bytes_that_are_kept_and_to_the_file(told: World) -> None:
    with closing(connect(told.database, read_only=True)) as connection:
        proof = prove(connection, told.configuration, told.database, shown(told).id)
    assert proof.holds
    assert len(proof.links) == 6
    assert {link.found.partition(";")[0] for link in proof.links} == {"hash verified"}
    assert "not kept whole" in (proof.links[0].line.origin_note or "")
    assert "1000;" not in str(proof)


def test_a_look_at_the_register_is_one_line_however_many_rows_it_proves(told: World) -> None:
    looks = [line for line in lines(shown(told)) if "sha256" in line]
    assert len(looks) == 2
    assert all(line.endswith("[import], 3 rows") for line in looks)
