"""Making a digest: what it tells, that it told it, and the finished mails, all in one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from tracker.errors import UsageError
from tracker.mail.message import Letter, message_id, mime_bytes
from tracker.model import Configuration, Digest, Mail
from tracker.notify.gather import Gathered, gather
from tracker.notify.slots import local_today
from tracker.notify.suppressed import without_suppressed
from tracker.report.digest_faces import DigestFaces, digest_faces
from tracker.store.connection import connect
from tracker.store.digests import add_digest, add_lines, digest_on, latest_digest
from tracker.store.health_told import save_health_told
from tracker.store.meta import is_demo
from tracker.store.outbox import Channel, OutboxKind, add_message, payload_of_digest
from tracker.store.runs import latest_run
from tracker.store.transaction import immediate
from tracker.sync.known_people import suppressed
from tracker.sync.run import SYNC

# Gmail hides what comes after 102 KB.
MOST_BYTES = 95_000
_PREVIEW_ADDRESS = "preview@localhost"


@dataclass(frozen=True, slots=True)
class Made:
    """A digest that was made: its number, its subject line, how many lines and mails it has."""

    id: int
    digest: str
    local_date: date
    subject_line: str
    lines: int
    mails: int


def digest_named(configuration: Configuration, name: str | None) -> Digest:
    """The digest of this name; the only one, where none is given. Raises UsageError."""
    known = {digest.name: digest for digest in configuration.digests}
    if name is None and len(known) == 1:
        return next(iter(known.values()))
    if name not in known:
        which = "which digest" if name is None else f"no digest {name}"
        raise UsageError(f"{which}; there are: {', '.join(known)}")
    return known[name]


def preview(
    configuration: Configuration, database: Path, digest: Digest, *, now: datetime, local_date: date
) -> bytes:
    """The mail that the digest would be now, or at the last hour of a demo; nothing is written."""
    with closing(connect(database, read_only=True)) as connection:
        # A person decides in our time, not in the demo's.
        last = latest_run(connection, SYNC) if is_demo(connection) else None
        if last is not None:
            now, local_date = last.started_at, local_today(configuration, last.started_at)
        gathered = gather(connection, configuration, digest, now=now, local_date=local_date)
    sender = configuration.mail.sender if configuration.mail else _PREVIEW_ADDRESS
    to = next(iter(digest.recipients), _PREVIEW_ADDRESS)
    letter = partial(_letter, configuration, sender, digest, gathered, to)
    return mime_bytes(letter(_faces(gathered, letter)))


def as_sent(configuration: Configuration, database: Path, digest: Digest, local_date: date) -> bytes:
    """The mail of one local date, as it was made, without whom a person suppressed since.

    Raises UsageError where there was none, or no more.
    """
    with closing(connect(database, read_only=True)) as connection:
        row = digest_on(connection, digest.name, local_date)
        if row is None:
            raise UsageError(f"digest {digest.name}: none was made for {local_date}")
        payload = payload_of_digest(connection, row.id)
        naming = suppressed(connection, lambda: configuration)
    if payload is None:
        raise UsageError(f"digest {digest.name}: the mail of {local_date} is too old to be kept")
    return without_suppressed(payload, Channel.MAIL, naming)


def make_digest(
    configuration: Configuration, database: Path, digest: Digest, *, now: datetime, local_date: date
) -> Made | None:
    """Makes the digest of one local date and puts its mails into the outbox.

    None where that date, or a later one, has one already: the night that comes twice, or another process
    that was faster. Raises UsageError without a way to send it, and for a demo's database; StoreError.
    """
    mail = _mail(configuration, digest)
    with closing(connect(database, create=False)) as connection:
        if is_demo(connection):
            raise UsageError(
                f"{database}: is the demo's, which sends no mail; tracker digest --preview shows it"
            )
        gathered = gather(connection, configuration, digest, now=now, local_date=local_date)
        if gathered.before is not None and gathered.before.local_date >= local_date:
            return None
        letters = [
            partial(_letter, configuration, mail.sender, digest, gathered, to)
            for to in dict.fromkeys(digest.recipients)
        ]
        faces = _faces(gathered, letters[0])
        mails = [letter(faces) for letter in letters]
        payloads = [mime_bytes(one) for one in mails]
        with immediate(connection):
            return _store(connection, configuration, digest, gathered, faces, mails, payloads)


def _mail(configuration: Configuration, digest: Digest) -> Mail:
    if configuration.mail is None:
        raise UsageError(f"digest {digest.name}: no mail is set up; write [mail] in tracker.toml")
    if not digest.recipients:
        raise UsageError(f"digest {digest.name}: it has no recipients; write them in tracker.toml")
    return configuration.mail


def _letter(
    configuration: Configuration,
    sender: str,
    digest: Digest,
    gathered: Gathered,
    recipient: str,
    faces: DigestFaces,
) -> Letter:
    view = gathered.view
    subject = configuration.subject.name
    what = ("digest", subject, digest.name, str(view.local_date), view.window_end.isoformat(), recipient)
    return Letter(
        sender=sender,
        recipient=recipient,
        subject=faces.subject,
        text=faces.text,
        html=faces.html,
        date=view.window_end.astimezone(ZoneInfo(view.zone)),
        message_id=message_id(sender, *what),
        list_name=f"{digest.name}.{subject}",
        unsubscribe=configuration.mail.unsubscribe if configuration.mail else None,
    )


def _faces(gathered: Gathered, letter: partial[Letter]) -> DigestFaces:
    return digest_faces(gathered.view, fits=lambda faces: len(mime_bytes(letter(faces))) <= MOST_BYTES)


def _store(
    connection: sqlite3.Connection,
    configuration: Configuration,
    digest: Digest,
    gathered: Gathered,
    faces: DigestFaces,
    letters: list[Letter],
    payloads: list[bytes],
) -> Made | None:
    """The one transaction. Another digest since we gathered has told what we were to tell: None."""
    if latest_digest(connection, digest.name) != gathered.before:
        return None
    view = gathered.view
    number = add_digest(
        connection,
        digest.name,
        local_date=view.local_date,
        zone=view.zone,
        window_start=view.window_start,
        window_end=view.window_end,
        subject_line=faces.subject,
    )
    if number is None:
        return None
    add_lines(connection, digest.name, number, gathered.lines)
    save_health_told(connection, digest.name, gathered.health_told)
    for letter, payload in zip(letters, payloads, strict=True):
        add_message(
            connection,
            kind=OutboxKind.DIGEST,
            channel=Channel.MAIL,
            recipient=letter.recipient,
            message_id=letter.message_id,
            payload=payload,
            now=view.window_end,
            digest=number,
        )
    if digest.ping is not None or digest.ping_env is not None:
        what = ("ping", configuration.subject.name, digest.name, str(view.local_date))
        add_message(
            connection,
            kind=OutboxKind.PING,
            channel=Channel.PING,
            recipient=digest.name,
            message_id=message_id(letters[0].sender, *what, view.window_end.isoformat()),
            payload=b"",
            now=view.window_end,
            digest=number,
        )
    return Made(number, digest.name, view.local_date, faces.subject, len(gathered.lines), len(letters))
