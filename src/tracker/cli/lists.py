"""`tracker lists`: look at official lists, in files and in the database."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.files import opened, parts_beside
from tracker.cli.options import Place, common, read_day
from tracker.errors import UnreadableList, UsageError
from tracker.model import ListDiff

if TYPE_CHECKING:
    from tracker.read.lists import ListFile

_HEAD_BYTES = 1 << 16
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(short_help="Parse, show, compare and accept official lists.")
def lists() -> None:
    """Official lists: parse and compare files, show a stored list as of any day, all lists side by side,
    accept a hold."""


@lists.command()
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--list", "list_name", help="The list's name. Default: what the file itself says.")
@click.option("--format", "list_format", help="The format. Default: what the content shows.")
@click.option("--json", "as_json", is_flag=True, help="One entry a line, as JSON.")
def parse(files: Sequence[Path], list_name: str | None, list_format: str | None, as_json: bool) -> None:
    """Read the entries of list files, also in gzip or ZIP.

    Format and layout are recognised from the content. An sdn.csv is read with the add.csv, alt.csv and
    sdn_comments.csv that lie beside it. Exit code 3 where a file is no list or is damaged.
    """
    worst = 0
    for path in files:
        try:
            faults = _parse(path, list_format, list_name, as_json)
        except UnreadableList as error:
            faults = (str(error),)
        if faults:
            click.echo(f"tracker: {_named(path, '; '.join(faults))}", err=True)
            worst = UnreadableList.exit_code
    click.get_current_context().exit(worst)


def _parse(path: Path, list_format: str | None, list_name: str | None, as_json: bool) -> Sequence[str]:
    """Prints one file's entries, and gives its faults. Raises UnreadableList."""
    from tracker.cli.tables import print_delta, print_entries
    from tracker.extract.entry_json import delta_json, entry_json
    from tracker.read.lists import is_delta, open_list, read_delta

    with opened(path, parts_beside(path)) as bodies:
        if is_delta(bodies["main"].read(_HEAD_BYTES), format=list_format):
            delta = read_delta(bodies["main"], format=list_format, list_name=list_name)
            if as_json:
                for change in delta.entries:
                    click.echo(json.dumps(delta_json(change, delta.list), ensure_ascii=False))
            else:
                print_delta(path.name, delta)
            return ()
        file = open_list(bodies, format=list_format, list_name=list_name)
        if as_json:
            for entry in file.entries():
                click.echo(json.dumps(entry_json(entry), ensure_ascii=False))
        else:
            print_entries(path.name, file.outline, file.entries())
        return file.outline.faults


@lists.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option(
    "--programme", "programmes", multiple=True, metavar="GLOB", help="Only entries of these programmes."
)
@click.option("--format", "list_format", help="The format. Default: what the content shows.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def diff(old: Path, new: Path, programmes: Sequence[str], list_format: str | None, as_json: bool) -> None:
    """Compare two states of one list: added, removed, changed field by field.

    Unordered things are compared as sets; only parts that both states have are compared. A NEW that
    must not be believed (cut short, a uid twice, shrunk by more than a fifth) is held: exit code 3.
    """
    from tracker.cli.tables import print_diff
    from tracker.extract.list_compare import compare_files
    from tracker.extract.list_diff import diff_json, restrict

    parts = {path: parts_beside(path) for path in (old, new)}
    both = parts[old].keys() & parts[new].keys()
    try:
        with (
            _opened_list(old, list_format, {part: parts[old][part] for part in both}) as before,
            _opened_list(new, list_format, {part: parts[new][part] for part in both}) as after,
        ):
            found, held = compare_files(before, after, programmes)
    except UnreadableList as error:
        found, held = ListDiff(), str(error)
    found = restrict(found, programmes) if programmes else found
    if as_json:
        click.echo(json.dumps(diff_json(found, held), ensure_ascii=False))
    else:
        print_diff(found, held)
    click.get_current_context().exit(UnreadableList.exit_code if held else 0)


@contextmanager
def _opened_list(path: Path, list_format: str | None, parts: dict[str, Path]) -> Iterator[ListFile]:
    from tracker.read.lists import open_list

    with opened(path, parts) as bodies:
        try:
            file = open_list(bodies, format=list_format)
        except UnreadableList as error:
            raise UnreadableList(_named(path, str(error)), empty=error.empty) from error
        yield file


def _named(path: Path, what: str) -> str:
    return what if what.startswith(str(path)) else f"{path}: {what}"


@lists.command()
@click.argument("list_name", metavar="LIST")
@click.option(
    "--as-of", "as_of", type=read_day, metavar="DATE", help="A day, as 2025-11-04 (in UTC). Default: now."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@common
def show(list_name: str, as_of: date | None, as_json: bool, place: Place) -> None:
    """Show the subject's entries of a stored list, as of any day.

    The answer says between which observations that day lies: a list that was not looked at on a day
    is not known for it.
    """
    from tracker.cli.tables import print_list_view
    from tracker.sync.lists_view import list_as_of, list_view_json

    view = list_as_of(place.configuration(), place.database, list_name, as_of)
    if as_json:
        click.echo(json.dumps(list_view_json(view), ensure_ascii=False))
    else:
        print_list_view(view)


@lists.command()
@click.option("--target", metavar="NAME", help="Only targets with a name that contains NAME.")
@click.option("--list", "names", multiple=True, metavar="LIST", help="Only targets that LIST has or had.")
@click.option("--differing", is_flag=True, help="Only targets that some lists have and others have not.")
@click.option("--csv", "as_csv", is_flag=True, help="For a spreadsheet; no cell is a formula.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@common
def compare(
    target: str | None,
    names: Sequence[str],
    differing: bool,
    as_csv: bool,
    as_json: bool,
    place: Place,
) -> None:
    """Show the subject's targets beside one another: on which lists each stands, since when, until when.

    Which entries are one target is our reading: `tracker review` lists what is doubtful, `tracker tie` and
    `tracker untie` decide it. An empty cell is no proof: the entry may not have been recognised.
    """
    from tracker.cli.tables import print_lists_beside
    from tracker.report import lists_beside as faces
    from tracker.sync.lists_compare import lists_beside

    if as_csv and as_json:
        raise UsageError("both --csv and --json; ask for one")
    beside = lists_beside(
        place.configuration(), place.database, target=target, lists=tuple(names), is_differing=differing
    )
    if as_csv:
        click.echo(faces.as_csv(beside), nl=False)
    elif as_json:
        for one in faces.as_json(beside):
            click.echo(json.dumps(one, ensure_ascii=False))
    else:
        print_lists_beside(beside)


@lists.command()
@click.argument("list_name", metavar="LIST")
@common
def accept(list_name: str, place: Place) -> None:
    """Release the hold on a list: believe the state that was held.

    The held bytes are read again from the evidence and compared as if they had come without doubt.
    The decision is stored with its time.
    """
    from tracker.cli.tables import print_sync
    from tracker.sync.accept import accept_hold

    result = accept_hold(place.configuration(), place.database, list_name)
    print_sync(result)
    click.get_current_context().exit(result.exit_code)
