"""A development ready to paste into a text: the saying, its sources, and how to check them."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.model import Origin
from tracker.report import phrases
from tracker.report.confirmed import confirmed_by
from tracker.report.digest_acts import capital
from tracker.report.lines import (
    elsewhere_label,
    language_in_words,
    looks,
    observed_in_words,
    published_in_words,
    rows_in_words,
)
from tracker.report.sentence import in_full
from tracker.report.shown import DevelopmentView, EvidenceLine
from tracker.text.dates import day_in_words
from tracker.text.terminal import defuse

# The whole entry stands in the evidence; a citation quotes its beginning.
QUOTE_CHARACTERS = 400


def citation(view: DevelopmentView) -> str:
    """What happened and when, then for each piece of evidence the quote or the absence, the publisher,
    the address, when it was fetched (UTC) and the SHA-256 of the body; then who else tells it, and where
    they contradict. Of a page the quote's language is named, its title and its day.
    """
    return "\n".join(defuse(line) for line in _lines(view))


def _lines(view: DevelopmentView) -> Iterator[str]:
    yield f"{in_full(view)}."
    if view.withdrawn:
        yield f"{capital(phrases.WITHDRAWN_SINCE.format(why=view.withdrawn))}."
    for number, (line, rows) in enumerate(looks(view.evidence), 1):
        yield ""
        role = line.role if line.is_current else phrases.NO_MORE.format(role=line.role)
        yield f"[{number}] {role[:1].upper()}{role[1:]}: {_quoted(line)}{rows_in_words(rows)}"
        yield f"    {published_in_words(line)}"
        stands_for = "" if line.origin in phrases.FETCHED else "stands for "
        yield f"    {stands_for}{line.address or 'no address'}"
        yield f"    {observed_in_words(line)}"
        yield f"    SHA-256 {line.sha256}"
        if line.origin is not Origin.LIVE:
            note = f": {line.origin_note}" if line.origin_note else ""
            yield f"    origin: {phrases.ORIGIN[line.origin]}{note}"
    yield ""
    yield from _certainty(view)
    if view.caveat:
        yield view.caveat
    yield f"Tracker {view.id}" + "".join(
        f", {name}" for name in dict.fromkeys(line.record for line in view.evidence)
    )


def _certainty(view: DevelopmentView) -> Iterator[str]:
    if any(line.document is not None for line in view.evidence):
        yield from confirmed_by(view)
        yield phrases.WHEN.format(when=view.when)
    if view.conflict:
        yield f"Note: {view.conflict}"
    yield from (f"{elsewhere_label(view, line)}: {line.words}." for line in view.elsewhere)
    yield from (f"Note: {note}" for note in view.notes)


def _quoted(line: EvidenceLine) -> str:
    if line.quote is None:
        return f"no entry in the state of {day_in_words(line.observed_at.date())}"
    quote = " ".join(line.quote.split())
    cut = f"“{quote[:QUOTE_CHARACTERS]}{'…' if len(quote) > QUOTE_CHARACTERS else ''}”"
    return f"{cut} ({language_in_words(line)})" if line.document is not None else cut
