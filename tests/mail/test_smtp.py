"""What mail servers do, and what each of it means for a message."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from smtp_server import (
    LOCALHOST,
    AnswersData,
    Greylists,
    HangsUp,
    KeepsSilent,
    MailServer,
    Moody,
    Play,
    Refuses,
    Tires,
    mail_server,
)
from tracker.mail.delivery import Delivery, DeliveryKind
from tracker.mail.smtp import Courier
from tracker.model import Mail

ACCEPTED, RETRY, REFUSED = DeliveryKind.ACCEPTED, DeliveryKind.RETRY, DeliveryKind.REFUSED
SENDER = "Tracker <tracker@example.org>"
DESK = "desk@example.net"
PAYLOAD = b"Subject: news\r\n\r\nline\r\n.dot\r\n..\r\n"


def mail_of(server: MailServer, **parts: object) -> Mail:
    return replace(Mail(server.host, server.port, "none", SENDER, ()), **parts)  # type: ignore[arg-type]


def hand_over(
    server: MailServer,
    to: str = DESK,
    payload: bytes = PAYLOAD,
    *,
    password: str | None = None,
    **parts: object,
) -> Delivery:
    """One message over one connection. The time-out is short only where a test is about it."""
    with Courier(mail_of(server, **parts), password, timeout_s=20) as courier:
        return courier.send(SENDER, to, payload)


@contextmanager
def bare_server(*lines: bytes) -> Iterator[MailServer]:
    """Says one line to each that the client says, whatever that is, and hangs up when it has no more."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection, connection.makefile("rb") as said:
            for line in lines:
                connection.sendall(line)
                if not said.readline():
                    return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    with listening:
        yield MailServer("127.0.0.1", listening.getsockname()[1], Play())
    thread.join(20)


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def test_the_very_bytes_arrive_at_the_bare_addresses() -> None:
    with mail_server() as server:
        assert hand_over(server, "Desk <desk@example.net>").kind is ACCEPTED
    [arrived] = server.arrived
    assert (arrived.sender, arrived.recipient) == ("tracker@example.org", DESK)
    assert arrived.payload == PAYLOAD
    assert server.greetings == ["example.org"]


def test_one_connection_carries_several_messages() -> None:
    with mail_server() as server, Courier(mail_of(server)) as courier:
        kinds = [
            courier.send(SENDER, f"{name}@example.net", PAYLOAD).kind for name in ("one", "two", "three")
        ]
    assert kinds == [ACCEPTED] * 3
    assert server.greetings == ["example.org"]


def test_a_server_that_has_enough_of_a_connection_gets_the_next_message_over_another() -> None:
    with mail_server(Tires()) as server, Courier(mail_of(server)) as courier:
        kinds = [
            courier.send(SENDER, f"{name}@example.net", PAYLOAD).kind for name in ("one", "two", "three")
        ]
    assert kinds == [ACCEPTED] * 3
    assert len(server.greetings) == 3


def test_no_message_no_connection() -> None:
    with mail_server() as server, Courier(mail_of(server)):
        pass
    assert server.greetings == []


def test_greylisting_is_a_matter_of_time() -> None:
    with mail_server(Greylists()) as server, Courier(mail_of(server)) as courier:
        first, second = courier.send(SENDER, DESK, PAYLOAD), courier.send(SENDER, DESK, PAYLOAD)
    assert first == Delivery(RETRY, "451 4.7.1 …: Greylisted, come back later", 451)
    assert second.kind is ACCEPTED
    assert len(server.arrived) == 1


def test_an_unknown_recipient_is_refused_for_good_and_is_not_named() -> None:
    with mail_server(Refuses(answer="550 5.1.1 {}, that is desk: DESK is unknown")) as server:
        found = hand_over(server)
    assert found == Delivery(REFUSED, "550 5.1.1 …, that is …: … is unknown", 550)


