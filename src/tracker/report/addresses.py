"""Addresses that readers are led to: which may become links, and where a development's page is."""

from __future__ import annotations

from urllib.parse import quote, urlsplit


def is_link(address: str) -> bool:
    """Whether it may become a link: http or https, with a host, and nothing that hides the host.

    A name before an `@` looks like the host and is none; blanks would end the address early in plain text.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_whole = address.isprintable() and not any(character.isspace() for character in address)
    return is_whole and parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def developments_page(site: str) -> str:
    """Where the site that stands at `site` lists all developments."""
    return f"{site.rstrip('/')}/developments/"


def development_page(site: str, development: str) -> str:
    """Where the site has the page of the development with this id."""
    return f"{developments_page(site)}{quote(development, safe='')}/"
