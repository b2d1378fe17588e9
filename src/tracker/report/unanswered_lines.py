"""What is said of a notice that no list followed, and of a list change that no notice announced."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.report.review_phrases import NO_LIST_CHANGE, NO_NOTICE
from tracker.resolve.links import NOTICE_DAYS
from tracker.resolve.unanswered import Missing, Unanswered
from tracker.text.dates import day_in_words

_WORDS: Mapping[Missing, str] = {Missing.LIST_CHANGE: NO_LIST_CHANGE, Missing.NOTICE: NO_NOTICE}


def unanswered_in_words(one: Unanswered) -> str:
    """One sentence without a full stop."""
    return _WORDS[one.missing].format(days=NOTICE_DAYS, looked=day_in_words(one.looked_at.date()))
