"""Who was freed: how many, their names and nations, where to, with whose help, and on what ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.extract.pages.finder import Mention
from tracker.extract.pages.fold import fold
from tracker.extract.pages.names import Name, capitalised
from tracker.extract.pages.passage import Passage, after
from tracker.extract.pages.place import country_of
from tracker.extract.pages.receivers import MEDIATORS, is_office, receivers
from tracker.extract.pages.statement import CountRelation, Subgroup
from tracker.extract.pages.triggers import Trigger, find_triggers
from tracker.extract.pages.when import is_news
from tracker.extract.words import Number
from tracker.model.kinds import Precision, RecordType

# How far after a number the word for those counted may stand, in characters.
_COUNTED = 42
_SPEECH = 24
# How long an office between a name and its "said" may be, in characters.
_OFFICE = 70
# How many sentences after the trigger's may still list those who were freed.
_LIST_AFTER = 3
# So many names in a row are a list of those freed, where it follows the trigger.
_LIST = 3
# How far down the page, in sentences, "those freed are …" is still looked for.
_LISTED_WITHIN = 60
_ITEM_MARKS = frozenset("–—-•*·")
# "Wife of", "met with": so close before a name, in characters, they make it somebody else's.
_REACH = 60
_BESIDE = 10
# "Taken to neighbouring Lithuania": how far behind the word of motion the country may stand.
_NEIGHBOUR = 15


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and what the number claims."""

    value: int
    relation: CountRelation


def kind_of(trigger: Trigger, passage: Passage, passages: Sequence[Passage]) -> str:
    """Pardon, exchange, amnesty, deportation or term's end, as the rule or the sentence says.

    The next sentence decides where it goes on with this one, "In return the other side released …", or
    speaks of the same people, "All of them had asked for clemency"; not where it has an old day.
    """
    found = passage.lexicon.kinds.find(passage.text, passage.folded)
    if trigger.rule.kind == "pardon" and any(one.value == "exchange" for one in found):
        # Whoever is swapped is pardoned for it.
        return "exchange"
    if trigger.rule.kind:
        return trigger.rule.kind
    if not found:
        for other in after(passage, passages, 1):
            if any(not is_news(one, other.published) for one in other.dates):
                continue
            # The lead tells what the title told.
            if passage.is_title or other.goes_on or other.has("way_out") or _speaks_of_them(other):
                found = other.lexicon.kinds.find(other.text, other.folded)
    return found[0].value if found else "unspecified"


def _speaks_of_them(passage: Passage) -> bool:
    same = passage.lexicon.classes.get("same_people")
    return same is not None and same.match(passage.folded.text.lstrip()) is not None


def count_of(trigger: Trigger, passage: Passage) -> Count | None:
    """The number of those freed that stands nearest to the trigger; parts of them are left out."""
    best: tuple[int, Count] | None = None
    at = passage.written(trigger.start)
    for number in passage.numbers:
        counted = _counted(number, passage)
        if counted is None or _is_part(number, passage):
            continue
        gap = abs(number.start - at) + (200 if number.start < passage.written(trigger.clause_start) else 0)
        if best is None or gap < best[0]:
            best = (gap, counted)
    return best[1] if best else None


def _after(number: Number, passage: Passage) -> str:
    return fold(passage.text[number.end : number.end + _COUNTED], passage.language).text


def _before(number: Number, passage: Passage) -> str:
    return fold(passage.text[max(0, number.start - 30) : number.start], passage.language).text


def _counted(number: Number, passage: Passage) -> Count | None:
    classes = passage.lexicon.classes
    after = _after(number, passage)
    if number.kind != "count" or classes["not_counted"].match(after.lstrip()) or number.value < 1:
        return None
    people = classes["counted"].search(after)
    alone = classes["count_alone"].search(_before(number, passage))
    if people is None and alone is None:
        return None
    relation = (
        CountRelation(str(number.relation))
        if str(number.relation) in set(CountRelation)
        else CountRelation.TOTAL
    )
    before = _before(number, passage)
    if is_handed_over(number, passage):
        relation = CountRelation.TOTAL
    if classes["others"].match(after.lstrip()):
        named = [name for name in passage.names if name.end <= number.start]
        joined = classes["and_also"].search(before)
        if joined:
            return Count(number.value + max(1, len(named)), relation)
    one_more = classes["and_one"].match(after.lstrip()) if "and_one" in classes else None
    if one_more is not None and "," not in one_more[0]:
        # "Two Poles and a Lithuanian".
        return Count(number.value + 1, relation)
    return Count(number.value, relation)


def is_handed_over(number: Number, passage: Passage) -> bool:
    """Whether the "over" before it is of "handed over 114": that many, and no more."""
    over_to, before = passage.lexicon.classes.get("over_to"), _before(number, passage)
    return over_to is not None and any(hit.end() >= len(before.rstrip()) for hit in over_to.finditer(before))


