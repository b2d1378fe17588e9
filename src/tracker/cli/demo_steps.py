"""What `tracker demo` prints: visit by visit what is told, and at the end all of it as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.tables import nothing_new, print_developments, print_outcomes, print_view
from tracker.report import digest_phrases as phrases
from tracker.report.digest import Change, Correction
from tracker.report.shown import DevelopmentView
from tracker.text.dates import day_in_words
from tracker.text.terminal import defuse

if TYPE_CHECKING:
    from tracker.demo.run import StepResult

_UNDER = "    "
_WE_SAID = "on {day} we said: “{said}”"


def print_step(step: StepResult) -> None:
    """One visit: its day, what is told, and every source that did not fare well.

    Corrections stand first, as in the digest; of what only reads otherwise, what does.
    """
    told = step.told
    counts = ((len(told.corrections), "corrected"), (len(told.new), "new"), (len(told.changed), "changed"))
    words = ", ".join(f"{count} {word}" for count, word in counts if count)
    click.echo(f"{day_in_words(step.step.at.date())}: {words or nothing_new(step.result)}")
    for correction in told.corrections:
        _print_correction(correction)
    for one in told.new:
        print_view(one.view, "  ")
    for change in told.changed:
        _print_change(change)
    print_outcomes(step.result, only_bad=True)


def step_json(step: StepResult) -> dict[str, object]:
    """When and why it was visited, and what is taken back or put right by it."""
    return {
        "at": step.step.at.isoformat(),
        "why": list(step.step.why),
        "corrections": [
            {"id": one.id, "said": one.said, "said_on": one.said_on.isoformat(), "truth": one.truth}
            for one in step.told.corrections
        ],
    }


def _print_correction(correction: Correction) -> None:
    said_on = day_in_words(correction.said_on)
    click.echo(f"  {phrases.CORRECTION[0]}: {_WE_SAID.format(day=said_on, said=defuse(correction.said))}")
    click.echo(f"{_UNDER}{phrases.TRUE_IS}: {defuse(correction.truth)}")
    if correction.now is not None:
        print_view(correction.now, _UNDER)


def _print_change(change: Change) -> None:
    click.echo(f"  changed: {defuse(change.view.summary)}; {change.view.id}")
    for one in change.changes:
        click.echo(
            f"{_UNDER}{one.label}: {phrases.CHANGE.format(before=defuse(one.before), now=defuse(one.now))}"
        )


def print_demo_end(views: Sequence[DevelopmentView], as_of: date, database: Path) -> None:
    """All developments once more as a table, and where the database is."""
    click.echo()
    print_developments(views, as_of)
    click.echo()
    click.echo(f"The demo's database: {database}")
    click.echo(f"Look on: tracker developments --db {database}")
    if views:
        click.echo(f"         tracker evidence {views[-1].id} --db {database}")
