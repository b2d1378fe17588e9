"""What a person decided holds through a replay by other rules: read otherwise, lost, and found again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from lexicons import Lexicons, copied

from press import configured, visit
from stories import FREED, LATER, Stories
from tracker.store.connection import connect
from tracker.sync import decide
from tracker.sync.desk import By
from tracker.sync.replay import replay
from tracker.sync.views import views_of
from world import World

EDITOR = By("editor", "it is a mistake")
NAMED = "On Thursday the authorities of Belarus released the blogger Pavel Nebylets under a pardon."


@pytest.fixture
def stories(world: World) -> Stories:
    return Stories(world)


@pytest.fixture
def lexicons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lexicons]:
    with copied(tmp_path / "rules", monkeypatch) as found:
        yield found


def through_other_rules(stories: Stories, lexicons: Lexicons) -> Iterator[str]:
    """Replays by rules that read the kind of release otherwise, that find nothing, and by the usual ones."""
    for what, change in (
        ("otherwise", lambda: lexicons.forget("pardon")),
        ("not", lambda: lexicons.silence("free-active")),
        ("as before", lexicons.restore),
    ):
        change()
        replay(stories.configuration, stories.world.database, apply=True, clock=stories.clock)
        yield what


def test_a_dismissed_development_stays_dismissed(stories: Stories, lexicons: Lexicons) -> None:
    stories.story("/a", FREED)
    stories.visit()
    name = stories.with_count(14).development.id
    decide.dismiss(stories.configuration, stories.world.database, name, EDITOR, clock=stories.clock)
    for _ in through_other_rules(stories, lexicons):
        assert stories.standing() == []
    assert list(stories.stored()) == [name]


def test_two_that_were_made_one_stay_one(stories: Stories, lexicons: Lexicons) -> None:
    stories.story("/a", FREED)
    stories.story("/b", LATER, day="2025-08-02")
    stories.visit()
    two = [one.development.id for one in stories.standing()]
    decide.merge(stories.configuration, stories.world.database, *two, EDITOR, clock=stories.clock)
    (one,) = stories.standing()
    for what in through_other_rules(stories, lexicons):
        assert [each.development.id for each in stories.standing()] in ([one.development.id], []), what
    assert [each.development.id for each in stories.standing()] == [one.development.id]


def test_a_person_stays_hidden(stories: Stories, lexicons: Lexicons) -> None:
    official = replace(stories.source, publisher_class="official")
    stories.story("/a", NAMED)
    visit(stories.world, official)
    place = configured(stories.world, official), stories.world.database
    decide.suppress(*place, "Pavel Nebylets", EDITOR, clock=stories.clock)
    for _ in through_other_rules(stories, lexicons):
        with closing(connect(stories.world.database, read_only=True)) as connection:
            assert "Nebylets" not in repr(views_of(connection, place[0]))
    decide.undo(*place, 1, EDITOR, clock=stories.clock)
    with closing(connect(stories.world.database, read_only=True)) as connection:
        assert "Nebylets" in repr(views_of(connection, place[0]))
