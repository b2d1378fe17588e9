"""In which order developments are told, and the line that counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from tracker.model import Relation
from tracker.report.digest_acts import acts_in_words
from tracker.report.phrases import NOTHING_NEW
from tracker.report.shown import DevelopmentView
from tracker.text.dates import day_in_words

_SINCE = {Relation.NEW}
_COUNTED = {
    Relation.KNOWN: "told by the article",
    Relation.EARLIER: "before the article and not in it",
    Relation.CORRECTS: "correcting the article",
}


def newest_first(views: Iterable[DevelopmentView]) -> list[DevelopmentView]:
    """The latest day first; those of one day by name."""
    return sorted(views, key=newest)


def newest(view: DevelopmentView) -> tuple[int, tuple[str, ...], str]:
    """What to sort by so that the latest day comes first, and those of one day by name."""
    return -view.sort_day.toordinal(), view.who, view.id


def totals(views: Sequence[DevelopmentView], as_of: date | None = None) -> str:
    """One line: "8 developments since the article of 31 July 2025: 8 delisted"."""
    since = [view for view in views if view.relation in _SINCE]
    others = Counter(view.relation for view in views if view.relation not in _SINCE)
    article = f"the article of {day_in_words(as_of)}" if as_of else "the article"
    parts = []
    if since:
        parts.append(f"{_counted(len(since))} since {article}: {', '.join(acts_in_words(since))}")
    parts += [
        f"{_counted(others[relation])} {words}" for relation, words in _COUNTED.items() if others[relation]
    ]
    return "; ".join(parts) or NOTHING_NEW


def _counted(number: int) -> str:
    return f"{number} development" if number == 1 else f"{number} developments"
