"""`tracker backup` and `tracker restore`: database and evidence together, every hash verified."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from tracker.cli.options import Place, common

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(short_help="Copy database and evidence, verified.")
@click.argument("folder", type=_FOLDER, metavar="DIR")
@common
def backup(folder: Path, place: Place) -> None:
    """Copy the database and all its evidence into DIR, while a sync may be running.

    Every body is verified against its hash on the way. A backup names people: DIR is made readable by
    its owner only.
    """
    from tracker.store import backup as store

    manifest = store.backup(place.database, folder, datetime.now(UTC))
    click.echo(f"{folder}: {len(manifest.evidence)} bodies, verified")


@click.command(short_help="Bring a backup back, verified.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@common
def restore(folder: Path, place: Place) -> None:
    """Bring a backup back as this database. Refuses to overwrite one; verifies every hash first."""
    from tracker.store import backup as store

    manifest = store.restore(folder, place.database)
    click.echo(f"{place.database}: {len(manifest.evidence)} bodies, verified")
