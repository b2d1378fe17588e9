"""The rules that fire in a sentence, before any filter looks at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extract.pages.lexicon import Lexicon, Rule
from tracker.extract.pages.passage import Passage
from tracker.extract.pages.patterns import TextWords

# How far from the trigger, in characters, the person or the measure may stand.
_REACH = 110
_CLOSE = 28


@dataclass(frozen=True, slots=True)
class Trigger:
    """A rule that fired. Offsets are into the folded sentence; the clause is the one it stands in."""

    rule: Rule
    start: int
    end: int
    clause_start: int
    clause_end: int


def find_triggers(passage: Passage) -> tuple[Trigger, ...]:
    """The triggers of a sentence whose object is there, in order; of those that overlap, the longest."""
    lexicon, text = passage.lexicon, passage.folded.text
    found: list[Trigger] = []
    for rule, hit in _hits(text, lexicon):
        if rule.only_title and not passage.is_title:
            continue
        if rule.without and lexicon.classes[rule.without].search(hit[0]):
            continue
        trigger = _in_clause(rule, hit.start(), hit.end(), passage)
        if _has_object(trigger, passage) and _has_actor(trigger, passage):
            found.append(trigger)
    return _longest(found)


def may_fire(lexicon: Lexicon, text: str) -> bool:
    """Whether any rule finds its words in a whole folded text: else there is no need to cut it up."""
    # By paragraphs, as one word that tells has all the rest of its text looked through.
    return any(next(_hits(paragraph, lexicon), None) for paragraph in text.split("\n\n"))


def _hits(text: str, lexicon: Lexicon) -> Iterator[tuple[Rule, re.Match[str]]]:
    """What the rules find in the text, in its order; of a rule's hits none begins within another.

    A phrase is tried only where it may begin, in texts with all its words: that, too, is why most phrases are
    never compiled.
    """
    told = lexicon.telling.anywhere(text)
    words = TextWords(text)
    told = {number for number in told if lexicon.phrases[number][1].may_be_in(words)}
    if not told:
        return
    ends: dict[str, int] = {}
    for start, numbers in lexicon.beginning.find(text):
        for number in sorted(told & numbers):
            rule, phrase = lexicon.phrases[number]
            if start >= ends.get(rule.name, 0) and (hit := phrase.match(text, start)) is not None:
                ends[rule.name] = hit.end()
                yield rule, hit


def _in_clause(rule: Rule, start: int, end: int, passage: Passage) -> Trigger:
    text = passage.folded.text
    before, after = 0, len(text)
    for cut in passage.lexicon.breaks.finditer(text):
        if cut.end() <= start:
            before = cut.start()
        elif cut.start() >= end:
            after = cut.start()
            break
    return Trigger(rule, start, end, before, after)


def _has_object(trigger: Trigger, passage: Passage) -> bool:
    text = passage.folded.text
    near = text[max(0, trigger.start - _REACH) : trigger.end + _REACH]
    classes = passage.lexicon.classes
    match trigger.rule.needs:
        case "nothing":
            return True
        case "measure":
            other = classes.get("other_measure")
            if other is not None and other.search(near):
                return False
            return classes["measure"].search(near) is not None
        case "person":
            if _is_of_a_thing(trigger, passage):
                return False
            return classes["person"].search(near) is not None or _name_is_near(trigger, passage)
        case "captive":
            return classes["captive"].search(text) is not None
        case "party":
            return True


def _is_of_a_thing(trigger: Trigger, passage: Passage) -> bool:
    """Whether a thing stands close by and nobody nearer: "released a report", "the album was released".

    "The report says that Belarus released" frees nobody of the report: a country stands between them.
    """
    text, classes = passage.folded.text, passage.lexicon.classes
    thing = classes["thing"]
    for hit in thing.finditer(text[trigger.start : trigger.end + _CLOSE]):
        if not _is_how(text[trigger.end : trigger.start + hit.start()].strip(), passage):
            return True
    close = max(0, trigger.start - _CLOSE)
    return any(
        not _somebody_between(close + hit.end(), trigger.start, passage)
        for hit in thing.finditer(text[close : trigger.start])
    )


def _is_how(between: str, passage: Passage) -> bool:
    """Whether the words before a thing make it the means: "released by a decision of the president"."""
    means = passage.lexicon.classes.get("by_means")
    return means is not None and means.fullmatch(between) is not None


def _somebody_between(start: int, end: int, passage: Passage) -> bool:
    mentions = (*passage.countries, *passage.officials)
    if any(start <= one.start < end for one in mentions):
        return True
    if any(passage.written(start) <= name.start < passage.written(end) for name in passage.names):
        return True
    return passage.lexicon.classes["person"].search(passage.folded.text[start:end]) is not None


def _name_is_near(trigger: Trigger, passage: Passage) -> bool:
    low, high = passage.written(trigger.start) - _REACH, passage.written(trigger.end) + _REACH
    return any(low <= name.start <= high for name in passage.names)


def _has_actor(trigger: Trigger, passage: Passage) -> bool:
    """Whether somebody who can free or sanction stands before the trigger."""
    if not trigger.rule.actor:
        return True
    mentions = (*passage.countries, *passage.officials, *passage.authorities, *passage.places)
    if any(trigger.start - _REACH <= mention.start < trigger.start for mention in mentions):
        return True
    clause = passage.folded.text[trigger.clause_start : trigger.start]
    return passage.lexicon.classes["actor"].search(clause) is not None


def _longest(found: list[Trigger]) -> tuple[Trigger, ...]:
    kept: list[Trigger] = []
    for trigger in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(
            trigger.end <= other.start or other.end <= trigger.start
            for other in kept
            if other.rule.type is trigger.rule.type
        ):
            kept.append(trigger)
    return tuple(sorted(kept, key=lambda one: one.start))
