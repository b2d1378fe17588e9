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

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.model import Grade, Health

FAILING_FROM = 3
# Within this time most hosts must fail before the fault is taken to be ours.
OURS_WITHIN = timedelta(minutes=10)
# A single host that does not answer says nothing about our own line.
_FEWEST_HOSTS = 2
# So many must have been tried before the line is judged while others are still to be visited: the first
# two or three may be dead by chance.
_ENOUGH_HOSTS = 5

_BY_GRADE = {
    Grade.BLOCKED: Health.BLOCKED,
    Grade.DISALLOWED: Health.DISALLOWED,
    Grade.DRIFTED: Health.DRIFTED,
}
_DEGRADES = frozenset({Health.NEW, Health.OK, Health.DISABLED})


class Fault(StrEnum):
    """Whose fault a silence is: our own line's, or that of the host that did not answer."""

    OURS = "ours"
    ITS_OWN = "its own"


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


def whose_fault(
    unanswered: HostVisit,
    visits: Iterable[HostVisit],
    now: datetime,
    *,
    is_over: bool = False,
    under_way_since: datetime | None = None,
) -> Fault | None:
    """Whose fault it is that no answer came; None while that cannot be told yet.

    It can as soon as another host answers after it; where enough hosts were tried and those whose
    visits were under way at the time have come back, of which the oldest began at `under_way_since`
    (None: none is); when `is_over`, since no others will be tried; and after ten minutes at the latest.
    It is ours where most hosts gave no answer, up to the first one that did again.
    """
    tried = [visit for visit in visits if visit.at <= now]
    back = min(
        (
            visit.at
            for visit in tried
            if not visit.is_offline and visit.host != unanswered.host and visit.at > unanswered.at
        ),
        default=None,
    )
    if back is not None:
        before = [visit for visit in tried if visit.at < back]
        return _fault(len(_recent(before, back)) >= _ENOUGH_HOSTS and is_ours_offline(before, back))
    if is_over or abs(now - unanswered.at) >= OURS_WITHIN:
        since = unanswered.at - OURS_WITHIN
        return _fault(_most_are_offline(_last([visit for visit in tried if visit.at >= since])))
    have_come_back = under_way_since is None or under_way_since > unanswered.at
    if have_come_back and len(_recent(tried, now)) >= _ENOUGH_HOSTS and is_ours_offline(tried, now):
        return Fault.OURS
    return None


def is_ours_offline(visits: Iterable[HostVisit], now: datetime) -> bool:
    """Whether our own line is down: most of the hosts tried in the last ten minutes gave no answer.

    What counts of a host is the last attempt. Fewer than two hosts tell nothing. Times in UTC.
    """
    return _most_are_offline(_recent(visits, now))


def _most_are_offline(last: Mapping[str, HostVisit]) -> bool:
    offline = sum(visit.is_offline for visit in last.values())
    return len(last) >= _FEWEST_HOSTS and 2 * offline > len(last)


def _recent(visits: Iterable[HostVisit], now: datetime) -> dict[str, HostVisit]:
    """The last attempt at each host in the ten minutes before `now`."""
    return _last(visit for visit in visits if now - OURS_WITHIN <= visit.at <= now)


def _last(visits: Iterable[HostVisit]) -> dict[str, HostVisit]:
    last: dict[str, HostVisit] = {}
    for visit in visits:
        known = last.get(visit.host)
        if known is None or visit.at >= known.at:
            last[visit.host] = visit
    return last


def _fault(is_ours: bool) -> Fault:
    return Fault.OURS if is_ours else Fault.ITS_OWN


def _step(current: Health, following: Health, reason: str) -> tuple[Health, str | None]:
    return following, None if following is current else reason


def _success_words(current: Health) -> str:
    return "first success" if current is Health.NEW else f"success again after {current.value}"
