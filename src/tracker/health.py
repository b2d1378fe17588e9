"""How a source fares over several visits: a state machine without memory of its own.

    from          visit                                     to
    any           success                                   ok
    any           refused, forbidden by robots.txt, drifted blocked, disallowed, drifted
    new, ok       any other failure, the first or second    degraded
    any           any other failure, from the third on      failing
    any           while our own line is down                as it was

A failure that says less than the state (a time-out of a source that is blocked) leaves it until it is
the third in a row. `disabled` is the configuration's word and is left only when that changes. How long
to wait after a failure: schedule.wait_after, which doubles up to a day and never stops.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.model import Grade, Health

FAILING_FROM = 3
# Within this time most hosts must fail before the fault is taken to be ours.
OURS_WITHIN = timedelta(minutes=10)
# A single host that does not answer says nothing about our own line.
_FEWEST_HOSTS = 2

_BY_GRADE = {
    Grade.BLOCKED: Health.BLOCKED,
    Grade.DISALLOWED: Health.DISALLOWED,
    Grade.DRIFTED: Health.DRIFTED,
}
_DEGRADES = frozenset({Health.NEW, Health.OK, Health.DISABLED})


@dataclass(frozen=True, slots=True)
class HostVisit:
    """One attempt to reach a host; `is_offline` where no answer of any kind came."""

    host: str
    at: datetime
    is_offline: bool


def next_health(
    current: Health,
    grade: Grade,
    *,
    is_ok: bool,
    failures: int,
    reason: str | None = None,
    is_ours: bool = False,
) -> tuple[Health, str | None]:
    """The state after a visit, and why it is another one; None where it is the same.

    `is_ok`: the answer was good and was believed (a list that is held was not). `failures` are the
    visits without success in a row, this one counted; `reason` what is to be said of it. `is_ours`:
    `is_ours_offline` found our own line down.
    """
    if is_ok:
        return _step(current, Health.OK, _success_words(current))
    if is_ours and grade is Grade.OFFLINE:
        return current, None
    words = reason or grade.value
    named = _BY_GRADE.get(grade)
    if named is not None:
        return _step(current, named, words)
    if failures >= FAILING_FROM:
        return _step(current, Health.FAILING, f"{failures} visits in a row without success: {words}")
    return _step(current, Health.DEGRADED if current in _DEGRADES else current, words)


def configured_health(current: Health, *, is_enabled: bool, reason: str | None) -> tuple[Health, str | None]:
    """The state under the present configuration: a disabled source is so whatever it was, one that is
    enabled again is new. `reason` is the configuration's own; None comes back where nothing changes.
    """
    if not is_enabled:
        return _step(current, Health.DISABLED, reason or "disabled in the configuration")
    if current is Health.DISABLED:
        return Health.NEW, "enabled again in the configuration"
    return current, None


def is_ours_offline(visits: Iterable[HostVisit], now: datetime) -> bool:
    """Whether our own line is down: most of the hosts tried in the last ten minutes gave no answer.

    What counts of a host is the last attempt. Fewer than two hosts tell nothing. Times in UTC.
    """
    last: dict[str, HostVisit] = {}
    for visit in visits:
        known = last.get(visit.host)
        if now - OURS_WITHIN <= visit.at <= now and (known is None or visit.at >= known.at):
            last[visit.host] = visit
    offline = sum(visit.is_offline for visit in last.values())
    return len(last) >= _FEWEST_HOSTS and 2 * offline > len(last)


def _step(current: Health, following: Health, reason: str) -> tuple[Health, str | None]:
    return following, None if following is current else reason


def _success_words(current: Health) -> str:
    return "first success" if current is Health.NEW else f"success again after {current.value}"
