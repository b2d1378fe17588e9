"""Asking a model for a second opinion: one POST to an OpenAI-compatible `/chat/completions`.

What is asked tells the other side which pages we look at, so it is off unless the operator switches it on.
The address is the operator's own; it still goes through the guard, and one that is not public is asked only
where `allow_addresses` names it: a model on this machine, usually. No line repeats a body (it may hold the
key), and redirects are not followed (they would take the key along).
"""

from __future__ import annotations

import io
import json
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from urllib.parse import urlsplit

import requests
from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError as TransportError

from tracker.errors import FetchError, UsageError
from tracker.extract.opinion import Message, Opinion, UnreadableAnswer, question, read_answer
from tracker.fetch.addresses import AddressGuard, Resolver
from tracker.fetch.body import leave, take
from tracker.fetch.faults import Fault, Limits, fault_of
from tracker.fetch.pace import asked_rest
from tracker.fetch.redirects import place_of
from tracker.fetch.watch import Watch
from tracker.fetch.wire import Wire
from tracker.model import Document, Grade, Politeness, SecondOpinion

KEY_VARIABLE = "TRACKER_OPINION_KEY"
# Records of one page in words; nobody needs more.
_MAX_ANSWER = 1_000_000
_OK = 200
_TOO_MANY = 429
# How long is waited before the one retry: as asked for, but no longer than this; so long where nothing is.
_LONGEST_REST_S = 60.0
_REST_S = 2.0
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_UNANSWERED = (Fault, requests.RequestException, TransportError, HTTPException, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class _Heard:
    """One answer: its status, what it calls itself, its body, and until when it asks us to stay away."""

    status: int
    media_type: str
    body: bytes
    rest_until: datetime | None


class Completions:
    """The talk with one endpoint; its connection stays open until `close`.

    `clock` gives the time in UTC, `wait` pauses for the given seconds, `resolver` is `socket.getaddrinfo`
    but in tests. Raises UsageError for a key that is none.
    """

    def __init__(
        self,
        settings: SecondOpinion,
        key: str | None,
        politeness: Politeness,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        wait: Callable[[float], object] = time.sleep,
        resolver: Resolver = socket.getaddrinfo,
    ) -> None:
        self._settings = settings
        self._key = _checked(key)
        self._clock = clock
        self._wait = wait
        self._url = settings.base_url.rstrip("/") + "/chat/completions"
        self._limits = Limits(
            politeness.connect_timeout_s, settings.timeout_s, settings.timeout_s, _MAX_ANSWER
        )
        self._watch = Watch()
        guard = AddressGuard(settings.allow_addresses, resolver)
        # What goes to this machine itself goes through no proxy.
        is_here = (urlsplit(self._url).hostname or "") in _LOOPBACK
        self._wire = Wire(guard, self._watch, politeness.user_agent, None if is_here else politeness.proxy)

    def opinion(self, document: Document, country: str) -> Opinion:
        """What the model reads in the document, as far as it is believed. Raises FetchError."""
        most = self._settings.max_chars
        content = self.ask(question(document, country, most))
        try:
            return read_answer(content, document, most)
        except UnreadableAnswer as error:
            raise _failure(str(error), Grade.ERROR_PAGE, _OK) from error

    def ask(self, messages: Sequence[Message]) -> str:
        """The text of the model's answer. Too busy or broken (429, 5xx), it is asked once more.

        Raises FetchError, in one line without the address, for everything that is no answer.
        """
        payload = json.dumps(
            {
                "model": self._settings.model,
                "messages": [{"role": one.role, "content": one.content} for one in messages],
                "temperature": 0,
            }
        ).encode()
        heard = self._heard(payload)
        if heard.status == _TOO_MANY or heard.status >= 500:
            self._rest(heard)
            heard = self._heard(payload)
        return _content(heard)

    def close(self) -> None:
        self._wire.close()

    def _rest(self, heard: _Heard) -> None:
        rest_s = _REST_S
        if heard.rest_until is not None:
            rest_s = (heard.rest_until - self._clock()).total_seconds()
            if rest_s > _LONGEST_REST_S:
                words = f"answered {heard.status} and asks to be left alone for {rest_s:.0f} s"
                raise _failure(words, Grade.BLOCKED, heard.status)
        self._wait(max(rest_s, 0.0))

    def _heard(self, payload: bytes) -> _Heard:
        try:
            with self._watch.until(self._limits.total_s, self._limits.total_s), self._sent(payload) as raw:
                return self._taken(raw)
        except _UNANSWERED as error:
            fault = fault_of(error, self._limits)
            raise _failure(str(fault), fault.grade, None) from error

    @contextmanager
    def _sent(self, payload: bytes) -> Iterator[HTTPResponse]:
        place_of(self._url)  # says more clearly than the libraries what is wrong with it
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self._key}",
        }
        request = self._wire.prepared(self._url, headers)
        request.prepare_method("POST")
        request.prepare_body(payload, None)
        raw = self._wire.ask(request, self._limits)
        try:
            yield raw
        finally:
            raw.close()
            raw.release_conn()

    def _taken(self, raw: HTTPResponse) -> _Heard:
        headers = {name.lower(): value for name, value in raw.headers.itermerged()}
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        rest_until = asked_rest(raw.status, headers, self._clock())
        if raw.status != _OK:
            leave(raw, self._limits)
            return _Heard(raw.status, media_type, b"", rest_until)
        body = io.BytesIO()
        taken = take(raw, body, self._limits)
        if taken.fault is not None:
            raise taken.fault
        return _Heard(raw.status, media_type, body.getvalue(), rest_until)


def _checked(key: str | None) -> str:
    """The key, if it can stand in a header; the libraries' own complaint would print it."""
    key = (key or "").strip()
    if not key:
        raise UsageError(
            f"a second opinion needs {KEY_VARIABLE} in the environment; for a model that asks for no key,"
            " any word"
        )
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise UsageError(f"what stands in {KEY_VARIABLE} can be no key: it holds blanks or foreign letters")
    return key


def _content(heard: _Heard) -> str:
    """What the model wrote. Nothing else of the answer counts."""
    status = heard.status
    if status != _OK:
        words = f"answered {status}"
        if status in (401, 403):
            words += f"; look at {KEY_VARIABLE}"
        elif 300 <= status < 400:
            words += ", which sends us elsewhere and is not followed; write the right base_url"
        elif status == 404:
            words += "; look at base_url and model"
        raise _failure(words, Grade.BLOCKED if status == _TOO_MANY else Grade.ERROR_PAGE, status)
    if heard.media_type != "application/json":
        raise _failure("the answer does not call itself JSON", Grade.ERROR_PAGE, status)
    try:
        content = json.loads(heard.body)["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError):
        content = None
    if not isinstance(content, str):
        raise _failure("the answer is not of the form of /chat/completions", Grade.ERROR_PAGE, status)
    return content


def _failure(words: str, grade: Grade, status: int | None) -> FetchError:
    return FetchError(f"second opinion: {words}", grade=grade.value, status=status)
