"""Rows of the outbox: what is due when, what ends them, and what a digest's ping waits for."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_builders import NOON, hours_later

from tracker.errors import UsageError
from tracker.store.digests import add_digest
from tracker.store.outbox import (
    Channel,
    Message,
    OutboxCounts,
    OutboxKind,
    OutboxState,
    add_message,
    claim_due,
    count_outbox,
    drop_messages,
    forget_payloads,
    load_messages,
    next_try,
    note_failed,
    note_refused,
    note_sent,
    retry_messages,
    take_back_orphans,
)
from tracker.store.transaction import immediate

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def queue(
    connection: sqlite3.Connection, name: str, *, digest: int | None = None, at: datetime = NOON
) -> int:
    """A mail, or where the name says so a digest's ping."""
    is_ping = name == "ping"
    with immediate(connection):
        return add_message(
            connection,
            kind=OutboxKind.PING if is_ping else OutboxKind.DIGEST,
            channel=Channel.PING if is_ping else Channel.MAIL,
            recipient="daily" if is_ping else f"{name}@example.net",
            message_id=f"<{name}.{digest}@example.org>",
            payload=b"" if is_ping else f"To: {name}\r\n".encode(),
            now=at,
            digest=digest,
        )


def claim(connection: sqlite3.Connection, now: datetime = NOON) -> Message:
    with immediate(connection):
        claimed = claim_due(connection, now)
    assert claimed is not None
    return claimed[0]


def send(connection: sqlite3.Connection, now: datetime = NOON) -> None:
    message = claim(connection, now)
    with immediate(connection):
        note_sent(connection, message, now)


def refuse(connection: sqlite3.Connection, now: datetime = NOON) -> None:
    message = claim(connection, now)
    with immediate(connection):
        note_refused(connection, message, "550 no", now)


def states(connection: sqlite3.Connection) -> dict[str, str]:
    return {message.recipient: message.state.value for message in load_messages(connection)}


@pytest.fixture
def digest(connection: sqlite3.Connection) -> int:
    with immediate(connection):
        number = add_digest(
            connection,
            "daily",
            local_date=date(2025, 11, 4),
            zone="Europe/Vilnius",
            window_start=None,
            window_end=NOON,
            subject_line="news",
        )
    assert number is not None
    return number


def test_the_one_that_is_due_for_longest_goes_first_and_each_once(connection: sqlite3.Connection) -> None:
    queue(connection, "second", at=NOON + MINUTE)
    queue(connection, "first")
    queue(connection, "later", at=NOON + HOUR)
    assert [claim(connection, NOON + MINUTE).recipient for _ in range(2)] == [
        "first@example.net",
        "second@example.net",
    ]
    with immediate(connection):
        assert claim_due(connection, NOON + MINUTE) is None


def test_a_claim_gives_the_stored_bytes_and_counts_the_attempt(connection: sqlite3.Connection) -> None:
    queue(connection, "desk")
    with immediate(connection):
        claimed = claim_due(connection, NOON)
    assert claimed is not None
    message, payload = claimed
    assert payload == b"To: desk\r\n"
    assert (message.state, message.attempts, message.size) == (OutboxState.SENDING, 1, len(payload))


def test_a_sent_message_has_ended(connection: sqlite3.Connection) -> None:
    queue(connection, "desk")
    send(connection, NOON + MINUTE)
    [message] = load_messages(connection)
    assert (message.state, message.ended_at, message.next_try_at) == (OutboxState.SENT, NOON + MINUTE, None)
    assert load_messages(connection, with_ended=False) == ()


def test_what_is_refused_for_good_is_dead_at_once(connection: sqlite3.Connection) -> None:
    queue(connection, "desk")
    refuse(connection)
    [message] = load_messages(connection, with_ended=False)
    assert (message.state, message.last_error, message.ended_at) == (OutboxState.DEAD, "550 no", NOON)


