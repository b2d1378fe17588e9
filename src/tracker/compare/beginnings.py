"""Whether words begin as the configuration writes them: names in all their cases and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache


def begins_like(texts: Iterable[str], beginnings: Sequence[str]) -> bool:
    """Whether in one of `texts` a word, or a row of words, begins like one of `beginnings`.

    Small and capital letters are the same, so are all blanks: "Lukashenk" is found in "by Lukashenko's".
    """
    return any(_pattern(tuple(beginnings)).search(_plain(text)) for text in texts) if beginnings else False


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def _pattern(beginnings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(_plain(one))}" for one in beginnings))
