"""What counts as one event, and what is counted then."""

from __future__ import annotations

import pytest
import scorer

RELEASE = {
    "type": "release",
    "status": "actual",
    "kind": "pardon",
    "country": "BY",
    "date": "2026-03-05",
    "date_precision": "day",
    "count": 12,
    "names": ["Ivan Example"],
}
SANCTION = {
    "type": "sanction",
    "status": "actual",
    "action": "licence",
    "authority": "US",
    "country": "BY",
    "date": "2026-03-05",
    "date_precision": "day",
}
CONTACT = {
    "type": "contact",
    "status": "actual",
    "kind": "meeting",
    "parties": ["US", "BY"],
    "date": "2026-03-05",
    "date_precision": "day",
}


def marked(*labels, read, name="en-1", language="en"):
    return scorer.mark({"id": name, "lang": language, "records": list(labels)}, read)


@pytest.mark.parametrize("label", [RELEASE, SANCTION, CONTACT])
def test_what_is_read_as_labelled_is_right(label):
    found = scorer.tally([marked(label, read=[label])])
    assert (found.right, found.false, found.missed) == (1, 0, 0)


@pytest.mark.parametrize(
    ("label", "change"),
    [
        (RELEASE, {"date": "2026-03-08"}),
        (RELEASE, {"date": "2026-03-01", "date_precision": "month"}),
        (RELEASE, {"date": "2026-02-01", "date_precision": "month", "kind": "exchange"}),
        (RELEASE, {"count": 11, "names": [], "kind": "amnesty"}),
        (SANCTION, {"action": "delist"}),
        (CONTACT, {"kind": "visit", "parties": ["BY", "LT", "US"]}),
    ],
)
def test_a_near_day_another_count_or_another_relief_is_the_same_event(label, change):
    near = label | change
    if change.get("date") == "2026-02-01":
        label = label | {"date": "2026-03-03"}
    assert scorer.is_same_event(label, near)


@pytest.mark.parametrize(
    ("label", "change"),
    [
        (RELEASE, {"status": "announced"}),
        (RELEASE, {"country": "VE"}),
        (RELEASE, {"date": "2026-03-09"}),
        (RELEASE, {"date": "2026-02-01", "date_precision": "month"}),
        (RELEASE, {"date": "2026-01-01", "date_precision": "year"}),
        (SANCTION, {"action": "designate"}),
        (SANCTION, {"authority": "EU"}),
        (SANCTION, {"country": "RU"}),
        (CONTACT, {"kind": "call"}),
        (CONTACT, {"parties": ["UA", "BY"]}),
    ],
)
def test_another_status_place_week_or_direction_is_another_event(label, change):
    assert not scorer.is_same_event(label, label | change)


def test_one_record_answers_for_one_label():
    page = marked(RELEASE, RELEASE | {"date": "2026-03-06"}, read=[RELEASE])
    assert (len(page.pairs), len(page.missed)) == (1, 1)


def test_a_page_is_paired_so_that_most_events_are_found():
    early, late = RELEASE | {"date": "2026-03-03"}, RELEASE | {"date": "2026-03-06"}
    page = marked(late, early, read=[late | {"date": "2026-03-05"}, late | {"date": "2026-03-08"}])
    assert len(page.pairs) == 2


def test_an_event_read_twice_is_once_right_and_once_false():
    found = scorer.tally([marked(SANCTION, read=[SANCTION, SANCTION])])
    assert (found.precision, found.recall) == (0.5, 1.0)


def test_fields_are_counted_on_what_was_found():
    counts = scorer.field_counts([marked(RELEASE, read=[RELEASE | {"count": 11, "date": "2026-03-06"}])])
    assert counts == {
        "release count": (0, 1),
        "release date": (0, 1),
        "release kind": (1, 1),
        "release names": (1, 1),
    }


def test_a_page_without_an_event_is_quiet_until_something_is_read_from_it():
    pages = [marked(read=[]), marked(read=[CONTACT]), marked(RELEASE, read=[])]
    assert scorer.quiet(pages) == (1, 2)


def test_the_table_names_the_pages_that_went_wrong():
    shown = scorer.table(
        [marked(RELEASE, read=[], name="en-7"), marked(read=[SANCTION], name="be-3", language="be")]
    )
    assert "not read (1): en-7" in shown
    assert "read, not there (1): be-3" in shown
