"""Durations, sizes and dates as they are written."""

from __future__ import annotations

import re
from contextlib import nullcontext
from datetime import timedelta

import pytest
import soupsieve
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from tracker.config.problems import shown
from tracker.config.values import PLAIN_SELECTOR, read_duration, read_size


@settings(deadline=None)
@given(st.integers(1, 10_000), st.sampled_from([("s", 1), ("m", 60), ("h", 3600), ("d", 86400)]))
def test_a_duration_is_its_number_of_seconds(number: int, unit: tuple[str, int]) -> None:
    assert read_duration(f"{number}{unit[0]}") == timedelta(seconds=number * unit[1])


@settings(deadline=None)
@given(st.one_of(st.text(max_size=8), st.integers(), st.none(), st.booleans()))
def test_whatever_else_is_written_is_refused_or_a_positive_time(written: object) -> None:
    written_well = isinstance(written, str) and re.fullmatch(r"[1-9]\d*[smhd]", written)
    with nullcontext() if written_well else pytest.raises(PydanticCustomError, match="is not a duration"):
        assert read_duration(written) > timedelta(0)


def test_sizes_are_counted_in_thousands() -> None:
    assert read_size("400 MB") == 400_000_000
    assert read_size("1GB") == 1_000_000_000
    with pytest.raises(PydanticCustomError, match="is not a size"):
        read_size("400 MiB")


@settings(deadline=None)
@given(st.recursive(st.none() | st.text() | st.integers() | st.dates(), st.lists, max_leaves=8))
def test_a_value_is_shown_on_one_short_line(value: object) -> None:
    line = shown(value)
    assert "\n" not in line
    assert len(line) <= 120


@settings(deadline=None, max_examples=50)
@given(st.from_regex(PLAIN_SELECTOR, fullmatch=True))
def test_a_selector_that_is_let_through_unparsed_is_css(selector: str) -> None:
    assert soupsieve.compile(selector)


@pytest.mark.parametrize(
    "selector", ["li.news-card a[href*='x y']", ".a > #b", "a[href]", "h1, h2", "a b ~ c + d"]
)
def test_common_selectors_need_no_parser(selector: str) -> None:
    assert PLAIN_SELECTOR.fullmatch(selector)
