"""The third filter: where. Whose prisoners, against whom the measure; the sentence first, then the page."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.extract.pages.finder import Mention
from tracker.extract.pages.passage import Passage
from tracker.extract.pages.triggers import Trigger


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
        return named <= _RECEIVERS
    return False


# Where the subject's prisoners are brought to, and who asks for them.
_RECEIVERS = frozenset({"LT", "PL", "LV", "EE", "UA", "DE", "US", "VA"})


def _is_known(passage: Passage, country: str) -> bool:
    return any(country_of(mention) == country for mention in passage.known)


def _names(passage: Passage, country: str) -> bool:
    mentions = (*passage.countries, *passage.people_of, *passage.places, *passage.officials)
    return any(country_of(mention) == country for mention in mentions)


def releasing_country(trigger: Trigger, passage: Passage, before: str, country: str) -> str:
    """The country that lets its prisoners go.

    Who acts in the clause decides ("Russia released"); then the page's country if the sentence names it;
    then a sole other country with prisoners of its own; then `before`, which the sentence before told of.
    """
    abroad = _acts_abroad(trigger, passage, country)
    if abroad is not None:
        return abroad
    actors = [
        country_of(mention)
        for mention in sorted((*passage.countries, *passage.officials), key=lambda one: one.start)
        if trigger.clause_start <= mention.start < trigger.start and not _is_aside(mention, passage)
    ]
    if trigger.rule.voice == "active" and actors:
        # Whoever asked or mediated is no jailer: "freed 14 at Trump's request".
        if actors[-1] in _JAILERS or not _is_named(passage, country):
            return actors[-1]
        return country
    if _names(passage, country):
        return country
    others = {country_of(mention) for mention in passage.officials if country_of(mention) in _JAILERS}
    others |= {country_of(one) for one in passage.countries if country_of(one) in _JAILERS}
    return others.pop() if len(others) == 1 else before


# Whoever is handed over or asked for stands beside other countries than the one that lets go.
_LETTING_GO = frozenset({"active", "passive", "motion"})


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
    return releasing == country or releasing in _JAILERS or kind == "exchange"


def acts_itself(trigger: Trigger, passage: Passage, country: str) -> bool:
    """Whether the country itself stands nearest before the verb: its own sanctions against others."""
    acting = [
        one for one in (*passage.countries, *passage.officials, *passage.places) if country_of(one) == country
    ]
    acting += [one for one in passage.authorities if country_of(one) != country]
    before = [one for one in acting if trigger.clause_start <= one.start < trigger.start]
    if trigger.rule.voice != "active" or not before:
        return False
    nearest = max(before, key=lambda one: one.start)
    return (
        country_of(nearest) == country
        and not _is_against(nearest, passage)
        and not _is_aside(nearest, passage)
    )


def _is_named(passage: Passage, country: str) -> bool:
    """Whether the sentence names the country itself, a town or an official of it; its people do not do."""
    return any(
        country_of(one) == country for one in (*passage.countries, *passage.places, *passage.officials)
    )


# Countries whose own prisoners such pages speak of; the others receive, ask and mediate.
_JAILERS = frozenset({"RU", "VE", "CU", "NI", "IR", "CN", "AF", "KW", "TR"})


def target_country(passage: Passage, passages: Sequence[Passage], country: str) -> str:
    """The country that a measure is about: the subject's where the sentence names it, else "against X".

    A sentence that names neither speaks of what the title speaks of.
    """
    if _names(passage, country):
        return country
    against = [one for one in passage.countries if country_of(one) in _TARGETS and _is_against(one, passage)]
    if against:
        return country_of(against[0])
    title = next((one for one in passages if one.is_title), None)
    if title is not None and not _names(title, country):
        for mention in title.countries:
            if country_of(mention) in _TARGETS:
                return country_of(mention)
    return country


_TARGETS = frozenset({"RU", "IR", "VE", "CU", "KP", "SY", "CN", "MM", "NI"})


def _is_against(mention: Mention, passage: Passage) -> bool:
    before = passage.folded.text[max(0, mention.start - 24) : mention.start]
    return passage.lexicon.classes["against"].search(before) is not None


def _is_aside(mention: Mention, passage: Passage) -> bool:
    """Whether the mention is where somebody came from or went, asked for, or was with."""
    before = passage.folded.text[max(0, mention.start - 24) : mention.start]
    return passage.lexicon.classes["aside"].search(before) is not None
