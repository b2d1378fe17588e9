"""What the commands print for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from tracker.cli.screen import print_table
from tracker.model import ListDelta, ListDiff, ListEntry, ListOutline
from tracker.report.elsewhere_lines import in_short
from tracker.report.lines import lines, observed_in_words, place_in_words, published_in_words
from tracker.report.lists_beside import MARKS_IN_WORDS, ListsBeside, cell
from tracker.report.order import newest_first, totals
from tracker.report.shown import DevelopmentView
from tracker.report.when import when_in_short
from tracker.text.dates import day_in_words, minute_in_utc
from tracker.text.terminal import defuse

if TYPE_CHECKING:
    from tracker.store.outbox import Message
    from tracker.sync.lists_view import ListView
    from tracker.sync.proof import Proof
    from tracker.sync.result import SyncResult
    from tracker.sync.standing import Standing
    from tracker.sync.trial import Trial

_SHOWN_CHARACTERS = 60


def print_sync(result: SyncResult, as_of: date | None = None) -> None:
    """What is told, then how each source fared."""
    if result.told:
        since = f" of {day_in_words(as_of)}" if as_of else ""
        click.echo(f"Since the article{since}:" if result.is_first else "New:")
        for view in newest_first(result.told):
            click.echo()
            print_view(view)
        click.echo()
        click.echo(totals(result.told, as_of))
        _print_caveats(result.told)
    else:
        click.echo(nothing_new(result))
    print_outcomes(result)


def print_view(view: DevelopmentView, indent: str = "") -> None:
    """All that is told of a development; the caveat stands once below all of them."""
    for line in lines(view):
        if line.strip() != view.caveat:
            click.echo(indent + line)


def _print_caveats(views: Sequence[DevelopmentView]) -> None:
    for caveat in dict.fromkeys(view.caveat for view in views if view.caveat):
        click.echo(caveat)


def nothing_new(result: SyncResult) -> str:
    """Which sources were reached, where they gave nothing new."""
    reached = sum(outcome.is_reached for outcome in result.sources)
    return f"nothing new, {reached} of {len(result.sources)} sources reached"


def print_outcomes(result: SyncResult, *, only_bad: bool = False) -> None:
    """How each source fared; only the bad ones, where the others go without saying."""
    for outcome in result.sources:
        if not outcome.is_reached:
            click.echo(f"  ! {outcome.source}: {defuse(outcome.message)}")
        elif not only_bad:
            click.echo(f"  {outcome.source}: {defuse(outcome.message)}")


def print_developments(views: Sequence[DevelopmentView], as_of: date) -> None:
    """One row a development, newest first, and the totals."""
    if views:
        print_table(
            ("When", "What", "By", "Who", "Programme", "Elsewhere", "Article's question", "Origin", "Id"),
            (
                (
                    when_in_short(view),
                    view.action_words,
                    view.authority or "",
                    view.about + (" (counts differ)" if view.conflict else ""),
                    ", ".join(view.programmes),
                    in_short(view.elsewhere),
                    ", ".join(f"{question.effect.value} {question.id}" for question in view.questions),
                    view.origin.value,
                    view.id,
                )
                for view in newest_first(views)
            ),
        )
    click.echo(totals(views, as_of))
    _print_caveats(views)


def print_entries(name: str, outline: ListOutline, entries: Iterable[ListEntry]) -> None:
    """The entries of one list file."""
    published = f", published {outline.published_on}" if outline.published_on else ""
    title = f"{name}: {outline.list}, {outline.format}{published}, {len(outline.cuts):,} entries"
    print_table(
        ("uid", "kind", "name", "programmes", "listed on"),
        (
            (entry.uid, entry.kind.value, entry.name, ", ".join(entry.programmes), entry.listed_on or "")
            for entry in entries
        ),
        title=title,
    )


def print_sources(standing: Standing) -> None:
    """Every source with its state, the time of its last success always; then the disabled ones, and why."""
    print_table(
        ("source", "state", "since", "last success", "last change", "next check", "failures", "links"),
        (
            (
                source.name,
                source.health.value,
                _minute(source.since) if isinstance(source.since, datetime) else source.since or "",
                _minute(source.memory.last_ok_at if source.memory else None) or "never",
                _minute(source.memory.last_changed_at if source.memory else None),
                _minute(source.memory.next_due_at if source.memory else None) if source.is_enabled else "",
                source.memory.failures if source.memory else 0,
                source.links or "",
            )
            for source in standing.sources
        ),
    )
    disabled = [source for source in standing.sources if not source.is_enabled]
    if disabled:
        click.echo()
        print_table(
            ("disabled", "why"), ((source.name, source.source.disabled_reason) for source in disabled)
        )


def _minute(moment: datetime | None) -> str:
    return minute_in_utc(moment) if moment else ""


def print_messages(messages: Sequence[Message]) -> None:
    """One row a message of the outbox: to whom, how far it is, and what was said last."""
    print_table(
        ("id", "what", "by", "to", "made", "state", "attempts", "next try", "last error"),
        (
            (
                message.id,
                message.kind.value,
                message.channel.value,
                message.recipient,
                minute_in_utc(message.created_at),
                message.state.value,
                message.attempts,
                _minute(message.next_try_at),
                message.last_error or "",
            )
            for message in messages
        ),
    )


def print_trial(trial: Trial) -> None:
    """What a source would give."""
    click.echo(f"{trial.source}: {trial.grade.value}" + (f": {defuse(trial.reason)}" if trial.reason else ""))
    for line in trial.lines:
        click.echo(f"  {defuse(line)}")


def print_delta(name: str, delta: ListDelta) -> None:
    """What one publication of changes says."""
    print_table(
        ("uid", "what", "name", "programmes"),
        (
            (
                change.uid,
                change.kind.value,
                change.entry.name if change.entry else "",
                ", ".join(change.entry.programmes)
                if change.entry
                else ", ".join(
                    [f"+{one}" for one in change.programmes_added]
                    + [f"-{one}" for one in change.programmes_removed]
                ),
            )
            for change in delta.entries
        ),
        title=f"{name}: changes published {delta.published_on}: {len(delta.entries)} entries",
    )


def print_diff(difference: ListDiff, held: str | None) -> None:
    """What differs between two files, or why it is held."""
    if held:
        click.echo(f"held: {held}; nothing was compared")
        return
    rows = [("added", entry.uid, entry.name, ", ".join(entry.programmes)) for entry in difference.added]
    rows += [("removed", entry.uid, entry.name, ", ".join(entry.programmes)) for entry in difference.removed]
    rows += [
        (
            "links only" if change.only_links else "changed",
            change.new.uid,
            change.new.name,
            "; ".join(
                f"{name}: {_short(old)} -> {_short(new)}" for name, (old, new) in change.changes.items()
            ),
        )
        for change in difference.changed
    ]
    if rows:
        print_table(("", "uid", "name", "programmes or changes"), rows)
    for renaming in difference.renamed_programmes:
        click.echo(f"renamed: {renaming.old} is now {renaming.new} ({renaming.entries} entries)")
    click.echo(
        f"{len(difference.added)} added, {len(difference.removed)} removed, {len(difference.changed)} changed"
    )


def print_list_view(view: ListView) -> None:
    """A stored list as of a day, and between which observations that lies."""
    state = view.seen.state
    if state is None:
        click.echo(f"{view.list}: not observed on or before {view.asked}")
        return
    print_table(
        ("uid", "kind", "name", "programmes"),
        ((entry.uid, entry.kind.value, entry.name, ", ".join(entry.programmes)) for entry in view.entries),
        title=f"{view.list} as of {view.asked}: {len(view.entries)} entries of the subject",
    )
    click.echo(
        f"observed {minute_in_utc(view.seen.before)} ({state.origin.value})" if view.seen.before else ""
    )
    click.echo(view.certainty)


def print_lists_beside(beside: ListsBeside) -> None:
    """One row a target, one column a list; then when each list was last seen."""
    print_table(
        ("target", *(look.list for look in beside.looks), ""),
        (
            (row.name, *(cell(row, look) for look in beside.looks), "review" if row.is_doubtful else "")
            for row in beside.rows
        ),
        title=f"{len(beside.rows)} targets",
    )
    for look in beside.looks:
        seen = f"last seen {minute_in_utc(look.seen_at)}" if look.seen_at else "never seen: not known"
        origin = f" ({look.origin.value})" if look.origin else ""
        click.echo(f"{look.list} ({look.authority}): {seen}{origin}")
    click.echo(MARKS_IN_WORDS)


def print_chain(proof: Proof) -> None:
    """A development, then each piece of evidence with what checking it found."""
    print_view(proof.view)
    for number, link in enumerate(proof.links, 1):
        line = link.line
        click.echo()
        click.echo(f"[{number}] record {line.record}: {line.role}")
        click.echo(f"    {defuse(published_in_words(line))}, {defuse(line.address or 'no address')}")
        click.echo(f"    snapshot {line.snapshot}, {observed_in_words(line)}, origin {line.origin.value}")
        if line.origin_note:
            click.echo(f"    {defuse(line.origin_note)}")
        click.echo(f"    sha256 {line.sha256}")
        if line.quote is not None:
            click.echo(f"    {defuse(place_in_words(line))}:")
            for text in line.quote.splitlines():
                click.echo(f"      {defuse(text)}")
        click.echo(f"    BROKEN: {defuse(link.broken)}" if link.broken else f"    {link.found}")
    click.echo()
    click.echo("Everything holds." if proof.holds else "Not everything holds.")


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
