"""From the bytes of a page to its text.

The order is the one of the WHATWG Encoding and HTML standards: a byte order mark, what the operator
or the server says, what the page says of itself; then UTF-8 if the bytes are valid UTF-8; then the
letters decide. Two things are stricter: a declaration that the bytes contradict is overruled and
told, and no page is ISO-8859-1 because it says nothing (the default of HTTP/1.0 that turns an
undeclared windows-1251 page into accented Latin letters).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tracker.read.letters import CYRILLIC, best_cyrillic, is_cyrillic, overruling_cyrillic

How = Literal["bom", "configured", "header", "meta", "xml", "bytes", "letters", "guess"]

_SAID_BY: dict[How, str] = {
    "configured": "the configuration",
    "header": "the server",
    "meta": "the page",
    "xml": "the XML declaration",
}
# Longest first: UTF-32's little-endian mark begins with UTF-16's.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
_BOM = "\ufeff"
# Where the NULs are when ASCII markup is written in wide characters: (width, place of the letter).
_WIDE = (((4, 0), "utf-32le"), ((4, 3), "utf-32be"), ((2, 0), "utf-16le"), ((2, 1), "utf-16be"))
_WIDE_SAMPLE = 256
# Python's name of a codec -> its usual name on the web. Latin-1 and ASCII mean windows-1252 there
# (WHATWG). Others are no charsets of pages: some of Python's codecs unpack or run escapes.
_WEB_NAMES = {
    "utf-8": "utf-8", "utf-8-sig": "utf-8", "cp1251": "windows-1251", "koi8-r": "koi8-r", "koi8-u": "koi8-u",
    "iso8859-5": "iso-8859-5", "cp866": "ibm866", "mac-cyrillic": "x-mac-cyrillic",
    "iso8859-1": "windows-1252", "ascii": "windows-1252", "cp1252": "windows-1252",
    "cp1250": "windows-1250", "cp1253": "windows-1253", "cp1254": "windows-1254", "cp1255": "windows-1255",
    "cp1256": "windows-1256", "cp1257": "windows-1257", "cp1258": "windows-1258",
    "iso8859-2": "iso-8859-2", "iso8859-4": "iso-8859-4", "iso8859-7": "iso-8859-7",
    "iso8859-9": "windows-1254", "iso8859-13": "iso-8859-13", "iso8859-15": "iso-8859-15",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5", "shift_jis": "shift_jis",
    "cp932": "shift_jis", "euc_jp": "euc-jp", "euc_kr": "euc-kr", "cp949": "euc-kr",
    "utf-16": "utf-16le", "utf-16-le": "utf-16le", "utf-16-be": "utf-16be",
    "utf-32": "utf-32le", "utf-32-le": "utf-32le", "utf-32-be": "utf-32be",
}  # fmt: skip
_CODECS = {"windows-": "cp", "x-mac-": "mac-", "ibm": "cp"}
# Labels that are met and that Python does not know.
_MISSPELT = {"win-1251": "cp1251", "win1251": "cp1251", "windows1251": "cp1251", "x-cp1251": "cp1251"}
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_PAGE_HEAD = 2048
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Every byte but those that begin a sequence: deleting these counts sequences far faster than finding them.
_NO_LEADS = bytes(code for code in range(256) if not 0xC2 <= code <= 0xF4)
# So many sequences that are valid UTF-8 are no chance in another charset.
_NO_CHANCE = 3
# A UTF-8 page may have a cut or foreign byte in it: one in ten of its characters at most.
_SOUND = 10


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, without NUL characters, and how its charset was found.

    `charset` is the name used on the web, `how` where it came from: `bytes` means valid UTF-8,
    `letters` the frequency of Cyrillic ones, `guess` that nothing spoke for it. `notes` are for the
    operator, one clause each: what was declared and is wrong, what was replaced or removed.
    """

    text: str
    charset: str
    how: How
    notes: tuple[str, ...] = ()


def decode(body: bytes, content_type: str | None, declared: str | None = None) -> Decoded:
    """The text of `body`. Raises nothing: bytes that fit nowhere become U+FFFD, and are told.

    `content_type` is the header as it came, `declared` the charset that the source's configuration
    names; the latter is believed first, after a byte order mark.
    """
    notes: list[str] = []
    as_utf8 = _as_utf8(body)
    charset, how, start = _charset(body, content_type, declared, notes, is_utf8=as_utf8 is not None)
    if as_utf8 is not None and charset == "utf-8":
        text = as_utf8.removeprefix(_BOM) if start else as_utf8
    else:
        try:
            text = body[start:].decode(_codec(charset))
        except UnicodeDecodeError:
            text = body[start:].decode(_codec(charset), "replace")
            notes.append(f"characters that are no {charset}, replaced: {text.count('�')}")
    if nuls := text.count("\x00"):
        text = text.replace("\x00", "")
        notes.append(f"NUL characters, removed: {nuls}")
    return Decoded(text, charset, how, tuple(notes))


