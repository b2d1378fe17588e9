"""Stored answers as a WARC that other people's tools open."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from store_builders import NOON, hours_later, sha256_of, snapshot

from tracker.errors import EvidenceBroken, StoreError, UsageError
from tracker.model import Grade, Origin, Snapshot
from tracker.store import warc
from tracker.store.evidence import EvidenceFolder
from tracker.store.paths import evidence_folder
from tracker.store.snapshots import add_evidence, add_snapshot

warcio = pytest.importorskip("warcio", reason="the extra [warc] is not installed")
from warcio.archiveiterator import ArchiveIterator  # noqa: E402

PAGE = "Вызвалены. <b>Freed</b>\r\n\r\nWARC/1.1 \x00".encode() * 3000
# As a server sends it: compressed, in chunks, with two cookies and a header of its own alphabet.
WIRE = (
    ("Content-Type", "text/html; charset=windows-1251"),
    ("Content-Encoding", "gzip"),
    ("transfer-encoding", "chunked"),
    ("Content-Length", "123"),
    ("Set-Cookie", "a=1"),
    ("Set-Cookie", "b=2"),
    ("X-Note", "caf\xe9"),
)


@pytest.fixture
def folder(database: Path) -> EvidenceFolder:
    return EvidenceFolder(evidence_folder(database))


@pytest.fixture
def page(connection: sqlite3.Connection, run: int, folder: EvidenceFolder) -> int:
    return store(connection, folder, PAGE, origin=Origin.LIVE, origin_note=None, headers=WIRE)


def store(connection: sqlite3.Connection, folder: EvidenceFolder, body: bytes, **changed: object) -> int:
    sha256, size = None, None
    if body:
        with folder.writer() as writer:
            writer.write(body)
            sha256, size = writer.keep()
        add_evidence(connection, sha256, size=size, stored_size=1, now=NOON)
    made: Snapshot = replace(snapshot(sha256, size, source="news"), **changed)  # type: ignore[arg-type]
    return add_snapshot(connection, made, run=1)


def check(target: Path) -> None:
    """warcio's own checker, as an archivist would call it."""
    done = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(target)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "digest pass" in done.stdout
    assert "fail" not in done.stdout.lower()


def read(target: Path) -> list[tuple[object, bytes]]:
    with target.open("rb") as file:
        return [
            (record, record.content_stream().read())
            for record in ArchiveIterator(file, check_digests="raise")
        ]


