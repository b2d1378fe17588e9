"""Messages that were made before a person was suppressed: what is left of her in them."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from told import MAIL, SEVEN
from tracker.mail.apprise import note_bytes
from tracker.mail.message import Letter, mime_bytes
from tracker.notify.suppressed import without_suppressed
from tracker.report.naming import Naming
from tracker.report.people import people
from tracker.store.outbox import Channel

HIDDEN = Naming(people(["Alena Vydumanava"]))
WITHHELD = "[name withheld]"


def letter(subject: str, text: str, html: str | None = None, recipient: str = "desk@example.org") -> bytes:
    return mime_bytes(
        Letter(
            sender=MAIL.sender,
            recipient=recipient,
            subject=subject,
            text=text,
            html=html,
            date=SEVEN,
            message_id="<1@example.org>",
            list_name="daily.belarus",
            unsubscribe=f"https://example.org/stop?{'x' * 90}",
        )
    )


def opened(payload: bytes) -> EmailMessage:
    return message_from_bytes(payload, policy=policy.default)


def test_a_mail_names_her_in_no_part_and_no_script() -> None:
    html = (
        '<html><head><style>p { color: #222 }</style></head><body><p>Алёну Выдуманаву, "сябе" &amp; іншых</p>'
        '<a href="https://a.example/alena-vydumanava">Vydumanava &lt;free&gt;</a></body></html>'
    )
    made = letter("Вызвалена Алёна Выдуманава", "Alena Vydumanava is free.\nPavel Nebylets, too.\n", html)
    shown = opened(without_suppressed(made, Channel.MAIL, HIDDEN))
    assert shown["Subject"] == f"Вызвалена {WITHHELD}"
    text, page = shown.get_body(("plain",)), shown.get_body(("html",))
    assert text is not None
    assert page is not None
    assert text.get_content().splitlines() == [f"{WITHHELD} is free.", "Pavel Nebylets, too."]
    assert page.get_content().strip() == (
        f'<html><head><style>p {{ color: #222 }}</style></head><body><p>{WITHHELD}, "сябе" &amp; іншых</p>'
        f'<a href="">{WITHHELD} &lt;free&gt;</a></body></html>'
    ).replace('"сябе"', "&quot;сябе&quot;")
    before = opened(made)
    for name in ("From", "To", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "Precedence"):
        assert shown[name] == before[name]


@pytest.mark.parametrize("recipient", ["desk@example.org", "бюро@example.org"])
def test_a_mail_that_does_not_name_her_stays_byte_for_byte(recipient: str) -> None:
    made = letter("Вызвалены 14 чалавек", "14 people.\n", "<p>14 people, “Minsk”</p>", recipient)
    assert without_suppressed(made, Channel.MAIL, HIDDEN) is made


def test_a_mail_in_utf8_is_written_so_again() -> None:
    made = letter("Alena Vydumanava", "Free.\n", recipient="бюро@example.org")
    assert opened(without_suppressed(made, Channel.MAIL, HIDDEN))["Subject"] == WITHHELD


def test_only_the_subject_names_her() -> None:
    shown = opened(without_suppressed(letter("Alena Vydumanava is free", "News.\n"), Channel.MAIL, HIDDEN))
    assert shown["Subject"] == f"{WITHHELD} is free"
    assert shown.get_content().strip() == "News."


def test_a_webhook_and_a_service_are_not_told_her_name() -> None:
    told = {"told": [{"people": ["Alena Vydumanava", "Pavel Nebylets"], "count": 2, "note": None}]}
    hook = without_suppressed(json.dumps(told).encode(), Channel.WEBHOOK, HIDDEN)
    assert json.loads(hook) == {"told": [{"people": [WITHHELD, "Pavel Nebylets"], "count": 2, "note": None}]}
    note = without_suppressed(note_bytes("Freed", "Alena Vydumanava"), Channel.APPRISE, HIDDEN)
    assert note == note_bytes("Freed", WITHHELD)


def test_where_nobody_is_hidden_nothing_is_read() -> None:
    assert without_suppressed(b"no mail at all", Channel.MAIL, Naming()) == b"no mail at all"
    assert without_suppressed(b"", Channel.PING, HIDDEN) == b""
