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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

from tracker.extract.pages.fold import fold_word

_BETWEEN = r"[^\w;]{1,4}+"
_ELEMENT = re.compile(r"\[[^\]]+\]|\S+")
_GAP = re.compile(r"\.\.(\d*)")
_USUAL_GAP = 5


class PatternFault(ValueError):
    """A pattern that does not follow the rules above."""


def compile_phrase(pattern: str, language: str, classes: Mapping[str, Sequence[str]]) -> str:
    """The source of a regular expression over folded text that finds `pattern`, if put in `whole_words`.

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
            pending += rf"(?:{_alternatives(element[1:-1], language, classes)}{_BETWEEN})?"
            continue
        made += (_BETWEEN if made else "") + pending + _alternatives(element, language, classes)
        pending = ""
    if not made or pending:
        raise PatternFault(f"{pattern!r}: a pattern ends with a word")
    return made


class Phrase:
    """One pattern, compiled when it is first tried: of a language's hundreds a page needs a few."""

    __slots__ = ("_classes", "_compiled", "_language", "pattern")

    def __init__(self, pattern: str, language: str, classes: Mapping[str, Sequence[str]]) -> None:
        self.pattern = pattern
        self._language = language
        self._classes = classes
        self._compiled: re.Pattern[str] | None = None

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """What it finds in the text at `start`. Raises PatternFault where the pattern follows no rule."""
        if self._compiled is None:
            source = compile_phrase(self.pattern, self._language, self._classes)
            self._compiled = re.compile(whole_words(source))
        return self._compiled.match(text, start)


class Expression:
    """One expression that finds any of the patterns, compiled when it is first asked for.

    A language has hundreds, and on most pages few are ever needed: all of them took half a second.
    Searching raises PatternFault where a pattern follows no rule.
    """

    __slots__ = ("_classes", "_compiled", "_language", "_patterns")

    def __init__(self, patterns: Sequence[str], language: str, classes: Mapping[str, Sequence[str]]) -> None:
        self._patterns = patterns
        self._language = language
        self._classes = classes
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The regular expression."""
        if self._compiled is None:
            self._compiled = _compile_any(self._patterns, self._language, self._classes)
        return self._compiled

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self.compiled.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self.compiled.match(text, start)

    def fullmatch(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self.compiled.fullmatch(text, start)

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        return self.compiled.finditer(text, start)


def _compile_any(
    patterns: Sequence[str], language: str, classes: Mapping[str, Sequence[str]]
) -> re.Pattern[str]:
    any_of_them = "|".join(compile_phrase(pattern, language, classes) for pattern in patterns)
    stems = [stem for pattern in patterns for stem in first_stems(pattern, language, classes)]
    if not all(stem[0].isalnum() for stem in stems):
        return re.compile(whole_words(any_of_them))
    # Looked ahead first: else every alternative is tried at every letter.
    return re.compile(rf"(?={prefix_tree(stems)})(?:{any_of_them})(?!\w)")


def whole_words(source: str) -> str:
    """`source`, found only where it begins and ends with whole words; what begins with a sign, anywhere.

    Within a phrase it need not be asked: what stands between two words ends one and begins the other.
    """
    return rf"(?:(?<!\w)|(?!\w))(?:{source})(?!\w)"


def _alternatives(element: str, language: str, classes: Mapping[str, Sequence[str]]) -> str:
    parts: list[str] = []
    for word in element.split("|"):
        if word.startswith("{"):
            name = word.strip("{}")
            if name not in classes:
                raise PatternFault(f"no class of words is called {name!r}")
            parts += [compile_phrase(phrase, language, classes) for phrase in classes[name]]
        else:
            parts.append(_word(word, language))
    return parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")"


def _word(word: str, language: str) -> str:
    stem = fold_word(word.removeprefix("=").rstrip("*"), language)
    if not stem:
        raise PatternFault(f"{word!r} is no word")
    return re.escape(stem) + (r"\w*+" if word.endswith("*") else "")


def first_stems(pattern: str, language: str, classes: Mapping[str, Sequence[str]]) -> list[str]:
    """How a text that the pattern finds may begin."""
    stems: list[str] = []
    for element in _ELEMENT.findall(pattern):
        stems += _stems(
            element.strip("[]"), language, classes, lambda phrase: first_stems(phrase, language, classes)
        )
        if not element.startswith("["):
            return stems
    raise PatternFault(f"{pattern!r}: a pattern begins with a word")


def telling_stems(
    pattern: str, language: str, classes: Mapping[str, Sequence[str]], common: Set[str]
) -> list[str]:
    """How the most telling of the words begins that each text which the pattern finds must have.

    That is the element with the fewest `common` words; of equals, the one with the longest shortest
    word: "санкц" and not "на". Of a class it is each phrase's most telling word.
    """
    needed = [
        _stems(element, language, classes, lambda phrase: telling_stems(phrase, language, classes, common))
        for element in _ELEMENT.findall(pattern)
        if not element.startswith("[") and not _GAP.fullmatch(element)
    ]
    return min(needed, key=lambda stems: (len(common & set(stems)), -min(map(len, stems))))


def _stems(
    element: str,
    language: str,
    classes: Mapping[str, Sequence[str]],
    of_phrase: Callable[[str], list[str]],
) -> list[str]:
    """The stems of an element's words; `of_phrase` gives those of a class's phrases."""
    stems: list[str] = []
    for word in element.split("|"):
        if word.startswith("{"):
            for phrase in classes[word.strip("{}")]:
                stems += of_phrase(phrase)
        else:
            stems.append(fold_word(word.removeprefix("=").rstrip("*"), language))
    return stems


def prefix_tree(stems: Iterable[str]) -> str:
    """One expression for "a word begins with any of these", that tries no beginning twice."""
    tree: dict[str, dict[str, object]] = {}
    for stem in sorted(set(stems), key=len):
        node: dict[str, object] = tree  # type: ignore[assignment]
        for letter in stem:
            if "" in node:
                break
            node = node.setdefault(letter, {})  # type: ignore[assignment]
        else:
            node.clear()
            node[""] = {}
    return rf"(?<!\w)(?:{_branches(tree)})"


def hits_from(
    pattern: re.Pattern[str] | Expression, text: str, starts: Iterable[int]
) -> Iterator[re.Match[str]]:
    """What `finditer` finds where a hit can begin at one of `starts` (in order) only.

    Trying a long expression at every letter took 20 times as long as trying it where its first words are.
    """
    end = 0
    for start in starts:
        if start >= end and (hit := pattern.match(text, start)) is not None:
            yield hit
            end = hit.end()


def _branches(node: Mapping[str, object]) -> str:
    if "" in node:
        return ""
    made = []
    for letter, below in node.items():
        assert isinstance(below, dict)
        made.append(re.escape(letter) + _branches(below))
    return made[0] if len(made) == 1 else "(?:" + "|".join(made) + ")"
