"""What is known beside a development itself: who says it in which words, and which talks there were."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from tracker.model import DateBasis, Development, Record
from tracker.resolve.saying import Saying


@dataclass(frozen=True, slots=True)
class Beside:
    """`sayings` are the records of the development with their publishers, `contacts` the talks near it."""

    sayings: Sequence[Saying] = ()
    contacts: Sequence[Development] = ()

    @property
    def quotes(self) -> tuple[str, ...]:
        """What the evidence says literally."""
        return tuple(
            piece.quote for saying in self.sayings for piece in saying.record.evidence if piece.quote
        )

    def voices(self, says: Callable[[Record], bool]) -> tuple[str, ...]:
        """Who says so, each once, in the order of the sayings."""
        return tuple(dict.fromkeys(one.voice for one in self.sayings if says(one.record)))

    def voices_of(self, records: Collection[str]) -> tuple[str, ...]:
        """Who says what the records with these ids say."""
        return self.voices(lambda record: record.id in records)

    def is_official(self, says: Callable[[Record], bool]) -> bool:
        """Whether somebody official says so."""
        return any(one.is_official for one in self.sayings if says(one.record))


NOTHING_BESIDE = Beside()


def is_sure(development: Development, beside: Beside = NOTHING_BESIDE, *, voices: int = 2) -> bool:
    """Whether so many publishers tell it independently, or an official one does."""
    return (
        development.voices >= voices
        or development.list is not None
        or development.when.basis is DateBasis.OFFICIAL
        or beside.is_official(lambda _record: True)
    )
