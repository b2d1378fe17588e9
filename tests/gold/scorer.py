"""How far what was read from the labelled pages agrees with their labels.

A label and a record are one event when type, status and place agree, their days lie at most three days apart,
and, for sanctions, the action is of one family (relief of any kind; a listing; ...), for contacts, both or
neither is a call. Place is the country of a release or a sanction with its authority, and two parties of a
contact. Within a page each label takes at most one record, and as many as possible are paired. Fields are
counted on the pairs; they do not decide whether two are the same.

Pure: labels and records are the dicts of the schema in README.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Said = Mapping[str, Any]

_NEAR = timedelta(days=3)
_PRECISIONS = ("day", "month", "year")
# Papers call a licence a lifting and a delisting an easing; which of them it was is a field.
_FAMILY = {"ease": "relief", "licence": "relief", "delist": "relief"}
_MEASURES = ("precision", "recall")


@dataclass(frozen=True, slots=True)
class Tally:
    """Events that were read, read without being there, and not read."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Of what was read, the share that is there; 1 where nothing was read."""
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float:
        """Of what is there, the share that was read; 1 where nothing is there."""
        return _share(self.right, self.right + self.missed)


@dataclass(frozen=True, slots=True)
class Marked:
    """One page after comparison: pairs of label and record, records too many, labels not read."""

    id: str
    language: str
    pairs: tuple[tuple[Said, Said], ...]
    false: tuple[Said, ...]
    missed: tuple[Said, ...]

    @property
    def is_eventless(self) -> bool:
        """Whether the page carries no event."""
        return not self.pairs and not self.missed


def mark(page: Said, records: Sequence[Said]) -> Marked:
    """The page's labels beside the `records` that were read from it."""
    labels = page["records"]
    taken = _pairing(labels, records)
    return Marked(
        id=page["id"],
        language=page["lang"],
        pairs=tuple((labels[label], records[record]) for record, label in taken.items()),
        false=tuple(one for at, one in enumerate(records) if at not in taken),
        missed=tuple(one for at, one in enumerate(labels) if at not in taken.values()),
    )


def is_same_event(label: Said, record: Said) -> bool:
    """Whether the two may be the same event, by the rules at the head of this file."""
    if (label["type"], label["status"]) != (record["type"], record["status"]):
        return False
    if _is_too_vague(label, record) or _days_between(label, record) > _NEAR:
        return False
    match label["type"]:
        case "release":
            return bool(label["country"] == record["country"])
        case "sanction":
            fields = ("country", "authority")
            return all(label[field] == record[field] for field in fields) and _family(label) == _family(
                record
            )
        case "contact":
            shared = set(label["parties"]) & set(record["parties"])
            return len(shared) >= 2 and (label["kind"] == "call") == (record["kind"] == "call")
        case other:
            raise ValueError(f"{other!r} is no type of record")


def tally(pages: Iterable[Marked], *, of_type: str | None = None) -> Tally:
    """The sum over the pages, of one type or of all."""

    def wanted(one: Said) -> bool:
        return of_type is None or one["type"] == of_type

    found = list(pages)
    return Tally(
        right=sum(wanted(label) for page in found for label, _ in page.pairs),
        false=sum(wanted(record) for page in found for record in page.false),
        missed=sum(wanted(label) for page in found for label in page.missed),
    )


def tallies(pages: Sequence[Marked]) -> dict[str, Tally]:
    """By type, by language, and in all."""
    types = ("release", "sanction", "contact")
    languages = sorted({page.language for page in pages})
    return (
        {name: tally(pages, of_type=name) for name in types}
        | {name: tally(page for page in pages if page.language == name) for name in languages}
        | {"all": tally(pages)}
    )


def field_counts(pages: Iterable[Marked]) -> dict[str, tuple[int, int]]:
    """For each field of the events that were read: in how many it is right, and of how many."""
    counts: dict[str, tuple[int, int]] = {}
    for page in pages:
        for label, record in page.pairs:
            for field, is_right in _fields(label, record):
                right, of = counts.get(field, (0, 0))
                counts[field] = (right + is_right, of + 1)
    return dict(sorted(counts.items()))


def quiet(pages: Iterable[Marked]) -> tuple[int, int]:
    """How many pages without an event gave none, and of how many."""
    eventless = [page for page in pages if page.is_eventless]
    return sum(not page.false for page in eventless), len(eventless)


