"""Handing a notice over through Apprise, which knows a hundred services: the extra `apprise`.

Apprise says of each service only whether it took the note, so what was not taken is tried again.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from tracker.errors import UsageError
from tracker.mail.delivery import Delivery, DeliveryKind


def note_bytes(title: str, body: str) -> bytes:
    """A note as it is stored: a title of one line, and plain text."""
    return json.dumps({"title": title, "body": body}, ensure_ascii=False).encode()


def notify(addresses: str, payload: bytes, *, timeout_s: float) -> Delivery:
    """Sends what `note_bytes` made to all `addresses`, which stand between blanks.

    Where only some took it the note counts as refused: another try would tell the others twice.
    Raises UsageError where Apprise is not installed.
    """
    apprise = _apprise()
    # Nothing of it is stored on this disk, and nothing that is said of the addresses shows a secret.
    services = apprise.Apprise(asset=apprise.AppriseAsset(storage_mode="memory", secure_logging=True))
    if not services.add(addresses.split()):
        return Delivery(DeliveryKind.RETRY, "an address is none that Apprise knows; nothing was sent")
    note = json.loads(payload)
    result = services.notify(body=note["body"], title=note["title"], body_format="text", timeout=timeout_s)
    taken = f"{result.success_count} of {len(services)} services took it"
    if result.status is apprise.AppriseResultStatus.SUCCESS:
        return Delivery(DeliveryKind.ACCEPTED, taken)
    if result.success_count:
        return Delivery(DeliveryKind.REFUSED, f"{taken}; not tried again, so that no one gets it twice")
    if result.status is apprise.AppriseResultStatus.TIMEOUT:
        return Delivery(DeliveryKind.RETRY, f"no answer within {timeout_s:g} s")
    return Delivery(DeliveryKind.RETRY, taken)


def _apprise() -> Any:
    try:
        return import_module("apprise")
    except ImportError as error:
        raise UsageError("this needs Apprise; install it: pip install 'belarus-tracker[apprise]'") from error
