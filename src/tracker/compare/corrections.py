"""Where a development tells otherwise than the claim that it is about, and whether that is sure enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.compare.beginnings import begins_like
from tracker.compare.beside import NOTHING_BESIDE, Beside, are_enough
from tracker.compare.same_event import SLACK_DAYS, days_apart, days_of
from tracker.model import (
    Claim,
    ClaimCorrection,
    CountClaim,
    CountRelation,
    Development,
    Precision,
    RecordType,
)
from tracker.resolve.saying import Saying
from tracker.resolve.span import gap_days, span_of
from tracker.text.dates import day_in_words

# A correction of what was printed needs two publishers that say so independently, or an official one.
_ENOUGH = 2
_NO_KIND = (None, "unspecified")


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of a claim and another that is told.

    `by` are those who tell it, `records` where they do, as far as either is known.
    """

    correction: ClaimCorrection
    is_sure: bool
    by: tuple[str, ...]
    records: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        """ "BelTA says 13 (count; the article: 14)"."""
        who = ", ".join(self.by) or "one source"
        verb = "say" if len(self.by) > 1 else "says"
        one = self.correction
        return f"{who} {verb} {one.found} ({one.field}; the article: {one.said})"


def differences(
    claim: Claim, development: Development, beside: Beside = NOTHING_BESIDE
) -> tuple[Difference, ...]:
    """All values that are told otherwise than the claim says and knows to be contested: the shown first.

    Only the number that is shown, the day and the kind can be sure; a number that others contradict is not.
    """
    return (
        *_numbers(claim, development, beside),
        *_parts(claim, development, beside),
        *_day(claim, development, beside),
        *_kind(claim, development, beside),
    )


def _numbers(claim: Claim, development: Development, beside: Beside) -> Iterator[Difference]:
    if claim.count is None or development.type is not RecordType.RELEASE:
        return
    known = (claim.count, *claim.counts)
    shown = development.details.count
    told = [one for one in development.counts if one.of is None]
    for one in sorted(told, key=lambda one: one.value != shown):
        if not _agrees(one, known):
            correction = ClaimCorrection(claim.id, "count", str(claim.count), _in_words(one))
            yield _counted(correction, one, beside, can_be_sure=one.value == shown)


def _parts(claim: Claim, development: Development, beside: Beside) -> Iterator[Difference]:
    for part in claim.subgroups:
        for one in development.counts:
            if one.of is not None and begins_like((one.of,), part.words) and one.value not in part.counts:
                correction = ClaimCorrection(claim.id, part.of, str(part.counts[0]), str(one.value))
                yield _counted(correction, one, beside)


def _agrees(told: CountClaim, known: Sequence[int]) -> bool:
    """Whether it contradicts none that is known: "at least ten" of 14 does not, "at least 20" does."""
    if told.relation is CountRelation.TOTAL:
        return told.value in known
    return told.value <= max(known)


def _in_words(told: CountClaim) -> str:
    return f"at least {told.value}" if told.relation is not CountRelation.TOTAL else str(told.value)


def _counted(
    correction: ClaimCorrection, told: CountClaim, beside: Beside, *, can_be_sure: bool = True
) -> Difference:
    is_sure = told.is_official or told.voices >= _ENOUGH
    return Difference(correction, can_be_sure and is_sure, beside.names_of(told.records), told.records)


def _day(claim: Claim, development: Development, beside: Beside) -> Iterator[Difference]:
    when = development.when
    if when.on is None or claim.on is None or days_apart(claim, development) <= SLACK_DAYS:
        return
    said = day_in_words(next(iter(days_of(claim))).first, claim.precision or Precision.DAY)
    correction = ClaimCorrection(claim.id, "day", said, day_in_words(when.on, when.precision))
    told = span_of(when)
    yield _said(correction, beside.those_who(lambda record: gap_days(span_of(record.when), told) == 0))


def _kind(claim: Claim, development: Development, beside: Beside) -> Iterator[Difference]:
    kind = development.details.kind
    if development.type is not RecordType.RELEASE or not claim.kinds or kind in (*_NO_KIND, *claim.kinds):
        return
    correction = ClaimCorrection(claim.id, "kind", claim.kinds[0], str(kind))
    yield _said(correction, beside.those_who(lambda record: record.details.kind == kind))


def _said(correction: ClaimCorrection, by: Sequence[Saying]) -> Difference:
    names = tuple(dict.fromkeys(one.voice for one in by))
    return Difference(correction, are_enough(by), names, tuple(one.id for one in by))
