"""What a digest says of the sources' health: once, again after three days, and many in one line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Health
from tracker.report.health_news import HELD, HealthNow, HealthTold, health_news

MORNING = datetime(2025, 11, 4, 5, tzinfo=UTC)
BAD = [Health.FAILING, Health.BLOCKED, Health.DISALLOWED, Health.DRIFTED]


def source(name: str, state: str, hours: float = 0, reason: str = "nothing came for 60 s") -> HealthNow:
    since = MORNING - timedelta(hours=hours)
    return HealthNow(name, f"Source {name}", state, since, reason, since - timedelta(hours=1))


def test_a_source_that_began_to_fail_is_told_once_with_reason_and_last_success() -> None:
    failing = source("a", Health.FAILING, hours=5)
    lines, told = health_news([failing], {}, MORNING)
    (line,) = lines
    assert line.is_bad
    assert line.words == (
        "Source a is now failing since 2025-11-04 00:00 UTC: nothing came for 60 s;"
        " last success 2025-11-03 23:00 UTC"
    )
    again, _ = health_news([failing], told, MORNING + timedelta(days=1))
    assert again == ()


def test_one_that_still_fails_is_told_again_every_three_days() -> None:
    told: dict[str, HealthTold] = {}
    days = []
    for day in range(10):
        lines, told = health_news([source("a", Health.BLOCKED)], told, MORNING + timedelta(days=day))
        if lines:
            days.append(day)
    assert days == [0, 3, 6, 9]


def test_a_failure_that_came_and_went_between_two_digests_is_not_told() -> None:
    lines, told = health_news([source("a", Health.OK)], {}, MORNING)
    assert (lines, told) == ((), {})


def test_a_recovery_is_told_once_and_only_of_what_was_told_as_bad() -> None:
    _, told = health_news([source("a", Health.DRIFTED)], {}, MORNING)
    lines, told = health_news([source("a", Health.OK)], told, MORNING + timedelta(days=1))
    (line,) = lines
    assert not line.is_bad
    assert "Source a is well again" in line.words
    assert health_news([source("a", Health.OK)], told, MORNING + timedelta(days=2)) == ((), {})


def test_a_first_failure_after_a_recovery_is_neither_told_nor_forgotten() -> None:
    _, told = health_news([source("a", Health.FAILING)], {}, MORNING)
    lines, after = health_news([source("a", Health.DEGRADED)], told, MORNING + timedelta(days=1))
    assert (lines, after) == ((), told)


def test_a_source_that_was_disabled_is_no_longer_told_of() -> None:
    _, told = health_news([source("a", Health.FAILING)], {}, MORNING)
    assert health_news([], told, MORNING + timedelta(days=1)) == ((), {})


def test_forty_sources_that_fail_at_once_are_one_line() -> None:
    lines, told = health_news([source(f"{n}", Health.FAILING) for n in range(40)], {}, MORNING)
    (line,) = lines
    assert line.words == (
        "40 are now failing: Source 0, Source 1, Source 2 and 37 more; most often: nothing came for 60 s"
    )
    assert line.sources == 40
    assert len(told) == 40


def test_a_list_that_is_held_is_told_beside_its_source_that_is_well() -> None:
    held = HealthNow("list:us_ofac_sdn", "The list us_ofac_sdn", HELD, MORNING, "a fifth is missing")
    lines, _ = health_news([source("a", Health.OK), held], {}, MORNING)
    (line,) = lines
    assert "The list us_ofac_sdn is now held" in line.words
    assert "a fifth is missing" in line.words


@given(st.lists(st.lists(st.sampled_from(list(Health)), min_size=3, max_size=3), max_size=12))
def test_nothing_is_said_twice_within_three_days_and_every_lasting_fault_is_said(
    days: list[list[Health]],
) -> None:
    told: dict[str, HealthTold] = {}
    said: dict[tuple[str, str], int] = {}
    for day, states in enumerate(days):
        now = MORNING + timedelta(days=day)
        before = dict(told)
        sources = [source(str(number), state) for number, state in enumerate(states)]
        lines, told = health_news(sources, told, now)
        bad = sum(line.sources for line in lines if line.is_bad)
        assert bad == sum(one.told_at == now for one in told.values())
        for number, state in enumerate(states):
            name = str(number)
            if state in BAD:
                assert told[name].state == state
                is_same = name in before and before[name].state == state
                if is_same and told[name].told_at == now:
                    assert day - said[(name, state)] >= 3
                if told[name].told_at == now:
                    said[(name, state)] = day
