import bcubed
import pytest
import simulated_events
import simulated_reports


def test_a_grouping_that_is_the_true_one_scores_one():
    truth = {"a": "one", "b": "one", "c": "two"}

    assert bcubed.score(truth, {"a": "x", "b": "x", "c": "y"}).f1 == 1


def test_all_in_one_group_is_complete_but_not_precise():
    truth = {"a": "one", "b": "one", "c": "two", "d": "two"}

    found = bcubed.score(truth, dict.fromkeys(truth, "x"))

    assert (found.precision, found.recall) == (0.5, 1)


def test_each_thing_alone_is_precise_but_not_complete():
    truth = {"a": "one", "b": "one", "c": "two"}

    found = bcubed.score(truth, {})

    assert (found.precision, found.recall) == (1, pytest.approx(2 / 3))


def test_the_same_seed_gives_the_same_reports_and_another_seed_others():
    events = simulated_events.real_events()

    first, again, other = (simulated_reports.reports_of(events, seed) for seed in (1, 1, 2))

    assert first == again
    assert first.truth != other.truth


def test_each_of_the_thirteen_events_is_reported_ten_times():
    reports = simulated_reports.reports_of(simulated_events.real_events(), seed=1)

    assert sorted(reports.truth) == sorted(saying.id for saying in reports.sayings)
    assert len(set(reports.truth.values())) == 13
    assert len(reports.truth) == 130
