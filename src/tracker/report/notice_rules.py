"""Which developments a rule of the configuration tells at once."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.model import NoticeRule, Relation
from tracker.report.shown import DevelopmentView
from tracker.text.globs import matching

# What happened longer ago is no urgent news, however late we learned of it; the digest has it.
_RECENT = timedelta(days=30)


def is_urgent(rule: NoticeRule, view: DevelopmentView, today: date) -> bool:
    """Whether the rule tells this development at once: it is new, recent, sure enough, large enough."""
    return (
        view.relation is Relation.NEW
        and view.status is rule.status
        and (not rule.types or view.type in rule.types)
        and view.count >= rule.min_count
        and (view.is_confirmed or view.confidence >= rule.min_confidence)
        and (not rule.targets or bool(matching(view.who, rule.targets)))
        and today - view.sort_day <= _RECENT
    )
