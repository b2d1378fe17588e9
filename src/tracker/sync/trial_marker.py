"""A list's token and marker as `tracker check` and `tracker sources test` show them: nothing is stored."""

from __future__ import annotations

import hashlib
import io
from contextlib import closing
from pathlib import Path

from tracker.fetch.client import Fetcher
from tracker.model import Grade, Source
from tracker.store.connection import connect
from tracker.sync.markers import MOST_BYTES, LastMark, last_mark, value_of
from tracker.sync.tokens import FoundToken, filled, own_token, read_token
from tracker.sync.walk import MARKER, expected_of

_SHOWN = 60


def trial_token(visitor: Fetcher, source: Source) -> FoundToken | None:
    """The token to try with, read now where it is not one's own; None where none is taken."""
    if source.token is None:
        return None
    own = own_token(source.token)
    return FoundToken(own) if own is not None else read_token(visitor, source)


def before_the_list(
    visitor: Fetcher, database: Path, source: Source, token: FoundToken | None
) -> tuple[str, ...]:
    """What is known before a list is fetched, a line each: its token, and what its marker answers."""
    lines = []
    if source.token is not None:
        whose = f"the environment ({source.token.env})" if own_token(source.token) else source.token.url
        lines.append(f"token: from {whose}")
    if source.marker is not None:
        lines.append(_marker_line(visitor, database, source, token))
    return tuple(lines)


def remembered_marker(database: Path, source: Source) -> tuple[str, ...]:
    """What a list's marker answered when the list was read."""
    last = _last(database, source) if source.marker is not None else None
    if last is None:
        return ()
    return (f"marker: {_shown(last.value)} when the list was read on {last.read_at:%Y-%m-%d %H:%M} UTC",)


def _marker_line(visitor: Fetcher, database: Path, source: Source, token: FoundToken | None) -> str:
    if source.marker is None or source.url is None:
        raise ValueError(f"{source.name}: has no marker")
    url, header, body = source.marker.url or source.url, source.marker.header, io.BytesIO()
    answer = visitor.get(
        filled(url, token.value) if token is not None and token.value is not None else url,
        body,
        max_bytes=MOST_BYTES,
        gap_s=source.gap_s,
        total_timeout_s=source.timeout_s,
        expected=expected_of(source, MARKER),
        head_only=header is not None,
    )
    if answer.grade is not Grade.OK:
        return f"marker: failed ({answer.grade.value}: {answer.reason}); the list would be read"
    sha256 = hashlib.sha256(body.getvalue()).hexdigest() if body.getvalue() else None
    value, fault = value_of(sha256, body.getvalue(), answer.headers, header)
    if value is None:
        return f"marker: failed ({fault}); the list would be read"
    last = _last(database, source)
    if last is None:
        return f"marker: {_shown(value)}; there is none to compare it with yet"
    found = "the same as" if value == last.value else "other than"
    return f"marker: {_shown(value)}, {found} when the list was read on {last.read_at:%Y-%m-%d %H:%M} UTC"


def _last(database: Path, source: Source) -> LastMark | None:
    if not database.exists():
        return None
    with closing(connect(database, read_only=True)) as connection:
        return last_mark(connection, source)


def _shown(value: str) -> str:
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
