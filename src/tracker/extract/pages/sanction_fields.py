"""Who imposed or lifted, on whom, in which sector."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from tracker.extract.pages.bystanders import is_bystander
from tracker.extract.pages.finder import Mention
from tracker.extract.pages.fold import fold
from tracker.extract.pages.names import Name, capitalised
from tracker.extract.pages.passage import Passage, after
from tracker.extract.pages.release_fields import speaks
from tracker.extract.pages.triggers import Trigger

# How many sentences after the trigger's may go on with the list.
_LIST_AFTER = 3
# How near, in characters, "regime" makes a name its ruler's.
_BESIDE = 14
# How near, in characters, the word stands that makes a state the scene.
_BEFORE = 40
# Words in a quoted name of a company; more is a sentence.
_LONGEST = 4
# Whose officials are listed themselves.
_SUBJECTS = ("BY ", "RU ")
_QUOTED = re.compile(r"[«„\"“]([^«»„“”\"]{2,50})[»“”\"]")


@dataclass(frozen=True, slots=True)
class Authority:
    """Who acts: "US" with "OFAC", "EU" with "Council"."""

    authority: str | None
    agency: str | None


def authorities_of(
    trigger: Trigger,
    passage: Passage,
    passages: Sequence[Passage],
    country: str,
    before_it: Authority | None,
) -> tuple[Authority, ...]:
    """Whose act it is; several where they act side by side, one unknown where nobody is named.

    Before the trigger, nearest first, with those beside it in a list; else after it in its clause; else
    the title's; else the one of whom the page told before; else another clause's.
    """
    acting = [
        one
        for one in passage.authorities
        if _code(one) != country and not _is_topic(one, passage) and not _is_scene(one, passage)
    ]
    before = [one for one in acting if trigger.clause_start <= one.start < trigger.start]
    before = before or [one for one in acting if one.start < trigger.start]
    chosen = _side_by_side(before, passage, last=True) if before else []
    if not chosen:
        behind = [one for one in acting if trigger.start <= one.start < trigger.clause_end]
        chosen = _side_by_side(behind, passage, last=False) if behind else []
    if not chosen:
        title = [one for other in passages[:1] for one in other.authorities if _code(one) != country]
        chosen = title[:1]
    if not chosen and before_it is not None:
        return (before_it,)
    if not chosen:
        # "Firms were sanctioned; the EU had listed them": another clause's, where nobody else is named.
        behind = [one for one in acting if one.start >= trigger.clause_end]
        chosen = _side_by_side(behind, passage, last=False) if behind else []
    return _merged(chosen) or (Authority(None, None),)


def _is_topic(mention: Mention, passage: Passage) -> bool:
    """Whether a state is only what somebody's office is about: "Trump's Ukraine envoy"."""
    words = passage.lexicon.classes.get("office_of")
    if words is None or not words.match(passage.folded.text[mention.end :].lstrip()):
        return False
    others = (one for one in (*passage.authorities, *passage.officials) if _code(one) != _code(mention))
    return any(one.start < mention.start for one in others)


def _is_scene(mention: Mention, passage: Passage) -> bool:
    """Whether a state is where something happens or whom it hits: "Russia's invasion of Ukraine"."""
    classes, text = passage.lexicon.classes, passage.folded.text
    if "scene_before" not in classes or "scene_after" not in classes:
        return False
    lead = text[max(0, mention.start - _BEFORE) : mention.start].rstrip()
    if any(hit.end() == len(lead) for hit in classes["scene_before"].finditer(lead)):
        return True
    return classes["scene_after"].match(text[mention.end : mention.end + _BEFORE].lstrip(" )")) is not None