def _is_part(number: Number, passage: Passage) -> bool:
    classes, before = passage.lexicon.classes, _before(number, passage)
    if "whole_before" in classes and classes["whole_before"].fullmatch(before.rstrip().rpartition(" ")[2]):
        return True
    return classes["part_before"].search(before) is not None


def subgroups_of(passage: Passage) -> tuple[Subgroup, ...]:
    """Parts that are counted apart: women, men, foreigners."""
    found = []
    for number in passage.numbers:
        group = passage.lexicon.classes["subgroup"].match(_after(number, passage).lstrip())
        if group:
            after = passage.text[number.end :].lstrip()
            found.append(Subgroup(number.value, after[: group.end()].strip()))
    return tuple(found)


def released_names(trigger: Trigger, passage: Passage, passages: Sequence[Passage]) -> tuple[str, ...]:
    """Names in the trigger's sentence, in those that say who was freed, and in a bare list right after it."""
    found = [name.text for name in (*passage.people, *_known(passage)) if is_freed(name, passage)]
    listing = False
    for other in after(passage, passages, _LISTED_WITHIN):
        if other.has("not_among"):
            continue
        near = other.number <= passage.number + _LIST_AFTER
        listing = other.has("among_freed") or (listing and _is_item(other.text))
        lists = listing or (near and (other.has("including") or len(other.people) >= _LIST))
        if lists and not _tells_of_another(other, passage):
            found += [name.text for name in (*other.people, *_known(other)) if is_freed(name, other)]
        listing = listing and (other.text.rstrip().endswith(":") or _is_item(other.text))
    return tuple(dict.fromkeys(found))


def _tells_of_another(other: Passage, passage: Passage) -> bool:
    """Whether the sentence tells of a release of another day: its names are that one's."""
    days = {found.on for found in other.dates if found.precision is Precision.DAY}
    if not days or days & {found.on for found in passage.dates} or passage.published in days:
        return False
    return any(
        one.rule.type is RecordType.RELEASE and one.rule.form == "done" for one in find_triggers(other)
    )


def _known(passage: Passage) -> tuple[Name, ...]:
    """Public figures whose surname alone tells who is meant."""
    known = passage.lexicon.classes.get("prisoner_by_surname")
    if known is None:
        return ()
    rows = capitalised(passage, 1)
    return tuple(row for row in rows if known.fullmatch(fold(row.text, passage.language).text))


def _is_item(text: str) -> bool:
    """Whether a line is one of a list: it begins with a dash, a dot or a number."""
    return text.lstrip()[:1] in _ITEM_MARKS or text.lstrip()[:1].isdigit()


def following(passage: Passage, passages: Sequence[Passage]) -> Iterable[Passage]:
    """The sentences in which a list of those freed may still stand."""
    return after(passage, passages, _LIST_AFTER)


