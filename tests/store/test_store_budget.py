"""What the store takes on disk, when it will be full, how little a run without news adds, broken bodies."""

from __future__ import annotations

import os
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from store_builders import NOON, hours_later, sha256_of, snapshot

from tracker.model import Grade, Health, PageLink, Post
from tracker.store.budget import budget, verify_all
from tracker.store.checks import Check, add_check
from tracker.store.connection import immediate
from tracker.store.evidence import EvidenceFolder
from tracker.store.health import note_health
from tracker.store.link_visits import LinkVisit, note_link_visit
from tracker.store.links import add_links, link_of
from tracker.store.paths import evidence_folder
from tracker.store.posts import add_posts
from tracker.store.released import delete_released
from tracker.store.runs import finish_run, start_run
from tracker.store.snapshots import add_evidence, add_snapshot
from tracker.store.sources import note_visit
from tracker.store.stretches import note_text
from tracker.store.validators import Validators, keep_validators

DAY = timedelta(days=1)


def says_stored(connection: sqlite3.Connection, name: str, stored_size: int, hours: float) -> None:
    add_evidence(
        connection, sha256_of(name.encode()), size=1, stored_size=stored_size, now=hours_later(hours)
    )


def test_growth_is_that_of_the_last_thirty_days_without_the_first_load(
    connection: sqlite3.Connection, database: Path
) -> None:
    says_stored(connection, "first load", 4_000_000, 0)
    assert budget(connection, database, hours_later(40), limit=10**12).per_day is None
    for day in range(1, 101):
        says_stored(connection, f"day {day}", 1_000 if day <= 70 else 50_000, 24 * day + 0.5)
    now = hours_later(24 * 100 + 1)
    found = budget(connection, database, now, limit=8_000_000)
    assert found.evidence == 4_000_000 + 70 * 1_000 + 30 * 50_000
    wal = database.with_name(database.name + "-wal")
    assert found.database == database.stat().st_size + wal.stat().st_size
    assert found.per_day is not None
    # 50,000 bytes of bodies a day, and the database's share of that.
    assert found.per_day == pytest.approx(50_000 * found.used / found.evidence, rel=0.05)
    assert found.full_on is not None
    left = (8_000_000 - found.used) / found.per_day
    assert abs((found.full_on - now.date()) / DAY - left) <= 1
    assert not found.is_full


def test_a_budget_that_is_used_up_is_full_today(connection: sqlite3.Connection, database: Path) -> None:
    says_stored(connection, "a", 5_000, 0)
    found = budget(connection, database, NOON, limit=4_000)
    assert (found.is_full, found.full_on) == (True, date(2025, 11, 4))


def test_without_limit_or_growth_there_is_no_day(connection: sqlite3.Connection, database: Path) -> None:
    blank = budget(connection, database, NOON, limit=10**12)
    assert (blank.evidence, blank.per_day, blank.full_on) == (0, None, None)
    says_stored(connection, "a", 5_000, 0)
    still = budget(connection, database, hours_later(24 * 60), limit=10**12)
    assert (still.per_day, still.full_on) == (0, None)
    says_stored(connection, "b", 5_000, 24 * 59)
    assert budget(connection, database, hours_later(24 * 60)).full_on is None
    # Centuries away is no forecast.
    assert budget(connection, database, hours_later(24 * 60), limit=10**12).full_on is None


def test_a_body_that_is_let_go_takes_its_room_until_its_file_is_deleted(
    connection: sqlite3.Connection, run: int, database: Path
) -> None:
    folder = EvidenceFolder(evidence_folder(database))
    for hours in range(5):
        with immediate(connection):
            same_text(connection, folder, run, "news", hours)
    assert budget(connection, database, NOON).evidence == 500
    delete_released(connection, folder, hours_later(99))
    assert budget(connection, database, NOON).evidence == 200


def same_text(
    connection: sqlite3.Connection, folder: EvidenceFolder, run: int, source: str, hours: float
) -> int:
    """An answer whose bytes are new and whose text is not; returns the snapshot that its check names."""
    with folder.writer() as writer:
        writer.write(f"{source} at {hours}".encode())
        sha256, size = writer.keep()
    add_evidence(connection, sha256, size=size, stored_size=100, now=hours_later(hours))
    number = add_snapshot(connection, snapshot(sha256, size, source=source), run=run)
    stretch = note_text(
        connection, source, "main", text_digest="the text", snapshot=number, at=hours_later(hours)
    )
    return stretch.first_snapshot


