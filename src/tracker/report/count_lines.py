"""How many, as everybody says it: each number with those who say it, and where they contradict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.model import CountClaim, CountRelation, Development
from tracker.report import phrases
from tracker.report.evidence_lines import publishers_of
from tracker.report.shown import CountLine, EvidenceLine
from tracker.resolve.counts import conflicts, shown_count
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
    """ "52 people say A, B and C; 50 people says D (official)"; None where nobody contradicts."""
    others = [line for line in lines if line.is_conflict]
    shown = shown_count(development.counts)
    if not others or shown is None:
        return None
    agreeing = lines[development.counts.index(shown)]
    return phrases.COUNTS_DIFFER.format(counts="; ".join(map(_said, (agreeing, *others))))


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
    return CountLine(
        words=people_in_words(claim.value, None if claim.of else claim.relation),
        value=claim.value,
        relation=claim.relation,
        of=part_in_words(claim.of) if claim.of else None,
        records=claim.records,
        publishers=publishers_of(line for record in claim.records for line in by_record.get(record, ())),
        voices=claim.voices,
        is_official=claim.is_official,
        is_conflict=is_conflict,
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
    return phrases.COUNT_SAID.format(number=number, who=who, official=official)
