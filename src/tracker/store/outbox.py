"""The outbox: finished messages, stored before the first attempt and sent as the very same bytes.

A message is `sending` from the transaction before its attempt to the one after it. A sender that was
killed in between leaves it so; the next one takes it back and sends it again, since nobody knows how far
it came.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.errors import UsageError
from tracker.store.codec import maybe_moment, maybe_moment_text, moment_of, moment_text
from tracker.store.transaction import new_id, require_transaction

_FIRST_PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
_LATER_PAUSE = timedelta(hours=1)
_PATIENCE = timedelta(days=3)


class OutboxKind(StrEnum):
    """What a message is."""

    DIGEST = "digest"
    NOTICE = "notice"
    TEST = "test"
    PING = "ping"


class Channel(StrEnum):
    """How a message leaves."""

    MAIL = "mail"
    WEBHOOK = "webhook"
    APPRISE = "apprise"
    PING = "ping"


class OutboxState(StrEnum):
    """How far a message is: `waiting` until others were accepted, `dead` where it was refused for good."""

    WAITING = "waiting"
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Message:
    """A message without its bytes. `recipient` is an address, or for channels other than mail the name
    in the configuration that leads to one; `size` is None where the bytes were forgotten."""

    id: int
    kind: OutboxKind
    channel: Channel
    recipient: str
    message_id: str
    created_at: datetime
    state: OutboxState
    attempts: int
    digest: int | None = None
    size: int | None = None
    next_try_at: datetime | None = None
    last_error: str | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """How many messages are on their way (waiting, pending or being sent), since when the oldest of
    them, and how many are dead until a person decides."""

    pending: int = 0
    dead: int = 0
    oldest_at: datetime | None = None


def next_try(created_at: datetime, attempts: int, now: datetime) -> datetime | None:
    """When a message is tried again after so many attempts, the last of them `now`; None: never.

    After 1, 5, 15 and 60 minutes, then hourly until three days after it was made. The first four are
    granted to each, be it as old as it may: the machine may have been off, or a person wants it sent.
    """
    if attempts <= len(_FIRST_PAUSES):
        return now + _FIRST_PAUSES[attempts - 1]
    later = now + _LATER_PAUSE
    return later if later <= created_at + _PATIENCE else None


def add_message(
    connection: sqlite3.Connection,
    *,
    kind: OutboxKind,
    channel: Channel,
    recipient: str,
    message_id: str,
    payload: bytes,
    now: datetime,
    digest: int | None = None,
) -> int:
    """Stores a finished message, in the transaction that stores what it tells; returns its number.

    It is due at once; the ping of a digest waits until all mails of that digest are through.
    """
    require_transaction(connection)
    waits = channel is Channel.PING and digest is not None
    cursor = connection.execute(
        """INSERT INTO outbox (kind, channel, recipient, digest_id, message_id, payload, created_at, state,
          next_try_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            kind.value,
            channel.value,
            recipient,
            digest,
            message_id,
            payload,
            moment_text(now),
            (OutboxState.WAITING if waits else OutboxState.PENDING).value,
            maybe_moment_text(None if waits else now),
        ),
    )
    return new_id(cursor)


def take_back_orphans(connection: sqlite3.Connection) -> int:
    """Makes due what a killed sender left behind; called by the holder of the sending lock."""
    require_transaction(connection)
    # The time of the next try is indexed; the state stands behind the bytes, and is slow to reach.
    return connection.execute(
        "UPDATE outbox SET state = 'pending' WHERE next_try_at IS NOT NULL AND state = 'sending'"
    ).rowcount


def claim_due(connection: sqlite3.Connection, now: datetime) -> tuple[Message, bytes] | None:
    """The message that is due for longest, with its bytes, marked as being sent; None: none is due."""
    require_transaction(connection)
    row = connection.execute(
        f"""UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = (
          SELECT id FROM outbox WHERE state = 'pending' AND next_try_at <= ? ORDER BY next_try_at, id LIMIT 1)
        RETURNING {_COLUMNS}, payload""",
        (moment_text(now),),
    ).fetchone()
    return None if row is None else (_message(row), row["payload"])


def replace_payload(connection: sqlite3.Connection, message: Message, payload: bytes) -> None:
    """Stores other bytes for a message that was not sent: without somebody who may not be named any more."""
    require_transaction(connection)
    connection.execute(
        "UPDATE outbox SET payload = ? WHERE id = ? AND state <> 'sent'", (payload, message.id)
    )


