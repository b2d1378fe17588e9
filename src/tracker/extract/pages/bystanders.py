"""Names in a sentence on sanctions that are nobody's target: who reports, who was met, who built the planes.

Table: lexicons/bystanders.toml; the words before such names are classes of each language's lexicon.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from tracker.extract.pages.fold import fold
from tracker.extract.pages.names import is_known_word
from tracker.extract.pages.passage import Passage

# How far before a name, in characters, the words stand that say whom somebody met.
_WITHIN = 80
_WORD = re.compile(r"[^\W\d_]++(?:[-'’ʼ][^\W\d_]++)*+")
# Between "said" or "with" and a name: blanks and the quotes around it.
_AROUND = " \"'«„“”»(–—-"


def is_bystander(start: int, end: int, passage: Passage) -> bool:
    """Whether the name between `start` and `end` (as written) only stands by."""
    if any(hit.start() < end and start < hit.end() for hit in _known().finditer(passage.text)):
        return True
    before = passage.text[max(0, start - _WITHIN) : start].rstrip(_AROUND)
    return _is_who_reports(before, passage) or _is_spoken_with(before, passage)


def _is_who_reports(before: str, passage: Passage) -> bool:
    """Whether the words right before a name make it the source: "сообщает «Пример»", "the newspaper X"."""
    told = passage.lexicon.classes.get("who_reports")
    text = fold(before, passage.language).text.rstrip()
    return told is not None and any(hit.end() == len(text) for hit in told.finditer(text))


def _is_spoken_with(before: str, passage: Passage) -> bool:
    """Whether somebody met or spoke with the name, or is close to it: "talks with President X and Y".

    Between the words and the name stand only other names, offices and what joins them; "with sanctions
    on X" is another thing.
    """
    classes, folded = passage.lexicon.classes, fold(before, passage.language)
    aside = classes.get("no_target_before")
    if aside is None:
        return False
    return any(
        classes["against"].search(folded.text, hit.end()) is None
        and all(
            _is_part_of_a_name(word, passage) for word in _WORD.finditer(before, folded.written(hit.end()))
        )
        for hit in aside.finditer(folded.text)
    )


def _is_part_of_a_name(word: re.Match[str], passage: Passage) -> bool:
    return word[0][0].isupper() or is_known_word(word, passage)


@cache
def _known() -> re.Pattern[str]:
    text = (files("tracker.extract") / "lexicons" / "bystanders.toml").read_text(encoding="utf-8")
    names = [name for group in tomllib.loads(text).values() for name in group]
    written = "|".join(re.escape(name).replace(r"\*", r"\w*+") for name in names)
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)")
