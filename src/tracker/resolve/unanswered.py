"""An official notice that no list followed, and a list change that no notice announced.

Both are told only where we looked: at a list of the authority after the days in which it should have
followed, or at its notices in the days in which one should have come. A licence or a directive shows in no
list, and nothing is missed of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from tracker.extract.notices import announces_lists, format_of
from tracker.model import Action, Development, DevelopmentLink, LinkKind, Record
from tracker.resolve.links.notices import NOTICE_DAYS, is_list_change, is_notice
from tracker.resolve.span import span_of

_WAITING = timedelta(days=NOTICE_DAYS)
_ANNOUNCED = frozenset({Action.DESIGNATE, Action.DELIST, Action.EASE})


class Missing(StrEnum):
    """What has not come."""

    LIST_CHANGE = "list_change"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What has not come to a development: since which look we know, and when we looked last."""

    development: str
    missing: Missing
    since: datetime
    looked_at: datetime


@dataclass(frozen=True, slots=True)
class Looks:
    """When lists and notices of an authority were reached (UTC), in order; `listed_since` is the day of the
    first state of a list of its that is known."""

    lists: Mapping[str, Sequence[datetime]] = field(default_factory=dict)
    notices: Mapping[str, Sequence[datetime]] = field(default_factory=dict)
    listed_since: Mapping[str, date] = field(default_factory=dict)


NO_LOOKS = Looks()


def unanswered(
    development: Development,
    records: Iterable[Record],
    links: Iterable[DevelopmentLink],
    looks: Looks,
) -> Unanswered | None:
    """What is missing beside a development; None where nothing is, or where we cannot know.

    `records` are those that support it, `links` its own.
    """
    authority, by_id = development.authority or "", {record.id: record for record in records}
    linked = [link for link in links if link.kind is LinkKind.SHOWN_BY]
    span = span_of(development.when)
    if is_notice(development, by_id):
        is_known = looks.listed_since.get(authority, date.max) <= span.first
        if not any(link.earlier == development.id for link in linked) and is_known:
            return _after(development, Missing.LIST_CHANGE, span.last, looks.lists.get(authority, ()))
    if is_list_change(development) and development.action in _ANNOUNCED:
        is_told = any(link.later == development.id for link in linked) or _is_noticed(by_id.values())
        seen = looks.notices.get(authority, ())
        until = _until(span.last)
        if not is_told and any(span.first <= moment.date() <= until for moment in seen):
            return _after(development, Missing.NOTICE, span.last, seen)
    return None


def _until(day: date) -> date:
    """The last day of waiting."""
    return min(day, date.max - _WAITING) + _WAITING


def _after(
    development: Development, missing: Missing, day: date, looks: Sequence[datetime]
) -> Unanswered | None:
    """Only where the days of waiting are over at a look."""
    late = [moment for moment in looks if moment.date() > _until(day)]
    return Unanswered(development.id, missing, late[0], late[-1]) if late else None


def _is_noticed(records: Iterable[Record]) -> bool:
    formats = (format_of(record.rule) for record in records)
    return any(name is not None and announces_lists(name) for name in formats)
