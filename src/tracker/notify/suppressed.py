"""Messages that were made before somebody decided that a person is not shown by name."""

from __future__ import annotations

import json
from typing import assert_never

from tracker.mail.withheld import withheld_mail
from tracker.report.naming import Naming
from tracker.report.withheld import withheld_json, withheld_text
from tracker.store.outbox import Channel


def without_suppressed(payload: bytes, channel: Channel, naming: Naming) -> bytes:
    """The message without the names that `naming` hides; the very same bytes where it has none of them."""
    if not naming.hidden:
        return payload
    match channel:
        case Channel.MAIL:
            return withheld_mail(payload, naming)
        case Channel.WEBHOOK:
            told = json.loads(payload)
            shown = withheld_json(told, naming)
            return payload if shown == told else json.dumps(shown, ensure_ascii=False).encode()
        case Channel.APPRISE:
            return withheld_text(payload.decode(), naming).encode()
        case Channel.PING:
            return payload
        case _:
            assert_never(channel)
