"""How developments go together, as lines: what was exchanged, what only coincides, the ladder of relief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.model import Development, DevelopmentLink, LinkKind
from tracker.report import phrases
from tracker.report.shown import LadderLine, LinkLine, RungLine
from tracker.report.when import when_in_words
from tracker.resolve.links import Ladder, in_words
from tracker.resolve.links.apart import SAME_DAY, dated, days_between
from tracker.resolve.summary import is_told_by_name


def link_lines(
    development: Development, links: Sequence[DevelopmentLink], others: Mapping[str, Development]
) -> tuple[LinkLine, ...]:
    """The links of this development to those of `others` that are known, what a source says first."""
    lines = [
        _line(link, is_later, development, others[other])
        for link in links
        for is_later, own, other in ((True, link.earlier, link.later), (False, link.later, link.earlier))
        if own == development.id and other in others
    ]
    kinds = list(LinkKind)
    return tuple(sorted(lines, key=lambda line: (kinds.index(line.kind), line.is_later, line.days, line.id)))


def ladder_lines(development: Development, ladders: Sequence[Ladder]) -> tuple[LadderLine, ...]:
    """The ladders of relief that this one is a step of; what reads the same is told once."""
    own = (one for one in ladders if any(step.development == development.id for step in one.steps))
    names = {target.name for target in development.targets if is_told_by_name(target)}
    lines = (
        LadderLine(
            in_words(ladder),
            tuple(name for name in ladder.targets if name in names),
            tuple(
                RungLine(
                    step.development, step.step, step.when, step.days, step.development == development.id
                )
                for step in ladder.steps
            ),
        )
        for ladder in own
    )
    return tuple({line.words: line for line in lines}.values())


def exchange_in_words(lines: Sequence[LinkLine]) -> str | None:
    """What a source says that it was exchanged for, as one sentence; None where nobody says so."""
    given = [line.summary for line in lines if line.kind is LinkKind.EXCHANGED_FOR]
    if not given:
        return None
    more = phrases.AND_MORE.format(count=len(given) - 1) if len(given) > 1 else ""
    return phrases.EXCHANGED.format(summary=given[0], more=more)


def _line(link: DevelopmentLink, is_later: bool, own: Development, other: Development) -> LinkLine:
    earlier, later = (own, other) if is_later else (other, own)
    lag = _lag(earlier, later, is_later=is_later)
    return LinkLine(
        kind=link.kind,
        words=phrases.LINK[link.kind, is_later].format(lag=lag),
        id=other.id,
        summary=other.summary,
        when=when_in_words(other.when, other.action),
        is_later=is_later,
        days=link.days,
        reason=link.reason,
        record=link.record,
        quote=link.quote,
    )


def _lag(earlier: Development, later: Development, *, is_later: bool) -> str:
    """ "1 day later", of the other one; both ends where a day was only observed: "2 to 5 days later"."""
    between = days_between(dated(earlier), dated(later))
    if between == SAME_DAY:
        return phrases.SAME_DAY
    return (phrases.LATER if is_later else phrases.EARLIER).format(days=between)
