"""A visitor whose waits are noted and not waited for, and whose clock is moved by hand."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime

from fault_cases import NOW, POLITENESS, resolver

from tracker.fetch.client import Answer, Fetcher, Validators
from tracker.fetch.hosts import MemoryOfHosts
from tracker.model import Politeness


@dataclass
class Visitor:
    """One run's fetcher, with what it remembers, what it waited for, and a clock that is moved by hand."""

    politeness: Politeness = POLITENESS
    memory: MemoryOfHosts = field(default_factory=MemoryOfHosts)
    waits: list[float] = field(default_factory=list)
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.fetcher = Fetcher(
            self.politeness, lambda: self.now, self.memory, wait=self.waits.append, resolver=resolver
        )

    def get(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        check_robots: bool = True,
        max_bytes: int | None = None,
        gap_s: float | None = None,
        total_timeout_s: float | None = None,
    ) -> tuple[Answer, bytes]:
        body = io.BytesIO()
        answer = self.fetcher.get(
            url,
            body,
            validators=validators,
            check_robots=check_robots,
            max_bytes=max_bytes,
            gap_s=gap_s,
            total_timeout_s=total_timeout_s,
        )
        return answer, body.getvalue()