def shares(pages: Sequence[Marked]) -> dict[str, dict[str, float]]:
    """All measures as shares of one, in the tables of floors.toml."""
    sums = tallies(pages)
    return {measure: {name: getattr(one, measure) for name, one in sums.items()} for measure in _MEASURES} | {
        "fields": {field: _share(*count) for field, count in field_counts(pages).items()},
        "pages": {"quiet": _share(*quiet(pages))},
    }


def table(pages: Sequence[Marked]) -> str:
    """The figures for people, and the ids of the pages where something is wrong."""
    lines = [f"{'':<10} right false missed  precision recall"]
    for name, one in tallies(pages).items():
        lines.append(
            f"{name:<10} {one.right:5} {one.false:5} {one.missed:6}  {one.precision:9.3f} {one.recall:6.3f}"
        )
    for field, (right, of) in field_counts(pages).items():
        lines.append(f"{field:<18} {right:3} of {of:3}  {_share(right, of):.3f}")
    right, of = quiet(pages)
    lines.append(f"{'quiet pages':<18} {right:3} of {of:3}  {_share(right, of):.3f}")
    lines.append(_ids("not read", [page.id for page in pages for _ in page.missed]))
    lines.append(_ids("read, not there", [page.id for page in pages for _ in page.false]))
    return "\n".join(lines)


def _pairing(labels: Sequence[Said], records: Sequence[Said]) -> dict[int, int]:
    """Record to label, as many pairs as there can be; the nearest day and most equal fields come first."""
    choices = [
        sorted(
            (at for at, record in enumerate(records) if is_same_event(label, record)),
            key=lambda at: _unlikeness(label, records[at]),
        )
        for label in labels
    ]
    holder: dict[int, int] = {}

    def seat(label: int, tried: set[int]) -> bool:
        for record in choices[label]:
            if record in tried:
                continue
            tried.add(record)
            if record not in holder or seat(holder[record], tried):
                holder[record] = label
                return True
        return False

    for label in range(len(labels)):
        seat(label, set())
    return holder


def _unlikeness(label: Said, record: Said) -> tuple[timedelta, int]:
    """What makes one record a worse partner than another."""
    wrong = sum(not is_right for _, is_right in _fields(label, record))
    return _days_between(label, record), wrong


def _fields(label: Said, record: Said) -> list[tuple[str, bool]]:
    """Which fields of a pair are compared, and whether they agree."""
    kind = label["type"]
    same_day = all(label[field] == record[field] for field in ("date", "date_precision"))
    compared = [(f"{kind} date", same_day)]
    if kind == "sanction":
        compared.append(("sanction action", label["action"] == record["action"]))
    else:
        compared.append((f"{kind} kind", label["kind"] == record["kind"]))
    if kind == "release" and label["count"] is not None:
        compared.append(("release count", label["count"] == record["count"]))
    if kind == "release" and label["names"]:
        compared.append(("release names", _surnames(label) == _surnames(record)))
    return compared


def _surnames(one: Said) -> set[str]:
    """The last words of the names: forms of address and titles come before."""
    return {name.split()[-1].casefold() for name in one["names"]}


def _family(one: Said) -> str:
    action: str = one["action"]
    return _FAMILY.get(action, action)


def _is_too_vague(label: Said, record: Said) -> bool:
    """A month may stand for a day, a year may not."""
    return _PRECISIONS.index(record["date_precision"]) > _PRECISIONS.index(label["date_precision"]) + 1


def _days_between(label: Said, record: Said) -> timedelta:
    """The gap between the spans of days that the two dates leave open; none where they touch."""
    (label_first, label_last), (record_first, record_last) = _span(label), _span(record)
    return max(label_first - record_last, record_first - label_last, timedelta(0))


def _span(one: Said) -> tuple[date, date]:
    first = date.fromisoformat(one["date"])
    match one["date_precision"]:
        case "day":
            return first, first
        case "month":
            return first.replace(day=1), (first.replace(day=28) + timedelta(days=4)).replace(
                day=1
            ) - timedelta(1)
        case "year":
            return first.replace(month=1, day=1), first.replace(month=12, day=31)
        case other:
            raise ValueError(f"{other!r} is no precision of a date")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _ids(what: str, ids: Sequence[str]) -> str:
    return f"{what} ({len(ids)}): {' '.join(dict.fromkeys(ids)) or '-'}"
