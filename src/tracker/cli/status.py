"""`tracker status`: what is watched, how it fares, what is held."""

from __future__ import annotations

import json

import click

from tracker.cli.options import Place, common

_NOT_ALIVE = 4


@click.command(short_help="Show sources, lists, holds, the last run.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--alive", is_flag=True, help="Only whether the daemon ticks; exit code 4 if it does not.")
@common
def status(as_json: bool, alive: bool, place: Place) -> None:
    """Show the sources, their last and next visits, the lists' last states, and what is held."""
    from tracker.sync.standing import standing_json, standing_lines, standing_of

    if alive:
        from tracker.sync.asking import daemon_beside

        click.get_current_context().exit(0 if daemon_beside(place.database) else _NOT_ALIVE)
    found = standing_of(place.configuration(), place.database)
    if as_json:
        click.echo(json.dumps(standing_json(found), ensure_ascii=False))
    else:
        for line in standing_lines(found):
            click.echo(line)
