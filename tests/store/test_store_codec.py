from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.model import Comparison, DateBasis, Development, EntryKind, Evidence, ListEntry, Record, When
from tracker.store.codec import from_json, moment_of, moment_text, to_json
from tracker.store.entries import decode_entry, encode_entry

MOMENTS = st.datetimes(timezones=st.just(UTC))
st.register_type_strategy(datetime, MOMENTS)
st.register_type_strategy(float, st.floats(0, 1))


@settings(deadline=None)
@given(entry=st.from_type(ListEntry))
def test_a_list_entry_comes_back_as_it_was(entry: ListEntry) -> None:
    text = encode_entry(entry)
    assert decode_entry(text) == entry
    assert from_json(ListEntry, text) == entry
    assert encode_entry(decode_entry(text)) == text


@pytest.mark.parametrize("kind", [Development, Comparison, Record, Evidence, When])
def test_every_value_that_is_stored_as_json_comes_back_as_it_was(kind: type) -> None:
    @settings(deadline=None, max_examples=30)
    @given(value=st.from_type(kind))
    def comes_back(value: object) -> None:
        text = to_json(value)
        assert from_json(kind, text) == value
        assert to_json(from_json(kind, text)) == text

    comes_back()


@given(one=MOMENTS, other=MOMENTS)
def test_stored_times_sort_as_the_times_do(one: datetime, other: datetime) -> None:
    assert (moment_text(one) < moment_text(other)) == (one < other)
    assert moment_of(moment_text(one)) == one


def test_times_are_stored_in_utc_and_never_without_a_zone() -> None:
    vilnius = datetime(2025, 11, 4, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    assert moment_text(vilnius) == "2025-11-04T12:00:00.000000Z"
    with pytest.raises(ValueError, match="has no zone"):
        moment_text(vilnius.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("text", "error"),
    [('{"basis":"guessed"}', ValueError), ('{"basis":"official","on":4}', TypeError), ("[]", AttributeError)],
)
def test_json_of_another_kind_is_not_read_as_something(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        from_json(When, text)


def test_what_equals_its_default_is_left_out() -> None:
    assert to_json(When(DateBasis.OFFICIAL, on=date(2025, 11, 4))) == '{"basis":"official","on":"2025-11-04"}'
    plain = ListEntry("us_ofac", "1", EntryKind.VESSEL, "LADY X")
    assert encode_entry(plain) == '{"list":"us_ofac","uid":"1","kind":"vessel","name":"LADY X"}'
