"""Messages leave: what arrives, what becomes of their rows, and what a kill between the two does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP

from hook_server import hook_server
from smtp_server import (
    LOCALHOST,
    AnswersData,
    Arrived,
    Greylists,
    HangsUp,
    KeepsSilent,
    MailServer,
    Moody,
    Play,
    Refuses,
    mail_server,
)
from told import MAIL, SEVEN, configuration
from tracker.errors import OutboxBusy, StoreError, UsageError
from tracker.mail.apprise import note_bytes
from tracker.mail.message import Letter, message_id, mime_bytes
from tracker.model import Configuration, Digest, NoticeRule
from tracker.notify.outbox import Sent, send_due
from tracker.store.connection import connect, immediate
from tracker.store.digests import add_digest
from tracker.store.lock import sending_lock
from tracker.store.meta import mark_demo
from tracker.store.outbox import Channel, Message, OutboxKind, OutboxState, add_message, load_messages
from tracker.sync import decide
from tracker.sync.desk import By

PENDING, SENT, DEAD = OutboxState.PENDING, OutboxState.SENT, OutboxState.DEAD
MINUTE = timedelta(minutes=1)


@dataclass
class Post:
    """An outbox, its configuration and its clock."""

    database: Path
    configuration: Configuration
    now: datetime = SEVEN
    environ: dict[str, str] = field(default_factory=dict)

    def queue(
        self,
        *recipients: str,
        channel: Channel = Channel.MAIL,
        payload: bytes | None = None,
        digest: int | None = None,
    ) -> None:
        with closing(connect(self.database)) as connection, immediate(connection):
            for recipient in recipients:
                add_message(
                    connection,
                    kind=OutboxKind.PING if channel is Channel.PING else OutboxKind.DIGEST,
                    channel=channel,
                    recipient=recipient,
                    message_id=name_of(channel, recipient),
                    payload=mail_to(recipient) if payload is None else payload,
                    now=self.now,
                    digest=digest,
                )

    def digest(self) -> int:
        with closing(connect(self.database)) as connection, immediate(connection):
            number = add_digest(
                connection,
                "daily",
                local_date=self.now.date(),
                zone="Europe/Vilnius",
                window_start=None,
                window_end=self.now,
                subject_line="news",
            )
        assert number is not None
        return number

    def send(self, *, stop: Callable[[], bool] = lambda: False, timeout_s: float = 20) -> Sent:
        return send_due(
            self.configuration,
            self.database,
            clock=lambda: self.now,
            environ=self.environ,
            stop=stop,
            timeout_s=timeout_s,
        )

    @property
    def messages(self) -> tuple[Message, ...]:
        with closing(connect(self.database, read_only=True)) as connection:
            return load_messages(connection)

    def by(self, server: MailServer, **facts: object) -> None:
        """From now on mail goes to this server."""
        mail = replace(MAIL, host=server.host, port=server.port, **facts)  # type: ignore[arg-type]
        self.configuration = replace(self.configuration, mail=mail)


def name_of(channel: Channel, recipient: str) -> str:
    return message_id(MAIL.sender, channel, recipient)


def mail_to(recipient: str) -> bytes:
    return mime_bytes(
        Letter(
            sender=MAIL.sender,
            recipient=recipient,
            subject="Вызвалены 14 чалавек",
            text="Вызвалены 14 чалавек.\n.\n",
            date=SEVEN,
            message_id=name_of(Channel.MAIL, recipient),
            list_name="daily.belarus",
        )
    )


@pytest.fixture
def post(tmp_path: Path) -> Post:
    database = tmp_path / "db" / "belarus.db"
    connect(database).close()
    return Post(database, configuration())


def test_what_is_due_arrives_as_the_stored_bytes(post: Post) -> None:
    post.queue("desk@example.net", "office@example.net")
    with mail_server() as server:
        post.by(server)
        sent = post.send()
    assert (sent.accepted, sent.retried, sent.dead, sent.orphans) == (2, 0, 0, 0)
    assert [(one.recipient, one.payload) for one in server.arrived] == [
        (name, mail_to(name)) for name in ("desk@example.net", "office@example.net")
    ]
    assert {message.state for message in post.messages} == {SENT}
    assert server.greetings == ["example.org"]


def test_whoever_was_suppressed_since_is_not_named_by_what_leaves(post: Post) -> None:
    letter = Letter(
        sender=MAIL.sender,
        recipient="desk@example.net",
        subject="Alena Vydumanava is free",
        text="Alena Vydumanava is free.\n",
        date=SEVEN,
        message_id=name_of(Channel.MAIL, "desk@example.net"),
        list_name="daily.belarus",
    )
    post.queue("desk@example.net", payload=mime_bytes(letter))
    decide.suppress(post.configuration, post.database, "Alena Vydumanava", By("editor"))
    with mail_server() as server:
        post.by(server)
        assert post.send().accepted == 1
    (arrived,) = server.arrived
    assert b"Vydumanava" not in arrived.payload
    assert message_from_bytes(arrived.payload)["Message-ID"] == letter.message_id
    with closing(connect(post.database, read_only=True)) as connection:
        (stored,) = connection.execute("SELECT payload FROM outbox").fetchone()
    assert stored == arrived.payload


def test_nothing_is_sent_before_it_is_due(post: Post) -> None:
    post.queue("desk@example.net")
    post.now -= MINUTE
    assert post.send() == Sent((), 0)


@pytest.mark.parametrize(
    ("play", "words", "arrived"),
    [
        (Greylists(), "451 4.7.1 …: Greylisted, come back later", 0),
        (AnswersData("451 4.3.0 Later"), "451 4.3.0 Later", 0),
        (HangsUp(), "the server closed the connection before it said that it took the message", 1),
        (KeepsSilent(), "nothing came from the server for 0.3 s before it said that it took the message", 0),
    ],
    ids=["greylisted", "put off after the dot", "hung up on after the dot", "never answered"],
)
def test_what_was_not_taken_waits_a_minute_and_leaves_as_the_very_same_bytes(
    post: Post, play: Play, words: str, arrived: int
) -> None:
    post.queue("desk@example.net")
    with mail_server(play) as server:
        post.by(server)
        post.send(timeout_s=0.3 if isinstance(play, KeepsSilent) else 20)
        [message] = post.messages
        assert (message.state, message.attempts, message.next_try_at) == (PENDING, 1, SEVEN + MINUTE)
        assert message.last_error == words
        assert len(server.arrived) == arrived
        assert post.send() == Sent((), 0)
    post.now += MINUTE
    with mail_server() as good:
        post.by(good)
        assert post.send().accepted == 1
    [message] = post.messages
    assert (message.state, message.attempts) == (SENT, 2)
    assert {one.payload for one in (*server.arrived, *good.arrived)} == {mail_to("desk@example.net")}
    assert message_from_bytes(good.arrived[0].payload)["Message-ID"] == message.message_id


@pytest.mark.parametrize(
    ("play", "words"),
    [
        (Refuses(), "550 5.1.1 …: user unknown"),
        (AnswersData("552 5.3.4 Message too big"), "552 5.3.4 Message too big"),
    ],
)
def test_what_is_refused_for_good_is_dead_at_once(post: Post, play: Play, words: str) -> None:
    post.queue("desk@example.net")
    with mail_server(play) as server:
        post.by(server)
        assert post.send().dead == 1
    [message] = post.messages
    assert (message.state, message.attempts, message.last_error) == (DEAD, 1, words)
    assert server.arrived == []


def test_one_of_three_recipients_is_refused_and_the_others_are_not_told_twice(post: Post) -> None:
    names = ("one@example.net", "two@example.net", "three@example.net")
    post.queue(*names)
    with mail_server(Refuses("two@example.net")) as server:
        post.by(server)
        post.send()
        post.now += timedelta(days=4)
        post.send()
    assert [message.state for message in post.messages] == [SENT, DEAD, SENT]
    assert [one.recipient for one in server.arrived] == [names[0], names[2]]


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_server_with_a_certificate_of_its_own_making_gets_nothing(post: Post, tls: str) -> None:
    post.queue("desk@example.net")
    with mail_server(tls=tls) as server:
        post.by(server, security=tls)
        post.send()
    [message] = post.messages
    assert (message.state, message.next_try_at) == (PENDING, SEVEN + MINUTE)
    assert message.last_error == "the server's certificate is not valid: self-signed certificate"
    assert server.arrived == []


def test_a_password_is_looked_up_when_mail_is_sent(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(LOCALHOST))
    post.queue("desk@example.net")
    with mail_server(tls="starttls", password="open sesame") as server:
        post.by(server, security="starttls", username="mailer", password_env="MAIL_PASSWORD")
        post.send()
        [message] = post.messages
        assert message.state is PENDING
        assert message.last_error == (
            "the password of the mail server is missing: the environment variable MAIL_PASSWORD is not set"
        )
        assert server.greetings == []
        post.now += MINUTE
        post.environ["MAIL_PASSWORD"] = "wrong"
        post.send()
        assert (post.messages[0].last_error or "").startswith("the server does not let us in: 535")
        post.now += 5 * MINUTE
        post.environ["MAIL_PASSWORD"] = "open sesame"
        post.send()
    assert post.messages[0].state is SENT
    assert not any("open sesame" in (message.last_error or "") for message in post.messages)


def test_a_password_may_stand_in_a_file_beside_the_configuration(
    post: Post, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(LOCALHOST))
    post.configuration = replace(post.configuration, folder=str(tmp_path / "config"))
    post.queue("desk@example.net")
    with mail_server(tls="starttls", password="open sesame") as server:
        post.by(server, security="starttls", username="mailer", password_file="secret")
        post.send()
        words = f"{tmp_path / 'secret'}: the password cannot be read: No such file or directory"
        assert post.messages[0].last_error == words
        (tmp_path / "secret").write_text("open sesame\n", encoding="utf-8")
        post.now += MINUTE
        assert post.send().accepted == 1


def test_without_a_mail_server_mail_waits(post: Post) -> None:
    post.queue("desk@example.net")
    post.configuration = replace(post.configuration, mail=None)
    post.send()
    assert (post.messages[0].state, post.messages[0].attempts) == (PENDING, 1)
    assert "no [mail]" in (post.messages[0].last_error or "")


def test_a_server_that_is_away_for_a_day_gets_everything_once(post: Post) -> None:
    names = [f"r{number}@example.net" for number in range(5)]
    post.queue(*names)
    for _ in range(24):
        post.send()
        post.now = max(message.next_try_at or post.now for message in post.messages)
    with mail_server() as server:
        post.by(server)
        post.send()
    assert [one.recipient for one in server.arrived] == names


def test_a_moody_server_gets_each_mail_once(post: Post) -> None:
    names = [f"r{number}@example.net" for number in range(60)]
    post.queue(*names)
    with mail_server(Moody(0.1, seed=3)) as server:
        post.by(server)
        tries = 0
        while any(message.state is PENDING for message in post.messages):
            tries += len(post.send().messages)
            post.now += 15 * MINUTE
    assert sorted(one.recipient for one in server.arrived) == sorted(names)
    assert tries > len(names)


def test_sending_stops_between_two_messages(post: Post) -> None:
    post.queue("one@example.net", "two@example.net", "three@example.net")
    with mail_server() as server:
        post.by(server)
        post.send(stop=lambda: len(server.arrived) == 2)
    assert [message.state for message in post.messages] == [SENT, SENT, PENDING]


def test_the_switch_is_called_when_everybody_has_the_digest(post: Post) -> None:
    digest = Digest("daily", time(7), recipients=("desk@example.net",), ping_env="PING")
    post.configuration = configuration(digest)
    number = post.digest()
    post.queue("one@example.net", "two@example.net", digest=number)
    post.queue("daily", channel=Channel.PING, payload=b"", digest=number)
    with hook_server() as switch, mail_server(Greylists()) as server:
        post.environ["PING"] = switch.address("/secret")
        post.by(server)
        post.send()
        assert switch.told == []
        post.now += MINUTE
        assert post.send().accepted == 3
    assert [(told.method, told.path) for told in switch.told] == [("GET", "/secret")]
    assert {message.state for message in post.messages} == {SENT}


def test_the_switch_is_not_called_when_one_is_refused(post: Post) -> None:
    with hook_server() as switch, mail_server(Refuses("two@example.net")) as server:
        post.configuration = configuration(Digest("daily", time(7), ping=switch.address()))
        number = post.digest()
        post.queue("one@example.net", "two@example.net", digest=number)
        post.queue("daily", channel=Channel.PING, payload=b"", digest=number)
        post.by(server)
        post.send()
        post.now += timedelta(days=1)
        post.send()
    assert switch.told == []


# As in tests/mail/test_apprise.py.
@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_a_notice_goes_to_its_webhook_and_its_services(post: Post) -> None:
    rule = NoticeRule("urgent", webhook_env="HOOK", apprise_env="SERVICES")
    post.configuration = configuration(notices=(rule,))
    post.queue("urgent", channel=Channel.WEBHOOK, payload=b'{"told": 14}')
    post.queue("urgent", channel=Channel.APPRISE, payload=note_bytes("Freed", "14 people"))
    with hook_server() as hooks:
        post.environ["HOOK"] = hooks.address("/hook")
        post.environ["SERVICES"] = f"json://127.0.0.1:{hooks.port}/service"
        assert post.send().accepted == 2
    assert [told.path for told in hooks.told] == ["/hook", "/service"]
    assert hooks.told[0].body == b'{"told": 14}'


@pytest.mark.parametrize(
    ("statuses", "state", "next_try"),
    [({"/": 500}, PENDING, SEVEN + MINUTE), ({"/": 429}, PENDING, SEVEN + MINUTE), ({"/": 410}, DEAD, None)],
)
def test_what_a_webhook_answers_decides(
    post: Post, statuses: Mapping[str, int], state: OutboxState, next_try: datetime | None
) -> None:
    with hook_server(statuses) as hooks:
        post.configuration = configuration(notices=(NoticeRule("urgent", webhook=hooks.address()),))
        post.queue("urgent", channel=Channel.WEBHOOK, payload=b"{}")
        post.send()
    [message] = post.messages
    assert (message.state, message.next_try_at) == (state, next_try)
    assert message.last_error == f"answered {statuses['/']}"


@pytest.mark.parametrize("channel", [Channel.WEBHOOK, Channel.APPRISE, Channel.PING])
def test_what_is_no_longer_in_the_configuration_or_the_environment_is_said_and_waits(
    post: Post, channel: Channel
) -> None:
    post.configuration = configuration(Digest("other", time(7)))
    post.queue("urgent", channel=channel, payload=b"{}")
    post.send()
    kind = "digest" if channel is Channel.PING else "notice"
    words = f'{kind} "urgent" is not in tracker.toml any more; write it again, or: tracker outbox drop 1'
    assert post.messages[0].last_error == words
    rule, digest = NoticeRule("urgent"), Digest("urgent", time(7))
    post.configuration = configuration(digest, notices=(rule,))
    post.now += MINUTE
    post.send()
    assert f"{kind} urgent has no " in (post.messages[0].last_error or "")
    post.configuration = configuration(
        replace(digest, ping_env="ADDRESS"),
        notices=(replace(rule, webhook_env="ADDRESS", apprise_env="ADDRESS"),),
    )
    post.now += 5 * MINUTE
    post.send()
    assert "the environment variable ADDRESS is not set" in (post.messages[0].last_error or "")
    assert (post.messages[0].state, post.messages[0].attempts) == (PENDING, 3)


def test_a_fault_of_ours_in_one_message_does_not_hold_up_the_next(post: Post) -> None:
    post.queue("no address at all", payload=b"x")
    post.queue("desk@example.net")
    with mail_server() as server:
        post.by(server)
        sent = post.send()
    assert (sent.accepted, sent.retried) == (1, 1)
    assert (post.messages[0].last_error or "").startswith("a fault of the tracker itself: ValueError in ")
    assert "no address at all" not in (post.messages[0].last_error or "")


def test_two_never_send_at_once(post: Post) -> None:
    post.queue("desk@example.net")
    with sending_lock(post.database), pytest.raises(OutboxBusy, match="is sending its outbox") as caught:
        post.send()
    assert caught.value.exit_code == 4
    assert post.messages[0].attempts == 0


def test_the_one_that_syncs_does_not_keep_the_one_that_sends_out(post: Post) -> None:
    from tracker.store.lock import sync_lock

    post.queue("desk@example.net")
    with mail_server() as server, sync_lock(post.database):
        post.by(server)
        assert post.send().accepted == 1


def test_nothing_ever_leaves_a_demo(post: Post) -> None:
    post.queue("desk@example.net")
    with closing(connect(post.database)) as connection, immediate(connection):
        mark_demo(connection)
    with mail_server() as server:
        post.by(server)
        with pytest.raises(UsageError, match="demo's database"):
            post.send()
    assert server.arrived == []


def test_a_database_that_is_not_there_is_not_made(post: Post, tmp_path: Path) -> None:
    post.database = tmp_path / "none.db"
    with pytest.raises(StoreError, match="no such database"):
        post.send()
    assert not post.database.exists()


SENDER = """
import pathlib, sys
from dataclasses import replace
from told import MAIL, SEVEN, configuration
from tracker.notify.outbox import send_due

