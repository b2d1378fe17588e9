"""The press as a folder: `press.toml`, `sources/*.toml` as in a configuration, pages as files of HTML.

`press.toml` says which address shows which file from which day on, so that another page is one file and four
lines, and leaving a page out is leaving its lines out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import unescape
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from tracker.config import load_sources
from tracker.config.toml import Table, read_toml, tables
from tracker.demo.press import Page, Press, Version
from tracker.errors import ArchiveBroken
from tracker.model import Configuration, Source

TABLE = "press.toml"
# By RFC 2606 nobody can ever have such a host.
_NOBODYS = ".invalid"
_KEYS = frozenset({"url", "from", "file", "gone"})
_HEADLINE = re.compile(r"<h1[^>]*>([^<]+)</h1>")


def shipped_press() -> Path:
    """The folder that comes with the package."""
    return Path(str(files("tracker.demo"))) / "press"


def load_press(folder: Path) -> Press:
    """Reads and checks a press. Raises ArchiveBroken with the file and what is wrong with it, ConfigError."""
    table = read_toml(folder / TABLE)
    sources = load_sources(folder / "sources")
    rows: dict[str, list[Version]] = {}
    for row in tables(table, "page"):
        url, version = _version(folder, row)
        rows.setdefault(url, []).append(version)
    visits = table.get("visits", [])
    if not isinstance(visits, list) or not all(isinstance(day, date) for day in visits):
        raise _broken(folder, "visits are days, as in [2025-09-12]")
    return Press(
        sources=sources,
        pages=tuple(_page(folder, sources, url, versions) for url, versions in rows.items()),
        visits=tuple(visits),
    )


def with_sources(configuration: Configuration, sources: Sequence[Source]) -> Configuration:
    """The configuration with the publishers of the demo, which no subject has: what they said is shown with
    their names, and weighed as it was."""
    own = {source.name for source in sources}
    others = (source for source in configuration.sources if source.name not in own)
    return replace(configuration, sources=(*others, *sources))


def _version(folder: Path, row: Table) -> tuple[str, Version]:
    url, since, file = row.get("url"), row.get("from"), row.get("file")
    is_gone = row.get("gone", False) is True
    if not isinstance(url, str) or not isinstance(since, date) or (isinstance(file, str) == is_gone):
        raise _broken(folder, f"a page has a url, a day (from), and a file or gone = true; not {dict(row)}")
    if unknown := set(row) - _KEYS:
        raise _broken(folder, f"{url}: unknown key {min(unknown)}; there are {', '.join(sorted(_KEYS))}")
    if is_gone:
        return url, Version(since)
    path = folder / "pages" / str(file)
    if not path.resolve().is_relative_to((folder / "pages").resolve()):
        raise _broken(folder, f"{url}: the file {file!r} would lie outside of pages/")
    try:
        return url, Version(since, f"press/{file}", path.read_bytes())
    except OSError as error:
        raise ArchiveBroken(f"{path}: not readable: {error.strerror}") from error


def _page(folder: Path, sources: Sequence[Source], url: str, versions: Sequence[Version]) -> Page:
    host = urlsplit(url).hostname or ""
    owner = next((one for one in sources if urlsplit(one.url or "").hostname == host), None)
    if owner is None:
        raise _broken(folder, f"{url}: none of the sources stands at {host}")
    if urlsplit(url).scheme != "http" or not host.endswith(_NOBODYS):
        raise _broken(folder, f"{url}: addresses of the demo are http://HOST{_NOBODYS}/…, which cannot exist")
    ordered = sorted(versions, key=lambda one: one.since)
    if ordered[0].content is None:
        raise _broken(folder, f"{url}: gone before it was there")
    headline = _HEADLINE.search(ordered[0].content.decode("utf-8", "replace"))
    if headline is None:
        raise _broken(folder, f"{ordered[0].file}: no <h1> that holds the headline alone")
    return Page(owner.name, url, unescape(headline[1].strip()), tuple(ordered))


def _broken(folder: Path, what: str) -> ArchiveBroken:
    return ArchiveBroken(f"{folder / TABLE}: {what}")
