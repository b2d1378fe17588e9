"""`tracker digest`: show the digest mail as it would be, or make it and send it now."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Place, common, read_day

if TYPE_CHECKING:
    from tracker.model import Configuration, Digest


@click.command(short_help="Preview the digest mail, or make and send it now.")
@click.argument("name", required=False, metavar="[DIGEST]")
@click.option("--preview", is_flag=True, help="Show what it would say now; write nothing.")
@click.option("--send-now", is_flag=True, help="Make today's and send it; once a day.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "eml"]),
    default="text",
    show_default=True,
    help="Of the preview.",
)
@click.option("--date", "day", help="With --preview: the one of that day, as sent, such as 2025-11-04.")
@common
def digest(name: str | None, preview: bool, send_now: bool, form: str, day: str | None, place: Place) -> None:
    """Preview DIGEST (the only one, if there is one) or make and send today's.

    A running daemon makes each digest at its hour by itself. `--send-now` is for those who have none,
    after `tracker sync`. Exit code 3: made, but not accepted by the mail server yet; it is tried again
    by the daemon, or the next time. 2: there is one of today already, or no mail is set up.

    Example: tracker digest --preview --format html > digest.html
    """
    from tracker.notify.digest import digest_named

    if preview == send_now:
        raise click.UsageError("say one of --preview and --send-now")
    if send_now and day is not None:
        raise click.UsageError("--date belongs to --preview; a digest of another day is not made")
    configuration = place.configuration()
    chosen = digest_named(configuration, name)
    if preview:
        _preview(configuration, place, chosen, form, None if day is None else read_day(day))
    else:
        _send(configuration, place, chosen)


def _preview(configuration: Configuration, place: Place, chosen: Digest, form: str, day: date | None) -> None:
    from tracker.notify.digest import as_sent, preview
    from tracker.notify.slots import local_today

    now = datetime.now(UTC)
    today = local_today(configuration, now)
    if day is None or day == today:
        letter = preview(configuration, place.database, chosen, now=now, local_date=today)
    else:
        letter = as_sent(configuration, place.database, chosen, day)
    click.echo(_face(letter, form), nl=False)


def _face(letter: bytes, form: str) -> str:
    from email import message_from_bytes, policy

    if form == "eml":
        return letter.decode()
    message = message_from_bytes(letter, policy=policy.default)
    body = message.get_body(("plain",) if form == "text" else ("html",))
    content = body.get_content() if body is not None else ""
    return f"Subject: {message['Subject']}\n\n{content}" if form == "text" else str(content)


def _send(configuration: Configuration, place: Place, chosen: Digest) -> None:
    import os

    from tracker.errors import OutboxBusy, UsageError
    from tracker.notify.digest import make_digest
    from tracker.notify.outbox import send_due
    from tracker.notify.slots import local_today

    now = datetime.now(UTC)
    today = local_today(configuration, now)
    made = make_digest(configuration, place.database, chosen, now=now, local_date=today)
    if made is None:
        raise UsageError(
            f"digest {chosen.name}: today's, of {today}, is made already; tracker outbox list shows its mails"
        )
    click.echo(made.subject_line)
    try:
        sent = send_due(configuration, place.database, clock=lambda: datetime.now(UTC), environ=os.environ)
    except OutboxBusy:
        click.echo(f"{made.mails} mails queued; another process is sending and takes them along")
        return
    click.echo(f"{sent.accepted} sent, {sent.retried} to be tried again, {sent.dead} refused")
    click.get_current_context().exit(0 if not sent.retried and not sent.dead else 3)
