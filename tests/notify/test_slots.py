"""When a digest is due: once a local date, whatever the clocks do and however long nobody looked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from told import Told, configuration
from tracker.model import Configuration, Digest, Weekday
from tracker.notify.slots import due_slots
from tracker.store.digests import add_digest
from tracker.store.transaction import immediate

MONDAY = datetime(2026, 10, 19, 3, tzinfo=UTC)


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path / "belarus.db", MONDAY)


def made_at(
    told: Told, config: Configuration, moments: Iterator[datetime]
) -> list[tuple[str, date, datetime]]:
    """Looks at each moment and makes what is due."""
    found = []
    with told.open() as connection:
        for now in moments:
            for slot in list(due_slots(connection, config, now)):
                with immediate(connection):
                    number = add_digest(
                        connection,
                        slot.digest.name,
                        local_date=slot.local_date,
                        zone=config.subject.zone,
                        window_start=None,
                        window_end=now,
                        subject_line="news",
                    )
                assert number is not None
                found.append((slot.digest.name, slot.local_date, now))
    return found


def minutes(start: datetime, days: int, step: int = 10) -> Iterator[datetime]:
    return (start + timedelta(minutes=number) for number in range(0, days * 24 * 60, step))


def in_zone(zone: str, *digests: Digest) -> Configuration:
    config = configuration(*digests)
    return replace(config, subject=replace(config.subject, zone=zone))


# In Vilnius the clocks go back on 25 October 2026 and forward on 28 March 2027.
@pytest.mark.parametrize("start", [datetime(2026, 10, 22, tzinfo=UTC), datetime(2027, 3, 25, tzinfo=UTC)])
@pytest.mark.parametrize("zone", ["Europe/Vilnius", "Europe/Minsk"])
@pytest.mark.parametrize("at", [time(2, 30), time(3, 30), time(7), time(23, 59), time(0)])
def test_in_the_nights_in_which_the_clocks_change_each_local_date_has_one(
    told: Told, start: datetime, zone: str, at: time
) -> None:
    config = in_zone(zone, Digest("daily", at, recipients=("desk@example.org",)))
    found = made_at(told, config, minutes(start, 7))
    days = [day for _, day, _ in found]
    assert 6 <= len(days) <= 8  # which hours of the first and the last day are seen differs
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]


def test_after_a_week_off_there_is_one_digest_for_the_last_day(told: Told) -> None:
    config = in_zone("Europe/Vilnius")
    first = made_at(told, config, minutes(MONDAY, 2))
    assert [day for _, day, _ in first] == [date(2026, 10, 19), date(2026, 10, 20)]
    back = MONDAY + timedelta(days=9, hours=6)
    again = made_at(told, config, minutes(back, 1))
    assert [day for _, day, _ in again] == [date(2026, 10, 28), date(2026, 10, 29)]


def test_an_hour_that_had_passed_before_the_first_start_is_not_late(told: Told) -> None:
    config = in_zone("Europe/Vilnius")
    noon = MONDAY + timedelta(hours=9)
    ((_, day, _),) = made_at(told, config, minutes(noon, 1))
    assert day == date(2026, 10, 20)


def test_a_weekly_digest_comes_on_its_day_only(told: Told) -> None:
    weekly = Digest("weekly", time(8), days=(Weekday.THU,), recipients=("desk@example.org",))
    found = made_at(told, in_zone("Europe/Minsk", weekly), minutes(MONDAY, 15))
    assert [day for _, day, _ in found] == [date(2026, 10, 22), date(2026, 10, 29)]


def test_an_hour_that_is_moved_gives_no_second_digest_of_the_day(told: Told) -> None:
    made_at(told, in_zone("Europe/Vilnius"), minutes(MONDAY, 1))
    later = in_zone("Europe/Vilnius", Digest("daily", time(20), recipients=("desk@example.org",)))
    evening = MONDAY + timedelta(hours=16)
    assert made_at(told, later, iter([evening])) == []


def test_a_late_digest_waits_for_the_sources_and_not_for_ever(told: Told) -> None:
    config = in_zone("Europe/Vilnius")
    with told.open() as connection:
        list(due_slots(connection, config, MONDAY))
        found = MONDAY + timedelta(hours=9)
        (slot,) = due_slots(connection, config, found)
    assert slot.waits(found, found, is_idle=False)
    assert not slot.waits(found, found, is_idle=True)
    assert not slot.waits(found + timedelta(hours=1), found, is_idle=False)
    on_time = slot.since + timedelta(minutes=1)
    assert not slot.waits(on_time, on_time, is_idle=False)
