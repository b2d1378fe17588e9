"""Who may be named is known from the lists, the article, the officials and the decisions of one database."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from press import configured, visit
from stories import Stories
from tracker.report.shown import DevelopmentView
from tracker.store.connection import connect
from tracker.sync.run import sync
from tracker.sync.views import views_of
from world import SUBJECT, Listed, World, sdn_xml

SENTENCE = (
    "On Thursday the authorities of Belarus released Siarhei Tsikhanouski, Pavel Nebylets and"
    " Alena Vydumanava after talks with the US envoy Keith Kellogg."
)


@pytest.fixture
def stories(world: World) -> Stories:
    return Stories(world)


def shown(stories: Stories) -> DevelopmentView:
    with closing(connect(stories.world.database, read_only=True)) as connection:
        views = views_of(connection, stories.configuration)
    (found,) = [one for one in views if one.action is None]
    return found


def test_whom_the_article_names_and_who_acts_in_office_are_named_and_others_are_counted(
    stories: Stories,
) -> None:
    stories.story("/a", SENTENCE)
    stories.visit()
    one = shown(stories)
    assert (one.people, one.people_withheld) == (("Siarhei Tsikhanouski",), 2)
    assert one.evidence[0].quote == SENTENCE.replace("Pavel Nebylets", "[name withheld]").replace(
        "Alena Vydumanava", "[name withheld]"
    )


def test_who_stood_on_a_list_once_is_named_for_good(stories: Stories) -> None:
    world = stories.world
    person = Listed("900", "NEBYLETS")
    as_company = b"<lastName>NEBYLETS</lastName>\n    <sdnType>Entity</sdnType>"
    as_person = (
        b"<firstName>Pavel</firstName>\n    <lastName>NEBYLETS</lastName>\n    <sdnType>Individual</sdnType>"
    )
    lists = replace(world.configuration, lists=())
    for listed in ((*SUBJECT, person), SUBJECT):
        world.serve("/sdn", sdn_xml(listed, world.now.date()).replace(as_company, as_person))
        sync(lists, world.database, clock=lambda: world.now)
        world.later(days=1)
    stories.story("/a", SENTENCE)
    visit(world, stories.source)
    assert shown(stories).people == ("Pavel Nebylets", "Siarhei Tsikhanouski")


def test_a_publisher_of_the_government_names_everybody(stories: Stories) -> None:
    official = replace(stories.source, publisher_class="official")
    stories.story("/a", SENTENCE)
    visit(stories.world, official)
    with closing(connect(stories.world.database, read_only=True)) as connection:
        (one,) = views_of(connection, configured(stories.world, official))
    assert one.people_withheld == 0
    assert one.evidence[0].quote == SENTENCE
