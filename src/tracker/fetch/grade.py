"""How good an answer is, told from its status, headers, addresses and first 64 KiB. Pure.

A bad answer must never be taken for news: a challenge page is no withdrawn page, a storage error no
list from which everybody was delisted. What protection services and servers say stands in
signatures.toml; here stand only the rules that hold for every answer. Whether a good answer still
has what its source declares (`drifted`) is found out when it is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Literal

from tracker.fetch.glance import Glance
from tracker.fetch.signatures import JsonErrors, signatures
from tracker.model import Grade

Expected = Literal["html", "feed", "json", "list"]

# The statuses with which protection services, rate limits and laws refuse.
_REFUSALS = frozenset({401, 403, 407, 429, 451})
# The sources' own habit: an empty 202 is a challenge that a browser would pass.
_ACCEPTED = HTTPStatus.ACCEPTED
_WITHOUT_BODY = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT})
_GOOD = frozenset({HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION})
_NAMES: Mapping[str, str] = {"feed": "a feed", "json": "JSON", "list": "a list", "html": "a page"}
_ENTRIES = (b"<item", b"<entry", b":item", b":entry")
# What makes a page without words more than an empty one: something that would fill it.
_FILLED_LATER = (b"<script", b"<iframe", b"<frame", b"<img", b"<object", b"<embed", b"http-equiv")
_BLANK_PAGE_BYTES = 4096
_JSON_ERROR_BYTES = 16 * 1024
_SHOWN = 80

Verdict = tuple[Grade, str | None]


def grade(
    status: int,
    headers: Mapping[str, str],
    head: bytes,
    size: int,
    *,
    url: str,
    final_url: str,
    expected: str | None = None,
) -> Verdict:
    """The grade of an answer, and why in one clause where it is not `ok`.

    `headers` have names in small letters; `head` is the beginning of the decoded body (64 KiB),
    `size` its whole length in bytes. `url` was asked for, `final_url` answered. `expected` is "html",
    "feed", "json" or "list"; None expects nothing. Raises ValueError for another word.
    """
    if expected is not None and expected not in _NAMES:
        raise ValueError(f"nobody can expect {expected!r}")
    seen = Glance(status, headers, head, size, url, final_url)
    known = next((one for one in signatures().pages if one.fits(seen)), None)
    if known is not None and known.grade is Grade.BLOCKED:
        return Grade.BLOCKED, known.what
    if (verdict := _by_status(seen)) is not None:
        return verdict
    if (verdict := _by_emptiness(seen)) is not None:
        return verdict
    if known is not None:
        return known.grade, known.what
    return _by_expectation(seen, expected) or (Grade.OK, None)


def _by_status(seen: Glance) -> Verdict | None:
    answered = f"the server answered {seen.status}"
    if seen.status in _GOOD:
        return None
    if seen.status in _REFUSALS:
        return Grade.BLOCKED, answered
    if seen.status in _WITHOUT_BODY:
        return Grade.EMPTY, answered
    if seen.status == _ACCEPTED and not seen.lowered:
        return Grade.BLOCKED, f"{answered} without a body, as to a visitor who should prove to be a browser"
    return Grade.ERROR_PAGE, answered


def _by_emptiness(seen: Glance) -> Verdict | None:
    if seen.size == 0:
        return Grade.EMPTY, "the answer had no body"
    if seen.whole and not seen.lowered:
        return Grade.EMPTY, "the body is blank"
    if (
        seen.is_html
        and seen.size <= _BLANK_PAGE_BYTES
        and not seen.text
        and not any(mark in seen.lowered for mark in _FILLED_LATER)
    ):
        return Grade.EMPTY, "a page without a word"
    return None


def _by_expectation(seen: Glance, expected: str | None) -> Verdict | None:
    if seen.is_json:
        said = _json_error(seen, signatures().json)
        if said is not None:
            return Grade.ERROR_PAGE, f"a JSON error{said}"
    wanted = _NAMES.get(expected or "")
    if expected in {"feed", "json", "list"} and seen.is_html:
        named = f" ({_in_short(seen.title)})" if seen.title else ""
        return Grade.ERROR_PAGE, f"an HTML page{named} where {wanted} was expected"
    if expected == "json" and not seen.is_json:
        return Grade.ERROR_PAGE, "an answer that is no JSON where JSON was expected"
    return _feed(seen) if expected == "feed" else None


def _feed(seen: Glance) -> Verdict | None:
    """RSS, Atom or JSON Feed, and at least one entry in it."""
    if seen.is_json:
        content = _json(seen)
        if not isinstance(content, dict) or "items" not in content:
            return (Grade.ERROR_PAGE, "JSON that is no feed") if seen.whole else None
        return None if content["items"] else (Grade.EMPTY, "a feed without entries")
    if not seen.is_feed:
        return Grade.ERROR_PAGE, "an answer that is no feed where a feed was expected"
    if seen.whole and not any(mark in seen.lowered for mark in _ENTRIES):
        return Grade.EMPTY, "a feed without entries"
    return None


def _json(seen: Glance) -> object:
    """The body's content; None where it is not whole or no JSON."""
    if not seen.whole:
        return None
    try:
        return json.loads(seen.head.strip(b"\x00\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return None


def _json_error(seen: Glance, errors: JsonErrors) -> str | None:
    """What an error object says, with a colon before it, or an empty text. None: it is no error."""
    if seen.size > _JSON_ERROR_BYTES or not isinstance(content := _json(seen), dict):
        return None
    told = {str(key).lower(): value for key, value in content.items()}
    is_error = (
        any(told.get(key) for key in errors.filled)
        or any(told.get(key) is False for key in errors.false)
        or any(str(told.get(key)).lower() in words for key, words in errors.words.items())
    )
    if not is_error:
        return None
    texts = (told.get(key) for key in ("message", "detail", "error", "errors", "title", "fault"))
    said = next((text for text in texts if isinstance(text, str) and text.strip()), None)
    return f": {_in_short(said)}" if said else ""


def _in_short(text: str) -> str:
    """A short single line that is safe to print."""
    words = "".join(sign if sign.isprintable() else "?" for sign in " ".join(text.split()))
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
