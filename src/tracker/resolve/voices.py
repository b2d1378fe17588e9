"""Who says it independently: a publisher is one voice, and so are all that repost one agency's text."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import combinations

from tracker.resolve.saying import Saying

# Of the smaller page's prints so many stand in the other: it is the same text.
_SAME_TEXT = 0.6
_FEWEST_PRINTS = 6
# Fewer words may be the same by chance.
_FEWEST_WORDS = 8


def voices(sayings: Iterable[Saying]) -> tuple[tuple[Saying, ...], ...]:
    """The records that are said at present, by voice: each inner tuple is one, in the order of the ids."""
    said = sorted((one for one in sayings if one.is_current), key=lambda one: one.id)
    owner = {one.id: [one] for one in said}
    for a, b in _same_voice(said):
        one, other = owner[a.id], owner[b.id]
        if one is not other:
            one.extend(other)
            for each in other:
                owner[each.id] = one
    groups = {id(found): found for found in owner.values()}
    return tuple(tuple(sorted(found, key=lambda one: one.id)) for found in groups.values())


def _same_voice(said: Sequence[Saying]) -> Iterator[tuple[Saying, Saying]]:
    by_name: defaultdict[str, list[Saying]] = defaultdict(list)
    for one in said:
        for name in _names(one):
            by_name[name].append(one)
    for same in by_name.values():
        yield from ((same[0], other) for other in same[1:])
    paged = [one for one in said if len(one.prints) >= _FEWEST_PRINTS]
    yield from ((a, b) for a, b in combinations(paged, 2) if _is_same_text(a, b))


def _names(one: Saying) -> Iterator[str]:
    """The publisher, the agency that the sentence names, the sentence itself where it is long."""
    yield f"voice {one.voice.casefold()}"
    quote = next((piece.quote for piece in one.record.evidence if piece.quote), None)
    if quote is None or one.is_listed:
        return
    words = re.findall(r"\w+", quote.casefold())
    if len(words) >= _FEWEST_WORDS:
        yield f"quote {' '.join(words)}"
    if (agency := _agency_in(quote)) is not None:
        yield f"voice {agency.casefold()}"


def _is_same_text(a: Saying, b: Saying) -> bool:
    return len(a.prints & b.prints) >= _SAME_TEXT * min(len(a.prints), len(b.prints))


def _agency_in(quote: str) -> str | None:
    """The news agency that a sentence gives as its source."""
    for name, expression in _agencies():
        if expression.search(quote):
            return name
    return None


@cache
def _agencies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (files("tracker.resolve") / "agencies.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    before = "|".join(map(re.escape, said["attribution"]["before"]))
    after = "|".join(map(re.escape, said["attribution"]["after"]))
    found = []
    for agency in said["agency"]:
        forms = "|".join(map(re.escape, agency["forms"]))
        expression = rf"\b(?:{before})\s+[«\"“]?(?:{forms})\b|\b(?:{forms})[»\"”]?\s+(?:{after})\b"
        found.append((agency["name"], re.compile(expression, re.IGNORECASE)))
    return tuple(found)
