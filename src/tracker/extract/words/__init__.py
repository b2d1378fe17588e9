"""Sentences, numbers and dates in English, Russian and Belarusian: strings in, values with offsets out.

The words themselves are data: `lexicons/<language>/numbers.toml`, `dates.toml`, `abbreviations.toml`.
Languages are "en", "ru", "be" (both spellings) and "be-Latn" (Belarusian in Latin script).
"""

from tracker.extract.words.dates import dates
from tracker.extract.words.named import add_names, is_beside_names
from tracker.extract.words.numbers import numbers
from tracker.extract.words.sentences import sentences
from tracker.extract.words.values import DateFound, Number, NumberKind, NumberRelation, Sentence

__all__ = [
    "DateFound",
    "Number",
    "NumberKind",
    "NumberRelation",
    "Sentence",
    "add_names",
    "dates",
    "is_beside_names",
    "numbers",
    "sentences",
]
