"""What pages state is told: once, however many pages say it, and taken back where none says it any more."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from press import HTML, an_index, index, page, visit
from tracker.model import CountRelation, DateBasis, Source
from tracker.resolve.developments import GONE
from tracker.store.connection import connect
from tracker.store.developments import StoredDevelopment, load_developments
from world import Answer, World

DAY = '<meta property="article:published_time" content="2025-08-01T09:00:00+03:00">'
FREED = "On Thursday the authorities of Belarus released 14 political prisoners under a pardon."
MORE = "Belarus released 15 political prisoners under a pardon on Thursday, the office of the president says."
LATER = "On Friday the authorities of Belarus released 30 political prisoners, who were taken to Lithuania."
DAILY = (timedelta(days=1), timedelta(days=2))


@pytest.fixture
def stories(world: World) -> Source:
    """An index of three stories that are looked at again on each of the two days after."""
    for path in ("/a", "/b", "/c"):
        story(world, path, "The weather in Minsk was fine.")
    world.serve("/news", Answer(index("/a", "/b", "/c"), content_type=HTML))
    return an_index(world, recheck=DAILY)


def story(world: World, path: str, *paragraphs: str, head: str = DAY) -> None:
    world.serve(path, Answer(page(*paragraphs, head=head), content_type=HTML))


def stored(world: World) -> list[StoredDevelopment]:
    with closing(connect(world.database, read_only=True)) as connection:
        return list(load_developments(connection))


def standing(world: World) -> list[StoredDevelopment]:
    return [one for one in stored(world) if one.stands]


def test_what_a_page_states_is_told_once(world: World, stories: Source) -> None:
    story(world, "/a", FREED)
    (told,) = visit(world, stories).told
    assert (told.on.isoformat() if told.on else None, told.basis) == ("2025-07-31", DateBasis.STATED)
    assert visit(world, stories).told == ()


def test_two_pages_that_tell_one_release_are_one_development_with_both_numbers(
    world: World, stories: Source
) -> None:
    story(world, "/a", FREED)
    story(world, "/b", MORE)
    visit(world, stories)
    (one,) = standing(world)
    assert len(one.development.ties) == 2
    said = {(claim.value, claim.relation) for claim in one.development.counts}
    assert said == {(14, CountRelation.TOTAL), (15, CountRelation.TOTAL)}
    assert one.development.voices == 1  # one publisher


def test_two_releases_on_one_page_stay_two(world: World, stories: Source) -> None:
    story(world, "/a", FREED, LATER, head=DAY.replace("2025-08-01", "2025-08-02"))
    visit(world, stories)
    assert sorted(one.development.details.count or 0 for one in standing(world)) == [14, 30]


def test_a_page_that_mends_its_number_leaves_one_development_under_the_same_id(
    world: World, stories: Source
) -> None:
    story(world, "/a", FREED)
    (before,) = visit(world, stories).told
    world.later(days=1)
    story(world, "/a", FREED.replace("14", "16"))
    (after,) = visit(world, stories).told
    (one,) = stored(world)
    assert before.id == after.id == one.development.id
    assert [claim.value for claim in one.development.counts] == [16]


def test_a_withdrawn_page_takes_back_what_it_alone_said_and_gives_it_back_when_it_returns(
    world: World, stories: Source
) -> None:
    story(world, "/a", FREED)
    visit(world, stories)
    world.later(days=1)
    world.serve("/a", Answer(b"gone", status=404))
    assert visit(world, stories).told == ()
    (gone,) = stored(world)
    assert (gone.withdrawn_why, gone.stands) == (GONE, False)
    world.later(days=1)
    story(world, "/a", FREED)
    visit(world, stories)
    (back,) = standing(world)
    assert back.development == gone.development


def test_what_another_page_says_too_stands_without_the_withdrawn_one(world: World, stories: Source) -> None:
    story(world, "/a", FREED)
    story(world, "/b", MORE)
    visit(world, stories)
    world.later(days=1)
    world.serve("/a", Answer(b"gone", status=404))
    visit(world, stories)
    (one,) = standing(world)
    assert [claim.value for claim in one.development.counts] == [15]


def test_a_page_that_comes_between_two_developments_joins_them_and_the_later_id_leads_on(
    world: World, stories: Source
) -> None:
    story(world, "/a", "On Monday the authorities of Belarus released 14 political prisoners.")
    story(world, "/b", "On Friday Belarus released 15 political prisoners, their families say.")
    visit(world, stories)
    first, second = stored(world)
    assert first.stands
    assert second.stands
    world.later(days=1)
    story(world, "/c", "On Wednesday the authorities of Belarus released 14 political prisoners.")
    visit(world, stories)
    ids = {one.development.id: one.redirect_to for one in stored(world)}
    assert ids == {first.development.id: None, second.development.id: first.development.id}
