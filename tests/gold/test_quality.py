"""The labelled pages are read at least as well as floors.toml says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import gold_pages
import pytest
import scorer

_FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("measure", "name"), [(measure, name) for measure, floors in _FLOORS.items() for name in floors]
)
def test_pages_are_read_no_worse_than_the_floor(measure, name):
    pages = gold_pages.marked()
    reached, floor = scorer.shares(pages)[measure][name], _FLOORS[measure][name]
    assert reached >= floor, f"{measure} of {name}: {reached:.3f}, floor {floor}\n{scorer.table(pages)}"


def test_whatever_is_measured_has_a_floor():
    reached = scorer.shares(gold_pages.marked())
    assert {measure: set(names) for measure, names in reached.items()} == {
        measure: set(floors) for measure, floors in _FLOORS.items()
    }
