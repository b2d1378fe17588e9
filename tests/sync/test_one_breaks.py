"""An error of ours in one visit: it has failed with one line, the others go on, and it is told."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from tracker.model import Configuration, Grade, Health, Origin, Source, SourceKind
from tracker.store.connection import connect
from tracker.store.incidents import IncidentKind, incidents_since, open_incidents
from tracker.store.leases import load_leases
from tracker.store.sources import load_sources
from tracker.sync.result import Standing, SyncResult
from tracker.sync.run import sync
from tracker.sync.visiting import Listener
from tracker.sync.walk import Provenance
from world import Answer, World

BAD = "/bad"


def a_page(world: World, path: str) -> Source:
    return Source(
        name=path.strip("/"),
        title="Example",
        kind=SourceKind.PAGE,
        url=f"{world.address}{path}",
        enabled=True,
        every=timedelta(hours=1),
        publisher_class="independent",
        languages=("en",),
        terms="invented",
        gap_s=0.0,
    )


@pytest.fixture
def configuration(world: World) -> Configuration:
    paths = ("/a", BAD, "/c")
    for path in paths:
        world.serve(
            path, Answer(f"<html><body><p>{path}</p></body></html>".encode(), content_type="text/html")
        )
    return replace(world.configuration, sources=tuple(a_page(world, path) for path in paths), lists=())


def breaking(url: str) -> Provenance:
    if url.endswith(BAD):
        raise TypeError("a page that says: Jan Invented")
    return Provenance(Origin.LIVE)


def sync_with_error(
    world: World, configuration: Configuration, listener: Listener | None = None
) -> SyncResult:
    return sync(
        configuration, world.database, clock=lambda: world.now, provenances=breaking, listener=listener
    )


def test_an_error_of_ours_in_one_visit_fails_it_alone_with_one_line(
    world: World, configuration: Configuration
) -> None:
    broke: list[str] = []
    result = sync_with_error(
        world, configuration, Listener(broke=lambda source, _error: broke.append(source))
    )
    assert result.exit_code == 3
    assert broke == ["bad"]
    found = {outcome.source: outcome for outcome in result.sources}
    assert {name: outcome.standing for name, outcome in found.items()} == {
        "a": Standing.NEW_STATE,
        "bad": Standing.FAILED,
        "c": Standing.NEW_STATE,
    }
    words = found["bad"].message
    assert re.fullmatch(r"an error of ours: TypeError in _fetch, at sync/walk\.py:\d+", words)
    with closing(connect(world.database, read_only=True)) as connection:
        memory = load_sources(connection)["bad"]
        [incident] = open_incidents(connection)
        assert load_leases(connection) == {}
    assert (memory.failures, memory.health) == (1, Health.DEGRADED)
    assert memory.next_due_at == world.now + timedelta(hours=2)
    assert (incident.kind, incident.subject, incident.message) == (IncidentKind.VISIT, "bad", words)


def test_the_incident_ends_with_the_next_visit_that_does_not_break(
    world: World, configuration: Configuration
) -> None:
    sync_with_error(world, configuration)
    world.later(hours=2)
    sync_with_error(world, configuration)
    world.later(hours=4)
    result = sync(configuration, world.database, clock=lambda: world.now)
    assert result.exit_code == 0
    with closing(connect(world.database, read_only=True)) as connection:
        assert open_incidents(connection) == ()
        [incident] = incidents_since(connection, world.now - timedelta(hours=1))
    assert (incident.times, incident.ended_at) == (2, world.now)


def test_where_nothing_but_errors_of_ours_came_no_source_was_reached(
    world: World, configuration: Configuration
) -> None:
    only = replace(configuration, sources=(a_page(world, BAD),))
    result = sync_with_error(world, only)
    assert (result.exit_code, result.sources[0].grade) == (4, Grade.OK)
