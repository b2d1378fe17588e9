"""`tracker outbox` and `tracker notify`: what is on its way to readers, and whether the way is open."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import closing
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Place, common
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.store.outbox import Message

_NUMBERS = click.argument("numbers", nargs=-1, type=int, metavar="ID…")


@click.group(short_help="Show, retry or drop messages that did not leave.")
def outbox() -> None:
    """Messages to readers: those on their way, those that were refused, those that were sent."""


@outbox.command("list")
@click.option("--all", "with_ended", is_flag=True, help="Also those that were sent or dropped.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@common
def list_messages(with_ended: bool, as_json: bool, place: Place) -> None:
    """Show the messages that are on their way or dead, the oldest first."""
    from tracker.cli.tables import print_messages
    from tracker.store.connection import connect
    from tracker.store.outbox import load_messages

    with closing(connect(place.database, read_only=True)) as connection:
        messages = load_messages(connection, with_ended=with_ended)
    if as_json:
        for message in messages:
            click.echo(json.dumps(_message_json(message), ensure_ascii=False))
    elif messages:
        print_messages(messages)
    else:
        click.echo("nothing was ever sent" if with_ended else "nothing is on its way, and nothing is dead")


@outbox.command()
@_NUMBERS
@click.option("--all", "all_dead", is_flag=True, help="All that are dead.")
@common
def retry(numbers: Sequence[int], all_dead: bool, place: Place) -> None:
    """Make messages due now, with all attempts before them: dead, dropped, or to be tried later."""
    from tracker.store.connection import connect, immediate
    from tracker.store.outbox import OutboxState, load_messages, retry_messages

    if bool(numbers) == all_dead:
        raise UsageError("name the messages by their numbers, or all that are dead by --all")
    with closing(connect(place.database, create=False)) as connection, immediate(connection):
        if all_dead:
            dead = [one for one in load_messages(connection) if one.state is OutboxState.DEAD]
            # What is too old to be sent again is left as it is, not refused: nobody named it.
            numbers = [one.id for one in dead if one.size is not None]
        revived = retry_messages(connection, numbers, datetime.now(UTC))
    click.echo(f"{len(revived)} due now; the daemon sends them within a minute")


@outbox.command()
@_NUMBERS
@common
def drop(numbers: Sequence[int], place: Place) -> None:
    """Give messages up: they are never sent, and no longer shown as dead."""
    from tracker.store.connection import connect, immediate
    from tracker.store.outbox import drop_messages

    if not numbers:
        raise UsageError("name the messages by their numbers; see: tracker outbox list")
    with closing(connect(place.database, create=False)) as connection, immediate(connection):
        dropped = drop_messages(connection, numbers, datetime.now(UTC))
    click.echo(f"{len(dropped)} dropped")


@click.command(short_help="Send a test message, and show how it went.")
@click.option("--test", "is_test", is_flag=True, help="Send a message that tells nothing.")
@click.option(
    "--rule", metavar="NAME", help="To all that this notice rule tells. Default: the digests' recipients."
)
@common
def notify(is_test: bool, rule: str | None, place: Place) -> None:
    """Send a test message to every recipient now, with whatever else is due, and show how it went.

    Exit code 3 where it did not go to some of them, 4 where to none.
    """
    from tracker.cli.tables import print_messages
    from tracker.notify.outbox import send_due
    from tracker.notify.trial import queue_trial
    from tracker.store.connection import connect
    from tracker.store.outbox import OutboxState, load_messages

    if not is_test:
        raise UsageError("say --test: what there is to tell leaves by itself")
    configuration = place.configuration()
    numbers = queue_trial(configuration, place.database, rule=rule, now=datetime.now(UTC))
    send_due(configuration, place.database, clock=lambda: datetime.now(UTC), environ=os.environ)
    with closing(connect(place.database, read_only=True)) as connection:
        messages = load_messages(connection, numbers)
    print_messages(messages)
    sent = sum(message.state is OutboxState.SENT for message in messages)
    click.get_current_context().exit(0 if sent == len(messages) else 3 if sent else 4)


def _message_json(message: Message) -> dict[str, object]:
    from tracker.store.codec import plain

    return {field.name: plain(getattr(message, field.name)) for field in fields(message)}
