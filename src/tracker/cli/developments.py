"""`tracker developments`: everything that is known to have happened."""

from __future__ import annotations

import json
from datetime import date

import click

from tracker.cli.options import Place, common, read_day
from tracker.model import RecordType


@click.command(short_help="List what has happened: when, what, who.")
@click.option(
    "--since", type=read_day, metavar="DATE", help="Only what happened on or after this day, as 2025-11-04."
)
@click.option(
    "--type", "kind", type=click.Choice([kind.value for kind in RecordType]), help="Only this type."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@common
def developments(since: date | None, kind: str | None, as_json: bool, place: Place) -> None:
    """List the developments, newest first: when, what, who, and what it means for the article."""
    from tracker.cli.tables import print_developments
    from tracker.report.view_json import as_json as view_json
    from tracker.sync.views import all_views, select_views

    configuration = place.configuration()
    views = select_views(
        all_views(configuration, place.database),
        since=since,
        kind=RecordType(kind) if kind else None,
    )
    if as_json:
        for view in views:
            click.echo(json.dumps(view_json(view), ensure_ascii=False))
    else:
        print_developments(views, configuration.baseline.as_of)
