"""How a source fares over several visits, and whose fault a silence is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.health import (
    FAILING_FROM,
    Fault,
    HostVisit,
    configured_health,
    is_ours_offline,
    next_health,
    whose_fault,
)
from tracker.model import Grade, Health
from tracker.schedule import LONGEST_WAIT, next_recheck, wait_after

NOON = datetime(2025, 11, 4, 12, tzinfo=UTC)
BAD = [grade for grade in Grade if grade not in {Grade.OK, Grade.UNCHANGED}]

# From a state, by a visit of this grade that is the n-th failure in a row, to a state.
STEPS = [
    (Health.NEW, Grade.OFFLINE, 1, Health.DEGRADED),
    (Health.NEW, Grade.BLOCKED, 1, Health.BLOCKED),
    (Health.OK, Grade.OFFLINE, 1, Health.DEGRADED),
    (Health.OK, Grade.ERROR_PAGE, 1, Health.DEGRADED),
    (Health.OK, Grade.EMPTY, 2, Health.DEGRADED),
    (Health.OK, Grade.DRIFTED, 1, Health.DRIFTED),
    (Health.OK, Grade.DISALLOWED, 1, Health.DISALLOWED),
    (Health.DEGRADED, Grade.ERROR_PAGE, 2, Health.DEGRADED),
    (Health.DEGRADED, Grade.ERROR_PAGE, 3, Health.FAILING),
    (Health.DEGRADED, Grade.BLOCKED, 2, Health.BLOCKED),
    (Health.FAILING, Grade.OFFLINE, 40, Health.FAILING),
    (Health.FAILING, Grade.BLOCKED, 41, Health.BLOCKED),
    # A time-out says less than a refusal: it takes three in a row to outweigh it.
    (Health.BLOCKED, Grade.OFFLINE, 2, Health.BLOCKED),
    (Health.BLOCKED, Grade.OFFLINE, 3, Health.FAILING),
    (Health.DRIFTED, Grade.EMPTY, 2, Health.DRIFTED),
    (Health.DISALLOWED, Grade.DISALLOWED, 9, Health.DISALLOWED),
]


@pytest.mark.parametrize(("current", "grade", "failures", "following"), STEPS)
def test_a_failure_leads_to_the_state_that_says_most(
    current: Health, grade: Grade, failures: int, following: Health
) -> None:
    found, reason = next_health(current, grade, is_ok=False, failures=failures, reason="timed out")
    assert found is following
    assert (reason is not None) == (found is not current)
    assert reason is None or "timed out" in reason


@pytest.mark.parametrize("current", Health)
@pytest.mark.parametrize("grade", [Grade.OK, Grade.UNCHANGED])
def test_success_always_leads_to_ok(current: Health, grade: Grade) -> None:
    found, reason = next_health(current, grade, is_ok=True, failures=0)
    assert found is Health.OK
    assert (reason is None) == (current is Health.OK)


def test_a_good_answer_that_is_not_believed_is_no_success() -> None:
    held = next_health(Health.OK, Grade.OK, is_ok=False, failures=1, reason="held: cut short")
    assert held == (Health.DEGRADED, "held: cut short")


VISITS = st.lists(
    st.tuples(st.sampled_from(list(Grade)), st.booleans(), st.booleans(), st.none() | st.text(max_size=5))
)


@settings(deadline=None)
@given(current=st.sampled_from(list(Health)), visits=VISITS)
def test_no_state_is_left_without_a_reason_and_none_is_kept_with_one(
    current: Health, visits: list[tuple[Grade, bool, bool, str | None]]
) -> None:
    failures = 0
    for grade, is_believed, is_ours, words in visits:
        is_ok = is_believed and grade not in BAD
        ours = is_ours and grade is Grade.OFFLINE
        failures = 0 if is_ok else failures + (not ours)
        before = current
        current, reason = next_health(
            current, grade, is_ok=is_ok, failures=failures, reason=words, is_ours=is_ours
        )
        assert bool(reason) == (current is not before)
        if is_ok:
            assert current is Health.OK
        elif ours:
            assert current is before
        else:
            assert current not in {Health.OK, Health.NEW, Health.DISABLED}
        if current is Health.FAILING and before is not Health.FAILING:
            assert failures >= FAILING_FROM


@pytest.mark.parametrize("current", Health)
def test_our_own_silence_changes_no_source(current: Health) -> None:
    assert next_health(current, Grade.OFFLINE, is_ok=False, failures=7, is_ours=True) == (current, None)


def test_a_refusal_is_the_source_s_own_even_while_our_line_is_bad() -> None:
    found, _ = next_health(Health.OK, Grade.BLOCKED, is_ok=False, failures=1, is_ours=True)
    assert found is Health.BLOCKED


def test_the_configuration_alone_disables_and_enables() -> None:
    assert configured_health(Health.FAILING, is_enabled=False, reason="moved") == (Health.DISABLED, "moved")
    assert configured_health(Health.DISABLED, is_enabled=False, reason="moved") == (Health.DISABLED, None)
    assert configured_health(Health.FAILING, is_enabled=True, reason=None) == (Health.FAILING, None)
    again, reason = configured_health(Health.DISABLED, is_enabled=True, reason=None)
    assert again is Health.NEW
    assert reason
    _, reason = configured_health(Health.OK, is_enabled=False, reason=None)
    assert reason


def visits(*outcomes: tuple[str, float, bool]) -> list[HostVisit]:
    """(host, minutes ago, is offline)"""
    return [HostVisit(host, NOON - timedelta(minutes=ago), offline) for host, ago, offline in outcomes]


@pytest.mark.parametrize(
    ("outcomes", "is_ours"),
    [
        ([], False),
        ([("a", 1, True)], False),
        ([("a", 1, True), ("a", 2, True), ("a", 3, True)], False),
        ([("a", 1, True), ("b", 2, True)], True),
        ([("a", 1, True), ("b", 2, False)], False),
        ([("a", 1, True), ("b", 2, True), ("c", 3, False)], True),
        ([("a", 1, True), ("b", 11, True), ("c", 12, True)], False),
        # What counts of a host is its last answer.
        ([("a", 1, True), ("b", 1, False), ("b", 2, True), ("c", 9, False)], False),
        ([("a", 1, True), ("b", 1, True), ("b", 2, False)], True),
        # A host whose time lies ahead, since the clock was set back, tells nothing of now.
        ([("a", -5, True), ("b", -5, True)], False),
    ],
)
def test_where_most_hosts_are_silent_within_ten_minutes_the_fault_is_ours(
    outcomes: list[tuple[str, float, bool]], is_ours: bool
) -> None:
    assert is_ours_offline(visits(*outcomes), NOON) is is_ours
    assert is_ours_offline(reversed(visits(*outcomes)), NOON) is is_ours


def at(minutes: float, host: str, *, is_offline: bool = True) -> HostVisit:
    return HostVisit(host, NOON + timedelta(minutes=minutes), is_offline)


def away(minutes: float, *hosts: str) -> list[HostVisit]:
    return [at(minutes, host) for host in hosts]


FIVE = "abcde"


@pytest.mark.parametrize(
    ("visits", "minutes", "fault"),
    [
        # Alone, nothing can be told, until ten minutes have passed.
        (away(0, "a"), 9, None),
        (away(0, "a"), 10, Fault.ITS_OWN),
        # Another host answers after it: the line is up.
        ([*away(0, "a"), at(1, "b", is_offline=False)], 1, Fault.ITS_OWN),
        # One that answered before tells nothing of now; nor does the same host.
        ([at(-1, "b", is_offline=False), *away(0, "a")], 1, None),
        ([*away(0, "a"), at(1, "a", is_offline=False)], 1, None),
        # Two or three that are away may be so by chance: no hurry.
        (away(0, "a", "b", "c"), 1, None),
        (away(0, "a", "b", "c"), 10, Fault.OURS),
        (away(0, *FIVE), 1, Fault.OURS),
        ([at(-1, host, is_offline=False) for host in "vwxyz"] + away(0, *FIVE), 1, None),
        ([at(-1, host, is_offline=False) for host in "vwxyz"] + away(0, *FIVE), 10, Fault.ITS_OWN),
        # The line was down and is back: those that came to grief meanwhile are not to blame.
        ([*away(0, *FIVE), at(2, "z", is_offline=False)], 2, Fault.OURS),
        ([*away(0, "a", "b"), at(2, "z", is_offline=False)], 2, Fault.ITS_OWN),
        # A clock that was set back must not leave anybody undecided for good.
        (away(0, "a"), -60, Fault.ITS_OWN),
    ],
)
def test_whose_fault_a_silence_is_shows_by_the_other_hosts(
    visits: list[HostVisit], minutes: float, fault: Fault | None
) -> None:
    unanswered = at(0, "a")
    assert whose_fault(unanswered, visits, NOON + timedelta(minutes=minutes)) is fault


def test_five_that_refuse_at_once_are_not_judged_before_those_under_way_have_come_back() -> None:
    visits = away(0, *FIVE)
    before, after = NOON - timedelta(seconds=1), NOON + timedelta(seconds=1)
    assert whose_fault(visits[0], visits, after, under_way_since=before) is None
    assert whose_fault(visits[0], visits, after, under_way_since=after) is Fault.OURS


@pytest.mark.parametrize(("hosts", "fault"), [("a", Fault.ITS_OWN), ("ab", Fault.OURS)])
def test_where_no_others_will_be_tried_it_is_decided_at_once(hosts: str, fault: Fault) -> None:
    visits = away(0, *hosts)
    assert whose_fault(visits[0], visits, NOON, is_over=True) is fault


@settings(deadline=None)
@given(every=st.timedeltas(timedelta(minutes=1), timedelta(days=7)), failures=st.integers(0, 500))
def test_the_wait_after_failures_doubles_up_to_a_day_and_never_stops(every: timedelta, failures: int) -> None:
    wait, longer = wait_after(every, failures), wait_after(every, failures + 1)
    assert every <= wait <= longer <= max(every, LONGEST_WAIT)
    assert longer == min(2 * wait, max(every, LONGEST_WAIT))


def test_a_page_is_looked_at_again_after_its_own_times_and_missed_ones_are_one_look() -> None:
    recheck = [timedelta(hours=hours) for hours in (1, 6, 24)]
    kept, found = NOON, []
    now: datetime | None = NOON
    while now is not None:
        now = next_recheck(kept, recheck, now)
        found.append(now)
    assert found == [*(NOON + each for each in recheck), None]
    assert next_recheck(kept, recheck, NOON + timedelta(hours=9)) == NOON + timedelta(hours=24)
    assert next_recheck(kept, recheck, NOON + timedelta(days=9)) is None
    assert next_recheck(kept, [], NOON) is None
