"""A database with invented developments, and a configuration that tells of them: for digests and notices."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from tracker.model import (
    Action,
    Comparison,
    Configuration,
    DateBasis,
    Development,
    Digest,
    Effect,
    EntryKind,
    Evidence,
    EvidenceRole,
    Grade,
    Mail,
    Origin,
    QuestionEffect,
    Record,
    RecordType,
    Relation,
    Snapshot,
    Status,
    Target,
    Tie,
    When,
)
from tracker.store.connection import connect
from tracker.store.developments import save_development
from tracker.store.records import add_records
from tracker.store.runs import start_run
from tracker.store.snapshots import add_evidence, add_snapshot
from tracker.store.transaction import immediate
from world import shipped_configuration

SDN = "us_ofac_sdn"
# 07:00 in Vilnius, in winter.
SEVEN = datetime(2025, 11, 4, 5, tzinfo=UTC)
DAILY = Digest("daily", time(7), recipients=("desk@example.org",))
MAIL = Mail("127.0.0.1", 25, "none", "Tracker <tracker@example.org>", ("desk@example.org",))
BODY = "ab" * 32


def configuration(*digests: Digest, **facts: object) -> Configuration:
    """The shipped one with these digests and mail; nothing of the machine's."""
    return replace(shipped_configuration(), mail=MAIL, digests=digests or (DAILY,), **facts)  # type: ignore[arg-type]


def target(number: int) -> Target:
    return Target(f"EXAMPLE WORKS {number} LLC", EntryKind.ENTITY, SDN, str(number))


def a_record(number: int, when: When, *, confidence: float = 1.0) -> Record:
    return Record(
        id=f"r{number}",
        type=RecordType.SANCTION,
        status=Status.ACTUAL,
        source=SDN,
        authority="US",
        agency="OFAC",
        when=when,
        rule="list.delisting",
        confidence=confidence,
        evidence=(Evidence(EvidenceRole.STATES, BODY, SEVEN, f"<uid>{number}</uid>", 10, 12, 1),),
        origin=Origin.LIVE,
        summary=f"OFAC took EXAMPLE WORKS {number} LLC off the SDN list",
        action=Action.DELIST,
        list=SDN,
        targets=(target(number),),
    )


def a_development(number: int, when: When, **facts: object) -> Development:
    made = Development(
        id=f"d{number}",
        type=RecordType.SANCTION,
        status=Status.ACTUAL,
        action=Action.DELIST,
        authority="US",
        agency="OFAC",
        list=SDN,
        targets=(target(number),),
        programmes=("BELARUS-EO14038",),
        still_under=(),
        when=when,
        ties=(Tie(f"r{number}", 1.0, "the first record of it"),),
        origin=Origin.LIVE,
        summary=f"OFAC took EXAMPLE WORKS {number} LLC off the SDN list",
    )
    return replace(made, **facts)  # type: ignore[arg-type]


@dataclass
class Told:
    """One database and its developments, which change as days go by."""

    database: Path
    now: datetime = SEVEN

    def open(self) -> closing[sqlite3.Connection]:
        return closing(connect(self.database))

    def begin(self) -> None:
        """A run, a body and a snapshot to rest everything on."""
        with self.open() as connection, immediate(connection):
            start_run(connection, command="sync", version="0", now=self.now)
            add_evidence(connection, BODY, size=100, stored_size=50, now=self.now)
            answer = Snapshot(
                SDN, "main", self.now, "https://list.example/sdn.xml", "https://list.example/sdn.xml",
                200, (), Grade.OK, BODY, 100,
            )  # fmt: skip
            add_snapshot(connection, answer, run=1)

    def tell(
        self,
        numbers: Iterable[int],
        when: When | None = None,
        *,
        effects: Sequence[QuestionEffect] = (),
        relation: Relation = Relation.NEW,
        confidence: float = 1.0,
        **facts: object,
    ) -> None:
        """Saves these developments as they stand now; what differs from before is a new revision."""
        happened = when or When(DateBasis.OFFICIAL, on=date(2025, 11, 3))
        with self.open() as connection, immediate(connection):
            for number in numbers:
                add_records(connection, 1, [a_record(number, happened, confidence=confidence)], self.now)
                save_development(
                    connection,
                    1,
                    a_development(number, happened, confidence=confidence, **facts),
                    Comparison(relation, effects=tuple(effects)),
                    self.now,
                )

    def later(self, **delta: float) -> None:
        self.now += timedelta(**delta)


def moves(question: str) -> QuestionEffect:
    return QuestionEffect(question, Effect.MOVES, "a company left the list")
