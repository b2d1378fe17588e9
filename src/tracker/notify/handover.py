"""One message handed over by its channel; addresses and secrets are looked up only now.

What the configuration or the environment lacks is no reason to give a message up: an operator mends it.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self, assert_never

from tracker.errors import UsageError
from tracker.mail.apprise import notify
from tracker.mail.delivery import Delivery, DeliveryKind
from tracker.mail.smtp import Courier
from tracker.mail.web import ping, post_json
from tracker.model import Configuration, Digest, Mail, NoticeRule
from tracker.store.outbox import Channel, Message

_GONE = '{what} "{name}" is not in tracker.toml any more; write it again, or: tracker outbox drop {id}'


class Handover:
    """The ways out of this machine, each opened when the first message needs it; use it as a context."""

    def __init__(self, configuration: Configuration, environ: Mapping[str, str], timeout_s: float) -> None:
        self._configuration = configuration
        self._environ = environ
        self._timeout_s = timeout_s
        self._courier: Courier | None = None
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def deliver(self, message: Message, payload: bytes) -> Delivery:
        """Hands one message over. What is missing or misspelt here is a reason to try again later."""
        try:
            match message.channel:
                case Channel.MAIL:
                    return self._mailed(message, payload)
                case Channel.WEBHOOK:
                    rule = self._rule(message)
                    url = self._address(rule.webhook, rule.webhook_env, "webhook", f"notice {rule.name}")
                    return post_json(url, payload, self._configuration.politeness, key=message.message_id)
                case Channel.APPRISE:
                    rule = self._rule(message)
                    addresses = self._address(None, rule.apprise_env, "apprise_env", f"notice {rule.name}")
                    return notify(addresses, payload, timeout_s=self._timeout_s)
                case Channel.PING:
                    digest = self._digest(message)
                    url = self._address(digest.ping, digest.ping_env, "ping", f"digest {digest.name}")
                    return ping(url, self._configuration.politeness)
                case _:
                    assert_never(message.channel)
        except UsageError as error:
            return Delivery(DeliveryKind.RETRY, str(error))
        # One message that finds a fault of ours must not hold up all that are due after it.
        except Exception as error:  # noqa: BLE001
            return Delivery(DeliveryKind.RETRY, f"a fault of the tracker itself: {_place_of(error)}")

    def _mailed(self, message: Message, payload: bytes) -> Delivery:
        mail = self._configuration.mail
        if mail is None:
            raise UsageError("tracker.toml has no [mail]; say there where mail is handed over")
        if self._courier is None:
            self._courier = self._open.enter_context(
                Courier(mail, self._password(mail), timeout_s=self._timeout_s)
            )
        return self._courier.send(mail.sender, message.recipient, payload)

    def _password(self, mail: Mail) -> str | None:
        if mail.password_env is not None:
            return self._secret(mail.password_env, "the password of the mail server")
        if mail.password_file is None:
            return None
        path = Path(self._configuration.folder).parent / Path(mail.password_file).expanduser()
        try:
            return path.read_text(encoding="utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise UsageError(f"{path}: the password in it is no text in UTF-8") from None
        except OSError as error:
            raise UsageError(f"{path}: the password cannot be read: {error.strerror}") from error

    def _rule(self, message: Message) -> NoticeRule:
        for rule in self._configuration.notices:
            if rule.name == message.recipient:
                return rule
        raise UsageError(_GONE.format(what="notice", name=message.recipient, id=message.id))

    def _digest(self, message: Message) -> Digest:
        for digest in self._configuration.digests:
            if digest.name == message.recipient:
                return digest
        raise UsageError(_GONE.format(what="digest", name=message.recipient, id=message.id))

    def _address(self, written: str | None, variable: str | None, key: str, where: str) -> str:
        if written is not None:
            return written
        if variable is None:
            raise UsageError(f"{where} has no {key} in tracker.toml any more; write one, or drop the message")
        return self._secret(variable, f"the {key.removesuffix('_env')} address of {where}")

    def _secret(self, variable: str, what: str) -> str:
        value = self._environ.get(variable, "").strip()
        if not value:
            raise UsageError(f"{what} is missing: the environment variable {variable} is not set")
        return value


def _place_of(error: Exception) -> str:
    """What failed and where; not what it says, which may hold an address."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
