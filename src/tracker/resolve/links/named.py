"""Which states a sentence names as acting: with them goes what it says, and with no others."""

from __future__ import annotations

from tracker.extract.pages.fold import fold
from tracker.extract.pages.lexicon import lexicon_of


def states_in(sentence: str, rule: str) -> frozenset[str]:
    """The codes of the states, and of EU and UN, that stand in the sentence by name or by an office."""
    language = rule.partition(".")[0]
    lexicon = lexicon_of(language)
    if lexicon is None:
        return frozenset()
    found = lexicon.authorities.find(sentence, fold(sentence, language))
    return frozenset(code for one in found for code in one.value.partition(" ")[0].split("+"))
