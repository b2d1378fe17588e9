"""Second opinions on documents that were read: asked for apart from the visits, which wait for no model.

Nothing of it is a record: where the model differs from the rules, that is kept for a reviewer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tracker.errors import FetchError
from tracker.extract.opinion import disagreement_json, disagreements
from tracker.extract.pages import extract, is_read
from tracker.fetch.completions import KEY_VARIABLE, Completions
from tracker.model import Configuration, Document
from tracker.store.connection import connect
from tracker.store.opinions import add_opinion, without_opinion
from tracker.store.transaction import immediate
from tracker.sync.walk import Clock

# What was read before is old news to a reviewer; so many at a time, since each costs money and time.
_LOOKS_BACK = timedelta(days=14)
_AT_ONCE = 20
_OK = 200
_HAS_ITS_READER = "not asked: an official notice has a reader of its own"


@dataclass(frozen=True, slots=True)
class Asked:
    """How many documents a model was asked about, and on how many records it reads otherwise."""

    documents: int = 0
    disagreements: int = 0


def completions_of(configuration: Configuration, environ: Mapping[str, str]) -> Completions | None:
    """The endpoint that subject.toml switches on, if any. Raises UsageError where it has no key."""
    settings = configuration.subject.second_opinion
    if settings is None:
        return None
    return Completions(settings, environ.get(KEY_VARIABLE), configuration.politeness)


def ask_opinions(
    configuration: Configuration,
    database: Path,
    *,
    clock: Clock,
    environ: Mapping[str, str],
    stop: Callable[[], bool] = lambda: False,
) -> Asked:
    """Asks about the documents that nobody was asked about, and stores what comes, one by one.

    An answer of no use is kept as such and not asked for again. Raises UsageError where there is no key,
    FetchError where the endpoint itself fails: the rest is left to the next call.
    """
    completions = completions_of(configuration, environ)
    settings = configuration.subject.second_opinion
    if completions is None or settings is None:
        return Asked()
    with closing(completions), closing(connect(database, create=False)) as connection:
        asked = differing = 0
        notices = {source.name for source in configuration.sources if source.notice}
        for stored in without_opinion(connection, clock() - _LOOKS_BACK, _AT_ONCE):
            if stop():
                break
            told, failure = (
                ((), _HAS_ITS_READER)
                if stored.source in notices
                else _opinion(completions, configuration, stored.document)
            )
            with immediate(connection):
                add_opinion(
                    connection,
                    stored.id,
                    model=settings.model,
                    now=clock(),
                    failure=failure,
                    disagreements=told,
                )
            asked += failure is None
            differing += len(told)
        return Asked(asked, differing)


def _opinion(
    completions: Completions, configuration: Configuration, document: Document
) -> tuple[Sequence[Mapping[str, object]], str | None]:
    """Where the model differs, or why it is of no use for this document."""
    country = configuration.subject.country
    if not is_read(document, country):
        return (), "not asked: the rules do not read it"
    try:
        opinion = completions.opinion(document, country)
    except FetchError as error:
        if error.status != _OK:
            raise
        return (), str(error)
    found = extract(document, country)
    return [disagreement_json(one) for one in disagreements(found, opinion)], None
