"""What a person has to look at: said once, with the command for it, and no more when it is decided."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from press import configured, visit
from stories import AGAIN, FREED, Stories
from tracker.model import Configuration, Source
from tracker.report.to_review import ReviewKind, ToReview
from tracker.store.connection import connect
from tracker.store.documents import load_documents
from tracker.store.opinions import add_opinion
from tracker.store.transaction import immediate
from tracker.sync import decide
from tracker.sync.desk import By
from tracker.sync.review import to_review
from world import SDN, SUBJECT, World, without

EDITOR = By("editor", "it is a mistake")


@pytest.fixture
def stories(world: World) -> Stories:
    return Stories(world)


def found(stories: Stories, configuration: Configuration | None = None) -> dict[ReviewKind | None, ToReview]:
    listed = to_review(configuration or stories.configuration, stories.world.database, now=stories.world.now)
    by_kind = {one.kind: one for one in listed}
    assert len(by_kind) == len(listed), "one of a kind is enough to be seen"
    return by_kind


def of_class(stories: Stories, publisher_class: str) -> Source:
    return replace(stories.source, publisher_class=publisher_class)


def test_a_quiet_database_has_nothing_to_review(stories: Stories) -> None:
    stories.story("/a", FREED)
    visit(stories.world, of_class(stories, "official"))
    assert found(stories) == {}


def test_a_list_that_is_held_is_to_be_looked_at(world: World) -> None:
    world.serve_list(SUBJECT)
    world.sync()
    world.later(days=1)
    world.serve_list(without(SUBJECT, *range(100, 117)))
    world.sync()
    (one,) = to_review(world.configuration, world.database, now=world.now)
    assert (one.kind, one.command) == (ReviewKind.HELD, f"tracker lists accept {SDN}")


def test_numbers_that_contradict_one_another_are_shown_with_who_says_them(stories: Stories) -> None:
    stories.story("/a", FREED)
    stories.story("/b", AGAIN.replace("14", "15"))
    visit(stories.world, of_class(stories, "official"))
    (development,) = stories.standing()
    name = development.development.id
    one = found(stories)[ReviewKind.COUNTS]
    assert {"14", "15"} <= set(one.why.replace(";", " ").split())
    assert one.command == f"tracker evidence {name}"
    decide.confirm(stories.configuration, stories.world.database, name, EDITOR, clock=stories.clock)
    assert found(stories) == {}


def test_what_nobody_is_sure_of_is_confirmed_or_dismissed(stories: Stories) -> None:
    stories.story("/a", FREED)
    visit(stories.world, of_class(stories, "discovery"))
    (development,) = stories.standing()
    name = development.development.id
    with closing(connect(stories.world.database)) as connection, immediate(connection):
        connection.execute("UPDATE developments SET confidence = 0.4")
    one = found(stories)[ReviewKind.UNSURE]
    assert one.then == (f"tracker confirm {name}", f"tracker dismiss {name} --why WHY")
    decide.confirm(stories.configuration, stories.world.database, name, EDITOR, clock=stories.clock)
    assert found(stories) == {}


class TestTwoThatMayBeOne:
    @pytest.fixture
    def two(self, stories: Stories) -> tuple[str, str]:
        """Two numbers on two days: too unlike to be one, too like to be surely two."""
        stories.story("/a", "On Wednesday Belarus released 14 political prisoners under a pardon.")
        stories.story("/b", "On Friday Belarus released 15 political prisoners, their families say.")
        visit(stories.world, of_class(stories, "official"))
        assert ReviewKind.NEARLY in found(stories)
        a, b = sorted(one.development.id for one in stories.standing())
        return a, b

    def test_the_command_makes_them_one(self, stories: Stories, two: tuple[str, str]) -> None:
        one = found(stories)[ReviewKind.NEARLY]
        assert one.then[0] == f"tracker merge {two[0]} {two[1]} --why WHY"
        place = stories.configuration, stories.world.database
        decide.merge(*place, *two, EDITOR, clock=stories.clock)
        assert ReviewKind.NEARLY not in found(stories)

    def test_two_that_are_confirmed_are_two(self, stories: Stories, two: tuple[str, str]) -> None:
        for name in two:
            decide.confirm(stories.configuration, stories.world.database, name, EDITOR, clock=stories.clock)
        assert found(stories) == {}

    def test_what_was_parted_by_hand_is_not_asked_about_again(
        self, stories: Stories, two: tuple[str, str]
    ) -> None:
        place = stories.configuration, stories.world.database
        decide.merge(*place, *two, EDITOR, clock=stories.clock)
        (whole,) = stories.standing()
        last = whole.development.ties[-1].record
        decide.split(*place, whole.development.id, [last], EDITOR, clock=stories.clock)
        assert len(stories.standing()) == 2
        assert ReviewKind.NEARLY not in found(stories)


def test_one_that_was_dismissed_and_is_told_by_more_since(stories: Stories) -> None:
    stories.story("/a", FREED)
    visit(stories.world, of_class(stories, "official"))
    name = stories.with_count(14).development.id
    decide.dismiss(stories.configuration, stories.world.database, name, EDITOR, clock=stories.clock)
    assert found(stories) == {}
    stories.story("/b", AGAIN)
    stories.world.later(days=1)
    visit(stories.world, of_class(stories, "official"))
    one = found(stories)[ReviewKind.DISMISSED]
    assert one.why == "dismissed, and 1 more record tells it since"
    assert one.then == (f"tracker confirm {name}",)
    decide.confirm(stories.configuration, stories.world.database, name, EDITOR, clock=stories.clock)
    assert found(stories) == {}


def test_a_target_that_no_list_has_is_to_be_looked_at(stories: Stories) -> None:
    world = stories.world
    stories.story(
        "/a", "The United States lifted its sanctions on the Belarusian company Prydumany Azot on Friday."
    )
    official = of_class(stories, "official")
    visit(world, official)
    lists = [replace(one, name="a_list") for one in world.configuration.sources]
    reads_lists = configured(world, official, *lists)
    one = found(stories, reads_lists)[ReviewKind.TARGETS]
    assert "Prydumany Azot" in one.why
    # Of an authority whose lists nobody reads, a name without an entry says nothing.
    assert found(stories) == {}


def test_people_who_may_be_one_are_named_only_where_they_may_be(stories: Stories) -> None:
    stories.story("/a", "On Monday the authorities of Belarus released the blogger Pavel Nebylets.")
    stories.story("/b", "On Friday the authorities of Belarus released the blogger Pavel Nebyletz-Vydumanau.")
    official = of_class(stories, "official")
    visit(stories.world, official)
    assert len(stories.standing()) == 2
    one = found(stories, configured(stories.world, official))[ReviewKind.PEOPLE]
    assert "Pavel Nebylets / Pavel Nebyletz-Vydumanau" in one.why
    hidden = found(stories)[ReviewKind.PEOPLE]
    assert "Nebyl" not in repr(hidden)
    assert "a person who is not named here" in hidden.why


class TestSecondOpinion:
    def disagreement(self, **facts: object) -> dict[str, object]:
        rules = {"type": "release", "quote": FREED, "count": 14, "names": [], "targets": [], "officials": []}
        return {
            "kind": "differs",
            "fields": ["count", "names"],
            "refused": None,
            "rules": rules,
            "opinion": {**rules, "count": 15, "names": ["Pavel Nebylets"]},
            **facts,
        }

    def opine(self, stories: Stories, **facts: object) -> None:
        stories.story("/a", FREED)
        visit(stories.world, of_class(stories, "official"))
        with closing(connect(stories.world.database)) as connection, immediate(connection):
            (document, *_) = [one for one in load_documents(connection) if one.document.text == FREED]
            add_opinion(
                connection,
                document.id,
                model="some-model",
                now=stories.world.now,
                disagreements=[self.disagreement(**facts)],
            )

    def test_it_says_where_it_differs_and_names_nobody(self, stories: Stories) -> None:
        self.opine(stories)
        one = found(stories)[ReviewKind.OPINION]
        assert one.why == "the second opinion (some-model) reads otherwise: count is 15, not 14; other names"
        assert one.command == f"tracker evidence {stories.records()[FREED]}"
        assert "Nebylets" not in repr(one)

    def test_what_only_one_of_the_two_sees_is_said(self, stories: Stories) -> None:
        self.opine(stories, kind="only_opinion", rules=None, refused="promise", fields=[])
        one = found(stories)[ReviewKind.OPINION]
        assert one.why.endswith("it sees a release in a sentence that the rules refused (promise)")

    def test_after_a_month_it_is_asked_no_more(self, stories: Stories) -> None:
        self.opine(stories)
        stories.world.now += timedelta(days=31)
        assert found(stories) == {}


def test_two_that_only_their_numbers_keep_apart_are_shown_with_the_reason(stories: Stories) -> None:
    stories.story("/a", "On Wednesday Belarus released 14 political prisoners under a pardon.")
    stories.story("/b", "On Thursday Belarus released 10 political prisoners under a pardon.")
    visit(stories.world, of_class(stories, "official"))
    assert len(stories.standing()) == 2
    one = found(stories)[ReviewKind.NEARLY]
    assert one.why == (
        "they fit (0.50: one day apart; both: pardon), but are not taken for one: "
        "their numbers contradict one another, and their days differ"
    )


def test_a_release_of_one_and_one_of_many_are_no_question(stories: Stories) -> None:
    stories.story("/a", "On Wednesday Belarus released 14 political prisoners under a pardon.")
    stories.story("/b", "On Thursday Belarus released two political prisoners under a pardon.")
    visit(stories.world, of_class(stories, "official"))
    assert len(stories.standing()) == 2
    assert found(stories) == {}
