"""Which script a name is written in, as an ISO 15924 code, where a list does not say."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

# The first word of a letter's Unicode name -> its script. Letters of others decide nothing.
_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "GREEK": "Grek", "HEBREW": "Hebr",
    "ARMENIAN": "Armn", "GEORGIAN": "Geor", "HANGUL": "Hang", "HIRAGANA": "Jpan", "KATAKANA": "Jpan",
    "CJK": "Hani", "THAI": "Thai", "MYANMAR": "Mymr", "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi",
}  # fmt: skip


def script_of(name: str) -> str | None:
    """The script of most letters of `name`; None where there is no letter of a script that we know."""
    if name.isascii():
        return "Latn" if any(map(str.isalpha, name)) else None
    scripts = set(map(_script_of_letter, name))
    if len(scripts - {None}) < 2:
        return next((script for script in scripts if script is not None), None)
    found = Counter(filter(None, map(_script_of_letter, name)))
    return found.most_common(1)[0][0]


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str | None:
    """None for what is no letter, and for a letter of a script that we do not know."""
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0]) if letter.isalpha() else None