def about_them(passage: Passage, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The sentence, those right after it, and further down the page those that speak of the freed."""
    yield passage
    for other in after(passage, passages, _LISTED_WITHIN):
        near = other.number <= passage.number + _LIST_AFTER
        if not other.has("not_among") and (near or other.has("among_freed")):
            yield other


def is_freed(name: Name, passage: Passage) -> bool:
    """Whether a name in the sentence is one of those freed, as far as its neighbours tell."""
    if speaks(name.start, name.end, passage) or _is_official(name, passage):
        return False
    before = fold(passage.text[max(0, name.start - _REACH) : name.start], passage.language).text
    hits = passage.lexicon.classes["not_freed_before"].finditer(before)
    return all(hit.end() < len(before) - _BESIDE for hit in hits)


def _is_official(name: Name, passage: Passage) -> bool:
    return any(
        name.start <= passage.written(one.start) < name.end
        for one in (*passage.officials, *passage.authorities)
    )


def speaks(start: int, end: int, passage: Passage) -> bool:
    """Whether the name between `start` and `end` (as written) is the one who says it."""
    classes = passage.lexicon.classes
    before = fold(passage.text[max(0, start - _SPEECH) : start], passage.language).text.rstrip()
    behind = fold(passage.text[end : end + _SPEECH], passage.language).text
    after = behind.lstrip(" ,")
    if behind.startswith(",") and "inserted" in classes and classes["inserted"].match(after):
        # "Freed was Ivan Example, said …": whoever said it comes after the verb.
        return False
    said_before = any(hit.end() >= len(before) for hit in classes["speech_before"].finditer(before))
    return said_before or classes["speech_after"].match(after) is not None or _speaks_later(end, passage)


def _speaks_later(end: int, passage: Passage) -> bool:
    """Whether the office stands between name and verb: "X, head of Viasna, said", "X of Viasna said".

    "X, a journalist, Viasna said" is said by somebody else: the last comma stands before another name.
    """
    says = passage.lexicon.classes.get("says")
    behind = fold(passage.text[end : end + _OFFICE], passage.language).text
    hit = says.search(behind) if says else None
    if hit is None:
        return False
    between = behind[: hit.start()].rstrip()
    if passage.lexicon.classes["freed"].search(between):
        return False
    if between.startswith(","):
        return between.endswith(",") and between.count(",") == 2
    return between.startswith(" of ") and "," not in between


def nationalities_of(passages: Iterable[Passage], country: str) -> tuple[str, ...]:
    """Nations of those freed: those listed after "citizens of", and adjectives before a person."""
    found: list[str] = []
    for passage in passages:
        text = passage.folded.text
        cues = [hit.start() for hit in passage.lexicon.classes["citizens"].finditer(text)]
        for mention in sorted((*passage.countries, *passage.people_of), key=lambda one: one.start):
            if any(cue <= mention.start and not _sentence_turns(text[cue : mention.start]) for cue in cues):
                found.append(country_of(mention))
        for mention in passage.people_of:
            if _is_compatriot(mention, passage):
                found.append(country_of(mention))
        for mention in (*passage.people_of, *passage.countries):
            behind = text[mention.end : mention.end + 26].lstrip()
            if passage.lexicon.classes["national"].match(behind) or _is_counted(mention, passage):
                found.append(country_of(mention))
    return tuple(code for code in dict.fromkeys(found) if code != country)


def _is_counted(mention: Mention, passage: Passage) -> bool:
    """Whether people stand behind a number or "an": "two Poles", "an American"; no officials."""
    classes = passage.lexicon.classes
    if mention not in passage.people_of or "counting" not in classes:
        return False
    text = passage.folded.text
    before, behind = (
        text[max(0, mention.start - 30) : mention.start].rstrip(),
        text[mention.end :].lstrip(" ,"),
    )
    if classes["no_nationals"].match(behind):
        return False
    counted = any(number.end == passage.written(mention.start) - 1 for number in passage.numbers)
    return counted or any(hit.end() == len(before) for hit in classes["counting"].finditer(before))


def _is_compatriot(mention: Mention, passage: Passage) -> bool:
    """Whether "a Pole" is named, and as nobody's partner in talks: a noun without a preposition."""
    noun = passage.lexicon.classes.get("compatriot")
    text = passage.folded.text
    if noun is None or noun.match(text, mention.start) is None:
        return False
    # "With Americans", "for two Russians".
    before = text[max(0, mention.start - _REACH) : mention.start].split()[-2:]
    return not any(passage.lexicon.classes["with_whom"].fullmatch(word) for word in before)


def _sentence_turns(between: str) -> bool:
    return ";" in between or len(between) > 120


def destination_of(
    trigger: Trigger,
    passage: Passage,
    passages: Iterable[Passage],
    country: str,
    taken: Iterable[Subgroup] = (),
) -> tuple[str, ...]:
    """Where those freed were brought or came to: named in the trigger itself, after a word of motion, or
    with how many were `taken` there."""
    found: list[str] = []
    if trigger.rule.voice in ("hand-over", "motion") or trigger.rule.kind == "deportation":
        sides = (one for one in passage.people_of if _stands_before("receiving_side", one, passage))
        inside = (*passage.countries, *passage.places, *sides)
        dealt = tuple(receivers(passage))
        found += [
            country_of(one)
            for one in inside
            if trigger.start <= one.start < trigger.end and one not in dealt and not is_office(one, passage)
        ]
    for other in passages:
        dealt = tuple(receivers(other))
        for cue in other.lexicon.classes["brought_to"].finditer(other.folded.text):
            for mention in (*other.countries, *other.places):
                is_near = 0 <= mention.start - cue.end() <= _NEIGHBOUR
                if is_near and mention not in dealt and not is_office(mention, other):
                    found.append(country_of(mention))
        if other.has("crossed"):
            found += [country_of(one) for one in other.people_of if _stands_before("border", one, other)]
    found += [one.destination for one in taken if one.destination is not None]
    return tuple(code for code in dict.fromkeys(found) if code != country)


def _stands_before(word_class: str, mention: Mention, passage: Passage) -> bool:
    """Whether a word of the class follows: "the Lithuanian border", "to the Polish side"."""
    words = passage.lexicon.classes.get(word_class)
    return words is not None and words.match(passage.folded.text, mention.end + 1) is not None


def counterpart_of(passages: Iterable[Passage], country: str, kind: str) -> tuple[str, ...]:
    """The state that negotiated: a mediator whose official stands in the sentences of the release, or to
    which the freed were handed.

    A mediator that is only named needs a word of negotiation. In an exchange the other side counts too.
    """
    found = []
    for passage in passages:
        found += [country_of(one) for one in (*passage.officials, *receivers(passage))]
        if passage.has("negotiated"):
            found += [country_of(one) for one in passage.countries]
    possible = MEDIATORS | (_EXCHANGERS if kind == "exchange" else frozenset())
    return tuple(code for code in dict.fromkeys(found) if code in possible and code != country)


_EXCHANGERS = frozenset({"RU", "UA", "PL", "DE", "LT"})
