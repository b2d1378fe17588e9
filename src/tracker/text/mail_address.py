"""Mail addresses as the configuration writes them: `desk@example.org`, `Desk <desk@example.org>`."""

from __future__ import annotations

import re
from email.headerregistry import Address

_NAMED = re.compile(r'\s*"?(?P<name>[^<>"]*?)"?\s*<(?P<address>[^<>\s]+)>\s*')


def mailbox(text: str) -> Address:
    """The address in `text`, with its display name if it has one; the domain as DNS writes it.

    Raises ValueError, which does not repeat the text, where it is none.
    """
    named = _NAMED.fullmatch(text)
    name, address = (named["name"], named["address"]) if named else ("", text.strip())
    user, _, domain = address.rpartition("@")
    if not user or not domain or any(sign.isspace() or not sign.isprintable() for sign in address):
        raise ValueError("this is no mail address")
    try:
        return Address(name, user, domain.encode("idna").decode("ascii").lower())
    except UnicodeError:
        raise ValueError("the domain of the mail address is none") from None
