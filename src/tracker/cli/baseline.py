"""`tracker baseline`: the article, what has become of it, its links, and a draft for another article."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from tracker.cli.options import Place, common
from tracker.errors import FetchError, UsageError
from tracker.model import Configuration, Grade


@click.group(
    invoke_without_command=True,
    short_help="Show what has become of the article's claims and questions.",
)
@click.option("--claim", "claims", multiple=True, metavar="ID", help="Only this claim; may be repeated.")
@click.option("--question", "questions", multiple=True, metavar="ID", help="Only this question, likewise.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@common
@click.pass_context
def baseline(
    ctx: click.Context, claims: tuple[str, ...], questions: tuple[str, ...], as_json: bool, place: Place
) -> None:
    """What the article says and leaves open, and what has become of each, with the evidence.

    A claim stands, is told otherwise (by too few to correct it) or is corrected. A question is open,
    moved, answered in part or answered; what only looks like an answer is named and not counted; of a
    judgement pairs and numbers are told, never a verdict.
    """
    if ctx.invoked_subcommand is not None:
        if claims or questions or as_json:
            raise UsageError(f"--claim, --question and --json do not go with {ctx.invoked_subcommand}")
        ctx.find_root().obj = place
        return
    from tracker.report.article_json import article_json
    from tracker.report.article_lines import article_lines
    from tracker.report.article_view import only
    from tracker.sync.article_page import article_page

    configuration = place.configuration()
    _known("claim", claims, (one.id for one in configuration.baseline.claims))
    _known("question", questions, (one.id for one in configuration.baseline.questions))
    view = article_page(configuration, place.database)
    if claims or questions:
        view = only(view, claims, questions)
    if as_json:
        click.echo(json.dumps(article_json(view), ensure_ascii=False))
    else:
        click.echo("\n".join(article_lines(view)))


def _known(kind: str, asked: Iterable[str], known: Iterable[str]) -> None:
    known = tuple(known)
    for name in asked:
        if name not in known:
            raise UsageError(f"--{kind} {name}: the article has no such {kind}; there are {', '.join(known)}")


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
