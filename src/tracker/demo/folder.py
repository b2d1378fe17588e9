"""An archive as a folder: `archive.json` and the compressed bodies that it names, `bodies/*.gz`.

Every body is checked against its hash when it is loaded, so an archive that was edited by hand is
refused; `build.rebuild` makes one from changed facts.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from importlib.resources import files
from pathlib import Path

from tracker.demo.archive import Archive
from tracker.demo.manifest import from_manifest, to_manifest
from tracker.errors import ArchiveBroken

MANIFEST = "archive.json"


def shipped_folder() -> Path:
    """The archive that comes with the package."""
    return Path(str(files("tracker.demo"))) / "archive"


def load(folder: Path) -> Archive:
    """Reads and checks an archive. Raises ArchiveBroken with the file and what is wrong with it."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        return from_manifest(manifest, lambda name, sha256: _content(folder, name, sha256))
    except OSError as error:
        raise ArchiveBroken(f"{path}: there is no archive: {error.strerror}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ArchiveBroken(f"{path}: not an archive's manifest: {error!r}") from error


def save(archive: Archive, folder: Path) -> None:
    """Writes the archive; the same archive gives the same bytes. Replaces the bodies that are there."""
    bodies = folder / "bodies"
    bodies.mkdir(parents=True, exist_ok=True)
    for old in bodies.glob("*.gz"):
        old.unlink()
    for body in archive.bodies.values():
        (bodies / f"{body.name}.gz").write_bytes(compressed(body.content))
    text = json.dumps(to_manifest(archive), indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def compressed(content: bytes) -> bytes:
    """Gzip without time and name: the same bytes whenever and wherever it is made."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def archive_key(archive: Archive) -> str:
    """Differs for archives that differ in anything: a demo is resumed on its own archive only."""
    return hashlib.sha256(json.dumps(to_manifest(archive), sort_keys=True).encode()).hexdigest()[:16]


def _content(folder: Path, name: str, sha256: str) -> bytes:
    path = folder / "bodies" / f"{name}.gz"
    if path.parent != folder / "bodies":
        raise ArchiveBroken(f"{folder / MANIFEST}: the body {name!r} would lie outside the archive")
    try:
        content = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise ArchiveBroken(f"{path}: not readable: {error}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ArchiveBroken(
            f"{path}: its bytes are not those of the manifest; "
            "an archive with other facts is made by scripts/build-demo --from"
        )
    return content
