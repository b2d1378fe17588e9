"""Whether a quote stands in the page that it is said to come from: in the text that was read then, and in
what the stored body gives when it is read again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass

from tracker.errors import EvidenceBroken
from tracker.model import Configuration, Document, Evidence, Snapshot
from tracker.read.decode import decode
from tracker.read.page_text import page_text
from tracker.store.documents import StoredDocument, documents_by_id
from tracker.store.evidence import EvidenceFolder
from tracker.store.snapshots import load_snapshot
from tracker.sync.reader import Reader
from tracker.sync.rereading import Reread, Rereading, Untouched


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a quote found, in words, and whether it holds."""

    words: str
    holds: bool


def prove_quote(
    connection: sqlite3.Connection, configuration: Configuration, folder: EvidenceFolder, piece: Evidence
) -> Checked:
    """Hashes the stored body of a page's evidence anew and looks its quote up in both texts."""
    stored = documents_by_id(connection, [piece.document or 0]).get(piece.document or 0)
    if stored is None or piece.quote is None or piece.start is None:
        return Checked(f"there is no document {piece.document} with a quote", False)
    snapshot = load_snapshot(connection, stored.snapshot)
    if snapshot is None or snapshot.id != piece.snapshot or snapshot.sha256 != piece.sha256:
        return Checked(f"document {stored.id} was read from another answer", False)
    try:
        with closing(folder.open(piece.sha256)) as body:
            whole = _words(body.read(), snapshot)
    except EvidenceBroken as error:
        return Checked(str(error), False)
    where = "title" if piece.in_title else "text"
    if not _part(stored.document, piece).startswith(piece.quote, piece.start):
        at = f"character {piece.start} of the {where} as it was read"
        return Checked(f"hash verified; the quote does not stand at {at}", False)
    rereading = Rereading(configuration, connection, folder, Reader(configuration.subject))
    (again,) = rereading.read([stored])
    found = _again(piece, piece.quote, stored, again, whole)
    stands = f"the quote stands at character {piece.start} of the {where} as it was read"
    return Checked(f"hash verified; {stands}; {found.words}", found.holds)


def _again(
    piece: Evidence, quote: str, stored: StoredDocument, again: Reread | Untouched, whole: str
) -> Checked:
    why = "read again, it gives another text"
    if isinstance(again, Untouched):
        why = f"not read again ({again.why})"
    # Where the bytes give no document, the stored one stands in, which proves nothing here.
    elif again.document is not stored.document:
        at = _part(again.document, piece).find(quote)
        if at >= 0:
            return Checked(f"read again, the stored body has it at character {at}", True)
    # Another reader than then may take another part of the page for its text.
    if " ".join(quote.split()) in whole:
        return Checked(f"{why}, but the stored body has the quote", True)
    return Checked(f"{why}, and the stored body does not have the quote", False)


def _words(body: bytes, snapshot: Snapshot) -> str:
    """Every word of the body, markup left out, with single blanks."""
    return " ".join(page_text(decode(body, dict(snapshot.headers).get("content-type")).text).split())


def _part(document: Document, piece: Evidence) -> str:
    return (document.title or "") if piece.in_title else document.text
