"""Visitors, closed at the end of each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fault_cases import POLITENESS
from visiting import Visitor


@pytest.fixture
def visitor_with() -> Iterator[Callable[..., Visitor]]:
    """Makes visitors whose politeness differs from the usual in what is named."""
    made: list[Visitor] = []

    def make(**changes: object) -> Visitor:
        made.append(Visitor(replace(POLITENESS, **changes)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.fetcher.close()


@pytest.fixture
def visitor(visitor_with: Callable[..., Visitor]) -> Visitor:
    return visitor_with()