sys.stdin.read()
settings = replace(configuration(), mail=replace(MAIL, port=int(sys.argv[2])))
send_due(settings, pathlib.Path(sys.argv[1]), clock=lambda: SEVEN, environ={})
"""


class Kills(Play):
    """Lets its client be killed: when it names the recipient, or when the mail was just taken."""

    def __init__(self, place: str) -> None:
        self._place = place
        self.client: subprocess.Popen[bytes] | None = None

    def at_recipient(self, address: str) -> str:
        if self._place == "before":
            self._kill()
        return super().at_recipient(address)

    async def at_data(self, server: SMTP, mails: MailServer, arrived: Arrived) -> str:
        answer = await super().at_data(server, mails, arrived)
        self._kill()
        return answer

    def _kill(self) -> None:
        if self.client is not None:
            self.client.kill()
            self.client.wait()
            self.client = None


@pytest.mark.parametrize(("place", "copies"), [("before", 1), ("after", 2)])
def test_a_sender_that_is_killed_loses_nothing_and_doubles_byte_for_byte(
    post: Post, place: str, copies: int
) -> None:
    post.queue("desk@example.net")
    play = Kills(place)
    with mail_server(play) as server:
        command = [sys.executable, "-c", SENDER, str(post.database), str(server.port)]
        path = {"PYTHONPATH": os.pathsep.join(sys.path)}
        with subprocess.Popen(command, env=path, stdin=subprocess.PIPE) as client:
            play.client = client
            assert client.stdin is not None
            client.stdin.close()
        assert client.returncode == -signal.SIGKILL
        assert post.messages[0].state is OutboxState.SENDING
        post.by(server)
        sent = post.send()
        post.send()
    assert (sent.accepted, sent.orphans) == (1, 1)
    assert (post.messages[0].state, post.messages[0].attempts) == (SENT, 2)
    assert [one.payload for one in server.arrived] == [mail_to("desk@example.net")] * copies
