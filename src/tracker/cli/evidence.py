"""`tracker evidence` and `tracker cite`: the chain from a development to the stored bytes."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import click

from tracker.cli.options import Place, common


class EvidenceGroup(click.Group):
    """`evidence ID` shows; any other first word is a command, as in `evidence export ID`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            return super().resolve_command(ctx, ["show", *args])
        return super().resolve_command(ctx, args)


@click.group(
    cls=EvidenceGroup,
    short_help="Show how it is known, down to the bytes, and verify them.",
    subcommand_metavar="ID | COMMAND [ARGS]…",
)
def evidence() -> None:
    """Show how the development or record ID is known; export it; verify all stored bodies."""


@evidence.command()
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@common
def show(name: str, as_json: bool, place: Place) -> None:
    """Show how a development or record is known, down to the bytes, and verify them again.

    Each stored body is hashed anew, each quote compared with the bytes at its place, each absence
    looked up in the list. Exit code 3 where anything does not hold.
    """
    from tracker.cli.tables import print_chain
    from tracker.store.connection import connect
    from tracker.sync.proof import proof_json, prove

    configuration = place.configuration()
    with closing(connect(place.database, read_only=True)) as connection:
        proof = prove(connection, configuration, place.database, name)
    if as_json:
        click.echo(json.dumps(proof_json(proof), ensure_ascii=False))
    else:
        print_chain(proof)
    click.get_current_context().exit(0 if proof.holds else 3)


@evidence.command()
@click.argument("name", metavar="ID")
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write. Default: ID.warc.gz here.",
)
@common
def export(name: str, target: Path | None, place: Place) -> None:
    """Write everything that a development or record rests on as a WARC file that standard tools open."""
    from tracker.store.connection import connect
    from tracker.store.evidence import EvidenceFolder
    from tracker.store.paths import evidence_folder
    from tracker.store.warc import export as write_warc
    from tracker.sync.views import find_view

    configuration = place.configuration()
    with closing(connect(place.database, read_only=True)) as connection:
        view = find_view(connection, configuration, name)
        snapshots = dict.fromkeys(line.snapshot for line in view.evidence if line.snapshot is not None)
        path = target or Path(f"{view.id}.warc.gz")
        folder = EvidenceFolder(evidence_folder(place.database))
        records = write_warc(connection, folder, list(snapshots), path)
    click.echo(f"{path}: {records} records")


@evidence.command()
@common
def verify(place: Place) -> None:
    """Hash every stored body again and name those that are broken. Exit code 3 if there is any."""
    from tracker.store.budget import verify_all
    from tracker.store.connection import connect
    from tracker.store.evidence import EvidenceFolder
    from tracker.store.paths import evidence_folder

    with closing(connect(place.database, read_only=True)) as connection:
        verified = verify_all(connection, EvidenceFolder(evidence_folder(place.database)))
    for broken in verified.broken:
        click.echo(f"{broken.sha256}: {broken.problem}")
    click.echo(f"{verified.checked} bodies, {len(verified.broken)} broken")
    click.get_current_context().exit(3 if verified.broken else 0)


@click.command(short_help="Print a development ready to paste.")
@click.argument("name", metavar="ID")
@common
def cite(name: str, place: Place) -> None:
    """Print a development ready to paste: what, when, the quotes, publisher, address, time, hash."""
    from tracker.report.citation import citation
    from tracker.store.connection import connect
    from tracker.sync.views import find_view

    configuration = place.configuration()
    with closing(connect(place.database, read_only=True)) as connection:
        click.echo(citation(find_view(connection, configuration, name)))
