"""What is known beside a development itself: who says it in which words, and which talks there were."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from tracker.model import DateBasis, Development, Record
from tracker.resolve.saying import Saying
from tracker.resolve.voices import voices


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

    def names_of(self, records: Collection[str]) -> tuple[str, ...]:
        """Who publishes the records with these ids, each once."""
        return tuple(dict.fromkeys(one.voice for one in self.sayings if one.id in records))

    def those_who(self, say: Callable[[Record], bool]) -> tuple[Saying, ...]:
        """The sayings whose record says so."""
        return tuple(one for one in self.sayings if say(one.record))


NOTHING_BESIDE = Beside()


def beside(
    development: Development, sayings: Sequence[Saying] = (), contacts: Sequence[Development] = ()
) -> Beside:
    """Of `sayings` those that are the development's, and are said at present."""
    tied = {tie.record for tie in development.ties}
    return Beside(tuple(one for one in sayings if one.id in tied and one.is_current), contacts)


def are_enough(sayings: Sequence[Saying], number: int = 2) -> bool:
    """Whether so many say it independently of one another, or an official one does."""
    return any(one.is_official for one in sayings) or len(voices(sayings)) >= number


def is_sure(development: Development, beside: Beside = NOTHING_BESIDE, *, number: int = 2) -> bool:
    """Whether so many publishers tell the development independently, or an official one does."""
    return (
        development.voices >= number
        or development.list is not None
        or development.when.basis is DateBasis.OFFICIAL
        or any(one.is_official for one in beside.sayings)
    )
