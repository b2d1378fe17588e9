"""Addresses of links as they are remembered: absolute, without fragment, without marks of tracking."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit

# Parameters that say where a reader came from, and nothing about the page. The same page with and
# without them is one page.
_TRACKING = frozenset(
    {"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "igshid"}
    | {"mc_cid", "mc_eid", "_ga", "_gl", "_openstat", "mkt_tok", "oly_anon_id", "oly_enc_id", "at_medium"}
)
_TRACKING_START = ("utm_", "hsa_", "pk_", "mtm_")
_BLANK_OR_CONTROL = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace() or sign < " ")
_LINE_ENDS = re.compile(r"[\t\r\n]+")  # as browsers do: they are no part of an address


def link_address(href: str, base: str) -> str | None:
    """The web address that `href` names on the page `base`; None for anything else (mail, script, "#").

    The query keeps the publisher's order and escapes. Raises nothing.
    """
    # Without its fragment first: blanks and controls before "#" would be the new address's end.
    href = _LINE_ENDS.sub("", href).partition("#")[0].strip(_BLANK_OR_CONTROL)
    if not href:
        return None
    try:
        parts = urlsplit(urljoin(base, href))
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        return None
    return _cleaned(parts).geturl()


def _cleaned(parts: SplitResult) -> SplitResult:
    kept = "&".join(one for one in parts.query.split("&") if not _is_tracking(one))
    return parts._replace(
        netloc=parts.netloc.lower(),
        path=(parts.path or "/").replace(" ", "%20"),
        query=kept.replace(" ", "%20"),
        fragment="",
    )


def _is_tracking(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in _TRACKING or name.startswith(_TRACKING_START)
