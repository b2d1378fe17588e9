"""`tracker sync`: fetch, read, compare, tell."""

from __future__ import annotations

import json
import signal
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

import click

from tracker.cli.options import Place, common

if TYPE_CHECKING:
    from tracker.sync.result import SyncResult

# As a shell says it: 128 and the number of the signal.
_ENDED_BY_SIGTERM = 143


@click.command(short_help="Visit the sources now, and tell what is new.")
@click.argument("sources", nargs=-1, metavar="[SOURCE]…")
@click.option("--due", is_flag=True, help="Only the sources that are due.")
@click.option("--dry-run", is_flag=True, help="Show what would be told; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@common
def sync(sources: Sequence[str], due: bool, dry_run: bool, as_json: bool, place: Place) -> None:
    """Visit the sources now, and tell what is new since the last time, or since the article.

    Without SOURCE all enabled ones. Exit code 0: all reached; 3: some failed or were held; 4: none
    was reached, or another process is syncing; 2: wrong usage or configuration.
    """
    from tracker.cli.screen import progress
    from tracker.cli.tables import print_sync
    from tracker.sync.run import sync as run

    signal.signal(signal.SIGTERM, _end)
    configuration = place.configuration()
    total = len(sources) or sum(source.enabled for source in configuration.sources)
    with progress(total) as say:
        result = run(
            configuration, place.database, names=sources, due_only=due, dry_run=dry_run, on_progress=say
        )
    if as_json:
        click.echo(json.dumps(sync_json(result), ensure_ascii=False))
    else:
        print_sync(result, configuration.baseline.as_of)
        if dry_run:
            click.echo("Dry run: nothing was stored.")
    click.get_current_context().exit(result.exit_code)


def _end(_signal: int, _frame: object) -> NoReturn:
    """Told to end: what is committed stays, what is under way is undone, nobody waits for a slow server."""
    raise SystemExit(_ENDED_BY_SIGTERM)


def sync_json(result: SyncResult) -> dict[str, object]:
    """One sync for programs: `told` as `tracker developments --json` has them, and the sources."""
    from tracker.report.view_json import as_json

    return {
        "run": result.run,
        "first": result.is_first,
        "exit_code": result.exit_code,
        "told": [as_json(view) for view in result.told],
        "sources": [
            {
                "source": outcome.source,
                "grade": outcome.grade.value,
                "standing": outcome.standing.value,
                "message": outcome.message,
            }
            for outcome in result.sources
        ],
    }
