"""Fetched bodies: stored once under the SHA-256 of their decoded bytes, and never rewritten.

One file a body, `ab/ab12….zst`, a single zstd frame with its checksum. A body is on disk, name and
all, before `keep` returns; only then may a row name it. Memory does not grow with a body: what is
larger than a megabyte lies in an unlinked temporary file of this folder, which a kill cannot leave
behind. Measured on 127 MB: hashing and spooling 0.2 s, compressing 0.3 s (levels 1 to 3 alike).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self, cast

import zstandard

from tracker.errors import EvidenceBroken, StoreError
from tracker.store.paths import make_private_file, make_private_folder, sync_folder

LEVEL = 3
_IN_MEMORY_BYTES = 1 << 20
_CHUNK_BYTES = 1 << 17
_SHA256 = re.compile(r"[0-9a-f]{64}")
_INCOMING = "incoming-*.part"


class Kept(NamedTuple):
    """What a body is called from now on, and how many bytes it decodes to."""

    sha256: str
    size: int


class EvidenceFolder:
    """The bodies that belong to one database. The folder is made when the first body comes."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def writer(self) -> EvidenceWriter:
        """Takes one body in; used as a context. Until its first byte nothing is made on disk."""
        return EvidenceWriter(self)

    def path(self, sha256: str) -> Path:
        """Where the body called `sha256` lies, or would. Raises StoreError for what is no such name."""
        if not _SHA256.fullmatch(sha256):
            raise StoreError(f"{sha256!r} is no SHA-256; write its 64 digits in small letters")
        return self.root / sha256[:2] / f"{sha256}.zst"

    def has(self, sha256: str) -> bool:
        """Whether there is a file for this body; `verify` says whether it is good."""
        return self.path(sha256).exists()

    def stored_size(self, sha256: str) -> int:
        """How many bytes the body takes on disk. Raises EvidenceBroken where it is missing."""
        with self._readable(sha256):
            return self.path(sha256).stat().st_size

    def open(self, sha256: str) -> BinaryIO:
        """The decoded body, verified, as a seekable stream at its start; close it after use.

        Raises EvidenceBroken where it is missing or no longer what its name says.
        """
        spool = _spool(self.root)
        try:
            digest = hashlib.sha256()
            for chunk in self._chunks(sha256):
                digest.update(chunk)
                spool.write(chunk)
            self._expect(sha256, digest.hexdigest())
        except BaseException:
            spool.close()
            raise
        spool.seek(0)
        return spool

    def read(self, sha256: str, start: int, length: int) -> bytes:
        """`length` bytes of the decoded body from byte `start` on, not verified by hash.

        Raises EvidenceBroken where the body is missing, unreadable or ends before.
        """
        end, at, found = start + length, 0, bytearray()
        for chunk in self._chunks(sha256):
            found += chunk[max(start - at, 0) : max(end - at, 0)]
            at += len(chunk)
            if at >= end:
                return bytes(found)
        raise EvidenceBroken(
            f"{self.path(sha256)}: ends at byte {at}, before byte {end} that is quoted from it"
        )

    def verify(self, sha256: str) -> int:
        """Decodes the stored body, hashes it again and returns its size. Raises EvidenceBroken."""
        digest, size = hashlib.sha256(), 0
        for chunk in self._chunks(sha256):
            digest.update(chunk)
            size += len(chunk)
        self._expect(sha256, digest.hexdigest())
        return size

    def copy_to(self, sha256: str, other: EvidenceFolder) -> int:
        """Copies the stored body to `other` and returns its decoded size; verified on the way.

        Bytes that fail the check get no name there. Raises EvidenceBroken, StoreError.
        """
        digest, size = hashlib.sha256(), 0
        with _written(other.root), other.incoming() as incoming:
            for packed in self._packed(sha256):
                incoming.file.write(packed)
            incoming.file.flush()
            with self._readable(sha256), incoming.path.open("rb") as copied:
                for chunk in _decoded(copied):
                    digest.update(chunk)
                    size += len(chunk)
            self._expect(sha256, digest.hexdigest())
            incoming.name_it(other.path(sha256))
        return size

    def remove(self, sha256: str) -> None:
        """Deletes the file of a body that no row names, lastingly; one that is gone already is no fault.

        Only released.py calls this, after the commit that let the body go. Raises StoreError.
        """
        path = self.path(sha256)
        with _written(path):
            path.unlink(missing_ok=True)
            if path.parent.exists():
                sync_folder(path.parent)

    def prune_temporary(self) -> int:
        """Removes what killed processes left half-written and returns how many there were.

        A file that is still being written is locked by its writer and stays.
        """
        pruned = 0
        for path in self.root.glob(_INCOMING):
            with _written(path), path.open("rb") as left:
                try:
                    fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                path.unlink(missing_ok=True)
                pruned += 1
        return pruned

    @contextmanager
    def incoming(self) -> Iterator[_Incoming]:
        """A half-written body: named by `name_it`, or gone when the context is left."""
        make_private_folder(self.root)
        path = self.root / _INCOMING.replace("*", secrets.token_hex(8))
        with os.fdopen(make_private_file(path), "wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            try:
                yield _Incoming(path, file)
            finally:
                path.unlink(missing_ok=True)

    def _chunks(self, sha256: str) -> Iterator[bytes]:
        with self._readable(sha256), self.path(sha256).open("rb") as stored:
            yield from _decoded(stored)

    def _packed(self, sha256: str) -> Iterator[bytes]:
        with self._readable(sha256), self.path(sha256).open("rb") as stored:
            while packed := stored.read(_CHUNK_BYTES):
                yield packed

    @contextmanager
    def _readable(self, sha256: str) -> Iterator[None]:
        path = self.path(sha256)
        try:
            yield
        except FileNotFoundError as error:
            raise EvidenceBroken(f"{path}: is missing; `tracker restore` brings back a backup") from error
        except OSError as error:
            raise EvidenceBroken(f"{path}: cannot be read: {error.strerror}") from error
        except zstandard.ZstdError as error:
            raise EvidenceBroken(
                f"{path}: cannot be decoded; `tracker restore` brings back a backup"
            ) from error

    def _expect(self, sha256: str, found: str) -> None:
        if found != sha256:
            raise EvidenceBroken(
                f"{self.path(sha256)}: its bytes have the hash {found[:12]}…, not the one that names it;"
                " `tracker restore` brings back a backup"
            )


class _Incoming:
    """A body on its way into a folder: the open, locked temporary file."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self.file = file

    def name_it(self, target: Path) -> None:
        """Puts the complete file in its place, lastingly; a file that is already there stays."""
        self.file.flush()
        os.fsync(self.file.fileno())
        folder = target.parent
        if not folder.exists():
            make_private_folder(folder)
            sync_folder(folder.parent)
        if not target.exists():
            self.path.rename(target)
        sync_folder(folder)


class EvidenceWriter:
    """One body on its way in: `write` its decoded bytes, then `keep` it, or leave and it is gone."""

    def __init__(self, folder: EvidenceFolder) -> None:
        self.size = 0
        self._folder = folder
        self._digest = hashlib.sha256()
        self._spool: BinaryIO | None = None
        self._is_handed_over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._spool is not None and not self._is_handed_over:
            self._spool.close()

    def write(self, chunk: bytes) -> int:
        """Takes the next decoded bytes. Raises StoreError where the disk does not take them."""
        with _written(self._folder.root):
            self._opened().write(chunk)
        self._digest.update(chunk)
        self.size += len(chunk)
        return len(chunk)

    @property
    def sha256(self) -> str:
        """The name that the bytes written so far would have."""
        return self._digest.hexdigest()

    def keep(self) -> Kept:
        """Stores the body, synced to disk, and returns its name. Bytes that are there are not stored again.

        Raises StoreError; nothing of the body is visible then.
        """
        sha256 = self._digest.hexdigest()
        target = self._folder.path(sha256)
        with _written(self._folder.root):
            if target.exists():
                sync_folder(target.parent)
            else:
                self._compress_to(target)
        return Kept(sha256, self.size)

    def body(self) -> BinaryIO:
        """The bytes written so far as a seekable stream at their start, without decoding anything.

        It outlives this context; the caller closes it. Nothing can be written afterwards.
        """
        spool = self._opened()
        self._is_handed_over = True
        spool.seek(0)
        return spool

    def _opened(self) -> BinaryIO:
        """The spool, made when it is needed: most answers of a run have no body."""
        if self._spool is None:
            make_private_folder(self._folder.root)
            self._spool = _spool(self._folder.root)
        return self._spool

    def _compress_to(self, target: Path) -> None:
        compressor = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)
        spool = self._opened()
        spool.seek(0)
        with self._folder.incoming() as incoming:
            compressor.copy_stream(spool, incoming.file, size=self.size)
            incoming.name_it(target)


def _decoded(stored: BinaryIO) -> Iterator[bytes]:
    """The decoded bytes piece by piece; a frame that was cut short ends early, which its hash tells."""
    reader = zstandard.ZstdDecompressor().stream_reader(stored, read_size=_CHUNK_BYTES)
    while chunk := reader.read(_CHUNK_BYTES):
        yield chunk


def _spool(folder: Path) -> BinaryIO:
    """A private place for decoded bytes: memory for a small body, else an unlinked file in `folder`."""
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES, dir=str(folder)))


@contextmanager
def _written(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{place}: cannot be written: {error.strerror}") from error
