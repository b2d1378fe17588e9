from __future__ import annotations

import errno
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_builders import sha256_of

from tracker.errors import EvidenceBroken, StoreError
from tracker.store.evidence import EvidenceFolder

BODY = "Каталіцкі святар і 13 іншых выйшлі на свабоду. ".encode() * 500


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "belarus.evidence")


def keep(folder: EvidenceFolder, body: bytes, chunk: int = 1000) -> str:
    with folder.writer() as writer:
        for start in range(0, len(body), chunk):
            writer.write(body[start : start + chunk])
        return writer.keep().sha256


def files(folder: EvidenceFolder) -> list[Path]:
    return [path for path in folder.root.rglob("*") if path.is_file()]


@settings(deadline=None, max_examples=40)
@given(pieces=st.lists(st.binary(max_size=3000)))
def test_a_body_comes_back_as_it_was_under_its_own_hash(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]
) -> None:
    folder, body = EvidenceFolder(tmp_path_factory.mktemp("evidence")), b"".join(pieces)
    with folder.writer() as writer:
        for piece in pieces:
            assert writer.write(piece) == len(piece)
        assert writer.keep() == (sha256_of(body), len(body))
        handed = writer.body()
    with handed, folder.open(sha256_of(body)) as stored:
        assert handed.read() == stored.read() == body
        assert stored.seek(len(body) // 2) == len(body) // 2
        assert stored.read() == body[len(body) // 2 :]
    assert folder.verify(sha256_of(body)) == len(body)


def test_a_quote_is_read_from_the_middle_of_a_body(folder: EvidenceFolder) -> None:
    body = bytes(range(256)) * 4000
    sha256 = keep(folder, body)
    assert folder.read(sha256, 500_003, 300) == body[500_003:500_303]
    assert folder.read(sha256, 0, 0) == b""
    assert folder.read(sha256, len(body) - 1, 1) == b"\xff"
    with pytest.raises(EvidenceBroken, match="ends at byte 1024000, before byte 1024001"):
        folder.read(sha256, len(body) - 1, 2)


def test_a_body_is_stored_once_and_never_rewritten(folder: EvidenceFolder) -> None:
    sha256 = keep(folder, BODY)
    before = folder.path(sha256).stat()
    assert keep(folder, BODY, chunk=77) == sha256
    after = folder.path(sha256).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert files(folder) == [folder.path(sha256)]
    assert folder.stored_size(sha256) < len(BODY) / 10


def test_an_answer_without_a_body_leaves_nothing_on_disk(folder: EvidenceFolder) -> None:
    with folder.writer() as writer:
        assert writer.size == 0
    assert not folder.root.exists()


def test_what_is_not_kept_is_gone(folder: EvidenceFolder) -> None:
    with suppress(KeyError), folder.writer() as writer:
        writer.write(BODY)
        raise KeyError("the connection broke")
    with folder.writer() as writer:
        writer.write(b"x" * 3_000_000)
    assert files(folder) == []


def damage(
    path: Path, *, cut: int | None = None, flip: int | None = None, other: bytes | None = None
) -> None:
    found = bytearray(path.read_bytes())
    if flip is not None:
        found[flip] ^= 1
    path.write_bytes(other if other is not None else bytes(found[:cut]))


@pytest.mark.parametrize(
    "how", [{"cut": -30}, {"cut": 9}, {"cut": 0}, {"flip": 30}, {"other": b"<html>no</html>"}]
)
def test_a_damaged_body_is_found(folder: EvidenceFolder, how: dict[str, int]) -> None:
    sha256 = keep(folder, os.urandom(5000))
    damage(folder.path(sha256), **how)  # type: ignore[arg-type]
    with pytest.raises(EvidenceBroken) as caught:
        folder.verify(sha256)
    assert "\n" not in str(caught.value)
    with pytest.raises(EvidenceBroken):
        folder.open(sha256)


def test_another_body_under_a_hash_is_found(folder: EvidenceFolder) -> None:
    mine, other = keep(folder, b"She was freed."), keep(folder, b"She was not freed.")
    folder.path(mine).write_bytes(folder.path(other).read_bytes())
    for look in (folder.verify, folder.open):
        with pytest.raises(EvidenceBroken, match="not the one that names it"):
            look(mine)


def test_a_missing_body_is_told_as_missing(folder: EvidenceFolder) -> None:
    sha256 = keep(folder, BODY)
    folder.path(sha256).unlink()
    for look in (folder.verify, folder.open, folder.stored_size, lambda name: folder.read(name, 0, 1)):
        with pytest.raises(EvidenceBroken, match="is missing"):
            look(sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "AB" * 32, "ab" * 31])
def test_only_a_hash_names_a_body(folder: EvidenceFolder, name: str) -> None:
    with pytest.raises(StoreError, match="is no SHA-256"):
        folder.has(name)


def test_a_disk_that_is_full_is_told_and_nothing_half_written_stays(
    folder: EvidenceFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left on device"):
        keep(folder, BODY)
    assert files(folder) == []


WRITE_AND_WAIT = """
import pathlib, sys
from tracker.store.evidence import EvidenceFolder
folder = EvidenceFolder(pathlib.Path(sys.argv[1]))
with folder.writer() as writer, folder.incoming() as incoming:
    writer.write(b"x" * 5_000_000)
    incoming.file.write(b"half a body"); incoming.file.flush()
    print("writing", flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_process_left_is_pruned_but_not_what_is_being_written(folder: EvidenceFolder) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE_AND_WAIT, str(folder.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        assert folder.prune_temporary() == 0
        assert len(files(folder)) == 1
        process.kill()
    assert folder.prune_temporary() == 1
    assert files(folder) == []


LARGE = """
import pathlib, re, sys
from tracker.store.evidence import EvidenceFolder
folder = EvidenceFolder(pathlib.Path(sys.argv[1]))
# Not ru_maxrss: that begins at the peak of the process that started this one.
status = pathlib.Path("/proc/self/status")
peak = lambda: int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text())[1])
def pass_through(megabytes):
    with folder.writer() as writer:
        for number in range(megabytes * 8):
            writer.write((b"%08d" % number) * (1 << 14))
        kept = writer.keep()
        writer.body().close()
    folder.open(kept.sha256).close()
    folder.verify(kept.sha256)
pass_through(8)
before = peak()
pass_through(96)
print(peak() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is read from Linux's /proc")
def test_memory_does_not_grow_with_the_body(folder: EvidenceFolder) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LARGE, str(folder.root)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 10_000, "kilobytes more for 88 megabytes more"
