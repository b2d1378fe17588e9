"""What endpoints of models do to a question, and what is said of it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from fault_cases import POLITENESS, resolver

from extract_page import page
from model_server import ModelServer, Played, model_server
from tracker.errors import FetchError, UsageError
from tracker.extract.opinion import Message
from tracker.fetch.completions import Completions
from tracker.model import Politeness, SecondOpinion

KEY = "sk-hunter2"
NOW = datetime(2025, 9, 13, 12, tzinfo=UTC)
MESSAGES = (Message("system", "Read."), Message("user", "Вызвалены двое"))
HERE = ("127.0.0.1",)
VISITING = replace(POLITENESS, allow_addresses=())


@dataclass
class Asking:
    """One talk whose waits are noted and not waited for."""

    waits: list[float] = field(default_factory=list)
    timeout_s: float = 5.0
    allow: tuple[str, ...] = HERE
    politeness: Politeness = VISITING

    def talk(self, base_url: str) -> Completions:
        settings = SecondOpinion(base_url, "example-model", self.timeout_s, 1000, self.allow)
        return Completions(
            settings, KEY, self.politeness, clock=lambda: NOW, wait=self.waits.append, resolver=resolver
        )

    def ask(self, base_url: str) -> str:
        completions = self.talk(base_url)
        try:
            return completions.ask(MESSAGES)
        finally:
            completions.close()

    def failure(self, base_url: str) -> FetchError:
        with pytest.raises(FetchError) as caught:
            self.ask(base_url)
        assert KEY not in str(caught.value)
        assert "\n" not in str(caught.value)
        return caught.value


@pytest.fixture
def asking() -> Asking:
    return Asking()


def test_the_question_goes_to_chat_completions_with_the_key_and_the_model(asking: Asking) -> None:
    with model_server("Nothing.") as model:
        assert asking.ask(model.base_url + "/") == "Nothing."
    (asked,) = model.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert asked.headers["content-type"] == "application/json"
    assert asked.json == {
        "model": "example-model",
        "messages": [
            {"role": "system", "content": "Read."},
            {"role": "user", "content": "Вызвалены двое"},
        ],
        "temperature": 0,
    }


def test_one_connection_serves_several_pages(asking: Asking) -> None:
    with model_server('{"records": []}') as model:
        completions = asking.talk(model.base_url)
        opinions = [completions.opinion(page(text), "BY") for text in ("Belarus.", "Minsk again.")]
        completions.close()
    assert [(one.records, one.read_to) for one in opinions] == [((), 8), ((), 12)]
    assert len(model.asked) == 2


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": format_datetime(NOW.replace(second=9), usegmt=True)}, 9.0),
        ({"Retry-After": "soon"}, 2.0),
        ({}, 2.0),
    ],
)
def test_an_endpoint_that_is_too_busy_is_asked_once_more_when_it_says(
    asking: Asking, headers: dict[str, str], waited: float
) -> None:
    with model_server(Played(429, headers=headers), "Now.") as model:
        assert asking.ask(model.base_url) == "Now."
    assert asking.waits == [waited]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 529])
def test_it_is_asked_no_third_time(asking: Asking, status: int) -> None:
    with model_server(Played(status)) as model:
        failure = asking.failure(model.base_url)
    assert (str(failure), failure.status) == (f"second opinion: answered {status}", status)
    assert (len(model.asked), asking.waits) == (2, [2.0])


def test_a_long_rest_is_not_waited_for(asking: Asking) -> None:
    with model_server(Played(429, headers={"Retry-After": "3600"})) as model:
        failure = asking.failure(model.base_url)
    assert str(failure) == "second opinion: answered 429 and asks to be left alone for 3600 s"
    assert (len(model.asked), asking.waits) == (1, [])


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "answered 400"),
        (401, "answered 401; look at TRACKER_OPINION_KEY"),
        (403, "answered 403; look at TRACKER_OPINION_KEY"),
        (404, "answered 404; look at base_url and model"),
        (307, "answered 307, which sends us elsewhere and is not followed; write the right base_url"),
    ],
)
def test_a_refusal_is_final(asking: Asking, status: int, words: str) -> None:
    played = Played(status, KEY.encode(), {"Location": "http://127.0.0.1:1/", "Content-Type": "text/plain"})
    with model_server(played) as model:
        assert str(asking.failure(model.base_url)) == f"second opinion: {words}"
    assert len(model.asked) == 1


FORM = "second opinion: the answer is not of the form of /chat/completions"


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"{", b"[" * 100_000, b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}',
     b'{"choices": {"0": 1}}', b'{"error": "sk-hunter2"}', b'{"choices": [1]}', b"\xff\xfe"],
)  # fmt: skip
def test_what_is_no_answer_of_that_kind_is_told_as_that(asking: Asking, body: bytes) -> None:
    with model_server(Played(body=body)) as model:
        assert str(asking.failure(model.base_url)) == FORM


@pytest.mark.parametrize("headers", [{"Content-Type": "text/html; charset=utf-8"}, {}])
def test_another_content_type_is_no_answer(asking: Asking, headers: dict[str, str]) -> None:
    with model_server(Played(body=b'{"choices": []}', headers=headers)) as model:
        failure = asking.failure(model.base_url)
    assert str(failure) == "second opinion: the answer does not call itself JSON"


def test_prose_is_told_as_an_answer_without_records(asking: Asking) -> None:
    with model_server("I cannot help with that.") as model:
        completions = asking.talk(model.base_url)
        with pytest.raises(FetchError, match="second opinion: the answer holds no JSON object") as caught:
            completions.opinion(page("Belarus."), "BY")
        completions.close()
    assert caught.value.status == 200


def test_a_slow_endpoint_costs_no_more_than_its_time() -> None:
    asking = Asking(timeout_s=0.2)
    with model_server(Played(pause_s=30)) as model:
        failure = asking.failure(model.base_url)
    assert str(failure) == "second opinion: the answer was not complete after 0.2 s"
    assert (failure.status, len(model.asked)) == (None, 1)


def _announced(model: ModelServer) -> None:
    model.answers = [replace(model.answers[0], body=b" " * 1_000_001, is_endless=False)]


@pytest.mark.parametrize("change", [lambda model: None, _announced])
def test_a_huge_answer_is_not_taken(asking: Asking, change: Callable[[ModelServer], None]) -> None:
    with model_server(Played(is_endless=True)) as model:
        change(model)
        words = str(asking.failure(model.base_url))
    assert words.startswith("second opinion: the body has ")
    assert "1,000,000" in words


def test_an_address_that_is_not_public_is_asked_only_where_it_is_allowed() -> None:
    with model_server("Never.") as model:
        words = str(Asking(allow=()).failure(model.base_url))
        assert "127.0.0.1 is loopback" in words
        # What sources may visit, a model may not, and the other way round.
        visiting = replace(POLITENESS, allow_addresses=HERE)
        assert "loopback" in str(Asking(allow=(), politeness=visiting).failure(model.base_url))
    assert model.asked == []


def test_a_name_that_leads_into_a_private_network_is_not_asked() -> None:
    assert "inside.example resolves to 169.254.169.254" in str(Asking().failure("https://inside.example/v1"))


def test_a_model_on_this_machine_is_asked_without_the_proxy() -> None:
    through = replace(POLITENESS, proxy="http://127.0.0.1:1")
    with model_server("Here.") as model:
        assert Asking(politeness=through).ask(model.base_url) == "Here."


def test_an_endpoint_that_is_not_there(asking: Asking) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    failure = asking.failure(f"http://127.0.0.1:{port}/v1")
    assert str(failure) == "second opinion: the connection was refused"


@pytest.mark.parametrize("key", [None, "", "  \n"])
def test_without_a_key_nothing_is_asked(key: str | None) -> None:
    settings = SecondOpinion("http://127.0.0.1:1/v1", "example-model", 1, 1000, HERE)
    with pytest.raises(UsageError, match="needs TRACKER_OPINION_KEY in the environment"):
        Completions(settings, key, POLITENESS)


@pytest.mark.parametrize("key", ["hunter 2", "hunter\r\nX-Other: 2", "пароль"])
def test_what_can_be_no_key_is_told_without_showing_it(key: str) -> None:
    settings = SecondOpinion("http://127.0.0.1:1/v1", "example-model", 1, 1000, HERE)
    with pytest.raises(UsageError) as caught:
        Completions(settings, key, POLITENESS)
    assert key not in str(caught.value)
    assert "hunter" not in str(caught.value)