def test_one_of_several_recipients_is_refused_and_the_others_get_theirs() -> None:
    names = ("one@example.net", "two@example.net", "three@example.net")
    with mail_server(Refuses(names[1])) as server, Courier(mail_of(server)) as courier:
        kinds = [courier.send(SENDER, name, PAYLOAD).kind for name in names]
    assert kinds == [ACCEPTED, REFUSED, ACCEPTED]
    assert [one.recipient for one in server.arrived] == [names[0], names[2]]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("552 5.3.4 Too big", REFUSED), ("451 4.3.0 Later", RETRY), ("530 5.7.0 Log in first", RETRY)],
)
def test_what_is_said_after_the_final_dot_counts(answer: str, kind: DeliveryKind) -> None:
    with mail_server(AnswersData(answer)) as server:
        found = hand_over(server)
    assert found == Delivery(kind, answer, int(answer[:3]))


def test_a_connection_that_is_closed_after_the_final_dot_leaves_it_open_and_is_replaced() -> None:
    with mail_server(HangsUp()) as server, Courier(mail_of(server)) as courier:
        first, second = courier.send(SENDER, DESK, PAYLOAD), courier.send(SENDER, DESK, PAYLOAD)
    assert first == Delivery(
        RETRY, "the server closed the connection before it said that it took the message"
    )
    assert second.kind is ACCEPTED
    assert [one.payload for one in server.arrived] == [PAYLOAD, PAYLOAD]
    assert len(server.greetings) == 2


def test_a_server_that_never_answers_is_left_in_time() -> None:
    with mail_server(KeepsSilent()) as server, Courier(mail_of(server), timeout_s=0.3) as courier:
        found = courier.send(SENDER, DESK, PAYLOAD)
    assert found.kind is RETRY
    assert found.words == "nothing came from the server for 0.3 s before it said that it took the message"


def test_a_server_that_is_not_there_is_asked_once_for_all_messages() -> None:
    mail = Mail("127.0.0.1", closed_port(), "none", SENDER, ())
    with Courier(mail) as courier:
        first = courier.send(SENDER, DESK, PAYLOAD)
        with mail_server() as server:
            # Even where it is back by now: this round is over for it.
            second = courier.send(SENDER, DESK, PAYLOAD)
    assert first == second == Delivery(RETRY, "the server refused the connection")
    assert server.greetings == []


def test_a_name_that_cannot_be_resolved_is_told() -> None:
    with Courier(Mail("mail.invalid", 25, "none", SENDER, ())) as courier:
        assert courier.send(SENDER, DESK, PAYLOAD) == Delivery(
            RETRY, "the name of the server cannot be resolved"
        )


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_not_believed(tls: str) -> None:
    with mail_server(tls=tls) as server:
        found = hand_over(server, security=tls)
    assert found.kind is RETRY
    assert found.words == "the server's certificate is not valid: self-signed certificate"
    assert server.arrived == []


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_of_another_name_is_not_believed(tls: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other = LOCALHOST.parents[1] / "fetch" / "self_signed.pem"
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    with mail_server(tls=tls, certificate=other) as server:
        found = hand_over(server, security=tls)
    assert found.kind is RETRY
    assert found.words.startswith("the server's certificate is not valid: IP address mismatch")


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_mail_goes_encrypted_to_a_server_that_is_vouched_for(
    tls: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(LOCALHOST))
    with mail_server(tls=tls) as server:
        assert hand_over(server, security=tls).kind is ACCEPTED
    assert [one.payload for one in server.arrived] == [PAYLOAD]


def test_nothing_goes_in_the_open_to_a_server_without_starttls() -> None:
    with mail_server() as server:
        found = hand_over(server, security="starttls")
    assert found == Delivery(RETRY, "STARTTLS extension not supported by server.")
    assert server.arrived == []


def test_the_right_password_lets_us_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(LOCALHOST))
    with mail_server(tls="starttls", password="open sesame") as server:
        assert (
            hand_over(server, security="starttls", username="mailer", password="open sesame").kind is ACCEPTED
        )
    assert server.logins == [(b"mailer", b"open sesame")]


