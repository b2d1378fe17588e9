"""Finds the names of a gazetteer in a sentence and says what each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.extract.pages.fold import Folded
from tracker.extract.pages.patterns import Grammar, Phrase, TextWords
from tracker.extract.pages.stems import Stems, make_stems


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the gazetteer in the folded text, and what it stands for."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Finder:
    """Phrases over folded text, each with its value, the first that fits winning; `stems` are theirs.

    `written` is an expression over the text as written, for names in capitals, with a group for each value.
    """

    stems: Stems
    phrases: tuple[tuple[str, Phrase], ...]
    written: re.Pattern[str] | None
    values: tuple[str, ...]

    def find(self, text: str, folded: Folded) -> tuple[Mention, ...]:
        """Every mention, in the order of the text. Offsets are those of the folded text."""
        found = list(self._folded(folded.text))
        # Where the folding moved letters there are no pronouns to be told apart.
        if self.written is not None and folded.offsets is None:
            for hit in self.written.finditer(text):
                found.append(Mention(hit.start(), hit.end(), self.values[int((hit.lastgroup or "v0")[1:])]))
        return tuple(sorted(found, key=lambda mention: mention.start))

    def begins(self, folded: str) -> bool:
        """Whether a folded text begins with a name."""
        first = next(self._folded(folded), None)
        return first is not None and first.start == 0

    def _folded(self, text: str) -> Iterator[Mention]:
        end = 0
        words = TextWords(text)
        for start, numbers in self.stems.find(text):
            if start < end:
                continue
            for value, phrase in map(self.phrases.__getitem__, sorted(numbers)):
                if phrase.may_be_in(words) and (hit := phrase.match(text, start)) is not None:
                    end = hit.end()
                    yield Mention(start, end, value)
                    break


def make_finder(forms: Mapping[str, Sequence[str]], grammar: Grammar) -> Finder:
    """A finder of the forms (patterns of the lexicon) of each value; earlier values win over later ones."""
    values = tuple(forms)
    usual = [(value, form) for value in values for form in forms[value] if not form.startswith("=")]
    written: list[str] = []
    for number, value in enumerate(values):
        capitals = [re.escape(form[1:]) for form in forms[value] if form.startswith("=")]
        if capitals:
            written.append(rf"(?P<v{number}>(?<!\w)(?:{'|'.join(capitals)})(?!\w))")
    return Finder(
        make_stems([grammar.first_stems(form) for _, form in usual]),
        tuple((value, Phrase(form, grammar)) for value, form in usual),
        re.compile("|".join(written)) if written else None,
        values,
    )