def _side_by_side(mentions: list[Mention], passage: Passage, *, last: bool) -> list[Mention]:
    """The nearest mention and those joined to it by a comma or an "and"."""
    text = passage.folded.text
    joining = passage.lexicon.classes["joining"]
    ordered = sorted(mentions, key=lambda one: one.start, reverse=last)
    chosen = [ordered[0]]
    for mention in ordered[1:]:
        first, second = (mention, chosen[-1]) if last else (chosen[-1], mention)
        between = text[first.end : second.start]
        if not between.strip() or joining.fullmatch(between.strip()):
            chosen.append(mention)
        else:
            break
    lead = text[: min(one.start for one in chosen)]
    if last and passage.lexicon.classes["alongside"].search(lead[-18:]):
        earlier = [one for one in ordered if one.start < len(lead)]
        if earlier:
            # "The US, together with Canada and Britain, imposed": they all do.
            return [earlier[0], *chosen[::-1]]
        # "Alongside Canada and the EU, Britain imposed": only the last of the row acts.
        return chosen[:1]
    return chosen[::-1] if last else chosen


def _merged(mentions: Sequence[Mention]) -> tuple[Authority, ...]:
    """Each authority once, with its agency where one mention names it; "LT+LV+EE" are three."""
    made: dict[str, str | None] = {}
    for mention in mentions:
        authority, _, agency = mention.value.partition(" ")
        for one in authority.split("+"):
            made[one] = made.get(one) or agency or None
    return tuple(Authority(authority, agency) for authority, agency in made.items())


def _code(mention: Mention) -> str:
    return mention.value.partition(" ")[0]


def sector_of(passage: Passage) -> str | None:
    """The first branch of the economy that the sentence names."""
    found = passage.lexicon.sectors.find(passage.text, passage.folded)
    return found[0].value if found else None


def targets_of(trigger: Trigger, passage: Passage, passages: Sequence[Passage]) -> tuple[str, ...]:
    """Who is named as put on or taken off, as written: people, and companies in quotes or in capitals.

    In the active voice of English they stand after the trigger; the sentences right after it may go on
    with the list. Foreign officials impose and comment, they are no targets.
    """
    first = passage.written(trigger.end if trigger.rule.voice == "active" and passage.language == "en" else 0)
    found = list(_named(passage, first))
    for other in listing(passage, passages):
        found += _named(other, 0)
    return tuple(dict.fromkeys(found))


def listing(passage: Passage, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The sentences behind it that go on with its list of targets.

    What follows a title is the page's lead and no list of its own; where people are freed in return, the
    list is theirs.
    """
    following = () if passage.is_title or passage.has("captive") else after(passage, passages, _LIST_AFTER)
    return takewhile(lambda other: other.has("also_listed"), following)


def _named(passage: Passage, first: int) -> tuple[str, ...]:
    """The names in a sentence from `first` on (as written) that can be targets.

    What stands in quotes, and what a list knows, is one name from its begin to its end.
    """
    quoted = [
        (hit.start(1), hit.end(1))
        for hit in _QUOTED.finditer(passage.text)
        if hit[1][0].isupper()
        and hit[1].count(" ") < _LONGEST
        and not is_bystander(hit.start(1), hit.end(1), passage)
    ]
    listed = [
        (start, end)
        for start, end in passage.listed
        if not any(begin <= start < stop for begin, stop in quoted)
        and _can_be_target(Name(start, end, passage.text[start:end]), passage)
    ]
    loose = [
        (name.start, name.end)
        for name in capitalised(passage, 1)
        if name.start > 0
        and not any(start < name.end and name.start < end for start, end in (*quoted, *passage.listed))
        and _can_be_target(name, passage)
    ]
    return tuple(
        passage.text[start:end] for start, end in sorted((*quoted, *listed, *loose)) if start >= first
    )


def _can_be_target(name: Name, passage: Passage) -> bool:
    """Whether the name is neither who acts, speaks or stands by nor the one whose regime is meant."""
    before = fold(passage.text[max(0, name.start - _BESIDE) : name.start], passage.language).text
    behind = fold(passage.text[name.end : name.end + _BESIDE], passage.language).text
    regime = passage.lexicon.classes["regime"]
    if regime.search(before) or regime.search(behind):
        return False
    return not (_acts_or_speaks(name, passage) or is_bystander(name.start, name.end, passage))


def _acts_or_speaks(name: Name, passage: Passage) -> bool:
    foreign = (one for one in passage.officials if not one.value.startswith(_SUBJECTS))
    acting = [passage.written(one.start) for one in (*foreign, *passage.authorities)]
    return speaks(name.start, name.end, passage) or any(name.start <= at < name.end for at in acting)
