"""A loopback mail server that records what arrives, and plays what mail servers were seen to do."""

from __future__ import annotations

import asyncio
import random
import socket
import ssl
from collections import Counter
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

# A key and a certificate for localhost and 127.0.0.1 that sign themselves, for tests only, valid until 2125.
LOCALHOST = Path(__file__).parent / "mail" / "localhost.pem"
OK = "250 2.0.0 Taken"


@dataclass(frozen=True)
class Arrived:
    """A mail that the server took: its envelope and its very bytes."""

    sender: str
    recipient: str
    payload: bytes
    options: tuple[str, ...]


class Play:
    """Takes everything. Others answer otherwise, to a recipient or after the final dot."""

    def at_recipient(self, address: str) -> str:
        return OK

    def at_reset(self) -> str:
        return OK

    async def at_data(self, server: SMTP, mails: MailServer, arrived: Arrived) -> str:
        mails.arrived.append(arrived)
        return OK


class Greylists(Play):
    """Puts each recipient off the first time."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def at_recipient(self, address: str) -> str:
        self._seen[address] += 1
        return OK if self._seen[address] > 1 else f"451 4.7.1 <{address}>: Greylisted, come back later"


class Refuses(Play):
    """Refuses one recipient, or all."""

    def __init__(self, address: str | None = None, answer: str = "550 5.1.1 <{}>: user unknown") -> None:
        self._address = address
        self._answer = answer

    def at_recipient(self, address: str) -> str:
        return self._answer.format(address) if self._address in (None, address) else OK


class AnswersData(Play):
    """Gives one answer to every mail, after its final dot, and takes none."""

    def __init__(self, answer: str) -> None:
        self._answer = answer

    async def at_data(self, server: SMTP, mails: MailServer, arrived: Arrived) -> str:
        return self._answer


class HangsUp(Play):
    """Takes the first mails and closes the connection instead of saying so."""

    def __init__(self, times: int = 1) -> None:
        self._left = times

    async def at_data(self, server: SMTP, mails: MailServer, arrived: Arrived) -> str:
        mails.arrived.append(arrived)
        if self._left:
            self._left -= 1
            server.transport.abort()
        return OK


class Tires(Play):
    """Takes one mail over each connection."""

    def at_reset(self) -> str:
        return "421 4.7.0 Enough for one connection"


class KeepsSilent(Play):
    """Never says what became of a mail."""

    async def at_data(self, server: SMTP, mails: MailServer, arrived: Arrived) -> str:
        await asyncio.Event().wait()
        return OK


class Moody(Play):
    """Puts a share of the mails off, half of them at the recipient and half after the final dot.

    It takes its time, up to `delay_s`, before it has taken a mail and again before it says so.
    """

    def __init__(self, share: float, seed: int, delay_s: float = 0.0) -> None:
        self._share = share / 2
        self._delay_s = delay_s
        self._chance = random.Random(seed)

    def at_recipient(self, address: str) -> str:
        return "450 4.2.0 Busy" if self._chance.random() < self._share else OK

    async def at_data(self, server: SMTP, mails: MailServer, arrived: Arrived) -> str:
        if self._chance.random() < self._share:
            return "451 4.3.0 Try again"
        await asyncio.sleep(self._chance.uniform(0, self._delay_s))
        answer = await super().at_data(server, mails, arrived)
        await asyncio.sleep(self._chance.uniform(0, self._delay_s))
        return answer


@dataclass
class MailServer:
    """What the server has taken, in order, and how often it was called."""

    host: str
    port: int
    play: Play
    arrived: list[Arrived] = field(default_factory=list)
    # The names by which clients greeted.
    greetings: list[str] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.greetings.append(hostname)
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.play.at_recipient(address)
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_RSET(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        return self.play.at_reset()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        [recipient] = envelope.rcpt_tos
        content = envelope.original_content
        assert isinstance(content, bytes)
        options = tuple(envelope.mail_options)
        return await self.play.at_data(
            server, self, Arrived(envelope.mail_from or "", recipient, content, options)
        )


class _Controller(Controller):
    """Listens on a port that the system chose; the library's own wants one named."""

    def __init__(self, mails: MailServer, listening: socket.socket, **settings: object) -> None:
        self._listening = listening
        super().__init__(mails, hostname=mails.host, port=mails.port, **settings)

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._listening, ssl=self.ssl_context)


@contextmanager
def mail_server(
    play: Play | None = None,
    *,
    tls: str = "none",
    certificate: Path = LOCALHOST,
    password: str | None = None,
    takes_utf8: bool = True,
) -> Iterator[MailServer]:
    """The server, until the end of the block. `tls`: none, starttls (and only then mail), or tls.

    With a `password` nobody is let in without it, whatever the user name.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    mails = MailServer("127.0.0.1", listening.getsockname()[1], play or Play())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def let_in(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: object) -> AuthResult:
        assert isinstance(data, LoginPassword)
        mails.logins.append((data.login, data.password))
        return AuthResult(success=data.password.decode() == password, handled=False)

    controller = _Controller(
        mails,
        listening,
        ssl_context=context if tls == "tls" else None,
        tls_context=context if tls == "starttls" else None,
        require_starttls=tls == "starttls",
        authenticator=let_in if password is not None else None,
        auth_required=password is not None,
        enable_SMTPUTF8=takes_utf8,
    )
    controller.start()
    try:
        yield mails
    finally:
        controller.stop()
