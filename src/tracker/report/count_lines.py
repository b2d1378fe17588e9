"""How many, as everybody says it: each number with those who say it, and where they contradict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.model import CountClaim, CountRelation, Development
from tracker.report import phrases
from tracker.report.evidence_lines import publishers_of
from tracker.report.shown import CountLine, EvidenceLine
from tracker.resolve.counts import conflicts, contradictions
from tracker.resolve.summary import part_in_words, people_in_words
from tracker.text.countries import joined

# What does not say how many there were of all.
_OF_SOME = frozenset({CountRelation.SUBGROUP, CountRelation.NAMED})


def count_lines(development: Development, evidence: Sequence[EvidenceLine]) -> tuple[CountLine, ...]:
    """Every number that was said, the one that is shown first; each tied to its records."""
    contradicting = conflicts(development)
    by_record: dict[str, list[EvidenceLine]] = {}
    for line in evidence:
        by_record.setdefault(line.record, []).append(line)
    return tuple(_line(claim, by_record, claim in contradicting) for claim in development.counts)


def conflict_in_words(development: Development, lines: Sequence[CountLine]) -> str | None:
    """ "52 according to A, B and C; 50 according to D (official)"; None where nobody contradicts."""
    line_of = dict(zip(development.counts, lines, strict=True))
    told = [line_of[claim] for one in contradictions(development) for claim in (one.shown, *one.others)]
    return phrases.COUNTS_DIFFER.format(counts="; ".join(map(_said, told))) if told else None


def named_in_words(lines: Sequence[CountLine]) -> str | None:
    """ "52 announced, 49 named so far, according to A": where a register names those whom others count."""
    named = next((line for line in lines if line.relation is CountRelation.NAMED), None)
    said = next((line for line in lines if line.relation not in _OF_SOME), None)
    if named is None or said is None or named.is_conflict:
        return None
    number = f"{said.value:,}"
    if said.relation is CountRelation.AT_LEAST:
        number = phrases.AT_LEAST.format(number=number)
    who = joined(named.publishers) or phrases.NOBODY_NAMED
    return phrases.NAMED_SO_FAR.format(said=number, named=f"{named.value:,}", who=who)


def _line(claim: CountClaim, by_record: Mapping[str, Sequence[EvidenceLine]], is_conflict: bool) -> CountLine:
    said = [line for record in claim.records for line in by_record.get(record, ())]
    publishers = publishers_of(said)
    return CountLine(
        words=people_in_words(claim.value, None if claim.of else claim.relation),
        value=claim.value,
        relation=claim.relation,
        of=part_in_words(claim.of) if claim.of else None,
        records=claim.records,
        # Of a number that nobody gives any more: who gave it.
        publishers=publishers or tuple(dict.fromkeys(line.publisher for line in said)),
        voices=claim.voices,
        is_official=claim.is_official,
        is_conflict=is_conflict,
        is_current=bool(publishers) or not said,
    )


def _said(line: CountLine) -> str:
    number = f"{line.value:,}"
    if line.relation is CountRelation.AT_LEAST:
        number = phrases.AT_LEAST.format(number=number)
    if line.relation is CountRelation.NAMED:
        number = phrases.ONLY_NAMED.format(named=number)
    if line.of:
        number = phrases.COUNT_OF.format(number=number, of=line.of)
    who = joined(line.publishers) or phrases.NOBODY_NAMED
    official = phrases.OFFICIALLY if line.is_official else ""
    told = phrases.COUNT_SAID.format(number=number, who=who, official=official)
    return told if line.is_current else phrases.COUNT_NO_MORE.format(told=told)
