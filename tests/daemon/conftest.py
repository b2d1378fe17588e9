"""Hosts that a daemon visits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hosts import Hosts, open_hosts


@pytest.fixture
def hosts() -> Iterator[Hosts]:
    with open_hosts() as opened:
        yield opened
