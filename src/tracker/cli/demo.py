"""`tracker demo`: the main job, offline, on an archive that ships with the tracker."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tracker.cli.options import Place, common


@click.command(short_help="See it at work, offline, on a shipped archive.")
@click.option(
    "--archive",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another archive's folder. Default: the shipped one.",
)
@click.option(
    "--press",
    "press_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another folder of press pages, as a copy of the shipped one with pages left out or changed.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a step.")
@common
def demo(archive: Path | None, press_folder: Path | None, as_json: bool, place: Place) -> None:
    """Walk through the year after the article, day by day, as `tracker sync` would have seen it.

    Offline: a loopback server serves list states that were published, or rebuilt from dated facts
    (each says which), official notices that were rebuilt too, and pages of a press that does not exist; the
    clock is moved from date to date. The database is left for the other commands. One that was broken off
    goes on where it stopped.
    """
    from tracker.cli.demo_steps import print_demo_end, print_step, step_json
    from tracker.cli.screen import progress
    from tracker.cli.sync import sync_json
    from tracker.config.places import demo_database_path
    from tracker.demo.folder import load, shipped_folder
    from tracker.demo.official import load_notices, shipped_notices, with_notices
    from tracker.demo.other_lists import load_other_lists, with_other_lists
    from tracker.demo.press import with_press
    from tracker.demo.press_folder import load_press, shipped_press, with_sources
    from tracker.demo.run import run_demo
    from tracker.sync.views import all_views

    press = load_press(press_folder or shipped_press())
    configuration = with_sources(place.configuration(), press.sources)
    database = place.db_option or demo_database_path(place.folder, place.subject)
    lists = with_other_lists(load(archive or shipped_folder()), load_other_lists(), configuration)
    shown = with_notices(with_press(lists, press), load_notices(shipped_notices()))
    with progress(len(shown.steps)) as say:
        for step in run_demo(configuration, database, shown, on_progress=say):
            if as_json:
                click.echo(json.dumps(step_json(step) | sync_json(step.result), ensure_ascii=False))
            else:
                print_step(step)
    if not as_json:
        print_demo_end(all_views(configuration, database), configuration.baseline.as_of, database)
