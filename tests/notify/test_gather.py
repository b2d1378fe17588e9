"""What a digest says of what is stored: everything that it has not told, nothing that it has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from told import DAILY, SDN, SEVEN, Told, configuration, moves
from tracker.model import DateBasis, Digest, Effect, Health, QuestionEffect, RecordType, Renewal, When
from tracker.notify.gather import Gathered, gather
from tracker.report.digest import DigestView
from tracker.store.developments import redirect_development, restore_development, withdraw_development
from tracker.store.digests import add_digest, add_lines
from tracker.store.health import note_health, note_outage
from tracker.store.health_told import save_health_told
from tracker.store.incidents import IncidentKind, end_incident, note_incident
from tracker.store.sources import note_visit
from tracker.store.transaction import immediate


@pytest.fixture
def told(tmp_path: Path) -> Told:
    made = Told(tmp_path / "belarus.db")
    made.begin()
    return made


def look(told: Told, digest: Digest = DAILY, **facts: object) -> Gathered:
    with told.open() as connection:
        config = configuration(digest, **facts)
        return gather(connection, config, digest, now=told.now, local_date=told.now.date())


def made(told: Told, digest: Digest = DAILY, **facts: object) -> DigestView:
    """As `make_digest` stores it, but for the mails."""
    gathered = look(told, digest, **facts)
    with told.open() as connection, immediate(connection):
        number = add_digest(
            connection,
            digest.name,
            local_date=gathered.view.local_date,
            zone=gathered.view.zone,
            window_start=gathered.view.window_start,
            window_end=gathered.view.window_end,
            subject_line="news",
        )
        assert number is not None
        add_lines(connection, digest.name, number, gathered.lines)
        save_health_told(connection, digest.name, gathered.health_told)
    return gathered.view


def ids(view: DigestView) -> dict[str, list[str]]:
    return {
        "corrections": [one.id for one in view.corrections],
        "new": [one.view.id for one in view.new],
        "changed": [one.view.id for one in view.changed],
    }


def test_what_was_told_is_not_told_again(told: Told) -> None:
    told.tell([1, 2])
    assert ids(made(told))["new"] == ["d1", "d2"]
    told.later(days=1)
    told.tell([3])
    assert ids(made(told)) == {"corrections": [], "new": ["d3"], "changed": []}
    told.later(days=1)
    view = made(told)
    assert not view.has_news
    assert view.window_start == SEVEN + timedelta(days=1)


def test_a_day_that_becomes_known_is_a_change_and_says_what_was_said(told: Told) -> None:
    told.tell([1], When(DateBasis.OBSERVED, after=date(2025, 11, 2), by=date(2025, 11, 4)))
    made(told)
    told.later(days=1)
    told.tell([1], When(DateBasis.OFFICIAL, on=date(2025, 11, 3)))
    view = made(told)
    (change,) = view.changed
    when = {one.label: (one.before, one.now) for one in change.changes}["when"]
    assert "between 2 November 2025" in when[0]
    assert when[1] == "on 3 November 2025 (official date)"


def test_what_was_wrong_is_taken_back_with_what_we_said_and_when(told: Told) -> None:
    told.tell([1])
    made(told)
    told.later(days=2)
    told.tell([1], When(DateBasis.OFFICIAL, on=date(2025, 10, 1)))
    view = made(told)
    (correction,) = view.corrections
    assert (correction.id, correction.said_on, correction.by_notice) == ("d1", date(2025, 11, 4), False)
    assert "on 3 November 2025" in correction.said
    assert "on 1 October 2025" in correction.truth
    assert view.changed == ()


def test_what_is_withdrawn_is_taken_back_once_and_only_where_it_was_told(told: Told) -> None:
    told.tell([1, 2])
    made(told)
    told.later(days=1)
    told.tell([3])
    with told.open() as connection, immediate(connection):
        withdraw_development(connection, "d1", told.now, "no source says so any more")
        withdraw_development(connection, "d3", told.now, "no source says so any more")
    view = made(told)
    assert ids(view) == {"corrections": ["d1"], "new": [], "changed": []}
    assert view.corrections[0].now is None
    told.later(days=1)
    assert not made(told).has_news


def test_why_it_is_withdrawn_is_told(told: Told) -> None:
    told.tell([1])
    made(told)
    told.later(days=1)
    with told.open() as connection, immediate(connection):
        withdraw_development(connection, "d1", told.now, "the paper took it back.")
    (correction,) = made(told).corrections
    assert correction.truth == "This is withdrawn: the paper took it back."


def test_what_was_taken_back_and_stands_again_is_told_again(told: Told) -> None:
    told.tell([1])
    for days, restore in ((1, False), (2, True), (3, False), (4, True)):
        made(told)
        told.now = SEVEN + timedelta(days=days)
        with told.open() as connection, immediate(connection):
            if restore:
                restore_development(connection, "d1")
            else:
                withdraw_development(connection, "d1", told.now, "a mistake")
        view = look(told).view
        assert ids(view) == {"corrections": ["d1"], "new": [], "changed": []}
        (correction,) = view.corrections
        assert correction.said_on == (SEVEN + timedelta(days=days - 1)).date()
        assert (correction.now is not None) is restore
        assert correction.said.startswith("This is withdrawn: ") is restore
    made(told)
    told.later(days=1)
    assert not made(told).has_news


def test_what_came_and_went_and_came_between_two_digests_is_told_once(told: Told) -> None:
    told.tell([1])
    made(told)
    told.later(days=1)
    with told.open() as connection, immediate(connection):
        withdraw_development(connection, "d1", told.now, "a mistake")
        restore_development(connection, "d1")
    assert not made(told).has_news


def test_one_that_was_told_as_anothers_and_is_its_own_again_is_told_again(told: Told) -> None:
    told.tell([1, 2])
    made(told)
    for days, heir in ((1, "d1"), (2, None)):
        told.now = SEVEN + timedelta(days=days)
        with told.open() as connection, immediate(connection):
            redirect_development(connection, "d2", heir)
        view = made(told)
    (correction,) = view.corrections
    assert correction.said.startswith("This is the same event as another: ")
    assert correction.now is not None
    assert correction.now.id == "d2"


def test_two_that_were_told_as_two_and_are_one_are_taken_back_with_the_one(told: Told) -> None:
    told.tell([1, 2])
    made(told)
    told.later(days=1)
    with told.open() as connection, immediate(connection):
        redirect_development(connection, "d2", "d1")
    (correction,) = made(told).corrections
    assert correction.id == "d2"
    assert correction.now is not None
    assert correction.now.id == "d1"
    told.later(days=1)
    assert not made(told).has_news


def test_each_digest_tells_for_itself_and_only_what_it_is_for(told: Told) -> None:
    releases = Digest("releases", time(7), types=(RecordType.RELEASE,))
    elsewhere = Digest("elsewhere", time(7), lists=("eu_fsf",))
    here = Digest("here", time(7), lists=(SDN,))
    told.tell([1])
    assert ids(made(told))["new"] == ["d1"]
    assert ids(made(told, releases))["new"] == []
    assert ids(made(told, elsewhere))["new"] == []
    assert ids(made(told, here))["new"] == ["d1"]


def test_an_open_question_is_told_with_what_moved_it(told: Told) -> None:
    told.tell([1, 2], effects=[moves("Q1")])
    (question,) = made(told).questions
    assert question.id == "Q1"
    assert question.text
    assert [name for name, _ in question.whys] == ["d1", "d2"]
    assert not question.is_answered


def test_a_development_that_rests_on_unsure_records_is_to_be_reviewed(told: Told) -> None:
    told.tell([1], confidence=0.5)
    told.tell([2])
    (review,) = made(told).review
    assert "EXAMPLE WORKS 1 LLC" in review.what
    assert review.command == "tracker evidence d1"


def test_totals_count_everything_since_the_article(told: Told) -> None:
    told.tell([1, 2, 3])
    made(told)
    told.later(days=1)
    view = made(told)
    assert [(one.label, one.count, one.share) for one in view.totals] == [("delisted", 3, 1.0)]


class TestSources:
    @pytest.fixture
    def few(self, told: Told) -> dict[str, object]:
        config = configuration()
        enabled = [source for source in config.sources if source.enabled][:3]
        return {"sources": tuple(enabled)}

    def visit(self, told: Told, name: str, *, is_ok: bool = True, hours: float = 0) -> None:
        at = told.now - timedelta(hours=hours)
        with told.open() as connection, immediate(connection):
            note_visit(connection, name, at=at, is_ok=is_ok, next_due_at=at + timedelta(hours=2))

    def test_all_that_were_read_since_the_last_digest_are_counted(
        self, told: Told, few: dict[str, object]
    ) -> None:
        names = [source.name for source in few["sources"]]  # type: ignore[attr-defined]
        for name in names:
            self.visit(told, name, hours=1)
        view = made(told, **few)
        assert (view.reached, view.enabled, view.oldest_success) == (3, 3, None)
        # Nobody came by for a day: silence is no "nothing new".
        told.later(days=1)
        self.visit(told, names[0], hours=3)
        view = made(told, **few)
        assert (view.reached, view.enabled) == (1, 3)
        assert view.oldest_success is not None
        assert view.oldest_success[1] == SEVEN - timedelta(hours=1)

    def test_one_that_was_never_read_is_named_first(self, told: Told, few: dict[str, object]) -> None:
        first, second, third = few["sources"]  # type: ignore[misc]
        self.visit(told, first.name)
        self.visit(told, second.name, is_ok=False)
        view = made(told, **few)
        assert view.reached == 1
        assert view.oldest_success is not None
        assert view.oldest_success[0] in {second.title, third.title}
        assert view.oldest_success[1] is None

    def test_a_source_that_began_to_fail_is_told_once_and_is_no_news(
        self, told: Told, few: dict[str, object]
    ) -> None:
        first = few["sources"][0]  # type: ignore[index]
        self.visit(told, first.name, is_ok=False)
        with told.open() as connection, immediate(connection):
            note_health(connection, first.name, Health.FAILING, "nothing came for 60 s", at=told.now)
        view = made(told, **few)
        (line,) = view.health
        assert first.title in line.words
        assert "nothing came for 60 s" in line.words
        assert not view.has_news
        assert not view.is_quiet
        told.later(days=1)
        assert made(told, **few).health == ()


def test_a_measure_that_ends_is_told_once_in_the_week_before(told: Told) -> None:
    ends = Renewal("an order", "US", date(2025, 11, 14), "https://example.org/order")
    subject = replace(configuration().subject, renewals=(ends,))
    days = []
    for _ in range(14):
        view = made(told, subject=subject)
        if view.upcoming:
            days.append(view.local_date)
            assert view.upcoming[0].url == ends.url
        told.later(days=1)
    assert days == [date(2025, 11, 7)]


MOMENTS = st.lists(
    st.tuples(
        st.sampled_from(["tell", "retell", "withdraw", "restore", "digest"]),
        st.integers(1, 4),
        st.integers(1, 28),
    ),
    max_size=14,
)


@settings(deadline=None, max_examples=40)
@given(moments=MOMENTS)
def test_whatever_happens_every_fact_that_stands_was_told_last_as_it_stands(
    moments: list[tuple[str, int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    told = Told(tmp_path_factory.mktemp("any") / "belarus.db")
    told.begin()
    stands: dict[str, str] = {}
    heard: dict[str, str] = {}
    gone: dict[str, str] = {}
    taken_back: set[str] = set()

    def listen() -> None:
        view = made(told)
        told.later(days=1)
        for one in view.new:
            assert one.view.id not in heard
            heard[one.view.id] = one.view.when
        for change in view.changed:
            heard[change.view.id] = change.view.when
        for correction in view.corrections:
            assert (correction.id in heard) is (correction.id not in taken_back)
            if correction.now is None:
                del heard[correction.id]
                taken_back.add(correction.id)
            else:
                taken_back.discard(correction.id)
                heard[correction.id] = correction.now.when

    for what, number, day in moments:
        name = f"d{number}"
        if what in {"tell", "retell"} and name not in gone:
            told.tell([number], When(DateBasis.OFFICIAL, on=date(2025, 10, day)))
            stands[name] = f"on {day} October 2025 (official date)"
        elif what == "withdraw" and name in stands:
            with told.open() as connection, immediate(connection):
                withdraw_development(connection, name, told.now, "no source says so any more")
            gone[name] = stands.pop(name)
        elif what == "restore" and name in gone:
            with told.open() as connection, immediate(connection):
                restore_development(connection, name)
            stands[name] = gone.pop(name)
        elif what == "digest":
            listen()
    listen()
    assert heard == stands
    assert not made(told).has_news


class TestOurOwnTroubles:
    def test_a_full_disk_is_told_while_it_lasts_and_when_it_is_over(self, told: Told) -> None:
        made(told)
        told.later(hours=20)
        with told.open() as connection, immediate(connection):
            note_incident(connection, IncidentKind.STORE, "belarus.db", "the disk is full", told.now)
        told.later(hours=4)
        (line,) = made(told).health
        assert line.is_bad
        assert "the disk is full, since 2025-11-05 01:00 UTC, and goes on" in line.words
        told.later(hours=1)
        with told.open() as connection, immediate(connection):
            end_incident(connection, IncidentKind.STORE, "belarus.db", told.now)
        told.later(hours=23)
        (line,) = made(told).health
        assert not line.is_bad
        assert "until 2025-11-05 06:00 UTC" in line.words
        told.later(days=1)
        assert made(told).health == ()

    @pytest.mark.parametrize("kind", IncidentKind)
    def test_every_kind_of_trouble_has_words(self, told: Told, kind: IncidentKind) -> None:
        with told.open() as connection, immediate(connection):
            note_incident(connection, kind, "somewhere", "it broke", told.now)
        (line,) = made(told).health
        assert "somewhere: it broke" in line.words

    def test_an_outage_of_our_line_is_one_line_and_no_fault_of_the_sources(self, told: Told) -> None:
        with told.open() as connection, immediate(connection):
            note_outage(connection, at=told.now, hosts=20, offline_hosts=19)
        told.later(hours=2)
        (line,) = made(told).health
        assert "Our own line was down" in line.words
        assert line.sources == 0


def test_an_answer_to_one_part_of_a_question_is_no_answer_to_the_whole(told: Told) -> None:
    told.tell([1], effects=[QuestionEffect("Q1", Effect.ANSWERS, "a potash company left the list", "potash")])
    (question,) = made(told).questions
    assert (question.is_answered, question.parts) == (True, ("potash",))
    told.later(days=1)
    told.tell([2], effects=[QuestionEffect("Q1", Effect.ANSWERS, "it is all settled")])
    (question,) = made(told).questions
    assert (question.is_answered, question.parts) == (True, ())


def test_the_latest_day_is_told_first(told: Told) -> None:
    for number, day in ((1, 5), (2, 25), (3, 15)):
        told.tell([number], When(DateBasis.OFFICIAL, on=date(2025, 10, day)))
    assert ids(made(told))["new"] == ["d2", "d3", "d1"]
