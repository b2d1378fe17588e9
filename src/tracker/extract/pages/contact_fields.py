"""Who met, called or visited whom, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from tracker.extract.pages.finder import Mention
from tracker.extract.pages.passage import Passage, before
from tracker.extract.pages.place import country_of
from tracker.extract.pages.triggers import Trigger

# How near, in characters, "about" stands before what is spoken about.
_BESIDE = 16
# How many sentences back "he" and "the two leaders" may point.
_BEFORE = 12


def parties_of(
    trigger: Trigger, passage: Passage, passages: Sequence[Passage], country: str
) -> tuple[str, ...]:
    """The states on the two sides, by their officials or, where these are unnamed, by their names.

    Fewer than two: no contact. Whoever stands nearest to the trigger is the other side; "the two leaders"
    are those of whom the page spoke before.
    """
    officials = [one for one in passage.officials if not _is_topic(one, passage)]
    codes = _by_nearness(trigger, passage, officials)
    if len(codes) > 1 and country not in codes:
        return ()
    if len(codes) < 2:
        if trigger.rule.needs == "party" and not (officials or _is_official(passage)):
            # A player and a tourist meet, too.
            return ()
        others = (*passage.countries, *passage.people_of, *passage.places)
        named = (*officials, *(one for one in others if not _is_topic(one, passage)))
        codes += [code for code in _by_nearness(trigger, passage, named) if code not in codes]
    if len(codes) < 2 and passage.has("both_sides"):
        codes = _told_before(passage, passages)
    if codes == [country] and passage.has("pronoun"):
        codes += _told_before(passage, passages)
    if country not in codes:
        return ()
    other = next((code for code in codes if code != country), None)
    return (other, country) if other else ()


def _is_official(passage: Passage) -> bool:
    """Whether the sentence speaks of an office or of the two sides; so it does where no word is known."""
    if "contact_office" not in passage.lexicon.classes:
        return True
    return passage.has("contact_office") or passage.has("both_sides") or passage.has("pronoun")


def _is_topic(mention: Mention, passage: Passage) -> bool:
    """Whether the mention is what was spoken about: "told the workers about Trump"."""
    about = passage.lexicon.classes.get("about")
    before = passage.folded.text[max(0, mention.start - _BESIDE) : mention.start].rstrip()
    return about is not None and any(hit.end() == len(before) for hit in about.finditer(before))


def _told_before(passage: Passage, passages: Sequence[Passage]) -> list[str]:
    """The states of whom the page spoke before, the latest first."""
    near = islice(before(passage, passages), _BEFORE)
    return [country_of(one) for other in near for one in (*other.officials, *other.people_of)]


def _by_nearness(trigger: Trigger, passage: Passage, mentions: Iterable[Mention]) -> list[str]:
    ordered = sorted(mentions, key=lambda one: max(trigger.start - one.end, one.start - trigger.end))
    return list(dict.fromkeys(country_of(one) for one in ordered))


def officials_of(passage: Passage, but: str | None = None) -> tuple[str, ...]:
    """The officials of a contact as the sentence writes them: full names where it has them.

    Those of the country `but` are left out: who rules there has not negotiated a release.
    """
    found = []
    for mention in passage.officials:
        if country_of(mention) == but and mention.value.endswith("Lukashenka"):
            continue
        start, end = passage.written(mention.start), passage.written(mention.end)
        whole = next((name.text for name in passage.people if name.start <= start < name.end), None)
        found.append(whole or passage.text[start:end])
    return tuple(dict.fromkeys(found))


def place_of(passage: Passage) -> str | None:
    """The first town that the sentence names, as written."""
    for mention in passage.places:
        return passage.text[passage.written(mention.start) : passage.written(mention.end)]
    return None
