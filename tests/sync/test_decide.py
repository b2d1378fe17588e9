"""What a person decides holds: at once, beside a daemon, for all that is read later, until it is undone."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from press import configured, visit
from stories import AGAIN, FREED, LATER, Stories
from tracker.errors import UsageError
from tracker.model import Decision, DecisionKind
from tracker.report.shown import DevelopmentView
from tracker.resolve import Resolution, resolve
from tracker.store.connection import connect
from tracker.store.decisions import add_decision, load_decision, load_decisions
from tracker.store.lock import sync_lock
from tracker.store.records import load_records
from tracker.store.runs import latest_run
from tracker.store.transaction import immediate
from tracker.sync import decide
from tracker.sync.anchors import held_to_their_records
from tracker.sync.desk import By, Outcome
from tracker.sync.opening import utc_now
from tracker.sync.sayings import Sayings
from tracker.sync.views import views_of
from world import World

EDITOR = By("editor", "it is a mistake")


@pytest.fixture
def stories(world: World) -> Stories:
    return Stories(world)


def view(stories: Stories, name: str) -> DevelopmentView:
    with closing(connect(stories.world.database, read_only=True)) as connection:
        (found,) = views_of(connection, stories.configuration, [name])
    return found


def decisions(stories: Stories) -> tuple[Decision, ...]:
    with closing(connect(stories.world.database, read_only=True)) as connection:
        return load_decisions(connection)


def from_scratch(stories: Stories, *, forget_ids: bool = False) -> Resolution:
    """All records resolved as if nothing was known but the decisions; with other ids, as after a replay
    that reads the same sentences of the same pages otherwise."""
    with closing(connect(stories.world.database, read_only=True)) as connection:
        known = Sayings(connection, stories.configuration)
        sayings = known.of([one.id for one in load_records(connection)])
        decided = load_decisions(connection)
        if not forget_ids:
            decided = held_to_their_records(decided, known)
    if forget_ids:
        sayings = tuple(replace(one, record=replace(one.record, id=f"{one.id}-other")) for one in sayings)
    return resolve((), sayings, decided)


def act(stories: Stories, what: str, *words: object, by: By = EDITOR) -> Outcome:
    function = getattr(decide, what)
    place = stories.configuration, stories.world.database
    return function(*place, *words, by, clock=stories.clock)  # type: ignore[no-any-return]


class TestDismiss:
    def test_it_is_withdrawn_with_the_reason_and_stays_so_whatever_is_read_later(
        self, stories: Stories
    ) -> None:
        stories.story("/a", FREED)
        stories.visit()
        name = stories.with_count(14).development.id
        assert act(stories, "dismiss", name) == Outcome(1, withdrawn=(name,))
        stories.story("/b", AGAIN)
        stories.visit()
        (stored,) = stories.stored().values()
        assert len(stored.development.ties) == 2
        assert stored.withdrawn_why == "a person dismissed it: it is a mistake"
        assert view(stories, name).withdrawn == stored.withdrawn_why

    def test_what_else_the_page_tells_stands(self, stories: Stories) -> None:
        stories.story("/a", FREED, LATER, day="2025-08-02")
        stories.visit()
        act(stories, "dismiss", stories.with_count(14).development.id)
        assert [one.development.details.count for one in stories.standing()] == [30]
        assert len(from_scratch(stories).withdrawn) == 1

    def test_what_the_page_tells_later_stands(self, stories: Stories) -> None:
        stories.story("/a", FREED)
        stories.visit()
        act(stories, "dismiss", stories.with_count(14).development.id)
        stories.story("/a", FREED, LATER)
        stories.visit()
        assert [one.development.details.count for one in stories.standing()] == [30]
        assert len(from_scratch(stories).withdrawn) == 1

    def test_what_the_page_says_in_its_place_is_dismissed_too(self, stories: Stories) -> None:
        stories.story("/a", FREED)
        stories.visit()
        act(stories, "dismiss", stories.with_count(14).development.id)
        stories.story("/a", FREED.replace("14", "16"))
        stories.visit()
        assert stories.standing() == []
        assert len(stories.records()) == 2
        assert len(from_scratch(stories).withdrawn) == len(from_scratch(stories).developments)

    def test_who_decided_and_why_is_kept(self, stories: Stories) -> None:
        stories.story("/a", FREED)
        stories.visit()
        name = stories.with_count(14).development.id
        act(stories, "dismiss", name)
        (decision,) = decisions(stories)
        assert (decision.kind, decision.subject, decision.who, decision.note, decision.at) == (
            DecisionKind.DISMISS, name, "editor", "it is a mistake", stories.world.now,
        )  # fmt: skip
        with closing(connect(stories.world.database, read_only=True)) as connection:
            run = latest_run(connection)
        assert run is not None
        assert (run.command, run.exit_code) == ("decide", 0)

    @pytest.mark.parametrize("forget_ids", [False, True])
    def test_it_holds_where_all_is_resolved_from_scratch(self, stories: Stories, forget_ids: bool) -> None:
        stories.story("/a", FREED)
        stories.visit()
        act(stories, "dismiss", stories.with_count(14).development.id)
        resolution = from_scratch(stories, forget_ids=forget_ids)
        assert set(resolution.withdrawn) == {one.id for one in resolution.developments}

    def test_undone_it_stands_again_as_it_was(self, stories: Stories) -> None:
        stories.story("/a", FREED)
        stories.visit()
        before = stories.with_count(14)
        act(stories, "dismiss", before.development.id)
        assert act(stories, "undo", 1, by=By("chief")) == Outcome(1, standing=(before.development.id,))
        assert stories.with_count(14).development == before.development
        with closing(connect(stories.world.database, read_only=True)) as connection:
            undone = load_decision(connection, 1)
        assert undone is not None
        assert (undone.undone_by, undone.undone_at) == ("chief", stories.world.now)
        assert from_scratch(stories).withdrawn == {}

    def test_confirmed_it_stands_again(self, stories: Stories) -> None:
        stories.story("/a", FREED)
        stories.visit()
        name = stories.with_count(14).development.id
        act(stories, "dismiss", name)
        assert act(stories, "confirm", name).standing == (name,)
        assert view(stories, name).is_confirmed


class TestMergeAndSplit:
    @pytest.fixture
    def two(self, stories: Stories) -> tuple[str, str]:
        stories.story("/a", FREED)
        stories.story("/b", LATER, day="2025-08-02")
        stories.visit()
        return stories.with_count(14).development.id, stories.with_count(30).development.id

    def test_two_become_one_and_the_other_id_leads_to_it(
        self, stories: Stories, two: tuple[str, str]
    ) -> None:
        outcome = act(stories, "merge", *two)
        (one,) = stories.standing()
        gone = next(name for name in two if name != one.development.id)
        assert outcome.merged == ((gone, one.development.id),)
        assert stories.stored()[gone].redirect_to == one.development.id
        assert {tie.record for tie in one.development.ties} == set(stories.records().values())
        stories.story("/c", AGAIN)
        stories.visit()
        assert len(stories.standing()) == 1
        # The id that leads on is as good as the other.
        assert act(stories, "note", gone, "a word").standing == (one.development.id,)

    @pytest.mark.parametrize("forget_ids", [False, True])
    def test_they_stay_one_from_scratch(
        self, stories: Stories, two: tuple[str, str], forget_ids: bool
    ) -> None:
        act(stories, "merge", *two)
        assert len(from_scratch(stories, forget_ids=forget_ids).developments) == 1

    def test_undone_they_are_two_again_under_their_ids(self, stories: Stories, two: tuple[str, str]) -> None:
        before = {one.development.id: one.development for one in stories.standing()}
        act(stories, "merge", *two)
        assert set(act(stories, "undo", 1).standing) == set(two)
        assert {one.development.id: one.development for one in stories.standing()} == before

    def test_records_that_are_cut_out_are_an_event_of_their_own_for_good(self, stories: Stories) -> None:
        stories.story("/a", FREED)
        stories.story("/b", AGAIN)
        stories.visit()
        (whole,) = stories.standing()
        cut = stories.records()[AGAIN]
        assert cut in {tie.record for tie in whole.development.ties}
        outcome = act(stories, "split", whole.development.id, (cut,))
        assert len(outcome.standing) == 2
        assert whole.development.id in outcome.standing
        for forget_ids in (False, True):
            assert len(from_scratch(stories, forget_ids=forget_ids).developments) == 2
        stories.story(
            "/c", "The authorities of Belarus released 14 political prisoners on Thursday, we learned."
        )
        stories.visit()
        assert len(stories.standing()) == 2
        act(stories, "undo", 1)
        (again,) = stories.standing()
        assert again.development.id == whole.development.id
        assert len(again.development.ties) == 3

    def test_what_was_parted_can_be_merged_and_the_last_word_counts(self, stories: Stories) -> None:
        stories.story("/a", FREED)
        stories.story("/b", AGAIN)
        stories.visit()
        (whole,) = stories.standing()
        two = act(stories, "split", whole.development.id, (stories.records()[AGAIN],)).standing
        act(stories, "merge", *two)
        assert [one.development.id for one in stories.standing()] == [whole.development.id]

    def test_two_kinds_of_act_are_never_one(self, stories: Stories) -> None:
        stories.story("/a", FREED)
        stories.story(
            "/b", "The United States lifted its sanctions on the Belarusian airline Belavia on Thursday."
        )
        stories.visit()
        a, b = (one.development.id for one in stories.standing())
        with pytest.raises(UsageError, match="two kinds of act are never one development"):
            act(stories, "merge", a, b)
        assert decisions(stories) == ()


class TestNotesAndPeople:
    def test_a_note_is_shown_and_goes_with_the_record_that_it_began_with(self, stories: Stories) -> None:
        stories.story("/a", FREED)
        stories.story("/b", AGAIN)
        stories.visit()
        (whole,) = stories.standing()
        first, other = (tie.record for tie in whole.development.ties)
        act(stories, "note", whole.development.id, "the day is disputed", by=By("editor"))
        parted = act(stories, "split", whole.development.id, (other,)).standing
        notes = {name: view(stories, name).notes for name in parted}
        assert [
            name for name, said in notes.items() if any("the day is disputed" in one for one in said)
        ] == [
            next(one.development.id for one in stories.standing() if one.development.ties[0].record == first)
        ]
        act(stories, "undo", 1)
        assert not any("disputed" in note for name in parted for note in view(stories, name).notes)

    def test_a_confirmed_development_is_sure(self, stories: Stories) -> None:
        stories.story("/a", FREED)
        stories.visit()
        name = stories.with_count(14).development.id
        assert not view(stories, name).is_confirmed
        act(stories, "confirm", name, by=By("editor"))
        assert view(stories, name).is_confirmed
        assert view(stories, name).notes[-1].startswith("confirmed by hand on ")

    def test_a_person_is_hidden_until_it_is_undone(self, stories: Stories) -> None:
        official = replace(stories.source, publisher_class="official")
        freed = "On Thursday the authorities of Belarus released the blogger Pavel Nebylets under a pardon."
        stories.story("/a", freed)
        visit(stories.world, official)
        (name,) = (one.development.id for one in stories.standing())

        def seen() -> DevelopmentView:
            with closing(connect(stories.world.database, read_only=True)) as connection:
                (found,) = views_of(connection, configured(stories.world, official), [name])
            return found

        assert seen().people == ("Pavel Nebylets",)
        act(stories, "suppress", "Павел Небылец")
        assert "Nebylets" not in repr(seen())
        assert seen().people_withheld == 1
        act(stories, "undo", 1)
        assert seen().people == ("Pavel Nebylets",)


class TestRefused:
    @pytest.fixture
    def name(self, stories: Stories) -> str:
        stories.story("/a", FREED)
        stories.visit()
        return stories.with_count(14).development.id

    @pytest.mark.parametrize(
        ("what", "words", "line"),
        [
            ("dismiss", ("d-nobody",), "no development d-nobody; 'tracker developments' lists them"),
            ("merge", ("{name}", "d-nobody"), "no development d-nobody"),
            ("merge", ("{name}", "{name}"), "are one development already"),
            ("confirm", ("r-1",), "no development r-1"),
            ("note", ("{name}", "  "), "a note without words"),
            ("split", ("{name}", ("r-1",)), "r-1 is no record of {name}"),
            ("split", ("{name}", ("{record}",)), "these are all the records of {name}"),
            ("undo", (7,), "no decision 7; 'tracker decisions' lists them"),
            ("suppress", ("Nebylets",), "give the whole name"),
            ("suppress", ("…",), "give the whole name"),
        ],
    )
    def test_what_is_not_there_is_said_in_one_line_and_nothing_is_stored(
        self, stories: Stories, name: str, what: str, words: tuple[object, ...], line: str
    ) -> None:
        facts = {"name": name, "record": stories.records()[FREED]}

        def filled(word: object) -> object:
            if isinstance(word, tuple):
                return tuple(filled(one) for one in word)
            return word.format(**facts) if isinstance(word, str) else word

        with pytest.raises(UsageError) as refused:
            act(stories, what, *map(filled, words))
        assert line.format(**facts) in str(refused.value)
        assert "\n" not in str(refused.value)
        assert decisions(stories) == ()

    def test_twice(self, stories: Stories, name: str) -> None:
        act(stories, "dismiss", name)
        with pytest.raises(UsageError, match="withdrawn already"):
            act(stories, "dismiss", name)
        act(stories, "undo", 1)
        with pytest.raises(UsageError, match="decision 1 is undone already"):
            act(stories, "undo", 1)
        act(stories, "suppress", "Pavel Nebylets")
        with pytest.raises(UsageError, match="hidden already, by decision 2") as refused:
            act(stories, "suppress", "Павла Небыльца")
        assert "Небыл" not in str(refused.value)

    def test_the_release_of_a_hold_is_not_undone(self, stories: Stories, name: str) -> None:
        with closing(connect(stories.world.database)) as connection, immediate(connection):
            add_decision(connection, DecisionKind.ACCEPT_HOLD, "us_ofac_sdn", now=utc_now())
        with pytest.raises(UsageError, match="what was believed then stays believed"):
            act(stories, "undo", 1)


def test_it_needs_no_lock_of_the_one_that_syncs(stories: Stories) -> None:
    stories.story("/a", FREED)
    stories.visit()
    name = stories.with_count(14).development.id
    with sync_lock(stories.world.database):
        act(stories, "dismiss", name)
    assert stories.standing() == []


def test_a_decision_that_fails_on_its_way_leaves_nothing(
    stories: Stories, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories.story("/a", FREED)
    stories.visit()
    before = stories.world.rows()

    def breaks(*_: object) -> None:
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr("tracker.sync.desk.resolve_again", breaks)
    with pytest.raises(RuntimeError):
        act(stories, "dismiss", stories.with_count(14).development.id)
    assert stories.world.rows() == before
