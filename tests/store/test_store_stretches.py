"""Pages whose bytes change while their text does not: the first and the last body of a stretch stay."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_builders import NOON, hours_later, sha256_of, snapshot

from killing import kill_when
from tracker.model import Grade, PageLink
from tracker.store.backup import backup, restore
from tracker.store.connection import connect, immediate
from tracker.store.evidence import EvidenceFolder
from tracker.store.link_visits import LinkVisit, note_link_visit
from tracker.store.links import add_links
from tracker.store.paths import evidence_folder
from tracker.store.released import delete_released
from tracker.store.runs import start_run
from tracker.store.snapshots import (
    add_evidence,
    add_snapshot,
    load_snapshot,
    snapshot_of_body,
    stored_bodies,
)
from tracker.store.stretches import Stretch, load_stretches, note_text, open_stretch

PAGE = "https://news.example/1"


def keep(evidence: EvidenceFolder, body: bytes) -> str:
    with evidence.writer() as writer:
        writer.write(body)
        return writer.keep().sha256


def stored(connection: sqlite3.Connection, evidence: EvidenceFolder, body: bytes, hours: float) -> int:
    """The snapshot of an answer, as a sync stores it: bytes that were seen before are the same one."""
    sha256 = keep(evidence, body)
    known = snapshot_of_body(connection, "news", PAGE, sha256)
    if known is not None and known.id is not None:
        return known.id
    add_evidence(connection, sha256, size=len(body), stored_size=len(body), now=hours_later(hours))
    answer = replace(snapshot(sha256, len(body), source="news", part=PAGE), fetched_at=hours_later(hours))
    return add_snapshot(connection, answer, run=1)


def look(
    connection: sqlite3.Connection, evidence: EvidenceFolder, text: str, noise: int, hours: float
) -> Stretch:
    with immediate(connection):
        number = stored(connection, evidence, f"{text} <!-- {noise} -->".encode(), hours)
        return note_text(connection, "news", PAGE, text_digest=text, snapshot=number, at=hours_later(hours))


def bodies(evidence: EvidenceFolder) -> set[str]:
    return {path.stem for path in evidence.root.glob("??/*.zst")}


@pytest.fixture
def evidence(database: Path) -> EvidenceFolder:
    return EvidenceFolder(evidence_folder(database))


def test_of_a_hundred_looks_at_one_text_the_first_and_the_last_are_kept(
    connection: sqlite3.Connection, run: int, evidence: EvidenceFolder
) -> None:
    for hours in range(100):
        stretch = look(connection, evidence, "text", hours, hours)
    assert (stretch.looks, stretch.began_at, stretch.last_at) == (100, NOON, hours_later(99))
    assert open_stretch(connection, "news", PAGE) == stretch
    kept = {sha256_of(f"text <!-- {noise} -->".encode()) for noise in (0, 99)}
    assert set(stored_bodies(connection)) == kept
    assert {
        found.sha256
        for number in (stretch.first_snapshot, stretch.last_snapshot)
        if (found := load_snapshot(connection, number))
    } == kept
    assert connection.execute("SELECT count(*) FROM snapshots").fetchone()[0] == 2
    assert delete_released(connection, evidence, hours_later(500)) == 98
    assert bodies(evidence) == kept
    assert delete_released(connection, evidence, hours_later(500)) == 0


@settings(deadline=None, max_examples=50)
@given(looks=st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3)), max_size=14))
def test_each_stretch_keeps_its_first_and_its_last_body_whatever_comes_back(
    looks: list[tuple[str, int]],
) -> None:
    with TemporaryDirectory() as folder, closing(connect(Path(folder) / "a.db")) as connection:
        evidence = EvidenceFolder(Path(folder) / "a.evidence")
        start_run(connection, command="sync", version="0", now=NOON)
        for hours, (text, noise) in enumerate(looks):
            look(connection, evidence, text, noise, hours)
        delete_released(connection, evidence, hours_later(1000))
        runs = [list(same) for _, same in groupby(enumerate(looks), key=lambda each: each[1][0])]
        stretches = load_stretches(connection, "news", PAGE)
        assert [(one.text_digest, one.looks) for one in stretches] == [(r[0][1][0], len(r)) for r in runs]
        for one, same in zip(stretches, runs, strict=True):
            assert (one.began_at, one.last_at) == (hours_later(same[0][0]), hours_later(same[-1][0]))
            for number, (_, (text, noise)) in ((one.first_snapshot, same[0]), (one.last_snapshot, same[-1])):
                found = load_snapshot(connection, number)
                assert found is not None
                assert found.sha256 == sha256_of(f"{text} <!-- {noise} -->".encode())
                assert evidence.verify(found.sha256) == found.size
        assert bodies(evidence) == set(stored_bodies(connection))


def test_a_body_that_another_row_names_stays(
    connection: sqlite3.Connection, run: int, evidence: EvidenceFolder
) -> None:
    look(connection, evidence, "text", 0, 0)
    middle = look(connection, evidence, "text", 1, 1)
    with immediate(connection):
        (link,) = add_links(connection, "index", [PageLink(PAGE)], NOON)
        note_link_visit(
            connection, link, LinkVisit(NOON, Grade.OK, 200, snapshot=middle.last_snapshot, text_digest="x")
        )
    look(connection, evidence, "text", 2, 2)
    assert load_snapshot(connection, middle.last_snapshot) is not None
    assert delete_released(connection, evidence, hours_later(500)) == 0
    assert len(bodies(evidence)) == len(stored_bodies(connection)) == 3


def test_a_body_that_two_answers_share_goes_only_with_the_second(
    connection: sqlite3.Connection, run: int, evidence: EvidenceFolder
) -> None:
    look(connection, evidence, "text", 0, 0)
    shared = look(connection, evidence, "text", 1, 1)
    original = load_snapshot(connection, shared.last_snapshot)
    assert original is not None
    with immediate(connection):
        add_snapshot(connection, replace(original, source="other", id=None), run=run)
    look(connection, evidence, "text", 2, 2)
    assert load_snapshot(connection, shared.last_snapshot) is None
    assert original.sha256 in stored_bodies(connection)


def test_a_file_goes_a_day_after_its_row_and_not_if_its_body_is_needed_again(
    connection: sqlite3.Connection, run: int, evidence: EvidenceFolder
) -> None:
    for noise in range(4):
        look(connection, evidence, "text", noise, noise)
    assert len(bodies(evidence)) == 4
    assert delete_released(connection, evidence, hours_later(24)) == 0
    look(connection, evidence, "other text", 0, 5)
    with immediate(connection):
        again = stored(connection, evidence, b"text <!-- 1 -->", 6)
    assert delete_released(connection, evidence, hours_later(60)) == 1
    assert evidence.verify(sha256_of(b"text <!-- 1 -->")) == 15
    assert load_snapshot(connection, again) is not None


def test_a_backup_that_began_before_a_body_was_released_is_whole(
    connection: sqlite3.Connection, run: int, evidence: EvidenceFolder, database: Path, tmp_path: Path
) -> None:
    for noise in range(3):
        look(connection, evidence, "text", noise, noise)
    named_by_the_copy = set(stored_bodies(connection))
    look(connection, evidence, "text", 3, 3)
    assert delete_released(connection, evidence, hours_later(3)) == 0
    assert named_by_the_copy <= bodies(evidence)
    backup(database, tmp_path / "backup", NOON)
    restored = tmp_path / "restored" / "belarus.db"
    assert len(restore(tmp_path / "backup", restored).evidence) == 2


# Looks at one page for ever, as a sync does, lets bodies go at once, and says where it is.
LOOKS = """
import pathlib, sys
from test_store_stretches import look
from store_builders import hours_later, NOON
import tracker.store.released as released
from tracker.store.connection import connect
from tracker.store.evidence import EvidenceFolder
from tracker.store.paths import evidence_folder
from tracker.store.runs import start_run
database, stop_at = pathlib.Path(sys.argv[1]), sys.argv[2]
connection = connect(database)
evidence = EvidenceFolder(evidence_folder(database))
run = start_run(connection, command="sync", version="0", now=NOON)

