"""Mail addresses as the configuration writes them: `desk@example.org`, `Desk <desk@example.org>`."""

from __future__ import annotations

import re
from email.headerregistry import Address

_NAMED = re.compile(r'\s*"?(?P<name>[^<>"]*?)"?\s*<(?P<address>[^<>]+)>\s*')
# RFC 5322's dot-atom, with the letters of other scripts (RFC 6532); a quoted local part is nobody's.
_LOCAL = re.compile(r'[^\s<>()\[\]:;@\\,".]+(?:\.[^\s<>()\[\]:;@\\,".]+)*')
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")


def mailbox(text: str) -> Address:
    """The address in `text`, with its display name if it has one; the domain as DNS writes it.

    Raises ValueError, which does not repeat the text, where it is none.
    """
    named = _NAMED.fullmatch(text)
    name, address = (named["name"], named["address"]) if named else ("", text.strip())
    local, _, written = address.rpartition("@")
    domain = _ascii(written)
    if not text.isprintable() or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise ValueError("this is no mail address")
    return Address(name, local, domain)


def _ascii(domain: str) -> str:
    """A domain in the letters of DNS; nothing where it has no such form."""
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
