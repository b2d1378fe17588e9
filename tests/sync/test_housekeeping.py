"""What is let go in time, and what never is."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from tracker.model import Configuration, Grade, Keeping
from tracker.store.connection import connect
from tracker.store.evidence import EvidenceFolder
from tracker.store.paths import evidence_folder
from tracker.store.snapshots import stored_bodies
from tracker.sync.housekeeping import Housekeeping, housekeep, is_housekeeping_due
from tracker.sync.run import sync
from world import EVERYBODY, Answer, World, without

REFUSED = Answer(b"<html><title>Just a moment...</title></html>", 403, "text/html")


def keep_house(world: World, configuration: Configuration | None = None) -> Housekeeping:
    with closing(connect(world.database)) as connection:
        evidence = EvidenceFolder(evidence_folder(world.database))
        return housekeep(
            connection, evidence, configuration or world.configuration, world.database, world.now
        )


@pytest.fixture
def lived(world: World) -> World:
    """A list that was seen, refused for a day, and from which somebody was delisted."""
    world.serve_list(EVERYBODY)
    world.sync()
    world.later(days=1)
    world.serve("/sdn", REFUSED)
    world.sync()
    world.later(days=1)
    world.serve_list(without(EVERYBODY, 104))
    world.sync()
    return world


def test_an_old_refusal_is_let_go_and_the_check_that_names_it_stays(lived: World) -> None:
    lived.later(days=29)
    assert keep_house(lived).bad_answers == 0
    lived.later(days=3)
    assert keep_house(lived).bad_answers == 1
    with closing(connect(lived.database)) as connection:
        grades = [row[0] for row in connection.execute("SELECT grade FROM snapshots ORDER BY id")]
        checks = connection.execute("SELECT grade, message FROM checks ORDER BY id").fetchall()
    assert Grade.BLOCKED not in grades
    assert [row["grade"] for row in checks].count(Grade.BLOCKED) == 1
    assert all(row["message"] for row in checks if row["grade"] == Grade.BLOCKED)


def test_what_a_fact_rests_on_is_never_let_go(lived: World) -> None:
    lived.later(days=4000)
    for _ in range(3):
        keep_house(lived)
        lived.later(days=2)
    evidence = EvidenceFolder(evidence_folder(lived.database))
    with closing(connect(lived.database)) as connection:
        for sha256, size in stored_bodies(connection).items():
            assert evidence.verify(sha256) == size
    (view,) = lived.developments()
    for line in view.evidence:
        assert evidence.verify(line.sha256) > 0


def test_the_body_of_a_refusal_leaves_the_disk_a_day_later(lived: World) -> None:
    folder = evidence_folder(lived.database)
    before = len(list(folder.glob("??/*.zst")))
    lived.later(days=40)
    assert keep_house(lived).bodies == 0
    lived.later(days=2)
    assert keep_house(lived).bodies == 1
    assert len(list(folder.glob("??/*.zst"))) == before - 1


def test_old_runs_that_nothing_names_go_and_the_last_ones_stay(lived: World) -> None:
    lived.serve_list(without(EVERYBODY, 104))
    for _ in range(120):
        lived.later(minutes=1)
        sync(lived.configuration, lived.database, due_only=True, clock=lambda: lived.now)
    before = lived.rows()["runs"]
    lived.later(days=200)
    gone = keep_house(lived).runs
    assert gone > 0
    assert lived.rows()["runs"] == before - gone >= 100
    with closing(connect(lived.database)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_backup_is_made_each_day_and_so_many_stay(lived: World) -> None:
    configuration = replace(
        lived.configuration,
        folder=str(lived.folder / "config"),
        keeping=Keeping(backup_folder="backups", backups=2),
    )
    mine = lived.folder / "backups" / "world-2020-01-01"
    mine.mkdir(parents=True)
    killed = lived.folder / "backups" / f".world-{lived.now:%Y-%m-%d}-ab12cd_9"
    killed.mkdir()
    made = []
    for _ in range(4):
        made.append(keep_house(lived, configuration).backup)
        lived.later(days=1)
    assert all(made)
    left = sorted(path.name for path in (lived.folder / "backups").iterdir())
    assert left == sorted([mine.name, *(path.name for path in made[-2:] if path is not None)])


def test_it_is_due_once_a_day(lived: World) -> None:
    with closing(connect(lived.database)) as connection:
        assert is_housekeeping_due(connection, lived.now)
        keep_house(lived)
        assert not is_housekeeping_due(connection, lived.now + timedelta(hours=5))
        assert is_housekeeping_due(connection, lived.now + timedelta(days=1))
