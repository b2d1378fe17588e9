"""The third filter: where. Whose prisoners, against whom the measure; the sentence first, then the page."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from tracker.extract.pages.finder import Mention
from tracker.extract.pages.passage import Passage
from tracker.extract.pages.triggers import Trigger

# Whoever is handed over or asked for stands beside other countries than the one that lets go.
_LETTING_GO = frozenset({"active", "passive", "motion"})
# A trigger may end with the preposition: "freed from".
_PREPOSITION = 6
# The title and the sentences of the lead.
_HEAD = 4
# How far behind the verb, in characters, its object begins.
_OBJECT = 12


@cache
def _role(name: str) -> frozenset[str]:
    """The countries that play a part: `lexicons/roles.toml` says which."""
    text = (files("tracker.extract") / "lexicons" / "roles.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[name])


def country_of(mention: Mention) -> str:
    """The country in a gazetteer's value: "US" of "US Keith Kellogg"."""
    return mention.value.partition(" ")[0]


def tells_of(passages: Sequence[Passage], country: str) -> bool:
    """Whether a page names the country, by name, people, town, official, public figure or firm.

    Where none else is named than those that take people in, "political prisoners" are the subject's.
    """
    if any(_names(passage, country) or _is_known(passage, country) for passage in passages):
        return True
    if any(passage.has("political_prisoner") for passage in passages):
        named = {country_of(one) for passage in passages for one in (*passage.countries, *passage.people_of)}
        return named <= _role("receivers")
    return False


def about(passages: Sequence[Passage], country: str) -> str | None:
    """The country that a page is about: the subject's `country` where the page tells of it, else the one
    of those that jail or are sanctioned that it names most; None where it names none of them."""
    if tells_of(passages, country):
        return country
    named = Counter(
        country_of(one)
        for passage in passages
        for one in (*passage.countries, *passage.people_of, *passage.officials)
        if country_of(one) in _role("jailers") | _role("targets")
    )
    return max(named, key=lambda code: (named[code], code)) if named else None


def _is_known(passage: Passage, country: str) -> bool:
    return any(country_of(mention) == country for mention in passage.known)


def _names(passage: Passage, country: str) -> bool:
    mentions = (*passage.countries, *passage.people_of, *passage.places, *passage.officials)
    return any(country_of(mention) == country for mention in mentions)


def releasing_country(trigger: Trigger, passage: Passage, before: str, country: str) -> str:
    """The country that lets its prisoners go.

    Where they were held decides ("released from a Russian prison"), else who acts in the clause ("Russia
    released"); then the page's country if the sentence names it;
    then a sole other country with prisoners of its own; then `before`, which the sentence before told of.
    """
    held_in = _held_in(trigger, passage)
    if held_in is not None:
        return held_in
    abroad = _acts_abroad(trigger, passage, country)
    if abroad is not None:
        return abroad
    actors = [
        country_of(mention)
        for mention in sorted((*passage.countries, *passage.officials), key=lambda one: one.start)
        if trigger.clause_start <= mention.start < trigger.start and not _is_aside(mention, passage)
    ]
    # "In return Vilnius released": a capital right before the verb is the state itself.
    if trigger.rule.kind != "exchange":
        beside = [one for one in passage.places if one.end + 1 == trigger.start]
        actors += [country_of(one) for one in beside if not _follows(one, "out_of", passage)]
    if trigger.rule.voice == "active" and actors:
        # Whoever asked or mediated is no jailer: "freed 14 at Trump's request".
        if actors[-1] in _role("jailers") or not _is_named(passage, country):
            return actors[-1]
        return country
    if _names(passage, country):
        return country
    others = {country_of(mention) for mention in passage.officials if country_of(mention) in _role("jailers")}
    others |= {country_of(one) for one in passage.countries if country_of(one) in _role("jailers")}
    return others.pop() if len(others) == 1 else before


def exchanging_countries(trigger: Trigger, passage: Passage, country: str) -> tuple[str, ...]:
    """The states that swap prisoners, where the subject is none of them: "Russia and Ukraine swapped"."""
    if trigger.rule.kind != "exchange" or trigger.rule.voice != "active":
        return ()
    text, joining = passage.folded.text, passage.lexicon.classes["joining"]
    mentions = (*passage.countries, *passage.places, *passage.officials)
    acting = [one for one in mentions if trigger.clause_start <= one.start < trigger.start]
    if any(country_of(one) == country for one in acting):
        return ()
    sides = sorted((one for one in passage.countries if one in acting), key=lambda one: one.start)
    for first, second in pairwise(sides):
        if joining.fullmatch(text[first.end : second.start].strip()):
            return country_of(first), country_of(second)
    return ()


def _held_in(trigger: Trigger, passage: Passage) -> str | None:
    """The country from whose prison somebody is let go, where it stands right behind the verb."""
    out_of = passage.lexicon.classes.get("out_of")
    voice = trigger.rule.voice
    if out_of is None or voice not in ("passive", "active"):
        return None
    text, length = passage.folded.text, trigger.end - trigger.start
    for mention in (*passage.countries, *passage.places, *passage.people_of):
        told = text[trigger.start : mention.start].rstrip() if mention.start > trigger.start else ""
        starts = range(max(0, length - _PREPOSITION), min(length + 2, len(told)))
        if not any(out_of.fullmatch(told, at) for at in starts):
            continue
        prison = passage.lexicon.classes["prison"].match(text[mention.end :].lstrip())
        # Whoever acts stands elsewhere: "they freed her from a Belarusian jail", not "freed in Minsk".
        if prison or (mention not in passage.people_of and voice == "passive"):
            return country_of(mention)
    return None


