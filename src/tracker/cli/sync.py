"""`tracker sync`: fetch, read, compare, tell."""

from __future__ import annotations

import json
import os
import signal
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NoReturn

import click

from tracker.cli.options import Place, common

if TYPE_CHECKING:
    from tracker.model import Configuration
    from tracker.sync.result import SyncResult
    from tracker.sync.walk import Progress

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

    Without SOURCE all enabled ones. Beside a running daemon (`tracker run`) it is the daemon that does
    it, by its own configuration. Exit code 0: all reached; 3: some failed or were held; 4: none
    was reached, or another process is syncing; 2: wrong usage or configuration.
    """
    from tracker.cli.screen import progress
    from tracker.cli.tables import print_sync

    signal.signal(signal.SIGTERM, _end)
    configuration = place.configuration()
    _check_key(configuration)
    total = len(sources) or sum(source.enabled for source in configuration.sources)
    with progress(total) as say:
        result = _sync(configuration, place, sources, due=due, dry_run=dry_run, say=say)
    if as_json:
        click.echo(json.dumps(sync_json(result), ensure_ascii=False))
    else:
        print_sync(result, configuration.baseline.as_of)
        if dry_run:
            click.echo("Dry run: nothing was stored.")
    if not dry_run:
        _afterwards(configuration, place)
    click.get_current_context().exit(result.exit_code)


def _sync(
    configuration: Configuration,
    place: Place,
    sources: Sequence[str],
    *,
    due: bool,
    dry_run: bool,
    say: Progress,
) -> SyncResult:
    """The sync of this process, or that of the daemon which holds the lock."""
    from tracker.errors import SyncBusy, UsageError
    from tracker.sync.asking import daemon_beside, sync_by_daemon
    from tracker.sync.run import sync as run
    from tracker.sync.visiting import Listener

    is_debug = click.get_current_context().find_root().params.get("debug", False)
    listener = Listener(broke=_show_traceback) if is_debug else None
    try:
        return run(
            configuration,
            place.database,
            names=sources,
            due_only=due,
            dry_run=dry_run,
            on_progress=say,
            listener=listener,
        )
    except (SyncBusy, UsageError):
        # Which names there are is said by the configuration of the one that visits.
        daemon = None if dry_run else daemon_beside(place.database)
        if daemon is None:
            raise
    return sync_by_daemon(configuration, place.database, daemon, names=sources, due_only=due)


def _afterwards(configuration: Configuration, place: Place) -> None:
    """What the daemon does by itself, where there is none: notices, opinions, once a day housekeeping."""
    from tracker.errors import OutboxBusy
    from tracker.notify.notices import queue_notices
    from tracker.notify.outbox import send_due
    from tracker.sync.asking import daemon_beside
    from tracker.sync.housekeeping import keep_house_if_due

    if daemon_beside(place.database) is not None:
        return
    if configuration.notices and queue_notices(configuration, place.database, datetime.now(UTC)):
        with suppress(OutboxBusy):
            send_due(configuration, place.database, clock=lambda: datetime.now(UTC), environ=os.environ)
    _ask_opinions(configuration, place)
    keep_house_if_due(configuration, place.database, datetime.now(UTC))


def _check_key(configuration: Configuration) -> None:
    """A key that is missing is told before anything is fetched."""
    if configuration.subject.second_opinion is None:
        return
    from tracker.sync.opinions import completions_of

    completions = completions_of(configuration, os.environ)
    if completions is not None:
        completions.close()


def _ask_opinions(configuration: Configuration, place: Place) -> None:
    """Second opinions, where they are switched on; a model that fails takes nothing from the sync."""
    if configuration.subject.second_opinion is None:
        return
    from tracker.errors import FetchError
    from tracker.sync.opinions import ask_opinions

    try:
        asked = ask_opinions(
            configuration, place.database, clock=lambda: datetime.now(UTC), environ=os.environ
        )
    except FetchError as error:
        click.echo(str(error), err=True)
        return
    if asked.documents:
        click.echo(
            f"second opinion: {asked.documents} documents, {asked.disagreements} disagreements kept",
            err=True,
        )


def _show_traceback(source: str, error: BaseException) -> None:
    click.echo(f"{source}:", err=True)
    traceback.print_exception(error)


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
