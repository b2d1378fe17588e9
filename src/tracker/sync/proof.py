"""The chain from a development to the stored bytes, verified again: hash, quote, absence."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import EvidenceBroken, UnreadableList
from tracker.model import Configuration, Evidence, EvidenceRole, SourceKind
from tracker.read.lists import open_list
from tracker.report.phrases import ROLE
from tracker.report.shown import DevelopmentView, EvidenceLine
from tracker.store.evidence import EvidenceFolder
from tracker.store.paths import evidence_folder
from tracker.sync.page_proof import Checked, prove_quote
from tracker.sync.views import find_view, literal_evidence

# What is proved by an entry that is not there.
_ABSENCES = frozenset({ROLE[EvidenceRole.FIRST_MISSING], ROLE[EvidenceRole.LAST_MISSING]})


@dataclass(frozen=True, slots=True)
class Link:
    """One piece of evidence and what became of checking it; `broken` is None where all holds."""

    line: EvidenceLine
    found: str
    broken: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """A development with every piece of its evidence, checked."""

    view: DevelopmentView
    links: tuple[Link, ...]

    @property
    def holds(self) -> bool:
        return all(link.broken is None for link in self.links)


def prove(connection: sqlite3.Connection, configuration: Configuration, database: Path, name: str) -> Proof:
    """Checks every piece of evidence of the development or record `name` against the stored bytes.

    Raises UsageError where there is no such id.
    """
    view = find_view(connection, configuration, name)
    folder = EvidenceFolder(evidence_folder(database))
    links = (
        _check(configuration, folder, view, line, piece)
        if piece.document is None
        else _link_of(line, prove_quote(connection, configuration, folder, piece))
        for line, piece in zip(view.evidence, literal_evidence(connection, name), strict=True)
    )
    return Proof(view, tuple(links))


def _link_of(line: EvidenceLine, checked: Checked) -> Link:
    return Link(line, checked.words) if checked.holds else Link(line, "", checked.words)


def _check(
    configuration: Configuration,
    folder: EvidenceFolder,
    view: DevelopmentView,
    line: EvidenceLine,
    piece: Evidence,
) -> Link:
    """Checks `piece`, which is shown as `line`: names in its quote may be withheld there."""
    try:
        with closing(folder.open(piece.sha256)) as body:
            if piece.quote is not None and piece.start is not None and piece.length is not None:
                body.seek(piece.start)
                literal = body.read(piece.length)
                end = piece.start + piece.length
                if literal.decode("utf-8", "replace") != piece.quote:
                    return Link(line, "", f"bytes {piece.start} to {end} are not the quote")
                return Link(line, f"hash verified; the quote stands at byte {piece.start}")
            if line.role not in _ABSENCES:
                return Link(line, "hash verified")
            source = next((one for one in configuration.sources if one.name == line.source), None)
            if source is None or source.kind is not SourceKind.LIST or source.format is None:
                return Link(line, "hash verified; the absence was not looked up again")
            file = open_list({"main": body}, format=source.format, list_name=view.list)
            there = [uid for uid in view.uids if uid in file.outline.cuts]
    except (EvidenceBroken, UnreadableList) as error:
        return Link(line, "", str(error))
    if there and not view.still_under:
        return Link(line, "", f"uid {', '.join(there)} stands in that body")
    return Link(line, f"hash verified; looked up again: uid {', '.join(view.uids)} is not in it")


def proof_json(proof: Proof) -> dict[str, object]:
    """The proof for programs."""
    return {
        "id": proof.view.id,
        "summary": proof.view.summary,
        "when": proof.view.when,
        "holds": proof.holds,
        "evidence": [
            {
                "record": link.line.record,
                "role": link.line.role,
                "source": link.line.source,
                "publisher": link.line.publisher,
                "address": link.line.address,
                "observed_at": link.line.observed_at.isoformat(),
                "snapshot": link.line.snapshot,
                "sha256": link.line.sha256,
                "origin": link.line.origin.value,
                "origin_note": link.line.origin_note,
                "document": link.line.document,
                "title": link.line.title,
                "language": link.line.language,
                "in_title": link.line.in_title,
                "quote": link.line.quote,
                "start": link.line.start,
                "length": link.line.length,
                "found": link.found,
                "broken": link.broken,
            }
            for link in proof.links
        ],
    }
