"""A publisher's own files of changes: they tell at once, with the official day; a gap does no harm."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.model import DateBasis, Origin
from tracker.sync.result import Standing
from world import DELTA, EVERYBODY, SDN, SUBJECT, Answer, World, company, delta_xml, without

GONE = next(one for one in SUBJECT if one.uid == "104")
DAY = date(2025, 8, 5)


@pytest.fixture
def watched(world: World) -> World:
    """A world with both sources, armed on the first of August with one publication of others."""
    world.with_delta = True
    world.serve_list(EVERYBODY)
    world.serve_deltas({7: (date(2025, 8, 1), delta_xml(date(2025, 8, 1), added=[company(900, "SDGT")]))})
    world.sync()
    world.later(days=6)
    return world


FIRST = {7: (date(2025, 8, 1), delta_xml(date(2025, 8, 1), added=[company(900, "SDGT")]))}


def test_a_removal_is_told_with_the_publisher_s_day_and_both_sources(watched: World) -> None:
    watched.serve_deltas({**FIRST, 8: (DAY, delta_xml(DAY, removed=[GONE]))})
    watched.serve_list(without(EVERYBODY, 104))
    watched.sync()
    (told,) = watched.developments()
    assert (told.basis, told.on) == (DateBasis.OFFICIAL, DAY)
    assert {line.source for line in told.evidence} == {DELTA, SDN}
    assert "EXAMPLE WORKS 104 LLC" in (told.evidence[0].quote or "")
    assert told.origin is Origin.LIVE


def test_a_removal_that_a_notice_names_needs_no_second_fetch(watched: World) -> None:
    watched.serve_deltas({**FIRST, 8: (DAY, delta_xml(DAY, removed=[GONE]))})
    watched.serve_list(without(EVERYBODY, 104))
    watched.requests.clear()
    watched.sync()
    assert watched.requests.count("/sdn") == 1


def test_many_removals_that_notices_name_are_not_held(watched: World) -> None:
    uids = range(100, 110)
    gone = [one for one in SUBJECT if int(one.uid) in uids]
    watched.serve_deltas({**FIRST, 8: (DAY, delta_xml(DAY, removed=gone))})
    watched.serve_list(without(EVERYBODY, *uids))
    assert watched.sync().exit_code == 0
    (told,) = watched.developments()
    assert told.count == 10


def test_a_publication_tells_before_the_whole_file_shows_it(watched: World) -> None:
    watched.serve_deltas({**FIRST, 8: (DAY, delta_xml(DAY, removed=[GONE], added=[company(777)]))})
    result = watched.sync(DELTA)
    assert watched.told() == [("delist", "104"), ("designate", "777")]
    # The whole file is due at once, in the same run.
    assert [outcome.source for outcome in result.sources] == [DELTA, SDN]


def test_nothing_new_since_the_last_publication_costs_one_request(watched: World) -> None:
    watched.requests.clear()
    result = watched.sync(DELTA)
    assert result.sources[0].standing is Standing.UNCHANGED
    assert watched.requests == ["/latest"]


def test_the_newest_publication_need_not_be_sent_again_when_it_was_read(watched: World) -> None:
    tag = {"ETag": '"p8"'}
    watched.serve_deltas({**FIRST, 8: (DAY, delta_xml(DAY, removed=[GONE]))})
    watched.serve("/latest", Answer(delta_xml(DAY, removed=[GONE]), headers=tag))
    watched.sync(DELTA)
    watched.later(hours=1)
    watched.serve("/latest", Answer(b"", 304, headers=tag))
    result = watched.sync(DELTA)
    assert watched.headers["/latest"]["If-None-Match"] == '"p8"'
    assert result.sources[0].standing is Standing.UNCHANGED


def test_the_newest_publication_is_sent_again_while_one_is_missing(watched: World) -> None:
    """A 304 would end the visit before the history is asked for what could not be read."""
    watched.serve_deltas({**FIRST, 8: (DAY, delta_xml(DAY, removed=[GONE]))})
    watched.serve("/latest", Answer(delta_xml(DAY, removed=[GONE]), headers={"ETag": '"p8"'}))
    watched.serve("/changes/8", Answer(b"<html>busy</html>", 503, "text/html"))
    watched.sync(DELTA)
    watched.later(hours=1)
    watched.serve("/changes/8", delta_xml(DAY, removed=[GONE]))
    watched.sync(DELTA)
    assert "If-None-Match" not in watched.headers["/latest"]
    assert ("delist", "104") in watched.told()


def test_publications_that_were_missed_are_read_by_the_history(watched: World) -> None:
    second = next(one for one in SUBJECT if one.uid == "105")
    watched.serve_deltas(
        {
            **FIRST,
            8: (DAY, delta_xml(DAY, removed=[GONE])),
            9: (date(2025, 8, 6), delta_xml(date(2025, 8, 6), removed=[second])),
            10: (date(2025, 8, 7), delta_xml(date(2025, 8, 7), added=[company(901, "SDGT")])),
        }
    )
    watched.serve_list(without(EVERYBODY, 104, 105))
    watched.sync()
    assert {view.uids: view.on for view in watched.developments()} == {
        ("104",): DAY,
        ("105",): date(2025, 8, 6),
    }


def test_a_publication_that_is_missing_is_made_good_by_the_whole_file(watched: World) -> None:
    later = date(2025, 8, 7)
    watched.serve_deltas(
        {
            **FIRST,
            8: (DAY, delta_xml(DAY, removed=[GONE])),
            9: (later, delta_xml(later, added=[company(777)])),
        }
    )
    watched.serve("/changes/8", Answer(b"gone", 404, "text/plain"))
    watched.serve_list((*without(EVERYBODY, 104), company(777)))
    result = watched.sync(DELTA)
    assert result.exit_code == 3
    assert "publication 8" in result.sources[0].message
    told = {view.uids: (view.on, view.after, view.by) for view in watched.developments()}
    assert told == {("104",): (None, date(2025, 8, 1), date(2025, 8, 7)), ("777",): (later, None, None)}


def test_a_gap_is_asked_for_again_and_gives_the_day_when_it_closes(watched: World) -> None:
    watched.serve_deltas({**FIRST, 8: (DAY, delta_xml(DAY, removed=[GONE]))})
    watched.serve("/changes/8", Answer(b"<html>busy</html>", 503, "text/html"))
    watched.serve_list(without(EVERYBODY, 104))
    watched.sync()
    (first,) = watched.developments()
    assert first.on is None
    watched.later(hours=1)
    watched.serve("/changes/8", delta_xml(DAY, removed=[GONE]))
    result = watched.sync()
    assert [view.on for view in result.told] == [DAY]
    assert [view.id for view in watched.developments()] == [first.id]


def test_a_history_that_cannot_be_read_does_not_lose_the_change(watched: World) -> None:
    watched.serve_deltas({**FIRST, 8: (DAY, delta_xml(DAY, removed=[GONE]))})
    watched.serve("/history/2025", b"<html>maintenance</html>")
    watched.serve_list(without(EVERYBODY, 104))
    result = watched.sync(DELTA)
    assert "the history of 2025" in result.sources[0].message
    assert watched.told() == [("delist", "104")]


def test_the_first_visit_reads_every_publication_since_the_article(world: World) -> None:
    world.with_delta = True
    world.later(days=200)
    before, after = date(2025, 7, 20), date(2026, 1, 9)
    world.serve_deltas(
        {
            3: (before, delta_xml(before, removed=[SUBJECT[0]])),
            8: (DAY, delta_xml(DAY, removed=[GONE])),
            30: (after, delta_xml(after, removed=[SUBJECT[5]])),
        }
    )
    world.serve_list(without(EVERYBODY, 104, 105))
    world.sync()
    assert {view.uids: view.on for view in world.developments()} == {("104",): DAY, ("105",): after}
    assert "/changes/3" not in world.requests


def test_a_publication_of_yesterday_s_day_that_comes_after_our_visit_is_not_missed(watched: World) -> None:
    """Regression: only publications not older than the last visit's day were asked for, so that one of a
    late evening in Washington, which bears yesterday's day, was never read.
    """
    today = date(2025, 8, 7)
    quiet = {8: (today, delta_xml(today, added=[company(901, "SDGT")]))}
    watched.serve_deltas({**FIRST, **quiet})
    watched.sync()
    watched.later(hours=20)
    yesterday = date(2025, 8, 6)
    watched.serve_deltas({**FIRST, **quiet, 9: (yesterday, delta_xml(yesterday, removed=[GONE]))})
    watched.serve_list(without(EVERYBODY, 104))
    watched.sync()
    assert [view.on for view in watched.developments()] == [yesterday]
