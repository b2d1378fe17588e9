"""The commands about the outbox: what did not leave, and whether the way to a reader is open."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from calling import Call
from hook_server import hook_server
from smtp_server import MailServer, Refuses, mail_server
from tracker.store.connection import connect, immediate
from tracker.store.lock import sending_lock
from tracker.store.meta import mark_demo
from tracker.store.outbox import (
    Channel,
    OutboxKind,
    add_message,
    claim_due,
    forget_payloads,
    note_refused,
    note_sent,
)

NOON = datetime(2025, 11, 4, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "belarus.db"
    with closing(connect(path)) as connection, immediate(connection):
        for name in ("sent", "dead", "pending"):
            add_message(
                connection,
                kind=OutboxKind.DIGEST,
                channel=Channel.MAIL,
                recipient=f"{name}@example.net",
                message_id=f"<{name}@example.org>",
                payload=b"x",
                now=NOON,
            )
        for note in (note_sent, lambda *words: note_refused(*words[:2], "550 no such user", words[2])):
            claimed = claim_due(connection, NOON)
            assert claimed is not None
            note(connection, claimed[0], NOON)
    return path


@pytest.fixture
def settings(call: Call, tmp_path: Path) -> Callable[[MailServer | None, str], Path]:
    """Writes a configuration folder with that mail server and further tables."""

    def write(server: MailServer | None, tables: str = "") -> Path:
        call("init", tmp_path / "own")
        folder = tmp_path / "own" / "config"
        file = folder / "tracker.toml"
        mail = (
            ""
            if server is None
            else f'[mail]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
            'sender = "Tracker <tracker@example.org>"\nrecipients = ["one@example.net", "two@example.net"]\n'
        )
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{mail}\n{tables}\n", encoding="utf-8")
        return folder

    return write


def rows(call: Call, database: Path) -> dict[str, str]:
    lines = call("outbox", "list", "--all", "--json", "--db", database).json_lines
    return {line["recipient"].partition("@")[0]: line["state"] for line in lines}


def test_what_needs_a_look_is_listed_with_its_reason(call: Call, database: Path) -> None:
    said = call("outbox", "list", "--db", database)
    assert said.code == 0
    assert "550 no such user" in said.out
    assert "pending@example.net" in said.out
    assert "sent@example.net" not in said.out
    assert "sent@example.net" in call("outbox", "list", "--all", "--db", database).out


def test_a_program_gets_one_object_a_line(call: Call, database: Path) -> None:
    dead, pending = call("outbox", "list", "--json", "--db", database).json_lines
    assert (dead["id"], dead["state"], dead["last_error"]) == (2, "dead", "550 no such user")
    assert (pending["state"], pending["next_try_at"]) == ("pending", "2025-11-04T12:00:00.000000Z")
    assert "payload" not in pending


def test_all_that_is_dead_is_tried_again(call: Call, database: Path) -> None:
    said = call("outbox", "retry", "--all", "--db", database)
    assert (said.code, said.out) == (0, "1 due now; the daemon sends them within a minute\n")
    assert rows(call, database) == {"sent": "sent", "dead": "pending", "pending": "pending"}


def test_what_is_too_old_to_be_sent_does_not_hold_up_the_others(call: Call, database: Path) -> None:
    with closing(connect(database)) as connection, immediate(connection):
        forget_payloads(connection, datetime.now(UTC))
    assert call("outbox", "retry", "--all", "--db", database).out.startswith("0 due now")
    said = call("outbox", "retry", 2, "--db", database)
    assert (said.code, said.err) == (2, "tracker: message 2 is too old: its bytes are no longer kept\n")


def test_what_is_given_up_is_dropped(call: Call, database: Path) -> None:
    assert call("outbox", "drop", 2, 3, "--db", database).out == "2 dropped\n"
    assert rows(call, database) == {"sent": "sent", "dead": "dropped", "pending": "dropped"}
    said = call("outbox", "list", "--db", database)
    assert said.out == "nothing is on its way, and nothing is dead\n"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("retry", 1), "message 1 was sent already"),
        (("drop", 1), "message 1 was sent already"),
        (("drop", 9), "no message 9 in the outbox; see: tracker outbox list --all"),
        (("drop",), "name the messages by their numbers; see: tracker outbox list"),
        (("retry",), "name the messages by their numbers, or all that are dead by --all"),
        (("retry", 2, "--all"), "name the messages by their numbers, or all that are dead by --all"),
    ],
)
def test_a_mistake_is_one_line(call: Call, database: Path, words: tuple[object, ...], line: str) -> None:
    said = call("outbox", *words, "--db", database)
    assert (said.code, said.err) == (2, f"tracker: {line}\n")


def test_the_status_counts_what_is_on_its_way_and_what_is_dead(call: Call, database: Path) -> None:
    said = call("status", "--db", database)
    assert re.search(r"^1 messages on their way, the oldest since .*2025.* UTC$", said.out, re.MULTILINE)
    assert "1 messages are dead (refused, or given up); look at them: tracker outbox list" in said.out
    assert call("status", "--json", "--db", database).json["outbox"] == {
        "pending": 1,
        "dead": 1,
        "oldest_at": "2025-11-04T12:00:00+00:00",
    }


def test_a_test_message_goes_to_every_recipient(
    call: Call, settings: Callable[..., Path], tmp_path: Path
) -> None:
    with mail_server() as server:
        said = call("notify", "--test", "--config", settings(server), "--db", tmp_path / "new.db")
    assert said.code == 0
    assert [one.recipient for one in server.arrived] == ["one@example.net", "two@example.net"]
    assert b"Subject: A test of the tracker" in server.arrived[0].payload
    assert said.out.count(" sent ") == 2


@pytest.mark.parametrize(("play", "code"), [(Refuses("two@example.net"), 3), (Refuses(), 4)])
def test_a_test_that_fails_says_so_row_by_row(
    call: Call, settings: Callable[..., Path], tmp_path: Path, play: Refuses, code: int
) -> None:
    with mail_server(play) as server:
        said = call("notify", "--test", "--config", settings(server), "--db", tmp_path / "new.db")
    assert said.code == code
    assert "550 5.1.1 …: user unknown" in said.out


def test_all_ways_of_one_rule_are_tried(
    call: Call, settings: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = '[[notice]]\nname = "urgent"\nrecipients = ["three@example.net"]\nwebhook_env = "HOOK"\n'
    with mail_server() as server, hook_server() as hooks:
        monkeypatch.setenv("HOOK", hooks.address("/hook"))
        folder = settings(server, rule)
        said = call("notify", "--test", "--rule", "urgent", "--config", folder, "--db", tmp_path / "new.db")
    assert said.code == 0
    assert [one.recipient for one in server.arrived] == ["three@example.net"]
    assert b'"kind": "test"' in hooks.told[0].body


def test_two_tests_are_two_messages(call: Call, settings: Callable[..., Path], tmp_path: Path) -> None:
    with mail_server() as server:
        folder = settings(server)
        for _ in range(2):
            assert call("notify", "--test", "--config", folder, "--db", tmp_path / "new.db").code == 0
    assert len({one.payload for one in server.arrived}) == 4


def test_nobody_to_tell_is_a_mistake_and_makes_no_database(
    call: Call, settings: Callable[..., Path], tmp_path: Path
) -> None:
    folder, database = settings(None), tmp_path / "new.db"
    said = call("notify", "--test", "--config", folder, "--db", database)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "nobody is to be told" in said.err
    said = call("notify", "--test", "--rule", "nightly", "--config", folder, "--db", database)
    assert 'no notice rule "nightly" in tracker.toml; there is: none' in said.err
    assert call("notify", "--config", folder, "--db", database).code == 2
    assert not database.exists()


def test_nothing_leaves_a_demo(call: Call, settings: Callable[..., Path], database: Path) -> None:
    with closing(connect(database)) as connection, immediate(connection):
        mark_demo(connection)
    with mail_server() as server:
        said = call("notify", "--test", "--config", settings(server), "--db", database)
    assert (said.code, server.arrived) == (2, [])
    assert "is a demo's database" in said.err


def test_beside_one_that_sends_a_test_is_queued_and_that_is_said(
    call: Call, settings: Callable[..., Path], database: Path
) -> None:
    with mail_server() as server, sending_lock(database):
        said = call("notify", "--test", "--config", settings(server), "--db", database)
    assert (said.code, server.arrived) == (4, [])
    assert "is sending its outbox; what is due leaves with it" in said.err
    assert rows(call, database)["one"] == "pending"
