"""The key of an entry of Canada's list, which gives none: regulations, place in a schedule, and name.

The place alone is no key: when a schedule is numbered anew, it becomes another's. The name alone is none
either: namesakes are listed. Both together never mean two targets; that a place or a spelling changed is
found out by `moves`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from xxhash import xxh32_hexdigest

# "1, Part 1", "1,Part 3", "1 Part 1.1", "1.1"; in the first years "N/A" or nothing.
_SCHEDULE = re.compile(r"(\d+(?:\.\d+)*)(?:[\s,]*part\s*(\d+(?:\.\d+)*))?", re.IGNORECASE)
_NO_SCHEDULE = frozenset({"", "n/a"})
# "Belarus / Bélarus"; the vessel types have a bar.
_BILINGUAL = re.compile(r"\s*\|\s*|\s+/\s+")
_WORD = re.compile(r"[^\W_]+")
_NAMES = ("last_name", "given_name", "entity")
# Of which a key is made.
KEY_FIELDS = frozenset({*_NAMES, "country", "schedule", "item"})
_SHORT = re.compile(r"\(([A-Z]{3,})\)$")


def even(text: str) -> str:
    """A text without the tabs, hard blanks and line breaks that the publisher leaves in it."""
    return " ".join(text.split())


def english(text: str) -> str:
    """The English half of a text in both languages; the whole of one that is in one."""
    return _BILINGUAL.split(even(text), maxsplit=1)[0]


def schedule_of(text: str) -> str | None:
    """A schedule in one spelling, `1, Part 1.1`; None where the regulations have none."""
    evened = even(text)
    if evened.casefold() in _NO_SCHEDULE:
        return None
    match = _SCHEDULE.fullmatch(evened)
    if match is None:
        return evened
    return f"{match[1]}, Part {match[2]}" if match[2] else match[1]


def folded(name: str) -> str:
    """A name's words without their marks and in one order, to tell a name from its spelling."""
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name)
        name = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return " ".join(sorted(_WORD.findall(name.casefold())))


def uid(fields: Mapping[str, str]) -> str:
    """`Belarus 1/1.1:14 3fa9c1d2`: regulations, schedule and part, item, and a fingerprint of the name."""
    schedule = _schedule(fields.get("country", ""), fields.get("schedule", ""))
    names = " ".join(fields[part] for part in _NAMES if part in fields)
    return f"{schedule}:{even(fields.get('item', ''))} {xxh32_hexdigest(folded(names).encode())}"


@lru_cache(maxsize=1024)
def _schedule(country: str, schedule: str) -> str:
    regime = english(country)
    short = _SHORT.search(regime)
    return f"{short[1] if short else regime} {(schedule_of(schedule) or '-').replace(', Part ', '/')}"


def place_of(uid: str) -> str:
    """The part of a uid that says where the entry stands."""
    return uid.rpartition(" ")[0]


def name_of(uid: str) -> str:
    """The part of a uid that stands for the name."""
    return uid.rpartition(" ")[2]
