"""Every fault of a server, all in one sync: one graded snapshot and one line each, and nothing is told."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta

from fault_cases import CASES, PAGE, POLITENESS
from fault_server import answers, serving

from tracker.model import Grade, Source, SourceKind
from tracker.store.connection import connect
from tracker.sync.run import sync
from world import World

# Those with a name or an address of their own are questions of looking up, not of a server.
PLAYED = [
    case for case in CASES if case.play is not None and case.url is None and "a name that" not in case.name
]
GOOD = "good"


def source(name: str, url: str) -> Source:
    return Source(
        name=name,
        title=name,
        kind=SourceKind.PAGE,
        url=url,
        enabled=True,
        every=timedelta(hours=1),
        publisher_class="independent",
        languages=("en",),
        terms="invented",
        gap_s=0.0,
    )


def test_faults_of_many_servers_are_one_snapshot_and_one_line_each_and_tell_nothing(world: World) -> None:
    none_there = answers(b"", "404 Not Found")
    with ExitStack() as stack:
        sources = []
        for number, case in enumerate(PLAYED, start=1):
            assert case.play is not None
            plays = {"/robots.txt": case.robots or none_there, "/case": case.play}
            host = f"127.0.1.{number}"
            server = stack.enter_context(
                serving(plays, host=host, encrypted=case.encrypted, greeting=case.greeting)
            )
            sources.append(source(f"case_{number}", server.address("/case")))
        good = {
            "/robots.txt": none_there,
            "/case": answers(PAGE.encode(), "200 OK", "Content-Type: text/html"),
        }
        server = stack.enter_context(serving(good, host="127.0.2.1"))
        sources.append(source(GOOD, server.address("/case")))
        configuration = replace(
            world.configuration,
            sources=tuple(sources),
            lists=(),
            politeness=replace(POLITENESS, allow_addresses=("127.0.0.0/8",)),
        )
        result = sync(configuration, world.database, clock=lambda: world.now)
        rows = world.rows()
        world.later(days=1)
        sync(configuration, world.database, clock=lambda: world.now)
    found = {outcome.source: outcome for outcome in result.sources}
    assert set(found) == {source.name for source in sources}
    assert found[GOOD].grade is Grade.OK
    assert all(outcome.message.isprintable() for outcome in result.sources)
    assert not result.told
    # The same answers again are the same snapshots.
    assert world.rows()["snapshots"] == rows["snapshots"] == len(sources)
    with closing(connect(world.database, read_only=True)) as connection:
        checks = connection.execute(
            "SELECT source, grade, snapshot_id FROM checks WHERE run_id = ? ORDER BY source", (result.run,)
        ).fetchall()
        snapshots = connection.execute("SELECT source, grade, id FROM snapshots ORDER BY source").fetchall()
        assert connection.execute("SELECT count(*) FROM records").fetchone()[0] == 0
    assert [tuple(row) for row in checks] == [tuple(row) for row in snapshots]
    assert {row["source"]: row["grade"] for row in snapshots} == {
        name: outcome.grade.value for name, outcome in found.items()
    }
