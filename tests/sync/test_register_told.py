"""A register of prisoners moves people from active to former: each is a record, and they join the press."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from importing import a_file, a_line, records, take_in

from registers import Person, moved, people, take_register
from told import DAILY
from tracker.model import CountRelation, DateBasis, Digest, EvidenceRole, Origin, RecordType, Relation
from tracker.notify.gather import gather
from tracker.report.citation import citation
from tracker.report.digest import DigestView
from tracker.report.digest_faces import digest_faces
from tracker.report.shown import DevelopmentView
from tracker.store.connection import connect
from tracker.store.digests import add_digest, add_lines, latest_digest
from tracker.store.transaction import immediate
from tracker.sync.registers import RegisterFate, accept_register
from tracker.sync.replay import replay
from world import World

BEFORE, AFTER = date(2026, 5, 3), date(2026, 5, 10)
SIXTY = people(60, former=8, not_recognised=4)
PRESS = (
    "On 5 May 2026 the authorities of Belarus released more than twenty political prisoners under a pardon."
)


@pytest.fixture
def armed(world: World) -> World:
    """A world a day after the first export of the register was taken in."""
    world.now = datetime(2026, 5, 11, 12, tzinfo=UTC)
    imported = take_register(world, SIXTY, BEFORE)
    assert (imported.fate, imported.records, imported.told) == (RegisterFate.FIRST, 0, ())
    return world


def freed(number: int, **facts: str) -> tuple[Person, ...]:
    return moved(SIXTY, {at: {"status": "former", **facts} for at in range(number)})


def press(world: World, text: str = PRESS, published: str = "2026-05-05", name: str = "a") -> None:
    line = a_line(url=f"https://paper-{name}.invalid/a", published=published, text=text, title="Freed")
    imported, told = take_in(world, a_file(world, line, name=f"{name}.jsonl"))
    assert (imported.exit_code, told) == (0, [])


def releases(world: World) -> list[DevelopmentView]:
    return [one for one in world.developments() if one.type is RecordType.RELEASE]


def said(view: DevelopmentView) -> list[tuple[int, CountRelation]]:
    return [(one.value, one.relation) for one in view.counts]


@pytest.mark.parametrize("day", ["2026-05-05", ""])
def test_twenty_three_of_sixty_are_as_many_records_tied_to_more_than_twenty_in_the_press(
    armed: World, day: str
) -> None:
    press(armed)
    imported = take_register(armed, freed(23, release_date=day), AFTER)
    assert (imported.fate, imported.records) == (RegisterFate.NEW_STATE, 23)
    found = [one for one in records(armed) if one.source == "viasna"]
    assert len(found) == 23
    assert {one.rule for one in found} == {"register.viasna.freed"}
    (one,) = releases(armed)
    assert {line.record for line in one.evidence} >= {record.id for record in found}
    assert said(one) == [(20, CountRelation.AT_LEAST), (23, CountRelation.NAMED)]
    assert "at least 20 announced, 23 named so far, according to Viasna Human Rights Centre" in one.notes[0]
    assert (one.on, one.relation) == (date(2026, 5, 5), Relation.NEW)
    assert (one.people, one.people_withheld) == ((), 23)


def test_it_makes_no_difference_whether_the_press_or_the_register_is_first(armed: World) -> None:
    held = take_register(armed, freed(23, release_date="2026-05-05"), AFTER)
    assert held.fate is RegisterFate.HELD
    assert accept_register(armed.configuration, armed.database, "viasna").records == 23
    (alone,) = releases(armed)
    assert (alone.summary, alone.people) == ("23 people (named so far) freed by Belarus, 5 May 2026", ())
    assert alone.notes == ("only a register states it: they are in prison no more; why, it does not say",)
    press(armed)
    (one,) = releases(armed)
    assert (one.id, said(one)[0]) == (alone.id, (20, CountRelation.AT_LEAST))


def test_announced_and_named_are_shown_side_by_side(armed: World) -> None:
    press(armed, PRESS.replace("more than twenty", "26"))
    take_register(armed, freed(23, release_date="2026-05-05"), AFTER)
    (one,) = releases(armed)
    assert said(one) == [(26, CountRelation.TOTAL), (23, CountRelation.NAMED)]
    assert one.notes[0].startswith("26 announced, 23 named so far")
    assert one.conflict is None


def test_more_named_than_announced_is_a_contradiction(armed: World) -> None:
    press(armed, PRESS.replace("more than twenty", "21"))
    take_register(armed, freed(23, release_date="2026-05-05"), AFTER)
    (one,) = releases(armed)
    assert one.conflict is not None
    assert "23 named so far" in one.conflict


def test_who_has_no_day_was_freed_between_the_two_looks(armed: World) -> None:
    take_register(armed, freed(1), AFTER)
    (record,) = records(armed)
    assert (record.when.basis, record.when.on) == (DateBasis.OBSERVED, None)
    assert (record.when.after, record.when.by) == (BEFORE, AFTER)
    assert (record.origin, record.details.names) == (Origin.IMPORT, (SIXTY[0].name,))
    assert [piece.role for piece in record.evidence] == [EvidenceRole.LAST_SEEN, EvidenceRole.STATES]
    assert record.evidence[1].quote == f"1000;{SIXTY[0].name};former;2023-02-01;;"


def test_a_day_before_the_arrest_or_known_while_in_prison_is_that_of_another_release(world: World) -> None:
    world.now = datetime(2026, 5, 11, 12, tzinfo=UTC)
    before = moved(SIXTY, {0: {"release_date": "2026-04-01"}})
    take_register(world, before, BEFORE)
    after = moved(
        before,
        {
            0: {"status": "former"},
            1: {"status": "former", "arrested": "2026-01-01", "release_date": "2025-12-01"},
        },
    )
    take_register(world, after, AFTER)
    assert {one.when.by for one in records(world)} == {AFTER}
    assert len(records(world)) == 2


def test_the_dead_are_not_free(armed: World) -> None:
    """Who died in prison is former too; who died weeks after a release was free."""
    after = moved(
        SIXTY,
        {
            0: {"status": "former", "died": "2026-05-06"},
            1: {"status": "former", "died": "TRUE", "release_date": "2026-05-06"},
            2: {"status": "former", "died": "2026-05-09", "release_date": "2026-05-05"},
        },
    )
    imported = take_register(armed, after, AFTER)
    assert imported.state is not None
    assert imported.state.changes is not None
    assert (imported.state.changes.died, imported.state.changes.freed) == (3, 1)
    (record,) = records(armed)
    assert record.when.on == date(2026, 5, 5)


def test_the_same_file_twice_adds_nothing(armed: World) -> None:
    take_register(armed, freed(3), AFTER)
    before = armed.rows()
    again = take_register(armed, freed(3), None)
    grown = {name for name, count in armed.rows().items() if count != before[name]}
    assert (again.fate, grown) == (RegisterFate.KNOWN, {"runs"})


def test_the_same_file_seen_later_narrows_the_time_of_the_next_release(armed: World) -> None:
    assert take_register(armed, SIXTY, date(2026, 5, 8)).fate is RegisterFate.UNCHANGED
    take_register(armed, freed(1), AFTER)
    (record,) = records(armed)
    assert (record.when.after, record.when.by) == (date(2026, 5, 8), AFTER)


def test_the_first_export_states_dated_releases_since_the_article_and_nothing_else(world: World) -> None:
    world.now = datetime(2026, 5, 11, 12, tzinfo=UTC)
    first = moved(
        SIXTY,
        {
            50: {"release_date": "2025-09-11"},
            51: {"release_date": "11.09.2025"},
            52: {"release_date": "2025-07-31"},
            53: {},
            54: {"release_date": "2025-09-11", "died": "2025-09-11"},
        },
    )
    imported = take_register(world, first, BEFORE)
    assert imported.records == 2
    (one,) = releases(world)
    assert (one.count, one.on) == (2, date(2025, 9, 11))
    assert {record.rule for record in records(world)} == {"register.viasna.dated"}


def test_who_is_arrested_again_was_free_and_may_be_freed_once_more(armed: World) -> None:
    take_register(armed, freed(1, release_date="2026-05-05"), AFTER)
    again = take_register(armed, moved(SIXTY, {0: {"release_date": "2026-05-05"}}), date(2026, 5, 11))
    assert again.state is not None
    assert again.state.changes is not None
    assert again.state.changes.re_arrested == 1
    armed.now = datetime(2026, 6, 2, tzinfo=UTC)
    take_register(armed, freed(1, release_date="2026-06-01"), date(2026, 6, 2))
    assert [one.on for one in releases(armed)] == [date(2026, 5, 5), date(2026, 6, 1)]


def test_a_day_that_comes_later_takes_the_place_of_the_time_between_two_looks(armed: World) -> None:
    take_register(armed, freed(2), AFTER)
    (before,) = releases(armed)
    take_register(armed, freed(2, release_date="2026-05-06"), date(2026, 5, 11))
    (after,) = releases(armed)
    assert (before.on, after.on, after.count) == (None, date(2026, 5, 6), 2)


def test_what_the_register_takes_back_is_told_no_more(armed: World) -> None:
    take_register(armed, freed(1, release_date="2026-05-05"), AFTER)
    take_register(armed, freed(1, died="TRUE"), date(2026, 5, 11))
    assert releases(armed) == []


def test_who_was_arrested_and_freed_again_between_two_looks_has_two_releases(armed: World) -> None:
    take_register(armed, freed(1, release_date="2026-05-05"), AFTER)
    armed.now = datetime(2026, 6, 9, tzinfo=UTC)
    again = freed(1, release_date="2026-06-05", arrested="2026-05-20")
    take_register(armed, again, date(2026, 6, 8))
    assert [one.on for one in releases(armed)] == [date(2026, 5, 5), date(2026, 6, 5)]


def test_whose_row_is_gone_is_told_to_be_free_no_more(armed: World) -> None:
    take_register(armed, freed(2, release_date="2026-05-05"), AFTER)
    (before,) = releases(armed)
    take_register(armed, freed(2, release_date="2026-05-05")[1:], date(2026, 5, 11))
    (after,) = releases(armed)
    assert (before.count, after.count, after.id) == (2, 1, before.id)


def test_who_is_new_in_the_register_and_was_freed_since_the_article_is_a_dated_release(armed: World) -> None:
    dated = Person("7", "Узорны Юры", "former", "2024-01-01", "2026-05-04")
    take_register(armed, [*SIXTY, dated, Person("8", "Узорны Янка", "former")], AFTER)
    (record,) = records(armed)
    assert (record.when.on, len(record.evidence)) == (date(2026, 5, 4), 1)


def test_a_mass_release_that_nobody_reports_is_held_and_can_be_believed(armed: World) -> None:
    held = take_register(armed, freed(30), AFTER)
    assert (held.fate, held.exit_code) == (RegisterFate.HELD, 3)
    assert held.reason == (
        "30 of 48 who were in prison on 3 May 2026 are not any more, more than a fifth, and no release is"
        " reported in that time"
    )
    assert records(armed) == ()
    accepted = accept_register(armed.configuration, armed.database, "viasna", clock=lambda: armed.now)
    assert accepted.records == 30


def test_half_a_file_is_held(armed: World) -> None:
    held = take_register(armed, SIXTY[:20] + SIXTY[48:], AFTER)
    assert held.reason is not None
    assert "28 of 60 people are missing" in held.reason


def test_a_replay_finds_what_the_register_states_as_it_is(armed: World) -> None:
    press(armed)
    take_register(armed, freed(23), AFTER)
    before = [(one.id, one.summary) for one in armed.developments()]
    for apply in (False, True):
        assert replay(armed.configuration, armed.database, apply=apply, clock=lambda: armed.now).is_same
    assert [(one.id, one.summary) for one in armed.developments()] == before


def digest_of(world: World, digest: Digest = DAILY) -> DigestView:
    with closing(connect(world.database)) as connection:
        day = world.now.date()
        return gather(connection, world.configuration, digest, now=world.now, local_date=day).view


def make_digest(world: World) -> None:
    """Marks all that a digest would tell as told, as of the next local date."""
    with closing(connect(world.database)) as connection, immediate(connection):
        before = latest_digest(connection, DAILY.name)
        day = before.local_date + timedelta(days=1) if before else world.now.date()
        found = gather(connection, world.configuration, DAILY, now=world.now, local_date=day)
        number = add_digest(
            connection,
            DAILY.name,
            local_date=day,
            zone="UTC",
            window_start=found.view.window_start,
            window_end=world.now,
            subject_line="news",
        )
        assert number is not None
        add_lines(connection, DAILY.name, number, found.lines)


def test_a_digest_tells_a_state_in_numbers(armed: World) -> None:
    after = moved(
        freed(5, release_date="2026-05-05"),
        {5: {"status": "former", "died": "TRUE"}, 48: {"status": "active"}},
    )
    take_register(armed, [*after, Person("7", "Узорны Юры")], AFTER)
    told = digest_of(armed)
    assert told.registers[1].endswith(
        "Since the state of 3 May 2026: 5 freed, 1 in prison again, 1 death, 1 added."
    )
    faces = digest_faces(told, fits=lambda _: True)
    assert "REGISTERS OF PRISONERS" in faces.text
    assert "2 new states of registers of prisoners" in faces.subject
    assert not any(person.name.split()[0] in faces.text for person in SIXTY)
    assert digest_of(armed, replace(DAILY, types=(RecordType.CONTACT,))).registers == ()


def test_a_digest_tells_a_state_once_and_nothing_of_the_first_one_as_news(world: World) -> None:
    world.now = datetime(2026, 5, 11, 12, tzinfo=UTC)
    world.sync()
    make_digest(world)
    world.later(hours=1)
    take_register(world, moved(SIXTY, {50: {"release_date": "2025-09-11"}}), BEFORE)
    assert len(releases(world)) == 1
    told = digest_of(world)
    assert (len(told.registers), told.new) == (1, ())
    make_digest(world)
    assert digest_of(world).registers == ()


def test_a_day_in_the_digest_s_proof_has_a_line_for_a_look_and_none_for_a_row(armed: World) -> None:
    take_register(armed, freed(8, release_date="2026-05-05"), AFTER)
    told = digest_of(armed)
    text = digest_faces(told, fits=lambda _: True).text
    assert text.count("8 rows") == 2
    assert citation(releases(armed)[0]).count("8 rows") == 2
