"""A publisher's words and what they are in ours: a closed set, in which an unknown word speaks up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, NoReturn, TypeVar

from tracker.errors import UnreadableList

_T = TypeVar("_T")


class Words(dict[str, _T], Generic[_T]):
    """What words mean. Asked for a word that is not in it, it raises UnreadableList and says which."""

    def __init__(self, what: str, meanings: Mapping[str, _T]) -> None:
        super().__init__(meanings)
        self._what = what

    def __missing__(self, word: str) -> NoReturn:
        raise UnreadableList(f"unknown {self._what} {word!r}")
