"""`tracker run`: the daemon."""

from __future__ import annotations

import os

import click

from tracker.cli.options import Place, common


@click.command(short_help="Run as a daemon: visit the sources when they are due.")
@click.option(
    "--tick",
    type=click.FloatRange(min=0.05),
    default=15.0,
    show_default=True,
    help="Seconds between two ticks.",
)
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How a line of the log looks.",
)
@click.option(
    "--log-level",
    type=click.Choice(["debug", "info", "warning", "error"]),
    default="info",
    show_default=True,
    help="The least of what is logged.",
)
@common
def run(tick: float, log_format: str, log_level: str, place: Place) -> None:
    """Visit the sources when they are due, until told to end.

    The log goes to standard error. SIGHUP loads the configuration again; a bad one changes nothing.
    SIGTERM and SIGINT let what is under way end, for 20 seconds at the most. Exit code 0: all ended;
    75: something was given up, and is done at the next start; 4: another process is syncing;
    2: wrong usage or configuration.
    """
    from tracker.daemon.jobs import jobs
    from tracker.daemon.logs import LogFormat, LogLevel, set_up_logging
    from tracker.daemon.service import Settings
    from tracker.daemon.service import run as run_daemon

    log = set_up_logging(LogFormat(log_format), LogLevel(log_level))
    settings = Settings(place.configuration, tick_s=tick, jobs=jobs())
    ending = run_daemon(place.database, settings, log, os.environ)
    click.get_current_context().exit(ending.exit_code)
