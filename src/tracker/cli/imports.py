"""`tracker import`: documents that were collected elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Place, common

if TYPE_CHECKING:
    from tracker.sync.importing import BadLine, Imported


@click.command("import", short_help="Take in documents that were collected elsewhere.")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE…",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--dry-run", is_flag=True, help="Show what would come of it; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@common
def import_documents(files: tuple[Path, ...], dry_run: bool, as_json: bool, place: Place) -> None:
    """Take in the documents in FILES, one JSON object a line, as evidence of origin `import`.

    A line has `url`, `published` (a day), `text` or `html`, and may have `title`, `publisher` and
    `publisher_class`. The same line again adds nothing. A line that is no good is told, and the others go
    in: exit code 3; 4 where none was good.

    Example: {"url": "https://news.example/1", "published": "2025-09-11", "title": "…", "text": "…"}
    """
    from tracker.cli.screen import progress
    from tracker.sync.asking import daemon_named
    from tracker.sync.importing import import_files

    with progress(len(files)) as say, daemon_named(place.database, "import"):
        imported = import_files(
            place.configuration(), place.database, files, on_bad=_tell, dry_run=dry_run, on_progress=say
        )
    if as_json:
        click.echo(json.dumps(_as_json(imported)))
    else:
        for line in _in_words(imported):
            click.echo(line)
        if dry_run:
            click.echo("Dry run: nothing was stored.")
    click.get_current_context().exit(imported.exit_code)


def _tell(bad: BadLine) -> None:
    from tracker.text.terminal import defuse

    click.echo(f"tracker: {defuse(str(bad))}", err=True)


def _in_words(imported: Imported) -> Iterator[str]:
    written = imported.written
    yield (
        f"{imported.lines:,} lines: {written.documents:,} new documents, {written.versions:,} other texts of"
        f" known ones, {imported.known:,} known, {imported.unrelated:,} without a word of the subject,"
        f" {imported.bad:,} no good"
    )
    yield (
        f"{written.records:,} new records; {written.developments:,} new developments,"
        f" {written.revised:,} that say something else since"
    )


def _as_json(imported: Imported) -> dict[str, object]:
    written = imported.written
    return {
        "lines": imported.lines,
        "known": imported.known,
        "unrelated": imported.unrelated,
        "bad": imported.bad,
        "documents": written.documents,
        "versions": written.versions,
        "records": written.records,
        "developments": written.developments,
        "revised": written.revised,
        "exit_code": imported.exit_code,
    }
