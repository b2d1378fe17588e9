"""A world whose server plays the Commission's: a list whose address takes a token, and its marker."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta

from fsf import entity, export
from tracker.model import Configuration, Marker, Source, Token
from tracker.report.shown import DevelopmentView
from tracker.store.checks import Check, load_checks
from tracker.store.connection import connect
from tracker.sync.result import SyncResult
from tracker.sync.run import sync
from tracker.sync.views import all_views
from world import Answer, World, shipped_configuration

EU = "eu_fsf"
SUBJECT = tuple(range(100, 120))
OTHERS = tuple(range(500, 560))
TOKEN = "dG9rZW4tMjAxNw%3D"


def feed(token: str = TOKEN) -> bytes:
    return (
        "<rss><channel><item><title>XML</title><enclosure "
        f'url="https://files.example/public/files/list/content?token={token}"/></item></channel></rss>'
    ).encode()


@dataclass
class EuWorld:
    """The list, its marker, its feed; `token` and `marker` are what its source says of them."""

    world: World
    token: bool = True
    header: str | None = None
    with_marker: bool = True
    made: int = 0

    @property
    def source(self) -> Source:
        at = self.world.address
        shipped = next(one for one in shipped_configuration().sources if one.name == EU)
        query = "?token={token}" if self.token else ""
        url = None if self.header else f"{at}/checksum{query}"
        return replace(
            shipped,
            url=f"{at}/content{query}",
            token=Token(f"{at}/rss", r"list/content\?token=([\w%=.-]+)", "EXAMPLE_TOKEN")
            if self.token
            else None,
            marker=Marker(url, self.header, timedelta(days=7)) if self.with_marker else None,
            gap_s=0.0,
            timeout_s=5.0,
        )

    @property
    def configuration(self) -> Configuration:
        return replace(self.world.configuration, sources=(self.source,), lists=())

    def serve(
        self, *without: int, also: Iterable[str] = (), token: str = TOKEN, marker: str | None = None
    ) -> None:
        """The list as it is from now on, made anew at every call; its marker, unless told, follows it."""
        self.made += 1
        entities = [entity(uid) for uid in SUBJECT if uid not in without]
        entities += [entity(uid, programme="IRQ") for uid in OTHERS if uid not in without]
        body = export([*entities, *also], f"{self.world.now:%Y-%m-%dT%H:%M:%S}.{self.made:03}+00:00")
        query = f"?token={token}" if self.token else ""
        self.world.serve(f"/content{query}", body)
        self.world.serve(f"/checksum{query}", (marker or f"checksum {self.made}").encode())

    def serve_feed(self, token: str = TOKEN) -> None:
        self.world.serve("/rss", feed(token))

    def sync(self, *, dry_run: bool = False) -> SyncResult:
        return sync(self.configuration, self.world.database, dry_run=dry_run, clock=lambda: self.world.now)

    def asked(self) -> list[str]:
        """The paths asked for since the last call, without their queries."""
        paths = [path.partition("?")[0] for path in self.world.requests]
        self.world.requests.clear()
        return paths

    def told(self) -> list[DevelopmentView]:
        return list(all_views(self.configuration, self.world.database))

    def checks(self) -> tuple[Check, ...]:
        with closing(connect(self.world.database, read_only=True)) as connection:
            return load_checks(connection, EU)


def page(status: int = 500) -> Answer:
    return Answer(b"<html><title>Error</title><body>Something went wrong.</body></html>", status, "text/html")
