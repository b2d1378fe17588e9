"""What pages tell meets the article: corrections need two publishers, talks near a release are looked for."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from press import HTML, an_index, configured, index, page
from tracker.model import Condition, Configuration, Effect, Question, RecordType, Relation, Source
from tracker.store.connection import connect
from tracker.store.developments import StoredDevelopment, load_developments
from tracker.sync.run import sync
from world import Answer, World

DAY = '<meta property="article:published_time" content="2025-08-01T09:00:00+03:00">'
FREED = "On Thursday the authorities of Belarus released 140 political prisoners under a pardon."
TALKS = "US envoy John Coale met Alexander Lukashenko in Minsk on Wednesday."
AFTER_TALKS = Question(
    "Q1",
    "A bargain?",
    ("P4",),
    conditions=(
        Condition(
            "many are freed after talks",
            Effect.ANSWERS,
            type=RecordType.RELEASE,
            min_count=100,
            talks_with=("US",),
            talks_within_days=7,
        ),
    ),
)


@pytest.fixture
def stories(world: World) -> Source:
    story(world, "/a", "The weather in Minsk was fine.")
    story(world, "/b", "The weather in Minsk was fine.")
    world.serve("/news", Answer(index("/a", "/b"), content_type=HTML))
    return an_index(world, recheck=())


def story(world: World, path: str, *paragraphs: str) -> None:
    world.serve(path, Answer(page(*paragraphs, head=DAY), content_type=HTML))


def asked(world: World, source: Source) -> Configuration:
    found = configured(world, source)
    article = replace(found.baseline, as_of=found.baseline.as_of.replace(day=1), questions=(AFTER_TALKS,))
    return replace(found, baseline=article)


def look(world: World, source: Source) -> dict[RecordType, StoredDevelopment]:
    sync(asked(world, source), world.database, clock=lambda: world.now)
    with closing(connect(world.database, read_only=True)) as connection:
        return {one.development.type: one for one in load_developments(connection) if one.stands}


def test_talks_that_are_told_on_the_same_day_are_near_the_release(world: World, stories: Source) -> None:
    story(world, "/a", FREED)
    story(world, "/b", TALKS)
    found = look(world, stories)
    assert found[RecordType.RELEASE].comparison.relation is Relation.NEW
    assert [one.effect for one in found[RecordType.RELEASE].comparison.effects] == [Effect.ANSWERS]


def test_talks_that_are_told_later_change_what_the_release_means(world: World, stories: Source) -> None:
    story(world, "/a", FREED)
    world.serve("/news", Answer(index("/a"), content_type=HTML))
    before = look(world, stories)[RecordType.RELEASE]
    assert before.comparison.effects == ()
    world.later(days=1)
    story(world, "/b", TALKS)
    world.serve("/news", Answer(index("/a", "/b"), content_type=HTML))
    after = look(world, stories)[RecordType.RELEASE]
    assert after.revision == before.revision + 1
    assert [one.effect for one in after.comparison.effects] == [Effect.ANSWERS]
    world.later(days=1)
    assert look(world, stories)[RecordType.RELEASE].revision == after.revision
