"""What the press shows beside the lists, day by day, and when its publishers are visited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tracker.config import load_sources
from tracker.demo.archive import Archive, Step
from tracker.demo.build import path_of
from tracker.demo.press import Page, Press, Version, with_press
from tracker.demo.press_folder import shipped_press
from tracker.model import Origin, Source, SourceKind
from tracker.read.feed import read_feed
from tracker.read.index import read_index


@pytest.fixture(scope="module")
def sources() -> dict[SourceKind, Source]:
    return {one.kind: one for one in load_sources(shipped_press() / "sources")}


def step(day: int) -> Step:
    return Step(datetime(2026, 1, day, 20, tzinfo=UTC), ("a list",), ("us_ofac_sdn",), {}, {})


def lists(*days: int) -> Archive:
    return Archive(date(2025, 7, 31), "", {}, (), {}, tuple(map(step, days)))


def page(source: Source, path: str, *versions: Version) -> Page:
    return Page(source.name, f"{str(source.url).rstrip('/')}/{path}", f"About {path} & others", versions)


def shown(day: int, words: str = "first") -> Version:
    return Version(date(2026, 1, day), f"press/{words}_{day}.html", f"<h1>{words}</h1>".encode())


def test_a_publisher_is_visited_when_it_shows_something_else_than_before(
    sources: dict[SourceKind, Source],
) -> None:
    index = sources[SourceKind.INDEX]
    news = page(index, "a", shown(2), shown(6, "other"), Version(date(2026, 1, 8)))
    press = Press((index,), (news,), (date(2026, 1, 3), date(2026, 1, 7)))
    made = with_press(lists(1, 2, 4, 6, 8), press)
    visits = {one.at.day: one.visits for one in made.steps}
    both = ("us_ofac_sdn", index.name)
    assert visits == {1: both[:1], 2: both, 4: both[:1], 6: both, 8: both}
    assert [made.body_at(one, path_of(news.url)) is not None for one in made.steps] == [
        *(False, True, True, True, False)
    ]
    assert {body.origin for body in made.bodies.values()} == {Origin.DEMO}


def test_what_is_older_than_the_first_visit_is_there_at_it(sources: dict[SourceKind, Source]) -> None:
    index = sources[SourceKind.INDEX]
    old = page(index, "a", replace(shown(1), since=date(2025, 2, 13)))
    (only,) = with_press(lists(9), Press((index,), (old,), ())).steps
    assert index.name in only.visits


@pytest.mark.parametrize("kind", [SourceKind.INDEX, SourceKind.FEED])
def test_a_front_page_leads_to_all_pages_until_then_the_newest_first(
    kind: SourceKind, sources: dict[SourceKind, Source]
) -> None:
    source = sources[kind]
    pages = (
        page(source, "a", shown(1)),
        page(source, "b?x=1&y=2", shown(3)),
        page(source, "c", shown(2), Version(date(2026, 1, 4))),
        page(source, "d", shown(5)),
    )
    made = with_press(lists(4), Press((source,), pages, ()))
    body = made.body_at(made.steps[0], path_of(source.url or ""))
    assert body is not None
    read = read_feed if kind is SourceKind.FEED else read_index
    reading = read(source, body.content.decode(), url=source.url or "", now=made.steps[0].at)
    assert [(link.url, link.title) for link in reading.links] == [
        (pages[number].url, pages[number].title) for number in (1, 2, 0)
    ]
    assert [link.published_at and link.published_at.day for link in reading.links] == [3, 2, 1]


def test_the_lists_of_an_archive_stay_as_they_are(sources: dict[SourceKind, Source]) -> None:
    archive = lists(1, 2)
    made = with_press(archive, Press(tuple(sources.values()), (), (date(2026, 1, 9),)))
    assert made.steps == archive.steps
    assert made.bodies == {}
    assert set(made.addresses) == {one.name for one in sources.values()}
