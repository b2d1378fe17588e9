"""What a record says, who says it, and where: as it is compared with others."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from tracker.model import Record
from tracker.resolve.span import Span, span_of


@dataclass(frozen=True)
class Saying:
    """A record beside what is known of its publisher and its page.

    `voice` is who publishes it; `address` the page's, None for a list's records. `documents` are the
    versions of pages that state it (their numbers): it is not `is_current` where none of them is the last
    one, or the page was withdrawn. `prints` are of the page's text; `aliases` are other names that the list
    has for the entry. A `register` of prisoners states it, of the person `uid`; `beside` are all whom it
    states to be freed on the same day, or in the same time.
    """

    record: Record
    voice: str
    is_official: bool = False
    address: str | None = None
    is_current: bool = True
    documents: frozenset[int] = frozenset()
    prints: frozenset[int] = field(default=frozenset(), repr=False)
    aliases: tuple[str, ...] = field(default=(), repr=False)
    register: str | None = None
    uid: str | None = None
    beside: int = 1

    @cached_property
    def id(self) -> str:
        return self.record.id

    @cached_property
    def is_listed(self) -> bool:
        """Whether an official list says it, of one entry."""
        return self.entry is not None

    @cached_property
    def entry(self) -> tuple[str, str] | None:
        """The list and uid that the record is about; None where it names no single list entry."""
        targets = self.record.targets
        if len(targets) != 1 or targets[0].list is None or targets[0].uid is None:
            return None
        return targets[0].list, targets[0].uid

    @cached_property
    def span(self) -> Span:
        """The days that its time allows."""
        return span_of(self.record.when)

    @property
    def anchors(self) -> tuple[str, ...]:
        """By what a person's decision finds it again: its id, and what kind of thing its page says."""
        record = self.record
        if self.address is None:
            return (record.id,)
        action = f" {record.action.value}" if record.action else ""
        return record.id, f"{record.type.value}{action} {record.status.value} {self.address}"
