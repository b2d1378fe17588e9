"""A source walked backwards: to a day, politely, resumably, and told once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tracker.errors import UsageError
from tracker.model import Checks, Configuration, Relation, Source, SourceKind
from tracker.store.connection import connect
from tracker.store.documents import load_documents
from tracker.store.links import LinkState, links_of
from tracker.store.posts import posts_of
from tracker.sync.backfill import Backfill, backfill
from tracker.sync.run import sync
from world import DELTA, EVERYBODY, SUBJECT, Answer, World, company, delta_xml, without

HTML = "text/html; charset=utf-8"
SINCE = date(2025, 6, 1)
# Page by page, the newest first: the day of each story.
PAGES = {1: ("2025-07-30", "2025-07-20"), 2: ("2025-07-10", "2025-06-20"), 3: ("2025-06-10", "2025-05-20")}


def story(day: str) -> str:
    return f"/story/{day}"


def index(days: Iterable[str]) -> Answer:
    links = "".join(
        f'<li><time datetime="{day}T09:00:00Z">{day}</time> <a href="{story(day)}">Of {day}</a></li>'
        for day in days
    )
    return Answer(f"<html><body><ul>{links}</ul></body></html>".encode(), content_type=HTML)


def api(world: World, days: Iterable[str]) -> Answer:
    entries = [{"link": f"{world.address}{story(day)}", "day": f"{day}T09:00:00Z"} for day in days]
    return Answer(json.dumps({"results": entries}).encode(), content_type="application/json")


def channel(days: Iterable[str]) -> Answer:
    posts = "".join(
        f'<div class="post"><a href="{story(day)}"><time datetime="{day}T09:00:00Z">9</time></a>'
        f"<p>Of {day} in Minsk.</p></div>"
        for day in days
    )
    return Answer(f"<html><body>{posts}</body></html>".encode(), content_type=HTML)


def a_source(world: World, kind: SourceKind = SourceKind.INDEX, **facts: object) -> Source:
    kinds: dict[SourceKind, dict[str, object]] = {
        SourceKind.INDEX: {"link_selector": "li a", "time_selector": "time"},
        SourceKind.API: {
            "entries_path": "results",
            "mapping": {"url": "link", "published_at": "day"},
        },
        SourceKind.POSTS: {
            "post_selector": ".post",
            "permalink_selector": "a",
            "text_selector": "p",
            "time_selector": "time",
        },
    }
    made = Source(
        name="example",
        title="Example",
        kind=kind,
        url=f"{world.address}/news",
        backfill_url=f"{world.address}/news?page={{page}}",
        enabled=True,
        every=timedelta(hours=1),
        publisher_class="independent",
        languages=("en",),
        terms="invented",
        gap_s=0.0,
    )
    return replace(made, **{**kinds[kind], **facts})  # type: ignore[arg-type]


@dataclass
class Walker:
    """One source of a world, walked backwards or visited."""

    world: World
    source: Source

    @property
    def configuration(self) -> Configuration:
        return replace(self.world.configuration, sources=(self.source,), lists=())

    def clock(self) -> datetime:
        return self.world.now

    def back(self, since: date = SINCE) -> Backfill:
        name = self.source.name
        return backfill(self.configuration, self.world.database, name, since, clock=self.clock)

    def visit(self) -> str:
        return sync(self.configuration, self.world.database, clock=self.clock).sources[0].message

    def links(self) -> dict[str, LinkState]:
        with closing(connect(self.world.database, read_only=True)) as connection:
            found = links_of(connection, self.source.name)
        return {link.url.removeprefix(self.world.address): link.state for link in found}


def serve_pages(world: World, pages: dict[int, tuple[str, ...]] = PAGES) -> None:
    for number, days in pages.items():
        world.serve(f"/news?page={number}", index(days))
    for day in {day for days in pages.values() for day in days}:
        world.serve(story(day), Answer(f"<p>What was on {day}.</p>".encode(), content_type=HTML))


@pytest.fixture
def walker(world: World) -> Walker:
    serve_pages(world)
    return Walker(world, a_source(world))


def test_an_index_is_walked_back_to_the_day_and_its_pages_are_kept(walker: Walker) -> None:
    walker.world.serve("/news?page=4", index(["2025-05-10", "2025-05-01"]))
    found = walker.back()
    assert (found.pages, found.new_links, found.visited, found.exit_code) == (3, 5, 5, 0)
    assert found.ended == "page 4 is older than 2025-06-01"
    assert walker.links() == {
        story(day): LinkState.READ for days in PAGES.values() for day in days if day >= "2025-06-01"
    }


def test_an_api_is_walked_back_in_the_same_way(world: World) -> None:
    serve_pages(world)
    for number, days in {**PAGES, 4: ("2025-05-10",)}.items():
        world.serve(f"/news?page={number}", api(world, days))
    walker = Walker(world, a_source(world, SourceKind.API))
    found = walker.back()
    assert (found.pages, found.new_links, found.exit_code) == (3, 5, 0)
    assert story("2025-06-10") in walker.links()


def test_old_posts_are_remembered_with_their_texts(world: World) -> None:
    for number, days in {**PAGES, 4: ("2025-05-10",)}.items():
        world.serve(f"/news?page={number}", channel(days))
    walker = Walker(world, a_source(world, SourceKind.POSTS))
    found = walker.back()
    assert (found.pages, found.new_posts, found.new_links, found.exit_code) == (3, 5, 0, 0)
    with closing(connect(world.database, read_only=True)) as connection:
        posts = posts_of(connection, "example")
        read = load_documents(connection, "example")
    assert {one.document.text for one in read} == {post.text for post in posts}
    assert {post.text for post in posts} == {
        f"Of {day} in Minsk." for days in PAGES.values() for day in days if day >= "2025-06-01"
    }


def test_age_and_number_that_limit_a_visit_do_not_limit_the_way_back(world: World) -> None:
    serve_pages(world)
    walker = Walker(world, a_source(world, max_age=timedelta(days=3), max_links=1))
    found = walker.back()
    # One page at a visit, but as many as there are on the way back.
    assert (found.new_links, found.visited) == (5, 5)
    assert set(walker.links().values()) == {LinkState.READ}


def test_nothing_is_asked_for_twice(walker: Walker) -> None:
    walker.back()
    requests = walker.world.requests
    assert len(requests) == len(set(requests)) == 3 + 1 + 5


@pytest.mark.parametrize(
    ("last", "ended"),
    [
        (Answer(b"no such page", 404, "text/plain"), "there is no page 4"),
        (Answer(b"gone", 410, "text/plain"), "there is no page 4"),
        (Answer(b"<p>Nothing was found.</p>", content_type=HTML), "page 4 names nothing more"),
    ],
)
def test_where_the_pages_end_the_walk_ends_well(walker: Walker, last: Answer, ended: str) -> None:
    walker.world.serve("/news?page=4", last)
    found = walker.back(date(2020, 1, 1))
    assert (found.ended, found.pages, found.exit_code) == (ended, 3, 0)


def test_a_last_page_with_fewer_links_than_declared_is_no_drift(world: World) -> None:
    serve_pages(world, {**PAGES, 4: ("2025-05-01",)})
    walker = Walker(world, a_source(world, checks=Checks(min_links=2)))
    assert walker.back(date(2020, 1, 1)).new_links == 7


@pytest.mark.parametrize(
    "bad",
    [
        Answer(b"busy", 503, "text/plain"),
        Answer(b"", 200, HTML),
        Answer(b"%PDF-1.7 ...", 200, "application/pdf"),
    ],
)
def test_a_walk_that_a_bad_answer_stopped_goes_on_there(walker: Walker, bad: Answer) -> None:
    world = walker.world
    world.serve("/news?page=3", bad)
    first = walker.back()
    assert (first.pages, first.exit_code) == (2, 3)
    assert first.ended.startswith("page 3: ")
    world.serve("/news?page=3", index(PAGES[3]))
    world.requests.clear()
    second = walker.back()
    assert (second.pages, second.new_links, second.exit_code) == (1, 1, 0)
    assert world.requests[0] == "/news?page=3"


def test_the_first_page_not_being_there_is_no_end_but_a_fault(world: World) -> None:
    found = Walker(world, a_source(world)).back()
    assert (found.pages, found.exit_code) == (0, 3)


def test_a_walk_that_was_killed_goes_on_at_the_page_it_was_at(walker: Walker) -> None:
    """What a page names and where the next call begins are one transaction."""

    def killed(line: str) -> None:
        if line == "example: page 3 back":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backfill(
            walker.configuration,
            walker.world.database,
            "example",
            SINCE,
            clock=walker.clock,
            on_progress=killed,
        )
    walker.world.requests.clear()
    assert walker.back().pages == 1
    assert walker.world.requests[0] == "/news?page=3"


def test_a_walk_that_came_to_its_end_begins_anew_and_finds_what_was_added(walker: Walker) -> None:
    """Regression: the next call went on behind the end, and never saw page 1 again."""
    walker.back()
    world = walker.world
    world.serve("/news?page=1", index(("2025-07-31", *PAGES[1])))
    world.serve(story("2025-07-31"), Answer(b"<p>New.</p>", content_type=HTML))
    assert (walker.back().new_links, story("2025-07-31") in walker.links()) == (1, True)


def test_a_walk_further_back_goes_through_what_is_known_already(walker: Walker) -> None:
    """That the first pages bring no new link is no circle: they were walked before, or visited daily."""
    walker.back(date(2025, 7, 1))
    assert walker.back().new_links == 2
    assert story("2025-06-10") in walker.links()


@pytest.mark.parametrize("after_page_2", [(1, 2), (2, 2)])
def test_a_server_that_pages_in_a_circle_is_left(world: World, after_page_2: tuple[int, int]) -> None:
    """Past its last page it begins again, or gives the last one for ever."""
    serve_pages(world, {1: PAGES[1], 2: PAGES[2]})
    for number in range(3, 40):
        world.serve(f"/news?page={number}", index(PAGES[after_page_2[number % 2]]))
    found = Walker(world, a_source(world)).back(date(2020, 1, 1))
    assert (found.pages, found.new_links, found.exit_code) == (4, 4, 0)
    assert found.ended == "page 4 repeats what pages before it named"


def test_one_page_that_repeats_is_no_circle(world: World) -> None:
    """New stories push the old ones on while the walk is under way."""
    serve_pages(world, {1: PAGES[1], 2: PAGES[1], 3: PAGES[2], 4: ("2025-05-01",)})
    assert Walker(world, a_source(world)).back().new_links == 4


def test_pinned_links_without_a_time_do_not_keep_the_walk_going(world: World) -> None:
    """Regression: a link of unknown age counted as young, so that no page was ever old."""
    serve_pages(world)
    pinned = b'<ul><li><a href="/about">About us</a></li>'
    for number, days in {**PAGES, 4: ("2025-05-10",), 5: ("2025-05-01",)}.items():
        answer = index(days)
        world.serve(f"/news?page={number}", replace(answer, body=answer.body.replace(b"<ul>", pinned)))
    world.serve("/about", Answer(b"<p>Who we are.</p>", content_type=HTML))
    assert Walker(world, a_source(world)).back().ended == "page 4 is older than 2025-06-01"


def test_a_host_that_asks_for_rest_on_the_way_back_is_left_alone_by_the_next_call(walker: Walker) -> None:
    """Regression: the wish was forgotten with the process."""
    world = walker.world
    world.serve("/news?page=2", Answer(b"slow down", 429, "text/plain", {"Retry-After": "7200"}))
    assert walker.back().exit_code == 3
    world.requests.clear()
    world.later(hours=1)
    again = walker.back()
    assert (again.exit_code, world.requests) == (3, [])
    assert "asked us to wait" in again.ended
    world.serve("/news?page=2", index(PAGES[2]))
    world.later(hours=2)
    assert walker.back().exit_code == 0


def test_what_robots_txt_forbids_is_not_walked(walker: Walker) -> None:
    walker.world.serve("/robots.txt", Answer(b"User-agent: *\nDisallow: /news\n", content_type="text/plain"))
    found = walker.back()
    assert (found.pages, found.exit_code, walker.world.requests) == (0, 3, [])


def test_robots_txt_is_remembered_for_the_next_run(walker: Walker) -> None:
    walker.back()
    assert walker.world.rows()["robots"] == 1


def test_a_visit_after_the_walk_finds_nothing_new(walker: Walker) -> None:
    walker.back()
    walker.world.serve("/news", index(PAGES[1]))
    walker.world.requests.clear()
    assert walker.visit() == "2 links, 0 new"
    assert walker.world.requests == ["/news"]


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"backfill_url": None}, "example cannot be walked backwards: it has no backfill_url (with {page})"),
        (
            {"enabled": False, "disabled_reason": "it refuses robots"},
            "source example is disabled: it refuses",
        ),
    ],
)
def test_a_source_that_cannot_be_walked_is_one_line(
    world: World, facts: dict[str, object], line: str
) -> None:
    with pytest.raises(UsageError) as refused:
        Walker(world, a_source(world, **facts)).back()
    assert str(refused.value).startswith(line)
    assert not world.database.exists()


EARLY = date(2025, 6, 3)
LATE = date(2025, 8, 5)
QUIET = date(2025, 8, 1)


@pytest.fixture
def changes(world: World) -> World:
    """A history of changes of which one lies before the article and one after it."""
    world.with_delta = True
    world.later(days=6)
    world.serve_list(without(EVERYBODY, 104))
    world.serve_deltas(
        {
            3: (EARLY, delta_xml(EARLY, added=[company(90)])),
            7: (QUIET, delta_xml(QUIET, added=[company(900, "SDGT")])),
            8: (LATE, delta_xml(LATE, removed=[SUBJECT[4]])),
        }
    )
    return world


def back(world: World, since: date = SINCE) -> Backfill:
    return backfill(world.configuration, world.database, DELTA, since, clock=lambda: world.now)


def test_a_history_of_changes_is_walked_back_before_the_article(changes: World) -> None:
    found = back(changes)
    assert (found.told, found.exit_code) == (2, 0)
    told = {view.uids: (view.on, view.relation) for view in changes.developments()}
    assert told == {("90",): (EARLY, Relation.EARLIER), ("104",): (LATE, Relation.NEW)}


@pytest.mark.parametrize("is_first", [True, False])
def test_nothing_of_a_history_is_told_twice(changes: World, is_first: bool) -> None:
    told = [len(changes.sync().told)] if not is_first else []
    told.append(back(changes).told)
    changes.later(hours=2)
    told.append(len(changes.sync().told))
    changes.later(hours=2)
    told.append(back(changes).told)
    # The whole list confirms what the notice told: a revision of the same development, with both looks.
    ids = {view.id for view in changes.developments()}
    assert len(ids) == 2
    assert told[-1] == 0
    changes.later(days=1)
    assert changes.sync().told == ()


def test_a_day_after_the_last_visit_leaves_no_hole_behind_it(changes: World) -> None:
    """Regression: publications between the last visit and the given day were never asked for again."""
    changes.sync()
    newer = date(2025, 11, 3)
    changes.later(days=90)
    between = date(2025, 9, 9)
    changes.serve_deltas(
        {
            8: (LATE, delta_xml(LATE, removed=[SUBJECT[4]])),
            9: (between, delta_xml(between, removed=[SUBJECT[5]])),
            10: (newer, delta_xml(newer, added=[company(901, "SDGT")])),
        }
    )
    back(changes, date(2025, 11, 1))
    assert ("105",) in {view.uids for view in changes.developments()}


def test_a_history_that_does_not_answer_is_3_and_asked_for_again(changes: World) -> None:
    changes.serve("/history/2025", Answer(b"busy", 503, "text/plain"))
    found = back(changes)
    assert found.exit_code == 3
    assert "the history of 2025" in found.ended
    changes.serve_deltas({3: (EARLY, delta_xml(EARLY, added=[company(90)]))})
    assert back(changes).told == 1


def test_publications_that_were_read_are_not_fetched_again(changes: World) -> None:
    back(changes)
    changes.requests.clear()
    back(changes)
    assert changes.requests == ["/latest", "/history/2025"]


def test_the_walk_is_a_run_of_its_own(changes: World) -> None:
    """What was told by it does not make the first sync another one than the first."""
    back(changes)
    changes.now = datetime(2025, 8, 8, tzinfo=UTC)
    assert changes.sync().is_first
