"""`tracker review`: what a person has to look at, each with the commands for it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import groupby

import click

from tracker.cli.options import Place, common


@click.command(short_help="List what needs a look, each with the command for it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@common
def review(as_json: bool, place: Place) -> None:
    """List what needs a look: lists that are held, numbers that contradict one another, developments that
    nobody is sure of or that may be one, dismissed ones with more sources since, targets without a list
    entry, people who may be one, and where a second opinion differs.

    What is confirmed (`tracker confirm`) is not listed again.
    """
    from tracker.report.review_phrases import HEADINGS, NOTHING
    from tracker.sync.review import to_review
    from tracker.text.terminal import defuse

    found = to_review(place.configuration(), place.database, now=datetime.now(UTC))
    if as_json:
        for one in found:
            facts = {
                "kind": one.kind.value if one.kind else None,
                "what": one.what,
                "why": one.why,
                "command": one.command,
                "then": list(one.then),
            }
            click.echo(json.dumps(facts, ensure_ascii=False))
        return
    if not found:
        click.echo(NOTHING)
    for kind, group in groupby(found, key=lambda one: one.kind.value if one.kind else ""):
        listed = list(group)
        click.echo(f"{HEADINGS[kind]}: {len(listed)}")
        for one in listed:
            click.echo(f"  {defuse(one.what)}")
            click.echo(f"    {defuse(one.why)}")
            for command in (one.command, *one.then):
                if command is not None:
                    click.echo(f"    {command}")
        click.echo()
