"""`tracker baseline`: the article's links, looked up on its live page."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import click

from tracker.cli.options import Place, common
from tracker.errors import FetchError, UsageError
from tracker.model import Configuration, Grade


@click.group(short_help="The article: look up its links.")
def baseline() -> None:
    """The article that everything is compared with."""


@baseline.command()
@click.option(
    "--page", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Read a saved page instead."
)
@common
def resolve(page: Path | None, place: Place) -> None:
    """Look up the addresses of the article's links on its page, by anchor word, and propose them.

    Prints TOML lines for baseline.toml; changes nothing. What is ambiguous or not found is said.
    """
    from tracker.config import resolve_proposals_toml
    from tracker.read.article import article_links

    configuration = place.configuration()
    article = configuration.baseline
    if article.url is None and page is None:
        raise UsageError("baseline.toml: the article has no address; give a saved page with --page")
    body = page.read_bytes() if page else _fetched(configuration, str(article.url))
    proposals = article_links(body, article.links, article.url or "")
    click.echo(resolve_proposals_toml(proposals), nl=False)


def _fetched(configuration: Configuration, url: str) -> bytes:
    from tracker.fetch.client import fetcher
    from tracker.fetch.hosts import MemoryOfHosts

    body = io.BytesIO()
    with fetcher(configuration.politeness, lambda: datetime.now(UTC), MemoryOfHosts()) as visitor:
        answer = visitor.get(url, body)
    if answer.grade is not Grade.OK:
        raise FetchError(
            f"{url}: {answer.reason}; save the page with a browser and give it with --page",
            grade=answer.grade.value,
            status=answer.status,
        )
    return body.getvalue()
