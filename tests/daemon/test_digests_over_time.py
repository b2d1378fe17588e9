"""The daemon's digests: one a local date, told surely, whatever the machine and the mail server do."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hosts import Hosts, configure
from running import Running, daemon, tracker

from smtp_server import Arrived, Greylists, MailServer, Refuses, mail_server

# In Vilnius 06:58; the digest's hour is 07:00.
BEFORE = datetime(2026, 11, 20, 4, 58, tzinfo=UTC)
MAIL = """
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "Tracker <tracker@example.org>"
recipients = ["desk@example.org"]
"""


@pytest.fixture
def clock(tmp_path: Path) -> Callable[[datetime], Path]:
    """Moves the daemon's clock to a moment, from which it goes on."""
    file = tmp_path / "hours"

    def move(to: datetime) -> Path:
        written = file.with_suffix(".new")
        written.write_text(str((to - datetime.now(UTC)).total_seconds() / 3600))
        written.rename(file)
        return file

    return move


def configured(hosts: Hosts, folder: Path, mails: MailServer) -> Path:
    config = configure(folder, [(f"page_{number}", hosts.url(f"/page/{number}")) for number in range(2)])
    with (config / "tracker.toml").open("a") as file:
        file.write(MAIL.format(port=mails.port))
    return config


def letters(mails: MailServer) -> list[EmailMessage]:
    return [message_from_bytes(one.payload, policy=policy.default) for one in mails.arrived]


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def wait_for_mails(running: Running, mails: MailServer, count: int) -> None:
    running.wait_for_rows("SELECT count(*) FROM outbox WHERE state = 'sent'", lambda rows: rows == [(count,)])
    assert len(mails.arrived) == count


def test_a_daemon_frozen_over_the_hour_makes_one_digest_when_it_is_back(
    hosts: Hosts, tmp_path: Path, clock: Callable[[datetime], Path]
) -> None:
    with mail_server() as mails:
        config = configured(hosts, tmp_path, mails)
        with daemon(config, "--clock", clock(BEFORE), "--jobs", 0.1) as running:
            running.wait_for("run ended")
            running.send(signal.SIGSTOP)
            clock(BEFORE.replace(hour=9))
            running.send(signal.SIGCONT)
            wait_for_mails(running, mails, 1)
            running.wait_for_ticks(5)
            assert running.rows("SELECT local_date FROM digests") == [("2026-11-20",)]
            assert running.end() == 0
    (letter,) = letters(mails)
    assert "20 Nov 2026" in letter["Subject"]
    # It waited for the sources, which were due as well.
    assert "2 of 2 sources reached" in text_of(letter)
    assert set(hosts.visits.values()) == {2}


def test_a_machine_that_was_off_for_a_week_makes_one_digest_with_what_the_sources_say_now(
    hosts: Hosts, tmp_path: Path, clock: Callable[[datetime], Path]
) -> None:
    with mail_server() as mails:
        config = configured(hosts, tmp_path, mails)
        with daemon(config, "--clock", clock(BEFORE), "--jobs", 0.1) as running:
            running.wait_for("run ended")
            clock(BEFORE.replace(hour=5, minute=1))
            wait_for_mails(running, mails, 1)
            assert running.end() == 0
        file = clock(BEFORE.replace(day=27, hour=15))
        with daemon(config, "--clock", file, "--jobs", 0.1) as running:
            wait_for_mails(running, mails, 2)
            running.wait_for_ticks(5)
            assert running.rows("SELECT local_date FROM digests ORDER BY id") == [
                ("2026-11-20",),
                ("2026-11-27",),
            ]
            assert running.end() == 0
    late = letters(mails)[1]
    assert "nothing new" in late["Subject"]
    assert "2 of 2 sources reached" in text_of(late)


def test_a_mail_that_is_put_off_is_the_same_mail_a_minute_later(
    hosts: Hosts, tmp_path: Path, clock: Callable[[datetime], Path]
) -> None:
    with mail_server(Greylists()) as mails:
        config = configured(hosts, tmp_path, mails)
        with daemon(config, "--clock", clock(BEFORE), "--jobs", 0.1) as running:
            running.wait_for("run ended")
            clock(BEFORE.replace(hour=5, minute=1))
            running.wait_for_rows("SELECT attempts, state FROM outbox", lambda rows: rows == [(1, "pending")])
            ((stored,),) = running.rows("SELECT payload FROM outbox")
            assert mails.arrived == []
            clock(BEFORE.replace(hour=5, minute=3))
            wait_for_mails(running, mails, 1)
            assert running.end() == 0
    assert [one.payload for one in mails.arrived] == [stored]


def test_a_refusal_for_good_is_told_by_status_and_in_the_next_digest_without_the_address(
    hosts: Hosts, tmp_path: Path, clock: Callable[[datetime], Path]
) -> None:
    with mail_server(Refuses("desk@example.org")) as mails:
        config = configured(hosts, tmp_path, mails)
        with daemon(config, "--clock", clock(BEFORE), "--jobs", 0.1) as running:
            running.wait_for("run ended")
            clock(BEFORE.replace(hour=5, minute=1))
            running.wait_for_rows("SELECT state FROM outbox", lambda rows: rows == [("dead",)])
            assert "dead" in tracker(config, "status").stdout
            mails.play = Refuses("nobody@example.org")
            clock(BEFORE.replace(day=21, hour=5, minute=1))
            running.wait_for_rows(
                "SELECT count(*) FROM outbox WHERE state = 'sent'", lambda rows: rows == [(1,)]
            )
            assert "desk@example.org" not in "".join(running.lines)
            assert running.end() == 0
    (letter,) = letters(mails)
    assert "could not be delivered: 1 (550" in text_of(letter)
    assert "desk@example.org" not in text_of(letter)


def test_a_daemon_that_is_killed_at_any_moment_tells_once(
    hosts: Hosts, tmp_path: Path, clock: Callable[[datetime], Path]
) -> None:
    with mail_server() as mails:
        config = configured(hosts, tmp_path, mails)
        file = clock(BEFORE)
        for event in ("run ended", "digest made", "outbox sent"):
            with daemon(config, "--clock", file, "--jobs", 0.1) as running:
                clock(BEFORE if event == "run ended" else BEFORE.replace(hour=5, minute=1))
                if event != "outbox sent" or not mails.arrived:
                    running.wait_for(event)
                running.end(signal.SIGKILL)
        with daemon(config, "--clock", file, "--jobs", 0.1) as running:
            running.wait_for_rows("SELECT state FROM outbox", lambda rows: rows == [("sent",)])
            running.wait_for_ticks(5)
            assert running.end() == 0
        with closing(sqlite3.connect(config.parent / "belarus.db")) as connection:
            assert connection.execute("SELECT count(*) FROM digests").fetchone() == (1,)
    once: dict[str, Arrived] = {}
    for one in mails.arrived:
        name = message_from_bytes(one.payload, policy=policy.default)["Message-ID"]
        assert once.setdefault(name, one).payload == one.payload
    assert len(once) == 1
