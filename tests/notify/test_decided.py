"""What a person decided comes to the readers: taken back with the reason, told again, never twice."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from stories import AGAIN, FREED, LATER, Stories
from told import DAILY
from tracker.model import Configuration
from tracker.notify.gather import gather
from tracker.report.digest import DigestView
from tracker.store.connection import connect
from tracker.store.digests import add_digest, add_lines
from tracker.store.transaction import immediate
from tracker.sync import decide
from tracker.sync.desk import By
from world import World

EDITOR = By("editor", "it was another country")


@pytest.fixture
def stories(world: World) -> Stories:
    return Stories(world)


def digest(stories: Stories, configuration: Configuration | None = None) -> DigestView:
    """The digest of this day as it is stored, but for its mails; then it is the next day."""
    now = stories.world.now
    with closing(connect(stories.world.database)) as connection:
        wanted = replace(configuration or stories.configuration, digests=(DAILY,))
        gathered = gather(connection, wanted, DAILY, now=now, local_date=now.date())
        with immediate(connection):
            number = add_digest(
                connection,
                DAILY.name,
                local_date=now.date(),
                zone="UTC",
                window_start=gathered.view.window_start,
                window_end=now,
                subject_line="news",
            )
            assert number is not None
            add_lines(connection, DAILY.name, number, gathered.lines)
    stories.world.later(days=1)
    return gathered.view


def place(stories: Stories) -> tuple[Configuration, Path]:
    return stories.configuration, stories.world.database


def test_what_was_told_and_is_dismissed_is_taken_back_with_the_reason_and_told_again_when_undone(
    stories: Stories,
) -> None:
    stories.story("/a", FREED)
    stories.visit()
    told_on = stories.world.now.date()
    (news,) = digest(stories).new
    decide.dismiss(*place(stories), news.view.id, EDITOR, clock=stories.clock)
    (taken_back,) = digest(stories).corrections
    assert (taken_back.id, taken_back.said_on, taken_back.now) == (news.view.id, told_on, None)
    assert taken_back.truth == "This is withdrawn: a person dismissed it: it was another country."
    assert not digest(stories).has_news
    decide.undo(*place(stories), 1, EDITOR, clock=stories.clock)
    (again,) = digest(stories).corrections
    assert again.said.startswith("This is withdrawn: ")
    assert again.now is not None
    assert again.now.id == news.view.id
    assert not digest(stories).has_news


def test_what_was_never_told_is_dismissed_in_silence(stories: Stories) -> None:
    stories.story("/a", FREED)
    stories.visit()
    name = stories.with_count(14).development.id
    decide.dismiss(*place(stories), name, EDITOR, clock=stories.clock)
    assert not digest(stories).has_news


def test_two_that_were_told_and_are_merged_are_taken_back_as_one(stories: Stories) -> None:
    stories.story("/a", FREED)
    stories.story("/b", LATER, day="2025-08-02")
    stories.visit()
    two = [news.view.id for news in digest(stories).new]
    decide.merge(*place(stories), *two, EDITOR, clock=stories.clock)
    (one,) = stories.standing()
    view = digest(stories)
    (merged,) = [each for each in view.corrections if each.id != one.development.id]
    assert merged.truth.startswith(f"This is the same event as {one.development.id}: ")
    assert not digest(stories).has_news


def test_what_is_cut_out_is_news_of_its_own(stories: Stories) -> None:
    stories.story("/a", FREED)
    stories.story("/b", AGAIN)
    stories.visit()
    (news,) = digest(stories).new
    cut = stories.records()[AGAIN]
    decide.split(*place(stories), news.view.id, [cut], EDITOR, clock=stories.clock)
    view = digest(stories)
    assert [one.view.evidence[0].record for one in view.new] == [cut]
    assert not digest(stories).has_news


def test_a_reason_that_names_somebody_is_told_without_the_name(stories: Stories) -> None:
    stories.story("/a", FREED)
    stories.visit()
    (news,) = digest(stories).new
    why = By("editor", "Pavel Nebylets called us and denies it")
    decide.dismiss(*place(stories), news.view.id, why, clock=stories.clock)
    (taken_back,) = digest(stories).corrections
    assert "[name withheld] called us and denies it" in taken_back.truth


def test_what_is_unsure_and_confirmed_is_no_more_to_be_reviewed(stories: Stories) -> None:
    stories.story("/a", FREED)
    stories.visit()
    with closing(connect(stories.world.database)) as connection, immediate(connection):
        connection.execute("UPDATE developments SET confidence = 0.4")
    name = stories.with_count(14).development.id
    with closing(connect(stories.world.database)) as connection:
        now = stories.world.now
        gathered = gather(connection, stories.configuration, DAILY, now=now, local_date=now.date())
    assert [one.command for one in gathered.view.review] == [f"tracker evidence {name}"]
    decide.confirm(*place(stories), name, EDITOR, clock=stories.clock)
    assert digest(stories).review == ()
