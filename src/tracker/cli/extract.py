"""`tracker extract`: what pages say of releases, sanctions and contacts, from files on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Place, common, read_day
from tracker.errors import UnreadablePage, UsageError

if TYPE_CHECKING:
    from tracker.cli.second_opinion import Advice, Adviser
    from tracker.extract.pages import Extraction
    from tracker.extract.pages.aids import Aids
    from tracker.extract.pages.explain import Explained
    from tracker.model import Document
    from tracker.report.naming import Naming


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
@click.option("--listed", is_flag=True, help="Know the names of targets on the lists that the database has.")
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
    listed: bool,
    ner: bool,
    asked: bool,
) -> None:
    """What the documents in FILES say: releases, sanctions, contacts, and what was refused.

    A file is a page of HTML, plain text, or one JSON object a line, with `text` and as far as known `id`,
    `title`, `url` and `published`. Nothing is stored, and nothing is fetched or sent but for a second
    opinion, where subject.toml switches one on.

    Example: tracker extract page.html --published 2025-11-04 --explain
    """
    from tracker.sync.known_people import suppressed_in
    from tracker.sync.quiet import quiet_libraries

    if explained and asked:
        raise click.UsageError("--explain shows the rules alone; leave out --second-opinion")
    quiet_libraries()
    day = read_day(published) if published else None
    aids = _aids(place, listed, ner)
    hidden = suppressed_in(place.database, place.configuration)
    with _adviser(place) if asked else nullcontext() as adviser:
        for file in files:
            for named in _documents(file, day, url):
                if explained:
                    _print_explained(named, aids, hidden)
                else:
                    _show(named, aids, adviser, as_json, hidden)
    click.get_current_context().exit(3 if adviser is not None and adviser.has_failed else 0)


def _aids(place: Place, listed: bool, ner: bool) -> Aids:
    from tracker.extract.pages.aids import NO_AIDS

    aids = NO_AIDS
    if listed:
        from tracker.sync.listed import stored_names

        aids = replace(aids, listed=stored_names(place.database))
    if ner:
        from tracker.extract.slovnet_names import slovnet_recogniser

        aids = replace(aids, recogniser=slovnet_recogniser())
    return aids


def _adviser(place: Place) -> AbstractContextManager[Adviser]:
    from tracker.cli.second_opinion import adviser

    return adviser(place.configuration())


def _show(named: _Named, aids: Aids, adviser: Adviser | None, as_json: bool, hidden: Naming) -> None:
    from tracker.extract.pages import extract as extract_records
    from tracker.report.withheld import withheld

    country = adviser.country if adviser else "BY"
    found = extract_records(named.document, country, aids, elsewhere=True)
    advice = adviser.advice(named.document, found) if adviser else None
    named, found, advice = withheld(named, hidden), withheld(found, hidden), withheld(advice, hidden)
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
    if advice is None:
        return shown
    from tracker.cli.second_opinion import advice_json

    return shown | advice_json(advice)


def _print_found(named: _Named, found: Extraction, advice: Advice | None) -> None:
    from tracker.cli.second_opinion import advice_in_words
    from tracker.extract.pages import described
    from tracker.text.terminal import defuse

    click.echo(defuse(named.id))
    for line in (*described(named.document, found), *(advice_in_words(advice) if advice else ())):
        click.echo(f"  {defuse(line)}")


def _print_explained(named: _Named, aids: Aids, hidden: Naming) -> None:
    from tracker.extract.pages import explain, in_words
    from tracker.report.withheld import withheld, withheld_text
    from tracker.text.terminal import defuse

    shown = withheld(named, hidden)
    click.echo(f"{defuse(shown.id)}  {defuse(shown.document.title or '')}".rstrip())
    for sentence in explain(named.document, aids=aids, elsewhere=True):
        text = withheld_text(sentence.text, hidden) if hidden.hidden else sentence.text
        # The places of the words are those of the whole sentence.
        marked = _marked(sentence) if text == sentence.text else defuse(text)
        click.echo(f"  {'title: ' if sentence.is_title else ''}{marked}")
        for fired in sentence.fired:
            came = fired.reason.value if fired.reason else "; ".join(map(in_words, fired.statements))
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
