"""Belarusian words in Latin script (łacinka), made from the Cyrillic ones.

The rules are those of the 1962 and 2007 instructions for geographical names, with ł for the hard л as
newspapers in this script write it: е, ё, ю, я begin with j after a vowel and with i after a consonant,
л is l before them and ł otherwise, a soft sign is an acute over the consonant before it.
"""

from __future__ import annotations

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "ж": "ž", "з": "z", "і": "i", "й": "j",
    "к": "k", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "ŭ",
    "ф": "f", "х": "ch", "ц": "c", "ч": "č", "ш": "š", "ы": "y", "э": "e",
}  # fmt: skip
_SOFT = {"с": "ś", "з": "ź", "н": "ń", "ц": "ć", "л": "l"}
_IOTATED = {"е": "e", "ё": "o", "ю": "u", "я": "a"}
_CONSONANTS = frozenset("бвгґджзйклмнпрстфхцчш")


def latin(word: str) -> str:
    """The word, in small Cyrillic letters, as Latin script writes it; other signs stay as they are."""
    written: list[str] = []
    before = ""
    for letter, after in zip(word, [*word[1:], ""], strict=True):
        if letter == "л":
            written.append("l" if after and after in "еёюяіьл" else "ł")
        elif letter in _SOFT and after == "ь":
            written.append(_SOFT[letter])
        elif letter in _IOTATED:
            vowel = _IOTATED[letter]
            if before == "л":
                written.append(vowel)
            else:
                written.append(("i" if before in _CONSONANTS else "j") + vowel)
        elif letter not in "ь'’":
            written.append(_LETTERS.get(letter, letter))
        before = letter
    return "".join(written)
