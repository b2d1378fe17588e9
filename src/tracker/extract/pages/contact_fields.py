"""Who met, called or visited whom, and where."""

from __future__ import annotations

from tracker.extract.pages.passage import Passage
from tracker.extract.pages.place import country_of
from tracker.extract.pages.triggers import Trigger


def parties_of(trigger: Trigger, passage: Passage, country: str) -> tuple[str, ...]:
    """The states on the two sides, by their officials or, where these are unnamed, by their names.

    Fewer than two: no contact. Officials near the trigger win; a country's name counts only as the
    side that has no official there.
    """
    text = passage.folded.text
    low, high = trigger.clause_start, max(trigger.clause_end, trigger.end)
    if len({country_of(one) for one in passage.officials if low <= one.start < high}) < 2:
        low, high = 0, len(text)
    spoken = [one for one in passage.officials if low <= one.start < high]
    codes = list(dict.fromkeys(country_of(one) for one in spoken))
    if len(codes) < 2:
        named = sorted((*passage.countries, *passage.people_of, *passage.places), key=lambda one: one.start)
        codes += [country_of(one) for one in named if country_of(one) not in codes]
    if country not in codes:
        return ()
    other = next((code for code in codes if code != country), None)
    return (other, country) if other else ()


def officials_of(passage: Passage) -> tuple[str, ...]:
    """The officials of a contact as the sentence writes them: full names where it has them."""
    found = []
    for mention in passage.officials:
        start, end = passage.written(mention.start), passage.written(mention.end)
        whole = next((name.text for name in passage.names if name.start <= start < name.end), None)
        found.append(whole or passage.text[start:end])
    return tuple(dict.fromkeys(found))


def place_of(passage: Passage) -> str | None:
    """The first town that the sentence names, as written."""
    for mention in passage.places:
        return passage.text[passage.written(mention.start) : passage.written(mention.end)]
    return None
