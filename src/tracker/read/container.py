"""What a body is packed in: nothing, gzip, or a ZIP with one member. Recognised from its first bytes.

A name or a header says nothing reliable: OFAC serves the same file as XML and as ZIP under one
address, and a mirror may keep a gzip under the name of what is inside.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from tempfile import TemporaryFile
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from tracker.errors import UnreadableList

BLOCK = 1 << 20
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_ENCRYPTED = 0x1
# wbits for a gzip header and trailer, as the zlib manual has it.
_GZIP_WBITS = 31


def unpacked(stream: BinaryIO, max_bytes: int) -> Iterator[bytes]:
    """The decoded bytes of a body in chunks of at most a mebibyte; the whole is never in memory.

    A ZIP needs its end first: where `stream` cannot seek, it is put into a temporary file. Raises
    UnreadableList where the packing is damaged or encrypted, where a ZIP holds anything but one
    member, and as soon as more than `max_bytes` have come out (what a header promises is not asked).
    """
    head = _head(stream)
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        chunks = _unzipped(stream, head, max_bytes)
    elif head.startswith(_GZIP):
        chunks = _gunzipped(chain([head], _blocks(stream)))
    else:
        chunks = chain([head], _blocks(stream))
    return _capped(chunks, max_bytes)


def _head(stream: BinaryIO) -> bytes:
    head = b""
    while len(head) < len(_ZIP) and (more := stream.read(BLOCK)):
        head += more
    return head


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(BLOCK):
        yield block


def _capped(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > max_bytes:
            raise UnreadableList(f"the body has more than {max_bytes:,} bytes when unpacked")
        if chunk:
            yield chunk


def _gunzipped(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """All members of a gzip stream, one after the other, as gzip itself reads them."""
    decoder = zlib.decompressobj(_GZIP_WBITS)
    try:
        for block in blocks:
            rest = block
            while rest:
                if decoder.eof:
                    decoder = zlib.decompressobj(_GZIP_WBITS)
                yield decoder.decompress(rest, BLOCK)
                rest = decoder.unconsumed_tail or decoder.unused_data
    except zlib.error as error:
        raise UnreadableList(f"the gzip stream is damaged ({error})") from error
    if not decoder.eof:
        raise UnreadableList("the gzip stream breaks off before its end")


def _unzipped(stream: BinaryIO, head: bytes, max_bytes: int) -> Iterator[bytes]:
    with TemporaryFile() as file:
        for block in _capped(chain([head], _blocks(stream)), max_bytes):
            file.write(block)
        try:
            with ZipFile(file) as archive, archive.open(_only_member(archive)) as member:
                while chunk := member.read(BLOCK):
                    yield chunk
        except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise UnreadableList(f"the ZIP is damaged ({error})") from error


def _only_member(archive: ZipFile) -> ZipInfo:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) != 1:
        raise UnreadableList(f"the ZIP holds {len(members)} files, and a list is one file")
    if members[0].flag_bits & _ENCRYPTED:
        raise UnreadableList("the ZIP is encrypted")
    return members[0]
