"""A replay that is killed while it makes things so leaves all as it was; the next one goes through."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from importing import URL, a_file, a_line, take_in
from lexicons import Lexicons, copied

from killing import kill_when
from tracker.store.connection import connect
from tracker.sync.replay import replay
from world import World

REPLAY = """
import pathlib, sys
from dataclasses import replace
from tracker.config import load, shipped_folder
from tracker.sync import replay as replaying

database, stop_at = pathlib.Path(sys.argv[1]), sys.argv[2]

def stopping(place, function):
    def stopped(*words, **named):
        found = function(*words, **named)
        print(place, flush=True)
        if place == stop_at:
            sys.stdin.read()
        return found
    return stopped

replaying.store_rereads = stopping("records stored", replaying.store_rereads)
replaying.resolve_replayed = stopping("resolved", replaying.resolve_replayed)
replaying.finish_run = stopping("committed", replaying.finish_run)
configuration = replace(load(shipped_folder(), "belarus"), sources=(), lists=())
replaying.replay(configuration, database, apply=True)
"""


@pytest.fixture
def lexicons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lexicons]:
    with copied(tmp_path / "rules", monkeypatch) as found:
        yield found


@pytest.mark.slow
@pytest.mark.parametrize(("place", "found"), [("records stored", 0), ("resolved", 0), ("committed", 2)])
def test_a_kill_leaves_the_whole_replay_or_nothing(
    world: World, lexicons: Lexicons, place: str, found: int
) -> None:
    lexicons.silence("free-active")
    take_in(world, a_file(world, a_line(), a_line(url=f"{URL}/b", published="2025-03-06")))
    lexicons.restore()
    kill_when(REPLAY, world.database, place, times=5, modules=Path(__file__).parents[2] / "src")
    rows = world.rows()
    assert (rows["records"], rows["document_records"], rows["developments"]) == (found, found, found)
    with closing(connect(world.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    replay(world.configuration, world.database, apply=True, clock=lambda: world.now)
    assert world.rows()["developments"] == 2