def test_a_wrong_password_is_for_an_operator_and_is_tried_for_one_message_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(LOCALHOST))
    with mail_server(tls="starttls", password="right") as server:
        mail = mail_of(server, security="starttls", username="mailer")
        with Courier(mail, "wrong") as courier:
            found = [courier.send(SENDER, DESK, PAYLOAD) for _ in range(3)]
    assert {one.kind for one in found} == {RETRY}
    assert found[0].code == 535
    assert found[0].words.startswith("the server does not let us in: 535")
    # The library tries the two ways that the server offers.
    assert server.logins == [(b"mailer", b"wrong")] * 2


def test_a_server_that_wants_a_password_from_us_who_have_none_is_for_an_operator(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(LOCALHOST))
    with mail_server(tls="starttls", password="right") as server:
        found = hand_over(server, security="starttls")
    assert (found.kind, found.code) == (RETRY, 530)


def test_a_password_that_smtp_cannot_carry_is_told() -> None:
    with (
        mail_server(password=None) as server,
        bare_server(b"220 hello\r\n", b"250-hello\r\n250 AUTH PLAIN\r\n") as bare,
    ):
        found = hand_over(replace(server, port=bare.port), username="mailer", password="пароль")
    assert found.kind is RETRY
    assert "other letters than ASCII" in found.words


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((b"554 mailer is not welcome\r\n",), "the server does not take mail: 554 … is not welcome"),
        ((b"421 Too busy\r\n",), "the server does not take mail: 421 Too busy"),
        ((b"this is no mail server\r\n",), "the server does not take mail: -1 is no mail server"),
        ((b"220 hello\r\n",), "the server closed the connection"),
    ],
)  # fmt: skip
def test_a_server_that_does_not_want_us_says_nothing_about_the_message(
    lines: tuple[bytes, ...], words: str
) -> None:
    with bare_server(*lines) as server:
        found = hand_over(server, username="mailer")
    assert (found.kind, found.words) == (RETRY, words)


def test_a_sender_that_is_refused_for_good_is_dead_and_one_that_is_refused_for_now_is_not() -> None:
    for answer, kind in ((b"550 5.7.60 not your address\r\n", REFUSED), (b"450 4.1.8 later\r\n", RETRY)):
        with bare_server(b"220 hello\r\n", b"250 hello\r\n", answer, b"250 ok\r\n", b"221 bye\r\n") as server:
            assert hand_over(server).kind is kind


def test_an_answer_that_is_none_is_no_refusal() -> None:
    with bare_server(b"220 hello\r\n", b"250 hello\r\n", b"999 what\r\n", b"250 ok\r\n") as server:
        assert hand_over(server).kind is RETRY


def test_an_address_that_needs_utf_8_is_sent_so_or_refused() -> None:
    payload = "To: рэдакцыя@example.net\r\n\r\nx\r\n".encode()
    with mail_server() as server:
        assert hand_over(server, "рэдакцыя@example.net", payload).kind is ACCEPTED
    assert set(server.arrived[0].options) >= {"SMTPUTF8", "BODY=8BITMIME"}
    with mail_server(takes_utf8=False) as old:
        found = hand_over(old, "рэдакцыя@example.net", payload)
    assert found == Delivery(REFUSED, "the server offers no SMTPUTF8, which this recipient's address needs")
    assert old.arrived == []


def test_a_moody_server_takes_everything_in_the_end() -> None:
    with mail_server(Moody(0.3, seed=7)) as server, Courier(mail_of(server)) as courier:
        names = {f"r{number}@example.net" for number in range(40)}
        tries = 0
        left = set(names)
        while left:
            tries += len(left)
            left = {name for name in left if courier.send(SENDER, name, PAYLOAD).kind is not ACCEPTED}
    assert sorted(one.recipient for one in server.arrived) == sorted(names)
    assert tries > len(names)
