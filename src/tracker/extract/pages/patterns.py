"""The lexicons' way of writing patterns, and what it compiles to.

    freed            the word as it stands
    releas*          any word that begins so
    freed|released   one or the other
    {prisoner}       any phrase of the lexicon's class of that name
    [the]            may be there or not
    ..               up to five words between; ..2 up to two
    =US              the word in just these capitals (pronouns are no countries)

Words follow one another with blanks, commas or quotes between, never across a semicolon. Everything that
repeats is bounded or possessive: a long text costs time in proportion to its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from tracker.extract.pages.fold import fold_word
from tracker.extract.pages.stems import Stems, make_stems

_BETWEEN = r"[^\w;]{1,4}+"
_ELEMENT = re.compile(r"\[[^\]]+\]|\S+")
_GAP = re.compile(r"\.\.(\d*)")
_USUAL_GAP = 5


class PatternFault(ValueError):
    """A pattern that does not follow the rules above."""


class Grammar:
    """What the patterns of one language are read with: how it is folded, and its classes of words.

    `common` words tell little. What a class comes to is worked out once, for many patterns name it.
    """

    def __init__(
        self, language: str, classes: Mapping[str, Sequence[str]], common: Set[str] = frozenset()
    ) -> None:
        self.language = language
        self._classes = classes
        self._common = common
        self._sources: dict[str, str] = {}
        self._first: dict[str, list[str]] = {}
        self._telling: dict[str, list[str]] = {}
        self._needed: dict[str, list[str]] = {}

    def source(self, pattern: str) -> str:
        """A regular expression over folded text that finds `pattern` from where a word or sign begins.

        What follows its last word is left open; between two words a blank is asked for anyway.
        Raises PatternFault.
        """
        made = ""
        pending = ""
        for element in _ELEMENT.findall(pattern):
            gap = _GAP.fullmatch(element)
            if gap:
                pending += rf"(?:\w++{_BETWEEN}){{0,{gap[1] or _USUAL_GAP}}}?"
                continue
            if element.startswith("["):
                pending += rf"(?:{self._alternatives(element[1:-1])}{_BETWEEN})?"
                continue
            made += (_BETWEEN if made else "") + pending + self._alternatives(element)
            pending = ""
        if not made or pending:
            raise PatternFault(f"{pattern!r}: a pattern ends with a word")
        return made

    def first_stems(self, pattern: str) -> list[str]:
        """How a text that the pattern finds may begin. Raises PatternFault."""
        stems: list[str] = []
        for element in _ELEMENT.findall(pattern):
            for word in element.strip("[]").split("|"):
                stems += self._first_of_class(word) if word.startswith("{") else [self._stem(word)]
            if not element.startswith("["):
                return stems
        raise PatternFault(f"{pattern!r}: a pattern begins with a word")

    def telling_stems(self, pattern: str) -> list[str]:
        """How the most telling of the words begins that each text which the pattern finds must have.

        That is the element with the fewest common words; of equals, the one with the longest shortest
        word: "санкц" and not "на". Of a class it is each phrase's most telling word.
        """
        return min(
            self.needed_stems(pattern).values(),
            key=lambda stems: (len(self._common & set(stems)), -min(map(len, stems))),
        )

    def needed_stems(self, pattern: str) -> dict[str, list[str]]:
        """For each element that a text which the pattern finds must have, how it may begin."""
        return {
            element: self._needed_of(element)
            for element in _ELEMENT.findall(pattern)
            if not (element.startswith("[") or _GAP.fullmatch(element))
        }

    def _needed_of(self, element: str) -> list[str]:
        if element not in self._needed:
            stems: list[str] = []
            for word in element.split("|"):
                stems += self._telling_of_class(word) if word.startswith("{") else [self._stem(word)]
            self._needed[element] = stems
        return self._needed[element]

    def _alternatives(self, element: str) -> str:
        words = element.split("|")
        parts = [self._source_of_class(word) if word.startswith("{") else self._word(word) for word in words]
        made = "|".join(parts)
        return f"(?:{made})" if "|" in made else made

    def _word(self, word: str) -> str:
        return re.escape(self._stem(word)) + (r"\w*+" if word.endswith("*") else "")

    def _stem(self, word: str) -> str:
        stem = fold_word(word.removeprefix("=").rstrip("*"), self.language)
        if not stem:
            raise PatternFault(f"{word!r} is no word")
        return stem

    def _source_of_class(self, word: str) -> str:
        if word not in self._sources:
            self._sources[word] = "|".join(self.source(phrase) for phrase in self._class(word))
        return self._sources[word]

    def _first_of_class(self, word: str) -> list[str]:
        if word not in self._first:
            self._first[word] = [one for phrase in self._class(word) for one in self.first_stems(phrase)]
        return self._first[word]

    def _telling_of_class(self, word: str) -> list[str]:
        if word not in self._telling:
            self._telling[word] = [one for phrase in self._class(word) for one in self.telling_stems(phrase)]
        return self._telling[word]

    def _class(self, word: str) -> Sequence[str]:
        name = word.strip("{}")
        if name not in self._classes:
            raise PatternFault(f"no class of words is called {name!r}")
        return self._classes[name]


class Phrase:
    """One pattern, compiled when it is first tried: of hundreds a page needs a few."""

    __slots__ = ("_compiled", "_grammar", "_needed", "pattern")

    def __init__(self, pattern: str, grammar: Grammar) -> None:
        self.pattern = pattern
        self._grammar = grammar
        self._needed: dict[str, list[str]] | None = None
        self._compiled: re.Pattern[str] | None = None

    def may_be_in(self, text: TextWords) -> bool:
        """Whether the text has all its words, in whatever order. Raises PatternFault as `match` does."""
        if self._needed is None:
            self._needed = self._grammar.needed_stems(self.pattern)
        for element, stems in self._needed.items():  # noqa: SIM110 - a generator costs as much as the answer
            if not text.has(element, stems):
                return False
        return True

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """What it finds in the text at `start`, where one of its first words begins.

        Raises PatternFault where the pattern follows no rule.
        """
        if self._compiled is None:
            self._compiled = _compiled(self._grammar.source(self.pattern))
        return self._compiled.match(text, start)


class TextWords:
    """Which elements of patterns a text has words of: found once, for many patterns share them."""

    __slots__ = ("_known", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, bool] = {}

    def has(self, element: str, stems: Sequence[str]) -> bool:
        """Whether one of the stems, by which the element's words begin, stands anywhere in the text."""
        known = self._known.get(element)
        if known is None:
            known = self._known[element] = any(map(self._text.__contains__, stems))
        return known


