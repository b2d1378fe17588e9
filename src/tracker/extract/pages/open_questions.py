"""Sentences of an article that leave something open: candidates for its questions, for a person to judge.

The words are data: `lexicons/<language>/questions.toml`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from tracker.extract.pages.fold import fold
from tracker.extract.pages.patterns import Expression, Grammar
from tracker.extract.words import Sentence, sentences
from tracker.extract.words.lexicon import LANGUAGES
from tracker.model import Document


def open_sentences(document: Document) -> tuple[Sentence, ...]:
    """Those that ask, or that say in so many words that something is not known or may come.

    None in a language that has no words for it. In the order of the text, each once.
    """
    language = document.language
    if language not in LANGUAGES:
        return ()
    found = {one.text: one for one in sentences(document.text, language) if leaves_open(one.text, language)}
    return tuple(found.values())


def leaves_open(sentence: str, language: str) -> bool:
    """Whether the sentence leaves something open. Raises KeyError for a language without words."""
    if sentence.rstrip(" \"'”’»)").endswith("?"):
        return True
    return _expression(language.partition("-")[0]).search(fold(sentence, language).text) is not None


@cache
def _expression(language: str) -> Expression:
    path = files("tracker.extract") / "lexicons" / language / "questions.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return Expression(tables["patterns"], Grammar(language, {}))
