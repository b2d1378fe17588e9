"""Officials under one English name, however a page writes them: "Джоном Коулом" is John Coale."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from tracker.extract.pages.finder import Finder, make_finder
from tracker.extract.pages.fold import fold
from tracker.extract.pages.lexicon import LANGUAGES
from tracker.extract.pages.patterns import Grammar


def official_name(written: str) -> str | None:
    """The name of the official who is written so in any of the languages; None where the lexicons
    (people.toml) know none, or only the office."""
    for language in LANGUAGES:
        for mention in _officials(language).find(written, fold(written, language)):
            name = mention.value.partition(" ")[2]
            # "PL foreign minister" stands for several people.
            if name[:1].isupper():
                return name
    return None


@cache
def _officials(language: str) -> Finder:
    text = (files("tracker.extract") / "lexicons" / language / "people.toml").read_text(encoding="utf-8")
    return make_finder(
        {row["name"]: row["forms"] for row in tomllib.loads(text)["official"]}, Grammar(language, {})
    )