def _charset(
    body: bytes, content_type: str | None, declared: str | None, notes: list[str], *, is_utf8: bool
) -> tuple[str, How, int]:
    """The charset, how it was found, and where the text begins."""
    for bom, charset in _BOMS:
        if body.startswith(bom):
            return charset, "bom", len(bom)
    if (wide := _wide(body)) is not None:
        return wide, "bytes", 0
    claims = tuple(_claims(body, content_type, declared, notes))
    if is_utf8:
        return *_valid_utf8(body, claims, notes), 0
    for how, charset in claims:
        if (contrary := _contrary(body, charset)) is None:
            return charset, how, 0
        notes.append(f"{_SAID_BY[how]} says {charset}, but the bytes are {contrary}")
    return *_undeclared(body, notes), 0


def _valid_utf8(body: bytes, claims: tuple[tuple[How, str], ...], notes: list[str]) -> tuple[str, How]:
    for how, charset in claims:
        if charset == "utf-8" or len(body.translate(None, _NO_LEADS)) < _NO_CHANCE:
            return charset, how
        notes.append(f"{_SAID_BY[how]} says {charset}, but the bytes are utf-8")
    return "utf-8", "bytes"


def _undeclared(body: bytes, notes: list[str]) -> tuple[str, How]:
    """The charset of bytes that are not valid UTF-8, where nobody who is believed names one."""
    if _mostly_utf8(body):
        return "utf-8", "bytes"
    if is_cyrillic(body):
        return best_cyrillic(body), "letters"
    notes.append("no charset is declared and the letters do not tell: read as windows-1252")
    return "windows-1252", "guess"


def _claims(
    body: bytes, content_type: str | None, declared: str | None, notes: list[str]
) -> Iterator[tuple[How, str]]:
    """Who says which charset, the most believed first. What no page is written in is told."""
    head = _COMMENT.sub(b"", body[:_PAGE_HEAD])
    named = _HEADER.search(content_type or "")
    found: tuple[tuple[How, str | None], ...] = (
        ("configured", declared),
        ("header", named[1] if named else None),
        ("meta", meta[1].decode("ascii", "replace") if (meta := _META.search(head)) else None),
        ("xml", xml[1].decode("ascii", "replace") if (xml := _XML.search(head)) else None),
    )
    for how, label in found:
        if label is None:
            continue
        charset = _web_name(label)
        if charset is None:
            notes.append(f"{_SAID_BY[how]} says {label!r}, which is no charset of pages")
        elif charset.startswith(("utf-16", "utf-32")):
            # It was read as ASCII, so it is not: a page converted to UTF-8 keeps its old declaration.
            notes.append(f"{_SAID_BY[how]} says {label}, but the characters are not wide")
        else:
            yield how, charset


def _contrary(body: bytes, charset: str) -> str | None:
    """What the bytes are, where they cannot be `charset`. None: they may well be."""
    if charset == "utf-8":
        return None if _mostly_utf8(body) else "not"
    if charset in CYRILLIC or charset == "windows-1252":
        return overruling_cyrillic(body, charset)
    return None


def _as_utf8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _mostly_utf8(body: bytes) -> bool:
    """Whether all but a few characters beyond ASCII are valid UTF-8: a page that was cut or patched."""
    sound = _MULTIBYTE.findall(body)
    broken = sum(map(len, _BEYOND_ASCII.findall(body))) - sum(map(len, sound))
    return len(sound) >= max(_SOUND * broken, 1)


def _wide(body: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, known by the places of NULs in the first characters."""
    sample = body[:_WIDE_SAMPLE]
    sample = sample[: len(sample) - len(sample) % 4]
    if not sample or b"\x00" not in sample:
        return None
    for (width, letter), charset in _WIDE:
        places = [sample[place::width] for place in range(width)]
        nuls = [part.count(0) / len(part) for part in places]
        others = [share for place, share in enumerate(nuls) if place != letter]
        # Markup is ASCII, the text in it need not be: more than half of the high bytes are NUL.
        if nuls[letter] == 0 and min(others) > 0.5:
            return charset
    return None


def _web_name(label: str) -> str | None:
    label = label.strip().lower()
    try:
        return _WEB_NAMES.get(codecs.lookup(_MISSPELT.get(label, label)).name)
    except LookupError:
        return None


def _codec(charset: str) -> str:
    for prefix, ours in _CODECS.items():
        if charset.startswith(prefix):
            return ours + charset.removeprefix(prefix)
    return charset
