"""Prints of a text: a few numbers that show whether another text repeats most of it."""

from __future__ import annotations

import re
from zlib import crc32

# So many words in a row make a print; of all of them one in so many is kept, the same in every text.
_WORDS = 5
_ONE_IN = 4
_WORD = re.compile(r"\w+")


def prints(text: str) -> frozenset[int]:
    """The prints of a text; how much of them two texts share is how much one repeats of the other.

    A sample of its runs of words, after A. Broder, On the resemblance and containment of documents (1997).
    """
    words = [hit[0].encode() for hit in _WORD.finditer(text.casefold())]
    runs = (crc32(b" ".join(words[at : at + _WORDS])) for at in range(len(words) - _WORDS + 1))
    return frozenset(run for run in runs if run % _ONE_IN == 0)
