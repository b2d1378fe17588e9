"""Finds the names of a gazetteer in a sentence and says what each stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.extract.pages.fold import Folded
from tracker.extract.pages.patterns import compile_phrase, first_stems, hits_from, prefix_tree, whole_words


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the gazetteer in the folded text, and what it stands for."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Finder:
    """Two expressions: one over folded text, one over the text as written, for names in capitals.

    `beginnings` finds where the first can begin.
    """

    beginnings: re.Pattern[str] | None
    folded: re.Pattern[str] | None
    written: re.Pattern[str] | None
    values: tuple[str, ...]

    def find(self, text: str, folded: Folded) -> tuple[Mention, ...]:
        """Every mention, in the order of the text. Offsets are those of the folded text."""
        found = []
        if self.folded is not None and self.beginnings is not None:
            starts = (hit.start() for hit in self.beginnings.finditer(folded.text))
            found += [self._mention(hit) for hit in hits_from(self.folded, folded.text, starts)]
        # Where the folding moved letters there are no pronouns to be told apart.
        if self.written is not None and folded.offsets is None:
            found += [self._mention(hit) for hit in self.written.finditer(text)]
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _mention(self, hit: re.Match[str]) -> Mention:
        return Mention(hit.start(), hit.end(), self.values[int((hit.lastgroup or "v0")[1:])])


def make_finder(
    forms: Mapping[str, Sequence[str]], language: str, classes: Mapping[str, Sequence[str]] | None = None
) -> Finder:
    """A finder of the forms (patterns of the lexicon) of each value; earlier values win over later ones."""
    values = tuple(forms)
    folded: list[str] = []
    written: list[str] = []
    stems: list[str] = []
    for number, value in enumerate(values):
        usual = [form for form in forms[value] if not form.startswith("=")]
        if usual:
            sources = [compile_phrase(form, language, classes or {}) for form in usual]
            stems += [stem for form in usual for stem in first_stems(form, language, classes or {})]
            folded.append(f"(?P<v{number}>{whole_words('|'.join(sources))})")
        capitals = [form[1:] for form in forms[value] if form.startswith("=")]
        if capitals:
            written.append(rf"(?P<v{number}>(?<!\w)(?:{'|'.join(map(re.escape, capitals))})(?!\w))")
    # Names begin words: the middle of one costs one look instead of one for each name.
    return Finder(
        # Looked ahead, so that "u.s." does not hide a name that begins with its second letter.
        re.compile(f"(?={prefix_tree(stems)})") if stems else None,
        re.compile("|".join(folded)) if folded else None,
        re.compile("|".join(written)) if written else None,
        values,
    )
