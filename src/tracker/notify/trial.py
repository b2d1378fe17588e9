"""A message that tells nothing, to see whether the way to a reader is open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import assert_never

from tracker.errors import UsageError
from tracker.mail.apprise import note_bytes
from tracker.mail.message import Letter, message_id, mime_bytes
from tracker.model import Configuration, NoticeRule
from tracker.notify.outbox import refuse_demo
from tracker.store.connection import connect, immediate
from tracker.store.outbox import Channel, OutboxKind, add_message

_TITLE = "A test of the tracker"
_TEXT = "This is a test of the way to you. It tells nothing new."


def queue_trial(
    configuration: Configuration, database: Path, *, rule: str | None, now: datetime
) -> tuple[int, ...]:
    """Queues a test message for every recipient of the digests, or for all ways of one notice rule, and
    returns their numbers in the outbox.

    Raises UsageError for a demo's database, a rule that is not there, or where nobody is to be told.
    """
    chosen = None if rule is None else _rule(configuration, rule)
    messages = [
        (channel, recipient, _payload(configuration, channel, recipient, now))
        for channel, recipient in _ways(configuration, chosen)
    ]
    if not messages:
        raise UsageError("nobody is to be told: tracker.toml has no [mail], or no recipients")
    with closing(connect(database)) as connection, immediate(connection):
        refuse_demo(connection, database)
        return tuple(
            add_message(
                connection,
                kind=OutboxKind.TEST,
                channel=channel,
                recipient=recipient,
                message_id=_message_id(configuration, channel, recipient, now),
                payload=payload,
                now=now,
            )
            for channel, recipient, payload in messages
        )


def _rule(configuration: Configuration, name: str) -> NoticeRule:
    for rule in configuration.notices:
        if rule.name == name:
            return rule
    names = ", ".join(rule.name for rule in configuration.notices) or "none"
    raise UsageError(f'no notice rule "{name}" in tracker.toml; there is: {names}')


def _ways(configuration: Configuration, rule: NoticeRule | None) -> Iterator[tuple[Channel, str]]:
    """Through what, and to whom: each recipient of the digests once, or all that the rule tells."""
    digests = [address for digest in configuration.digests for address in digest.recipients]
    for address in dict.fromkeys(digests if rule is None else rule.recipients):
        yield Channel.MAIL, address
    if rule is not None and (rule.webhook or rule.webhook_env):
        yield Channel.WEBHOOK, rule.name
    if rule is not None and rule.apprise_env:
        yield Channel.APPRISE, rule.name


def _message_id(configuration: Configuration, channel: Channel, recipient: str, now: datetime) -> str:
    sender = configuration.mail.sender if configuration.mail else None
    what = (configuration.subject.name, OutboxKind.TEST, channel, recipient, now.isoformat())
    return message_id(sender, *what)


def _payload(configuration: Configuration, channel: Channel, recipient: str, now: datetime) -> bytes:
    match channel:
        case Channel.MAIL:
            return _letter(configuration, recipient, now)
        case Channel.WEBHOOK:
            return json.dumps({"kind": OutboxKind.TEST, "title": _TITLE, "text": _TEXT}).encode()
        case Channel.APPRISE:
            return note_bytes(_TITLE, _TEXT)
        case Channel.PING:
            raise ValueError("a dead man's switch is not tested: a call is what it takes for life")
        case _:
            assert_never(channel)


def _letter(configuration: Configuration, recipient: str, now: datetime) -> bytes:
    if configuration.mail is None:
        raise UsageError("tracker.toml has no [mail]; say there where mail is handed over")
    return mime_bytes(
        Letter(
            sender=configuration.mail.sender,
            recipient=recipient,
            subject=f"{_TITLE}: {configuration.subject.title}",
            text=f"{_TEXT}\n",
            date=now,
            message_id=_message_id(configuration, Channel.MAIL, recipient, now),
            list_name=f"test.{configuration.subject.name}",
        )
    )
