"""What Apprise says of a note, and what it means."""

from __future__ import annotations

import json
import sys

import pytest

from hook_server import SILENT, HookServer, hook_server
from tracker.errors import UsageError
from tracker.mail.apprise import note_bytes, notify
from tracker.mail.delivery import Delivery, DeliveryKind

# Apprise's own mail plugin looks for a module of the standard library that later Pythons lack.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
NOTE = note_bytes("Freed: 14", "Вызвалены 14 чалавек.\nhttps://example.org/")


def addresses(server: HookServer, *paths: str) -> str:
    return " ".join(f"json://127.0.0.1:{server.port}{path}" for path in paths)


def test_a_note_arrives_as_it_was_written() -> None:
    with hook_server() as server:
        found = notify(addresses(server, "/hook"), NOTE, timeout_s=20)
    assert found == Delivery(DeliveryKind.ACCEPTED, "1 of 1 services took it")
    body = json.loads(server.told[0].body)
    assert (body["title"], body["message"]) == ("Freed: 14", "Вызвалены 14 чалавек.\nhttps://example.org/")


@pytest.mark.parametrize(
    ("paths", "delivery"),
    [
        (("/good", "/fine"), Delivery(DeliveryKind.ACCEPTED, "2 of 2 services took it")),
        (("/bad", "/worse"), Delivery(DeliveryKind.RETRY, "0 of 2 services took it")),
        (
            ("/good", "/bad"),
            Delivery(
                DeliveryKind.REFUSED,
                "1 of 2 services took it; not tried again, so that no one gets it twice",
            ),
        ),
    ],
)
def test_what_only_some_took_is_not_tried_again(paths: tuple[str, str], delivery: Delivery) -> None:
    with hook_server({"/bad": 500, "/worse": 404}) as server:
        assert notify(addresses(server, *paths), NOTE, timeout_s=20) == delivery


def test_one_address_that_is_none_keeps_all_back() -> None:
    with hook_server() as server:
        found = notify(f"{addresses(server, '/one')} nonsense://secret", NOTE, timeout_s=20)
    assert found == Delivery(DeliveryKind.RETRY, "an address is none that Apprise knows; nothing was sent")
    assert server.told == []


def test_a_service_that_never_answers_is_left_in_time() -> None:
    with hook_server({"/": SILENT}) as server:
        found = notify(addresses(server, "/"), NOTE, timeout_s=0.2)
    assert found == Delivery(DeliveryKind.RETRY, "no answer within 0.2 s")


def test_without_apprise_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(UsageError, match=r"pip install 'belarus-tracker\[apprise\]'"):
        notify("json://127.0.0.1/", NOTE, timeout_s=1)
