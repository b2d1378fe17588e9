"""Posts of one page: new, edited, gone from between their neighbours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from itertools import count, groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_builders import NOON, hours_later, store_body

from tracker.model import Post
from tracker.store.connection import connect, immediate
from tracker.store.posts import (
    PostState,
    StoredPost,
    add_posts,
    mark_post_read,
    post_of,
    post_versions,
    posts_of,
    withdraw_missing_posts,
)
from tracker.store.runs import start_run

SOURCES = count()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    opened = connect(Path(tmp_path_factory.mktemp("posts")) / "posts.db")
    start_run(opened, command="sync", version="0", now=NOON)
    yield opened
    opened.close()


def post(number: int, text: str = "text", at: datetime | None = None) -> Post:
    return Post(f"https://channel.example/{number}", text, at or hours_later(number))


def see(
    connection: sqlite3.Connection, source: str, posts: list[Post], hours: float
) -> tuple[StoredPost, ...]:
    with immediate(connection):
        snapshot = store_body(connection, 1, repr((source, posts, hours)).encode(), source=source)
        return add_posts(connection, source, posts, snapshot=snapshot, now=hours_later(hours))


def withdraw(connection: sqlite3.Connection, posts: list[Post]) -> list[str]:
    with immediate(connection):
        missing = withdraw_missing_posts(connection, "channel", posts, hours_later(99))
    return [each.permalink.rsplit("/", 1)[1] for each in missing]


def test_an_edited_post_is_told_again_and_keeps_both_texts(connection: sqlite3.Connection, run: int) -> None:
    first, _ = see(connection, "channel", [post(1, "Five were freed."), post(2)], 3)
    mark_post_read(connection, first)
    assert see(connection, "channel", [post(1, "Five were freed."), post(2)], 4) == ()
    (edited,) = see(connection, "channel", [post(1, "Six were freed."), post(2)], 5)
    assert (edited.state, edited.version, edited.text) == (PostState.UNREAD, 2, "Six were freed.")
    assert (edited.first_seen_at, edited.last_seen_at) == (hours_later(3), hours_later(5))
    assert [(version.text, version.seen_at) for version in post_versions(connection, edited)] == [
        ("Five were freed.", hours_later(3)),
        ("Six were freed.", hours_later(5)),
    ]
    # Who read the earlier text has not read this one.
    mark_post_read(connection, first)
    assert [each.permalink for each in posts_of(connection, "channel", PostState.UNREAD)] == [
        post(1).permalink,
        post(2).permalink,
    ]
    mark_post_read(connection, edited)
    assert [each.id for each in posts_of(connection, "channel", PostState.READ)] == [edited.id]


@settings(deadline=None, max_examples=60)
@given(pages=st.lists(st.dictionaries(st.integers(0, 5), st.sampled_from("abc")), max_size=8))
def test_the_versions_of_a_post_are_the_texts_that_it_had_one_after_the_other(
    shared: sqlite3.Connection, pages: list[dict[int, str]]
) -> None:
    source, texts = f"s{next(SOURCES)}", dict[str, list[str]]()
    for hours, page in enumerate(pages):
        shown = [post(number, text) for number, text in page.items()]
        expected = [each.permalink for each in shown if texts.get(each.permalink, [None])[-1] != each.text]
        for each in shown:
            texts.setdefault(each.permalink, []).append(each.text)
        assert [each.permalink for each in see(shared, source, shown, hours)] == expected
    for permalink, had in texts.items():
        stored = post_of(shared, source, permalink)
        assert stored is not None
        versions = post_versions(shared, stored)
        assert [version.text for version in versions] == [text for text, _ in groupby(had)]
        assert [version.version for version in versions] == list(range(1, stored.version + 1))
        assert len({version.snapshot for version in versions}) == len(versions)


def test_a_post_missing_between_its_neighbours_was_withdrawn(
    connection: sqlite3.Connection, run: int
) -> None:
    all_posts = [post(number) for number in range(1, 8)]
    see(connection, "channel", all_posts, 9)
    # The first two scrolled out, the last is not on this page yet: nothing is known of them.
    shown = [post(3), post(5), post(6)]
    assert withdraw(connection, shown) == ["4"]
    assert withdraw(connection, shown) == []
    assert withdraw(connection, [post(3)]) == []
    assert withdraw(connection, []) == []
    (back,) = see(connection, "channel", [post(4)], 20)
    assert (back.permalink, back.state, back.version) == (post(4).permalink, PostState.UNREAD, 1)


def test_a_post_without_a_time_is_never_missed(connection: sqlite3.Connection, run: int) -> None:
    undated = Post("https://channel.example/x", "text")
    see(connection, "channel", [post(1), undated, post(3)], 9)
    assert withdraw(connection, [post(1), post(3)]) == []
    assert withdraw(connection, [undated]) == []


def test_of_a_permalink_that_stands_twice_on_a_page_the_last_counts(
    connection: sqlite3.Connection, run: int
) -> None:
    (only,) = see(connection, "channel", [post(1, "a"), post(1, "b")], 0)
    assert (only.text, only.version) == ("b", 1)
    assert see(connection, "channel", [post(1, "a"), post(1, "b")], 1) == ()
