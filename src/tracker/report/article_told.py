"""A development beside what it means for the article, and as it is cited there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from tracker.model import Comparison, Development
from tracker.report.article_shown import Seen
from tracker.report.shown import DevelopmentView


@dataclass(frozen=True)
class Told:
    """A development that stands: itself, what it means for the article, and as it is shown."""

    development: Development
    comparison: Comparison
    view: DevelopmentView

    @cached_property
    def seen(self) -> Seen:
        """As it is cited: its first sentence of evidence stands for the others."""
        view = self.view
        said = [line for line in view.evidence if line.is_current] or list(view.evidence)
        quoted = next((line for line in said if line.quote is not None), None)
        first = quoted or next(iter(said), None)
        return Seen(
            id=view.id,
            day=view.sort_day,
            when=view.when,
            summary=view.summary,
            publishers=tuple(dict.fromkeys(line.publisher for line in view.evidence)),
            quote=quoted.quote if quoted else None,
            address=first.address if first else None,
            origin=view.origin,
            origin_text=view.origin_text,
            notes=view.notes,
            caveat=view.caveat,
            is_of_a_list=view.list is not None,
        )

    def publishers_of(self, records: Collection[str]) -> tuple[str, ...]:
        """Who publishes these of its records, each once."""
        lines = (line for line in self.view.evidence if line.record in records)
        return tuple(dict.fromkeys(line.publisher for line in lines))