def run_without_news(
    connection: sqlite3.Connection, folder: EvidenceFolder, sources: range, hours: float
) -> None:
    """What a sync writes for sources each of which has a changing page, links, a recheck and posts."""
    now = hours_later(hours)
    run = start_run(connection, command="sync", version="0", now=now)
    for number in sources:
        name = f"source_{number:04}"
        with immediate(connection):
            first = same_text(connection, folder, run, name, hours)
            keep_validators(connection, name, "main", Validators(f'"{hours}"', None, sha256_of(b"a")))
            add_links(
                connection, name, (PageLink(f"https://{name}.example/{page}") for page in range(9)), now
            )
            link = link_of(connection, name, f"https://{name}.example/1")
            assert link is not None
            visit = LinkVisit(now, Grade.OK, 200, snapshot=first, text_digest="page")
            note_link_visit(connection, link, visit)
            posts = [Post(f"https://{name}.example/post/{post}", "text", NOON) for post in range(9)]
            add_posts(connection, name, posts, snapshot=first, now=now)
            note_visit(connection, name, at=now, is_ok=True, next_due_at=now + DAY / 24)
            note_health(connection, name, Health.OK, "first success", at=now)
            add_check(connection, Check(run, name, now, Grade.UNCHANGED, snapshot=first))
    finish_run(connection, run, exit_code=0, now=now)


def size_of(connection: sqlite3.Connection, database: Path) -> int:
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return database.stat().st_size


def test_a_run_without_news_grows_the_database_by_two_hundred_bytes_a_source_at_most(
    connection: sqlite3.Connection, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Twenty sources every hour for two days and two hours; the disk need not wait for its platters.
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
    connection.execute("PRAGMA synchronous = OFF")
    folder, sources, runs = EvidenceFolder(evidence_folder(database)), range(20), 48
    run_without_news(connection, folder, sources, 0)
    run_without_news(connection, folder, sources, 1)
    before = size_of(connection, database)
    for number in range(2, runs + 2):
        delete_released(connection, folder, hours_later(number))
        run_without_news(connection, folder, sources, number)
    grown = (size_of(connection, database) - before) / (runs * len(sources))
    assert grown <= 200
    assert connection.execute("SELECT count(*) FROM snapshots").fetchone()[0] == 2 * len(sources)
    # Three days were touched, so each source has three rows that say that nothing changed.
    assert connection.execute("SELECT count(*), sum(looks) FROM checks").fetchone()[:] == (
        3 * len(sources),
        (runs + 2) * len(sources),
    )


def test_a_second_run_alone_is_as_small(connection: sqlite3.Connection, run: int) -> None:
    connection.execute("PRAGMA synchronous = OFF")
    grown = []
    for hours in (0, 1, 2):
        with immediate(connection):
            before = connection.execute("PRAGMA page_count").fetchone()[0]
            for number in range(2000):
                name, at = f"source_{number:04}", hours_later(hours)
                note_visit(connection, name, at=at, is_ok=True, next_due_at=at + DAY / 24)
                message = None if hours else "250 entries of the subject"
                add_check(connection, Check(run, name, at, Grade.UNCHANGED, message=message))
            pages = connection.execute("PRAGMA page_count").fetchone()[0] - before
        grown.append(pages * 4096 / 2000)
    # The second run is the first that finds nothing new; the third only counts up that row.
    assert grown[1] <= 200
    assert grown[2] <= 40


def test_bodies_that_are_missing_or_not_what_their_hash_says_are_reported(
    connection: sqlite3.Connection, run: int, database: Path
) -> None:
    folder = EvidenceFolder(evidence_folder(database))
    names = []
    for number in range(5):
        with folder.writer() as writer:
            writer.write(b"body %d" % number)
            sha256, size = writer.keep()
        add_evidence(connection, sha256, size=size, stored_size=9, now=NOON)
        add_snapshot(connection, snapshot(sha256, size), run=run)
        names.append(sha256)
    assert verify_all(connection, folder).broken == ()
    folder.path(names[1]).unlink()
    folder.path(names[3]).write_bytes(folder.path(names[2]).read_bytes())
    connection.execute("UPDATE evidence SET size = 99 WHERE sha256 = ?", (names[4],))
    found = verify_all(connection, folder)
    assert {broken.sha256: broken.snapshots for broken in found.broken} == {
        names[1]: (2,),
        names[3]: (4,),
        names[4]: (5,),
    }
    problems = {broken.sha256: broken.problem for broken in found.broken}
    assert "is missing" in problems[names[1]]
    assert "not the one that names it" in problems[names[3]]
    assert "has 6 bytes, and its row says 99" in problems[names[4]]
    assert (found.checked, found.last) == (5, None)


def test_bodies_can_be_verified_a_few_at_a_time(
    connection: sqlite3.Connection, run: int, database: Path
) -> None:
    folder = EvidenceFolder(evidence_folder(database))
    for number in range(5):
        add_evidence(connection, sha256_of(b"%d" % number), size=1, stored_size=9, now=NOON)
    found, after = [], ""
    for expected in (2, 2, 1):
        part = verify_all(connection, folder, limit=2, after=after)
        assert part.checked == expected
        found += [broken.sha256 for broken in part.broken]
        after = part.last or ""
    assert after == ""
    assert found == sorted(sha256_of(b"%d" % number) for number in range(5))
    assert verify_all(connection, folder, limit=0).checked == 0
