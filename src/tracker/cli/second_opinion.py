"""`tracker extract --second-opinion`: a model is asked too, and told where it differs from the rules."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.errors import FetchError, UsageError

if TYPE_CHECKING:
    from tracker.extract.opinion import Disagreement, Dropped
    from tracker.extract.pages import Extraction
    from tracker.fetch.completions import Completions
    from tracker.model import Configuration, Document

_OK = 200


@dataclass(frozen=True, slots=True)
class Advice:
    """What came of asking for one document; `failure`: why nothing did."""

    disagreements: tuple[Disagreement, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    failure: str | None = None


@dataclass(slots=True)
class Adviser:
    """One call's talk with the endpoint. Once the endpoint itself has failed, it is not asked again."""

    completions: Completions
    country: str
    has_failed: bool = field(default=False, init=False)
    _gone: str | None = field(default=None, init=False)

    def advice(self, document: Document, found: Extraction) -> Advice:
        """Asks about a document that the rules have read; one that they do not read is not sent."""
        from tracker.extract.opinion import disagreements
        from tracker.extract.pages import is_read

        if not is_read(document, self.country):
            return Advice()
        if self._gone is not None:
            return Advice(failure=self._gone)
        try:
            opinion = self.completions.opinion(document, self.country)
        except FetchError as error:
            self.has_failed = True
            if error.status != _OK:
                self._gone = str(error)
            return Advice(failure=str(error))
        return Advice(disagreements(found, opinion), opinion.dropped)


@contextmanager
def adviser(configuration: Configuration) -> Iterator[Adviser]:
    """The endpoint that subject.toml switches on. Raises UsageError where it is off or has no key."""
    from tracker.fetch.completions import KEY_VARIABLE, Completions

    subject = configuration.subject
    if subject.second_opinion is None:
        raise UsageError(
            "no second opinion is switched on; write [second_opinion] with enabled = true, base_url and"
            f" model into {subject.name}/subject.toml (it sends text of pages to that address)"
        )
    completions = Completions(subject.second_opinion, os.environ.get(KEY_VARIABLE), configuration.politeness)
    try:
        yield Adviser(completions, subject.country)
    finally:
        completions.close()
