"""A process that is killed at any moment leaves all of a step or nothing of it."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest
from store_builders import body_of, outline, sha256_of

from killing import kill_when
from tracker.store.connection import connect
from tracker.store.evidence import EvidenceFolder
from tracker.store.lists import digests, load_states, state_parts
from tracker.store.lock import sync_lock
from tracker.store.paths import evidence_folder
from tracker.store.snapshots import stored_bodies

HELPERS = Path(__file__).parent
# Stores publications for ever, each with its body, as a sync does, and says where it is.
SYNC = """
import pathlib, sys
from store_builders import NOON, body_of, outline, snapshot
from tracker.model import Origin
from tracker.store.connection import connect, immediate
from tracker.store.evidence import EvidenceFolder
from tracker.store.lists import add_state
from tracker.store.lock import sync_lock
from tracker.store.paths import evidence_folder
from tracker.store.runs import start_run
from tracker.store.snapshots import add_evidence, add_snapshot

database, stop_at = pathlib.Path(sys.argv[1]), sys.argv[2]

def reached(place):
    print(place, flush=True)
    if place == stop_at:
        sys.stdin.read()

def publications():
    number = 0
    while True:
        number += 1
        yield {str(uid): number if uid % 50 == number % 50 else 0 for uid in range(number % 7, 1500)}

with sync_lock(database):
    connection = connect(database)
    evidence = EvidenceFolder(evidence_folder(database))
    run = start_run(connection, command="sync", version="0", now=NOON)
    for versions in publications():
        with evidence.writer() as writer:
            writer.write(body_of(versions))
            reached("body written")
            sha256, size = writer.keep()
        reached("body kept")
        with immediate(connection):
            add_evidence(connection, sha256, size=size, stored_size=1, now=NOON)
            main = add_snapshot(connection, snapshot(sha256, size), run=run)
            add_state(connection, outline(versions), source="us_ofac", observed_at=NOON,
                      origin=Origin.LIVE, parts={"main": main})
            reached("state written")
        reached("committed")
"""


def check_whole(database: Path) -> int:
    """Reads every visible state back from the body that it names, and returns how many there are."""
    evidence = EvidenceFolder(evidence_folder(database))
    with closing(connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for sha256, size in stored_bodies(connection).items():
            assert evidence.verify(sha256) == size
        states = load_states(connection, "us_ofac")
        for state in states:
            assert state_parts(connection, state.id)["main"].sha256 in stored_bodies(connection)
            assert len(digests(connection, "us_ofac", state.id)) == state.entries
    return len(states)


@pytest.mark.parametrize(
    ("place", "states"), [("body written", 0), ("body kept", 0), ("state written", 0), ("committed", 1)]
)
def test_a_kill_leaves_the_whole_step_or_nothing(database: Path, place: str, states: int) -> None:
    kill_when(SYNC, database, place, times=10, modules=HELPERS)
    assert check_whole(database) == states
    EvidenceFolder(evidence_folder(database)).prune_temporary()
    assert list(evidence_folder(database).glob("incoming-*")) == []


def test_kills_at_random_moments_lose_no_committed_state(database: Path) -> None:
    moments = random.Random(2025)
    before = 0
    for _ in range(5):
        kill_when(SYNC, database, "nowhere", times=moments.randrange(1, 40), modules=HELPERS)
        after = check_whole(database)
        assert after >= before
        before = after
    assert before > 0
    with sync_lock(database):
        pass


def test_a_state_is_what_its_body_says(database: Path) -> None:
    kill_when(SYNC, database, "committed", times=10, modules=HELPERS)
    versions = {str(uid): 1 if uid % 50 == 1 else 0 for uid in range(1, 1500)}
    with closing(connect(database)) as connection:
        [state] = load_states(connection)
        assert state_parts(connection, state.id)["main"].sha256 == sha256_of(body_of(versions))
        assert digests(connection, "us_ofac") == {u: c.digest for u, c in outline(versions).cuts.items()}
