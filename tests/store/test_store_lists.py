from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count, groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_builders import (
    NOON,
    body_of,
    entry,
    hours_later,
    outline,
    store_body,
    store_state,
)

from tracker.model import ChangeKind, Grade, Origin
from tracker.store.checks import Check, add_check
from tracker.store.connection import connect, immediate
from tracker.store.lists import (
    StoredChange,
    add_changes,
    add_state,
    as_of,
    confirm_change,
    digests,
    entries_at,
    entry_history,
    entry_version,
    kept_entries,
    latest_state,
    load_changes,
    load_states,
    state_parts,
)
from tracker.store.runs import start_run

UIDS = [str(number) for number in range(8)]
LISTS = count()
# A publication: which entries are on it, in which version; and which uids the subject keeps whole.
PUBLICATIONS = st.lists(
    st.tuples(
        st.permutations(UIDS).flatmap(
            lambda order: st.lists(st.sampled_from(order), unique=True).flatmap(
                lambda uids: st.fixed_dictionaries(dict.fromkeys(uids, st.integers(0, 2)))
            )
        ),
        st.sets(st.sampled_from(UIDS)),
    ),
    min_size=1,
    max_size=8,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(connect(tmp_path_factory.mktemp("lists") / "belarus.db")) as connection:
        start_run(connection, command="sync", version="0", now=NOON)
        yield connection


@settings(deadline=None, max_examples=60)
@given(publications=PUBLICATIONS)
def test_any_history_of_a_list_is_read_back_exactly_at_every_state(
    shared: sqlite3.Connection, publications: list[tuple[dict[str, int], set[str]]]
) -> None:
    name = f"list{next(LISTS)}"
    stored = []
    for hour, (versions, subject) in enumerate(publications):
        kept = [entry(uid, list_name=name, version=versions[uid]) for uid in versions if uid in subject]
        with immediate(shared):
            state = store_state(shared, 1, versions, list_name=name, kept=kept, observed_at=hours_later(hour))
        stored.append((state, outline(versions, list_name=name), {each.uid: each for each in kept}))
        assert digests(shared, name) == {uid: cut.digest for uid, cut in stored[-1][1].cuts.items()}
    for (state, published, kept_whole), (versions, _) in zip(stored, publications, strict=True):
        assert digests(shared, name, state) == {uid: cut.digest for uid, cut in published.cuts.items()}
        found = entries_at(shared, name, state)
        assert kept_whole.items() <= found.items()
        assert {uid: each.remarks for uid, each in found.items()} == {
            uid: f"version {versions[uid]}" for uid in found
        }
        for uid in UIDS:
            version = entry_version(shared, name, uid, state)
            assert (version is not None) == (uid in versions)
            if version is not None:
                since = next(each for each in stored if each[0] == version.since_state)[1]
                cut = since.cuts[uid]
                assert (version.start, version.length) == (cut.start, cut.length)
    last = entries_at(shared, name, stored[-1][0])
    assert kept_entries(shared, name) == last
    assert kept_entries(shared, name, ["3", "5", "none"]) == {u: last[u] for u in ("3", "5") if u in last}


def test_the_next_state_writes_only_what_differs(connection: sqlite3.Connection, run: int) -> None:
    before = {str(number): 0 for number in range(500)}
    after = {**before, "7": 1, "new": 0}
    del after["9"]
    with immediate(connection):
        store_state(connection, run, before, kept=[entry(uid) for uid in before])
        changes = connection.total_changes
        state = store_state(connection, run, after, kept=[entry(uid) for uid in after])
    # The evidence, the snapshot, the state twice, its part; two versions end, two begin.
    assert connection.total_changes - changes == 5 + 2 + 2
    begun = connection.execute("SELECT uid FROM list_entries WHERE since_state = ? ORDER BY uid", (state,))
    assert [row["uid"] for row in begun] == ["7", "new"]


def test_a_quote_of_an_unchanged_entry_is_taken_from_the_body_in_which_it_was_first_seen(
    connection: sqlite3.Connection, run: int
) -> None:
    first, second = {"8000": 0, "9639": 1}, {"9639": 1}
    with immediate(connection):
        state_1 = store_state(connection, run, first)
        state_2 = store_state(connection, run, second)
    version = entry_version(connection, "us_ofac", "9639", state_2)
    assert version is not None
    assert version.since_state == state_1
    assert body_of(first)[version.start : version.start + version.length] == b"9639:1"
    assert state_parts(connection, state_1)["main"].size == len(body_of(first))


def test_an_entry_that_is_read_better_than_before_gets_a_version_of_its_own(
    connection: sqlite3.Connection, run: int
) -> None:
    with immediate(connection):
        first = store_state(connection, run, {"1": 0, "2": 0}, kept=[entry("1")])
        better = replace(entry("1"), remarks="read by a newer reader")
        second = store_state(connection, run, {"1": 0, "2": 0}, kept=[better, entry("2")])
    assert entries_at(connection, "us_ofac", first) == {"1": entry("1")}
    assert entries_at(connection, "us_ofac", second) == {"1": better, "2": entry("2")}
    assert [version.since_state for version in entry_history(connection, "us_ofac", "1")] == [first, second]


def test_an_entry_that_left_and_came_back_has_two_versions(connection: sqlite3.Connection, run: int) -> None:
    with immediate(connection):
        states = [store_state(connection, run, versions) for versions in ({"1": 0}, {}, {"1": 0})]
    spans = [(each.since_state, each.until_state) for each in entry_history(connection, "us_ofac", "1")]
    assert spans == [(states[0], states[1]), (states[2], None)]


def test_the_baseline_says_for_which_programmes_it_is_complete(
    connection: sqlite3.Connection, run: int
) -> None:
    with immediate(connection):
        main = store_body(connection, run, body_of({"1": 0}))
        published = outline({"1": 0}, form="baseline_jsonl")
        add_state(
            connection,
            published,
            source="us_ofac",
            observed_at=NOON,
            origin=Origin.REBUILT,
            origin_note="from dated facts",
            parts={"main": main},
            kept=[entry("1")],
            covers=("BELARUS", "BELARUS-EO14038"),
            is_baseline=True,
        )
    state = latest_state(connection, "us_ofac")
    assert state is not None
    assert (state.covers, state.is_baseline) == (("BELARUS", "BELARUS-EO14038"), True)
    assert (state.origin, state.origin_note) == (Origin.REBUILT, "from dated facts")
    assert (state.entries, state.subject_entries, state.declared) == (1, 1, 1)
    assert (state.format, state.reader, state.published_on) == ("baseline_jsonl", 1, published.published_on)
    assert load_states(connection) == load_states(connection, "us_ofac") == (state,)


def test_an_entry_that_is_not_in_the_publication_is_not_kept(
    connection: sqlite3.Connection, run: int
) -> None:
    with pytest.raises(ValueError, match="not in the outline: 2"), immediate(connection):
        store_state(connection, run, {"1": 0}, kept=[entry("2")])
    assert latest_state(connection, "us_ofac") is None


def test_half_a_state_cannot_be_committed(connection: sqlite3.Connection, run: int) -> None:
    with pytest.raises(RuntimeError, match="inside immediate"):
        store_state(connection, run, {"1": 0})
    assert load_states(connection) == ()


def test_a_day_between_two_observations_is_said_to_be_so(connection: sqlite3.Connection, run: int) -> None:
    with immediate(connection):
        first = store_state(connection, run, {"1": 0}, observed_at=hours_later(0))
        add_check(connection, Check(run, "us_ofac", hours_later(24), Grade.UNCHANGED, state=first))
        second = store_state(connection, run, {}, observed_at=hours_later(72))
        store_state(connection, run, {}, list_name="eu_fsf", observed_at=hours_later(30))

    def found(hours: float) -> tuple[int | None, datetime | None, datetime | None, int | None]:
        answer = as_of(connection, "us_ofac", hours_later(hours))
        state, following = answer.state, answer.next_state
        return (
            None if state is None else state.id,
            answer.before,
            answer.after,
            None if following is None else following.id,
        )

    assert found(-1) == (None, None, hours_later(0), first)
    assert found(0) == (first, hours_later(0), hours_later(24), first)
    assert found(10) == (first, hours_later(0), hours_later(24), first)
    assert found(48) == (first, hours_later(24), hours_later(72), second)
    assert found(72) == (second, hours_later(72), None, None)
    assert found(99) == (second, hours_later(72), None, None)


@settings(deadline=None, max_examples=40)
@given(
    gaps=st.lists(st.tuples(st.integers(1, 50), st.booleans()), min_size=1, max_size=8)
    | st.lists(st.tuples(st.integers(1, 4), st.just(False)), min_size=4, max_size=12),
    moment=st.integers(-5, 400),
)
def test_as_of_names_the_observations_on_either_side(
    shared: sqlite3.Connection, gaps: list[tuple[int, bool]], moment: int
) -> None:
    name, at = f"list{next(LISTS)}", NOON
    states: list[tuple[datetime, int]] = []
    checks: list[tuple[datetime, int]] = []
    with immediate(shared):
        for hours, is_new in gaps:
            at += timedelta(hours=hours)
            if is_new or not states:
                states.append((at, store_state(shared, 1, {"1": 0}, list_name=name, observed_at=at)))
            else:
                add_check(shared, Check(1, name, at, Grade.UNCHANGED, state=states[-1][1]))
                checks.append((at, states[-1][1]))
    # Of the looks of one day that found the same, the first and the last are known.
    days = [list(same) for _, same in groupby(checks, key=lambda each: (each[0].date(), each[1]))]
    observations = sorted({*states, *(day[0] for day in days), *(day[-1] for day in days)})
    answer = as_of(shared, name, hours_later(moment))
    earlier = [each for each in observations if each[0] <= hours_later(moment)]
    later = [each for each in observations if each[0] > hours_later(moment)]
    assert (answer.before, answer.state and answer.state.id) == (earlier[-1] if earlier else (None, None))
    assert (answer.after, answer.next_state and answer.next_state.id) == (later[0] if later else (None, None))


def test_changes_come_back_as_they_were_found(connection: sqlite3.Connection, run: int) -> None:
    with immediate(connection):
        one, two = (store_state(connection, run, {"1": version}) for version in (0, 1))
        amended = StoredChange(
            "us_ofac",
            "1",
            ChangeKind.AMENDMENT,
            one,
            two,
            {"programmes": (["BELARUS"], ["BELARUS", "MAGNIT"])},
        )
        gone = StoredChange("us_ofac", "2", ChangeKind.DELISTING, one, two)
        assert add_changes(connection, [amended, gone]) == 2
        assert add_changes(connection, []) == 0
        confirm_change(connection, 2, "second fetch")
        confirm_change(connection, 2, "a later one")
    found = load_changes(connection, "us_ofac")
    assert found == (replace(amended, id=1), replace(gone, id=2, confirmed_by="second fetch"))
    assert load_changes(connection, uid="2") == found[1:]
    assert load_changes(connection, to_state=one) == ()


def test_two_current_versions_of_one_entry_are_impossible(connection: sqlite3.Connection, run: int) -> None:
    with immediate(connection):
        one = store_state(connection, run, {"1": 0})
        two = store_state(connection, run, {"1": 0})
    assert one < two
    with suppress(sqlite3.IntegrityError), immediate(connection):
        connection.execute(
            "INSERT INTO list_entries VALUES ('us_ofac', '1', ?, NULL, x'00', 0, 1, NULL)", (two,)
        )
        raise AssertionError("the database took both")
