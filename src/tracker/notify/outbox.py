"""Sending what is due in the outbox: transaction, network, transaction, message by message.

One process sends at a time. Whatever moment it is killed at, a message is either still to be sent or
was noted as sent; the one that was under way is sent again as the very same bytes, unless somebody whom it
names was suppressed meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import assert_never

from tracker.errors import UsageError
from tracker.mail.delivery import Delivery, DeliveryKind
from tracker.mail.smtp import TIMEOUT_S
from tracker.model import Configuration
from tracker.notify.handover import Handover
from tracker.notify.suppressed import without_suppressed
from tracker.store.connection import connect, immediate
from tracker.store.lock import sending_lock
from tracker.store.meta import is_demo
from tracker.store.outbox import (
    Message,
    OutboxState,
    claim_due,
    note_failed,
    note_refused,
    note_sent,
    replace_payload,
    take_back_orphans,
)
from tracker.sync.known_people import suppressed


@dataclass(frozen=True, slots=True)
class Sent:
    """What one round of sending did. `messages` are those that were tried, as they are now; `orphans`:
    how many a killed sender had left."""

    messages: tuple[Message, ...]
    orphans: int

    @property
    def accepted(self) -> int:
        return self._count(OutboxState.SENT)

    @property
    def retried(self) -> int:
        """How many are tried again later."""
        return self._count(OutboxState.PENDING)

    @property
    def dead(self) -> int:
        return self._count(OutboxState.DEAD)

    def _count(self, state: OutboxState) -> int:
        return sum(message.state is state for message in self.messages)


def send_due(
    configuration: Configuration,
    database: Path,
    *,
    clock: Callable[[], datetime],
    environ: Mapping[str, str],
    stop: Callable[[], bool] = lambda: False,
    timeout_s: float = TIMEOUT_S,
) -> Sent:
    """Sends what is due, one message after the other, until nothing is or `stop` says so.

    `clock` gives the time in UTC; `timeout_s` is how long a mail server may be silent. Raises UsageError
    for a demo's database, from which nothing is ever sent; OutboxBusy where another process is sending;
    StoreError.
    """
    with sending_lock(database), closing(connect(database, create=False)) as connection:
        refuse_demo(connection, database)
        with immediate(connection):
            orphans = take_back_orphans(connection)
        tried = []
        with Handover(configuration, environ, timeout_s) as ways:
            while not stop():
                message = _send_next(connection, ways, clock, configuration)
                if message is None:
                    break
                tried.append(message)
    return Sent(tuple(tried), orphans)


def refuse_demo(connection: sqlite3.Connection, database: Path) -> None:
    """Raises UsageError for a demo's database: what it tells did not happen today, or at all."""
    if is_demo(connection):
        raise UsageError(
            f"{database}: is a demo's database, from which nothing is sent; name another with --db"
        )


def _send_next(
    connection: sqlite3.Connection,
    ways: Handover,
    clock: Callable[[], datetime],
    configuration: Configuration,
) -> Message | None:
    with immediate(connection):
        claimed = claim_due(connection, clock())
        if claimed is None:
            return None
        message, made = claimed
        # Who was suppressed since it was made is not named by it; what leaves is what is stored.
        naming = suppressed(connection, lambda: configuration)
        payload = without_suppressed(made, message.channel, naming)
        if payload != made:
            replace_payload(connection, message, payload)
    delivery = ways.deliver(message, payload)
    with immediate(connection):
        return _noted(connection, message, delivery, clock())


def _noted(connection: sqlite3.Connection, message: Message, delivery: Delivery, now: datetime) -> Message:
    match delivery.kind:
        case DeliveryKind.ACCEPTED:
            return note_sent(connection, message, now)
        case DeliveryKind.RETRY:
            return note_failed(connection, message, delivery.words, now)
        case DeliveryKind.REFUSED:
            return note_refused(connection, message, delivery.words, now)
        case _:
            assert_never(delivery.kind)
