"""What the daemon does beside visiting sources: one line a job."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime

from tracker.daemon.context import Context, Job
from tracker.errors import OutboxBusy
from tracker.notify.digest import make_digest
from tracker.notify.notices import queue_notices
from tracker.notify.outbox import send_due
from tracker.notify.slots import Slot, due_slots
from tracker.store.connection import connect
from tracker.store.evidence import EvidenceFolder
from tracker.store.paths import evidence_folder
from tracker.sync.housekeeping import housekeep, is_housekeeping_due
from tracker.sync.opinions import ask_opinions

EVERY_S = 30.0


class DigestSlots:
    """Makes the digests whose hour has come; a late one waits a while for the sources."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, date], datetime] = {}

    def __call__(self, context: Context) -> None:
        configuration, now = context.configuration, context.clock()
        if configuration.mail is None:
            return
        with closing(connect(context.database, create=False)) as connection:
            due = [slot for slot in due_slots(connection, configuration, now) if slot.digest.recipients]
        for slot in due:
            if self._waits(slot, now, context):
                continue
            made = make_digest(
                configuration, context.database, slot.digest, now=now, local_date=slot.local_date
            )
            if made is not None:
                day = str(made.local_date)
                context.log.info(
                    "digest made", digest=made.digest, date=day, lines=made.lines, mails=made.mails
                )
        self._seen = {key: at for key, at in self._seen.items() if key in {_key(slot) for slot in due}}

    def _waits(self, slot: Slot, now: datetime, context: Context) -> bool:
        seen_at = self._seen.setdefault(_key(slot), now)
        return slot.waits(now, seen_at, is_idle=context.is_idle())


def _key(slot: Slot) -> tuple[str, date]:
    return slot.digest.name, slot.local_date


def notices(context: Context) -> None:
    """Queues what is to be told at once."""
    queued = queue_notices(context.configuration, context.database, context.clock())
    if queued:
        context.log.info("notices queued", messages=queued)


def outbox(context: Context) -> None:
    """Sends what is due; where another process is sending, that one takes it along."""
    try:
        sent = send_due(
            context.configuration,
            context.database,
            clock=context.clock,
            environ=context.environ,
            stop=context.stop.is_set,
        )
    except OutboxBusy:
        context.log.debug("outbox busy")
        return
    if sent.messages:
        context.log.info("outbox sent", accepted=sent.accepted, retried=sent.retried, dead=sent.dead)


def housekeeping(context: Context) -> None:
    """Once a day, lets go of what nothing needs any more, and makes the backup."""
    with closing(connect(context.database, create=False)) as connection:
        now = context.clock()
        if not is_housekeeping_due(connection, now):
            return
        evidence = EvidenceFolder(evidence_folder(context.database))
        done = housekeep(connection, evidence, context.configuration, context.database, now)
    context.log.info(
        "house kept",
        bad_answers=done.bad_answers,
        bodies=done.bodies,
        runs=done.runs,
        payloads=done.payloads,
        has_backup=done.backup is not None,
    )


def opinions(context: Context) -> None:
    """Asks a model about the documents of late, where one is switched on."""
    asked = ask_opinions(
        context.configuration,
        context.database,
        clock=context.clock,
        environ=context.environ,
        stop=context.stop.is_set,
    )
    if asked.documents:
        context.log.info("opinions asked", documents=asked.documents, disagreements=asked.disagreements)


def jobs(every_s: float = EVERY_S) -> tuple[Job, ...]:
    """The jobs of one daemon; what each does is seldom due, and then soon done."""
    return (
        Job("digests", every_s, DigestSlots()),
        Job("notices", every_s, notices),
        Job("outbox", every_s, outbox),
        Job("housekeeping", every_s, housekeeping),
        Job("opinions", every_s, opinions),
    )
