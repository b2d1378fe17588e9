"""By what a record finds the few others that it can belong with: nobody compares all pairs.

Two records that fit share a key; two that share one need not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tracker.model import Record, RecordType
from tracker.resolve.list_fit import publication
from tracker.resolve.same_names import target_keys
from tracker.resolve.saying import Saying
from tracker.resolve.span import Span

# So many days share a key; the days around one that may still fit reach into the next.
_BUCKET_DAYS = 4
_AROUND = timedelta(days=3)
# What may lie anywhere in a longer time is found by its target alone.
_LONGEST = timedelta(days=40)


def keys_of(saying: Saying) -> frozenset[str]:
    """The keys of a record. Stored beside it: another rule here is another reading (`tracker replay`)."""
    return frozenset(_keys(saying))


def _keys(saying: Saying) -> Iterator[str]:
    record = saying.record
    act = _act(record)
    if saying.entry is not None:
        # Without the act: what undoes an act on the entry must be known beside it.
        yield " ".join(saying.entry)
        if (shared := publication(saying)) is not None:
            yield f"{act} {shared}"
    if saying.span.last - saying.span.first <= _LONGEST:
        yield from (f"{act} {bucket}" for bucket in _buckets(saying.span))
    if record.type is RecordType.SANCTION:
        names = (*(target.name for target in record.targets), *saying.aliases)
        yield from (f"{act} {key}" for key in target_keys(names))
    yield from saying.anchors[1:]
    if saying.register is not None:
        # Those of one time are found by it, however long it is; what was said of a person before, by the uid.
        yield f"{act} {saying.register} {saying.span.first} {saying.span.last}"
        yield f"{act} {saying.register} {saying.uid}"


def _act(record: Record) -> str:
    act = f"{record.type.value} {record.status.value}"
    if record.type is RecordType.SANCTION:
        return f"{act} {record.authority} {record.action.value if record.action else ''}"
    return act


def _buckets(span: Span) -> range:
    first, last = span.first - _AROUND, span.last + _AROUND
    return range(first.toordinal() // _BUCKET_DAYS, last.toordinal() // _BUCKET_DAYS + 1)
