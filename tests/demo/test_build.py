"""An archive follows from its facts alone, and is the same whenever it is made."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tracker.demo.archive import Archive, Body, Step
from tracker.demo.build import (
    DELTA_SOURCE,
    LIST_SOURCE,
    Materials,
    build,
    materials_of,
    path_of,
    rebuild,
)
from tracker.demo.chain import read_occasion, without_uid
from tracker.demo.folder import load, save
from tracker.demo.sdn_xml import cut
from tracker.errors import ArchiveBroken
from tracker.model import Origin


def listed_at(archive: Archive, step: Step) -> Body:
    body = archive.body_at(step, path_of(archive.addresses[LIST_SOURCE].url))
    assert body is not None
    return body


def missing_by_day(archive: Archive) -> dict[date, set[str]]:
    """Which uids of the first list are missing at each visit that got a whole list."""
    first = set(cut(listed_at(archive, archive.steps[0]).content))
    bodies = {step.at.date(): listed_at(archive, step) for step in archive.steps}
    return {
        day: first - set(cut(body.content)) for day, body in bodies.items() if body.origin is Origin.REBUILT
    }


def removals_in(archive: Archive) -> dict[date | None, list[str | None]]:
    """The uids that each rebuilt publication of changes removes."""
    return {
        body.published_on: [one.get("id") for one in etree.fromstring(body.content).iterfind("*/{*}entity")]
        for body in archive.bodies.values()
        if body.published_on is not None and body.origin is Origin.REBUILT
    }


def written(archive: Archive, folder: Path) -> dict[str, bytes]:
    save(archive, folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_entry_is_missing_from_the_last_day_that_it_may_have_left_on(materials: Materials) -> None:
    archive = build(materials)
    for day, missing in missing_by_day(archive).items():
        assert missing == {uid for one in materials.occasions if one.latest <= day for uid in one.uids}


def test_only_a_known_day_has_a_publication_of_changes(materials: Materials) -> None:
    exact = {one.latest: list(one.uids) for one in materials.occasions if one.uids and one.is_exact}
    assert removals_in(build(materials)) == exact


def test_same_materials_same_bytes(materials: Materials, tmp_path: Path) -> None:
    assert written(build(materials), tmp_path / "a") == written(build(materials), tmp_path / "b")


def test_an_archive_holds_all_that_it_was_made_of(materials: Materials, tmp_path: Path) -> None:
    archive = build(materials)
    save(archive, tmp_path)
    assert build(materials_of(load(tmp_path))) == archive


def test_the_archive_that_is_read_is_the_one_that_was_written(materials: Materials, tmp_path: Path) -> None:
    archive = build(materials)
    save(archive, tmp_path)
    assert load(tmp_path) == archive


def test_without_one_change_only_that_entry_stays(materials: Materials) -> None:
    archive = build(materials)
    edited = rebuild(archive, without_uid(archive.occasions, "104"))
    last = max(missing_by_day(archive))
    assert missing_by_day(archive)[last] - missing_by_day(edited)[last] == {"104"}


def test_one_change_more_and_only_that_entry_goes(materials: Materials) -> None:
    told = {"date": "2026-01-10", "kind": "delisting", "what": "Example Works (110)", "status": "s"}
    archive = build(materials)
    edited = rebuild(archive, (*archive.occasions, read_occasion(told)))
    last = max(missing_by_day(archive))
    assert missing_by_day(edited)[last] - missing_by_day(archive)[last] == {"110"}
    assert removals_in(edited)[date(2026, 1, 10)] == ["110"]


def test_a_licence_is_visited_and_the_list_is_the_same_bytes(materials: Materials) -> None:
    archive = build(materials)
    quiet = [one for one in materials.occasions if not one.uids]
    numbers = [
        number for number, step in enumerate(archive.steps) if step.at.date() in {one.latest for one in quiet}
    ]
    assert numbers
    for number in numbers:
        before, at = archive.steps[number - 1], archive.steps[number]
        assert listed_at(archive, before) == listed_at(archive, at)


def test_what_is_as_published_keeps_its_bytes_and_the_rest_says_what_it_is(materials: Materials) -> None:
    archive = build(materials)
    (published,) = materials.published
    assert archive.bodies[published.name] == published
    others = [body for body in archive.bodies.values() if body != published]
    assert {body.origin for body in others} == {Origin.REBUILT, Origin.DEMO}
    assert all(body.note and body.licence for body in others)
    assert all(body.sources for body in others if body.removed is not None)


def test_the_changes_are_visited_from_the_first_publication_on(materials: Materials) -> None:
    archive = build(materials)
    first = min(body.published_on for body in archive.bodies.values() if body.published_on)
    for step in archive.steps:
        assert (DELTA_SOURCE in step.visits) == (step.at.date() >= first)


def test_the_years_name_every_publication_that_was_out_and_each_is_there(materials: Materials) -> None:
    archive = build(materials)
    addresses = archive.addresses[DELTA_SOURCE]
    step = archive.steps[-1]
    told = []
    for year in (2025, 2026):
        history = archive.body_at(step, path_of(str(addresses.history_url).format(year=year)))
        assert history is not None
        told += json.loads(history.content)
    assert [one["publicationID"] for one in told] == list(range(1, len(told) + 1))
    for one in told:
        body = archive.body_at(step, path_of(str(addresses.publication_url).format(id=one["publicationID"])))
        assert body is not None
        assert str(body.published_on) == one["datePublished"][:10]
    latest = archive.body_at(step, path_of(addresses.url))
    assert latest is not None
    assert str(latest.published_on) == told[-1]["datePublished"][:10]


def test_an_entry_that_is_not_listed_cannot_leave(materials: Materials) -> None:
    told = {"date": "2026-01-10", "kind": "delisting", "what": "Nobody (999)", "status": "s"}
    with pytest.raises(ArchiveBroken, match="999"):
        build(replace(materials, occasions=(*materials.occasions, read_occasion(told))))


def test_a_designation_cannot_be_rebuilt_from_the_entries_of_before(materials: Materials) -> None:
    told = {"date": "2026-01-10", "kind": "designation", "what": "two added", "status": "s"}
    with pytest.raises(ArchiveBroken, match="designation"):
        build(replace(materials, occasions=(*materials.occasions, read_occasion(told))))


def test_a_body_that_was_edited_by_hand_is_refused(materials: Materials, tmp_path: Path) -> None:
    save(build(materials), tmp_path)
    other, mine = sorted((tmp_path / "bodies").glob("*_sdn.xml.gz"))[:2]
    mine.write_bytes(other.read_bytes())
    with pytest.raises(ArchiveBroken, match="not those of the manifest"):
        load(tmp_path)


def test_a_cut_archive_is_refused_in_one_line(materials: Materials, tmp_path: Path) -> None:
    save(build(materials), tmp_path)
    manifest = tmp_path / "archive.json"
    manifest.write_text(manifest.read_text(encoding="utf-8")[:500], encoding="utf-8")
    with pytest.raises(ArchiveBroken) as refused:
        load(tmp_path)
    assert "\n" not in str(refused.value)


def test_a_bad_answer_is_no_list(materials: Materials) -> None:
    bad = [body for body in build(materials).bodies.values() if body.origin is Origin.DEMO]
    assert len(bad) == 2
    for body in bad:
        with pytest.raises(ArchiveBroken):
            cut(body.content)