def note_sent(connection: sqlite3.Connection, message: Message, now: datetime) -> Message:
    """Notes that a claimed message was accepted; gives it as it is now."""
    return _ended(connection, message, OutboxState.SENT, None, now)


def note_refused(connection: sqlite3.Connection, message: Message, why: str, now: datetime) -> Message:
    """Notes that a claimed message was refused for good; gives it as it is now."""
    return _ended(connection, message, OutboxState.DEAD, why, now)


def note_failed(connection: sqlite3.Connection, message: Message, why: str, now: datetime) -> Message:
    """Notes that a claimed message was not taken this time: it is tried again, or was for too long."""
    again = next_try(message.created_at, message.attempts, now)
    if again is None:
        why = f"given up after {message.attempts} attempts: {why}"
        return _ended(connection, message, OutboxState.DEAD, why, now)
    return _noted(connection, message, OutboxState.PENDING, why, again, None)


def retry_messages(connection: sqlite3.Connection, ids: Iterable[int], now: datetime) -> tuple[Message, ...]:
    """Makes messages due now, also dead and dropped ones, with all attempts before them; a person's wish.

    Raises UsageError, and changes nothing, for one that is not there, was sent, is being sent, waits
    for others, or of which the bytes were forgotten.
    """
    chosen = _chosen(connection, ids)
    for message in chosen:
        if message.size is None:
            raise UsageError(f"message {message.id} is too old: its bytes are no longer kept")
        _refuse_state(message, OutboxState.SENT, OutboxState.SENDING, OutboxState.WAITING)
    return tuple(_revived(connection, message, now) for message in chosen)


def drop_messages(connection: sqlite3.Connection, ids: Iterable[int], now: datetime) -> tuple[Message, ...]:
    """Gives messages up; a person's wish. Raises UsageError, and changes nothing, for one that is not
    there, was sent, is being sent, or was dropped before."""
    chosen = _chosen(connection, ids)
    for message in chosen:
        _refuse_state(message, OutboxState.SENT, OutboxState.SENDING, OutboxState.DROPPED)
    return tuple(
        _ended(connection, message, OutboxState.DROPPED, message.last_error, now) for message in chosen
    )


def load_messages(
    connection: sqlite3.Connection, ids: Iterable[int] | None = None, *, with_ended: bool = True
) -> tuple[Message, ...]:
    """The messages with these numbers, or all, the oldest first; without those that were sent or dropped
    unless `with_ended`."""
    chosen = None if ids is None else json.dumps(list(ids))
    rows = connection.execute(
        f"""SELECT {_COLUMNS} FROM outbox WHERE (?1 IS NULL OR id IN (SELECT value FROM json_each(?1)))
        AND (?2 OR state NOT IN ('sent', 'dropped')) ORDER BY id""",
        (chosen, with_ended),
    )
    return tuple(_message(row) for row in rows)


