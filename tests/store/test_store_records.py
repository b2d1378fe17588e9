from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from store_builders import (
    NOON,
    comparison,
    development,
    hours_later,
    record,
    sha256_of,
    store_body,
)

from tracker.model import Comparison, Development, Origin, Record, Relation, Target
from tracker.store.connection import immediate
from tracker.store.developments import (
    count_developments,
    load_development,
    load_developments,
    load_revisions,
    redirect_development,
    revised_in,
    save_development,
    withdraw_development,
)
from tracker.store.records import add_records, load_records
from tracker.store.runs import start_run

BODY = b"a list"
SHA256 = sha256_of(BODY)


@pytest.fixture
def run(connection: sqlite3.Connection, run: int) -> int:
    with immediate(connection):
        store_body(connection, run, BODY)
    return run


def store(connection: sqlite3.Connection, run: int, *records: Record) -> tuple[Record, ...]:
    with immediate(connection):
        return add_records(connection, run, records, NOON)


def save(
    connection: sqlite3.Connection, run: int, told: Development, compared: Comparison, hours: float = 0
) -> int | None:
    with immediate(connection):
        return save_development(connection, run, told, compared, hours_later(hours))


def test_a_record_comes_back_as_it_was_with_its_evidence_in_order(
    connection: sqlite3.Connection, run: int
) -> None:
    bare = replace(
        record("r2", SHA256), action=None, list=None, targets=(), programmes=(), still_under=(), note=None
    )
    with_snapshot = replace(
        record("r1", SHA256),
        evidence=tuple(replace(each, snapshot=1) for each in record("r1", SHA256).evidence),
    )
    assert store(connection, run, with_snapshot, bare) == (with_snapshot, bare)
    assert load_records(connection) == (with_snapshot, bare)
    assert load_records(connection, ["r2", "unknown"]) == (bare,)


def test_a_record_that_is_seen_again_is_not_new_and_changes_nothing(
    connection: sqlite3.Connection, run: int
) -> None:
    first = record("r1", SHA256)
    store(connection, run, first)
    other = record("r2", SHA256)
    assert store(connection, run, replace(first, confidence=0.1), other, other) == (other,)
    assert load_records(connection) == (first, other)


def test_no_record_without_a_stored_body(connection: sqlite3.Connection, run: int) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        store(connection, run, record("r1", sha256_of(b"never stored")))
    assert load_records(connection) == ()


def test_a_development_comes_back_as_it_was_told(connection: sqlite3.Connection, run: int) -> None:
    store(connection, run, record("r1", SHA256), record("r2", SHA256))
    told = development("d1", ["r2", "r1"])
    assert save(connection, run, told, comparison()) == 1
    found = load_development(connection, "d1")
    assert found is not None
    assert count_developments(connection) == 1
    assert (found.development, found.comparison) == (told, comparison())
    assert (found.revision, found.first_at, found.last_at) == (1, NOON, NOON)
    assert (found.redirect_to, found.withdrawn_at) == (None, None)
    assert load_development(connection, "d2") is None


def test_only_what_changed_is_a_revision(connection: sqlite3.Connection, run: int) -> None:
    store(connection, run, record("r1", SHA256))
    later = start_run(connection, command="sync", version="0", now=hours_later(1))
    told = development("d1")
    assert save(connection, run, told, comparison()) == 1
    assert save(connection, later, development("d1"), comparison(), 1) is None
    assert save(connection, later, told, comparison(Relation.KNOWN), 2) == 2
    supported = development("d1", ["r1"], summary="Example Air, an airline, was delisted")
    assert save(connection, later, supported, comparison(Relation.KNOWN), 3) == 3
    assert save(connection, later, development("d0"), comparison(), 3) == 1
    first, second = load_developments(connection)
    assert (first.development, first.comparison.relation) == (supported, Relation.KNOWN)
    assert (first.revision, first.first_at, first.last_at) == (3, NOON, hours_later(3))
    assert second.development.id == "d0"
    history = load_revisions(connection, "d1")
    assert [(each.number, each.run, each.at) for each in history] == [
        (1, run, NOON),
        (2, later, hours_later(2)),
        (3, later, hours_later(3)),
    ]
    assert [each.development for each in history] == [told, told, supported]
    assert (revised_in(connection, run), revised_in(connection, later)) == (("d1",), ("d1", "d0"))


def test_going_back_to_an_earlier_form_is_a_revision_too(connection: sqlite3.Connection, run: int) -> None:
    forms = [development("d1"), development("d1", summary="another"), development("d1")]
    assert [save(connection, run, form, comparison(), hour) for hour, form in enumerate(forms)] == [1, 2, 3]


def test_what_a_program_reads_in_the_columns_is_what_is_told(
    connection: sqlite3.Connection, run: int
) -> None:
    save(connection, run, development("d1"), comparison())
    changed = replace(
        development("d1"), origin=Origin.IMPORT, list=None, action=None, targets=(Target("Ваенны, Іван"),)
    )
    save(connection, run, changed, comparison(Relation.EARLIER))
    row = connection.execute("SELECT * FROM developments").fetchone()
    assert (row["origin"], row["list"], row["action"]) == ("import", None, None)
    assert (row["targets"], row["relation"]) == ('[{"name":"Ваенны, Іван"}]', "earlier")
    found = load_development(connection, "d1")
    assert found is not None
    assert found.development == changed == load_revisions(connection, "d1")[-1].development


def test_a_development_cannot_rest_on_a_record_that_is_not_there(
    connection: sqlite3.Connection, run: int
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        save(connection, run, development("d1", ["missing"]), comparison())
    assert load_developments(connection) == ()


def test_merged_and_withdrawn_developments_stay_and_say_so(connection: sqlite3.Connection, run: int) -> None:
    for identity in ("d1", "d2"):
        save(connection, run, development(identity), comparison())
    with immediate(connection):
        redirect_development(connection, "d1", "d2")
        withdraw_development(connection, "d2", hours_later(1), "it was taken back")
        withdraw_development(connection, "d2", hours_later(2), "it was taken back")
    save(connection, run, development("d2", summary="told once more"), comparison())
    merged, withdrawn = load_developments(connection, ["d1", "d2"])
    assert (merged.redirect_to, merged.withdrawn_at) == ("d2", None)
    assert (withdrawn.redirect_to, withdrawn.withdrawn_at) == (None, hours_later(1))
    assert len(load_revisions(connection, "d2")) == 2
