"""All that a person has to look at in one database, gathered; nothing is written, nothing fetched."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from tracker.model import Action, Configuration, DecisionKind, Development, ListEntry, RecordType, SourceKind
from tracker.report import review
from tracker.report.people import by_shared_key
from tracker.report.phrases import PERSON_NOT_NAMED
from tracker.report.shown import DevelopmentView
from tracker.report.to_review import ReviewKind, ToReview
from tracker.resolve import nearly
from tracker.resolve.alike import entries_alike
from tracker.resolve.counts import contradictions
from tracker.resolve.decided import decided
from tracker.resolve.names import MAY_BE_SAME, SAME_PERSON, compare_people
from tracker.store.connection import connect
from tracker.store.decisions import load_decisions
from tracker.store.developments import StoredDevelopment, load_developments
from tracker.store.documents import unclear_in_documents
from tracker.store.holds import Hold, open_holds
from tracker.store.list_entries import every_kept_entry
from tracker.sync.anchors import held_to_their_records
from tracker.sync.differing import differing_opinions
from tracker.sync.doubtful_entries import doubtful_entries
from tracker.sync.held import accepting
from tracker.sync.sayings import Sayings
from tracker.sync.views import views_of

# A person is freed once: in developments further apart the same name is somebody else's, or another time's.
_APART_DAYS = 30
_MATCHED = frozenset({Action.DESIGNATE, Action.DELIST, Action.EASE})


def to_review(configuration: Configuration, database: Path, *, now: datetime) -> tuple[ToReview, ...]:
    """Everything, what would cost most first; of one kind in the order of telling."""
    with closing(connect(database, read_only=True)) as connection:
        desk = _Review(connection, configuration)
        found = [
            *map(held_list, open_holds(connection)),
            *desk.counts(),
            *review.unsure(desk.views.values()),
            *desk.nearly(),
            *desk.dismissed(),
            *review.unanswered(desk.views.values()),
            *unclear_notices(connection),
            *desk.targets(),
            *desk.people(),
            *doubtful_entries(connection, configuration),
            *differing_opinions(connection, configuration, now),
        ]
    kinds = list(ReviewKind)
    return tuple(sorted(found, key=lambda one: kinds.index(one.kind) if one.kind else len(kinds)))


def unclear_notices(connection: sqlite3.Connection, since: datetime | None = None) -> Iterator[ToReview]:
    """What readers of official notices did not understand; with `since` only of what was read later."""
    for stored, rejected in unclear_in_documents(connection, since):
        document = stored.document
        yield review.unclear(document.url or stored.source, document.title or stored.source, rejected)


def held_list(hold: Hold) -> ToReview:
    """A list or a register that is held, as something to look at."""
    return review.held(hold.list, f"{hold.held_at:%Y-%m-%d}", hold.reason, accepting(hold))


@dataclass(frozen=True)
class _Review:
    """What the several looks have in common."""

    connection: sqlite3.Connection
    configuration: Configuration

    @cached_property
    def stored(self) -> Mapping[str, StoredDevelopment]:
        """All developments but those that lead to another."""
        found = load_developments(self.connection)
        return {one.development.id: one for one in found if one.redirect_to is None}

    @cached_property
    def standing(self) -> Mapping[str, Development]:
        return {name: one.development for name, one in self.stored.items() if one.stands}

    @cached_property
    def views(self) -> Mapping[str, DevelopmentView]:
        return {one.id: one for one in views_of(self.connection, self.configuration)}

    @cached_property
    def entries(self) -> Sequence[ListEntry]:
        """All who stand or stood on a list, as far as they were kept."""
        return tuple(every_kept_entry(self.connection))

    def counts(self) -> Iterator[ToReview]:
        for name, development in self.standing.items():
            if not self.views[name].is_confirmed:
                for one in contradictions(development):
                    yield review.contradicting(self.views[name], one.shown, one.others)

    def nearly(self) -> Iterator[ToReview]:
        """Pairs of developments by their best pair of records, unless a person parted or confirmed both."""
        owner = {tie.record: name for name, one in self.standing.items() for tie in one.ties}
        known = Sayings(self.connection, self.configuration)
        sayings = known.of(list(owner))
        ruled = decided(held_to_their_records(load_decisions(self.connection), known), sayings)
        for miss in nearly(sayings, owner, ruled.are_apart):
            one, other = self.views[miss.one], self.views[miss.other]
            if not (one.is_confirmed and other.is_confirmed):
                yield review.nearly(one, other, miss)

    def dismissed(self) -> Iterator[ToReview]:
        """What was dismissed and has records since that the decision did not know."""
        decisions = load_decisions(self.connection, DecisionKind.DISMISS)
        for one in self.stored.values():
            records = [tie.record for tie in one.development.ties]
            by = next((each for each in reversed(decisions) if records[0] in each.one), None)
            if by is None or one.withdrawn_at is None:
                continue
            if more := sum(record not in by.one for record in records):
                (view,) = views_of(self.connection, self.configuration, [one.development.id])
                yield review.more_since(view, more)

    def targets(self) -> Iterator[ToReview]:
        """Targets of an authority whose lists are read, without an entry; those who may not be named are
        counted."""
        lists = [one for one in self.configuration.sources if one.kind is SourceKind.LIST and one.enabled]
        read = {one.authority for one in lists}
        for name, development in self.standing.items():
            view = self.views[name]
            if development.action not in _MATCHED or development.authority not in read or view.is_confirmed:
                continue
            listed = {target.name for target in development.targets if target.uid is not None}
            if unlisted := [one for one in view.who if one not in listed]:
                own = {one.name for one in lists if one.authority == development.authority}
                entries = [one for one in self.entries if one.list in own]
                yield review.unmatched(view, {one: entries_alike(one, entries) for one in unlisted})

    def people(self) -> Iterator[ToReview]:
        """People who were freed in one development, or in two that are near in time, and may be one."""
        freed = [
            (written, name)
            for name, development in self.standing.items()
            if development.type is RecordType.RELEASE and not self.views[name].is_confirmed
            for written in development.details.names
        ]
        pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for (a, one), (b, other) in by_shared_key(freed):
            # A page that tells of one person says the surname alone after a while.
            is_short = one == other and (" " not in a.written or " " not in b.written)
            if is_short or not self._are_near(one, other):
                continue
            if MAY_BE_SAME <= compare_people(a, b).score < SAME_PERSON:
                shown = self._shown(a.written, one), self._shown(b.written, other)
                pairs.setdefault((one, other), []).append(shown)
        for (one, other), names in pairs.items():
            yield review.may_be_same(self.views[one], self.views[other], names)

    def _are_near(self, one: str, other: str) -> bool:
        return abs((self.views[one].sort_day - self.views[other].sort_day).days) <= _APART_DAYS

    def _shown(self, written: str, name: str) -> str:
        return written if written in self.views[name].people else PERSON_NOT_NAMED