def test_a_server_that_never_takes_it_is_asked_as_the_calendar_says_and_then_no_more(
    connection: sqlite3.Connection,
) -> None:
    queue(connection, "desk")
    now, tries = NOON, []
    while True:
        message = claim(connection, now)
        tries.append(now - NOON)
        with immediate(connection):
            message = note_failed(connection, message, "451 later", now)
        if message.next_try_at is None:
            break
        now = message.next_try_at
    assert tries[:6] == [MINUTE * after for after in (0, 1, 6, 21, 81, 141)]
    assert {later - earlier for earlier, later in pairwise(tries[4:])} == {HOUR}
    assert 3 * DAY - HOUR < tries[-1] <= 3 * DAY
    assert message.state is OutboxState.DEAD
    assert message.last_error == f"given up after {len(tries)} attempts: 451 later"


MOMENTS = st.timedeltas(timedelta(), timedelta(days=2000)).map(lambda after: NOON + after)
AGES = st.timedeltas(timedelta(), timedelta(days=30))


@given(MOMENTS, AGES, st.integers(1, 200))
def test_every_try_comes_within_an_hour_and_none_of_the_hourly_ones_after_three_days(
    made: datetime, age: timedelta, attempts: int
) -> None:
    now = made + age
    again = next_try(made, attempts, now)
    if again is None:
        assert attempts > 4
        assert age + HOUR > 3 * DAY
    else:
        assert MINUTE <= again - now <= HOUR
        assert attempts <= 4 or again <= made + 3 * DAY


@given(MOMENTS, st.lists(st.timedeltas(timedelta(), timedelta(hours=2)), min_size=120, max_size=120))
def test_however_late_the_sender_comes_each_message_ends_and_has_five_attempts(
    made: datetime, delays: list[timedelta]
) -> None:
    now, attempts = made, 0
    for delay in delays:
        now, attempts = now + delay, attempts + 1
        again = next_try(made, attempts, now)
        if again is None:
            break
        assert again > now
        now = again
    else:
        pytest.fail("it is still tried")
    assert attempts >= 5


def test_what_a_killed_sender_left_is_due_again_at_once(connection: sqlite3.Connection) -> None:
    queue(connection, "desk")
    before = claim(connection)
    with immediate(connection):
        assert take_back_orphans(connection) == 1
        assert take_back_orphans(connection) == 0
    after = claim(connection)
    assert (after.id, after.attempts) == (before.id, 2)


def test_a_ping_waits_for_all_mails_of_its_digest(connection: sqlite3.Connection, digest: int) -> None:
    for name in ("one", "two", "ping"):
        queue(connection, name, digest=digest)
    send(connection)
    assert states(connection)["daily"] == "waiting"
    send(connection, NOON + MINUTE)
    assert states(connection)["daily"] == "pending"
    assert claim(connection, NOON + MINUTE).channel is Channel.PING


def test_a_mail_that_a_person_dropped_does_not_hold_the_ping_back(
    connection: sqlite3.Connection, digest: int
) -> None:
    for name in ("one", "two", "ping"):
        queue(connection, name, digest=digest)
    send(connection)
    with immediate(connection):
        drop_messages(connection, [2], NOON)
    assert states(connection)["daily"] == "pending"


@pytest.mark.parametrize("order", ["dead first", "dead last"])
def test_a_dead_mail_keeps_the_ping_back_for_good(
    connection: sqlite3.Connection, digest: int, order: str
) -> None:
    for name in ("one", "two", "ping"):
        queue(connection, name, digest=digest)
    for step in (refuse, send) if order == "dead first" else (send, refuse):
        step(connection)
    [ping] = [message for message in load_messages(connection) if message.channel is Channel.PING]
    assert (ping.state, ping.last_error) == (OutboxState.DROPPED, "the digest did not reach everybody")
    dead = [message.id for message in load_messages(connection) if message.state is OutboxState.DEAD]
    with immediate(connection):
        retry_messages(connection, dead, NOON)
    send(connection)
    assert states(connection)["daily"] == "dropped"


def test_a_digest_that_nobody_got_is_not_pinged(connection: sqlite3.Connection, digest: int) -> None:
    for name in ("one", "ping"):
        queue(connection, name, digest=digest)
    with immediate(connection):
        drop_messages(connection, [1], NOON)
    assert states(connection) == {"one@example.net": "dropped", "daily": "dropped"}


