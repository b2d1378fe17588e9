"""Whether a quote stands in the page that it is said to come from: in the text that was read then, and in
what the stored body gives when it is read again."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.errors import UnreadablePage
from tracker.model import Document, Snapshot, Source
from tracker.read.decode import decode
from tracker.read.page_text import page_text
from tracker.report.shown import EvidenceLine
from tracker.store.documents import StoredDocument
from tracker.sync.reread import read_again


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a quote found, in words, and whether it holds."""

    words: str
    holds: bool


def prove_quote(
    line: EvidenceLine,
    stored: StoredDocument | None,
    snapshot: Snapshot | None,
    source: Source | None,
    body: bytes,
) -> Checked:
    """Looks the quote up in the document `stored`, and again in `body`, whose hash holds."""
    if stored is None or line.quote is None or line.start is None:
        return Checked(f"there is no document {line.document} with a quote", False)
    if snapshot is None or snapshot.id != stored.snapshot or snapshot.sha256 != line.sha256:
        return Checked(f"document {stored.id} was read from another answer", False)
    where = "title" if line.in_title else "text"
    if not _part(stored.document, line).startswith(line.quote, line.start):
        return Checked(
            f"character {line.start} of the {where} as it was read is not where the quote stands", False
        )
    stands = f"the quote stands at character {line.start} of the {where} as it was read"
    again = _again(line, line.quote, stored, snapshot, source, body)
    return Checked(f"{stands}; {again.words}", again.holds)


def _again(
    line: EvidenceLine,
    quote: str,
    stored: StoredDocument,
    snapshot: Snapshot,
    source: Source | None,
    body: bytes,
) -> Checked:
    try:
        read = _part(read_again(source, snapshot, stored.document.url, body), line)
    except UnreadablePage:
        read = ""
    if (at := read.find(quote)) >= 0:
        return Checked(f"read again, the stored body has it at character {at}", True)
    # Another reader than then may take another part of the page for its text.
    charset = source.charset if source else None
    whole = page_text(decode(body, dict(snapshot.headers).get("content-type"), charset).text)
    if " ".join(quote.split()) in " ".join(whole.split()):
        return Checked("read again, the stored body gives another text, but has the quote", True)
    return Checked("read again, the stored body gives no text in which it stands", False)


def _part(document: Document, line: EvidenceLine) -> str:
    return (document.title or "") if line.in_title else document.text
