"""Where a model read a page otherwise than the rules did: a list for a reviewer, never a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.extract.opinion.answer import Opinion
from tracker.extract.pages.statement import Extraction, Reason, Statement, statement_json
from tracker.model.kinds import Action, RecordType

# Two readings of one event differ by no more days; so do the records of one event on a page.
_SAME_DAYS = 3
# The fields whose difference would be told: what, whether, when, by whom, how many, who.
_COMPARED = {
    RecordType.RELEASE: ("status", "kind", "country", "on", "precision", "count", "names"),
    RecordType.SANCTION: ("status", "action", "authority", "country", "on", "precision", "targets"),
    RecordType.CONTACT: ("status", "kind", "parties", "on", "precision"),
}
# As the record schema calls them.
_SHOWN = {"on": "date", "precision": "date_precision"}
_RELIEF = frozenset({Action.EASE, Action.DELIST, Action.LICENCE})


class DisagreementKind(StrEnum):
    """Who read a record: the rules alone, the model alone, or both, but not the same."""

    ONLY_RULES = "only_rules"
    ONLY_OPINION = "only_opinion"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One record on which rules and model do not agree.

    `fields` are those that differ, as the record schema calls them. `refused` is why the rules made no
    record of the very sentence that the model quotes.
    """

    kind: DisagreementKind
    rules: Statement | None
    opinion: Statement | None
    fields: tuple[str, ...] = ()
    refused: Reason | None = None


def disagreements(found: Extraction, opinion: Opinion) -> tuple[Disagreement, ...]:
    """What the two read differently: the rules' records in their order, then what only the model read.

    What the model leaves empty contradicts nothing, and of a page that it saw in part only that part counts.
    """
    seen = [one for one in found.records if one.is_title or one.start < opinion.read_to]
    partner = _pairs(seen, opinion.records)
    listed: list[Disagreement] = []
    for at, ours in enumerate(seen):
        theirs = opinion.records[partner[at]] if at in partner else None
        if theirs is None:
            listed.append(Disagreement(DisagreementKind.ONLY_RULES, ours, None))
        elif fields := _differing(ours, theirs):
            listed.append(Disagreement(DisagreementKind.DIFFERS, ours, theirs, fields))
    paired = set(partner.values())
    listed += (
        Disagreement(DisagreementKind.ONLY_OPINION, None, one, refused=_refused(one, found))
        for at, one in enumerate(opinion.records)
        if at not in paired
    )
    return tuple(listed)


def disagreement_json(one: Disagreement) -> dict[str, object]:
    """A disagreement with both records in the record schema."""
    return {
        "kind": one.kind.value,
        "fields": list(one.fields),
        "refused": one.refused.value if one.refused else None,
        "rules": statement_json(one.rules) if one.rules else None,
        "opinion": statement_json(one.opinion) if one.opinion else None,
    }


def _pairs(ours: Sequence[Statement], theirs: Sequence[Statement]) -> dict[int, int]:
    """Which record of the rules is which of the model's, the likest first, each at most once."""
    likeness = sorted(
        ((_likeness(one, other), at, to) for at, one in enumerate(ours) for to, other in enumerate(theirs)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    partner: dict[int, int] = {}
    for like, at, to in likeness:
        if like and at not in partner and to not in partner.values():
            partner[at] = to
    return partner


def _likeness(one: Statement, other: Statement) -> int:
    """0: two events. Else the more, the surer that both mean the same."""
    if one.type is not other.type or not _same_deed(one, other):
        return 0
    share_quote = one.is_title == other.is_title and one.start < other.end and other.start < one.end
    near = abs((one.on - other.on).days) <= _SAME_DAYS
    if not (share_quote or near):
        return 0
    agreeing = len(_COMPARED[one.type]) - len(_differing(one, other))
    return 1 + agreeing + (len(_COMPARED[one.type]) if share_quote else 0)


def _same_deed(one: Statement, other: Statement) -> bool:
    """Whether it can be one event: of the same state, the same side of a sanction, the same parties."""
    match one.type:
        case RecordType.RELEASE:
            return None in (one.country, other.country) or one.country == other.country
        case RecordType.SANCTION:
            same_authority = None in (one.authority, other.authority) or one.authority == other.authority
            return same_authority and (one.action in _RELIEF) == (other.action in _RELIEF)
        case RecordType.CONTACT:
            return not other.parties or set(one.parties) == set(other.parties)


def _differing(ours: Statement, theirs: Statement) -> tuple[str, ...]:
    return tuple(
        _SHOWN.get(field, field)
        for field in _COMPARED[ours.type]
        if _contradicts(getattr(ours, field), getattr(theirs, field))
    )


def _contradicts(ours: object, theirs: object) -> bool:
    if theirs in (None, (), "unspecified"):
        return False
    if isinstance(ours, tuple) and isinstance(theirs, tuple):
        return {_last_word(one) for one in ours} != {_last_word(one) for one in theirs}
    return ours != theirs


def _last_word(name: str) -> str:
    """A surname, or a country's code: a full name and a surname alone are one person on one page."""
    return name.split()[-1].casefold()


def _refused(theirs: Statement, found: Extraction) -> Reason | None:
    quote = " ".join(theirs.quote.split())
    for one in found.rejected:
        sentence = " ".join(one.quote.split())
        if quote in sentence or sentence in quote:
            return one.reason
    return None
