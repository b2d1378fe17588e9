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
from collections.abc import Iterable, Mapping, Sequence

from tracker.extract.pages.fold import fold_word

_BETWEEN = r"[^\w;]{1,4}+"
_ELEMENT = re.compile(r"\[[^\]]+\]|\S+")
_GAP = re.compile(r"\.\.(\d*)")
_USUAL_GAP = 5
# Where no word begins no phrase does, and many phrases need not be tried.
AT_A_BEGINNING = r"(?:(?<!\w)|(?=\W))"


class PatternFault(ValueError):
    """A pattern that does not follow the rules above."""


def compile_phrase(pattern: str, language: str, classes: Mapping[str, Sequence[str]]) -> str:
    """The source of a regular expression over folded text that finds `pattern`. Raises PatternFault."""
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


def compile_any(
    patterns: Iterable[str], language: str, classes: Mapping[str, Sequence[str]]
) -> re.Pattern[str] | None:
    """One expression that finds any of the patterns; None where there are none."""
    sources = [compile_phrase(pattern, language, classes) for pattern in patterns]
    if not sources:
        return None
    return re.compile(AT_A_BEGINNING + "(?:" + "|".join(f"(?:{source})" for source in sources) + ")")


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
    before = r"(?<!\w)" if stem[0].isalnum() else ""
    if word.endswith("*"):
        return rf"{before}{re.escape(stem)}\w*+"
    after = r"(?!\w)"
    return f"{before}{re.escape(stem)}{after}"


def first_stems(pattern: str, language: str, classes: Mapping[str, Sequence[str]]) -> list[str]:
    """How a text that the pattern finds may begin: for the scan that passes most sentences by."""
    stems: list[str] = []
    for element in _ELEMENT.findall(pattern):
        optional = element.startswith("[")
        for word in element.strip("[]").split("|"):
            if word.startswith("{"):
                for phrase in classes[word.strip("{}")]:
                    stems += first_stems(phrase, language, classes)
            else:
                stems.append(fold_word(word.removeprefix("=").rstrip("*"), language))
        if not optional:
            return stems
    raise PatternFault(f"{pattern!r}: a pattern begins with a word")


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


def _branches(node: Mapping[str, object]) -> str:
    if "" in node:
        return ""
    made = []
    for letter, below in node.items():
        assert isinstance(below, dict)
        made.append(re.escape(letter) + _branches(below))
    return made[0] if len(made) == 1 else "(?:" + "|".join(made) + ")"
