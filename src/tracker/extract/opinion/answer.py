"""A model's answer, read strictly: what is not of the form or not on the page is dropped, with the reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tracker.extract.opinion.form import Unfit, read_fields
from tracker.extract.opinion.quotes import find_literal
from tracker.extract.pages.statement import Statement
from tracker.extract.words import numbers
from tracker.model import Document
from tracker.model.kinds import RecordType

# The name of the rule that a record of a model shows.
RULE = "second_opinion"
# A quote of fewer words stands on any page.
_FEWEST_WORDS = 3
_MOST_RECORDS = 100
# How many braces of prose may stand before the object.
_MOST_BRACES = 20
_GROUNDED = ("names", "targets", "officials")


class UnreadableAnswer(ValueError):
    """The answer holds no object with records; the text says what it holds instead."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A record of the answer, or a value of one, that is not believed; `record` counts from 1."""

    record: int
    reason: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model read on the page, as far as it is believed; `read_to`: how much of the text it saw."""

    records: tuple[Statement, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    read_to: int = 0


def read_answer(content: str, document: Document, max_chars: int) -> Opinion:
    """The records of an answer to `question`. Raises UnreadableAnswer where it holds none at all."""
    written = _records(content)
    dropped: list[Dropped] = []
    records: list[Statement] = []
    for number, one in enumerate(written[:_MOST_RECORDS], start=1):
        try:
            statement, doubts = _believed(_statement(one, document), document)
        except Unfit as error:
            dropped.append(Dropped(number, str(error)))
            continue
        records.append(statement)
        dropped += (Dropped(number, doubt) for doubt in doubts)
    if len(written) > _MOST_RECORDS:
        dropped.append(Dropped(_MOST_RECORDS + 1, f"no more than {_MOST_RECORDS} records are read"))
    return Opinion(tuple(dict.fromkeys(records)), tuple(dropped), min(max_chars, len(document.text)))


def _records(content: str) -> list[object]:
    """The list of records in the first JSON object that has one, prose and fences around it left out."""
    found = None
    for found in _objects(content):
        records = found.get("records")
        if isinstance(records, list):
            return records
    raise UnreadableAnswer(
        "the answer holds no JSON object" + (' with "records"' if found is not None else "")
    )


def _objects(content: str) -> Iterator[dict[str, Any]]:
    decoder, at = json.JSONDecoder(), -1
    for _ in range(_MOST_BRACES):
        at = content.find("{", at + 1)
        if at < 0:
            return
        try:
            found, end = decoder.raw_decode(content, at)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            yield found
            at = end - 1


def _statement(written: object, document: Document) -> Statement:
    """Raises Unfit for what is not of the form, and for a quote that is not on the page."""
    if not isinstance(written, dict):
        raise Unfit("is no object")
    try:
        record_type = RecordType(str(written.get("type")))
    except ValueError:
        raise Unfit(f"type is none of {', '.join(RecordType)}") from None
    values = read_fields(record_type, written)
    quote = values.pop("quote")
    start, end, is_title = _place(quote, document)
    source = document.title or "" if is_title else document.text
    on, precision = values.pop("date"), values.pop("date_precision")
    return Statement(
        type=record_type,
        rule=RULE,
        quote=source[start:end],
        start=start,
        end=end,
        is_title=is_title,
        on=on,
        precision=precision,
        **values,
    )


def _place(quote: str, document: Document) -> tuple[int, int, bool]:
    if len(quote.split()) < _FEWEST_WORDS:
        raise Unfit(f"quote has fewer than {_FEWEST_WORDS} words")
    for text, is_title in ((document.text, False), (document.title or "", True)):
        found = find_literal(text, quote)
        if found is not None:
            return *found, is_title
    raise Unfit("quote is not on the page")


def _believed(statement: Statement, document: Document) -> tuple[Statement, list[str]]:
    """The record without the names and the number that its page does not hold, and what was taken out."""
    page = f"{document.title or ''}\n\n{document.text}"
    kept: dict[str, Any] = {}
    doubts = []
    for field in _GROUNDED:
        written: tuple[str, ...] = getattr(statement, field)
        there = tuple(name for name in written if find_literal(page, name) is not None)
        if there != written:
            kept[field] = there
            doubts.append(f"{field}: {len(written) - len(there)} of {len(written)} not on the page")
    if statement.count is not None and not _is_counted(statement.count, statement.quote, document):
        # "X and 13 others" is 14 to a reader; the number itself is nowhere, so it is nothing to compare.
        kept |= {"count": None, "count_relation": None}
        doubts.append("count is not in the quote")
    return replace(statement, **kept), doubts


def _is_counted(count: int, quote: str, document: Document) -> bool:
    """Whether the quote holds the number, in digits or words."""
    return any(number.value == count for number in numbers(quote, document.language or "en"))