def _acts_abroad(trigger: Trigger, passage: Passage, country: str) -> str | None:
    """The other country whose town, court or police stands before the verb, where of the subject only
    its people are named: "the Polish police let a Belarusian go", "a Belarusian was expelled from Poland".
    """
    classes = passage.lexicon.classes
    if trigger.rule.voice not in _LETTING_GO or "institution" not in classes:
        return None
    if trigger.rule.kind == "exchange":
        # The town is where the two sides met.
        return None
    if _is_named(passage, country) or passage.has("political_prisoner"):
        return None
    text = passage.folded.text
    acting = [one for one in passage.people_of if classes["institution"].match(text, one.end + 1) is not None]
    if trigger.rule.kind == "deportation":
        acting += [one for one in passage.countries if _follows(one, "out_of", passage)]
    else:
        acting += passage.places
    before = [one for one in acting if trigger.clause_start <= one.start < trigger.start]
    codes = [country_of(one) for one in sorted(before, key=lambda one: one.start)]
    return next((code for code in reversed(codes) if code != country), None)


def _follows(mention: Mention, word_class: str, passage: Passage) -> bool:
    word = passage.folded.text[: mention.start].rstrip().rpartition(" ")[2]
    return passage.lexicon.classes[word_class].fullmatch(word) is not None


def frees_its_own(releasing: str, country: str, kind: str) -> bool:
    """Whether a release by this country is one that is told of here: another's police let people go daily."""
    return releasing == country or releasing in _role("jailers") or kind == "exchange"


def acts_itself(trigger: Trigger, passage: Passage, country: str) -> bool:
    """Whether the country itself or its ally stands nearest before the verb: their own sanctions."""
    acting = [
        one for one in (*passage.countries, *passage.officials, *passage.places) if country_of(one) == country
    ]
    acting += [one for one in passage.authorities if country_of(one) != country]
    before = [one for one in acting if trigger.clause_start <= one.start < trigger.start]
    if trigger.rule.voice != "active" or not before:
        return False
    # "Belarus banned goods from Lithuania and extended its list": where goods come from acts no more.
    acting = [one for one in before if country_of(one) == country or not _follows(one, "out_of", passage)]
    nearest = max(acting or before, key=lambda one: one.start)
    return (
        country_of(nearest) in {country, *_role("allies")}
        and not _is_against(nearest, passage)
        and not _is_aside(nearest, passage)
    )


def _is_named(passage: Passage, country: str) -> bool:
    """Whether the sentence names the country itself, a town or an official of it; its people do not do."""
    return any(
        country_of(one) == country for one in (*passage.countries, *passage.places, *passage.officials)
    )


def target_country(trigger: Trigger, passage: Passage, passages: Sequence[Passage], country: str) -> str:
    """The country that a measure is about: the subject's where the sentence names it, else "against X".

    Where neither stands, it is the one whose people or firms the verb has as its object.

    A sentence that names neither speaks of what the title speaks of, else the page's head.
    """
    targets = _role("targets")
    mentions = (*passage.countries, *passage.people_of, *passage.places, *passage.officials)
    if any(country_of(one) == country and not _is_source(one, passage) for one in mentions):
        return country
    against = [one for one in passage.countries if country_of(one) in targets and _is_against(one, passage)]
    if against:
        return country_of(against[0])
    objects = [
        one
        for one in sorted((*passage.people_of, *passage.countries), key=lambda one: one.start)
        if trigger.start <= one.start <= trigger.end + _OBJECT
        and country_of(one) in targets
        and not _is_aside(one, passage)
    ]
    if objects:
        return country_of(objects[0])
    # "Assets of a hundred people around President Putin": whose ruler's people they are.
    rulers = [one for one in passage.officials if country_of(one) in targets]
    if rulers:
        return country_of(rulers[0])
    title = next((one for one in passages if one.is_title), None)
    if title is not None and not _names(title, country):
        for mention in title.countries:
            if country_of(mention) in targets:
                return country_of(mention)
    return main_country(passages, country)


def main_country(passages: Sequence[Passage], country: str) -> str:
    """Whose news a page tells where a sentence names nobody: the subject's, where its head speaks of it.

    Else the first country in the head that jails or is sanctioned: a page on hostages elsewhere may name
    the subject further down.
    """
    head = passages[:_HEAD]
    if any(_names(one, country) or _is_known(one, country) for one in head):
        return country
    for passage in head:
        mentions = (*passage.countries, *passage.people_of)
        for mention in sorted(mentions, key=lambda one: one.start):
            if country_of(mention) in _role("jailers") | _role("targets"):
                return country_of(mention)
    return country


def _is_source(mention: Mention, passage: Passage) -> bool:
    """Whether the mention only says who reports it: "Belarusian media write"."""
    source = passage.lexicon.classes.get("source")
    return source is not None and source.match(passage.folded.text[mention.end :].lstrip()) is not None


def _is_against(mention: Mention, passage: Passage) -> bool:
    before = passage.folded.text[max(0, mention.start - 24) : mention.start]
    return passage.lexicon.classes["against"].search(before) is not None


def _is_aside(mention: Mention, passage: Passage) -> bool:
    """Whether the mention is where somebody came from or went, asked for, or was with."""
    before = passage.folded.text[max(0, mention.start - 24) : mention.start]
    return passage.lexicon.classes["aside"].search(before) is not None
