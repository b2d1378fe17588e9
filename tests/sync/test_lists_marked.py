"""The EU's list on a server: its token, its marker, and that neither ever hides a change."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from eu_world import EU, OTHERS, EuWorld, page
from fsf import entity
from tracker.model import Action, Grade
from tracker.store.connection import connect
from tracker.store.holds import open_hold
from tracker.store.lists import as_of, latest_state
from tracker.store.snapshots import load_snapshot
from tracker.sync.accept import accept_hold
from tracker.sync.result import Standing
from tracker.sync.run import sync
from tracker.sync.trial import fetch_and_try, try_saved
from world import Answer, World


@pytest.fixture
def eu(world: World) -> EuWorld:
    """A list that was read once, a day ago."""
    made = EuWorld(world)
    made.serve_feed()
    made.serve()
    assert made.sync().exit_code == 0
    world.later(days=1)
    made.asked()
    return made


def standing(result) -> Standing:
    (outcome,) = result.sources
    return outcome.standing


def actions(eu: EuWorld) -> list[tuple[Action | None, tuple[str, ...]]]:
    return sorted(((one.action, one.uids) for one in eu.told()), key=str)


def test_the_first_reading_arms_the_list_and_tells_nothing(world: World) -> None:
    eu = EuWorld(world)
    eu.serve_feed()
    eu.serve()
    result = eu.sync()
    assert "20 of the subject; armed" in result.sources[0].message
    assert eu.asked() == ["/rss", "/checksum", "/content"]
    assert eu.told() == []


def test_a_day_on_which_nothing_changed_costs_one_request_and_is_kept_as_proof(eu: EuWorld) -> None:
    result = eu.sync()
    assert eu.asked() == ["/checksum"]
    assert standing(result) is Standing.UNCHANGED
    assert result.sources[0].message == "unchanged by its marker, 20 entries of the subject"
    check = eu.checks()[0]
    with closing(connect(eu.world.database, read_only=True)) as connection:
        state = latest_state(connection, EU)
        assert state is not None
        assert (check.grade, check.state) == (Grade.UNCHANGED, state.id)
        proof = load_snapshot(connection, check.snapshot or 0)
        assert proof is not None
        assert (proof.part, proof.size) == ("marker", len(b"checksum 1"))
        assert as_of(connection, EU, eu.world.now).before == eu.world.now


def test_a_change_behind_a_new_marker_is_told(eu: EuWorld) -> None:
    eu.serve(105, also=[entity(700)])
    assert standing(eu.sync()) is Standing.NEW_STATE
    assert actions(eu) == [(Action.DELIST, ("105",)), (Action.DESIGNATE, ("700",))]
    delisted = next(one for one in eu.told() if one.action is Action.DELIST)
    assert (delisted.after, delisted.by) == (date(2025, 8, 1), date(2025, 8, 2))


def test_the_days_that_the_marker_proved_narrow_the_interval(eu: EuWorld) -> None:
    eu.sync()
    eu.world.later(days=3)
    eu.sync()
    eu.world.later(days=1)
    eu.serve(105)
    eu.sync()
    (told,) = eu.told()
    assert (told.after, told.by) == (date(2025, 8, 5), date(2025, 8, 6))


def test_a_file_made_anew_without_a_change_tells_nothing(eu: EuWorld) -> None:
    eu.serve()
    result = eu.sync()
    assert "0 added, 0 removed, 0 changed" in result.sources[0].message
    assert eu.told() == []


@pytest.mark.parametrize(
    "answer",
    [
        page(),
        page(200),
        Answer(b""),
        Answer(b"x" * 100_000, content_type="text/plain"),
        Answer(b"<Error><Code>NoSuchKey</Code></Error>"),
    ],
    ids=["an error", "a page", "nothing", "too much", "a storage error"],
)
def test_a_marker_that_fails_has_the_list_read(eu: EuWorld, answer: Answer) -> None:
    marker = next(path for path in eu.world.answers if path.startswith("/checksum"))
    eu.serve(105)
    eu.world.serve(marker, answer)
    result = eu.sync()
    assert "its marker failed" in result.sources[0].message
    assert actions(eu) == [(Action.DELIST, ("105",))]


def test_a_marker_that_fails_again_and_again_never_hides_a_change(eu: EuWorld) -> None:
    marker = next(path for path in eu.world.answers if path.startswith("/checksum"))
    eu.world.serve(marker, page(200))
    eu.sync()
    eu.world.later(days=1)
    eu.serve(105)
    eu.world.serve(marker, page(200))
    eu.sync()
    assert actions(eu) == [(Action.DELIST, ("105",))]


def test_a_marker_that_lies_is_found_out_within_a_week_and_proves_nothing(eu: EuWorld) -> None:
    eu.world.later(days=1)
    eu.sync()
    eu.serve(105, marker="checksum 1")
    for _ in range(3):
        eu.world.later(days=1)
        assert standing(eu.sync()) is Standing.UNCHANGED
    assert eu.told() == []
    eu.world.later(days=3)
    eu.asked()
    result = eu.sync()
    assert eu.asked()[:2] == ["/checksum", "/content"]
    assert "its marker had said that nothing changed" in result.sources[0].message
    (told,) = eu.told()
    # Not since the marker's last word, but since the list itself was read; the file names its own day.
    assert (told.after, told.by) == (date(2025, 8, 1), date(2025, 8, 3))


def test_once_a_week_the_list_is_read_all_the_same(eu: EuWorld) -> None:
    eu.world.later(days=6)
    eu.sync()
    assert eu.asked() == ["/checksum", "/content"]
    eu.world.later(days=1)
    eu.sync()
    assert eu.asked() == ["/checksum"]


def test_a_list_that_could_not_be_read_is_asked_for_again(eu: EuWorld) -> None:
    content = next(path for path in eu.world.answers if path.startswith("/content"))
    eu.serve(105)
    good = eu.world.answers[content][0]
    eu.world.serve(content, page())
    assert standing(eu.sync()) is Standing.FAILED
    eu.world.later(hours=1)
    eu.world.serve(content, good)
    eu.sync()
    assert actions(eu) == [(Action.DELIST, ("105",))]


def test_a_mass_delisting_is_held_whatever_the_marker_says_and_accepted_by_hand(eu: EuWorld) -> None:
    eu.serve(*range(100, 106))
    assert standing(eu.sync()) is Standing.HELD
    assert eu.told() == []
    eu.world.later(hours=1)
    eu.asked()
    assert standing(eu.sync()) is Standing.HELD
    assert "/content" in eu.asked()
    result = accept_hold(eu.configuration, eu.world.database, EU, clock=lambda: eu.world.now)
    assert [len(told.uids) for told in result.told] == [6]
    with closing(connect(eu.world.database, read_only=True)) as connection:
        assert open_hold(connection, EU) is None
    eu.world.later(hours=1)
    assert standing(eu.sync()) is Standing.UNCHANGED
    eu.world.later(hours=1)
    eu.asked()
    assert standing(eu.sync()) is Standing.UNCHANGED
    assert eu.asked() == ["/checksum"]


def test_a_target_that_is_missing_in_one_answer_only_is_not_delisted(eu: EuWorld) -> None:
    content = next(path for path in eu.world.answers if path.startswith("/content"))
    whole = eu.world.answers[content][0]
    eu.serve(105)
    eu.world.serve(content, eu.world.answers[content][0], whole)
    assert standing(eu.sync()) is Standing.HELD
    assert eu.told() == []


def test_another_s_coming_and_going_is_not_ours(eu: EuWorld) -> None:
    eu.serve(OTHERS[0], also=[entity(800, programme="IRQ")])
    assert standing(eu.sync()) is Standing.NEW_STATE
    assert eu.told() == []


# ---------------------------------------------------------------- the token


def test_a_token_is_read_once_and_stored(eu: EuWorld) -> None:
    for _ in range(3):
        eu.world.later(days=1)
        eu.serve()
        eu.sync()
    assert "/rss" not in eu.asked()


def test_a_token_that_the_server_no_longer_takes_is_read_anew(eu: EuWorld) -> None:
    for path in [path for path in eu.world.answers if path.startswith(("/content", "/checksum"))]:
        del eu.world.answers[path]
    eu.serve_feed("new-token")
    eu.serve(105, token="new-token")
    assert standing(eu.sync()) is Standing.NEW_STATE
    assert eu.asked()[:4] == ["/checksum", "/rss", "/checksum", "/content"]
    assert actions(eu) == [(Action.DELIST, ("105",))]


def test_where_files_are_broken_the_feed_is_asked_no_more_than_once_an_hour(eu: EuWorld) -> None:
    for path in [path for path in eu.world.answers if path.startswith(("/content", "/checksum"))]:
        eu.world.serve(path, page())
    assert standing(eu.sync()) is Standing.FAILED
    assert eu.asked() == ["/checksum", "/rss", "/content"]
    eu.world.later(minutes=30)
    eu.sync()
    assert "/rss" not in eu.asked()
    assert eu.told() == []


def test_without_a_token_nothing_is_asked_and_it_is_said_why(world: World) -> None:
    eu = EuWorld(world)
    eu.serve()
    world.serve("/rss", b"<rss><channel><item><title>Other</title></item></channel></rss>")
    (outcome,) = eu.sync().sources
    assert outcome.standing is Standing.FAILED
    assert outcome.message == f"error_page: no token: {world.address}/rss tells none any more"
    assert set(eu.asked()) == {"/rss"}
    world.serve("/rss", page())
    assert "no token: " in eu.sync().sources[0].message


def test_no_token_is_kept_with_an_address(eu: EuWorld) -> None:
    with closing(connect(eu.world.database, read_only=True)) as connection:
        rows = connection.execute("SELECT url, final_url FROM snapshots").fetchall()
    assert {tuple(row) for row in rows} == {
        (f"{eu.world.address}{path}", f"{eu.world.address}{path}") for path in ("/content", "/checksum")
    }


def test_a_token_of_one_s_own_is_used_and_stored_nowhere(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXAMPLE_TOKEN", "mine-alone")
    eu = EuWorld(world)
    eu.serve(token="mine-alone")
    assert eu.sync().exit_code == 0
    assert eu.asked() == ["/checksum", "/content"]
    with closing(connect(world.database, read_only=True)) as connection:
        assert "mine-alone" not in "".join(connection.iterdump())


def test_what_a_token_holds_cannot_break_out_of_its_place(world: World) -> None:
    eu = EuWorld(world)
    hostile = "a&b=c#d e/../f"
    eu.serve(token="a%26b=c%23d%20e%2F..%2Ff")
    world.serve("/rss", f'list/content?token={hostile}"'.encode())
    wide = eu.source
    assert wide.token is not None
    source = replace(wide, token=replace(wide.token, pattern=r'token=([^"]*)"'))
    result = sync(replace(eu.configuration, sources=(source,)), world.database, clock=lambda: world.now)
    assert result.exit_code == 0


# ---------------------------------------------------------------- a header as the marker


def test_a_header_of_the_list_s_own_address_may_be_the_marker(world: World) -> None:
    eu = EuWorld(world, token=False, header="content-disposition")

    def serve(day: str, *without: int) -> None:
        eu.serve(*without)
        body = world.answers["/content"][0].body
        named = {"Content-Disposition": f"attachment; filename=list_{day}.xml"}
        world.serve("/content", Answer(body, headers=named))

    serve("20250801")
    eu.sync()
    assert eu.asked() == ["/content", "/content"]
    world.later(days=1)
    serve("20250801")
    assert eu.sync().sources[0].message.startswith("unchanged by its marker")
    assert eu.asked() == ["/content"]
    world.later(days=1)
    serve("20250803", 105)
    eu.sync()
    assert actions(eu) == [(Action.DELIST, ("105",))]
    world.serve("/content", world.answers["/content"][0].body)
    world.later(days=1)
    assert "its marker failed (the answer had no header content-disposition)" in eu.sync().sources[0].message


def test_a_list_without_a_marker_is_asked_for_every_time(world: World) -> None:
    eu = EuWorld(world, token=False, with_marker=False)
    eu.serve()
    eu.sync()
    world.later(days=1)
    eu.sync()
    assert eu.asked() == ["/content", "/content"]


# ---------------------------------------------------------------- shown


def test_a_trial_shows_token_and_marker_and_stores_nothing(eu: EuWorld) -> None:
    before = eu.world.rows()
    trial = fetch_and_try(eu.configuration, eu.world.database, EU, clock=lambda: eu.world.now)
    assert trial.is_good
    assert trial.lines[0] == f"token: from {eu.world.address}/rss"
    assert "the same as when the list was read on 2025-08-01 12:00 UTC" in trial.lines[1]
    assert "80 entries, at most 20 of the subject" in trial.lines[-1]
    marker = next(path for path in eu.world.answers if path.startswith("/checksum"))
    eu.world.serve(marker, b"checksum 2")
    assert (
        "other than when"
        in fetch_and_try(eu.configuration, eu.world.database, EU, clock=lambda: eu.world.now).lines[1]
    )
    eu.world.serve(marker, page())
    assert (
        "marker: failed (error_page"
        in fetch_and_try(eu.configuration, eu.world.database, EU, clock=lambda: eu.world.now).lines[1]
    )
    assert eu.world.rows() == before


def test_a_trial_of_the_stored_body_names_the_marker_with_which_it_was_read(eu: EuWorld) -> None:
    trial = try_saved(eu.configuration, eu.world.database, EU, None, eu.world.now)
    assert trial.lines[0].endswith("when the list was read on 2025-08-01 12:00 UTC")


def test_a_dry_run_says_what_the_marker_said_and_stores_nothing(eu: EuWorld) -> None:
    before = eu.world.rows()
    assert "by its marker" in eu.sync(dry_run=True).sources[0].message
    assert eu.world.rows() == before
