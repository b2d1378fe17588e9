"""A mail is the same bytes for the same words, and says what was meant, whatever stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.mail.message import Letter, message_id, mime_bytes

LETTER = Letter(
    sender="Tracker <tracker@example.org>",
    recipient="desk@example.net",
    subject="Вызвалены 14 чалавек; Example Air delisted",
    text="Вызвалены 14 чалавек.\nFrom there on.\n.\n",
    html="<p>Вызвалены 14 чалавек.</p>",
    date=datetime(2026, 11, 24, 5, 0, tzinfo=UTC),
    message_id=message_id("tracker@example.org", "digest", "daily", "2026-11-24", "desk@example.net"),
    list_name="daily.belarus",
)
# What a person can see: no control characters, no halves of characters, not only blanks.
SUBJECTS = st.text(
    st.characters(
        exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"), include_characters=" "
    ),
    min_size=1,
    max_size=200,
).filter(str.strip)


def read(letter: Letter) -> EmailMessage:
    message = message_from_bytes(mime_bytes(letter), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def lines_of(payload: bytes) -> list[bytes]:
    return payload.split(b"\r\n")


def test_text_and_page_are_alternatives_and_read_as_they_were_written() -> None:
    message = read(LETTER)
    text, page = message.iter_parts()
    assert message.get_content_type() == "multipart/alternative"
    assert (text.get_content_type(), text.get_content().replace("\r\n", "\n")) == ("text/plain", LETTER.text)
    assert (page.get_content_type(), page.get_content().strip()) == ("text/html", LETTER.html)


def test_a_letter_of_text_alone_has_one_part() -> None:
    message = read(replace(LETTER, html=None))
    assert message.get_content_type() == "text/plain"
    assert message["MIME-Version"] == "1.0"


def test_the_headers_say_who_when_and_that_no_person_wrote_it() -> None:
    message = read(LETTER)
    assert message["From"] == "Tracker <tracker@example.org>"
    assert message["To"] == "desk@example.net"
    assert parsedate_to_datetime(message["Date"]) == LETTER.date
    assert message["Message-ID"] == LETTER.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Precedence"] == "bulk"
    assert message["List-Id"] == "<daily.belarus.example.org>"
    assert message["List-Unsubscribe"] == "<mailto:tracker@example.org?subject=unsubscribe%20daily.belarus>"


def test_a_page_to_unsubscribe_stands_before_the_address_and_neither_is_ever_encoded() -> None:
    page = f"https://example.org/unsubscribe?key={'a' * 120}"
    payload = mime_bytes(replace(LETTER, unsubscribe=page))
    unfolded = payload.replace(b"\r\n ", b" ").decode()
    assert f"List-Unsubscribe: <{page}>, <mailto:tracker@example.org?subject=" in unfolded


@given(SUBJECTS)
def test_any_subject_is_read_as_it_was_written(subject: str) -> None:
    payload = mime_bytes(replace(LETTER, subject=subject))
    assert message_from_bytes(payload, policy=policy.default)["Subject"] == subject.strip()
    assert payload.isascii()
    assert max(map(len, lines_of(payload))) <= 998


@pytest.mark.parametrize(
    "subject",
    ["=?utf-8?q?freed?= EXAMPLE, Ivan", "A" * 400, "wide  blanks", "Санкцыі " * 40, "=?", "a =?x?b?AA?= b"],
)
def test_a_name_that_looks_like_an_encoding_stays_what_it_is(subject: str) -> None:
    assert read(replace(LETTER, subject=subject))["Subject"] == subject.strip()


@pytest.mark.parametrize("mark", ["\r\n", "\n", "\r", "\x00", "\u2028", "\x85"])
def test_no_line_break_comes_into_a_header(mark: str) -> None:
    for broken in (
        replace(LETTER, subject=f"news{mark}Bcc: all@example.org"),
        replace(LETTER, list_name=f"daily{mark}x"),
        replace(LETTER, unsubscribe=f"https://example.org/{mark}"),
        replace(LETTER, recipient=f"desk{mark}@example.net"),
    ):
        with pytest.raises(ValueError, match=r"control character|no mail address"):
            mime_bytes(broken)


def test_the_same_letter_is_the_same_bytes() -> None:
    assert mime_bytes(LETTER) == mime_bytes(replace(LETTER))


@pytest.mark.parametrize("text", ["x" * 5000, "я" * 5000, "=" * 3000, "\x00\x07\r", "a\rb\r\nc"])
def test_every_line_is_short_and_ascii_whatever_the_text(text: str) -> None:
    payload = mime_bytes(replace(LETTER, text=text, html=f"<p>{text}</p>"))
    assert payload.isascii()
    _, _, bodies = payload.partition(b"\r\n\r\n")
    assert max(map(len, lines_of(payload))) <= 998
    assert max(map(len, lines_of(bodies))) <= 78
    assert b"\n" not in payload.replace(b"\r\n", b"")


def test_cyrillic_after_long_styles_is_not_blown_up() -> None:
    page = "<style>\n" + "p { margin: 0 }\n" * 20 + "</style>" + "Вызвалены. " * 2000
    size = len(mime_bytes(replace(LETTER, html=page)))
    assert size < 1.5 * len(page.encode())


def test_a_display_name_and_a_domain_in_letters_of_their_own_become_ascii() -> None:
    letter = replace(
        LETTER, sender="Праця, і воля <tracker@пошта.example>", recipient="Рэдакцыя <desk@example.net>"
    )
    message = read(letter)
    assert mime_bytes(letter).isascii()
    assert message["From"].addresses[0].display_name == "Праця, і воля"
    assert message["From"].addresses[0].domain == "xn--80a1acn3a.example"
    assert message["To"].addresses[0].addr_spec == "desk@example.net"


def test_only_a_recipient_who_cannot_be_written_in_ascii_makes_a_mail_in_utf_8() -> None:
    payload = mime_bytes(replace(LETTER, recipient="рэдакцыя@example.net"))
    assert "To: рэдакцыя@example.net".encode() in payload


def test_a_message_id_is_told_apart_by_each_word_and_shows_none_of_them() -> None:
    what = ("digest", "daily", "2026-11-24", "desk@example.net")
    ids = {
        message_id("tracker@example.org", *what[:place], "other", *what[place + 1 :]) for place in range(4)
    }
    ids |= {message_id("tracker@example.org", *what), message_id("tracker@example.org", "".join(what))}
    assert len(ids) == 6
    assert all(one.endswith("@example.org>") and "desk" not in one and "daily" not in one for one in ids)
    assert message_id("Tracker <t@example.org>", *what) == message_id("t@example.org", *what)


def test_a_date_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone"):
        mime_bytes(replace(LETTER, date=datetime(2026, 11, 24)))  # noqa: DTZ001
