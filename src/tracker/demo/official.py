"""The official notices of the demo, beside the lists: rebuilt from dated facts, in their publisher's layout.

`notices/notices.toml` has who, when and in which words; the index and its pages are made of it here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from importlib.resources import files
from pathlib import Path

from tracker.config.toml import Table, read_toml, tables, text, texts
from tracker.demo.archive import Addresses, Archive, Body, Step
from tracker.demo.build import path_of
from tracker.errors import ArchiveBroken
from tracker.model import Origin
from tracker.text.dates import MONTHS

TABLE = "notices.toml"
_HTML = "text/html; charset=utf-8"
_NOTE = "notice rebuilt for {day}: day, names and numbers are facts, the wording is not the publisher's"
_INDEX_NOTE = "index of the rebuilt notices until {day}"


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: from when on it stands at its address, what it says, and the facts behind it."""

    since: date
    url: str
    title: str
    category: str
    facts: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notices:
    """All notices of one source, whose index is at `index` and is visited from a day on."""

    source: str
    index: str
    visited_from: date
    licence: str
    notices: tuple[Notice, ...]


def shipped_notices() -> Path:
    """The folder that comes with the package."""
    return Path(str(files("tracker.demo"))) / "notices"


def load_notices(folder: Path) -> Notices:
    """Reads and checks the notices. Raises ArchiveBroken with the file and what is wrong with it."""
    path = folder / TABLE
    table = read_toml(path)
    return Notices(
        source=_text(path, table, "source"),
        index=_text(path, table, "index"),
        visited_from=_date(path, table, "visited_from"),
        licence=_text(path, table, "licence"),
        notices=tuple(
            Notice(
                since=_date(path, row, "from"),
                url=_text(path, row, "url"),
                title=_text(path, row, "title"),
                category=_text(path, row, "category"),
                facts=_text(path, row, "facts"),
                paragraphs=tuple(texts(row, "paragraphs")),
            )
            for row in tables(table, "notice")
        ),
    )


def _text(path: Path, table: Table, key: str) -> str:
    found = text(table, key)
    if found is None:
        raise ArchiveBroken(f"{path}: {key} is not a text; write one")
    return found


def _date(path: Path, table: Table, key: str) -> date:
    found = table.get(key)
    if not isinstance(found, date):
        raise ArchiveBroken(f"{path}: {key} is not a day; write one, as in 2026-03-26")
    return found


def with_notices(archive: Archive, notices: Notices) -> Archive:
    """The archive with the notices: the index is visited at each step at which it names another page."""
    steps: list[Step] = []
    bodies = dict(archive.bodies)
    shown = 0
    for step in archive.steps:
        day = step.at.date()
        out = [one for one in notices.notices if one.since <= day] if day >= notices.visited_from else []
        if not out:
            steps.append(step)
            continue
        pages = {path_of(one.url): _page(one, notices) for one in out}
        pages[path_of(notices.index)] = _index(out, notices)
        bodies |= {body.name: body for body in pages.values()}
        is_new, shown = len(out) > shown, len(out)
        steps.append(
            replace(
                step,
                visits=(*step.visits, notices.source) if is_new else step.visits,
                serves={**step.serves, **{path: body.name for path, body in pages.items()}},
            )
        )
    addresses = {**archive.addresses, notices.source: Addresses(url=notices.index)}
    return replace(archive, addresses=addresses, bodies=bodies, steps=tuple(steps))


def _page(notice: Notice, notices: Notices) -> Body:
    paragraphs = "\n".join(f"<p>{escape(one)}</p>" for one in notice.paragraphs)
    html = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(notice.title)}</title></head>
<body><h1 class="uswds-page-title">{escape(notice.title)}</h1>
<div id="block-ofac-content"><div class="content">
<time class="datetime" datetime="{notice.since}T12:00:00Z">{_day(notice.since)}</time>
{paragraphs}
</div></div></body></html>
"""
    note = _NOTE.format(day=notice.since)
    return Body(
        f"notice_{notice.since}", html.encode(), _HTML, Origin.REBUILT, note, (notice.facts,), notices.licence
    )


def _index(out: Sequence[Notice], notices: Notices) -> Body:
    rows = "\n".join(
        f'<div class="search-result"><a href="{escape(one.url)}">{escape(one.title)}</a>'
        f'<div class="margin-top-1">{_day(one.since)} - {escape(one.category)}</div></div>'
        for one in reversed(out)
    )
    html = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Recent Actions</title></head>\n'
        f"<body><h1>Recent Actions</h1>\n{rows}\n</body></html>\n"
    )
    last = out[-1].since
    note = _INDEX_NOTE.format(day=last)
    return Body(f"notices_{last}", html.encode(), _HTML, Origin.REBUILT, note, (), notices.licence)


def _day(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day:02}, {day.year}"
