"""An entry in the text form in which OFAC prints its lists: the name, what it is, its tags in brackets.

"SAMPLE POTASH (a.k.a. …), 1 Sample St., Minsk, Belarus [BELARUS-EO14038]." Of a person the surname stands
in capitals before a comma. A change has the old form, "-to-", and the new one. Nothing but name, kind and
tags is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.extract.legal_forms import without_legal_form, words_of
from tracker.extract.notices._about import Line
from tracker.model import EntryKind
from tracker.text.globs import matching

_TAG = re.compile(r"\[([A-Z0-9][A-Za-z0-9-]{1,40})\]")
_CHANGE = re.compile(r"\s-to-\s", re.IGNORECASE)
_KIND = re.compile(r"\((individual|vessel|aircraft)\)")
_END_OF_NAME = re.compile(r"\s?\(|;|\[")
_LONGEST_NAME = 160
# A surname, a firm, a tail number: the lists print them in capitals.
_CAPITALS = re.compile(r"(?<!\w)[^\W\d_a-z]{2,}")
_TO = "-to-"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as a notice prints it. `name` is None where it cannot be told from the rest.

    `shown` is the literal text of the name, at `start`. `tags` are the subject's; of a change `tags_came` and
    `tags_left` are those of the subject's that only the new or the old form has.
    """

    name: str | None
    shown: str
    start: int
    kind: EntryKind
    tags: tuple[str, ...]
    tags_came: tuple[str, ...] = ()
    tags_left: tuple[str, ...] = ()

    @property
    def is_of_subject(self) -> bool:
        return bool(self.tags or self.tags_came or self.tags_left)


def has_tags(text: str) -> bool:
    """Whether tags of a list stand in a line: then an entry ends there."""
    return _TAG.search(text) is not None


def with_changes_together(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """Each line by itself, but the two forms of a changed entry together with the "-to-" between them,
    however they are broken into lines."""
    group: list[Line] = []
    for line in lines:
        goes_on = line.text.startswith(_TO) or (group and group[-1].text.endswith(_TO))
        if group and not goes_on:
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def read_entry(lines: Sequence[Line], programmes: Sequence[str]) -> Entry:
    """The entry that a line is, or of a change its two forms. An entry that begins without a name in
    capitals, as one that was broken into lines, has none."""
    whole = " ".join(line.text for line in lines)
    old, *new = _CHANGE.split(whole)
    before, after = (_tags(text, programmes) for text in (old, " ".join(new)))
    kind = _KIND.search(whole)
    name = _name(lines[0].text, is_person=kind is not None and kind[1] == "individual")
    return Entry(
        name=name,
        shown=name or lines[0].text[:_LONGEST_NAME],
        start=lines[0].start,
        kind=EntryKind(kind[1]) if kind else EntryKind.ENTITY,
        tags=before,
        tags_came=tuple(tag for tag in after if tag not in before) if new else (),
        tags_left=tuple(tag for tag in before if tag not in after) if new else (),
    )


def _tags(text: str, programmes: Sequence[str]) -> tuple[str, ...]:
    return matching(dict.fromkeys(_TAG.findall(text)), programmes)


def _name(text: str, *, is_person: bool) -> str | None:
    """The name at the beginning: of a person with the given names, of a firm with its legal form."""
    end = _END_OF_NAME.search(text)
    fields = text[: end.start() if end else len(text)].split(",")
    taken = 2 if is_person else 1
    while not is_person and taken < len(fields) and _is_legal_form(fields[taken]):
        taken += 1
    name = ",".join(fields[:taken]).rstrip(" .")
    is_name = 1 < len(name) <= _LONGEST_NAME and text.startswith(name) and _CAPITALS.search(name)
    return name if is_name else None


def _is_legal_form(text: str) -> bool:
    words = words_of(text)
    return bool(words) and not without_legal_form(words).words
