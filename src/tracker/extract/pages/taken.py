"""How many of those freed were taken to which country: "114 were taken to Ukraine and nine to Lithuania".

Numbers and countries must take turns in the sentence, a number for each country: what does not is left out.
Words and examples: extract/lexicons/*/taken.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.extract.pages.finder import Mention
from tracker.extract.pages.fold import fold
from tracker.extract.pages.passage import Passage
from tracker.extract.pages.place import country_of
from tracker.extract.pages.release_fields import is_handed_over
from tracker.extract.pages.statement import Subgroup
from tracker.extract.pages.when import is_news
from tracker.extract.words import Number

# "To neighbouring Lithuania": how far behind the word of direction, in characters, the country may stand.
_NEIGHBOUR = 15
# How far apart a number and its country may stand, in characters.
_APART = 70
# Where the word for those counted is looked for behind a number, and words of a whole before it.
_COUNTED = 30
_BEFORE = 16
# What stands between a number and a country of another part of the sentence.
_BREAKS = frozenset(",;:()")
_LEAST_SHARED = 2


@dataclass(frozen=True, slots=True)
class _Place:
    """A country to which somebody was taken; offsets are into the sentence as written."""

    start: int
    end: int
    code: str
    written: str


def taken_of(passage: Passage, others: Iterable[Passage], country: str | None) -> tuple[Subgroup, ...]:
    """The parts that the sentence, and those of `others` that have no old day, tell by where they were taken.

    `country` let them go: nobody is taken to it.
    """
    found = list(_taken(passage, country))
    for other in others:
        if other is not passage and all(is_news(one, other.published) for one in other.dates):
            found += _taken(other, country)
    return tuple(dict.fromkeys(found))


def _taken(passage: Passage, country: str | None) -> Iterator[Subgroup]:
    words, text = passage.lexicon.taken, passage.folded.text
    if not words["moved"].search(text) or words["not_so"].search(text):
        return
    places = tuple(_places(passage, country))
    if not places:
        return
    numbers = [one for one in passage.numbers if one.kind == "count" and one.value > 0]
    if any(_counts_a_group(one, passage, country) for one in numbers):
        return
    pairs = [(one, place) for one in numbers for place in places if _is_in_brackets(one, place, passage)]
    for number, place in pairs or _by_turns(_those_taken(numbers, passage), places, passage):
        if (number.relation == "total" or is_handed_over(number, passage)) and not number.is_rough:
            yield Subgroup(number.value, place.written, place.code)


def _places(passage: Passage, country: str | None) -> Iterator[_Place]:
    """The countries that somebody was taken to, each once, in the order of the sentence."""
    last: str | None = None
    for mention in sorted((*passage.countries, *passage.places), key=lambda one: one.start):
        code = country_of(mention)
        # "To Vilnius, Lithuania" is one place.
        if code in (country, last) or not _is_reached(mention, passage):
            continue
        last = code
        start, end = passage.written(mention.start), passage.written(mention.end)
        yield _Place(start, end, code, passage.text[start:end])


def _is_reached(mention: Mention, passage: Passage) -> bool:
    words, text = passage.lexicon.taken, passage.folded.text
    before = max(0, mention.start - 2 * _NEIGHBOUR)
    hits = words["into"].finditer(text[before : mention.start])
    if any(0 <= mention.start - before - hit.end() <= _NEIGHBOUR for hit in hits):
        return True
    if words["received"].match(text, mention.end + 1):
        return True
    if "to_whom" in words and words["to_whom"].match(text, mention.start):
        return True
    return text[mention.end : mention.end + 2] == " ("


def _is_in_brackets(number: Number, place: _Place, passage: Passage) -> bool:
    text = passage.text
    return text[place.end : number.start] == " (" and text[number.end : number.end + 1] == ")"


def _counts_a_group(number: Number, passage: Passage, country: str | None) -> bool:
    """Whether it counts women or Lithuanians: how many more were taken there is not said."""
    if passage.lexicon.classes["subgroup"].match(_behind(number, passage)):
        return True
    right_behind = (one for one in passage.people_of if passage.written(one.start) == number.end + 1)
    return any(country_of(one) != country for one in right_behind)


def _those_taken(numbers: Iterable[Number], passage: Passage) -> tuple[Number, ...]:
    """Those that count people, without the number of all out of whom they are."""
    return tuple(one for one in numbers if _counts_people(one, passage) and not _is_of_all(one, passage))


def _counts_people(number: Number, passage: Passage) -> bool:
    words, classes, behind = passage.lexicon.taken, passage.lexicon.classes, _behind(number, passage)
    if not behind or not behind[0].isalnum():
        return True
    if classes["not_counted"].match(behind):
        return False
    if words["bare"].match(behind) or classes["counted"].match(behind):
        return True
    # "Former prisoners", but not "buses were".
    _, _, second = behind.partition(" ")
    return classes["counted"].match(second) is not None and words["bare"].match(second) is None


def _is_of_all(number: Number, passage: Passage) -> bool:
    before = fold(passage.text[max(0, number.start - _BEFORE) : number.start], passage.language).text.rstrip()
    return any(hit.end() == len(before) for hit in passage.lexicon.taken["whole"].finditer(before))


def _behind(number: Number, passage: Passage) -> str:
    return fold(passage.text[number.end : number.end + _COUNTED], passage.language).text.lstrip()


def _by_turns(
    numbers: Sequence[Number], places: Sequence[_Place], passage: Passage
) -> list[tuple[Number, _Place]]:
    """The pairs where each number stands before its country, or each behind it; none where they do not."""
    if len(numbers) == len(places) + 1 >= _LEAST_SHARED + 1:
        first, *rest = numbers
        # "123 people: 114 …, nine …".
        numbers = rest if first.value == sum(one.value for one in rest) else numbers
    if len(numbers) != len(places):
        return []
    pairs = list(zip(numbers, places, strict=True))
    is_first = numbers[0].start < places[0].start
    ordered = [one for pair in pairs for one in (pair if is_first else reversed(pair))]
    if any(one.end > other.start for one, other in pairwise(ordered)):
        return []
    if all(_are_together(number, place, passage) for number, place in pairs):
        return pairs
    return []


def _are_together(number: Number, place: _Place, passage: Passage) -> bool:
    first, second = sorted(((number.start, number.end), (place.start, place.end)))
    between = passage.text[first[1] : second[0]]
    freed = passage.lexicon.classes["freed"].search(fold(between, passage.language).text)
    # "52 were freed and taken to Lithuania" counts all of them, wherever the others may have gone.
    return len(between) <= _APART and _BREAKS.isdisjoint(between) and freed is None
