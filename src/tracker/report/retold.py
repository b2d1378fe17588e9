"""What was told of a development, beside what is true now: corrected aloud, changed, or nothing to tell."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.model import CountRelation, RecordType, Relation, Status, When
from tracker.report import phrases
from tracker.report.digest import FieldChange
from tracker.report.shown import DevelopmentView
from tracker.resolve.span import gap_days, span_of

# Both say that the article has it; which of the two is no contradiction of what a reader was told.
_IN_THE_ARTICLE = frozenset({Relation.KNOWN, Relation.CORRECTS})
# Nobody said yet of which kind a release was.
_NO_KIND = frozenset({None, "unspecified"})


def is_contradicted(before: DevelopmentView, now: DevelopmentView) -> bool:
    """Whether somebody who printed `before` would have to take it back, given `now`.

    Another action, a target less, a day outside of the interval that was told, "it happened" that is
    now only announced, "new since the article" that is older; of people another number (unless as many
    still give the old one), another kind of release, a party or a destination less. A day within the
    interval, a source more, an announcement that has come true, 52 where "at least 50" was told are no
    contradiction.
    """
    return (
        before.action is not now.action
        or before.type is not now.type
        or before.authority != now.authority
        or bool(_named(before) - set(now.who))
        or (before.status is Status.ACTUAL and now.status is Status.ANNOUNCED)
        or _time_of(before.relation) is not _time_of(now.relation)
        or not _can_be_the_same_day(before, now)
        or _is_another_count(before, now)
        or (before.facts.kind not in _NO_KIND and before.facts.kind != now.facts.kind)
        or bool(set(before.facts.parties) - set(now.facts.parties))
        or bool(set(before.facts.destination) - set(now.facts.destination))
    )


def changes(before: DevelopmentView, now: DevelopmentView) -> tuple[FieldChange, ...]:
    """What reads otherwise now, field by field; nothing where a reader would see no difference."""
    return tuple(FieldChange(label, old, new) for label, old, new in _fields(before, now) if old != new)


def has_another_content(before: DevelopmentView, now: DevelopmentView) -> bool:
    """Whether anything but who says it, and from where, reads otherwise now."""
    return any(old != new for _, old, new in _content(before, now))


def _fields(before: DevelopmentView, now: DevelopmentView) -> Iterator[tuple[str, str, str]]:
    yield from _content(before, now)
    yield "told by", _joined(_publishers(before)), _joined(_publishers(now))
    yield "evidence", _joined(_origins(before)), _joined(_origins(now))


def _content(before: DevelopmentView, now: DevelopmentView) -> Iterator[tuple[str, str, str]]:
    yield "what", before.summary, now.summary
    yield "when", before.when, now.when
    yield "status", phrases.STATUS[before.status], phrases.STATUS[now.status]
    yield "count", _counted(before), _counted(now)
    yield "contradictions", before.conflict or "none", now.conflict or "none"
    yield "still listed under", _joined(before.still_under), _joined(now.still_under)
    yield "for the article", before.relation_words, now.relation_words


def _named(view: DevelopmentView) -> set[str]:
    """The targets that are told by name: who is only counted may be named now."""
    return {one for one in view.who if not one.endswith(phrases.NOT_NAMED)}


def _counted(view: DevelopmentView) -> str:
    return view.about if view.type is RecordType.RELEASE else str(view.count)


def _is_another_count(before: DevelopmentView, now: DevelopmentView) -> bool:
    told, found = before.facts.count, now.facts.count
    if told is None or told == found or _is_still_said(told, now):
        return False
    if found is None or found < told:
        # "At least 40" does not deny 52.
        return found is None or now.facts.count_relation is not CountRelation.AT_LEAST
    return before.facts.count_relation in {CountRelation.TOTAL, None}


def _is_still_said(told: int, now: DevelopmentView) -> bool:
    """Whether as many as give the number that is shown still give the one that was told: neither is proved
    wrong, both are shown."""
    shown = next((line.voices for line in now.counts if line.value == now.facts.count and line.of is None), 0)
    return any(
        line.value == told
        and line.of is None
        and line.relation is CountRelation.TOTAL
        and line.voices >= shown
        for line in now.counts
    )


def _joined(words: tuple[str, ...]) -> str:
    return ", ".join(words) or "none"


def _publishers(view: DevelopmentView) -> tuple[str, ...]:
    return view.publishers


def _origins(view: DevelopmentView) -> tuple[str, ...]:
    return (view.origin_text,) if view.origin_text else ()


def _time_of(relation: Relation) -> Relation:
    return Relation.KNOWN if relation in _IN_THE_ARTICLE else relation


def _can_be_the_same_day(before: DevelopmentView, now: DevelopmentView) -> bool:
    return gap_days(span_of(_when(before)), span_of(_when(now))) == 0


def _when(view: DevelopmentView) -> When:
    return When(view.basis, on=view.on, precision=view.precision, after=view.after, by=view.by)
