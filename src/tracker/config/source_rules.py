"""Rules between the keys of sources/NAME.toml: what a kind needs, what belongs to another kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tracker.config.file_rules import format_rule, notice_rule
from tracker.config.problems import shown
from tracker.config.toml import Table, subtable, text
from tracker.model import TOKEN_PLACE

_LISTS = ("list", "delta")
_LINKING = ("index", "feed", "api")
# Keys that some kinds have, and which. Any kind has the others.
_OWNERS: Mapping[str, Sequence[str]] = {
    "format": _LISTS,
    "list": _LISTS,
    "programmes": ("list",),
    "keep": ("list",),
    "removals_after": ("list",),
    "parts": ("list",),
    "token": ("list",),
    "marker": ("list",),
    "history_url": ("delta",),
    "publication_url": ("delta",),
    "link_selector": ("index",),
    "link_pattern": ("index",),
    "max_links": _LINKING,
    "max_age": (*_LINKING, "posts"),
    "follow": _LINKING,
    "notice": ("page", *_LINKING, "posts"),
    "recheck": _LINKING,
    "post_selector": ("posts",),
    "permalink_selector": ("posts",),
    "time_selector": ("index", "posts"),
    "text_selector": ("page", *_LINKING, "posts"),
    "zone": ("page", *_LINKING, "posts"),
    "charset": ("page", "index", "feed", "posts"),
    "entries_path": ("api",),
    "mapping": ("api",),
    "backfill_url": (*_LINKING, "posts"),
    "checks": ("page", *_LINKING, "posts"),
}
_NEEDED: Mapping[str, Sequence[str]] = {
    "list": ("format", "list", "programmes", "authority"),
    "delta": ("format", "list", "authority"),
    "posts": ("post_selector", "permalink_selector", "text_selector"),
    "api": ("mapping",),
}
_PLACES = (("history_url", "{year}"), ("publication_url", "{id}"), ("backfill_url", "{page}"))
# What must be declared before a share of links or posts can have it.
_FILLED_BY: Mapping[str, Mapping[str, str | None]] = {
    "index": {"title": None, "time": "time_selector"},
    "feed": {"title": None, "time": None, "text": None},
    "posts": {"time": "time_selector", "text": None},
    "api": {"title": "mapping.title", "time": "mapping.published_at", "text": "mapping.summary"},
}


def source_rules(table: Table) -> Iterator[str]:
    """An address or the reason why not; the keys of its kind, and none of another's."""
    yield from _enabled_rules(table)
    yield from _schedule_rules(table)
    kind = text(table, "kind")
    if kind is not None:
        yield from _key_rules(table, kind)
        yield from _checks_rules(table, kind)
    if kind in _LISTS:
        yield from format_rule(table)
    yield from notice_rule(table)
    yield from _token_rules(table)
    yield from _marker_rules(table)
    if table.get("follow") is False and "recheck" in table:
        yield "recheck with follow = false; a page that is not visited is not looked at again"
    for key, place in _PLACES:
        address = text(table, key)
        if address is not None and place not in address:
            yield f"{key} = {shown(address)} has no {place} in it"


def _enabled_rules(table: Table) -> Iterator[str]:
    enabled = table.get("enabled", True)
    if enabled is True and "url" not in table:
        yield "enabled without url; write the address, or enabled = false and a disabled_reason"
    if enabled is False and "disabled_reason" not in table:
        yield 'missing key "disabled_reason": it is not enabled; say why'
    if enabled is False and "disabled_since" not in table:
        yield 'missing key "disabled_since": it is not enabled; say since which day'
    if enabled is True:
        for key in ("disabled_reason", "disabled_since"):
            if key in table:
                yield f"{key}, but it is enabled; take it out, or write enabled = false"


def _schedule_rules(table: Table) -> Iterator[str]:
    if "every" in table and "at" in table:
        yield "both every and at; a source rests an interval or has its hour, keep one"
    if "every" not in table and "at" not in table:
        yield 'missing key "every" or "at": every = "2h", or at = "07:00"'
    for key, owner in (("jitter", "every"), ("days", "at")):
        if key in table and owner not in table:
            yield f"{key} without {owner}; it says more about that"


def _key_rules(table: Table, kind: str) -> Iterator[str]:
    # A list of which no reader exists yet is kept, disabled, without saying how it would be read.
    is_waiting = kind in _LISTS and table.get("enabled") is False
    for key in () if is_waiting else _NEEDED.get(kind, ()):
        if key not in table:
            yield f'missing key "{key}": a source of kind "{kind}" has one'
    if kind == "index" and not {"link_selector", "link_pattern"} & table.keys():
        yield 'missing key "link_selector" or "link_pattern": an index says which links are followed'
    if kind == "api" and "mapping" in table and "url" not in subtable(table, "mapping"):
        yield 'mapping without "url"; what an entry is about is known by its address'
    for key, owners in _OWNERS.items():
        if key in table and kind not in owners:
            this = f'this one is {_article(kind)} "{kind}"'
            yield f"{key} belongs to a source of kind {_listed(owners)}; {this}"


def _token_rules(table: Table) -> Iterator[str]:
    """{token} stands in addresses of a source that says where its token is published, and only there."""
    token, marker = subtable(table, "token"), subtable(table, "marker")
    parts = subtable(table, "parts")
    takers = [text(table, "url"), text(marker, "url"), *(text(parts, name) for name in parts)]
    has_place = any(TOKEN_PLACE in address for address in takers if address)
    if "token" in table and not has_place:
        yield f"token, but no address has {TOKEN_PLACE} in it; write it where the token belongs"
    if has_place and "token" not in table:
        yield f"{TOKEN_PLACE} in an address, but no [token]; say where the publisher tells it"
    pattern = text(token, "pattern")
    if pattern is not None and not _has_group(pattern):
        yield "token.pattern has no group; put what is the token in brackets"


def _has_group(pattern: str) -> bool:
    try:
        return re.compile(pattern).groups > 0
    except (re.error, RecursionError, OverflowError):
        return True  # said of the key already


def _marker_rules(table: Table) -> Iterator[str]:
    marker = subtable(table, "marker")
    if "marker" in table and ("url" in marker) == ("header" in marker):
        yield "marker needs either url or header: an address of its own, or a header of the list's"


def _checks_rules(table: Table, kind: str) -> Iterator[str]:
    checks = subtable(table, "checks")
    if kind == "page":
        yield from (
            f'checks.{key} belongs to a source with links or posts; this one is a "page"'
            for key in ("min_links", "min_filled")
            if key in checks
        )
    can = _FILLED_BY.get(kind)
    for key in subtable(checks, "min_filled") if can else ():
        if can is not None and key in ("title", "time", "text") and key not in can:
            yield f'checks.min_filled: a source of kind "{kind}" has no "{key}"; it has {", ".join(can)}'
        elif can is not None and (needed := can.get(key)) and not _has(table, needed):
            yield f'checks.min_filled: nothing gives a "{key}"; write {needed}'


def _has(table: Table, key: str) -> bool:
    within, _, name = key.rpartition(".")
    return name in (subtable(table, within) if within else table)


def _article(kind: str) -> str:
    return "an" if kind.startswith(("a", "i")) else "a"


def _listed(words: Sequence[str]) -> str:
    quoted = [f'"{word}"' for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