def test_the_ping_of_another_digest_stays_where_it_is(connection: sqlite3.Connection, digest: int) -> None:
    with immediate(connection):
        other = add_digest(
            connection,
            "daily",
            local_date=date(2025, 11, 5),
            zone="Europe/Vilnius",
            window_start=NOON,
            window_end=hours_later(24),
            subject_line="more news",
        )
    queue(connection, "one", digest=digest)
    queue(connection, "ping", digest=other)
    send(connection)
    assert states(connection)["daily"] == "waiting"


def test_a_person_brings_a_dead_message_back_with_all_attempts_before_it(
    connection: sqlite3.Connection,
) -> None:
    number = queue(connection, "desk")
    refuse(connection)
    long_after = NOON + 10 * DAY
    with immediate(connection):
        [message] = retry_messages(connection, [number, number], long_after)
    assert (message.state, message.attempts, message.next_try_at) == (OutboxState.PENDING, 0, long_after)
    # A server that greylists must not be the end of it, however old the message is.
    claimed = claim(connection, long_after)
    with immediate(connection):
        assert note_failed(connection, claimed, "451", long_after).next_try_at == long_after + MINUTE


def test_what_was_sent_or_is_being_sent_is_neither_sent_again_nor_dropped(
    connection: sqlite3.Connection, digest: int
) -> None:
    for name in ("sent", "sending", "ping"):
        queue(connection, name, digest=digest)
    send(connection)
    claim(connection)
    for number, words in ((1, "was sent already"), (2, "is being sent")):
        for change in (retry_messages, drop_messages):
            with pytest.raises(UsageError, match=f"message {number} {words}"), immediate(connection):
                change(connection, [number], NOON)
    with pytest.raises(UsageError, match="message 3 waits"), immediate(connection):
        retry_messages(connection, [3], NOON)


def test_one_wrong_number_changes_nothing(connection: sqlite3.Connection) -> None:
    number = queue(connection, "desk")
    for change in (retry_messages, drop_messages):
        with pytest.raises(UsageError, match="no message 7"), immediate(connection):
            change(connection, [number, 7], NOON)
    assert states(connection) == {"desk@example.net": "pending"}


def test_bytes_of_what_ended_long_ago_are_forgotten_and_nothing_else(connection: sqlite3.Connection) -> None:
    for name in ("old", "young", "pending"):
        queue(connection, name)
    send(connection)
    send(connection, NOON + DAY)
    with immediate(connection):
        assert forget_payloads(connection, NOON + HOUR) == 1
        assert forget_payloads(connection, NOON + HOUR) == 0
    assert [message.size for message in load_messages(connection)] == [None, 11, 13]


def test_a_dead_message_without_its_bytes_cannot_be_sent(connection: sqlite3.Connection) -> None:
    number = queue(connection, "desk")
    refuse(connection)
    with immediate(connection):
        forget_payloads(connection, NOON + DAY)
    with pytest.raises(UsageError, match="no longer kept"), immediate(connection):
        retry_messages(connection, [number], NOON)


def test_the_counts_are_of_what_is_on_its_way_and_of_what_a_person_must_look_at(
    connection: sqlite3.Connection, digest: int
) -> None:
    assert count_outbox(connection) == OutboxCounts(0, 0, None)
    for hours, name in enumerate(("sent", "dead", "sending", "pending", "ping")):
        queue(connection, name, digest=digest, at=hours_later(hours))
    now = hours_later(5)
    send(connection, now)
    message = claim(connection, now)
    claim(connection, now)
    assert count_outbox(connection) == OutboxCounts(4, 0, hours_later(1))
    with immediate(connection):
        note_refused(connection, message, "550 no", now)
    assert count_outbox(connection) == OutboxCounts(2, 1, hours_later(2))


def test_the_same_message_cannot_be_queued_twice(connection: sqlite3.Connection) -> None:
    queue(connection, "desk")
    with pytest.raises(sqlite3.IntegrityError, match=r"outbox\.message_id"):
        queue(connection, "desk")


def test_what_was_claimed_by_one_is_not_noted_by_another(connection: sqlite3.Connection) -> None:
    queue(connection, "desk")
    message = claim(connection)
    with immediate(connection):
        note_sent(connection, message, NOON)
        with pytest.raises(RuntimeError, match="not sending any more"):
            note_failed(connection, message, "451", NOON)
