"""What bodies are packed in: recognised from content, unpacked in a stream, capped."""

from __future__ import annotations

import gzip
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tracker.errors import UnreadableList
from tracker.read.container import BLOCK, unpacked

TEXT = b"<sdnList>" + b"a list, and long enough " * 5000 + b"</sdnList>"


def zipped(members: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


class Dripping(BytesIO):
    """A stream that cannot seek and gives a few bytes at a time, as a slow server does."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise OSError("this stream cannot seek")

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, 1) if self.tell() < 8 else min(size or 0, 1000))


PACKED = {
    "as it is": TEXT,
    "gzip": gzip.compress(TEXT),
    "two gzip members": gzip.compress(TEXT[:700]) + gzip.compress(TEXT[700:]),
    "ZIP": zipped({"list.xml": TEXT}),
    "ZIP with a folder": zipped({"folder/": b"", "folder/list.xml": TEXT}),
}


@pytest.mark.parametrize("packed", PACKED)
@pytest.mark.parametrize("stream", [BytesIO, Dripping])
def test_a_body_comes_out_as_it_went_in(packed, stream):
    assert b"".join(unpacked(stream(PACKED[packed]), 10**6)) == TEXT


@pytest.mark.parametrize("body", [b"", b"x", b"PK", b"\x1f"])
def test_a_short_body_is_itself(body):
    assert b"".join(unpacked(BytesIO(body), 100)) == body


def test_chunks_are_small_whatever_they_unpack_to():
    bomb = gzip.compress(b"\0" * 20_000_000)
    sizes = [len(chunk) for chunk in unpacked(BytesIO(bomb), 10**9)]
    assert sum(sizes) == 20_000_000
    assert max(sizes) <= BLOCK


@pytest.mark.parametrize("packed", PACKED)
def test_what_unpacks_to_more_than_the_limit_is_refused(packed):
    with pytest.raises(UnreadableList, match="more than 100,000 bytes"):
        list(unpacked(BytesIO(PACKED[packed]), 100_000))


def test_a_bomb_is_stopped_before_it_is_unpacked():
    bomb = zipped({"list.xml": b"\0" * 30_000_000})
    taken: list[int] = []
    with pytest.raises(UnreadableList, match="more than"):
        taken.extend(len(chunk) for chunk in unpacked(BytesIO(bomb), 1_000_000))
    assert sum(taken) <= 1_000_000


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (zipped({"a.xml": TEXT, "b.xml": TEXT}), "the ZIP holds 2 files"),
        (zipped({}), "the ZIP holds 0 files"),
        (zipped({"a.xml": TEXT})[:-30], "the ZIP is damaged"),
        (gzip.compress(TEXT, mtime=0)[:-12], "the gzip stream breaks off"),
        (gzip.compress(TEXT)[:20] + b"damage" * 20, "the gzip stream is damaged"),
        (gzip.compress(TEXT) + b"no gzip", "the gzip stream is damaged"),
    ],
)
def test_damaged_packing_is_refused(body, told):
    with pytest.raises(UnreadableList, match=told):
        list(unpacked(BytesIO(body), 10**7))


def test_a_flipped_byte_inside_a_zip_is_refused():
    body = bytearray(zipped({"a.xml": TEXT}))
    body[60] ^= 0xFF
    with pytest.raises(UnreadableList, match="the ZIP is damaged"):
        list(unpacked(BytesIO(bytes(body)), 10**7))


def test_an_encrypted_zip_is_refused():
    body = bytearray(zipped({"a.xml": TEXT}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + offset] |= 1
    with pytest.raises(UnreadableList, match="encrypted"):
        list(unpacked(BytesIO(bytes(body)), 10**7))


def test_zlib_without_a_gzip_header_is_not_guessed_at():
    body = zlib.compress(TEXT)
    assert b"".join(unpacked(BytesIO(body), 10**6)) == body