@pytest.mark.parametrize("name", ["page.warc", "page.warc.gz"])
def test_an_answer_comes_back_with_the_same_bytes_and_its_headers(
    connection: sqlite3.Connection, folder: EvidenceFolder, page: int, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "out" / name
    assert warc.export(connection, folder, [page], target) == 2
    check(target)
    (_, about), (record, body) = read(target)
    assert body == PAGE
    assert record.rec_type == "response"
    of = record.rec_headers.get_header
    assert record.rec_headers.protocol == "WARC/1.1"
    assert of("WARC-Date") == "2025-11-04T12:00:00.000000Z"
    assert of("WARC-Target-URI") == "https://list.example/files/sdn.csv"
    assert of("WARC-Tracker-Requested-URI") == "https://list.example/sdn.csv"
    assert of("WARC-Payload-Digest") == f"sha256:{sha256_of(PAGE)}"
    assert of("WARC-Tracker-Payload") == (
        "decoded body; Content-Encoding, transfer-encoding, Content-Length renamed to X-Archive-Orig-*"
    )
    assert record.http_headers.statusline == "200 OK"
    assert record.http_headers.headers == [
        ("Content-Type", "text/html; charset=windows-1251"),
        ("X-Archive-Orig-Content-Encoding", "gzip"),
        ("X-Archive-Orig-transfer-encoding", "chunked"),
        ("X-Archive-Orig-Content-Length", "123"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
        ("X-Note", "caf%C3%A9"),
        ("Content-Length", str(len(PAGE))),
    ]
    assert b"software: belarus-tracker/" in about
    assert b"Origin: live\r\n" in about
    assert (target.stat().st_mode & 0o777, list(target.parent.iterdir())) == (0o600, [target])


@pytest.mark.parametrize("origin", [Origin.IMPORT, Origin.PUBLISHED, Origin.REBUILT, Origin.DEMO])
def test_what_did_not_come_from_its_publisher_by_http_is_no_response(
    connection: sqlite3.Connection, run: int, folder: EvidenceFolder, tmp_path: Path, origin: Origin
) -> None:
    number = store(connection, folder, PAGE, origin=origin, origin_note="from an archive\r\nX: y")
    warc.export(connection, folder, [number], tmp_path / "a.warc")
    check(tmp_path / "a.warc")
    (_, about), (record, body) = read(tmp_path / "a.warc")
    assert (record.rec_type, record.http_headers, body) == ("resource", None, PAGE)
    assert record.rec_headers.get_header("Content-Type") == "text/csv"
    assert record.rec_headers.get_header("WARC-Tracker-Origin") == f"{origin.value}: from an archive X: y"
    assert f"Origin: {origin.value}: from an archive X: y".encode() in about


def test_every_kind_of_answer_stands_in_one_file_once_and_in_order(
    connection: sqlite3.Connection, run: int, folder: EvidenceFolder, page: int, tmp_path: Path
) -> None:
    refused = store(
        connection,
        folder,
        b"",
        origin=Origin.LIVE,
        status=599,
        headers=(("Location", "/a\r\nEvil: 1"),),
        grade=Grade.BLOCKED,
        fetched_at=hours_later(1),
    )
    rebuilt = store(connection, folder, b"a,b\r\n", origin=Origin.REBUILT, headers=())
    target = tmp_path / "all.warc"
    assert warc.export(connection, folder, [rebuilt, page, refused, page], target) == 4
    check(target)
    records = read(target)
    assert [record.rec_type for record, _ in records] == ["warcinfo", "resource", "response", "response"]
    assert [body for _, body in records[1:]] == [b"a,b\r\n", PAGE, b""]
    assert records[1][0].rec_headers.get_header("Content-Type") == "application/octet-stream"
    last = records[3][0]
    assert last.http_headers.statusline == "599"
    assert last.http_headers.headers == [("Location", "/a Evil: 1"), ("Content-Length", "0")]


def test_the_same_answer_has_the_same_record_in_every_export(
    connection: sqlite3.Connection, folder: EvidenceFolder, page: int, tmp_path: Path
) -> None:
    for name in ("a.warc", "b.warc"):
        warc.export(connection, folder, [page], tmp_path / name)
    (_, (first, _)), (_, (second, _)) = read(tmp_path / "a.warc"), read(tmp_path / "b.warc")
    assert first.rec_headers.headers == second.rec_headers.headers


def test_a_changed_byte_is_found_by_the_reader(
    connection: sqlite3.Connection, folder: EvidenceFolder, page: int, tmp_path: Path
) -> None:
    target = tmp_path / "a.warc"
    warc.export(connection, folder, [page], target)
    target.write_bytes(target.read_bytes().replace(b"Freed", b"freed", 1))
    with pytest.raises(warcio.exceptions.ArchiveLoadFailed, match="digest failed"):
        read(target)


def test_a_body_that_is_not_what_its_hash_says_is_not_exported(
    connection: sqlite3.Connection, folder: EvidenceFolder, page: int, tmp_path: Path
) -> None:
    folder.path(sha256_of(PAGE)).unlink()
    with pytest.raises(EvidenceBroken, match="is missing"):
        warc.export(connection, folder, [page], tmp_path / "a.warc")
    assert not list(tmp_path.glob("*.warc*"))


def test_nothing_is_overwritten_and_what_is_not_there_is_told(
    connection: sqlite3.Connection, folder: EvidenceFolder, page: int, tmp_path: Path
) -> None:
    target = tmp_path / "a.warc"
    target.write_text("mine")
    with pytest.raises(StoreError, match="is there already"):
        warc.export(connection, folder, [page], target)
    assert target.read_text() == "mine"
    with pytest.raises(UsageError, match="no snapshot 98, 99"):
        warc.export(connection, folder, [page, 98, 99], tmp_path / "b.warc")
    with pytest.raises(UsageError, match="there is no snapshot"):
        warc.export(connection, folder, [], tmp_path / "b.warc")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        warc.export(connection, folder, [page], tmp_path / "file" / "b.warc")


def test_without_warcio_one_line_says_what_to_install(
    connection: sqlite3.Connection,
    folder: EvidenceFolder,
    page: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in "warcio", "warcio.warcwriter":
        monkeypatch.setitem(sys.modules, name, None)  # as the import system has what is not there
    with pytest.raises(UsageError, match=r"pip install 'belarus-tracker\[warc\]'"):
        warc.export(connection, folder, [page], tmp_path / "a.warc")
    assert list(tmp_path.glob("*.warc")) == []


def test_a_compressed_file_is_compressed_record_by_record(
    connection: sqlite3.Connection, folder: EvidenceFolder, page: int, tmp_path: Path
) -> None:
    warc.export(connection, folder, [page], tmp_path / "a.warc.gz")
    packed = (tmp_path / "a.warc.gz").read_bytes()
    assert len(packed) < len(PAGE) / 10
    assert gzip.decompress(packed).count(b"WARC/1.1\r\n") == 2
    assert packed.count(b"\x1f\x8b\x08") >= 2
