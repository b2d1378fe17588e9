"""`tracker baseline`: the article, what has become of it, its links, and a draft for another article."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import click

from tracker.cli.options import Place, common, read_day
from tracker.errors import FetchError, UnreadablePage, UsageError
from tracker.model import Configuration, Document, Grade


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
    body = page.read_bytes() if page else _fetched(configuration, str(article.url), "give it with --page")
    proposals = article_links(body, article.links, article.url or "")
    click.echo(resolve_proposals_toml(proposals), nl=False)


@baseline.command(short_help="Draft the baseline of another article.")
@click.argument("source", metavar="URL|FILE")
@click.option("--published", type=read_day, metavar="DATE", help="The article's day, as 2025-07-31.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write. Default: printed."
)
@common
def new(source: str, published: date | None, out: Path | None, place: Place) -> None:
    """Draft a baseline.toml from another article: its links, what it states, what it leaves open.

    URL is fetched as a source would be; FILE is a saved page or plain text. The draft is for a person to
    edit: each part of it says DRAFT, nothing of it is watched, and no question has a condition yet.
    """
    from tracker.config import baseline_draft_toml
    from tracker.extract.article_draft import draft_baseline
    from tracker.extract.pages import extract
    from tracker.read.hyperlinks import sentences_of

    if out is not None and out.exists():
        raise UsageError(f"{out} is there already; give another file with --out")
    configuration = place.configuration()
    body, url = _article(configuration, source)
    document = _document(source, body, url, published)
    if document.published is None:
        raise UsageError(f"{source}: the page states no day; give it with --published, as 2025-07-31")
    found = extract(document, configuration.subject.country)
    drafted = draft_baseline(document, document.published, found, sentences_of(body, document.url or ""))
    note = "The day is a guess: check it." if document.is_guessed else None
    text = baseline_draft_toml(drafted, note)
    if out is None:
        click.echo(text, nl=False)
        return
    out.write_text(text, encoding="utf-8")
    click.echo(
        f"{out}: links {len(drafted.links)}, claims {len(drafted.claims)}, open questions"
        f" {len(drafted.questions)}, all of them drafts; edit each, then check: tracker config check"
    )


def _article(configuration: Configuration, source: str) -> tuple[bytes, str | None]:
    """The bytes of the article, and its address where it was fetched."""
    if source.startswith(("http://", "https://")):
        return _fetched(configuration, source, "give the file instead"), source
    try:
        return Path(source).read_bytes(), None
    except OSError as error:
        raise UsageError(f"{source}: {error.strerror or error}") from error


def _document(source: str, body: bytes, url: str | None, published: date | None) -> Document:
    from tracker.read.extract_input import documents_in
    from tracker.sync.quiet import quiet_libraries

    quiet_libraries()
    try:
        found = [document for _, document in documents_in(source, body, url=url, published=published)]
    except UnreadablePage as error:
        raise UsageError(str(error)) from error
    if len(found) != 1:
        raise UsageError(f"{source}: {len(found)} documents; a baseline is drafted from one article")
    return found[0]


def _fetched(configuration: Configuration, url: str, instead: str) -> bytes:
    from tracker.fetch.client import fetcher
    from tracker.fetch.hosts import MemoryOfHosts

    body = io.BytesIO()
    with fetcher(configuration.politeness, lambda: datetime.now(UTC), MemoryOfHosts()) as visitor:
        answer = visitor.get(url, body)
    if answer.grade is not Grade.OK:
        raise FetchError(
            f"{url}: {answer.reason}; save the page with a browser and {instead}",
            grade=answer.grade.value,
            status=answer.status,
        )
    return body.getvalue()
