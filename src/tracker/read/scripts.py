"""Which script a name is written in, as an ISO 15924 code, where a list does not say."""

from __future__ import annotations

import unicodedata
from collections import Counter

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
    words = (unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha())
    found = Counter(_SCRIPTS[word] for word in words if word in _SCRIPTS)
    return found.most_common(1)[0][0] if found else None
