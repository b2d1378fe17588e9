"""Whole lists are put together from entries that stay byte for byte."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.demo.sdn_xml import cut, put_together, repaired
from tracker.errors import ArchiveBroken

UIDS = range(100, 140)


@settings(deadline=None)
@given(st.sets(st.sampled_from(UIDS)))
def test_a_list_without_some_entries_lacks_exactly_these(forty: bytes, gone: set[int]) -> None:
    entries = cut(forty)
    without = {str(uid) for uid in gone}
    shorter = cut(put_together(entries, date(2026, 1, 1), without))
    assert shorter == {uid: entry for uid, entry in entries.items() if uid not in without}


def test_a_list_says_its_day_as_the_publisher_does_and_how_many_entries_it_has(forty: bytes) -> None:
    body = put_together(cut(forty), date(2026, 3, 9), {"100"})
    assert b"<Publish_Date>03/09/2026</Publish_Date>" in body
    assert b"<Record_Count>39</Record_Count>" in body


def test_a_file_that_falls_short_of_its_own_count_is_refused(forty: bytes) -> None:
    with pytest.raises(ArchiveBroken, match="Record_Count"):
        cut(forty[: len(forty) // 2])


def test_the_country_is_the_last_bracket_of_a_number() -> None:
    entry = (
        b"<id><idNumber>0582030 (United States)</idNumber>\n<idCountry>Connecticut</idCountry></id>"
        b"<id><idNumber>600122610</idNumber>\n<idCountry>Belarus</idCountry></id>"
    )
    assert repaired({"1": entry})["1"] == (
        b"<id><idNumber>0582030 (Connecticut)</idNumber>\n<idCountry>United States</idCountry></id>"
        b"<id><idNumber>600122610</idNumber>\n<idCountry>Belarus</idCountry></id>"
    )
