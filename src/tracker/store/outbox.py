"""The outbox: finished messages, stored before the first attempt and sent as the very same bytes."""

from __future__ import annotations

from enum import StrEnum


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
