"""Which 8-bit charset a Cyrillic text is written in, by how often its letters would occur.

The charsets put the same letters at other places, so the wrong one gives rare letters, capitals
within words, and signs of frames. Counting single bytes decides on a line of text already.
"""

from __future__ import annotations

import math

# The charsets that are told apart, by their names on the web, and Python's.
CYRILLIC = {
    "windows-1251": "cp1251",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "iso-8859-5": "iso8859_5",
    "ibm866": "cp866",
}

# Parts per thousand in running text: Russian, with the letters that only Belarusian and Ukrainian
# have put in at about half of what they have there.
_PER_MILLE = {
    "о": 97, "а": 95, "е": 75, "и": 65, "н": 66, "т": 58, "с": 53, "р": 48, "в": 44, "л": 43, "к": 37,
    "м": 31, "д": 33, "п": 28, "у": 30, "я": 24, "ы": 24, "ь": 18, "г": 17, "з": 20, "б": 17, "ч": 15,
    "й": 11, "х": 10, "ж": 9, "ш": 8, "ю": 6, "ц": 9, "щ": 3, "э": 5, "ф": 3, "ъ": 0.4, "ё": 2,
    "і": 25, "ў": 9, "є": 2, "ї": 3, "ґ": 0.1,
}  # fmt: skip
_SIGNS = frozenset("«»„“”‘’—–…№\xa0·•§©®°±")
# Little: a headline all in capitals must not turn into small letters of another charset.
_CAPITAL = -0.2
_SIGN = -5.0
_STRANGE = -11.0
_ASCII = bytes(range(128))
# Every byte as "-" beyond ASCII and as a blank in it: words are runs of "-".
_HIGH_OR_LOW = b" " * 128 + b"-" * 128
_SAMPLE = 1 << 17
_COUNTED = 1 << 13
# Words of a Cyrillic text are runs of bytes beyond ASCII; Latin letters with accents stand alone.
_RUN_LENGTH = 2.5
_ENOUGH = 40
# The mean weight of a byte in running text, in the right charset, is about -3.2; all in capitals -3.4.
_LIKELY = -4.0
# By so much the letters must speak against the declared charset: the means of a right and of a
# wrong one differ by 0.4 (all in capitals) to 2.
_CLEAR = 0.5


def _weight(sign: str) -> float:
    """The logarithm of how likely the sign is in running text."""
    if (often := _PER_MILLE.get(sign)) is not None:
        return math.log(often / 1000)
    if (often := _PER_MILLE.get(sign.lower())) is not None:
        return math.log(often / 1000) + _CAPITAL
    return _SIGN if sign in _SIGNS else _STRANGE


_WEIGHTS = {
    charset: [_weight(bytes([code]).decode(codec, "replace")) for code in range(128, 256)]
    for charset, codec in CYRILLIC.items()
}


def is_cyrillic(body: bytes) -> bool:
    """Whether 8-bit text looks Cyrillic: its bytes beyond ASCII stand together as words do."""
    high = b" " + body[:_SAMPLE].translate(_HIGH_OR_LOW)
    runs = high.count(b" -")
    return runs > 0 and high.count(b"-") >= _RUN_LENGTH * runs


def best_cyrillic(body: bytes) -> str:
    """The charset in which the text's letters are likeliest; of equals, the one that is met more."""
    scores = _scores(_beyond_ascii(body))
    return max(scores, key=scores.__getitem__)


def overruling_cyrillic(body: bytes, declared: str) -> str | None:
    """The charset that the letters prove although another one is declared. None: they do not."""
    high = _beyond_ascii(body)
    if len(high) < _ENOUGH or not is_cyrillic(body):
        return None
    scores = _scores(high)
    best = max(scores, key=scores.__getitem__)
    least = max(_LIKELY, scores.get(declared, -math.inf) + _CLEAR)
    return best if scores[best] > least else None


def _beyond_ascii(body: bytes) -> bytes:
    return body[:_SAMPLE].translate(None, _ASCII)[:_COUNTED]


def _scores(high: bytes) -> dict[str, float]:
    """The mean weight of a byte beyond ASCII in each charset."""
    counted = [(code - 128, high.count(code) / len(high)) for code in set(high)]
    return {
        charset: sum(weights[place] * share for place, share in counted)
        for charset, weights in _WEIGHTS.items()
    }
