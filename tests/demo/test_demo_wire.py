"""What goes over the wire while the demo is walked, as the server heard it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tracker.config import load as load_configuration
from tracker.demo.archive import Archive
from tracker.demo.build import LIST_SOURCE
from tracker.demo.folder import load, shipped_folder
from tracker.demo.run import StepResult, run_demo
from tracker.demo.server import Asked
from tracker.model import Configuration
from tracker.sync.result import Standing

GAP_S = 0.05
LIST_PATH = "/exports/SDN.XML"


@pytest.fixture(scope="module")
def archive() -> Archive:
    return load(shipped_folder())


@pytest.fixture(scope="module")
def configuration() -> Configuration:
    return load_configuration(Path(__file__).parents[2] / "config", "belarus")


@pytest.fixture(scope="module")
def steps(
    configuration: Configuration, archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> tuple[StepResult, ...]:
    """The shipped demo, walked to its end."""
    return tuple(run_demo(configuration, tmp_path_factory.mktemp("wire") / "demo.db", archive))


def list_requests(step: StepResult) -> list[Asked]:
    return [one for one in step.asked if one.path.endswith(LIST_PATH)]


def list_standing(step: StepResult) -> Standing:
    return next(one.standing for one in step.result.sources if one.source == LIST_SOURCE)


def test_every_request_of_the_demo_names_us_and_is_a_get(
    configuration: Configuration, steps: tuple[StepResult, ...]
) -> None:
    asked = [one for step in steps for one in step.asked]
    assert {(one.method, one.user_agent) for one in asked} == {("GET", configuration.politeness.user_agent)}


def test_a_step_that_brings_nothing_new_asks_for_each_source_once(steps: tuple[StepResult, ...]) -> None:
    quiet = [
        step for step in steps[1:] if {one.standing for one in step.result.sources} == {Standing.UNCHANGED}
    ]
    assert quiet
    for step in quiet:
        # The newest changes stand behind a redirect, which is a request too.
        redirects = len([one for one in step.asked if one.status == 302])
        pages = [one for one in step.asked if not one.is_robots]
        assert len(pages) == len(step.result.sources) + redirects


def test_a_list_that_changed_is_asked_for_once_and_one_that_lost_an_entry_once_more(
    steps: tuple[StepResult, ...],
) -> None:
    """An absence that no notice names is confirmed by a second fetch; a cut list is fetched again."""
    for step in steps:
        requests = list_requests(step)
        assert len(requests) in {1, 2}
        if len(requests) == 2:
            assert not requests[1].is_conditional
            assert step.result.told or not step.result.sources[-1].is_reached


def test_all_requests_of_a_step_go_to_hosts_of_its_sources(
    archive: Archive, steps: tuple[StepResult, ...]
) -> None:
    for step in steps:
        hosts = {one.host for one in step.asked if not one.is_robots}
        assert hosts == {archive.addresses[name].url.split("/")[2] for name in step.step.visits}


def test_robots_txt_is_asked_for_first_and_once_a_day_of_the_moved_clock(
    steps: tuple[StepResult, ...],
) -> None:
    read_at = None
    for step in steps:
        robots = [number for number, one in enumerate(step.asked) if one.is_robots]
        is_due = read_at is None or step.step.at - read_at >= timedelta(days=1)
        assert robots == ([0] if is_due else [])
        read_at = step.step.at if is_due else read_at


def test_robots_txt_is_not_asked_for_again_on_the_same_day(
    configuration: Configuration, archive: Archive, tmp_path: Path
) -> None:
    first, second = archive.steps[0], archive.steps[1]
    later = replace(second, at=first.at + timedelta(hours=5))
    soon = replace(archive, steps=(first, later))
    steps = tuple(run_demo(configuration, tmp_path / "demo.db", soon))
    assert [sum(one.is_robots for one in step.asked) for step in steps] == [1, 0]


def test_a_list_that_was_read_is_asked_for_with_its_validators_and_never_after_a_bad_answer(
    steps: tuple[StepResult, ...],
) -> None:
    was_read = False
    seen = set()
    for step in steps:
        asked = list_requests(step)[0]
        assert asked.is_conditional == was_read
        assert (asked.if_none_match is None) == (asked.if_modified_since is None)
        was_read = list_standing(step) in {Standing.NEW_STATE, Standing.UNCHANGED}
        seen.add(list_standing(step))
    assert seen >= {Standing.NEW_STATE, Standing.UNCHANGED, Standing.HELD, Standing.FAILED}


def test_the_list_s_body_is_sent_only_when_it_is_another_one(
    archive: Archive, steps: tuple[StepResult, ...]
) -> None:
    for before, step in pairwise(steps):
        (path,) = {one.path for one in list_requests(step)}
        is_same = archive.body_at(before.step, path) == archive.body_at(step.step, path)
        was_read = list_standing(before) in {Standing.NEW_STATE, Standing.UNCHANGED}
        assert (list_requests(step)[0].status == 304) == (is_same and was_read)


def test_between_two_requests_to_one_host_lies_the_gap_whatever_they_are_for(
    configuration: Configuration, archive: Archive, tmp_path: Path
) -> None:
    """robots.txt, redirects and the second look are requests like any other."""
    first = next(number for number, step in enumerate(archive.steps) if len(step.visits) > 1)
    short = replace(archive, steps=archive.steps[first - 1 : first + 1])
    steps = tuple(run_demo(configuration, tmp_path / "demo.db", short, gap_s=GAP_S))
    assert len(steps[-1].asked) >= 5
    for step in steps:
        for earlier, later in pairwise(step.asked):
            assert later.at_s - earlier.at_s >= GAP_S
