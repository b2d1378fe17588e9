"""Lists of other authorities beside OFAC's: the demo tells who is delisted by one and listed by others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tracker.config import load as load_configuration
from tracker.config import shipped_folder as shipped_configuration
from tracker.demo.folder import load, shipped_folder
from tracker.demo.others import load_others, shipped_others, with_others
from tracker.demo.run import run_demo
from tracker.errors import ArchiveBroken
from tracker.sync.views import all_views


def test_who_is_delisted_by_one_authority_and_still_listed_by_others_is_told_so(tmp_path: Path) -> None:
    configuration = load_configuration(shipped_configuration(), "belarus")
    others = load_others(shipped_others())
    whole = with_others(load(shipped_folder()), others, configuration)
    # To the removal of the potash companies; what comes later says nothing more here.
    archive = replace(whole, steps=tuple(step for step in whole.steps if step.at.date() <= date(2026, 3, 26)))
    for _ in run_demo(configuration, tmp_path / "demo.db", archive):
        pass
    told = {
        (line.targets, line.short)
        for view in all_views(configuration, tmp_path / "demo.db")
        for line in view.elsewhere
    }
    assert (("BELARUSKALI OAO",), "still on UK") in told
    assert (("OPEN JOINT STOCK COMPANY BELAVIA BELARUSIAN AIRLINES",), "still on EU") in told
    words = [line.words for view in all_views(configuration, tmp_path / "demo.db") for line in view.elsewhere]
    potash = next(one for one in words if "since 2 December 2021" in one)
    # The EU's list was not looked at after February: nothing is said of it.
    assert "EU (last seen 3 February 2026" in potash.partition("not known: ")[2]


def test_a_list_is_served_no_longer_than_it_is_known(tmp_path: Path) -> None:
    configuration = load_configuration(shipped_configuration(), "belarus")
    others = load_others(shipped_others())
    archive = with_others(load(shipped_folder()), others, configuration)
    for one in others:
        days = [step.at.date() for step in archive.steps if one.source in step.visits]
        assert days
        assert max(days) <= one.until


def test_a_list_without_its_day_is_refused_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "others.toml"
    path.write_text('[[list]]\nsource = "eu_fsf"\nurl = "https://example.org/list"\n')
    with pytest.raises(ArchiveBroken, match=r"others\.toml: a list needs source, url and until"):
        load_others(path)
