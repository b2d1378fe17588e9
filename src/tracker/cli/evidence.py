"""`tracker evidence` and `tracker cite`: the chain from a development to the stored bytes."""

from __future__ import annotations

import json
from contextlib import closing

import click

from tracker.cli.options import Place, common


@click.command(short_help="Show how it is known, down to the bytes, and verify them.")
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@common
def evidence(name: str, as_json: bool, place: Place) -> None:
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
