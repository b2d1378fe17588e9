"""The dated facts are read as they are written, and contradictions among them are refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracker.demo.chain import read_chain, read_occasion, read_window, without_uid
from tracker.errors import ArchiveBroken

ARTICLE = date(2025, 7, 31)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("2025-11-04", date(2025, 11, 4), date(2025, 11, 4)),
        ("2025-08-21/22", date(2025, 8, 21), date(2025, 8, 22)),
        ("2026-03-01 (or the day before)", date(2026, 2, 28), date(2026, 3, 1)),
    ],
)
def test_a_date_says_the_first_and_the_last_day_that_it_may_mean(
    words: str, earliest: date, latest: date
) -> None:
    assert read_window(words) == (earliest, latest)


@pytest.mark.parametrize("words", ["about August 2025", "2025-02-31", "2025-08", "2025-11-04 (or later)"])
def test_a_date_that_cannot_be_read_is_refused(words: str) -> None:
    with pytest.raises(ArchiveBroken, match="chain"):
        read_window(words)


def test_only_what_is_later_than_the_article_counts(chain: dict[str, Any]) -> None:
    assert [occasion.dated for occasion in read_chain(chain, ARTICLE)] == [
        "2025-09-10",
        "2025-10-01",
        "2025-12-20 (or the day before)",
    ]


def test_a_licence_delists_nobody_though_it_names_an_entry(chain: dict[str, Any]) -> None:
    (licence,) = [one for one in read_chain(chain, ARTICLE) if one.kind == "general licence"]
    assert licence.uids == ()


def test_an_entry_was_listed_on_the_one_designation_before_it_was_first_seen(chain: dict[str, Any]) -> None:
    first = read_chain(chain, ARTICLE)[0]
    assert first.listed_on == {"101": date(2024, 5, 2)}


def test_two_designations_before_an_entry_was_first_seen_leave_its_day_open(chain: dict[str, Any]) -> None:
    chain["events"].append({"date": "2024-05-20", "kind": "designation", "what": "x", "status": "s"})
    assert read_chain(chain, ARTICLE)[0].listed_on == {}


def test_a_fact_names_the_states_in_which_it_shows(chain: dict[str, Any]) -> None:
    assert [one.sources for one in read_chain(chain, ARTICLE)] == [
        ("a/b@2:sdn.csv, seen 2025-11-11",),
        (),
        ("a/b@3:sdn.csv, seen 2025-12-20",),
    ]


def test_a_delisting_that_no_list_state_shows_is_refused(chain: dict[str, Any]) -> None:
    chain["events"].append({"date": "2026-02-02", "kind": "delisting", "what": "X (139)", "status": "s"})
    with pytest.raises(ArchiveBroken, match="139"):
        read_chain(chain, ARTICLE)


def test_a_loss_in_a_list_state_that_no_fact_explains_is_refused(chain: dict[str, Any]) -> None:
    chain["states"][-1]["since_previous"]["removed"].append("120")
    with pytest.raises(ArchiveBroken, match="120"):
        read_chain(chain, ARTICLE)


def test_a_delisting_of_nobody_is_refused() -> None:
    with pytest.raises(ArchiveBroken, match="no uid"):
        read_occasion({"date": "2026-02-02", "kind": "delisting", "what": "somebody", "status": "s"})


def test_without_an_entry_the_words_no_longer_name_it(chain: dict[str, Any]) -> None:
    left = without_uid(read_chain(chain, ARTICLE), "102")
    assert [one.what for one in left if one.kind == "delisting"] == [
        "Example Works (101)",
        "Example Works (104)",
    ]


def test_without_its_only_entry_a_delisting_did_not_happen(chain: dict[str, Any]) -> None:
    left = without_uid(read_chain(chain, ARTICLE), "101")
    assert [one.dated for one in left] == ["2025-10-01", "2025-12-20 (or the day before)"]
