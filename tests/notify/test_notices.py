"""What is told at once: what a rule names, once, and never what is old news."""

from __future__ import annotations

import json
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from told import Told, configuration
from tracker.model import DateBasis, NoticeRule, Relation, Status, When
from tracker.notify.notices import queue_notices
from tracker.store.outbox import Channel
from tracker.store.transaction import immediate

DESK = NoticeRule("urgent", recipients=("desk@example.org", "night@example.org"))


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """A daemon that has run for a while with the rule."""
    made = Told(tmp_path / "belarus.db")
    made.begin()
    queue_notices(configuration(notices=(DESK,)), made.database, made.now - timedelta(hours=1))
    return made


def queued(told: Told, rule: NoticeRule = DESK) -> list[tuple[str, str, bytes]]:
    with told.open() as connection:
        before = connection.execute("SELECT max(id) FROM outbox").fetchone()[0] or 0
    queue_notices(configuration(notices=(rule,)), told.database, told.now)
    with told.open() as connection:
        return [
            (row["channel"], row["recipient"], row["payload"])
            for row in connection.execute("SELECT * FROM outbox WHERE id > ? ORDER BY id", (before,))
        ]


def test_what_a_rule_names_is_told_at_once_to_each_and_never_again(told: Told) -> None:
    told.tell([1, 2])
    messages = queued(told)
    assert [(channel, to) for channel, to, _ in messages] == [
        (Channel.MAIL, "desk@example.org"),
        (Channel.MAIL, "night@example.org"),
    ]
    mail = message_from_bytes(messages[0][2], policy=policy.default)
    assert "EXAMPLE WORKS 1 LLC" in mail["Subject"]
    body = mail.get_content()
    assert "EXAMPLE WORKS 2 LLC" in body
    assert "leaves the measures of the others in force" in body
    told.later(minutes=1)
    assert queued(told) == []
    told.tell([1], When(DateBasis.OFFICIAL, on=date(2025, 11, 2)))
    assert queued(told) == []


@pytest.mark.parametrize(
    "rule",
    [
        NoticeRule("urgent", min_count=2, recipients=DESK.recipients),
        NoticeRule("urgent", min_confidence=0.99, recipients=DESK.recipients),
        NoticeRule("urgent", status=Status.ANNOUNCED, recipients=DESK.recipients),
        NoticeRule("urgent", targets=("*POTASH*",), recipients=DESK.recipients),
    ],
)
def test_what_a_rule_does_not_name_waits_for_the_digest(told: Told, rule: NoticeRule) -> None:
    told.tell([1], confidence=0.9)
    assert queued(told, rule) == []


def test_old_news_is_not_urgent_however_late_we_learn_of_it(told: Told) -> None:
    told.tell([1], When(DateBasis.OFFICIAL, on=date(2025, 8, 2)))
    told.tell([2], relation=Relation.EARLIER)
    assert queued(told) == []


def test_what_was_there_before_the_rule_is_not_told_by_it(told: Told) -> None:
    told.tell([1])
    told.later(minutes=5)
    late = NoticeRule("late", recipients=("desk@example.org",))
    assert queued(told, late) == []
    told.later(minutes=5)
    told.tell([2])
    ((_, _, payload),) = queued(told, late)
    assert b"EXAMPLE WORKS 2" in payload
    assert b"EXAMPLE WORKS 1 " not in payload


def test_a_webhook_gets_what_programs_get_everywhere(told: Told) -> None:
    told.tell([1])
    rule = NoticeRule("urgent", webhook_env="HOOK", apprise_env="APPRISE", targets=("*works 1 *",))
    messages = {channel: (to, payload) for channel, to, payload in queued(told, rule)}
    assert set(messages) == {Channel.WEBHOOK, Channel.APPRISE}
    name, payload = messages[Channel.WEBHOOK]
    assert name == "urgent"
    assert [one["id"] for one in json.loads(payload)["told"]] == ["d1"]


def test_a_message_and_that_it_was_told_are_stored_together(told: Told) -> None:
    told.tell([1])
    with told.open() as connection:
        with immediate(connection):
            connection.execute(
                "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(FAIL, 'full'); END"
            )
        with pytest.raises(Exception, match="full"):
            queue_notices(configuration(notices=(DESK,)), told.database, told.now)
        with immediate(connection):
            connection.execute("DROP TRIGGER full")
    assert len(queued(told)) == 2
