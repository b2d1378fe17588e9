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
    from tracker.sync.opinions import completions_of

    subject = configuration.subject
    completions = completions_of(configuration, os.environ)
    if completions is None:
        raise UsageError(
            "no second opinion is switched on; write [second_opinion] with enabled = true, base_url and"
            f" model into {subject.name}/subject.toml (it sends text of pages to that address)"
        )
    try:
        yield Adviser(completions, subject.country)
    finally:
        completions.close()


def advice_json(advice: Advice) -> dict[str, object]:
    """The advice for programs; `disagreements` is null where asking failed."""
    from tracker.extract.opinion import disagreement_json

    listed = [disagreement_json(one) for one in advice.disagreements]
    dropped = [{"record": one.record, "reason": one.reason} for one in advice.dropped]
    return {
        "disagreements": None if advice.failure else listed,
        "second_opinion": {"failure": advice.failure, "dropped": dropped},
    }


def advice_in_words(advice: Advice) -> Iterator[str]:
    """The advice in lines for a person."""
    from tracker.extract.pages import in_words

    if advice.failure is not None:
        yield advice.failure
    elif not advice.disagreements:
        yield "second opinion: does not differ"
    for one in advice.disagreements:
        what = ", ".join(one.fields) or (f"the rules refused it: {one.refused.value}" if one.refused else "")
        yield f"second opinion, {one.kind.value.replace('_', ' ')}{f': {what}' if what else ''}"
        for who, statement in (("rules", one.rules), ("model", one.opinion)):
            if statement is not None:
                yield f"    {who}: {in_words(statement)}"
                yield f"        “{statement.quote}”"
    for dropped in advice.dropped:
        yield f"second opinion, record {dropped.record} not believed: {dropped.reason}"
