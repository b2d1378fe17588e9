"""Whether a quote stands in the page that it is said to come from: in the text that was read then, and in
what the stored body gives when it is read again."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.errors import UnreadablePage
from tracker.model import Document, Evidence, Snapshot, Source
from tracker.read.decode import decode
from tracker.read.page_text import page_text
from tracker.store.documents import StoredDocument
from tracker.sync.reread import read_again


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a quote found, in words, and whether it holds."""

    words: str
    holds: bool


def prove_quote(
    piece: Evidence,
    stored: StoredDocument | None,
    snapshot: Snapshot | None,
    source: Source | None,
    body: bytes,
) -> Checked:
    """Looks the quote up in the document `stored`, and again in `body`, whose hash holds."""
    if stored is None or piece.quote is None or piece.start is None:
        return Checked(f"there is no document {piece.document} with a quote", False)
    if snapshot is None or snapshot.id != stored.snapshot or snapshot.sha256 != piece.sha256:
        return Checked(f"document {stored.id} was read from another answer", False)
    where = "title" if piece.in_title else "text"
    if not _part(stored.document, piece).startswith(piece.quote, piece.start):
        return Checked(
            f"character {piece.start} of the {where} as it was read is not where the quote stands", False
        )
    stands = f"the quote stands at character {piece.start} of the {where} as it was read"
    again = _again(piece, piece.quote, stored, snapshot, source, body)
    return Checked(f"{stands}; {again.words}", again.holds)


def _again(
    piece: Evidence,
    quote: str,
    stored: StoredDocument,
    snapshot: Snapshot,
    source: Source | None,
    body: bytes,
) -> Checked:
    try:
        read = _part(read_again(source, snapshot, stored.document.url, body), piece)
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


def _part(document: Document, piece: Evidence) -> str:
    return (document.title or "") if piece.in_title else document.text
