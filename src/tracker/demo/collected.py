"""The folder of collected list data that archive and baseline are built from; not shipped.

It holds MANIFEST.tsv (one row a file: source as `repository@commit:path`, licence), a chain of dated
facts, one SDN.XML rebuilt from published rows, and DeltaFiles as published.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tracker.demo.archive import Body
from tracker.demo.build import Materials
from tracker.demo.chain import read_chain
from tracker.demo.sdn_xml import cut, repaired
from tracker.errors import ArchiveBroken
from tracker.model import Origin

_COLUMNS = ("path", "what", "date", "entries", "subject", "source", "licence", "bytes", "sha256")
# What the rebuilt SDN.XML was put together from, by the folder's own paths.
_PUBLISHED_ROWS = (
    "ofac/sdn_csv/sdn_2024-05-03T1843Z_a5ec3c5.csv.gz",
    "ofac/addalt_2025_belarus/EXCERPT_2025-01-06_add.csv",
    "ofac/addalt_2025_belarus/EXCERPT_2025-01-06_alt.csv",
    "ofac/belarus_names_2026-07-11.json",
)
# Words of the chain that mean something to its compilers only, and what they say to others.
_PRIVATE_WORDS = {
    "data.md": "an earlier compilation",
    " (read through the file index, no snapshot)": "",
}


def materials_from(data: Path, article: date) -> Materials:
    """All that an archive is made of. Raises ArchiveBroken, OSError or KeyError for an incomplete folder."""
    rows = manifest_rows(data)
    text = (data / "ofac_belarus_chain.json").read_text(encoding="utf-8")
    for words, plain in _PRIVATE_WORDS.items():
        text = text.replace(words, plain)
    return Materials(
        article=article,
        entries=base_entries(data),
        entry_sources=tuple(rows[path]["source"] for path in _PUBLISHED_ROWS),
        occasions=read_chain(json.loads(text), article),
        chain_source="dated facts",
        published=_published_deltas(data, rows),
    )


def manifest_rows(data: Path) -> Mapping[str, Mapping[str, str]]:
    """What the folder says of each of its files."""
    with (data / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, fieldnames=_COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["path"]: row for row in rows}


def base_entries(data: Path) -> dict[str, bytes]:
    """The entries of the one rebuilt SDN.XML, with a misplaced bracket put right."""
    found = sorted((data / "ofac" / "sdn_xml").glob("REBUILT_SDN_*.xml.gz"))
    if len(found) != 1:
        raise ArchiveBroken(f"{data / 'ofac' / 'sdn_xml'}: {len(found)} rebuilt lists, expected one")
    return repaired(cut(gzip.decompress(found[0].read_bytes())))


def _published_deltas(data: Path, rows: Mapping[str, Mapping[str, str]]) -> tuple[Body, ...]:
    """The whole DeltaFiles, as published; excerpts are not."""
    bodies = []
    for path in sorted((data / "ofac" / "delta").glob("[0-9]*_delta.xml")):
        row = rows[str(path.relative_to(data))]
        day = date.fromisoformat(path.name[:10])
        bodies.append(
            Body(
                name=path.name,
                content=path.read_bytes(),
                content_type="application/xml",
                origin=Origin.PUBLISHED,
                note=f"DeltaFile of {day}, byte for byte as published",
                sources=(row["source"],),
                licence=row["licence"],
                published_on=day,
            )
        )
    return tuple(bodies)
