"""`tracker register`: what the registers of prisoners that were imported say, in numbers."""

from __future__ import annotations

import json

import click

from tracker.cli.options import Place, common


@click.group(
    invoke_without_command=True,
    short_help="Show the imported registers of prisoners in numbers.",
    subcommand_metavar="[COMMAND [ARGS]…]",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a state.")
@click.pass_context
@common
def register(ctx: click.Context, as_json: bool, place: Place) -> None:
    """Show each state of a register that was imported: how many people, and what changed since the last.

    Nobody is named here. `tracker import viasna FILE` takes a new state in.
    """
    if ctx.invoked_subcommand is not None:
        return
    from tracker.report.register_lines import register_in_words
    from tracker.sync.register_view import all_register_views, register_json

    views = all_register_views(place.database)
    for view in views:
        if as_json:
            click.echo(json.dumps(register_json(view), ensure_ascii=False))
        else:
            click.echo(f"{register_in_words(view.shown)}. Imported {view.stored.imported_at:%Y-%m-%d}.")
    if not views and not as_json:
        click.echo("No register was imported; 'tracker import viasna FILE' takes one in.")
    held = {view.hold.list: view.hold for view in views if view.hold is not None}
    for hold in held.values() if not as_json else ():
        click.echo(f"{hold.list} is held: {hold.reason}; 'tracker register accept {hold.list}' believes it.")


@register.command()
@click.argument("name", metavar="NAME")
@common
def accept(name: str, place: Place) -> None:
    """Believe the state of the register NAME that is held, after you looked at the file.

    It is compared with the last state as if it had come without doubt. The decision is stored with its time.
    """
    from tracker.cli.imports import tell_register
    from tracker.sync.registers import accept_register

    imported = accept_register(place.configuration(), place.database, name)
    tell_register(imported)
    click.get_current_context().exit(imported.exit_code)
