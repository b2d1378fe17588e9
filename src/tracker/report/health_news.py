"""What a digest says about the health of the sources: only what is otherwise than it last said.

A source that fails and recovers between two digests is not told. One that goes on failing is told again
every three days. Many at once are one line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.model import Health
from tracker.report.digest import HealthLine
from tracker.text.dates import minute_in_utc

REMIND_AFTER = timedelta(days=3)
HELD = "held"
# So many in one state are told in one line.
_MANY = 4
_NAMED = 3

_BAD = (Health.FAILING, Health.BLOCKED, Health.DISALLOWED, Health.DRIFTED)
_WORDS = {
    Health.FAILING.value: "failing",
    Health.BLOCKED.value: "refusing us",
    Health.DISALLOWED.value: "forbidden to us by robots.txt",
    Health.DRIFTED.value: "of another form than we can read",
    HELD: "held: published, but not believed",
}
# A single failure, or the second, is no news: neither a fault nor a recovery.
_UNDECIDED = frozenset({Health.DEGRADED.value})


@dataclass(frozen=True, slots=True)
class HealthTold:
    """What a digest last said: the bad state, since when it stood, when it was said (UTC)."""

    state: str
    since: datetime
    told_at: datetime


@dataclass(frozen=True, slots=True)
class HealthNow:
    """How a source or a list stands: `state` is a value of Health, or `held`, since when, and why.

    `subject` is the key under which it is remembered, `title` what readers are told.
    """

    subject: str
    title: str
    state: str
    since: datetime
    reason: str
    last_ok_at: datetime | None = None


def health_news(
    now: Iterable[HealthNow], told: Mapping[str, HealthTold], at: datetime
) -> tuple[tuple[HealthLine, ...], dict[str, HealthTold]]:
    """The lines to tell at `at` (UTC), and what is then to be remembered as told."""
    began: dict[str, list[HealthNow]] = defaultdict(list)
    going_on: dict[str, list[HealthNow]] = defaultdict(list)
    recovered: list[HealthNow] = []
    after: dict[str, HealthTold] = {}
    for one in now:
        last = told.get(one.subject)
        if one.state in _WORDS:
            is_same = last is not None and last.state == one.state
            is_late = last is not None and at - last.told_at >= REMIND_AFTER
            if not is_same:
                began[one.state].append(one)
            elif is_late:
                going_on[one.state].append(one)
            stays = last is not None and is_same and not is_late
            after[one.subject] = last if stays and last is not None else HealthTold(one.state, one.since, at)
        elif last is not None and one.state in _UNDECIDED:
            after[one.subject] = last
        elif last is not None and one.state == Health.OK.value:
            recovered.append(one)
    lines = [
        *(line for state in _WORDS for line in _lines(began[state], f"now {_WORDS[state]}")),
        *(line for state in _WORDS for line in _lines(going_on[state], f"still {_WORDS[state]}")),
        *_lines(recovered, "well again", is_bad=False),
    ]
    return tuple(lines), after


def own_trouble(what: str, began_at: datetime, ended_at: datetime | None) -> HealthLine:
    """A line about the tracker itself: what was wrong, since when, and whether it is over."""
    end = f", until {minute_in_utc(ended_at)}" if ended_at else ", and goes on"
    return HealthLine(f"{what}, since {minute_in_utc(began_at)}{end}", ended_at is None, 0)


def _lines(those: list[HealthNow], words: str, *, is_bad: bool = True) -> Iterable[HealthLine]:
    if len(those) < _MANY:
        for one in those:
            yield HealthLine(f"{one.title} is {words}{_details(one) if is_bad else ''}", is_bad)
        return
    named = ", ".join(one.title for one in those[:_NAMED])
    often = Counter(one.reason for one in those).most_common(1)[0][0]
    reason = f"; most often: {often}" if is_bad and often else ""
    more = f"{named} and {len(those) - _NAMED} more"
    yield HealthLine(f"{len(those)} are {words}: {more}{reason}", is_bad, len(those))


def _details(one: HealthNow) -> str:
    success = f"; last success {minute_in_utc(one.last_ok_at)}" if one.last_ok_at else ""
    return f" since {minute_in_utc(one.since)}: {one.reason}{success}"
