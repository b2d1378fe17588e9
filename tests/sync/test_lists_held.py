"""A bad answer is not a change: what is held or refused, and that nobody is delisted by it."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from tracker.errors import SyncBusy, UsageError
from tracker.model import Grade
from tracker.store.connection import connect
from tracker.store.holds import open_hold
from tracker.store.lists import load_states
from tracker.store.lock import sync_lock
from tracker.sync.accept import accept_hold
from tracker.sync.result import Standing
from world import EVERYBODY, SDN, SUBJECT, Answer, World, part_csv, sdn_csv, sdn_xml, without

GOOD = sdn_xml(EVERYBODY, World.now.date())


def states(world: World) -> int:
    with closing(connect(world.database, read_only=True)) as connection:
        return len(load_states(connection, SDN))


@pytest.fixture
def armed(world: World) -> World:
    """A world whose list was seen once and is good."""
    world.serve("/sdn", GOOD)
    world.sync()
    world.later(days=1)
    return world


@pytest.mark.parametrize(
    ("answer", "grade"),
    [
        (Answer(b""), Grade.EMPTY),
        (Answer(b"", 202), Grade.BLOCKED),
        (Answer(b"<html><title>Access denied</title></html>", 403, "text/html"), Grade.BLOCKED),
        (Answer(b"<html><title>Checking your browser</title></html>", 200, "text/html"), Grade.BLOCKED),
        (Answer(b"slow down", 429, "text/plain"), Grade.BLOCKED),
        (Answer(b"oops", 500, "text/plain"), Grade.ERROR_PAGE),
        (Answer(b"<Error><Code>NoSuchKey</Code></Error>"), Grade.ERROR_PAGE),
        (Answer(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"), Grade.ERROR_PAGE),
        (Answer(b"\x1f\x8b\x08damaged"), Grade.ERROR_PAGE),
        (Answer(b"PK\x03\x04damaged"), Grade.ERROR_PAGE),
        (Answer(GOOD.replace(b"<sdnType>", b"<sdnColour>red</sdnColour><sdnType>")), Grade.DRIFTED),
    ],
)
def test_an_answer_that_is_no_list_changes_nothing_and_is_said(
    armed: World, answer: Answer, grade: Grade
) -> None:
    armed.serve("/sdn", answer)
    result = armed.sync()
    assert result.exit_code == 4
    assert [(outcome.grade, outcome.standing) for outcome in result.sources] == [(grade, Standing.FAILED)]
    assert result.sources[0].message
    assert "\n" not in result.sources[0].message
    assert armed.developments() == []
    assert states(armed) == 2  # the shipped one and the first that was fetched


def test_a_server_that_is_away_is_offline_and_nobody_is_delisted(armed: World) -> None:
    configuration = armed.configuration
    armed.server.shutdown()
    armed.server.server_close()
    from tracker.sync.run import sync

    result = sync(configuration, armed.database, clock=lambda: armed.now)
    assert (result.exit_code, result.sources[0].grade) == (4, Grade.OFFLINE)
    assert armed.developments() == []


SECOND_UID = b"<uid>101</uid>"
HELD = {
    "cut inside an entry": (GOOD[: len(GOOD) * 2 // 3], "the end mark is missing"),
    "cut between entries": (GOOD[: GOOD.rindex(b"</sdnEntry>") + 11], "the end mark is missing"),
    "a uid twice": (GOOD.replace(b"<uid>102</uid>", SECOND_UID), "uid 101 stands twice"),
    "fewer than its own count": (GOOD.replace(b"<Record_Count>80", b"<Record_Count>81"), "own count says 81"),
    "lost more than a fifth": (
        sdn_xml(without(EVERYBODY, *range(500, 517)), World.now.date()),
        "lost 17 of 80 entries",
    ),
    "lost more than a tenth of the subject's": (
        sdn_xml(without(EVERYBODY, *range(100, 105)), World.now.date()),
        "lost 5 of the subject's 20 entries",
    ),
    "older than what we have": (
        sdn_xml(without(EVERYBODY, 104), World.now.date() - timedelta(days=9)),
        "older than the state",
    ),
}


@pytest.mark.parametrize("case", HELD)
def test_a_list_that_cannot_be_believed_is_held_and_told_once(armed: World, case: str) -> None:
    body, why = HELD[case]
    armed.serve("/sdn", body)
    result = armed.sync()
    assert (result.exit_code, result.sources[0].standing) == (3, Standing.HELD)
    assert why in result.sources[0].message
    assert "tracker lists accept us_ofac_sdn" in result.sources[0].message
    assert (armed.developments(), states(armed)) == ([], 2)
    armed.later(days=1)
    assert armed.sync().exit_code == 3
    assert armed.rows()["holds"] == 1
    armed.serve("/sdn", GOOD)
    armed.sync()
    with closing(connect(armed.database, read_only=True)) as connection:
        assert open_hold(connection, SDN) is None
    assert armed.developments() == []


def test_a_hold_that_a_person_releases_is_told_as_it_stands(armed: World) -> None:
    gone = range(100, 105)
    armed.serve_list(without(EVERYBODY, *gone))
    armed.sync()
    result = accept_hold(armed.configuration, armed.database, SDN, clock=lambda: armed.now)
    assert result.exit_code == 0
    assert armed.told() == [("delist", str(uid)) for uid in gone]
    assert armed.rows()["decisions"] == 1
    assert armed.sync().sources[0].standing is Standing.UNCHANGED


def test_a_list_that_is_not_held_cannot_be_accepted(armed: World) -> None:
    with pytest.raises(UsageError, match="us_ofac_sdn is not held; no list is held"):
        accept_hold(armed.configuration, armed.database, SDN, clock=lambda: armed.now)


def test_a_removal_is_told_only_after_a_second_fetch_that_misses_it_too(armed: World) -> None:
    armed.serve_list(without(EVERYBODY, 104))
    armed.requests.clear()
    armed.sync()
    assert armed.requests == ["/sdn", "/sdn"]
    assert armed.told() == [("delist", "104")]


def test_one_that_is_back_in_the_second_fetch_is_held(armed: World) -> None:
    armed.serve(
        "/sdn", sdn_xml(without(EVERYBODY, 104), armed.now.date()), sdn_xml(EVERYBODY, armed.now.date())
    )
    result = armed.sync()
    assert result.sources[0].standing is Standing.HELD
    assert "missing in one fetch and back in the next of the same run: uid 104" in result.sources[0].message
    assert armed.developments() == []


def test_a_removal_is_held_while_the_second_fetch_fails_and_told_when_it_works(armed: World) -> None:
    gone = sdn_xml(without(EVERYBODY, 104), armed.now.date())
    armed.serve("/sdn", gone, Answer(b"", 503))
    assert armed.sync().sources[0].standing is Standing.HELD
    armed.later(hours=1)
    armed.serve("/sdn", gone)
    assert armed.sync().exit_code == 0
    assert armed.told() == [("delist", "104")]


class TestSeveralFilesOfOnePublication:
    """sdn.csv and add.csv that were fetched across a publication are two publications."""

    @pytest.fixture
    def quartet(self, world: World) -> World:
        world.parts = {"add": "/add"}
        world.serve("/sdn", sdn_csv(EVERYBODY))
        world.serve("/add", self.addresses(EVERYBODY))
        world.sync()
        world.later(days=1)
        return world

    @staticmethod
    def addresses(listed: tuple) -> bytes:  # type: ignore[type-arg]
        return part_csv(
            f'{one.uid},{number},"Example Street {number}","Minsk","Belarus",-0- '
            for number, one in enumerate(listed, 1)
        )

    def test_they_are_fetched_again_once_and_believed_if_they_fit_then(self, quartet: World) -> None:
        new = (*EVERYBODY, *SUBJECT[:0])
        gone = without(new, 104)
        quartet.serve("/sdn", sdn_csv(gone))
        quartet.serve("/add", self.addresses(new), self.addresses(gone))
        quartet.sync()
        assert quartet.told() == [("delist", "104")]

    def test_they_are_held_if_they_still_do_not_fit(self, quartet: World) -> None:
        quartet.serve("/sdn", sdn_csv(without(EVERYBODY, 104)))
        result = quartet.sync()
        assert result.sources[0].standing is Standing.HELD
        assert "104" in result.sources[0].message
        assert quartet.developments() == []

    def test_a_changed_address_is_an_amendment_and_no_news(self, quartet: World) -> None:
        quartet.serve("/add", self.addresses(EVERYBODY).replace(b'Example Street 5"', b'Other Street 5"'))
        quartet.sync()
        assert quartet.developments() == []
        assert quartet.rows()["list_changes"] == 1

    def test_one_that_fails_beside_one_that_is_as_we_have_it_is_a_failure_like_any(
        self, world: World
    ) -> None:
        """It broke the run: the answer "as you have it" was to be stored, and has no body."""
        world.parts = {"add": "/add"}
        tag = {"ETag": '"v1"'}
        world.serve("/sdn", Answer(sdn_csv(EVERYBODY), headers=tag))
        world.serve("/add", Answer(self.addresses(EVERYBODY), headers=tag))
        world.sync()
        world.later(days=1)
        world.serve("/sdn", Answer(b"", 304, headers=tag))
        world.serve("/add", Answer(b"down", 500, "text/plain"))
        result = world.sync()
        assert [(one.grade, one.standing) for one in result.sources] == [(Grade.ERROR_PAGE, Standing.FAILED)]


def test_two_syncs_at_once_are_refused_in_one_line(armed: World) -> None:
    with sync_lock(armed.database), pytest.raises(SyncBusy) as refused:
        armed.sync()
    assert "\n" not in str(refused.value)
    assert refused.value.exit_code == 4


def test_a_database_of_another_subject_is_refused(armed: World) -> None:
    from dataclasses import replace

    from tracker.sync.run import sync

    other = replace(armed.configuration, subject=replace(armed.configuration.subject, name="elsewhere"))
    with pytest.raises(UsageError, match="is about belarus, not elsewhere"):
        sync(other, armed.database, clock=lambda: armed.now)


def test_a_run_that_was_killed_is_marked_by_the_next_one(armed: World) -> None:
    from tracker.store.runs import RunOutcome, load_run, start_run

    with closing(connect(armed.database)) as connection:
        killed = start_run(connection, command="sync", version="0", now=armed.now)
    armed.sync()
    with closing(connect(armed.database)) as connection:
        run = load_run(connection, killed)
    assert run is not None
    assert run.outcome is RunOutcome.INTERRUPTED
