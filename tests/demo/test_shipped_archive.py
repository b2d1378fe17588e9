"""The archive that ships with the package is what its manifest says, and derives from its own facts."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from tracker.demo.archive import Archive, Body
from tracker.demo.build import DELTA_SOURCE, LIST_SOURCE, build, materials_of, path_of
from tracker.demo.chain import without_uid
from tracker.demo.folder import load, shipped_folder
from tracker.demo.sdn_xml import cut, put_together
from tracker.model import ChangeKind, ListEntry, Origin
from tracker.read.lists import open_list, read_delta

BASELINE = Path(__file__).parents[2] / "config" / "belarus" / "lists" / "us_ofac_sdn.xml"
MOST_BYTES = 600_000


@pytest.fixture(scope="module")
def archive() -> Archive:
    return load(shipped_folder())


def test_it_is_what_its_own_facts_and_entries_give(archive: Archive) -> None:
    assert build(materials_of(archive)) == archive


def test_it_is_small(archive: Archive) -> None:
    size = sum(path.stat().st_size for path in shipped_folder().rglob("*") if path.is_file())
    assert size < MOST_BYTES


def test_every_body_is_served_and_says_where_it_comes_from(archive: Archive) -> None:
    served = {name for step in archive.steps for name in step.serves.values()}
    assert served == set(archive.bodies)
    for body in archive.bodies.values():
        assert body.note
        assert body.licence
        if body.removed is not None or body.published_on is not None:
            assert any(re.search(r"[\w.-]+/[\w.-]+@[0-9a-f]{7,}", source) for source in body.sources)


def test_the_article_comes_before_the_first_visit_and_the_clock_only_goes_forward(archive: Archive) -> None:
    times = [step.at for step in archive.steps]
    assert archive.article < times[0].date()
    assert times == sorted(set(times))


def test_the_first_list_is_the_state_as_of_the_article(archive: Archive) -> None:
    first = archive.bodies[next(iter(archive.steps[0].serves.values()))]
    assert cut(first.content) == cut(BASELINE.read_bytes())


def test_the_state_as_of_the_article_is_dated_that_day(archive: Archive) -> None:
    body = BASELINE.read_bytes()
    assert put_together(cut(body), archive.article, line_end=b"\n") == body


def test_some_of_it_is_quiet_some_of_it_is_bad_and_some_is_of_another_country(archive: Archive) -> None:
    sequence = [tuple(step.serves.values()) for step in archive.steps]
    assert any(before == after for before, after in pairwise(sequence))
    origins = {body.origin for body in archive.bodies.values()}
    assert origins == {Origin.PUBLISHED, Origin.REBUILT, Origin.DEMO}


def test_every_entry_that_left_can_be_left_out_alone(archive: Archive) -> None:
    gone = {uid for one in archive.occasions for uid in one.uids}
    for uid in gone:
        left = {uid for one in without_uid(archive.occasions, uid) for uid in one.uids}
        assert gone - left == {uid}


def test_the_latest_changes_are_there_from_the_first_publication_on(archive: Archive) -> None:
    path = path_of(archive.addresses[DELTA_SOURCE].url)
    for step in archive.steps:
        assert (archive.body_at(step, path) is not None) == (DELTA_SOURCE in step.visits)


def read_whole(body: Body) -> dict[str, ListEntry]:
    opened = open_list({"main": BytesIO(body.content)}, list_name=LIST_SOURCE)
    assert opened.outline.faults == ()
    return {entry.uid: entry for entry in opened.entries()}


def test_what_a_publication_removes_is_the_entry_that_was_listed_before(archive: Archive) -> None:
    first = read_whole(archive.bodies[next(iter(archive.steps[0].serves.values()))])
    rebuilt = [
        body for body in archive.bodies.values() if body.published_on and body.origin is Origin.REBUILT
    ]
    assert rebuilt
    for body in rebuilt:
        delta = read_delta(BytesIO(body.content), list_name=LIST_SOURCE)
        assert delta.published_on == body.published_on
        for removed in delta.entries:
            entry, before = removed.entry, first[removed.uid]
            assert entry is not None
            assert removed.kind is ChangeKind.DELISTING
            assert (entry.name, entry.kind, entry.programmes) == (before.name, before.kind, before.programmes)
            assert {name.name for name in entry.names} == {name.name for name in before.names}
            assert set(entry.addresses) == set(before.addresses)


def test_every_whole_list_is_read_without_a_fault_and_with_the_entries_it_says(archive: Archive) -> None:
    first = read_whole(archive.bodies[next(iter(archive.steps[0].serves.values()))])
    for body in archive.bodies.values():
        if body.removed is not None:
            assert read_whole(body) == {uid: one for uid, one in first.items() if uid not in body.removed}
