"""Stored answers as a WARC/1.1 file, which the tools of web archives open (ISO 28500:2017).

The file begins with a `warcinfo` record that says what wrote it. Each snapshot is one record:

    response   an answer that we fetched ourselves: its status, its headers, the body
    resource   bytes that did not come to us by HTTP from their publisher (imported, from an archive,
               rebuilt, demo): the body alone, with its origin

What is kept is the decoded body, so that is what the payload is, and the SHA-256 of the payload is the
name of the evidence. Headers that speak of the bytes on the wire (Content-Encoding, Transfer-Encoding,
Content-Length) would make tools decode it again: they are renamed to `X-Archive-Orig-…`, as other
archives do, and `WARC-Tracker-Payload` says so. The protocol's version and the words after the status
are not kept; HTTP/1.1 and the standard's words stand for them. Headers with other than ASCII letters
are percent-encoded (by warcio, after RFC 8187). `WARC-Tracker-…` are ours: section 5 of the standard
allows extensions.

warcio is loaded only here, and only when a file is written: it is the extra `warc`.
"""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from http import HTTPStatus
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from tracker import __version__
from tracker.errors import StoreError, UsageError
from tracker.model import Origin, Snapshot
from tracker.store.codec import moment_text
from tracker.store.evidence import EvidenceFolder
from tracker.store.paths import make_private_file, make_private_folder, sync_folder
from tracker.store.snapshots import load_snapshots

_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_RENAMED = "X-Archive-Orig-"
_CONFORMS_TO = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
# The same answer has the same record id in every export.
_RECORD_NAMES = uuid.UUID("5f6d0d2c-8d0b-5b6e-9d53-2b1f7a3c9e10")


def export(
    connection: sqlite3.Connection, folder: EvidenceFolder, snapshots: Sequence[int], target: Path
) -> int:
    """Writes these snapshots, each once, to the new file `target` and returns how many records it has.

    A name that ends in .gz is compressed, record by record. The file is private, and appears under
    its name when it is complete. Raises UsageError without warcio, without snapshots, or for one that
    is not there; StoreError where `target` exists or cannot be written; EvidenceBroken.
    """
    warcio = _warcio()
    chosen = _chosen(connection, snapshots)
    with _new_file(target) as file:
        writer = warcio("warcwriter").WARCWriter(file, gzip=target.suffix == ".gz", warc_version="1.1")
        writer.write_record(writer.create_warcinfo_record(target.name, _about(chosen)))
        for snapshot in chosen:
            with closing(_body(folder, snapshot)) as body:
                writer.write_record(_record(warcio, writer, snapshot, body))
    return 1 + len(chosen)


def _warcio() -> Any:
    """Loads a module of warcio by its name. Raises UsageError where it is not installed."""
    try:
        import_module("warcio.warcwriter")
    except ImportError as error:
        raise UsageError("a WARC needs warcio; install it: pip install 'belarus-tracker[warc]'") from error
    return lambda name: import_module(f"warcio.{name}")


def _chosen(connection: sqlite3.Connection, snapshots: Sequence[int]) -> list[Snapshot]:
    if not snapshots:
        raise UsageError("there is no snapshot to export")
    found = load_snapshots(connection, snapshots)
    if unknown := [str(number) for number in snapshots if number not in found]:
        raise UsageError(f"no snapshot {', '.join(unknown)}")
    return [found[number] for number in dict.fromkeys(snapshots)]


def _about(chosen: Iterable[Snapshot]) -> dict[str, str]:
    notes = dict.fromkeys(_origin_words(snapshot) for snapshot in chosen)
    return {
        "software": f"belarus-tracker/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": _CONFORMS_TO,
        "description": "Payloads are decoded bodies: no content or transfer encoding is left. Origin: "
        + "; ".join(_one_line(note) for note in notes),
    }


def _body(folder: EvidenceFolder, snapshot: Snapshot) -> BinaryIO:
    return BytesIO() if snapshot.sha256 is None else folder.open(snapshot.sha256)


def _record(warcio: Any, writer: Any, snapshot: Snapshot, body: BinaryIO) -> Any:
    is_response = snapshot.origin is Origin.LIVE and snapshot.status is not None
    return writer.create_warc_record(
        _target_uri(snapshot, is_response),
        "response" if is_response else "resource",
        payload=body,
        length=snapshot.size or 0,
        warc_content_type="" if is_response else _content_type(snapshot),
        warc_headers_dict=_warc_headers(snapshot, is_response),
        http_headers=_http_headers(warcio, snapshot) if is_response else None,
    )


def _target_uri(snapshot: Snapshot, is_response: bool) -> str:
    """Where a response came from at last; for other bytes the publisher's address, whoever served them.

    Bytes that were fetched from nowhere have a name and no address: it becomes a URI.
    """
    address = snapshot.final_url if is_response else snapshot.url
    return address if "://" in address else f"urn:x-belarus-tracker:{quote(address, safe='/:')}"


def _warc_headers(snapshot: Snapshot, is_response: bool) -> dict[str, str]:
    name = f"{snapshot.source} {snapshot.part} {moment_text(snapshot.fetched_at)} {snapshot.sha256}"
    headers = {
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(_RECORD_NAMES, name)}>",
        "WARC-Date": moment_text(snapshot.fetched_at),
        "WARC-Tracker-Snapshot": str(snapshot.id),
        "WARC-Tracker-Source": f"{snapshot.source} {snapshot.part}",
        "WARC-Tracker-Origin": _origin_words(snapshot),
    }
    if snapshot.sha256 is not None:
        headers["WARC-Payload-Digest"] = f"sha256:{snapshot.sha256}"
    if is_response and snapshot.url != snapshot.final_url:
        headers["WARC-Tracker-Requested-URI"] = snapshot.url
    if is_response:
        renamed = [name for name, _ in snapshot.headers if name.lower() in _OF_THE_WIRE]
        words = f"; {', '.join(dict.fromkeys(renamed))} renamed to {_RENAMED}*" if renamed else ""
        headers["WARC-Tracker-Payload"] = f"decoded body{words}"
    return {name: _one_line(value) for name, value in headers.items()}


def _http_headers(warcio: Any, snapshot: Snapshot) -> Any:
    status = snapshot.status or 0
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    headers = [
        (_RENAMED + name if name.lower() in _OF_THE_WIRE else name, _one_line(value))
        for name, value in snapshot.headers
    ]
    headers.append(("Content-Length", str(snapshot.size or 0)))
    return warcio("statusandheaders").StatusAndHeaders(
        f"{status} {phrase}".strip(), headers, protocol="HTTP/1.1"
    )


def _content_type(snapshot: Snapshot) -> str:
    found = [value for name, value in snapshot.headers if name.lower() == "content-type"]
    return _one_line(found[0]) if found else "application/octet-stream"


def _origin_words(snapshot: Snapshot) -> str:
    note = f": {snapshot.origin_note}" if snapshot.origin_note else ""
    return snapshot.origin.value + note


def _one_line(text: str) -> str:
    """A header's value must not begin another header."""
    return " ".join(text.split())


@contextmanager
def _new_file(target: Path) -> Iterator[BinaryIO]:
    """A private file that gets its name when it is complete, and never in the place of another."""
    part = target.with_name(f".{target.name}.part")
    try:
        make_private_folder(target.parent)
        if target.exists():
            raise StoreError(f"{target}: is there already, and nothing is overwritten; name a new file")
        part.unlink(missing_ok=True)
        try:
            with os.fdopen(make_private_file(part), "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.rename(target)
            sync_folder(target.parent)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror}") from error
