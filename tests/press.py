"""Press pages of publishers that do not exist, and the sources and visits that read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tracker.model import Configuration, Source, SourceKind
from tracker.sync.result import SyncResult
from tracker.sync.run import sync
from world import World

HTML = "text/html; charset=utf-8"


def page(*paragraphs: str, head: str = "") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>Example</title>{head}</head><body>{body}</body></html>".encode()


def index(*paths: str) -> bytes:
    links = "".join(f'<li class="news"><a href="{path}">Story {path}</a></li>' for path in paths)
    return f"<html><body><ul>{links}</ul></body></html>".encode()


def feed(*paths: str) -> bytes:
    entries = "".join(
        f"<item><title>Story {path}</title><link>{{address}}{path}</link>"
        "<pubDate>Fri, 01 Aug 2025 09:00:00 +0000</pubDate></item>"
        for path in paths
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{entries}</channel></rss>'.encode()
    )


def a_source(world: World, kind: SourceKind, path: str = "/news", **facts: object) -> Source:
    made = Source(
        name=f"example_{kind.value}",
        title="Example",
        kind=kind,
        url=f"{world.address}{path}",
        enabled=True,
        every=timedelta(hours=1),
        publisher_class="independent",
        languages=("en",),
        terms="invented",
        gap_s=0.0,
    )
    return replace(made, **facts)  # type: ignore[arg-type]


def configured(world: World, *sources: Source) -> Configuration:
    return replace(world.configuration, sources=sources, lists=())


def visit(world: World, *sources: Source) -> SyncResult:
    return sync(configured(world, *sources), world.database, clock=lambda: world.now)


def an_index(world: World, **facts: object) -> Source:
    return a_source(world, SourceKind.INDEX, link_selector="li.news a", **facts)
