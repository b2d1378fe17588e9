"""A finished message without a name that may not be shown since it was made."""

from __future__ import annotations

from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage

from tracker.mail.message import encoding_of, policy_of
from tracker.report.naming import Naming
from tracker.report.withheld import withheld_html, withheld_text


def withheld_mail(payload: bytes, naming: Naming) -> bytes:
    """The mail with the names withheld, in its subject and in all that it says.

    One that names nobody stays as it is, byte for byte; in any other all headers but the subject stay.
    """
    message = message_from_bytes(payload, policy=policy_of(payload))
    assert isinstance(message, EmailMessage)
    subject = str(make_header(decode_header(str(message["Subject"]))))
    changed = [(part, said) for part in message.walk() if (said := _withheld_part(part, naming)) is not None]
    shown = withheld_text(subject, naming)
    if not changed and shown == subject:
        return payload
    for part, said in changed:
        part.set_content(said, subtype=part.get_content_subtype(), cte=encoding_of(said))
    message.replace_header("Subject", shown)
    return message.as_bytes()


def _withheld_part(part: EmailMessage, naming: Naming) -> str | None:
    """What a part of text says without the names; None where it has none of them."""
    if part.get_content_maintype() != "text":
        return None
    said = part.get_content()
    shown = (withheld_html if part.get_content_subtype() == "html" else withheld_text)(said, naming)
    return None if shown == said else shown
