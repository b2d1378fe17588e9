"""An official notice that no list followed, and a list change that no notice announced.

Both are told only where we looked: at a list of the authority before the notice and after the days in
which it should have followed, or at its notices in the days in which one should have come. Of a change whose
day is not known nearly, nobody can say that no notice came with it. A licence or a directive shows in no
list, and nothing is missed of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tracker.extract.notices import announces_lists, format_of
from tracker.model import Action, Development, DevelopmentLink, LinkKind, Record
from tracker.resolve.links.notices import NOTICE_DAYS, is_list_change, is_notice
from tracker.resolve.span import span_of

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
    """When lists and notices of an authority were reached (UTC), in order."""

    lists: Mapping[str, Sequence[datetime]] = field(default_factory=dict)
    notices: Mapping[str, Sequence[datetime]] = field(default_factory=dict)


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
        looks_at_lists = looks.lists.get(authority, ())
        is_watched = any(0 <= _days(moment.date(), span.first) <= NOTICE_DAYS for moment in looks_at_lists)
        if is_watched and not any(link.earlier == development.id for link in linked):
            return _after(development, Missing.LIST_CHANGE, span.last, looks_at_lists)
    if is_list_change(development) and development.action in _ANNOUNCED and span.days <= NOTICE_DAYS:
        is_told = any(link.later == development.id for link in linked) or _is_noticed(by_id.values())
        looks_at_notices = looks.notices.get(authority, ())
        is_watched = any(0 <= _days(span.first, moment.date()) <= NOTICE_DAYS for moment in looks_at_notices)
        if is_watched and not is_told:
            return _after(development, Missing.NOTICE, span.last, looks_at_notices)
    return None


def _after(
    development: Development, missing: Missing, day: date, looks: Sequence[datetime]
) -> Unanswered | None:
    """Only where the days of waiting are over at a look."""
    late = [moment for moment in looks if _days(day, moment.date()) > NOTICE_DAYS]
    return Unanswered(development.id, missing, late[0], late[-1]) if late else None


def _days(earlier: date, later: date) -> int:
    return later.toordinal() - earlier.toordinal()


def _is_noticed(records: Iterable[Record]) -> bool:
    formats = (format_of(record.rule) for record in records)
    return any(name is not None and announces_lists(name) for name in formats)
