"""A digest is made once: what it tells, that it told it, and its mails, or nothing of it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, time, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from told import DAILY, MAIL, SEVEN, Told, configuration
from tracker.errors import UsageError
from tracker.mail.message import Letter, mime_bytes
from tracker.model import DateBasis, Digest, When
from tracker.notify.digest import MOST_BYTES, Made, as_sent, make_digest, preview
from tracker.store.meta import mark_demo
from tracker.store.transaction import immediate
from tracker.sync import decide
from tracker.sync.desk import By
from world import EVERYBODY, World, without

TWO = Digest("daily", time(7), recipients=("desk@example.org", "night@example.org"))


@pytest.fixture
def told(tmp_path: Path) -> Told:
    made = Told(tmp_path / "belarus.db")
    made.begin()
    return made


def make(told: Told, digest: Digest = DAILY, day: date | None = None) -> Made | None:
    return make_digest(
        configuration(digest), told.database, digest, now=told.now, local_date=day or told.now.date()
    )


def mails(told: Told) -> list[EmailMessage]:
    with told.open() as connection:
        rows = connection.execute("SELECT payload FROM outbox WHERE channel = 'mail' ORDER BY id").fetchall()
    return [message_from_bytes(row["payload"], policy=policy.default) for row in rows]


def counts(told: Told) -> dict[str, int]:
    with told.open() as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("digests", "digest_lines", "outbox", "health_told")
        }


def test_each_recipient_has_a_mail_of_their_own_with_an_id_of_its_own(told: Told) -> None:
    told.tell([1])
    made = make(told, TWO)
    assert made is not None
    assert (made.lines, made.mails) == (1, 2)
    first, second = mails(told)
    assert [first["To"], second["To"]] == list(TWO.recipients)
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Subject"] == second["Subject"] == made.subject_line
    for body in (first.get_body(("plain",)), first.get_body(("html",))):
        assert body is not None
        assert "EXAMPLE WORKS 1 LLC" in body.get_content()


def test_a_local_date_has_one_digest(told: Told) -> None:
    told.tell([1])
    assert make(told) is not None
    told.tell([2])
    assert make(told) is None
    assert make(told, day=told.now.date() - timedelta(days=1)) is None
    assert counts(told)["digests"] == 1
    told.later(days=1)
    assert make(told) is not None
    assert "EXAMPLE WORKS 2 LLC" in mails(told)[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_of_many_that_make_it_at_once_one_does(told: Told) -> None:
    told.tell(range(20))
    found: list[Made | None] = []
    threads = [threading.Thread(target=lambda: found.append(make(told, TWO))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(one is not None for one in found) == 1
    assert counts(told) == {"digests": 1, "digest_lines": 20, "outbox": 2, "health_told": 0}


def test_what_cannot_be_stored_whole_is_not_stored_at_all(told: Told) -> None:
    told.tell([1])
    before = counts(told)
    with told.open() as connection, immediate(connection):
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(FAIL, 'the disk is full'); END"
        )
    with pytest.raises(Exception, match="the disk is full"):
        make(told)
    assert counts(told) == before


def test_a_week_of_the_same_bytes_is_seven_mails_that_say_so_in_a_line(world: World) -> None:
    world.now = SEVEN - timedelta(hours=1)
    world.serve_list(without(EVERYBODY, 104), published=world.now.date())
    told = Told(world.database, SEVEN)
    config = replace(world.configuration, mail=MAIL, digests=(DAILY,))
    for _ in range(8):
        world.sync()
        assert make_digest(config, world.database, DAILY, now=told.now, local_date=told.now.date())
        told.later(days=1)
        world.later(days=1)
    first, *week = mails(told)
    assert "Since the article: 1 delisted" in first["Subject"]
    assert len({mail["Subject"] for mail in week}) == len(week) == 7
    for mail in week:
        assert mail["Subject"].startswith("[Tracker] nothing new — ")
        for kind in "plain", "html":
            content = mail.get_body((kind,)).get_content()  # type: ignore[union-attr]
            assert "Nothing new: 1 of 1 sources reached." in content
            assert "EXAMPLE WORKS" not in content


def test_a_digest_of_250_developments_is_no_larger_than_mail_programs_show(told: Told) -> None:
    told.tell(range(250))
    assert make(told) is not None
    with told.open() as connection:
        size = connection.execute("SELECT length(payload) FROM outbox").fetchone()[0]
        lines = connection.execute("SELECT count(*) FROM digest_lines").fetchone()[0]
    assert size <= MOST_BYTES
    assert lines == 250
    (mail,) = mails(told)
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "tracker developments" in text


def test_the_ping_of_a_digest_waits_for_its_mails(told: Told) -> None:
    make(told, replace(TWO, ping_env="PING"))
    with told.open() as connection:
        states = connection.execute("SELECT channel, state FROM outbox ORDER BY id").fetchall()
    assert [tuple(row) for row in states] == [("mail", "pending"), ("mail", "pending"), ("ping", "waiting")]


def test_a_preview_is_what_would_be_sent_and_changes_nothing(told: Told) -> None:
    told.tell([1])
    before = counts(told)
    shown = preview(configuration(), told.database, DAILY, now=told.now, local_date=told.now.date())
    assert counts(told) == before
    make(told)
    assert as_sent(configuration(), told.database, DAILY, told.now.date()) == shown


def test_a_digest_that_was_sent_is_shown_without_whom_a_person_suppressed_since(told: Told) -> None:
    make(told)
    named = mime_bytes(
        Letter(MAIL.sender, "desk@example.org", "News", "Alena Vydumanava.\n", told.now, "<1@x>", "daily.x")
    )
    with told.open() as connection, immediate(connection):
        sent = "state = 'sent', next_try_at = NULL, ended_at = created_at"
        connection.execute(f"UPDATE outbox SET payload = ?, {sent}", (named,))
    decide.suppress(configuration(), told.database, "Alena Vydumanava", By("editor"))
    shown = as_sent(configuration(), told.database, DAILY, told.now.date())
    assert b"Vydumanava" not in shown
    assert b"[name withheld]." in shown
    assert mails(told)[0].get_content().strip() == "Alena Vydumanava."


def test_a_reader_can_have_the_mails_stopped_by_mail_and_on_a_page(told: Told) -> None:
    config = configuration()
    config = replace(config, mail=replace(MAIL, unsubscribe="https://example.org/stop"))
    shown = preview(config, told.database, DAILY, now=told.now, local_date=told.now.date())
    mail = message_from_bytes(shown, policy=policy.default)
    assert "<https://example.org/stop>" in mail["List-Unsubscribe"]
    assert "<mailto:tracker@example.org" in mail["List-Unsubscribe"]


def test_a_day_without_a_digest_has_nothing_to_show(told: Told) -> None:
    with pytest.raises(UsageError, match="none was made for 2025-10-01"):
        as_sent(configuration(), told.database, DAILY, date(2025, 10, 1))


def test_a_demo_sends_no_digest(told: Told) -> None:
    told.tell([1])
    with told.open() as connection, immediate(connection):
        mark_demo(connection)
    with pytest.raises(UsageError, match="the demo's"):
        make(told)
    assert counts(told)["outbox"] == 0


@pytest.mark.parametrize("facts", [{"mail": None}, {"digests": (Digest("daily", time(7)),)}])
def test_without_mail_or_readers_it_says_what_is_missing(told: Told, facts: dict[str, object]) -> None:
    config = replace(configuration(), **facts)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"tracker\.toml"):
        make_digest(config, told.database, config.digests[0], now=SEVEN, local_date=SEVEN.date())


def test_a_correction_leads_the_subject_and_the_mail(told: Told) -> None:
    told.tell([1])
    make(told)
    told.later(days=1)
    told.tell([2])
    told.tell([1], When(DateBasis.OFFICIAL, on=date(2025, 9, 1)))
    make(told)
    mail = mails(told)[-1]
    assert mail["Subject"].index("CORRECTION") < mail["Subject"].index("1 delisted")
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert text.index("1 September 2025") < text.index("EXAMPLE WORKS 2 LLC")
    assert "4 November 2025" in text