class Expression:
    """Finds any of the patterns; at one place the first of them that fits.

    Only those are compiled whose first words are met: all expressions of a language took half a second.
    Searching raises PatternFault where a pattern follows no rule.
    """

    __slots__ = ("_beginning", "_grammar", "_patterns", "_stems")

    def __init__(self, patterns: Sequence[str], grammar: Grammar) -> None:
        self._patterns = patterns
        self._grammar = grammar
        self._stems: Stems | None = None
        self._beginning: dict[str, re.Pattern[str]] = {}

    @property
    def stems(self) -> Stems:
        """How what it finds may begin, and which of its patterns begins so."""
        if self._stems is None:
            self._stems = make_stems([self._grammar.first_stems(pattern) for pattern in self._patterns])
        return self._stems

    def first_stems(self) -> list[str]:
        """How what it finds may begin: cheaper than `stems`, which few expressions come to need."""
        return [stem for pattern in self._patterns for stem in self._grammar.first_stems(pattern)]

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        scan = self.stems.scan
        while (beginning := scan.search(text, start)) is not None:
            start = beginning.start()
            if (hit := self._from(beginning[1]).match(text, start)) is not None:
                return hit
            start += 1
        return None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        beginning = self.stems.scan.match(text, start)
        return self._from(beginning[1]).match(text, start) if beginning else None

    def fullmatch(self, text: str, start: int = 0) -> re.Match[str] | None:
        beginning = self.stems.scan.match(text, start)
        return self._from(beginning[1]).fullmatch(text, start) if beginning else None

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        while (hit := self.search(text, start)) is not None:
            yield hit
            start = hit.end()

    def _from(self, stem: str) -> re.Pattern[str]:
        """An expression for the patterns that may begin with the stem."""
        if stem not in self._beginning:
            sources = (self._grammar.source(self._patterns[at]) for at in sorted(self.stems.phrases[stem]))
            self._beginning[stem] = _compiled("|".join(sources))
        return self._beginning[stem]


def _compiled(source: str) -> re.Pattern[str]:
    """For `source`, where it ends with a whole word."""
    return re.compile(rf"(?:{source})(?!\w)")
