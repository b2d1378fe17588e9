"""OFAC's `changes/history/{year}`: the publications of one year, as JSON."""

from __future__ import annotations

import json
from datetime import date

from tracker.errors import UnreadableList
from tracker.read.isodates import iso_day
from tracker.read.refusal import refuse

_ID = "publicationID"
_DAY = "datePublished"


def read(body: bytes) -> tuple[tuple[str, date], ...]:
    """(publication id, day published) in the order of the file. Raises UnreadableList."""
    try:
        listed = json.loads(body)
    except ValueError as error:
        raise refuse(body[:4096]) from error
    if not isinstance(listed, list):
        raise UnreadableList("the history of publications is no JSON list")
    return tuple(_publication(one, at) for at, one in enumerate(listed, 1))


def _publication(one: object, at: int) -> tuple[str, date]:
    if not isinstance(one, dict):
        raise UnreadableList(f"publication {at} of the history is no JSON object")
    if left := one.keys() - {_ID, _DAY}:
        name = sorted(left)[0]
        raise UnreadableList(f"publication {at} of the history: unread field {name}={one[name]!r}")
    name, day = one.get(_ID), one.get(_DAY)
    if isinstance(name, bool) or not isinstance(name, int | str) or not isinstance(day, str):
        raise UnreadableList(f"publication {at} of the history lacks its {_ID} or {_DAY}")
    published_on = iso_day(day)
    if published_on is None:
        raise UnreadableList(f"publication {at} of the history has no day")
    return str(name), published_on
