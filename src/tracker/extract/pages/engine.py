"""The whole way from a document to its records and to what was refused."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.extract.pages.aids import NO_AIDS, Aids
from tracker.extract.pages.fold import fold
from tracker.extract.pages.grouping import group
from tracker.extract.pages.lexicon import lexicon_of
from tracker.extract.pages.passage import read_passages
from tracker.extract.pages.place import about, tells_of
from tracker.extract.pages.reading import Finding, findings
from tracker.extract.pages.statement import Extraction, Reason, Rejected, Statement
from tracker.extract.pages.triggers import may_fire
from tracker.model import Document
from tracker.model.kinds import RecordType


def extract(
    document: Document, country: str = "BY", aids: Aids = NO_AIDS, *, elsewhere: bool = False
) -> Extraction:
    """The records that a document states about the subject's `country`, and what it only seems to state.

    Nothing comes from a document in a language without a lexicon, without a day of publication (nothing
    in it can be dated) or that never tells of the country. Releases and sanctions of other countries that
    such a page tells are records too, with their country; `elsewhere`: so are those of a page about
    another country.
    """
    lexicon = lexicon_of(document.language)
    if lexicon is None or document.published is None:
        return Extraction()
    whole = fold(f"{document.title or ''}\n{document.text}", document.language or "en")
    if not may_fire(lexicon, whole.text):
        return Extraction()
    passages = read_passages(document, lexicon, document.published, aids)
    place = about(passages, country)
    if place is None or (place != country and not elsewhere):
        return Extraction()
    found = tuple(findings(document, passages, place, has_contacts=place == country))
    told = group(draft for finding in found for draft in finding.drafts)
    records = tuple(one for one in told if not _is_only_recalled(one, found))
    rejected = (
        Rejected(
            finding.passage.text,
            finding.trigger.rule.name,
            finding.reason,
            finding.passage.start,
            finding.passage.is_title,
        )
        for finding in found
        if finding.reason is not None
    )
    return Extraction(records, tuple(dict.fromkeys(rejected)))


def _is_only_recalled(record: Statement, found: Iterable[Finding]) -> bool:
    """Whether only the title tells it, without a number, and the text recalls such a thing: a summing up.

    "X's health fails as Minsk releases some prisoners", above "since July it has freed 78".
    """
    return (
        record.is_title
        and record.type is RecordType.RELEASE
        and record.count is None
        and any(
            finding.trigger.rule.type is record.type
            and finding.trigger.rule.reason is None
            and finding.trigger.rule.form == "done"
            and finding.reason in (Reason.BACKGROUND, Reason.HISTORY)
            for finding in found
        )
    )


def is_read(document: Document, country: str = "BY") -> bool:
    """Whether `extract` looks for records in it: its language and day are known, and it names the country."""
    lexicon = lexicon_of(document.language)
    if lexicon is None or document.published is None:
        return False
    return bool(tells_of(read_passages(document, lexicon, document.published), country))
