"""Immediate notices: what a rule of the configuration tells at once, beside the digest."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tracker.mail.apprise import note_bytes
from tracker.mail.message import Letter, message_id, mime_bytes
from tracker.model import Configuration, NoticeRule
from tracker.notify.slots import local_today
from tracker.report import phrases
from tracker.report.lines import lines
from tracker.report.notice_rules import is_urgent
from tracker.report.shown import DevelopmentView
from tracker.report.view_json import as_json
from tracker.store.connection import connect
from tracker.store.digests import BeginningKind, beginning
from tracker.store.meta import is_demo
from tracker.store.notices import add_notices, unnoticed
from tracker.store.outbox import Channel, OutboxKind, add_message
from tracker.store.transaction import immediate
from tracker.sync.views import views_of

# Revisions are looked at again for so long, in case nobody looked when they came.
_RECENT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class _Message:
    channel: Channel
    recipient: str
    message_id: str
    payload: bytes


def queue_notices(configuration: Configuration, database: Path, now: datetime) -> int:
    """Puts what the rules tell at once into the outbox, one message for all that a rule tells now.

    Returns how many messages there are. What was there before a rule was in the configuration is not
    told by it. A demo's database tells nobody.
    """
    queued = 0
    with closing(connect(database, create=False)) as connection:
        if is_demo(connection):
            return 0
        for rule in configuration.notices:
            queued += _queue(connection, configuration, rule, now)
    return queued


def _queue(
    connection: sqlite3.Connection, configuration: Configuration, rule: NoticeRule, now: datetime
) -> int:
    with immediate(connection):
        since = beginning(connection, BeginningKind.NOTICE, rule.name, now)
    fresh = unnoticed(connection, rule.name, max(since, now - _RECENT))
    if not fresh:
        return 0
    today = local_today(configuration, now)
    views = [
        view for view in views_of(connection, configuration, list(fresh)) if is_urgent(rule, view, today)
    ]
    if not views:
        return 0
    messages = list(_messages(configuration, rule, views, now))
    with immediate(connection):
        if not add_notices(connection, rule.name, ((view.id, fresh[view.id]) for view in views), now):
            return 0
        for one in messages:
            add_message(
                connection,
                kind=OutboxKind.NOTICE,
                channel=one.channel,
                recipient=one.recipient,
                message_id=one.message_id,
                payload=one.payload,
                now=now,
            )
    return len(messages)


def _messages(
    configuration: Configuration, rule: NoticeRule, views: Sequence[DevelopmentView], now: datetime
) -> Iterator[_Message]:
    """One message for each way that the rule has."""
    subject = configuration.subject.name
    sender = configuration.mail.sender if configuration.mail else f"tracker@{subject}.invalid"
    what = ("notice", subject, rule.name, *(view.id for view in views), now.isoformat())
    title = phrases.NOTICE_SUBJECT.format(
        first=views[0].summary, more=phrases.AND_MORE.format(count=len(views) - 1) if len(views) > 1 else ""
    )
    text = "\n\n".join("\n".join(lines(view)) for view in views)
    for recipient in dict.fromkeys(rule.recipients):
        name = message_id(sender, *what, Channel.MAIL, recipient)
        letter = Letter(
            sender=sender,
            recipient=recipient,
            subject=title,
            text=f"{text}\n",
            date=now.astimezone(ZoneInfo(configuration.subject.zone)),
            message_id=name,
            list_name=f"{rule.name}.{subject}",
            unsubscribe=configuration.mail.unsubscribe if configuration.mail else None,
        )
        yield _Message(Channel.MAIL, recipient, name, mime_bytes(letter))
    if rule.webhook is not None or rule.webhook_env is not None:
        name = message_id(sender, *what, Channel.WEBHOOK)
        told = {"id": name, "subject": subject, "rule": rule.name, "told": [as_json(view) for view in views]}
        yield _Message(Channel.WEBHOOK, rule.name, name, json.dumps(told, ensure_ascii=False).encode())
    if rule.apprise_env is not None:
        name = message_id(sender, *what, Channel.APPRISE)
        yield _Message(Channel.APPRISE, rule.name, name, note_bytes(title, text))
