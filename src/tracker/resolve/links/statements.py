"""What the pages behind releases and reliefs say of an exchange or of talks, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracker.model import EvidenceRole, Record
from tracker.resolve.links.apart import Dated


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a page, the record that was read from it, and the development that this belongs to.

    `place` orders the sentences of one document; its title stands first.
    """

    one: Dated
    record: Record
    quote: str
    document: int | None
    place: tuple[bool, int]

    @property
    def rank(self) -> tuple[float, str]:
        """The surest first; of equals the one with the first id."""
        return -self.record.confidence, self.record.id


def statements(them: Iterable[Dated], records: Mapping[str, Record]) -> Iterator[Statement]:
    """The sentences that pages say of these developments. A list's records have none."""
    for one in them:
        for tie in one.development.ties:
            record = records.get(tie.record)
            if record is None or record.list is not None:
                continue
            for evidence in record.evidence:
                if evidence.role is EvidenceRole.STATES and evidence.quote:
                    at = (not evidence.in_title, evidence.start or 0)
                    yield Statement(one, record, evidence.quote, evidence.document, at)
