"""How developments go together, as lines: what was exchanged, what only coincides, the ladder of relief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.model import Development, DevelopmentLink, LinkKind, Status
from tracker.report import phrases
from tracker.report.shown import LinkLine, RungLine
from tracker.report.when import when_in_words
from tracker.resolve.span import span_of
from tracker.text.dates import day_in_short


def link_lines(
    development: Development, links: Sequence[DevelopmentLink], others: Mapping[str, Development]
) -> tuple[LinkLine, ...]:
    """The links of this development to those of `others` that are known, what a source says first."""
    lines = [
        _line(link, is_later, others[other])
        for link in links
        for is_later, own, other in ((True, link.earlier, link.later), (False, link.later, link.earlier))
        if own == development.id and other in others
    ]
    kinds = list(LinkKind)
    return tuple(sorted(lines, key=lambda line: (kinds.index(line.kind), line.is_later, line.days, line.id)))


def ladder_lines(
    development: Development, links: Sequence[DevelopmentLink], others: Mapping[str, Development]
) -> tuple[RungLine, ...]:
    """All steps of the relief that this one is a step of, the first first; empty where it stands alone."""
    rungs = [link for link in links if link.kind is LinkKind.NEXT_RUNG]
    known = {**others, development.id: development}
    names = dict.fromkeys(name for link in rungs for name in (link.earlier, link.later) if name in known)
    if development.id not in names:
        return ()
    lags = {link.later: link.days for link in sorted(rungs, key=lambda link: -link.days)}
    return tuple(
        RungLine(one.id, _rung(one), _day(one), lags.get(one.id), one.id == development.id)
        for one in sorted((known[name] for name in names), key=_order)
    )


def ladder_in_words(rungs: Sequence[RungLine]) -> str:
    """ "announced 13 Dec 2025 → licensed 15 Dec 2025 (2 days) → delisted 26 Mar 2026 (101 days)"."""
    return phrases.RUNG_AFTER_RUNG.join(
        f"{rung.words} {rung.when}" + (f" ({_gap(rung.days)})" if rung.days is not None else "")
        for rung in rungs
    )


def exchange_in_words(lines: Sequence[LinkLine]) -> str | None:
    """What a source says that it was exchanged for, as one sentence; None where nobody says so."""
    given = [line.summary for line in lines if line.kind is LinkKind.EXCHANGED_FOR]
    if not given:
        return None
    more = phrases.AND_MORE.format(count=len(given) - 1) if len(given) > 1 else ""
    return phrases.EXCHANGED.format(summary=given[0], more=more)


def _line(link: DevelopmentLink, is_later: bool, other: Development) -> LinkLine:
    return LinkLine(
        kind=link.kind,
        words=phrases.LINK[link.kind, is_later].format(lag=_lag(link.days, is_later)),
        id=other.id,
        summary=other.summary,
        when=when_in_words(other.when, other.action),
        is_later=is_later,
        days=link.days,
        reason=link.reason,
        record=link.record,
        quote=link.quote,
    )


def _gap(days: int) -> str:
    return phrases.days(days) if days else phrases.SAME_DAY


def _lag(days: int, is_later: bool) -> str:
    if not days:
        return phrases.SAME_DAY
    return (phrases.LATER if is_later else phrases.EARLIER).format(days=phrases.days(days))


def _rung(development: Development) -> str:
    if development.status is Status.ANNOUNCED:
        return phrases.RUNG_ANNOUNCED
    action = development.action
    return phrases.RUNG.get(action, phrases.ACTION[action]) if action else phrases.TYPE[development.type]


def _day(development: Development) -> str:
    when = development.when
    if when.on is not None:
        return day_in_short(when.on, when.precision)
    if when.by is not None:
        return phrases.NOT_LATER.format(day=day_in_short(when.by))
    return phrases.DAY_NOT_KNOWN


def _order(development: Development) -> tuple[object, ...]:
    span = span_of(development.when)
    return span.last, span.first, development.id
