"""An official notice and the change of a list that shows its act: the same authority, days apart.

On one day, with one action and the same names, both are one event and one development. A link is needed
where the list follows later, or where the notice does not say what it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from tracker.extract.notices import shows_in_lists
from tracker.model import Action, Development, DevelopmentLink, LinkKind, Record, Status
from tracker.resolve.links.apart import Dated, Timeline, lag, lag_in_words, nearest
from tracker.resolve.same_names import same_targets

# A list that has not followed after so many days has not followed: the EU's file lags by days.
NOTICE_DAYS = 10
# Around midnight the publisher's day and ours differ by one.
_BEFORE_DAYS = 1
_SHOWN_AS: Mapping[Action, tuple[Action, ...]] = {
    Action.DESIGNATE: (Action.DESIGNATE,),
    Action.DELIST: (Action.DELIST, Action.EASE),
    Action.EASE: (Action.EASE, Action.DELIST),
    Action.AMEND: (Action.DESIGNATE, Action.DELIST, Action.EASE),
}


def link_notices(them: Sequence[Dated], records: Mapping[str, Record]) -> Iterator[DevelopmentLink]:
    """The links from each notice to the list changes that it fits; a change goes to the notice nearest to it.

    `records` are those that support them and that their sources still say.
    """
    notices = [one for one in them if is_notice(one.development, records)]
    if not notices:
        return
    by_time = Timeline(notices)
    for change in them:
        if not is_list_change(change.development):
            continue
        near = [
            notice
            for notice in by_time.near(change, NOTICE_DAYS, _BEFORE_DAYS)
            if _follows(change, notice) and _fits(notice.development, change.development)
        ]
        for notice in nearest(change, near):
            yield DevelopmentLink(
                LinkKind.SHOWN_BY,
                notice.id,
                change.id,
                lag(notice, change),
                _reason(notice, change),
            )


def is_notice(development: Development, records: Mapping[str, Record]) -> bool:
    """Whether an official notice alone says it, and a list must show it."""
    if development.list is not None or development.action not in _SHOWN_AS:
        return False
    tied = (records.get(tie.record) for tie in development.ties)
    return any(record is not None and shows_in_lists(record.rule) for record in tied)


def is_list_change(development: Development) -> bool:
    """Whether a list shows it."""
    return development.list is not None and development.status is Status.ACTUAL


def _follows(change: Dated, notice: Dated) -> bool:
    return change.span.last >= notice.span.first - timedelta(days=_BEFORE_DAYS)


def _fits(notice: Development, change: Development) -> bool:
    if notice.authority != change.authority or notice.action is None:
        return False
    if change.action not in _SHOWN_AS[notice.action]:
        return False
    named = [target.name for target in notice.targets]
    return not named or same_targets(named, [target.name for target in change.targets]) is not None


def _reason(notice: Dated, change: Dated) -> str:
    if notice.development.action is Action.AMEND:
        return (
            f"a list of the same authority changed {lag_in_words(notice, change)}; the notice does not say"
            " what it changes"
        )
    same = "the same targets" if notice.development.targets else "the same kind of change"
    return f"{same} of the same authority; the list changed {lag_in_words(notice, change)}"
