"""A second opinion is kept beside what the rules read, asked for once, and makes no record."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace

import pytest

from model_server import ModelServer, Played, model_server
from press import HTML, an_index, configured, index, page
from tracker.errors import FetchError, UsageError
from tracker.model import Configuration, SecondOpinion
from tracker.store.connection import connect
from tracker.store.opinions import StoredOpinion, load_opinions
from tracker.store.records import load_records
from tracker.sync.opinions import Asked, ask_opinions
from tracker.sync.run import sync
from world import Answer, World

FREED = "On Thursday the authorities of Belarus released 14 political prisoners under a pardon."
DAY = '<meta property="article:published_time" content="2025-07-31T09:00:00+03:00">'
KEY = {"TRACKER_OPINION_KEY": "any"}
THEIRS: dict[str, object] = {
    "type": "release", "status": "actual", "kind": "pardon", "country": "BY", "date": "2025-07-31",
    "date_precision": "day", "count": 14, "count_relation": "total", "quote": FREED,
}  # fmt: skip


def asking(world: World, model: ModelServer) -> Configuration:
    """A configuration with one page read, and the model switched on."""
    world.serve("/news", Answer(index("/a"), content_type=HTML))
    world.serve("/a", Answer(page(FREED, head=DAY), content_type=HTML))
    made = configured(world, an_index(world))
    opinion = SecondOpinion(model.base_url, "example-model", 5.0, 12_000, ("127.0.0.1",))
    made = replace(made, subject=replace(made.subject, second_opinion=opinion))
    sync(made, world.database, clock=lambda: world.now)
    return made


def ask(world: World, configuration: Configuration) -> Asked:
    return ask_opinions(configuration, world.database, clock=lambda: world.now, environ=KEY)


def kept(world: World) -> tuple[StoredOpinion, ...]:
    with closing(connect(world.database, read_only=True)) as connection:
        return load_opinions(connection)


def test_where_the_model_reads_otherwise_is_kept_and_the_records_stay(world: World) -> None:
    with model_server(json.dumps({"records": [{**THEIRS, "count": 41}]})) as model:
        configuration = asking(world, model)
        with closing(connect(world.database, read_only=True)) as connection:
            before = load_records(connection)
        # What the quote does not say, the model is not believed.
        assert ask(world, configuration) == Asked(documents=1, disagreements=0)
        assert ask(world, configuration) == Asked()
    assert len(model.asked) == 1
    (opinion,) = kept(world)
    assert (opinion.model, opinion.failure, opinion.disagreements) == ("example-model", None, ())
    with closing(connect(world.database, read_only=True)) as connection:
        assert load_records(connection) == before


def test_a_record_that_the_model_does_not_see_is_a_disagreement(world: World) -> None:
    with model_server(json.dumps({"records": []})) as model:
        assert ask(world, asking(world, model)) == Asked(documents=1, disagreements=1)
    (opinion,) = kept(world)
    (disagreement,) = opinion.disagreements
    assert (disagreement["kind"], disagreement["rules"]["quote"]) == ("only_rules", FREED)


def test_an_answer_of_no_use_is_kept_as_such_and_not_asked_for_again(world: World) -> None:
    with model_server("I would rather talk about the weather.") as model:
        configuration = asking(world, model)
        assert ask(world, configuration) == ask(world, configuration) == Asked()
    assert len(model.asked) == 1
    assert kept(world)[0].failure


def test_an_endpoint_that_is_down_is_asked_another_time(world: World) -> None:
    with model_server(Played(401), json.dumps({"records": [THEIRS]})) as model:
        configuration = asking(world, model)
        with pytest.raises(FetchError, match="401"):
            ask(world, configuration)
        assert kept(world) == ()
        assert ask(world, configuration) == Asked(documents=1)


def test_without_a_key_nothing_is_sent(world: World) -> None:
    with model_server("{}") as model:
        configuration = asking(world, model)
        with pytest.raises(UsageError, match="TRACKER_OPINION_KEY"):
            ask_opinions(configuration, world.database, clock=lambda: world.now, environ={})
    assert model.asked == []


def test_nobody_is_asked_where_no_opinion_is_switched_on(world: World) -> None:
    assert ask_opinions(world.configuration, world.database, clock=lambda: world.now, environ={}) == Asked()
