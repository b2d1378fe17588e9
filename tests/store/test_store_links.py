"""Links that sources name, and what visits make of their pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_builders import NOON, hours_later, store_body

from tracker.model import Grade, PageLink
from tracker.store.connection import connect, immediate
from tracker.store.link_visits import MOST_TRIES, LinkOutcome, LinkVisit, note_link_visit
from tracker.store.links import Link, LinkState, add_links, count_links, due_links, link_of, links_of
from tracker.store.runs import start_run

RECHECK = tuple(timedelta(hours=hours) for hours in (1, 6, 24))
SOURCES = count()


def url(number: int) -> str:
    return f"https://news.example/{number}"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """One database for all examples of a property, which take a source each."""
    opened = connect(Path(tmp_path_factory.mktemp("links")) / "links.db")
    start_run(opened, command="sync", version="0", now=NOON)
    yield opened
    opened.close()


@pytest.fixture
def link(connection: sqlite3.Connection) -> Link:
    with immediate(connection):
        (found,) = add_links(connection, "news", [PageLink(url(1), "Freed", NOON)], NOON)
    return found


def visit(
    connection: sqlite3.Connection,
    link: Link,
    hours: float,
    text: str | None = None,
    *,
    status: int = 200,
    grade: Grade | None = None,
    is_read: bool = False,
    run: int = 1,
) -> tuple[LinkOutcome, Link]:
    """A visit that brings a page with this text; None: no body came."""
    with immediate(connection):
        body = (
            None if text is None else store_body(connection, run, text.encode(), source="news", part=link.url)
        )
        outcome = note_link_visit(
            connection,
            link,
            LinkVisit(
                at=hours_later(hours),
                grade=grade or (Grade.ERROR_PAGE if text is None else Grade.OK),
                status=status,
                snapshot=body,
                text_digest=text and f"digest of {text}",
                is_read=is_read,
            ),
            recheck=RECHECK,
        )
    after = link_of(connection, link.source, link.url)
    assert after is not None
    return outcome, after


SIGHTINGS = st.lists(st.lists(st.integers(0, 12), max_size=8), max_size=8)


@settings(deadline=None, max_examples=60)
@given(sightings=SIGHTINGS)
def test_in_whatever_order_links_are_seen_each_is_new_exactly_once(
    shared: sqlite3.Connection, sightings: list[list[int]]
) -> None:
    source, told = f"s{next(SOURCES)}", []
    for hours, seen in enumerate(sightings):
        with immediate(shared):
            new = add_links(shared, source, (PageLink(url(one)) for one in seen), hours_later(hours))
        assert [link.found_at for link in new] == [hours_later(hours)] * len(new)
        told += [link.url for link in new]
    expected = [url(one) for one in dict.fromkeys(one for seen in sightings for one in seen)]
    assert told == expected
    assert [link.url for link in links_of(shared, source)] == expected
    assert {link.url for link in due_links(shared, source, hours_later(99))} == set(expected)


@settings(deadline=None, max_examples=60)
@given(
    first=st.tuples(st.none() | st.just("A"), st.booleans(), st.none() | st.just("S")),
    others=st.lists(st.tuples(st.none() | st.just("B"), st.booleans(), st.none() | st.just("T"))),
)
def test_a_link_keeps_what_it_first_said_and_what_it_did_not_say_is_filled_in(
    shared: sqlite3.Connection,
    first: tuple[str | None, bool, str | None],
    others: list[tuple[str | None, bool, str | None]],
) -> None:
    source, sightings = f"s{next(SOURCES)}", [first, *others]
    with immediate(shared):
        for hours, (title, is_dated, summary) in enumerate(sightings):
            page = PageLink(url(1), title, hours_later(hours) if is_dated else None, summary)
            add_links(shared, source, [page], NOON)
    (found,) = links_of(shared, source)
    times = [hours_later(hours) for hours, (_, is_dated, _) in enumerate(sightings) if is_dated]
    assert found.title == next((title for title, _, _ in sightings if title), None)
    assert found.summary == next((summary for _, _, summary in sightings if summary), None)
    assert found.published_at == next(iter(times), None)


def test_the_same_address_is_a_link_of_each_source(connection: sqlite3.Connection) -> None:
    with immediate(connection):
        assert len(add_links(connection, "news", [PageLink(url(1))], NOON)) == 1
        assert len(add_links(connection, "agency", [PageLink(url(1)), PageLink(url(1))], NOON)) == 1
    assert count_links(connection) == {("agency", LinkState.NEW): 1, ("news", LinkState.NEW): 1}
    assert link_of(connection, "paper", url(1)) is None


def test_what_was_never_kept_comes_first_and_the_newest_of_it(
    connection: sqlite3.Connection, run: int
) -> None:
    with immediate(connection):
        pages = [PageLink(url(number), published_at=hours_later(-number)) for number in (3, 1, 2)]
        add_links(connection, "news", [*pages, PageLink(url(4)), PageLink(url(5))], NOON)
    kept = link_of(connection, "news", url(5))
    assert kept is not None
    visit(connection, kept, 0, "text")
    order = [url(number) for number in (1, 2, 3, 4)]
    assert [link.url for link in due_links(connection, "news", NOON)] == order
    assert [link.url for link in due_links(connection, "news", hours_later(1))] == [*order, url(5)]
    assert [link.url for link in due_links(connection, "news", hours_later(1), limit=2)] == order[:2]
    assert due_links(connection, "news", hours_later(-1)) == ()


def test_a_page_is_kept_unread_until_somebody_can_read_it(
    connection: sqlite3.Connection, run: int, link: Link
) -> None:
    outcome, kept = visit(connection, link, 0, "She was freed.")
    assert (outcome, kept.state, kept.first_kept_at) == (LinkOutcome.KEPT, LinkState.UNREAD, NOON)
    assert (kept.next_due_at, kept.rechecks_done) == (hours_later(1), 0)
    outcome, same = visit(connection, kept, 1, "She was freed.", is_read=True)
    assert (outcome, same.state, same.rechecks_done) == (LinkOutcome.UNCHANGED, LinkState.READ, 1)
    assert same.next_due_at == hours_later(6)
    assert links_of(connection, "news", LinkState.UNREAD) == ()


def test_a_corrected_page_is_told_and_stays_tied_to_its_first_text_too(
    connection: sqlite3.Connection, run: int, link: Link
) -> None:
    _, first = visit(connection, link, 0, "Five were freed.", is_read=True)
    outcome, changed = visit(connection, first, 1, "Six were freed.")
    assert (outcome, changed.state, changed.last_changed_at) == (
        LinkOutcome.CHANGED,
        LinkState.UNREAD,
        hours_later(1),
    )
    assert changed.first_snapshot == first.snapshot != changed.snapshot
    outcome, last = visit(connection, changed, 30, "Six were freed.", is_read=True)
    assert (outcome, last.state, last.next_due_at, last.snapshot) == (
        LinkOutcome.UNCHANGED,
        LinkState.READ,
        None,
        changed.snapshot,
    )


def test_a_kept_page_that_is_not_there_any_more_was_withdrawn_and_may_come_back(
    connection: sqlite3.Connection, run: int, link: Link
) -> None:
    _, kept = visit(connection, link, 0, "text", is_read=True)
    outcome, withdrawn = visit(connection, kept, 25, status=410)
    assert (outcome, withdrawn.state, withdrawn.last_changed_at) == (
        LinkOutcome.WITHDRAWN,
        LinkState.WITHDRAWN,
        hours_later(25),
    )
    assert withdrawn.next_due_at == hours_later(49)
    assert withdrawn.snapshot == kept.snapshot
    outcome, still = visit(connection, withdrawn, 49, status=404)
    assert (outcome, still.next_due_at, still.last_changed_at) == (
        LinkOutcome.UNCHANGED,
        None,
        hours_later(25),
    )
    outcome, back = visit(connection, still, 60, "text", is_read=True)
    assert (outcome, back.state, back.last_changed_at) == (
        LinkOutcome.RETURNED,
        LinkState.READ,
        hours_later(60),
    )


def test_a_page_that_was_never_there_is_gone_after_a_second_look(
    connection: sqlite3.Connection, run: int, link: Link
) -> None:
    outcome, gone = visit(connection, link, 0, status=404)
    assert (outcome, gone.state, gone.next_due_at) == (LinkOutcome.GONE, LinkState.GONE, hours_later(24))
    outcome, gone = visit(connection, gone, 24, status=404)
    assert (outcome, gone.next_due_at) == (LinkOutcome.UNCHANGED, None)
    with immediate(connection):
        assert add_links(connection, "news", [PageLink(url(1))], hours_later(30)) == ()
    outcome, kept = visit(connection, gone, 31, "late")
    assert (outcome, kept.state) == (LinkOutcome.KEPT, LinkState.UNREAD)


@pytest.mark.parametrize("is_kept", [False, True])
def test_a_bad_answer_is_no_change_and_is_tried_ever_more_seldom(
    connection: sqlite3.Connection, run: int, link: Link, is_kept: bool
) -> None:
    if is_kept:
        _, link = visit(connection, link, 0, "text")
    before, waits, at, outcome = link, [], 0.0, LinkOutcome.FAILED
    while link.next_due_at is not None:
        outcome, link = visit(connection, link, at, status=403, grade=Grade.BLOCKED)
        if link.next_due_at is not None:
            waits.append((link.next_due_at - hours_later(at)) / timedelta(hours=1))
            at += waits[-1]
            assert link == replace(before, failures=link.failures, next_due_at=link.next_due_at)
    assert waits == [1, 2, 4, 8, 16, 24, 24, 24, 24]
    assert link.failures == MOST_TRIES
    assert (outcome, link.state) == (
        (LinkOutcome.FAILED, LinkState.UNREAD) if is_kept else (LinkOutcome.GONE, LinkState.GONE)
    )


VISITS = st.lists(
    st.tuples(st.integers(1, 60), st.sampled_from(["a", "b", "304", "404", "403"])), max_size=14
)


@settings(deadline=None, max_examples=80)
@given(visits=VISITS)
def test_whatever_answers_come_evidence_is_never_lost_and_only_a_404_withdraws(
    shared: sqlite3.Connection, visits: list[tuple[int, str]]
) -> None:
    with immediate(shared):
        (link,) = add_links(shared, f"s{next(SOURCES)}", [PageLink(url(1))], NOON)
    at, text = 0.0, None
    for hours, answer in visits:
        at += hours
        before = link
        if answer == "304" and text is None:
            continue
        match answer:
            case "304":
                outcome, link = visit(shared, link, at, grade=Grade.UNCHANGED, status=304)
            case "404" | "403":
                outcome, link = visit(shared, link, at, status=int(answer))
            case _:
                outcome, link = visit(shared, link, at, answer)
        assert (outcome is LinkOutcome.WITHDRAWN) == (
            answer == "404" and before.state in {LinkState.READ, LinkState.UNREAD}
        )
        assert (outcome is LinkOutcome.CHANGED) == (
            answer in {"a", "b"} and text not in {None, answer} and before.state is not LinkState.WITHDRAWN
        )
        text = answer if answer in {"a", "b"} else text
        assert (link.first_snapshot is None) == (text is None)
        assert before.first_snapshot in {None, link.first_snapshot}
        assert link.text_digest == (text and f"digest of {text}")
        assert link.next_due_at is None or link.next_due_at > hours_later(at)


def test_a_good_first_answer_names_its_snapshot(connection: sqlite3.Connection, link: Link) -> None:
    with pytest.raises(ValueError, match="names its snapshot"), immediate(connection):
        note_link_visit(connection, link, LinkVisit(NOON, Grade.UNCHANGED, 304))
    with pytest.raises(ValueError, match="is no link of agency"), immediate(connection):
        note_link_visit(connection, replace(link, source="agency"), LinkVisit(NOON, Grade.BLOCKED))
