"""Small values to store: invented targets, and bodies that stand for lists."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from tracker.model import (
    Action,
    Comparison,
    Cut,
    DateBasis,
    Development,
    Effect,
    EntryKind,
    Evidence,
    EvidenceRole,
    Grade,
    ListEntry,
    ListOutline,
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
from tracker.store.lists import add_state
from tracker.store.snapshots import add_evidence, add_snapshot

NOON = datetime(2025, 11, 4, 12, 0, tzinfo=UTC)


def hours_later(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def sha256_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def entry(
    uid: str, *, name: str = "EXAMPLE, Ivan", list_name: str = "us_ofac", version: int = 0
) -> ListEntry:
    return ListEntry(
        list=list_name,
        uid=uid,
        kind=EntryKind.INDIVIDUAL,
        name=name,
        programmes=("BELARUS",),
        remarks=f"version {version}",
    )


def outline(versions: Mapping[str, int], *, list_name: str = "us_ofac", form: str = "sdn_csv") -> ListOutline:
    """A publication in which each uid stands in the version given; its place depends on the others."""
    cuts, start = {}, 0
    for uid, version in versions.items():
        text = f"{uid}:{version}".encode()
        digest = hashlib.blake2b(text, digest_size=16).digest()
        cuts[uid] = Cut(uid, digest, start, len(text))
        start += len(text)
    return ListOutline(list_name, form, 1, date(2025, 11, 4), len(cuts), cuts)


def body_of(versions: Mapping[str, int]) -> bytes:
    """The bytes in which `outline` says where each entry stands."""
    return "".join(f"{uid}:{version}" for uid, version in versions.items()).encode()


def store_body(
    connection: sqlite3.Connection, run: int, body: bytes, *, source: str = "us_ofac", part: str = "main"
) -> int:
    """The snapshot of an answer with these bytes; the body itself is not written anywhere."""
    sha256 = sha256_of(body)
    add_evidence(connection, sha256, size=len(body), stored_size=len(body), now=NOON)
    return add_snapshot(connection, snapshot(sha256, len(body), source=source, part=part), run=run)


def snapshot(
    sha256: str | None,
    size: int | None,
    *,
    source: str = "us_ofac",
    part: str = "main",
    grade: Grade = Grade.OK,
) -> Snapshot:
    return Snapshot(
        source=source,
        part=part,
        fetched_at=NOON,
        url="https://list.example/sdn.csv",
        final_url="https://list.example/files/sdn.csv",
        status=200,
        headers=(("Content-Type", "text/csv"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
        grade=grade,
        sha256=sha256,
        size=size,
        origin=Origin.PUBLISHED,
        origin_note="invented",
    )


def store_state(
    connection: sqlite3.Connection,
    run: int,
    versions: Mapping[str, int],
    *,
    list_name: str = "us_ofac",
    observed_at: datetime = NOON,
    kept: Iterable[ListEntry] = (),
    form: str = "sdn_csv",
) -> int:
    main = store_body(connection, run, body_of(versions) or b" ", source=list_name)
    return add_state(
        connection,
        outline(versions, list_name=list_name, form=form),
        source=list_name,
        observed_at=observed_at,
        origin=Origin.LIVE,
        parts={"main": main},
        kept=kept,
    )


def record(identity: str, sha256: str, *, summary: str = "OFAC removed Example Air from the list") -> Record:
    return Record(
        id=identity,
        type=RecordType.SANCTION,
        status=Status.ACTUAL,
        source="us_ofac",
        authority="US",
        agency="OFAC",
        when=When(DateBasis.OBSERVED, after=date(2025, 11, 3), by=date(2025, 11, 4)),
        rule="list.delisting",
        confidence=0.98,
        evidence=(
            Evidence(EvidenceRole.LAST_SEEN, sha256, hours_later(-24), '9639,"EXAMPLE AIR"', 120, 18),
            Evidence(EvidenceRole.FIRST_MISSING, sha256, NOON),
        ),
        origin=Origin.REBUILT,
        summary=summary,
        action=Action.DELIST,
        list="us_ofac",
        programmes=("BELARUS-EO14038",),
        still_under=("RUSSIA-EO14024",),
        targets=(Target("EXAMPLE AIR", EntryKind.ENTITY, "us_ofac", "9639"), Target("Ваенны, Іван")),
        note="invented",
    )


def development(
    identity: str, records: Iterable[str] = (), *, summary: str = "Example Air was delisted"
) -> Development:
    return Development(
        id=identity,
        type=RecordType.SANCTION,
        status=Status.ACTUAL,
        action=Action.DELIST,
        authority="US",
        agency="OFAC",
        list="us_ofac",
        targets=(Target("EXAMPLE AIR", EntryKind.ENTITY, "us_ofac", "9639"),),
        programmes=("BELARUS-EO14038",),
        still_under=(),
        when=When(DateBasis.OFFICIAL, on=date(2025, 11, 4)),
        ties=tuple(Tie(each, 1.0, "the record itself") for each in records),
        origin=Origin.LIVE,
        summary=summary,
    )


def comparison(relation: Relation = Relation.NEW) -> Comparison:
    effect = QuestionEffect("q_airline", Effect.ANSWERS, "the airline left the list", part="us")
    return Comparison(relation, claims=("c01",), effects=(effect,))
