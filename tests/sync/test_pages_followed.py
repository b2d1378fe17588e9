"""Pages, indexes, feeds, posts and APIs: what is followed, kept, noticed and never mistaken for news."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from press import HTML, a_source, an_index, configured, feed, index, page, visit
from tracker.model import Checks, Grade, Health, Source, SourceKind
from tracker.store.connection import connect
from tracker.store.health import transitions
from tracker.store.links import LinkState, links_of
from tracker.store.posts import posts_of
from tracker.store.snapshots import latest_snapshot
from tracker.store.sources import load_sources
from tracker.sync.result import Standing
from tracker.sync.run import sync
from world import Answer, World


def links(world: World, source: Source) -> dict[str, LinkState]:
    with closing(connect(world.database, read_only=True)) as connection:
        found = links_of(connection, source.name)
    return {link.url.removeprefix(world.address): link.state for link in found}


def test_the_pages_that_an_index_names_are_kept_and_read(world: World) -> None:
    source = an_index(world)
    world.serve("/news", Answer(index("/a", "/b"), content_type=HTML))
    for path in "/a", "/b":
        world.serve(path, Answer(page(f"What {path} says, at some length."), content_type=HTML))
    result = visit(world, source)
    assert result.exit_code == 0
    assert links(world, source) == {"/a": LinkState.READ, "/b": LinkState.READ}
    assert "2 links, 2 new; pages: 2 kept" in result.sources[0].message


def test_a_feed_is_followed_like_an_index(world: World) -> None:
    source = a_source(world, SourceKind.FEED)
    body = feed("/a").replace(b"{address}", world.address.encode())
    world.serve("/news", Answer(body, content_type="application/rss+xml"))
    world.serve("/a", Answer(page("Something happened."), content_type=HTML))
    assert visit(world, source).exit_code == 0
    assert links(world, source) == {"/a": LinkState.READ}


def test_an_api_is_followed_by_its_mapping(world: World) -> None:
    source = a_source(world, SourceKind.API, entries_path="results", mapping={"url": "link", "title": "name"})
    body = json.dumps({"results": [{"link": f"{world.address}/a", "name": "A"}]}).encode()
    world.serve("/news", Answer(body, content_type="application/json"))
    world.serve("/a", Answer(page("Something."), content_type=HTML))
    assert visit(world, source).exit_code == 0
    assert links(world, source) == {"/a": LinkState.READ}


def test_a_second_visit_with_the_same_bytes_adds_one_row_at_the_most(world: World) -> None:
    source = an_index(world)
    world.serve("/news", Answer(index("/a"), content_type=HTML))
    world.serve("/a", Answer(page("Something."), content_type=HTML))
    visit(world, source)
    world.later(hours=1)
    visit(world, source)
    before = world.rows()
    world.later(hours=1)
    result = visit(world, source)
    assert [outcome.standing for outcome in result.sources] == [Standing.UNCHANGED]
    grown = {name: count - before[name] for name, count in world.rows().items() if count != before[name]}
    assert grown == {"runs": 1}


def test_a_page_is_looked_at_again_on_its_schedule_and_a_correction_is_noticed(world: World) -> None:
    source = an_index(world, recheck=(timedelta(hours=1), timedelta(hours=6)))
    world.serve("/news", Answer(index("/a"), content_type=HTML))
    world.serve("/a", Answer(page("Fourteen people were freed."), content_type=HTML))
    visit(world, source)
    world.requests.clear()
    world.later(minutes=30)
    visit(world, source)
    assert "/a" not in world.requests
    world.later(minutes=40)
    world.serve("/a", Answer(page("Fifteen people were freed."), content_type=HTML))
    assert "1 changed" in visit(world, source).sources[0].message


def test_a_page_that_was_taken_down_is_noted_as_withdrawn(world: World) -> None:
    source = an_index(world, recheck=(timedelta(hours=1),))
    world.serve("/news", Answer(index("/a"), content_type=HTML))
    world.serve("/a", Answer(page("Something."), content_type=HTML))
    visit(world, source)
    world.later(hours=2)
    world.serve("/a", Answer(b"<html><title>404</title></html>", 404, HTML))
    assert "1 withdrawn" in visit(world, source).sources[0].message
    assert links(world, source) == {"/a": LinkState.WITHDRAWN}


def test_noise_in_the_bytes_is_no_change_of_the_page(world: World) -> None:
    source = a_source(world, SourceKind.PAGE)
    for nonce in "one", "two", "three":
        head = f"<script nonce='{nonce}'>var csrf='{nonce}';</script>"
        world.serve("/news", Answer(page("The same words as ever.", head=head), content_type=HTML))
        result = visit(world, source)
        world.later(hours=1)
    assert result.sources[0].grade is Grade.UNCHANGED
    # Of the stretch the first and the last body are kept.
    assert world.rows()["snapshots"] == 2


def test_a_page_that_goes_back_to_an_earlier_text_has_changed_all_the_same(world: World) -> None:
    """Regression: any earlier body with the same bytes made an answer "unchanged"."""
    source = a_source(world, SourceKind.PAGE)
    standings = []
    for text in "Six.", "Seven.", "Six.", "Six.":
        world.serve("/news", Answer(page(text), content_type=HTML))
        standings.append(visit(world, source).sources[0].standing)
        world.later(hours=1)
    assert standings == [Standing.NEW_STATE] * 3 + [Standing.UNCHANGED]


def test_a_page_that_lost_its_declared_markup_has_drifted_and_its_links_stay(world: World) -> None:
    source = an_index(world, checks=Checks(min_links=1))
    world.serve("/news", Answer(index("/a"), content_type=HTML))
    world.serve("/a", Answer(page("Something."), content_type=HTML))
    visit(world, source)
    world.later(hours=1)
    world.serve("/news", Answer(page("We have a new design."), content_type=HTML))
    result = visit(world, source)
    assert result.sources[0].grade is Grade.DRIFTED
    assert result.exit_code == 4
    assert links(world, source) == {"/a": LinkState.READ}
    with closing(connect(world.database, read_only=True)) as connection:
        assert load_sources(connection)[source.name].health is Health.DRIFTED


def test_posts_are_kept_with_every_text_they_had(world: World) -> None:
    source = a_source(
        world,
        SourceKind.POSTS,
        post_selector="div.post",
        permalink_selector="a.link",
        text_selector="div.text",
        time_selector="time",
    )

    def channel(text: str) -> bytes:
        time = '<time datetime="2025-08-01T09:00:00Z">09:00</time>'
        link = f'<a class="link" href="/p/1">{time}</a>'
        post = f'<div class="post">{link}<div class="text">{text}</div></div>'
        return f"<html><body>{post}</body></html>".encode()

    world.serve("/news", Answer(channel("Six were freed."), content_type=HTML))
    visit(world, source)
    world.later(hours=1)
    world.serve("/news", Answer(channel("Seven were freed."), content_type=HTML))
    visit(world, source)
    with closing(connect(world.database, read_only=True)) as connection:
        (post,) = posts_of(connection, source.name)
    assert (post.version, post.text) == (2, "Seven were freed.")
    assert post.published_at == datetime(2025, 8, 1, 9, tzinfo=UTC)


def test_what_robots_txt_forbids_is_not_fetched_and_is_shown(world: World) -> None:
    source = a_source(world, SourceKind.PAGE)
    world.serve("/robots.txt", Answer(b"User-agent: *\nDisallow: /news\n", content_type="text/plain"))
    world.serve("/news", Answer(page("Not for us."), content_type=HTML))
    result = visit(world, source)
    assert result.sources[0].grade is Grade.DISALLOWED
    assert world.requests == []


def test_a_host_that_asks_for_rest_is_left_alone_by_the_next_run_too(world: World) -> None:
    """The wish stands in the database: it outlives the process."""
    source = a_source(world, SourceKind.PAGE)
    world.serve("/news", Answer(b"slow down", 429, "text/plain", {"Retry-After": "7200"}))
    assert visit(world, source).sources[0].grade is Grade.BLOCKED
    world.requests.clear()
    world.later(hours=1)
    assert visit(world, source).sources[0].grade is Grade.BLOCKED
    assert world.requests == []
    world.later(hours=2)
    world.serve("/news", Answer(page("Here we are again."), content_type=HTML))
    assert visit(world, source).exit_code == 0


def test_each_step_of_a_source_s_health_is_kept_with_its_reason(world: World) -> None:
    source = a_source(world, SourceKind.PAGE)
    for body in page("Good."), b"", b"", b"", page("Good again."):
        world.serve("/news", Answer(body, content_type=HTML))
        visit(world, source)
        world.later(days=2)
    with closing(connect(world.database, read_only=True)) as connection:
        steps = [(step.from_state, step.to_state) for step in transitions(connection, source.name)][::-1]
    assert steps == [
        (Health.NEW, Health.OK),
        (Health.OK, Health.DEGRADED),
        (Health.DEGRADED, Health.FAILING),
        (Health.FAILING, Health.OK),
    ]


def test_when_most_hosts_are_away_it_is_our_own_line_and_no_source_s_fault(world: World) -> None:
    sources = [
        replace(a_source(world, SourceKind.PAGE), name=f"away_{number}", url=f"http://127.0.0.1:{number}/")
        for number in (1,)
    ]
    sources.append(replace(sources[0], name="away_too", url="http://127.0.0.2:1/"))
    configuration = configured(world, *sources)
    configuration = replace(
        configuration, politeness=replace(configuration.politeness, allow_addresses=("127.0.0.0/8",))
    )
    result = sync(configuration, world.database, clock=lambda: world.now)
    assert result.exit_code == 4
    with closing(connect(world.database, read_only=True)) as connection:
        memory = load_sources(connection)
    assert {row.failures for row in memory.values()} == {0}
    assert world.rows()["outages"] == 1
    assert world.rows()["health_transitions"] == 0


@pytest.mark.parametrize("status", [200, 304])
def test_an_unchanged_page_is_asked_for_with_the_server_s_own_validators(world: World, status: int) -> None:
    source = a_source(world, SourceKind.PAGE)
    tag = {"ETag": '"v1"', "Last-Modified": "Fri, 01 Aug 2025 09:00:00 GMT"}
    body = page("The same.")
    world.serve("/news", Answer(body, 200, HTML, tag))
    visit(world, source)
    world.later(hours=1)
    world.serve("/news", Answer(b"" if status == 304 else body, status, HTML, tag))
    result = visit(world, source)
    assert result.sources[0].standing is Standing.UNCHANGED
    asked = world.headers["/news"]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"v1"', tag["Last-Modified"])


def test_after_a_bad_answer_the_next_request_is_unconditional(world: World) -> None:
    source = a_source(world, SourceKind.PAGE)
    tag = {"ETag": '"v1"'}
    world.serve("/news", Answer(page("Good."), 200, HTML, tag))
    visit(world, source)
    world.later(hours=1)
    world.serve("/news", Answer(b"", 200, HTML, tag))
    visit(world, source)
    world.later(days=1)
    world.serve("/news", Answer(page("Good."), 200, HTML, tag))
    visit(world, source)
    assert "If-None-Match" not in world.headers["/news"]


def test_a_followed_page_that_is_bad_is_a_snapshot_once(world: World) -> None:
    source = an_index(world)
    world.serve("/news", Answer(index("/a"), content_type=HTML))
    world.serve("/a", Answer(b"", 503, HTML, {"X-Trace": "1"}))
    for _ in range(3):
        visit(world, source)
        world.later(days=1)
    with closing(connect(world.database, read_only=True)) as connection:
        last = latest_snapshot(connection, source.name, f"{world.address}/a", None)
        count = connection.execute("SELECT count(*) FROM snapshots WHERE part <> 'main'").fetchone()[0]
    assert last is not None
    assert (last.status, last.sha256, count) == (503, None, 1)
    assert ("x-trace", "1") in [(name.lower(), value) for name, value in last.headers]
