"""`tracker config` and `tracker init`: is the configuration right, and where does one come from."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.options import Place, common


@click.group()
def config() -> None:
    """The configuration: check it."""


@config.command()
@common
def check(place: Place) -> None:
    """Read the whole configuration and tell every problem at once. Exit code 2 if there is any."""
    found = place.configuration()
    enabled = sum(source.enabled for source in found.sources)
    baseline = found.baseline
    click.echo(
        f"{place.folder}: {found.subject.title}: {enabled} of {len(found.sources)} sources enabled, "
        f"{len(baseline.claims)} claims and {len(baseline.questions)} open questions of {baseline.as_of}, "
        f"{len(found.lists)} list states; no problem found"
    )
    click.echo(f"database: {place.database}")


@click.command(short_help="Write the shipped configuration into a folder.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
def init(folder: Path) -> None:
    """Write the shipped configuration into DIR, to be edited there. Overwrites nothing."""
    from tracker.config import write_out

    written = write_out(folder)
    click.echo(f"wrote {len(written)} files into {folder}")
    click.echo(f"next: cd {folder} && tracker config check && tracker sync")
