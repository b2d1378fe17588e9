"""What one sync after another tells of a list, and what it never tells."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.model import Action, DateBasis, Keep, Origin
from tracker.sync.result import Standing
from world import EVERYBODY, SDN, World, changed, company, sdn_csv, sdn_xml, without


def test_the_first_sync_already_tells_what_changed_since_the_article(world: World) -> None:
    world.serve_list((*without(EVERYBODY, 103), company(777)))
    result = world.sync()
    assert result.is_first
    assert result.exit_code == 0
    assert world.told() == [("delist", "103"), ("designate", "777")]


def test_the_same_bytes_twice_add_nothing_but_the_run_and_its_check(world: World) -> None:
    world.serve_list(without(EVERYBODY, 103))
    world.sync()
    before = world.rows()
    world.later(hours=24)
    result = world.sync()
    assert result.told == ()
    assert [outcome.standing for outcome in result.sources] == [Standing.UNCHANGED]
    grown = {name: count - before[name] for name, count in world.rows().items() if count != before[name]}
    assert grown == {"runs": 1, "checks": 1}


def test_a_delisting_is_told_with_the_interval_between_the_last_two_looks(world: World) -> None:
    world.serve_list(EVERYBODY)
    world.sync()
    world.later(days=3)
    world.sync()
    world.later(days=4)
    world.serve_list(without(EVERYBODY, 105))
    world.sync()
    (told,) = world.developments()
    assert (told.basis, told.on) == (DateBasis.OBSERVED, None)
    assert (told.after, told.by) == (date(2025, 8, 4), date(2025, 8, 8))
    assert [line.role for line in told.evidence] == ["last seen", "first missing"]
    assert "EXAMPLE WORKS 105 LLC" in (told.evidence[0].quote or "")


def test_the_list_s_own_publication_day_narrows_the_interval(world: World) -> None:
    world.serve_list(EVERYBODY)
    world.sync()
    world.later(days=9)
    world.serve_list(without(EVERYBODY, 105), published=date(2025, 8, 6))
    world.sync()
    (told,) = world.developments()
    assert (told.after, told.by) == (date(2025, 8, 1), date(2025, 8, 6))


def test_what_rests_on_the_shipped_state_says_that_it_was_rebuilt(world: World) -> None:
    world.serve_list(without(EVERYBODY, 103))
    world.sync()
    (told,) = world.developments()
    assert told.origin is Origin.REBUILT
    assert {line.origin for line in told.evidence} == {Origin.REBUILT, Origin.LIVE}


def test_a_list_without_a_shipped_state_is_armed_and_tells_nothing_at_first(world: World) -> None:
    world.baseline = False
    world.serve_list(EVERYBODY)
    assert world.sync().told == ()
    world.later(days=1)
    world.serve_list(without(EVERYBODY, 110))
    world.sync()
    assert world.told() == [("delist", "110")]


def test_targets_of_other_programmes_come_and_go_untold(world: World) -> None:
    world.serve_list(EVERYBODY)
    world.sync()
    world.later(days=1)
    world.serve_list((*without(EVERYBODY, 501, 502), company(900, "IRAN")))
    world.sync()
    assert world.developments() == []


def test_a_programme_renamed_for_all_delists_and_designates_nobody(world: World) -> None:
    world.serve_list(EVERYBODY)
    world.sync()
    world.later(days=1)
    renamed = tuple(
        company(int(one.uid), "BELARUS-NEW") if one.programmes == ("BELARUS-EO14038",) else one
        for one in EVERYBODY
    )
    world.serve_list(renamed)
    world.sync()
    assert world.developments() == []


def test_a_programme_renamed_to_a_tag_that_nobody_watches_is_said_and_is_no_delisting(world: World) -> None:
    world.serve_list(EVERYBODY)
    world.sync()
    world.later(days=1)
    renamed = tuple(
        company(int(one.uid), "MINSK-EO1") if one.programmes == ("BELARUS-EO14038",) else one
        for one in EVERYBODY
    )
    world.serve_list(renamed)
    result = world.sync()
    assert world.developments() == []
    assert "BELARUS-EO14038 is now called MINSK-EO1" in result.sources[0].message


def test_a_target_that_stays_listed_under_another_programme_is_eased_and_not_delisted(world: World) -> None:
    both = changed(EVERYBODY, 104, programmes=("BELARUS-EO14038", "RUSSIA-EO14024"))
    world.serve_list(both)
    world.sync()
    world.later(days=1)
    world.serve_list(changed(EVERYBODY, 104, programmes=("RUSSIA-EO14024",)))
    world.sync()
    (told,) = world.developments()
    assert (told.action and told.action.value, told.still_under) == ("ease", ("RUSSIA-EO14024",))
    assert "still listed" in told.summary


def test_a_target_that_was_on_the_list_already_enters_the_programme(world: World) -> None:
    world.serve_list(EVERYBODY)
    world.sync()
    world.later(days=1)
    world.serve_list(changed(EVERYBODY, 510, programmes=("SDGT", "BELARUS")))
    world.sync()
    (told,) = world.developments()
    assert told.action is Action.DESIGNATE
    assert told.still_under == ("SDGT",)
    assert "already on" in told.summary


def test_another_s_new_name_inside_the_remarks_is_no_news_about_anybody(world: World) -> None:
    linked = changed(EVERYBODY, 101, remarks="(Linked To: EXAMPLE WORKS 100 LLC)")
    world.serve_list(linked)
    world.sync()
    world.later(days=1)
    new_name = changed(linked, 101, remarks="(Linked To: EXAMPLE GROUP 100)")
    world.serve_list(changed(new_name, 100, name="EXAMPLE GROUP 100"))
    world.sync()
    assert world.developments() == []
    assert world.rows()["list_changes"] == 1  # the renamed entry's own amendment


def test_one_that_comes_back_and_goes_again_is_told_each_time(world: World) -> None:
    gone = without(EVERYBODY, 107)
    for state in (EVERYBODY, gone, EVERYBODY, gone):
        world.serve_list(state)
        world.sync()
        world.later(days=2)
    assert world.told() == [("delist", "107"), ("delist", "107"), ("designate", "107")]


def test_the_same_list_in_another_layout_is_no_news(world: World) -> None:
    world.serve_list(EVERYBODY)
    world.sync()
    world.later(days=1)
    world.serve("/sdn", sdn_csv(EVERYBODY))
    result = world.sync()
    assert result.told == ()
    assert result.sources[0].standing is Standing.NEW_STATE
    assert world.rows()["list_changes"] == 0


def test_a_delisting_on_the_day_on_which_the_layout_changed_is_told_all_the_same(world: World) -> None:
    world.serve_list(EVERYBODY)
    world.sync()
    world.later(days=1)
    world.serve("/sdn", sdn_csv(without(EVERYBODY, 112)))
    world.sync()
    assert world.told() == [("delist", "112")]


@pytest.mark.parametrize("keep", list(Keep))
def test_keeping_every_entry_whole_tells_the_same(world: World, keep: Keep) -> None:
    world.keep = keep
    world.serve_list(EVERYBODY)
    world.sync()
    world.later(days=1)
    world.serve_list(without(EVERYBODY, 104))
    world.sync()
    assert world.told() == [("delist", "104")]


def test_a_dry_run_tells_and_stores_nothing(world: World) -> None:
    world.serve_list(EVERYBODY)
    world.sync()
    before = world.rows(), sorted(world.folder.rglob("*.zst"))
    world.later(days=1)
    world.serve_list(without(EVERYBODY, 104))
    result = world.sync(dry_run=True)
    assert [view.uids for view in result.told] == [("104",)]
    assert (world.rows(), sorted(world.folder.rglob("*.zst"))) == before
    assert [path for path in world.folder.iterdir() if path.name.startswith("dry-run")] == []
    assert [view.uids for view in world.sync().told] == [("104",)]


def test_only_sources_that_are_due_are_visited_when_asked_so(world: World) -> None:
    world.serve_list(EVERYBODY)
    world.sync()
    world.later(hours=1)
    assert world.sync(due_only=True).sources == ()
    world.later(hours=24)
    assert [outcome.source for outcome in world.sync(due_only=True).sources] == [SDN]


def test_a_gzipped_list_is_kept_decoded(world: World) -> None:
    import gzip

    body = sdn_xml(EVERYBODY, world.now.date())
    world.serve("/sdn", gzip.compress(body))
    world.sync()
    world.serve("/sdn", body)
    assert world.sync().sources[0].standing is Standing.UNCHANGED


def test_a_programme_that_is_watched_from_now_on_makes_no_news_of_what_stood_before(world: World) -> None:
    """Regression: entries that did not change were not looked into again after the patterns changed."""
    world.serve_list(EVERYBODY)
    world.sync()
    world.later(days=1)
    world.globs = ("BELARUS*", "SDGT")
    world.serve_list(without(EVERYBODY, 103))
    world.sync()
    assert world.told() == [("delist", "103")]
    world.later(days=1)
    world.serve_list(without(EVERYBODY, 103, 501))
    world.sync()
    assert world.told() == [("delist", "103"), ("delist", "501")]
