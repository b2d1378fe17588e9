from __future__ import annotations

import json
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from store_builders import NOON, body_of, entry, outline, snapshot

from tracker.errors import EvidenceBroken, StoreError, SyncBusy
from tracker.model import Origin
from tracker.store.backup import backup, restore
from tracker.store.connection import connect, immediate
from tracker.store.evidence import EvidenceFolder
from tracker.store.lists import add_state
from tracker.store.lock import sync_lock
from tracker.store.meta import meta_value, set_meta
from tracker.store.paths import evidence_folder
from tracker.store.snapshots import add_evidence, add_snapshot, stored_bodies

VERSIONS = ({"1": 0, "2": 0}, {"1": 0}, {"1": 1, "3": 0})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "safe" / "2025-11-04"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    return tmp_path / "new" / "tracker.db"


@pytest.fixture
def synced(connection: sqlite3.Connection, run: int, database: Path) -> sqlite3.Connection:
    """A database after three publications, with their bodies stored as a sync stores them."""
    evidence = EvidenceFolder(evidence_folder(database))
    for versions in VERSIONS:
        with evidence.writer() as writer:
            writer.write(body_of(versions))
            kept = writer.keep()
        with immediate(connection):
            stored = evidence.stored_size(kept.sha256)
            add_evidence(connection, kept.sha256, size=kept.size, stored_size=stored, now=NOON)
            main = add_snapshot(connection, snapshot(kept.sha256, kept.size), run=run)
            add_state(
                connection,
                outline(versions),
                source="us_ofac",
                observed_at=NOON,
                origin=Origin.LIVE,
                parts={"main": main},
                kept=[entry(uid) for uid in versions],
            )
    return connection


def contents(connection: sqlite3.Connection) -> list[str]:
    return list(connection.iterdump())


def test_a_restored_database_equals_the_one_that_was_backed_up(
    synced: sqlite3.Connection, database: Path, folder: Path, elsewhere: Path
) -> None:
    made = backup(database, folder, NOON)
    assert restore(folder, elsewhere) == made
    with closing(connect(elsewhere)) as restored:
        assert contents(restored) == contents(synced)
        bodies = stored_bodies(restored)
    evidence = EvidenceFolder(evidence_folder(elsewhere))
    assert {sha256: evidence.verify(sha256) for sha256 in bodies} == bodies == made.evidence
    assert len(bodies) == len(VERSIONS)


def test_a_backup_is_for_its_owner_only_and_leaves_nothing_beside_it(
    synced: sqlite3.Connection, database: Path, folder: Path, elsewhere: Path
) -> None:
    backup(database, folder, NOON)
    restore(folder, elsewhere)
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    names = sorted(path.name for path in elsewhere.parent.iterdir())
    assert names == ["tracker.db", "tracker.evidence", "tracker.lock"]
    for top in (folder, elsewhere.parent):
        for path in (top, *top.rglob("*")):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_backup_during_a_sync_holds_what_was_committed(
    synced: sqlite3.Connection, database: Path, folder: Path, elsewhere: Path
) -> None:
    with sync_lock(database), immediate(synced):
        set_meta(synced, "half", "done")
        backup(database, folder, NOON)
        restore(folder, elsewhere)
    with closing(connect(elsewhere)) as restored:
        assert meta_value(restored, "half") is None


def test_nothing_is_overwritten(synced: sqlite3.Connection, database: Path, folder: Path) -> None:
    backup(database, folder, NOON)
    with pytest.raises(StoreError, match="name a new folder"):
        backup(database, folder, NOON)
    before = contents(synced)
    with pytest.raises(StoreError, match="is there already, and nothing is overwritten"):
        restore(folder, database)
    assert contents(synced) == before


def test_a_log_without_its_database_is_not_played_into_the_restored_one(
    synced: sqlite3.Connection, database: Path, folder: Path, elsewhere: Path
) -> None:
    backup(database, folder, NOON)
    elsewhere.parent.mkdir()
    elsewhere.with_name("tracker.db-wal").touch()
    with pytest.raises(StoreError, match=r"tracker\.db-wal: is there already"):
        restore(folder, elsewhere)


def test_a_restore_waits_for_no_sync(
    synced: sqlite3.Connection, database: Path, folder: Path, elsewhere: Path
) -> None:
    backup(database, folder, NOON)
    with sync_lock(elsewhere), pytest.raises(SyncBusy):
        restore(folder, elsewhere)


def test_a_damaged_body_is_not_backed_up_as_if_it_were_whole(
    synced: sqlite3.Connection, database: Path, folder: Path
) -> None:
    evidence = EvidenceFolder(evidence_folder(database))
    first, second, *_ = stored_bodies(synced)
    evidence.path(first).write_bytes(evidence.path(second).read_bytes())
    with pytest.raises(EvidenceBroken, match="not the one that names it"):
        backup(database, folder, NOON)
    assert list(folder.parent.iterdir()) == []


def damage_body(folder: Path) -> None:
    path = next((folder / "evidence").rglob("*.zst"))
    path.write_bytes(path.read_bytes()[:-9])


def lose_body(folder: Path) -> None:
    next((folder / "evidence").rglob("*.zst")).unlink()


def damage_database(folder: Path) -> None:
    found = bytearray((folder / "database.db").read_bytes())
    found[5000] ^= 1
    (folder / "database.db").write_bytes(found)


def lose_database(folder: Path) -> None:
    (folder / "database.db").unlink()


def shorten_manifest(folder: Path) -> None:
    found = json.loads((folder / "manifest.json").read_text())
    found["evidence"].popitem()
    (folder / "manifest.json").write_text(json.dumps(found))


def empty_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text("{}")


def lose_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def make_newer(folder: Path) -> None:
    found = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**found, "format": 2}))


@pytest.mark.parametrize(
    "harm",
    [
        damage_body,
        lose_body,
        damage_database,
        lose_database,
        shorten_manifest,
        empty_manifest,
        lose_manifest,
        make_newer,
    ],
)
def test_a_backup_that_is_not_whole_puts_nothing_in_place(
    synced: sqlite3.Connection, database: Path, folder: Path, elsewhere: Path, harm: object
) -> None:
    backup(database, folder, NOON)
    assert callable(harm)
    harm(folder)
    with pytest.raises(StoreError) as caught:
        restore(folder, elsewhere)
    assert "\n" not in str(caught.value)
    left = sorted(path.name for path in elsewhere.parent.iterdir()) if elsewhere.parent.exists() else []
    assert left in ([], ["tracker.lock"])


def test_a_restore_that_was_killed_half_way_is_simply_done_again(
    synced: sqlite3.Connection, database: Path, folder: Path, elsewhere: Path
) -> None:
    backup(database, folder, NOON)
    restore(folder, elsewhere)
    elsewhere.unlink()
    restore(folder, elsewhere)
    with closing(connect(elsewhere)) as restored:
        assert contents(restored) == contents(synced)


def test_what_is_not_there_is_not_backed_up(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(StoreError, match="there is no such database"):
        backup(tmp_path / "none.db", folder, NOON)
