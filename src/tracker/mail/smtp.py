"""Handing mails over to an SMTP server: one connection for several, one recipient each.

What the server says about the message decides: 2xx it is taken, 4xx later, 5xx never. What it says
about us (no connection, no TLS, a wrong password) is no reason to give a message up, for an operator
can mend it: later. A connection that broke off after the final dot leaves open whether the message was
taken (RFC 1047), so it is sent again, byte for byte, under the same Message-ID.

The errors of smtplib are OSErrors.
"""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from types import TracebackType
from typing import Self

from tracker.mail.delivery import Delivery, DeliveryKind, one_line
from tracker.mail.faults import network_words
from tracker.model import Mail
from tracker.text.mail_address import mailbox

TIMEOUT_S = 60.0
# RFC 4954: credentials are missing, too weak, wrong, or only taken encrypted. A new password mends it.
_ABOUT_CREDENTIALS = frozenset({530, 534, 535, 538})
_CLOSING = 421
_DONE = 250
# A local part of so few letters is a word of any answer.
_SHORT = 2


class Courier:
    """A mail server, asked when the first message is there. Close it, or use it as a context.

    A server that could not be reached or that did not let us in is not asked again by the same
    Courier: twenty messages would wait for twenty time-outs, and twenty wrong passwords lock an account.
    """

    def __init__(self, mail: Mail, password: str | None = None, *, timeout_s: float = TIMEOUT_S) -> None:
        self._mail = mail
        self._password = password
        self._timeout_s = timeout_s
        self._server: smtplib.SMTP | None = None
        self._shut: Delivery | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Says goodbye. What the server thinks of that matters to nobody: every message has its answer."""
        server, self._server = self._server, None
        if server is not None:
            with suppress(OSError):
                server.quit()
            server.close()

    def send(self, sender: str, recipient: str, payload: bytes) -> Delivery:
        """Hands the finished bytes over, for one recipient. Raises nothing that a server or network did.

        Raises ValueError where an address is none: the configuration takes no such.
        """
        by, to = _envelope(sender), _envelope(recipient)
        server = self._reached()
        if isinstance(server, Delivery):
            return server
        options, missing = _needed(server, by + to, payload)
        if missing:
            words = f"the server offers no {missing}, which this recipient's address needs"
            return Delivery(DeliveryKind.REFUSED, words)
        try:
            # With one recipient there is no partial refusal: it is raised.
            server.sendmail(by, [to], payload, options)
        except OSError as error:
            return self._not_taken(error, to)
        return Delivery(DeliveryKind.ACCEPTED, "accepted")

    def _reached(self) -> smtplib.SMTP | Delivery:
        """The server, greeted and logged in to, over the open connection if it is still good."""
        if self._shut is not None:
            return self._shut
        if self._server is not None and _is_good(self._server):
            return self._server
        self._throw_away()
        try:
            self._server = self._connected()
        except (OSError, UnicodeError) as error:
            self._shut = self._not_reached(error)
            return self._shut
        return self._server

    def _connected(self) -> smtplib.SMTP:
        """A new connection. Certificates are always verified."""
        mail, name = self._mail, mailbox(self._mail.sender).domain
        # Named: asking the system for its own name may hang in DNS, and tells it to the server.
        server = (
            smtplib.SMTP_SSL(
                mail.host, mail.port, name, timeout=self._timeout_s, context=ssl.create_default_context()
            )
            if mail.security == "tls"
            else smtplib.SMTP(mail.host, mail.port, name, self._timeout_s)
        )
        try:
            if mail.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if mail.username is not None and self._password is not None:
                server.login(mail.username, self._password)
            server.ehlo_or_helo_if_needed()
        except BaseException:
            server.close()
            raise
        return server

    def _throw_away(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def _not_reached(self, error: OSError | UnicodeError) -> Delivery:
        match error:
            case smtplib.SMTPAuthenticationError():
                words = f"the server does not let us in: {self._answer(error.smtp_code, error.smtp_error)}"
            case smtplib.SMTPResponseException():
                words = f"the server does not take mail: {self._answer(error.smtp_code, error.smtp_error)}"
            case smtplib.SMTPServerDisconnected():
                words = network_words(error, self._timeout_s)
            case smtplib.SMTPException():
                words = one_line(str(error))
            case UnicodeError():
                words = (
                    "the user name or the password has other letters than ASCII, which SMTP does not carry"
                )
            case _:
                words = network_words(error, self._timeout_s)
        code = getattr(error, "smtp_code", None)
        return Delivery(DeliveryKind.RETRY, words, code)

    def _not_taken(self, error: OSError, to: str) -> Delivery:
        """What an error after the greeting means for this message, and whether the connection is of use."""
        answer: bytes | str
        match error:
            case smtplib.SMTPRecipientsRefused():
                code, answer = next(iter(error.recipients.values()))
            case smtplib.SMTPSenderRefused() | smtplib.SMTPDataError():
                code, answer = error.smtp_code, error.smtp_error
            case _:
                self._throw_away()
                words = f"{network_words(error, self._timeout_s)} before it said that it took the message"
                return Delivery(DeliveryKind.RETRY, words)
        if code == _CLOSING or code in _ABOUT_CREDENTIALS or not 400 <= code < 600:
            self._throw_away()
        is_final = 500 <= code < 600 and code not in _ABOUT_CREDENTIALS
        kind = DeliveryKind.REFUSED if is_final else DeliveryKind.RETRY
        return Delivery(kind, self._answer(code, answer, to), code)

    def _answer(self, code: int, answer: bytes | str, to: str = "") -> str:
        words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
        user = to.rpartition("@")[0]
        hidden = (self._mail.username, user if len(user) > _SHORT else None)
        return one_line(f"{code} {words}", *filter(None, hidden))


def _envelope(address: str) -> str:
    parsed = mailbox(address)
    return f"{parsed.username}@{parsed.domain}"


def _is_good(server: smtplib.SMTP) -> bool:
    """Whether a connection that was open can be used: servers close idle ones, and after so many mails."""
    try:
        return server.rset()[0] == _DONE
    except OSError:
        return False


def _needed(server: smtplib.SMTP, addresses: str, payload: bytes) -> tuple[list[str], str | None]:
    """The options of MAIL for what is not ASCII, and what of it the server does not offer."""
    wanted = {"SMTPUTF8": not addresses.isascii(), "8BITMIME": not payload.isascii()}
    names = [name for name, is_needed in wanted.items() if is_needed]
    missing = next((name for name in names if not server.has_extn(name)), None)
    return [f"BODY={name}" if name == "8BITMIME" else name for name in names], missing
