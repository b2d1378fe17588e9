"""A tracker in small, to be killed: developments come, digests are made of them, mails leave.

    python telling.py DATABASE PORT DEVELOPMENTS BATCH SEED

Each day has up to BATCH invented developments and other facts about a few that were told; then comes the
digest, then as many rounds of sending as the server wants. The days are simulated: which one it is
stands in the database, so that a new start goes on where a kill ended. It says a line after each batch
(`told 120`) and after each digest (`made`), and ends when everything was sent.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from told import MAIL, SEVEN, Told, configuration
from tracker.model import DateBasis, Digest, When
from tracker.notify.digest import make_digest
from tracker.notify.outbox import send_due
from tracker.store.codec import moment_of, moment_text
from tracker.store.connection import immediate
from tracker.store.developments import count_developments
from tracker.store.meta import meta_value, set_meta
from tracker.store.outbox import load_messages
from tracker.store.runs import latest_run

DAILY = Digest("daily", time(7), recipients=("one@example.net", "two@example.net"))
_NOW = "the hour of the soak"
_MOST_CHANGES = 3
_FIRST_DAY = date(2024, 1, 1)


class Soak:
    """One database, the simulated hour, and how many developments there are to be."""

    def __init__(self, database: Path, port: int, developments: int, batch: int, seed: int) -> None:
        self._told = Told(database)
        self._wanted = developments
        self._batch = batch
        self._seed = seed
        self._configuration = replace(configuration(DAILY), mail=replace(MAIL, port=port))
        with self._told.open() as connection:
            is_new = latest_run(connection) is None
        if is_new:
            self._told.begin()

    def run(self) -> None:
        """From the hour that it is to the end."""
        while True:
            self._told.now = self._hour()
            make_digest(
                self._configuration,
                self._told.database,
                DAILY,
                now=self._told.now,
                local_date=self._told.now.date(),
            )
            print("made", flush=True)
            self._send()
            if not self._tell():
                return

    def _hour(self) -> datetime:
        with self._told.open() as connection:
            written = meta_value(connection, _NOW)
        return SEVEN if written is None else moment_of(written)

    def _move_on(self, now: datetime) -> None:
        with self._told.open() as connection, immediate(connection):
            set_meta(connection, _NOW, moment_text(now))
        self._told.now = now

    def _send(self) -> None:
        """Sends until nothing waits for its next try."""
        while True:
            send_due(self._configuration, self._told.database, clock=lambda: self._told.now, environ={})
            with self._told.open() as connection:
                messages = load_messages(connection, with_ended=False)
            waiting = [message.next_try_at for message in messages if message.next_try_at is not None]
            if not waiting:
                return
            self._move_on(min(waiting))

    def _tell(self) -> bool:
        """A batch of new developments, and the next morning; False: there are enough."""
        with self._told.open() as connection:
            there = count_developments(connection)
        if there >= self._wanted:
            return False
        chance = random.Random(f"{self._seed} {there}")
        self._told.tell(range(there, min(there + chance.randint(1, self._batch), self._wanted)))
        # Another date each day, and never one of before: each is a correction, told once.
        when = When(DateBasis.OFFICIAL, on=_FIRST_DAY + (self._told.now - SEVEN))
        self._told.tell(chance.sample(range(there), min(there, _MOST_CHANGES)), when)
        with self._told.open() as connection:
            print(f"told {count_developments(connection)}", flush=True)
        morning = self._told.now.replace(hour=SEVEN.hour, minute=0) + timedelta(days=1)
        self._move_on(morning)
        return True


if __name__ == "__main__":
    path, *numbers = sys.argv[1:]
    Soak(Path(path), *map(int, numbers)).run()
