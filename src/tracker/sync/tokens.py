"""The token that a list's addresses take: told by its publisher, stored, put in, never shown.

It is read where the publisher tells it when we have none, and anew when the list's address no longer
answers with the one that we have; then at most once an hour, since a server that is broken refuses
every token. A token of one's own (an environment variable) is used as it is and stored nowhere.
"""

from __future__ import annotations

import io
import json
import os
import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from tracker.fetch.client import Fetcher
from tracker.model import TOKEN_PLACE, Grade, Source, Token
from tracker.read.decode import decode
from tracker.store.meta import meta_value, set_meta
from tracker.store.transaction import immediate

_MOST_BYTES = 1_000_000
_REST = timedelta(hours=1)
# What a token may hold as it is; whatever else comes cannot break out of its place in an address.
_PLAIN = "%=.-_~+"


@dataclass(frozen=True, slots=True)
class FoundToken:
    """A token, or why there is none: the grade of the answer that should have told it, and one clause."""

    value: str | None
    grade: Grade = Grade.OK
    reason: str | None = None


def filled(url: str, token: str) -> str:
    """The address with the token in its place."""
    return url.replace(TOKEN_PLACE, quote(token, safe=_PLAIN))


def without_token(url: str, address: str) -> str:
    """What is kept of an address that was asked for as `url` says: no token, be it somebody's own."""
    if TOKEN_PLACE not in url:
        return address
    before, _, query = url.partition("?")
    return before if TOKEN_PLACE in query and TOKEN_PLACE not in before else url


def own_token(rule: Token) -> str | None:
    """The operator's own token, where the environment has one."""
    return os.environ.get(rule.env) or None if rule.env else None


def stored_token(connection: sqlite3.Connection, source: Source) -> tuple[str, datetime] | None:
    """The token that was read last, and when."""
    text = meta_value(connection, _key(source))
    if text is None:
        return None
    kept = json.loads(text)
    return kept["token"], datetime.fromisoformat(kept["read_at"])


def token_of(connection: sqlite3.Connection, visitor: Fetcher, source: Source, now: datetime) -> FoundToken:
    """The token to ask with; read from its publisher where none is known."""
    rule = _rule(source)
    own, stored = own_token(rule), stored_token(connection, source)
    if own is not None:
        return FoundToken(own)
    if stored is not None:
        return FoundToken(stored[0])
    return _read_and_store(connection, visitor, source, now)


def renewed(
    connection: sqlite3.Connection, visitor: Fetcher, source: Source, refused: str, now: datetime
) -> str | None:
    """Another token than the one that was refused, where the publisher tells one by now."""
    stored = stored_token(connection, source)
    if own_token(_rule(source)) is not None or (stored is not None and now - stored[1] < _REST):
        return None
    found = _read_and_store(connection, visitor, source, now)
    return found.value if found.value != refused else None


def read_token(visitor: Fetcher, source: Source) -> FoundToken:
    """Reads the token where its publisher tells it."""
    rule = _rule(source)
    body = io.BytesIO()
    answer = visitor.get(rule.url, body, max_bytes=_MOST_BYTES, gap_s=source.gap_s)
    if answer.grade is not Grade.OK:
        return FoundToken(None, answer.grade, f"no token: {rule.url}: {answer.reason}")
    content_type = dict(answer.headers).get("content-type")
    match = re.search(rule.pattern, decode(body.getvalue(), content_type).text)
    if match is None or not match[1]:
        return FoundToken(None, Grade.ERROR_PAGE, f"no token: {rule.url} tells none any more")
    return FoundToken(match[1])


def _read_and_store(
    connection: sqlite3.Connection, visitor: Fetcher, source: Source, now: datetime
) -> FoundToken:
    found = read_token(visitor, source)
    if found.value is not None:
        kept = json.dumps({"token": found.value, "read_at": now.isoformat()})
        with immediate(connection):
            set_meta(connection, _key(source), kept)
    return found


def _rule(source: Source) -> Token:
    if source.token is None:
        raise ValueError(f"{source.name}: its addresses take no token")
    return source.token


def _key(source: Source) -> str:
    return f"{source.name}: token"
