"""What a replay found, for people and for programs.

Of records that no view has looked at yet neither names nor quotes are shown: a private person may be in
them. Developments are shown as everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tracker.text.terminal import defuse

if TYPE_CHECKING:
    from tracker.model import Record
    from tracker.report.shown import DevelopmentView
    from tracker.sync.replay import Replayed
    from tracker.sync.replay_developments import DevelopmentDifference
    from tracker.sync.replay_lists import ListReread
    from tracker.sync.replay_records import RecordDifference


def print_replayed(found: Replayed) -> None:
    """The difference, line by line, and how to go on."""
    for line in (*_read(found), *_records(found.records), *_developments(found.developments)):
        click.echo(defuse(line))
    for one in found.lists:
        click.echo(defuse(_list(one)))
    if found.is_same:
        click.echo("Today's readers and rules find what was found before.")
    elif found.is_applied:
        click.echo("It is so now.")
    else:
        click.echo("Nothing was written; to make it so: tracker replay --apply")


def _read(found: Replayed) -> Iterator[str]:
    yield f"{found.documents:,} documents read again, {found.records.other_texts:,} with another text"
    for why, count in sorted(Counter(one.unread for one in found.unread).items(), key=str):
        yield f"  {count:,} by their stored text alone: {why}"
    for why, count in sorted(Counter(one.why for one in found.untouched).items()):
        yield f"  {count:,} left as they are: {why}"


def _records(records: RecordDifference) -> Iterator[str]:
    yield (
        f"records: {len(records.added):,} added, {len(records.gone):,} gone, {len(records.changed):,} changed"
    )
    for record in records.added:
        yield f"  + {_in_words(record)}"
    for record in records.gone:
        yield f"  - {_in_words(record)}"
    for change in records.changed:
        yield f"  ~ {_in_words(change.record)}: {', '.join(change.fields)}"


def _in_words(record: Record) -> str:
    act = f" {record.action.value}" if record.action else ""
    when = f", {record.when.on}" if record.when.on else ""
    return (
        f"{record.id} {record.status.value} {record.type.value}{act}{when} ({record.source}, {record.rule})"
    )


def _developments(developments: DevelopmentDifference) -> Iterator[str]:
    yield (
        f"developments: {len(developments.new):,} new, {len(developments.withdrawn):,} withdrawn,"
        f" {len(developments.merged):,} merged, {len(developments.changed):,} changed,"
        f" {len(developments.back):,} back;"
        f" {len(developments.taken_back):,} to be corrected in the next digest"
    )
    for view in developments.new:
        yield f"  + {_shown(view)}"
    for view in developments.back:
        yield f"  + {_shown(view)} (stands again)"
    for ended in developments.withdrawn:
        yield f"  - {_shown(ended.view)}: {ended.why}"
    for ended in developments.merged:
        yield f"  - {_shown(ended.view)}: leads to {ended.why}"
    for change in developments.changed:
        yield f"  ~ {_shown(change.view)}"
        for field in change.fields:
            yield f"      {field.label}: {field.before} -> {field.now}"
        if not change.fields:
            yield "      otherwise in names, or in what it rests on"


def _shown(view: DevelopmentView) -> str:
    return f"{view.id} {view.summary}, {view.when}"


def _list(one: ListReread) -> str:
    if one.unread is not None:
        return f"list {one.list}: its last state was not opened again: {one.unread}"
    if one.agrees:
        return f"list {one.list}: its last state reads as it was stored, {one.entries:,} entries"
    return (
        f"list {one.list}: its last state has {one.entries:,} entries, stored are {one.stored:,};"
        f" {one.others:,} of the subject's are read otherwise (told by no digest: it is our reader)"
    )


def replayed_json(found: Replayed) -> dict[str, object]:
    """The difference for programs; developments as `tracker developments --json` has them."""
    from tracker.report.view_json import as_json

    records, developments = found.records, found.developments
    return {
        "applied": found.is_applied,
        "same": found.is_same,
        "documents": found.documents,
        "other_texts": records.other_texts,
        "by_stored_text": [{"document": one.stored.id, "why": one.unread} for one in found.unread],
        "untouched": [{"document": one.stored.id, "why": one.why} for one in found.untouched],
        "records": {
            "added": [_record_json(one) for one in records.added],
            "gone": [_record_json(one) for one in records.gone],
            "changed": [{**_record_json(one.record), "fields": list(one.fields)} for one in records.changed],
        },
        "developments": {
            "new": [as_json(view) for view in developments.new],
            "back": [as_json(view) for view in developments.back],
            "withdrawn": [{**as_json(one.view), "why": one.why} for one in developments.withdrawn],
            "merged": [{**as_json(one.view), "into": one.why} for one in developments.merged],
            "changed": [
                {
                    **as_json(one.view),
                    "changes": [
                        {"field": each.label, "before": each.before, "now": each.now} for each in one.fields
                    ],
                }
                for one in developments.changed
            ],
            "to_correct": sorted(developments.taken_back),
        },
        "lists": [
            {
                "list": one.list,
                "stored": one.stored,
                "entries": one.entries,
                "others": one.others,
                "unread": one.unread,
            }
            for one in found.lists
        ],
    }


def _record_json(record: Record) -> dict[str, object]:
    return {
        "id": record.id,
        "type": record.type.value,
        "status": record.status.value,
        "action": record.action.value if record.action else None,
        "on": record.when.on.isoformat() if record.when.on else None,
        "source": record.source,
        "rule": record.rule,
    }