def reached(place):
    print(place, flush=True)
    if place == stop_at:
        sys.stdin.read()

class Told(EvidenceFolder):
    def remove(self, sha256):
        reached("before a file goes")
        super().remove(sha256)
        reached("after a file went")

for hours in range(0, 10_000, 30):
    look(connection, evidence, "text", hours, hours)
    reached("let go")
    released.delete_released(connection, Told(evidence.root), hours_later(hours))
    reached("deleted")
"""


@pytest.mark.parametrize(
    ("place", "times"),
    [("let go", 99), ("before a file goes", 99), ("after a file went", 99), ("nowhere", 23), ("nowhere", 42)],
)
def test_a_kill_while_bodies_go_loses_none_that_a_row_names(database: Path, place: str, times: int) -> None:
    kill_when(LOOKS, database, place, times, modules=Path(__file__).parent)
    evidence = EvidenceFolder(evidence_folder(database))
    with closing(connect(database)) as connection:
        for sha256, size in stored_bodies(connection).items():
            assert evidence.verify(sha256) == size
        stretch = open_stretch(connection, "news", PAGE)
        assert stretch is not None
        delete_released(connection, evidence, hours_later(20_000))
        evidence.prune_temporary()
        named = set(stored_bodies(connection))
        # The body of a look that was killed before its commit may be left; none is lost.
        assert named <= bodies(evidence)
        assert len(bodies(evidence) - named) <= 1
        assert connection.execute("SELECT count(*) FROM released_bodies").fetchone()[0] == 0
