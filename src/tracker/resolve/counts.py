"""How many there were: every number that was said is kept, with who said it; which is shown follows.

Shown is the number that most independent publishers give; of equals the more official. Who says "more
than 50" speaks for 52 as well. Whom a register names one by one are counted together: "49 named so far".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tracker.model import CountClaim, CountRelation, Development, Record, RecordType
from tracker.resolve.release_fit import NEAR, is_of_some
from tracker.resolve.saying import Saying

_Said = tuple[int, CountRelation, str | None]


def count_claims(voices: Iterable[Sequence[Saying]]) -> tuple[CountClaim, ...]:
    """The numbers that these voices say, the one to be shown first."""
    said: defaultdict[_Said, list[tuple[int, Saying]]] = defaultdict(list)
    by_voice = list(voices)
    largest = max((count for voice in by_voice for one in voice for count in _totals(one.record)), default=0)
    for number, voice in enumerate(by_voice):
        named = [one for one in voice if one.record.details.count_relation is CountRelation.NAMED]
        for one in named:
            said[len(named), CountRelation.NAMED, None].append((number, one))
        for one in voice:
            for what in _said(one.record, largest):
                said[what].append((number, one))
    claims = tuple(
        CountClaim(
            value=value,
            relation=relation,
            records=tuple(dict.fromkeys(one.id for _, one in by)),
            voices=len({number for number, _ in by}),
            is_official=any(one.is_official for _, one in by),
            of=of,
        )
        for (value, relation, of), by in said.items()
    )
    return tuple(sorted(claims, key=lambda claim: _shown_first(claim, claims)))


def shown_count(claims: Sequence[CountClaim]) -> CountClaim | None:
    """The number that is shown; None where nobody says how many there were of all."""
    return next((claim for claim in claims if claim.relation is not CountRelation.SUBGROUP), None)


def conflicts(development: Development) -> tuple[CountClaim, ...]:
    """The numbers that contradict the one that is shown: another number of all, or more at the least."""
    shown = shown_count(development.counts)
    if shown is None:
        return ()
    return tuple(claim for claim in development.counts if claim is not shown and _contradicts(claim, shown))


def _contradicts(claim: CountClaim, shown: CountClaim) -> bool:
    match (claim.relation, shown.relation):
        case (CountRelation.SUBGROUP, _):
            return claim.value > shown.value and shown.relation is CountRelation.TOTAL
        case (CountRelation.AT_LEAST | CountRelation.NAMED, CountRelation.TOTAL):
            return claim.value > shown.value
        case (CountRelation.TOTAL, CountRelation.TOTAL):
            return claim.value != shown.value
        case _:
            return False


def _totals(record: Record) -> Iterator[int]:
    details = record.details
    if details.count is not None and details.count_relation in {CountRelation.TOTAL, None}:
        yield details.count


def _said(record: Record, largest: int) -> Iterator[_Said]:
    if record.type is not RecordType.RELEASE:
        return
    details = record.details
    if details.count is not None and details.count_relation is not CountRelation.NAMED:
        relation = details.count_relation or CountRelation.TOTAL
        # "Six Lithuanians were freed" beside "52 people were": the six are a part.
        if relation is CountRelation.TOTAL and details.count < largest and is_of_some(record):
            relation = CountRelation.SUBGROUP
        if relation is not CountRelation.SUBGROUP:
            yield details.count, relation, None
        elif all(part.count != details.count for part in details.subgroups):
            yield details.count, relation, ", ".join(details.nationalities) or None
    for part in details.subgroups:
        yield part.count, CountRelation.SUBGROUP, part.of


def _shown_first(
    claim: CountClaim, claims: Iterable[CountClaim]
) -> tuple[bool, bool, int, bool, bool, int, int, str]:
    return (
        claim.relation is CountRelation.SUBGROUP,
        claim.relation is CountRelation.NAMED,
        -sum(other.voices for other in claims if other is claim or _agrees(other, claim)),
        claim.relation is not CountRelation.TOTAL,
        not claim.is_official,
        -len(claim.records),
        -claim.value,
        claim.of or "",
    )


def _agrees(rough: CountClaim, exact: CountClaim) -> bool:
    """Whether "more than 50" speaks for 52."""
    return (
        rough.relation is CountRelation.AT_LEAST
        and exact.relation is CountRelation.TOTAL
        and exact.value * NEAR <= rough.value <= exact.value
    )
