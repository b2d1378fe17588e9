"""The page of claims and questions, out of what was stored: also what was refused, in the latest version."""

from __future__ import annotations

from datetime import timedelta

import pytest

from press import HTML, an_index, configured, index, page
from tracker.model import Source
from tracker.report.article_shown import QuestionStanding, QuestionState
from tracker.sync.article_page import article_page
from tracker.sync.run import sync
from world import Answer, World

DAY = '<meta property="article:published_time" content="2025-08-02T09:00:00+03:00">'
FREED = "On Friday the authorities of Belarus released 14 political prisoners under a pardon."
DEMAND = "Tsikhanouskaya called on the EU to impose new sanctions on Minsk."
DEATH = "A political prisoner died in a colony in Belarus on Friday."


@pytest.fixture
def stories(world: World) -> Source:
    world.later(days=2)
    world.serve("/news", Answer(index("/a"), content_type=HTML))
    return an_index(world, recheck=(timedelta(days=1),))


def questions(world: World, source: Source, *paragraphs: str) -> dict[str, QuestionStanding]:
    world.serve("/a", Answer(page(*paragraphs, head=DAY), content_type=HTML))
    configuration = configured(world, source)
    sync(configuration, world.database, clock=lambda: world.now)
    return {one.id: one for one in article_page(configuration, world.database).questions}


def refused(question: QuestionStanding) -> dict[str, int]:
    return {one.text: one.refused for one in question.not_counted if one.refused}


def test_a_page_that_tells_of_a_release_moves_the_question_with_its_sentence(
    world: World, stories: Source
) -> None:
    found = questions(world, stories, FREED)["Q6"]
    assert found.state is QuestionState.MOVED
    assert [touch.seen.quote for touch in found.touches] == [FREED]
    assert found.touches[0].seen.address == f"{world.address}/a"


def test_a_demand_is_seen_refused_and_moves_nothing(world: World, stories: Source) -> None:
    found = questions(world, stories, DEMAND)
    assert refused(found["Q5"]) == {"calls for sanctions": 1}
    assert found["Q5"].state is QuestionState.OPEN
    (page_of_it,) = found["Q5"].not_counted[0].latest
    assert (page_of_it.url, page_of_it.reason) == (f"{world.address}/a", "demand")
    assert refused(found["Q6"]) == {}


def test_what_a_page_says_no_more_is_refused_no_more(world: World, stories: Source) -> None:
    questions(world, stories, DEMAND)
    world.later(days=1)
    assert refused(questions(world, stories, "The weather in Minsk was fine.")["Q5"]) == {}


def test_a_death_in_custody_is_no_release(world: World, stories: Source) -> None:
    found = questions(world, stories, DEATH)["Q6"]
    assert found.state is QuestionState.OPEN
    assert refused(found) == {"a death in custody": 1}
