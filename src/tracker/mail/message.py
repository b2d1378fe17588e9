"""A mail as finished bytes: the same words, date and id give the same bytes, now and at every try.

All of it is ASCII (RFC 5322, RFC 2045), so that no server on the way has to change a byte, with one
exception: an address whose local part is not ASCII cannot be written otherwise than in UTF-8 (RFC 6532).

`Auto-Submitted` (RFC 3834) keeps answering machines quiet; `Precedence: bulk` says the same to those
that are older than it. `list` would promise a mailing list that one can write to.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.header import Header
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage, Message
from email.policy import Policy
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from tracker.text.mail_address import mailbox

_LINE_LENGTH = 78


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says, and to whom.

    `date` has a zone. `message_id` is one that `message_id` made. `list_name` is what readers filter
    and unsubscribe by, such as `daily.belarus`; `unsubscribe` a page on which they can.
    """

    sender: str
    recipient: str
    subject: str
    text: str
    date: datetime
    message_id: str
    list_name: str
    html: str | None = None
    unsubscribe: str | None = None


def message_id(sender: str, *what: str) -> str:
    """A Message-ID in the sender's domain, in which nothing of `what` can be read.

    `what` is all that makes this another message: kind, name, date, recipient, when it was made. The
    same words give the same id. Raises ValueError where `sender` is no mail address.
    """
    digest = hashlib.sha256(json.dumps(what, ensure_ascii=True).encode("ascii")).hexdigest()
    return f"<{digest[:40]}@{mailbox(sender).domain}>"


def mime_bytes(letter: Letter) -> bytes:
    """The letter as a mail server takes it. Raises ValueError for a line break or another control
    character in a header, for a date without a zone, for what is no mail address."""
    sender, recipient = mailbox(letter.sender), mailbox(letter.recipient)
    headers = {
        "From": sender,
        "To": recipient,
        "Subject": _plain(letter.subject.strip()),
        "Date": _date(letter.date),
        "Message-ID": _plain(letter.message_id),
        "List-Id": f"<{_plain(letter.list_name)}.{sender.domain}>",
        "List-Unsubscribe": _unsubscribe(letter, f"{sender.username}@{sender.domain}"),
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
    }
    is_ascii = sender.username.isascii() and recipient.username.isascii()
    message = EmailMessage(_POLICY if is_ascii else _UTF8_POLICY)
    for name, value in headers.items():
        message[name] = value
    message.set_content(letter.text, cte=encoding_of(letter.text))
    if letter.html is not None:
        message.add_alternative(letter.html, subtype="html", cte=encoding_of(letter.html))
        # "=_" stands in no body that is quoted-printable or base64.
        message.set_boundary(f"=_{hashlib.sha256(letter.message_id.encode()).hexdigest()[:32]}")
    return message.as_bytes()


def policy_of(payload: bytes) -> Policy[EmailMessage]:
    """By what rules `mime_bytes` wrote a mail."""
    return _POLICY if payload.isascii() else _UTF8_POLICY


def _plain(text: str) -> str:
    if not text.isprintable():
        raise ValueError("a header of a mail has a line break or another control character")
    return text


def _date(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no zone; a mail says in which its date is")
    return format_datetime(moment)


def _unsubscribe(letter: Letter, sender: str) -> str:
    """Where one can unsubscribe, the best first (RFC 2369)."""
    by_mail = f"<mailto:{quote(sender, safe='@')}?subject={quote(f'unsubscribe {letter.list_name}')}>"
    return by_mail if letter.unsubscribe is None else f"<{_plain(letter.unsubscribe)}>, {by_mail}"


def encoding_of(text: str) -> str:
    """The shorter of the two encodings whose lines are short and ASCII whatever the text.

    The library's own choice looks at the first ten lines only: those of a page are its styles.
    """
    body = text.encode()
    escaped = sum(byte > 126 or byte == ord("=") for byte in body)
    return "base64" if 6 * escaped > len(body) else "quoted-printable"


class _AsWritten(BaseHeader):
    """A header whose value stays the text that it was given."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        kwds["decoded"], kwds["parse_tree"] = value, None


class _Subject(_AsWritten):
    """The library takes what looks like an encoded word (`=?utf-8?q?…`) for one; names on lists are
    not ours, and the subject must be read as it was written."""

    def fold(self, *, policy: Policy[Message]) -> str:
        value = str(self)
        longest = max(map(len, value.split()), default=0)
        is_plain = value.isascii() and "=?" not in value and "  " not in value and longest < _LINE_LENGTH // 2
        header = Header(value, "us-ascii" if is_plain else "utf-8", _LINE_LENGTH, "Subject")
        return f"Subject: {header.encode(linesep=policy.linesep)}{policy.linesep}"


class _ListHeader(_AsWritten):
    """The library would make encoded words of a long address, which no mail program reads."""

    def fold(self, *, policy: Policy[Message]) -> str:
        return f"{self.name}: {self}{policy.linesep}".replace(", ", f",{policy.linesep} ")


def _registry() -> HeaderRegistry:
    registry = HeaderRegistry()
    registry.map_to_type("subject", _Subject)
    for name in ("list-id", "list-unsubscribe"):
        registry.map_to_type(name, _ListHeader)
    return registry


_POLICY = policy.SMTP.clone(header_factory=_registry(), cte_type="7bit", max_line_length=_LINE_LENGTH)
_UTF8_POLICY = _POLICY.clone(utf8=True)
