"""Text from outside is hostile: nothing in it may move a cursor, colour a line or turn its order round."""

from __future__ import annotations

import unicodedata

# Marks that reorder what is shown (the "Trojan source" set). Joiners stay: Persian and Indic names need them.
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SEPARATORS = frozenset("\u2028\u2029")


def defuse(text: str) -> str:
    r"""One line that a terminal shows as it stands: control and direction marks become `\x1b`, `\u202e`.

    Line ends and tabs become single blanks; letters of every script stay as they are.
    """
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\n\t\r" or character in _SEPARATORS:
        return " "
    if unicodedata.category(character) in {"Cc", "Cs"} or character in _DIRECTION:
        code = ord(character)
        return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    return character
