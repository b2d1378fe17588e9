"""A development as plain lines for a terminal or a mail. Text from outside is defused here."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.model import Origin
from tracker.report import phrases
from tracker.report.shown import ClaimLine, DevelopmentView, EvidenceLine
from tracker.text.dates import day_in_words, minute_in_utc
from tracker.text.terminal import defuse


def lines(view: DevelopmentView) -> list[str]:
    """What, when, what it means for the article, how we know, and what is not certain."""
    return [defuse(line) for line in _lines(view)]


def observed_in_words(line: EvidenceLine) -> str:
    """When the body was fetched, or of which day the state is that was rebuilt or kept by others."""
    if line.origin in phrases.FETCHED:
        return f"fetched {minute_in_utc(line.observed_at)}"
    return f"state of {day_in_words(line.observed_at.date())}"


def claim_in_words(claim: ClaimLine) -> str:
    """What the article says, and how sure that is."""
    return f"{claim.text} ({claim.uncertainty})" if claim.uncertainty else claim.text


def people_in_words(view: DevelopmentView) -> str:
    """Who of those freed may be named, and how many more the sources name."""
    more = view.people_withheld
    words = phrases.ALSO_NOT_NAMED if view.people else phrases.ONLY_NOT_NAMED
    rest = (words[more > 1].format(count=more),) if more else ()
    return "; ".join((*((", ".join(view.people),) if view.people else ()), *rest))


def look_in_words(line: EvidenceLine) -> str:
    """What one look at a source showed, when, and the hash of what was seen."""
    mark = "" if line.origin is Origin.LIVE else f" [{line.origin.value}]"
    return f"{observed_in_words(line)}, sha256 {line.sha256_short}{mark}"


def _lines(view: DevelopmentView) -> Iterator[str]:
    yield f"{view.summary}, {view.when}"
    if view.withdrawn:
        yield f"  {phrases.WITHDRAWN_SINCE.format(why=view.withdrawn)}"
    yield f"  {view.relation_words}; {view.id}"
    if view.people or view.people_withheld:
        yield f"  {phrases.NAMED.format(names=people_in_words(view))}"
    for claim in view.claims:
        yield f"  article {claim.id}: {claim_in_words(claim)}"
    for question in view.questions:
        part = f" ({question.part})" if question.part else ""
        effect = phrases.EFFECT[question.effect]
        yield f"  {question.id}{part} {effect} “{question.text}”: {question.why}"
    for line in view.evidence:
        yield f"  {line.role}: {line.source_title}, {look_in_words(line)}"
    if view.origin_text:
        yield f"  origin: {view.origin_text}"
    for note in view.notes:
        yield f"  note: {note}"
    if view.caveat:
        yield f"  {view.caveat}"
