"""`tracker replay`: stored evidence read again with today's readers and rules."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import click

from tracker.cli.options import Place, common, read_day


@click.command(short_help="Read stored evidence again with today's rules, and show what differs.")
@click.option(
    "--source", "sources", multiple=True, metavar="NAME", help="Only this source (may be repeated)."
)
@click.option("--since", type=read_day, metavar="DATE", help="Only documents published on or after this day.")
@click.option("--apply", is_flag=True, help="Make it so. Without it nothing is written.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@common
def replay(sources: Sequence[str], since: date | None, apply: bool, as_json: bool, place: Place) -> None:
    """Read stored evidence again with today's readers and rules, and show what would change.

    Pages, posts, feed entries and imported documents are read again from their stored bytes, and all
    records are tied again; what a person decided holds. The last state of each list is opened again and
    only compared. With --apply it becomes so at once or not at all: what is only read otherwise is told by
    no digest, what was told and proves wrong becomes a correction in the next one. `--source import` names
    the imported documents.
    """
    from tracker.cli.replayed import print_replayed, replayed_json
    from tracker.cli.screen import progress
    from tracker.sync.asking import daemon_named
    from tracker.sync.replay import replay as read_again

    with progress(1) as say, daemon_named(place.database, "replay"):
        found = read_again(
            place.configuration(), place.database, names=sources, since=since, apply=apply, on_progress=say
        )
    if as_json:
        click.echo(json.dumps(replayed_json(found), ensure_ascii=False))
    else:
        print_replayed(found)
