"""`tracker import`: documents that were collected elsewhere, and registers that an operator downloaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Place, common, read_day

if TYPE_CHECKING:
    from tracker.sync.importing import BadLine, Imported
    from tracker.sync.registers import ImportedRegister

_DOCUMENTS = "documents"


class ImportGroup(click.Group):
    """`import FILE…` takes in documents; the name of a register before the file takes in that."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [_DOCUMENTS, *args]
        return super().parse_args(ctx, args)


@click.group(
    "import",
    cls=ImportGroup,
    short_help="Take in documents, or a register, collected elsewhere.",
    subcommand_metavar="FILE… | viasna FILE",
)
def import_group() -> None:
    """Take in what was collected elsewhere: documents, a JSON object a line; a register of prisoners.

    `tracker import FILE…` is `tracker import documents FILE…`.
    """


@import_group.command(_DOCUMENTS)
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


@import_group.command()
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--day",
    type=read_day,
    metavar="DATE",
    help="The day on which FILE was downloaded. Default: when it was written.",
)
@click.option("--dry-run", is_flag=True, help="Show what would come of it; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@common
def viasna(file: Path, day: date | None, dry_run: bool, as_json: bool, place: Place) -> None:
    """Take in an export of Viasna's register of political prisoners that you downloaded: CSV, or JSON.

    It is compared with the last state: who was in prison and is not any more is freed, as the register
    states. Kept are id, name, status and days of arrest, release and death; not the file. Exit code 3 where
    it is held (many are gone at once and nobody reported it) or is no such export.
    """
    from tracker.sync.asking import daemon_named
    from tracker.sync.registers import import_register

    with daemon_named(place.database, "import"):
        imported = import_register(
            place.configuration(), place.database, "viasna", file, day=day, dry_run=dry_run
        )
    if as_json:
        click.echo(json.dumps(_register_as_json(imported), ensure_ascii=False))
    else:
        tell_register(imported)
        if dry_run:
            click.echo("Dry run: nothing was stored.")
    click.get_current_context().exit(imported.exit_code)


def tell_register(imported: ImportedRegister) -> None:
    """Prints what came of the import of a register."""
    from tracker.text.terminal import defuse

    for note in imported.notes:
        click.echo(f"tracker: {imported.register}: {defuse(note)}", err=True)
    for line in _register_in_words(imported):
        click.echo(defuse(line))


def _register_in_words(imported: ImportedRegister) -> Iterator[str]:
    from tracker.report.register_lines import RegisterShown, register_in_words
    from tracker.sync.registers import RegisterFate

    match imported.fate:
        case RegisterFate.HELD:
            yield (
                f"{imported.register}, file of {imported.day}: held, {imported.reason}. Nothing was compared;"
                f" look at the file, then 'tracker register accept {imported.register}' believes it."
            )
        case RegisterFate.KNOWN:
            yield f"{imported.register}: this file is known, of {imported.day}; nothing changed."
        case RegisterFate.UNCHANGED:
            yield f"{imported.register}: unchanged until {imported.day}."
        case RegisterFate.FIRST | RegisterFate.NEW_STATE if imported.state is not None:
            state = imported.state
            shown = RegisterShown(
                register=imported.register,
                title=imported.register,
                day=state.on_date,
                last_day=state.last_date,
                counts=state.counts,
                before=imported.before,
                changes=state.changes,
            )
            yield f"{register_in_words(shown)}."
            yield f"{imported.records:,} new records; {len(imported.told):,} developments say something new."
        case _:
            raise ValueError(f"{imported.register}: {imported.fate} has no state")


def _register_as_json(imported: ImportedRegister) -> dict[str, object]:
    from dataclasses import asdict

    state = imported.state
    return {
        "register": imported.register,
        "fate": imported.fate.value,
        "day": imported.day.isoformat(),
        "before": imported.before.isoformat() if imported.before else None,
        "counts": asdict(state.counts) if state else None,
        "changes": asdict(state.changes) if state and state.changes else None,
        "reason": imported.reason,
        "notes": list(imported.notes),
        "records": imported.records,
        "developments": list(imported.told),
        "exit_code": imported.exit_code,
    }


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
