"""A development as plain lines for a terminal or a mail. Text from outside is defused here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.model import LinkKind, Origin
from tracker.report import phrases
from tracker.report.confirmed import confirmed_by
from tracker.report.sentence import in_full
from tracker.report.shown import (
    ClaimLine,
    CorrectionLine,
    DevelopmentView,
    ElsewhereLine,
    EvidenceLine,
    LadderLine,
    LinkLine,
)
from tracker.text.dates import day_in_words, minute_in_utc
from tracker.text.terminal import defuse


def lines(view: DevelopmentView) -> list[str]:
    """What, when, what it means for the article, how we know, and what is not certain."""
    return [defuse(line) for line in _lines(view)]


def observed_in_words(line: EvidenceLine) -> str:
    """When the body was fetched; of one that we did not fetch, on which day a page was looked at, or of
    which day the state of a list or a register is."""
    if line.origin in phrases.FETCHED and not line.is_row:
        return f"fetched {minute_in_utc(line.observed_at)}"
    if line.document is not None:
        return f"looked at on {day_in_words(line.observed_at.date())}"
    return f"state of {day_in_words(line.observed_at.date())}"


def language_in_words(line: EvidenceLine) -> str:
    """In which language the quote of a page stands: "in Russian"."""
    code = line.language
    return f"in {phrases.LANGUAGE.get(code, code) if code else phrases.LANGUAGE_NOT_KNOWN}"


def claim_in_words(claim: ClaimLine) -> str:
    """What the article says, and how sure that is."""
    return f"{claim.text} ({claim.uncertainty})" if claim.uncertainty else claim.text


def people_in_words(view: DevelopmentView) -> str:
    """Who of those freed may be named, and how many more the sources name."""
    more = view.people_withheld
    words = phrases.ALSO_NOT_NAMED if view.people else phrases.ONLY_NOT_NAMED
    rest = (words[more > 1].format(count=more),) if more else ()
    return "; ".join((*((", ".join(view.people),) if view.people else ()), *rest))


def correction_in_words(correction: CorrectionLine) -> str:
    """What the article says, of which fact, and what was found instead."""
    return phrases.ARTICLE_SAYS.format(
        said=correction.said, field=correction.field.replace("_", " "), found=correction.found
    )


def link_in_words(link: LinkLine) -> str:
    """The other development, and the sentence that ties the two, or why we do."""
    why = f"“{link.quote}”" if link.quote else link.reason
    return f"{link.summary} ({link.id}): {why}"


def shown_links(view: DevelopmentView) -> tuple[LinkLine, ...]:
    """The links that are told one by one: the steps of a ladder are told together."""
    return tuple(link for link in view.links if link.kind is not LinkKind.NEXT_RUNG or not view.ladders)


def ladder_label(view: DevelopmentView, ladder: LadderLine) -> str:
    """What a ladder is called: of several, with the targets that it is about."""
    if len(view.ladders) < 2 or not ladder.targets:
        return phrases.LADDER
    return phrases.LADDER_OF.format(targets=", ".join(ladder.targets))


def elsewhere_label(view: DevelopmentView, line: ElsewhereLine) -> str:
    """What stands before it; of a development with several targets, those of which it is said."""
    if len(view.elsewhere) < 2:
        return phrases.ELSEWHERE
    return phrases.ELSEWHERE_OF.format(targets=", ".join(line.targets))


def look_in_words(line: EvidenceLine) -> str:
    """What one look at a source showed, when, and the hash of what was seen."""
    mark = "" if line.origin is Origin.LIVE else f" [{line.origin.value}]"
    return f"{observed_in_words(line)}, sha256 {line.sha256_short}{mark}"


def looks(evidence: Iterable[EvidenceLine]) -> Iterator[tuple[EvidenceLine, int]]:
    """The evidence as it is told, with the number of rows: those of one register, one look and one role are
    told together, and the first stands for them."""
    together: dict[tuple[str, ...], list[EvidenceLine]] = {}
    for number, line in enumerate(evidence):
        key = (line.sha256, line.role, str(line.is_current)) if line.is_row else (str(number),)
        together.setdefault(key, []).append(line)
    yield from ((lines[0], len(lines)) for lines in together.values())


def rows_in_words(rows: int) -> str:
    """Of how many rows one look is told; nothing of one alone."""
    return phrases.ROWS.format(rows=rows) if rows > 1 else ""


def role_in_words(line: EvidenceLine) -> str:
    """What the piece of evidence shows; of a page in which language, and whether it still says so."""
    words = line.role if line.document is None else f"{line.role} ({language_in_words(line)})"
    return words if line.is_current else phrases.NO_MORE.format(role=words)


def source_in_words(line: EvidenceLine) -> str:
    """The source, or of a page its publisher with the title."""
    if line.document is None or not line.title:
        return line.publisher if line.document is not None else line.source_title
    return f"{line.publisher}, “{line.title}”"


def published_in_words(line: EvidenceLine) -> str:
    """Who published it: of a page with the source that led to it, its title and its day."""
    if line.document is None:
        return ", ".join(dict.fromkeys((line.publisher, line.source_title)))
    day = day_in_words(line.published) if line.published else None
    title = f"“{line.title}”" if line.title else None
    source = line.source_title if line.source_title != line.publisher else None
    return ", ".join(filter(None, (line.publisher, source, title, day)))


def place_in_words(line: EvidenceLine) -> str:
    """Where the quote stands: bytes of the body, or characters of the page's text, and its language."""
    start = line.start or 0
    end = start + (line.length or 0)
    if line.document is None:
        return f"bytes {start} to {end}"
    part = "title" if line.in_title else "text"
    return f"characters {start} to {end} of the {part}, {language_in_words(line)}"


def _lines(view: DevelopmentView) -> Iterator[str]:
    yield in_full(view)
    if view.withdrawn:
        yield f"  {phrases.WITHDRAWN_SINCE.format(why=view.withdrawn)}"
    yield f"  {view.relation_words}; {view.id}"
    if view.people or view.people_withheld:
        yield f"  {phrases.NAMED.format(names=people_in_words(view))}"
    for claim in view.claims:
        yield f"  article {claim.id}: {claim_in_words(claim)}"
    for correction in view.corrections:
        yield f"  {correction.claim}: {correction_in_words(correction)}"
    for question in view.questions:
        part = f" ({question.part})" if question.part else ""
        effect = phrases.EFFECT[question.effect]
        yield f"  {question.id}{part} {effect} “{question.text}”: {question.why}"
    if view.conflict:
        yield f"  {view.conflict}"
    for ladder in view.ladders:
        yield f"  {ladder_label(view, ladder)}: {ladder.words}"
    for line in view.elsewhere:
        yield f"  {elsewhere_label(view, line)}: {line.words}"
    for link in shown_links(view):
        yield f"  {link.words}: {link_in_words(link)}"
    # The targets of one list change were last seen and first missing in the same states, and a page may carry
    # what it says at several places: told once.
    yield from dict.fromkeys(
        f"  {role_in_words(line)}: {source_in_words(line)}, {look_in_words(line)}{rows_in_words(rows)}"
        for line, rows in looks(view.evidence)
    )
    if any(line.document is not None for line in view.evidence):
        yield f"  {' '.join(confirmed_by(view))}"
        yield f"  {phrases.CERTAINTY.format(confidence=view.confidence_words, when=view.when)}"
    if view.origin_text:
        yield f"  origin: {view.origin_text}"
    for note in view.notes:
        yield f"  note: {note}"
    if view.caveat:
        yield f"  {view.caveat}"
