"""Other authorities' lists beside OFAC's in the demo: shown on days on which they are known, and told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tracker.demo.archive import Archive
from tracker.demo.folder import load, shipped_folder
from tracker.demo.other_lists import load_other_lists, with_other_lists
from tracker.demo.run import run_demo
from tracker.model import Action
from tracker.sync.views import all_views
from world import shipped_configuration


@pytest.fixture(scope="module")
def archive() -> Archive:
    return with_other_lists(load(shipped_folder()), load_other_lists(), shipped_configuration())


def test_a_list_is_visited_only_on_days_on_which_it_is_known_to_have_stood_so(archive: Archive) -> None:
    until = {other.source: other.until for other in load_other_lists()}
    for step in archive.steps:
        for source, last in until.items():
            assert (source in step.visits) is (step.at.date() <= last)


def test_what_is_shown_says_what_it_was_made_of_and_under_which_terms(archive: Archive) -> None:
    bodies = [archive.bodies[name] for name in archive.bodies if name.endswith("2025-07-31.xml")]
    assert len(bodies) == len(load_other_lists())
    assert all(body.sources and body.licence and "as well" in body.note for body in bodies)


def test_a_subject_without_these_lists_has_the_archive_as_it_is() -> None:
    bare = replace(shipped_configuration(), lists=())
    plain = load(shipped_folder())
    assert with_other_lists(plain, load_other_lists(), bare) == plain


def test_whom_ofac_delisted_and_the_eu_did_not_is_told_as_still_listed(
    archive: Archive, tmp_path: Path
) -> None:
    upto = next(at for at, step in enumerate(archive.steps) if step.at.date().isoformat() == "2025-11-04")
    short = replace(archive, steps=archive.steps[upto : upto + 1])
    configuration, database = shipped_configuration(), tmp_path / "demo.db"
    (step,) = run_demo(configuration, database, short)
    told = {line.targets: line.words for view in step.result.told for line in view.elsewhere}
    belavia = next(words for targets, words in told.items() if any("BELAVIA" in name for name in targets))
    assert belavia == (
        "still on EU (since 31 July 2025 or before, seen 4 November 2025 [rebuilt]); "
        "no entry of it found on UK (seen 4 November 2025 [rebuilt])"
    )
    assert {view.action for view in all_views(configuration, database)} == {Action.DELIST}
