"""`tracker sources` and `tracker check`: what is watched, how it fares, what it would give."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import click

from tracker.cli.options import Place, common, read_day
from tracker.text.terminal import defuse


@click.group(invoke_without_command=True, short_help="Show the sources, try or propose one.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@common
def sources(as_json: bool, place: Place) -> None:
    """Show every source: its state and since when, last success, last change, next check, failures."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    from tracker.cli.tables import print_sources
    from tracker.sync.standing import standing_json, standing_of

    standing = standing_of(place.configuration(), place.database)
    if as_json:
        for line in standing_json(standing)["sources"]:
            click.echo(json.dumps(line, ensure_ascii=False))
    else:
        print_sources(standing)


@sources.command("test")
@click.argument("name")
@click.option(
    "--page",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A saved page. Default: the source's last good body in the evidence.",
)
@common
def test_source(name: str, page: Path | None, place: Place) -> None:
    """Read a saved page as the source NAME would, offline. Exit code 3 where it has drifted or is none."""
    from tracker.cli.tables import print_trial
    from tracker.sync.trial import try_saved

    trial = try_saved(place.configuration(), place.database, name, page, datetime.now(UTC))
    print_trial(trial)
    click.get_current_context().exit(0 if trial.is_good else 3)


@sources.command()
@click.argument("url")
@common
def add(url: str, place: Place) -> None:
    """Look at the page at URL, find its feed if it has one, and propose a source's definition.

    Prints TOML; writes nothing. Complete it and save it under config/SUBJECT/sources/.
    """
    from tracker.read.proposal import propose
    from tracker.sync.trial import page_to_propose

    configuration = place.configuration()
    final_url, body, content_type = page_to_propose(configuration, place.database, url)
    taken = {source.name for source in configuration.sources}
    name, toml = propose(body, content_type, final_url, on=datetime.now(UTC).date(), taken=taken)
    click.echo(f"# {configuration.folder}/{configuration.subject.name}/sources/{name}.toml")
    click.echo(toml, nl=False)


@click.command(short_help="Fetch one source now and show what would be read; write nothing.")
@click.argument("name", metavar="SOURCE")
@click.option(
    "--pages",
    type=click.IntRange(0, 30),
    default=3,
    show_default=True,
    help="How many of the pages that it names are fetched and read, too.",
)
@common
def check(name: str, pages: int, place: Place) -> None:
    """Fetch SOURCE now, show its grade and what would be read of it: links, posts, and what pages state.

    Writes nothing. A disabled source may be checked as well. Exit code 3 where the answer is no good.
    """
    from tracker.cli.tables import print_trial
    from tracker.sync.trial import fetch_and_try

    trial = fetch_and_try(place.configuration(), place.database, name, pages=pages)
    print_trial(trial)
    click.get_current_context().exit(0 if trial.is_good else 3)


@click.command(short_help="Walk a source backwards to a day.")
@click.argument("name", metavar="SOURCE")
@click.option("--since", type=read_day, metavar="DATE", required=True, help="How far back, as 2025-08-01.")
@common
def backfill(name: str, since: date, place: Place) -> None:
    """Walk SOURCE backwards to DATE: paged indexes and APIs, and OFAC's history of changes.

    As polite as ever, so it takes its time; broken off, the next call goes on where it stopped. Exit
    code 3 where an answer was no good: the next call begins with it.
    """
    from tracker.cli.screen import progress
    from tracker.sync.backfill import backfill as walk_back

    with progress(1) as say:
        found = walk_back(place.configuration(), place.database, name, since, on_progress=say)
    told = f", {found.told} developments told" if found.told else ""
    posts = f", {found.new_posts} new or edited posts" if found.new_posts else ""
    click.echo(
        f"{found.source}: {found.pages} pages back, {found.new_links} new links{posts}, "
        f"{found.visited} linked pages visited{told}; ended: {defuse(found.ended)}"
    )
    click.get_current_context().exit(found.exit_code)
