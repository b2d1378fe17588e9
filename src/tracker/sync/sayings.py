"""Stored records as resolve takes them: with their publishers, their pages, other names of their targets."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tracker.extract.notices import format_of, lasts
from tracker.model import Configuration, Record, Source
from tracker.read.registers.form import register_form, register_forms
from tracker.resolve.saying import Saying
from tracker.resolve.span import Span, span_of
from tracker.store.list_entries import entry_history
from tracker.store.records import load_records
from tracker.store.registers import Stated, stated_records
from tracker.store.statements import Stating, stating
from tracker.text.publisher import publisher_of

_OFFICIAL = frozenset({"official", "official_list"})


@dataclass(frozen=True)
class Sayings:
    """The sayings of one database, each made once; what is stored must not change meanwhile."""

    connection: sqlite3.Connection
    configuration: Configuration
    _made: dict[str, Saying] = field(default_factory=dict, repr=False)

    def of(self, records: Collection[str]) -> tuple[Saying, ...]:
        """The sayings of the records with these ids, in the order in which they were first seen."""
        missing = [name for name in records if name not in self._made]
        if missing:
            pages = stating(self.connection, missing)
            stated = {one.record: one for one in stated_records(self.connection, records=missing)}
            for record in load_records(self.connection, missing):
                row = stated.get(record.id)
                self._made[record.id] = (
                    self._saying(record, pages.get(record.id, ()))
                    if row is None
                    else self._stated(record, row)
                )
        return tuple(self._made[name] for name in records if name in self._made)

    @cached_property
    def _sources(self) -> Mapping[str, Source]:
        return {source.name: source for source in self.configuration.sources}

    @cached_property
    def _registers(self) -> Mapping[str, Sequence[Span]]:
        """The days, or times, of all releases that each register states now."""
        found: defaultdict[str, list[Span]] = defaultdict(list)
        for one in stated_records(self.connection):
            if one.is_said:
                found[one.register].append(span_of(one.when))
        return found

    def _stated(self, record: Record, row: Stated) -> Saying:
        """A register's record: of its publisher, who is no official."""
        own = span_of(row.when)
        return Saying(
            record,
            voice=publisher_of(register_form(row.register).publisher),
            is_current=row.is_said,
            register=row.register,
            uid=row.uid,
            beside=sum(
                own.first <= one.first and one.last <= own.last for one in self._registers[row.register]
            ),
        )

    def _saying(self, record: Record, pages: Sequence[Stating]) -> Saying:
        if not pages:
            return Saying(
                record,
                voice=record.agency or record.authority or record.source,
                is_official=True,
                aliases=_aliases(self.connection, record),
            )
        page = next((one for one in reversed(pages) if one.is_current), pages[-1])
        return Saying(
            record,
            voice=_voice(record, page),
            is_official=_is_official(pages, self._sources),
            address=page.url,
            is_current=lasts(record.rule) or any(one.is_current for one in pages),
            documents=frozenset(one.document for one in pages),
            prints=page.prints,
        )


def _voice(record: Record, page: Stating) -> str:
    """Who speaks: in an official notice the agency that acts, on whosever page it stands."""
    if format_of(record.rule) is not None and (acting := record.agency or record.authority):
        return acting
    return page.publisher or _publisher_at(page.url)


def _publisher_at(url: str) -> str:
    """Who publishes a page: where the maker of a register has several addresses, it is one publisher."""
    found = publisher_of(url)
    makers = (form.publisher for form in register_forms().values() if found in form.also)
    return publisher_of(next(makers, url))


def _is_official(pages: Iterable[Stating], sources: Mapping[str, Source]) -> bool:
    return any(_class_of(one, sources) in _OFFICIAL for one in pages)


def _class_of(page: Stating, sources: Mapping[str, Source]) -> str | None:
    if page.publisher_class is not None or page.publisher is not None:
        return page.publisher_class
    source = sources.get(page.source)
    return None if source is None else source.publisher_class


def _aliases(connection: sqlite3.Connection, record: Record) -> tuple[str, ...]:
    """The other names that the list ever had for the record's entry, but for the weak ones."""
    names: dict[str, None] = {}
    for target in record.targets:
        if target.list is None or target.uid is None:
            continue
        for version in entry_history(connection, target.list, target.uid):
            if version.entry is not None:
                names |= dict.fromkeys(one.name for one in version.entry.names if not one.weak)
    return tuple(names)
