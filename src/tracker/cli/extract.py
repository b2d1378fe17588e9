"""`tracker extract`: what pages say of releases, sanctions and contacts, from files on disk."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Place, common, read_day
from tracker.errors import UnreadablePage, UsageError

if TYPE_CHECKING:
    from tracker.cli.second_opinion import Advice, Adviser
    from tracker.extract.pages import Extraction, Statement
    from tracker.extract.pages.explain import Explained
    from tracker.extract.pages.recognised import Recogniser
    from tracker.model import Document


_TALKATIVE = ("trafilatura", "htmldate", "justext", "courlan")


@dataclass(frozen=True, slots=True)
class _Named:
    """A document with the id under which its file has it."""

    id: str
    document: Document


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--published", metavar="DATE", help="The day of publication, where the file has none.")
@click.option("--url", help="The page's address, where the file has none.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line a document.")
@click.option(
    "--explain", "explained", is_flag=True, help="Each sentence: which rule fired, what stopped it."
)
@click.option("--ner", is_flag=True, help="Correct names of people in Russian; needs the extra `ner`.")
@click.option(
    "--second-opinion",
    "asked",
    is_flag=True,
    help="Ask the model of subject.toml too, and show where it differs. It is sent the text.",
)
@common
def extract(
    place: Place,
    files: tuple[Path, ...],
    published: str | None,
    url: str | None,
    as_json: bool,
    explained: bool,
    ner: bool,
    asked: bool,
) -> None:
    """What the documents in FILES say: releases, sanctions, contacts, and what was refused.

    A file is a page of HTML, plain text, or one JSON object a line, with `text` and as far as known `id`,
    `title`, `url` and `published`. Nothing is stored, and nothing is fetched or sent but for a second
    opinion, where subject.toml switches one on.

    Example: tracker extract page.html --published 2025-11-04 --explain
    """
    if explained and asked:
        raise click.UsageError("--explain shows the rules alone; leave out --second-opinion")
    for name in _TALKATIVE:
        # What they complain of (a page that is no whole document) is graded or told by us.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    day = read_day(published) if published else None
    recogniser = _recogniser() if ner else None
    with _adviser(place) if asked else nullcontext() as adviser:
        for file in files:
            for named in _documents(file, day, url):
                if explained:
                    _print_explained(named, recogniser)
                else:
                    _show(named, recogniser, adviser, as_json)
    click.get_current_context().exit(3 if adviser is not None and adviser.has_failed else 0)


def _recogniser() -> Recogniser:
    from tracker.extract.slovnet_names import slovnet_recogniser

    return slovnet_recogniser()


def _adviser(place: Place) -> AbstractContextManager[Adviser]:
    from tracker.cli.second_opinion import adviser

    return adviser(place.configuration())


def _show(named: _Named, recogniser: Recogniser | None, adviser: Adviser | None, as_json: bool) -> None:
    from tracker.extract.pages import extract as extract_records

    subject = {"country": adviser.country} if adviser else {}
    found = extract_records(named.document, recogniser=recogniser, **subject)
    advice = adviser.advice(named.document, found) if adviser else None
    if as_json:
        click.echo(json.dumps(_as_json(named, found, advice), ensure_ascii=False))
    else:
        _print_found(named, found, advice)


def _documents(file: Path, published: date | None, url: str | None) -> Iterator[_Named]:
    from tracker.read.extract_input import documents_in

    try:
        body = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from error
    try:
        for name, document in documents_in(file.name, body, url=url, published=published):
            yield _Named(name, document)
    except UnreadablePage as error:
        raise UsageError(str(error)) from error


def _as_json(named: _Named, found: Extraction, advice: Advice | None) -> dict[str, object]:
    from tracker.extract.pages import statement_json

    shown: dict[str, object] = {
        "id": named.id,
        "language": named.document.language,
        "published": named.document.published.isoformat() if named.document.published else None,
        "records": [statement_json(one) for one in found.records],
        "rejected": [
            {"quote": one.quote, "rule": one.rule, "reason": one.reason.value} for one in found.rejected
        ],
    }
    return shown if advice is None else shown | _advice_json(advice)


def _advice_json(advice: Advice) -> dict[str, object]:
    from tracker.extract.opinion import disagreement_json

    listed = [disagreement_json(one) for one in advice.disagreements]
    dropped = [{"record": one.record, "reason": one.reason} for one in advice.dropped]
    return {
        "disagreements": None if advice.failure else listed,
        "second_opinion": {"failure": advice.failure, "dropped": dropped},
    }


def _print_found(named: _Named, found: Extraction, advice: Advice | None) -> None:
    from tracker.text.terminal import defuse

    click.echo(f"{defuse(named.id)}  {defuse(named.document.title or '')}".rstrip())
    for one in found.records:
        click.echo(f"  {_in_words(one)}\n      “{defuse(one.quote)}”")
    for refused in found.rejected:
        click.echo(f"  not a record: {refused.reason.value}\n      “{defuse(refused.quote)}”")
    if advice is not None:
        _print_advice(advice)


def _print_advice(advice: Advice) -> None:
    from tracker.text.terminal import defuse

    if advice.failure is not None:
        click.echo(f"  {defuse(advice.failure)}")
    elif not advice.disagreements:
        click.echo("  second opinion: does not differ")
    for one in advice.disagreements:
        what = ", ".join(one.fields) or (f"the rules refused it: {one.refused.value}" if one.refused else "")
        click.echo(f"  second opinion, {one.kind.value.replace('_', ' ')}{f': {what}' if what else ''}")
        for who, statement in (("rules", one.rules), ("model", one.opinion)):
            if statement is not None:
                click.echo(f"      {who}: {_in_words(statement)}\n          “{defuse(statement.quote)}”")
    for dropped in advice.dropped:
        click.echo(f"  second opinion, record {dropped.record} not believed: {defuse(dropped.reason)}")


def _in_words(one: Statement) -> str:
    """The statement's main fields on one line."""
    what = one.action.value if one.action else one.kind or ""
    who = one.authority or one.country or "–".join(one.parties)
    count = f", {one.count} people" if one.count else ""
    return f"{one.type.value} {one.status.value}: {what}, {who}{count}, {one.on} ({one.confidence:.2f})"


def _print_explained(named: _Named, recogniser: Recogniser | None) -> None:
    from tracker.extract.pages import explain
    from tracker.text.terminal import defuse

    click.echo(f"{defuse(named.id)}  {defuse(named.document.title or '')}".rstrip())
    for sentence in explain(named.document, recogniser=recogniser):
        click.echo(f"  {'title: ' if sentence.is_title else ''}{_marked(sentence)}")
        for fired in sentence.fired:
            came = fired.reason.value if fired.reason else "; ".join(map(_in_words, fired.statements))
            click.echo(f"      {fired.rule}: {'stopped: ' if fired.reason else ''}{came}")


def _marked(sentence: Explained) -> str:
    """The sentence with the words of each rule in brackets."""
    from tracker.text.terminal import defuse

    marks = sorted({(one.start, one.end) for one in sentence.fired})
    shown, at = "", 0
    for start, end in marks:
        if start < at:
            continue
        shown += f"{defuse(sentence.text[at:start])}[{defuse(sentence.text[start:end])}]"
        at = end
    return shown + defuse(sentence.text[at:])
