"""The demo tells what its archive's facts say, each once, and nothing else.

Nobody is named here: what must be told follows from the facts that the archive was derived from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tracker.config import load as load_configuration
from tracker.demo.archive import Archive
from tracker.demo.build import LIST_SOURCE, rebuild
from tracker.demo.chain import read_occasion, without_uid
from tracker.demo.folder import load, shipped_folder
from tracker.demo.run import StepResult, run_demo
from tracker.demo.sdn_xml import cut
from tracker.errors import TrackerError
from tracker.model import Configuration, DateBasis, Origin
from tracker.sync.run import sync

Days = tuple[date | None, date | None, date | None]


@pytest.fixture(scope="module")
def archive() -> Archive:
    return load(shipped_folder())


@pytest.fixture(scope="module")
def configuration() -> Configuration:
    return load_configuration(Path(__file__).parents[2] / "config", "belarus")


@pytest.fixture(scope="module")
def whole(
    configuration: Configuration, archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> tuple[StepResult, ...]:
    """The shipped demo, walked to its end."""
    database = tmp_path_factory.mktemp("whole") / "demo.db"
    return tuple(run_demo(configuration, database, archive))


def expected(archive: Archive) -> dict[str, Days]:
    """What the facts say of each uid: the day, or after which and by which day it left."""
    return {
        uid: (one.latest, None, None)
        if one.is_exact
        else (None, one.earliest - timedelta(days=1), one.latest)
        for one in archive.occasions
        for uid in one.uids
    }


def told(results: Iterable[StepResult]) -> dict[str, Days]:
    return {
        uid: (view.on, None, None) if view.basis is DateBasis.OFFICIAL else (view.on, view.after, view.by)
        for result in results
        for view in result.result.told
        for uid in view.uids
    }


def test_what_the_facts_say_is_told_with_its_day_or_interval(
    archive: Archive, whole: tuple[StepResult, ...]
) -> None:
    assert told(whole) == expected(archive)


def test_nothing_is_told_twice(whole: tuple[StepResult, ...]) -> None:
    times = Counter(uid for result in whole for view in result.result.told for uid in view.uids)
    assert set(times.values()) == {1}


def test_it_is_told_at_the_first_visit_that_can_know_it(
    archive: Archive, whole: tuple[StepResult, ...]
) -> None:
    latest = {uid: one.latest for one in archive.occasions for uid in one.uids}
    for result in whole:
        for view in result.result.told:
            assert {latest[uid] for uid in view.uids} == {result.step.at.date()}


def test_a_bad_answer_is_not_taken_for_a_list_and_the_next_visit_is_well(
    archive: Archive, whole: tuple[StepResult, ...]
) -> None:
    path = next(iter(archive.steps[0].serves))
    bad = [
        number
        for number, step in enumerate(archive.steps)
        if archive.bodies[step.serves[path]].origin is Origin.DEMO
    ]
    assert bad
    for number in bad:
        assert whole[number].result.exit_code == 3
        assert whole[number].result.told == ()
        assert not next(one for one in whole[number].result.sources if one.source == LIST_SOURCE).is_reached
        assert whole[number + 1].result.exit_code == 0


def test_every_development_shows_evidence_that_is_not_live_and_says_so(
    whole: tuple[StepResult, ...],
) -> None:
    views = [view for result in whole for view in result.result.told]
    for view in views:
        assert view.origin_text
        assert view.evidence
        assert {line.origin for line in view.evidence} <= {Origin.REBUILT, Origin.PUBLISHED}
        assert all(line.origin_note for line in view.evidence)


def test_without_one_fact_only_its_development_is_missing(
    configuration: Configuration, archive: Archive, tmp_path: Path
) -> None:
    uid = next(iter(expected(archive)))
    edited = rebuild(archive, without_uid(archive.occasions, uid))
    results = tuple(run_demo(configuration, tmp_path / "demo.db", edited))
    assert told(results) == {key: days for key, days in expected(archive).items() if key != uid}


def test_one_fact_more_and_only_its_development_is_added(
    configuration: Configuration, archive: Archive, tmp_path: Path
) -> None:
    gone = set(expected(archive))
    first = archive.bodies[next(iter(archive.steps[0].serves.values()))]
    uid = next(uid for uid in cut(first.content) if uid not in gone)
    fact = {"date": "2026-02-10", "kind": "delisting", "what": f"made up ({uid})", "status": "made up"}
    edited = rebuild(archive, (*archive.occasions, read_occasion(fact)))
    results = tuple(run_demo(configuration, tmp_path / "demo.db", edited))
    assert told(results) == expected(archive) | {uid: (date(2026, 2, 10), None, None)}


def test_a_demo_that_was_broken_off_tells_the_rest_and_then_begins_anew(
    configuration: Configuration, archive: Archive, whole: tuple[StepResult, ...], tmp_path: Path
) -> None:
    database = tmp_path / "demo.db"
    walk = run_demo(configuration, database, archive)
    first = [next(walk) for _ in range(len(archive.steps) // 2)]
    walk.close()
    rest = list(run_demo(configuration, database, archive))
    assert [result.number for result in first + rest] == list(range(1, len(archive.steps) + 1))
    assert told(first) | told(rest) == told(whole)
    assert next(run_demo(configuration, database, archive)).number == 1


def test_live_sources_are_refused_on_a_demos_database(
    configuration: Configuration, archive: Archive, tmp_path: Path
) -> None:
    database = tmp_path / "demo.db"
    next(run_demo(configuration, database, archive))
    with pytest.raises(TrackerError, match="demo"):
        sync(configuration, database, clock=lambda: datetime(2026, 9, 1, tzinfo=UTC))
