"""Lists that lie on disk: unpacked, opened, with the parts that lie beside them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from tracker.errors import UnreadableList, UsageError

# One file is read whole here, so the cap only guards against bombs; the largest real list is 127 MB.
MAX_BYTES = 2_000_000_000
# part -> what stands in its name where the main file's name says `sdn`
_PARTS = {"add": "add", "alt": "alt", "comments": "sdn_comments"}
_SDN = re.compile(r"sdn(?!.*sdn)", re.IGNORECASE)


def parts_beside(main: Path) -> dict[str, Path]:
    """The files of the same publication: `X_sdn.csv` has `X_add.csv`, `X_alt.csv`, `X_sdn_comments.csv`.

    A file named by its day alone, `2026-03-25.csv`, has `2026-03-25_add.csv` and so on.
    """
    if ".csv" not in [suffix.lower() for suffix in main.suffixes]:
        return {}
    stem, dot, suffixes = main.name.partition(".")
    found = {}
    beside = {path.name.lower(): path for path in main.parent.iterdir() if path != main}
    for part, word in _PARTS.items():
        names = [f"{stem}_{word}{dot}{suffixes}"]
        if _SDN.search(stem):
            names.insert(0, _SDN.sub(word, stem) + dot + suffixes)
        match = next((beside[name.lower()] for name in names if name.lower() in beside), None)
        if match:
            found[part] = match
    return found


@contextmanager
def opened(main: Path, parts: Mapping[str, Path]) -> Iterator[dict[str, BinaryIO]]:
    """The decoded bytes of a list's files as seekable streams, part by part; `main` among them."""
    with ExitStack() as stack:
        yield {part: stack.enter_context(_unpacked(path)) for part, path in {"main": main, **parts}.items()}


@contextmanager
def _unpacked(path: Path) -> Iterator[BinaryIO]:
    from tracker.read.container import unpacked

    with tempfile.TemporaryFile() as body:
        try:
            with path.open("rb") as packed:
                for chunk in unpacked(packed, MAX_BYTES):
                    body.write(chunk)
        except UnreadableList as error:
            if not error.empty:
                raise UnreadableList(f"{path}: {error}") from error
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror or error}") from error
        body.seek(0)
        yield body
