"""To whom people were handed: a state's diplomats or a mediator are with whom one dealt, and no place.

"Handed over to American diplomats" at a border brings nobody to America.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extract.pages.finder import Mention
from tracker.extract.pages.passage import Passage
from tracker.extract.pages.place import country_of

MEDIATORS = frozenset({"US", "VA", "AE"})
# How far behind "handed over", in characters, whoever receives stands.
_WITHIN = 45
# "diplomats of the United States": so many characters between the two.
_BESIDE = 8


def receivers(passage: Passage) -> Iterator[Mention]:
    """The states to whose diplomats, or as mediators to which, the sentence says that people were handed."""
    handed = passage.lexicon.classes.get("handed")
    if handed is None:
        return
    text = passage.folded.text
    for cue in handed.finditer(text):
        for mention in (*passage.countries, *passage.people_of):
            near = 0 <= mention.start - cue.end() <= _WITHIN
            if not near or any(sign in text[cue.end() : mention.start] for sign in ",;:"):
                continue
            mediates = country_of(mention) in MEDIATORS and not _is_place(mention, passage)
            if mediates or is_office(mention, passage):
                yield mention


def is_office(mention: Mention, passage: Passage) -> bool:
    """Whether a state's diplomats or embassy are named and not the state."""
    office = passage.lexicon.classes.get("office_abroad")
    if office is None:
        return False
    text = passage.folded.text
    if office.match(text[mention.end :].lstrip()):
        return True
    before = text[: mention.start].rstrip()[-_WITHIN:]
    return any(hit.end() >= len(before) - _BESIDE for hit in office.finditer(before))


def _is_place(mention: Mention, passage: Passage) -> bool:
    """Whether the word before makes it where somebody was brought: "передали в США"."""
    into = passage.lexicon.classes.get("into")
    word = passage.folded.text[: mention.start].rstrip().rpartition(" ")[2]
    return into is not None and into.fullmatch(word) is not None
