"""What the beginning of a body says of it, before anything of it is parsed."""

from __future__ import annotations

import re
from typing import BinaryIO

HEAD_BYTES = 1 << 16
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[^>]*>")
# What may stand before the root: a declaration, instructions, comments, a document type.
_PROLOGUE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*", re.DOTALL)


def head_of(stream: BinaryIO) -> bytes:
    """The first 64 KiB of a seekable stream."""
    stream.seek(0)
    return stream.read(HEAD_BYTES)


def root_of(head: bytes) -> tuple[str, str]:
    """Local name and start tag of the root element; empty where there is none."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", "replace").removeprefix("\ufeff")
    start = _PROLOGUE.match(text)
    match = _ROOT.match(text, start.end() if start else 0)
    return (match[1], match[0]) if match else ("", "")