def dead_since(connection: sqlite3.Connection, since: datetime) -> tuple[Message, ...]:
    """The messages that were refused for good, or given up, after a time and are dead still."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM outbox WHERE state = 'dead' AND ended_at > ? ORDER BY id",
        (moment_text(since),),
    )
    return tuple(_message(row) for row in rows)


def payload_of_digest(connection: sqlite3.Connection, digest: int) -> bytes | None:
    """The mail of a digest to its first recipient; None where the bytes were forgotten."""
    row = connection.execute(
        "SELECT payload FROM outbox WHERE digest_id = ? AND channel = ? ORDER BY id LIMIT 1",
        (digest, Channel.MAIL.value),
    ).fetchone()
    return None if row is None else row["payload"]


def count_outbox(connection: sqlite3.Connection) -> OutboxCounts:
    """How the outbox stands."""
    row = connection.execute(
        """SELECT count(*) FILTER (WHERE ended_at IS NULL) AS pending,
          count(*) FILTER (WHERE state = 'dead') AS dead,
          min(created_at) FILTER (WHERE ended_at IS NULL) AS oldest_at FROM outbox"""
    ).fetchone()
    return OutboxCounts(row["pending"], row["dead"], maybe_moment(row["oldest_at"]))


def forget_payloads(connection: sqlite3.Connection, before: datetime) -> int:
    """Forgets the bytes of messages that ended before that time; the rows stay. Returns how many."""
    require_transaction(connection)
    return connection.execute(
        "UPDATE outbox SET payload = NULL WHERE ended_at < ? AND payload IS NOT NULL", (moment_text(before),)
    ).rowcount


_COLUMNS = """id, kind, channel, recipient, message_id, created_at, state, attempts, digest_id,
  length(payload) AS size, next_try_at, last_error, ended_at"""


def _message(row: sqlite3.Row) -> Message:
    return Message(
        id=row["id"],
        kind=OutboxKind(row["kind"]),
        channel=Channel(row["channel"]),
        recipient=row["recipient"],
        message_id=row["message_id"],
        created_at=moment_of(row["created_at"]),
        state=OutboxState(row["state"]),
        attempts=row["attempts"],
        digest=row["digest_id"],
        size=row["size"],
        next_try_at=maybe_moment(row["next_try_at"]),
        last_error=row["last_error"],
        ended_at=maybe_moment(row["ended_at"]),
    )


def _noted(
    connection: sqlite3.Connection,
    message: Message,
    state: OutboxState,
    why: str | None,
    next_try_at: datetime | None,
    ended_at: datetime | None,
) -> Message:
    """Brings a message from the state in which it was loaded to another."""
    require_transaction(connection)
    row = connection.execute(
        f"""UPDATE outbox SET state = ?, last_error = ?, next_try_at = ?, ended_at = ?
        WHERE id = ? AND state = ? RETURNING {_COLUMNS}""",
        (
            state.value,
            why,
            maybe_moment_text(next_try_at),
            maybe_moment_text(ended_at),
            message.id,
            message.state.value,
        ),
    ).fetchone()
    if row is None:
        raise RuntimeError(f"message {message.id} is not {message.state} any more")
    return _message(row)


def _ended(
    connection: sqlite3.Connection, message: Message, state: OutboxState, why: str | None, now: datetime
) -> Message:
    ended = _noted(connection, message, state, why, None, now)
    if message.channel is Channel.MAIL and message.digest is not None:
        _settle_ping(connection, message.digest, now)
    return ended


def _settle_ping(connection: sqlite3.Connection, digest: int, now: datetime) -> None:
    """Lets a digest's ping go when every mail that nobody dropped was sent; gives it up for good when
    one is dead, or none was sent at all: its silence is what is to be noticed then."""
    counts = connection.execute(
        """SELECT count(*) FILTER (WHERE ended_at IS NULL) AS pending,
          count(*) FILTER (WHERE state = 'sent') AS sent, count(*) FILTER (WHERE state = 'dead') AS dead
        FROM outbox WHERE digest_id = ? AND channel = 'mail'""",
        (digest,),
    ).fetchone()
    if counts["dead"] or not (counts["pending"] or counts["sent"]):
        connection.execute(
            """UPDATE outbox SET state = 'dropped', ended_at = ?,
              last_error = 'the digest did not reach everybody' WHERE digest_id = ? AND state = 'waiting'""",
            (moment_text(now), digest),
        )
    elif not counts["pending"]:
        connection.execute(
            "UPDATE outbox SET state = 'pending', next_try_at = ? WHERE digest_id = ? AND state = 'waiting'",
            (moment_text(now), digest),
        )


def _revived(connection: sqlite3.Connection, message: Message, now: datetime) -> Message:
    due = _noted(connection, message, OutboxState.PENDING, message.last_error, now, None)
    connection.execute("UPDATE outbox SET attempts = 0 WHERE id = ?", (message.id,))
    return replace(due, attempts=0)


def _chosen(connection: sqlite3.Connection, ids: Iterable[int]) -> tuple[Message, ...]:
    wanted = tuple(dict.fromkeys(ids))
    found = load_messages(connection, wanted)
    missing = set(wanted) - {message.id for message in found}
    if missing:
        raise UsageError(f"no message {min(missing)} in the outbox; see: tracker outbox list --all")
    return found


_WHY_NOT = {
    OutboxState.WAITING: "waits for the mails of its digest",
    OutboxState.SENDING: "is being sent; try again when that is over",
    OutboxState.SENT: "was sent already",
    OutboxState.DROPPED: "was dropped already",
}


def _refuse_state(message: Message, *states: OutboxState) -> None:
    if message.state in states:
        raise UsageError(f"message {message.id} {_WHY_NOT[message.state]}")
