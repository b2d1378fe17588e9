"""The command line. A command's module is imported when it is called, never before.

Exit codes: 0 all well, 2 wrong usage or configuration, 3 some sources failed or were held (or a
comparison was), 4 no source was reached or another process is syncing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

from tracker import __version__
from tracker.cli.options import Place, place_options
from tracker.errors import TrackerError

# A command's name -> where it lives. Order as shown by --help: the day's work first.
_COMMANDS = {
    "sync": "tracker.cli.sync:sync",
    "run": "tracker.cli.run:run",
    "demo": "tracker.cli.demo:demo",
    "developments": "tracker.cli.developments:developments",
    "evidence": "tracker.cli.evidence:evidence",
    "cite": "tracker.cli.evidence:cite",
    "review": "tracker.cli.review:review",
    "merge": "tracker.cli.decide:merge",
    "split": "tracker.cli.decide:split",
    "dismiss": "tracker.cli.decide:dismiss",
    "confirm": "tracker.cli.decide:confirm",
    "note": "tracker.cli.decide:note",
    "suppress": "tracker.cli.decide:suppress",
    "tie": "tracker.cli.decide:tie",
    "untie": "tracker.cli.decide:untie",
    "undo": "tracker.cli.decide:undo",
    "decisions": "tracker.cli.decide:decisions",
    "digest": "tracker.cli.digest:digest",
    "lists": "tracker.cli.lists:lists",
    "register": "tracker.cli.register:register",
    "status": "tracker.cli.status:status",
    "outbox": "tracker.cli.outbox:outbox",
    "notify": "tracker.cli.outbox:notify",
    "sources": "tracker.cli.sources:sources",
    "check": "tracker.cli.sources:check",
    "backfill": "tracker.cli.sources:backfill",
    "import": "tracker.cli.imports:import_group",
    "replay": "tracker.cli.replay:replay",
    "extract": "tracker.cli.extract:extract",
    "baseline": "tracker.cli.baseline:baseline",
    "config": "tracker.cli.config:config",
    "init": "tracker.cli.config:init",
    "backup": "tracker.cli.backup:backup",
    "restore": "tracker.cli.backup:restore",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{_COMMANDS[cmd_name]} is no command")
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="tracker %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@place_options
@click.pass_context
def tracker(
    ctx: click.Context, debug: bool, config: Path | None, subject: str | None, db: Path | None
) -> None:
    """What has happened since the article was published, and how we know.

    Watches official sanctions lists, keeps every answer as evidence, and tells what
    changed since the article's date: what, who, when, and by what we know it.
    """
    ctx.obj = Place(config, subject, db)


def main() -> None:
    """The console script: runs the command, prints a refusal as one line, exits with its code."""
    debug = "--debug" in sys.argv
    try:
        code = tracker.main(standalone_mode=False)
    except TrackerError as error:
        if debug:
            raise
        click.echo(f"tracker: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("tracker: stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # `tracker … | head`: the reader has seen enough; nothing more can be written to it.
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
