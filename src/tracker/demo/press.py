"""What the demo's press shows, and from which day on. Values only: `press_folder` reads them.

The press is written by us: publishers that do not exist, at addresses that cannot. What is on the official
lists comes from the archive; `with_press` puts both into one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from tracker.demo.archive import Addresses, Archive, Body, Step
from tracker.demo.build import path_of
from tracker.demo.front_pages import Teaser, front_page
from tracker.model import Origin, Source, SourceKind

NOTE = "neither the publisher nor its page exists"
LICENCE = "written for the demo, under the tracker's own licence"
_HOUR = time(20, 0, tzinfo=UTC)
_HTML = "text/html; charset=utf-8"
_FEED = "application/rss+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Version:
    """What a page shows from a day on: a file and its bytes, or nothing (it was taken down)."""

    since: date
    file: str | None = None
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One address of a publisher, its headline, and all that it ever shows, the first first."""

    source: str
    url: str
    title: str
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version | None:
        """What it shows on a day; None where it is not there yet."""
        return next((one for one in reversed(self.versions) if one.since <= day), None)


@dataclass(frozen=True, slots=True)
class Press:
    """All publishers with their pages. `visits` are days on which they are visited, besides the archive's."""

    sources: tuple[Source, ...]
    pages: tuple[Page, ...]
    visits: tuple[date, ...]


def with_press(archive: Archive, press: Press) -> Archive:
    """The archive with the press beside the lists. A publisher is visited when it shows something else than
    at the visit before, and all of them at the last."""
    steps: list[Step] = []
    bodies = dict(archive.bodies)
    shown: dict[str, dict[str, Body]] = {source.name: {} for source in press.sources}
    planned = _steps(archive, press)
    for step in planned:
        day, visited, why = step.at.date(), list(step.visits), list(step.why)
        for source in press.sources:
            before = shown[source.name]
            now = dict(_shown(press, source, day, before))
            if now and (now != before or step is planned[-1]):
                visited.append(source.name)
                why += _why(press, source, day, before)
            shown[source.name] = now
        ours = {path: body for one in shown.values() for path, body in one.items()}
        bodies |= {body.name: body for body in ours.values()}
        serves = {**step.serves, **{path: body.name for path, body in ours.items()}}
        steps.append(replace(step, why=tuple(why), visits=tuple(visited), serves=serves))
    addresses = {source.name: Addresses(url=source.url or "") for source in press.sources}
    return replace(
        archive,
        addresses={**archive.addresses, **addresses},
        bodies=bodies,
        steps=tuple(step for step in steps if step.visits),
    )


def _steps(archive: Archive, press: Press) -> list[Step]:
    """The archive's steps, and one for each day on which the press alone is visited."""
    days = {step.at.date() for step in archive.steps}
    alone = [
        Step(datetime.combine(day, _HOUR), why=(), visits=(), serves={}, redirects={})
        for day in press.visits
        if day not in days
    ]
    return sorted((*archive.steps, *alone), key=lambda step: step.at)


def _shown(press: Press, source: Source, day: date, before: dict[str, Body]) -> Iterator[tuple[str, Body]]:
    """What stands at the addresses of one publisher on a day: its pages, and its front page or feed."""
    teasers = []
    for page in press.pages:
        version = page.on(day) if page.source == source.name else None
        if version is None:
            continue
        # A link to a page that was taken down stays, as it does on many a front page.
        teasers.append(Teaser(page.url, page.title, page.versions[0].since))
        if version.file is not None and version.content is not None:
            yield path_of(page.url), _body(version.file, version.content, _HTML)
    if teasers and source.url is not None and source.kind is not SourceKind.PAGE:
        front = path_of(source.url)
        content = front_page(source, teasers)
        known = before.get(front)
        if known is not None and known.content == content:
            yield front, known
        else:
            kind = _FEED if source.kind is SourceKind.FEED else _HTML
            yield front, _body(f"{source.name}_{day}", content, kind)


def _body(name: str, content: bytes, content_type: str) -> Body:
    return Body(name, content, content_type, Origin.DEMO, NOTE, sources=(), licence=LICENCE)


def _why(press: Press, source: Source, day: date, before: dict[str, Body]) -> Iterator[str]:
    """What is another than before, for those who read what the steps are for."""
    for page in press.pages:
        version = page.on(day) if page.source == source.name else None
        if version is None:
            continue
        known = before.get(path_of(page.url))
        if version.content is None:
            if known is not None:
                yield f"{source.title}: taken down: {page.title}"
        elif known is None:
            yield f"{source.title}: {page.title}"
        elif known.content != version.content:
            yield f"{source.title}: changed: {page.title}"
