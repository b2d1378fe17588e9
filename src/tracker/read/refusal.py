"""What a body is that is no list: the names of what servers and mirrors hand out instead.

Each kind was met as a stored "list": storage errors, error pages, redirect pages, Git LFS pointers.
"""

from __future__ import annotations

import html
import re

from tracker.errors import UnreadableList

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BINARY = (
    (b"PK\x03\x04", "a ZIP that was not unpacked"),
    (b"\x1f\x8b", "a gzip that was not unpacked"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_STARTS = (
    (b"version https://git-lfs.github.com/spec/", "a Git LFS pointer, not the file that it stands for"),
    *_BINARY,
    (b"{", "a JSON document"),
    (b"[", "a JSON document"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta)\b", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_STORAGE_ERROR = re.compile(rb"<Error>\s*<Code>([^<]*)</Code>(?:\s*<Message>([^<]*)</Message>)?")
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_TEXT_SHOWN = 60


def refuse(head: bytes) -> UnreadableList:
    """The error that says in one line what a body is, judged by its first kilobytes."""
    if not head.strip(b"\x00\t\r\n \x1a"):
        return UnreadableList(
            "no list: the body is empty (0 bytes)" if not head else "no list: the body is blank", empty=True
        )
    return UnreadableList(f"no list: it is {kind_of(head)}")


def is_binary(head: bytes) -> bool:
    """Whether a body begins as one that no decoding makes a text of."""
    return head.startswith(tuple(mark for mark, _ in _BINARY))


def without_bom(head: bytes) -> bytes:
    """The bytes after a byte order mark and blanks."""
    for bom in _BOMS:
        head = head.removeprefix(bom)
    return head.lstrip()


def kind_of(head: bytes) -> str:
    """What a body is, in a few words, judged by its first kilobytes."""
    start = without_bom(head)
    if not start:
        return "blank"
    for mark, kind in _STARTS:
        if start.startswith(mark):
            return kind
    if error := _STORAGE_ERROR.search(start):
        return f"a storage server's error ({': '.join(_text(part) for part in error.groups() if part)})"
    if _HTML.search(start[:1024]):
        title = _TITLE.search(start)
        return f"an HTML page ({_text(title[1])})" if title else f"an HTML page ({_text(_tagless(start))})"
    if start.startswith(b"<") and (root := _ROOT.search(start)):
        return f"XML of an unknown kind (root element <{_text(root[1])}>)"
    return f"of an unknown kind (it begins {_text(start)!r})"


def _tagless(page: bytes) -> bytes:
    return re.sub(rb"<[^>]*>", b" ", page)


def _text(raw: bytes) -> str:
    """A short, printable, single line."""
    words = " ".join(html.unescape(raw[:1000].decode("utf-8", "replace")).split())
    words = "".join(sign if sign.isprintable() else "?" for sign in words)
    return words if len(words) <= _TEXT_SHOWN else words[: _TEXT_SHOWN - 1] + "…"
