"""Which word of a name is the given name, the patronymic and the surname.

Lists write "LAST, First Patronymic" or the surname in capitals; papers write either order and say nothing.
Then known given names and the ending of the patronymic tell; where they do not, both orders are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.resolve.names.given import known_given
from tracker.resolve.names.surnames import read_patronymic
from tracker.resolve.names.word import Word


@dataclass(frozen=True, slots=True)
class Order:
    """The words by what they are. `is_turned`: against the usual order, though that fits as well."""

    given: Word | None
    patronymic: Word | None
    surname: tuple[Word, ...]
    is_turned: bool = False


def orders(words: Sequence[Word]) -> Iterator[Order]:
    """The ways to give each word its part; the likeliest first."""
    marked = [word for word in words if word.is_before_comma]
    if not marked or len(marked) == len(words):
        marked = [word for word in words if word.is_capitals]
    if marked and len(marked) < len(words):
        yield _of(tuple(marked), [word for word in words if word not in marked])
        return
    if not words:
        return
    if len(words) == 1:
        yield Order(None, None, tuple(words))
        return
    if len(words) == 2:
        yield from _two(*words)
        return
    yield _many(words)


def _of(surname: tuple[Word, ...], others: Sequence[Word]) -> Order:
    return Order(others[0], others[1] if len(others) > 1 else None, surname)


def _two(first: Word, last: Word) -> Iterator[Order]:
    given_first, given_last = _is_given(first), _is_given(last)
    if given_first or not given_last:
        yield Order(first, None, (last,))
    if given_last or not given_first:
        yield Order(last, None, (first,), is_turned=given_first)


def _many(words: Sequence[Word]) -> Order:
    """Three words or more: the patronymic stands behind the given name, the surname before or behind both."""
    for at in range(1, len(words)):
        if _is_given(words[at - 1]) and (words[at].is_initial or _is_patronymic(words[at])):
            surname = (*words[: at - 1], *words[at + 1 :])
            if surname:
                return Order(words[at - 1], words[at], surname)
    if _is_given(words[-1]) and not _is_given(words[0]):
        return Order(words[-1], None, tuple(words[:-1]))
    if len(words) > 2 and (_is_given(words[1]) or _is_patronymic(words[1])):
        return Order(words[0], words[1], tuple(words[2:]))
    return Order(words[0], None, tuple(words[1:]))


def _is_given(word: Word) -> bool:
    return word.is_initial or bool(known_given(word.text, word.habit, word.declined))


def _is_patronymic(word: Word) -> bool:
    return bool(read_patronymic(word.sounds, word.declined))
