"""Who publishes a page, by its address: the host, without what names only an edition."""

from __future__ import annotations

from urllib.parse import urlsplit

# First labels of a host that name an edition in another language, or for telephones.
_EDITIONS = frozenset({"www", "m", "amp", "en", "eng", "ru", "rus", "be", "by", "bel", "news"})
# Hosts on which everybody publishes: the first part of the path says who.
_SHARED = frozenset({"t.me", "x.com", "twitter.com", "facebook.com", "youtube.com"})


def publisher_of(url: str) -> str:
    """The publisher's name in addresses, as `belta.by` or `t.me/example`."""
    parts = urlsplit(url)
    labels = (parts.hostname or "").split(".")
    while len(labels) > 2 and labels[0] in _EDITIONS:
        labels = labels[1:]
    host = ".".join(labels)
    if host not in _SHARED:
        return host
    names = [part for part in parts.path.split("/") if part and part != "s"]
    return f"{host}/{names[0].casefold()}" if names else host
