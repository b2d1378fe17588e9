"""Days, times and hostile text as they are printed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tracker.model import Precision
from tracker.text.dates import day_in_words, minute_in_utc
from tracker.text.globs import matching
from tracker.text.terminal import defuse


def test_a_day_is_printed_as_exactly_as_it_is_known() -> None:
    day = date(2025, 11, 4)
    assert [day_in_words(day, precision) for precision in Precision] == [
        "4 November 2025",
        "November 2025",
        "2025",
    ]


def test_a_time_is_printed_in_utc_and_says_so() -> None:
    vilnius = timezone(timedelta(hours=2))
    assert minute_in_utc(datetime(2025, 11, 4, 1, 5, tzinfo=vilnius)) == "2025-11-03 23:05 UTC"
    assert minute_in_utc(datetime(2025, 11, 4, 1, 5, 59, tzinfo=UTC)) == "2025-11-04 01:05 UTC"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ЛУКАШЭНКА, Аляксандр", "ЛУКАШЭНКА, Аляксандр"),
        ("ŁUKAŠENKA — “x”", "ŁUKAŠENKA — “x”"),
        ("red\x1b[31m", "red\\x1b[31m"),
        ("bell\x07 and\x9b2J", "bell\\x07 and\\x9b2J"),
        ("gpj\u202e.exe", "gpj\\u202e.exe"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("\ud800", "\\ud800"),
    ],
)
def test_no_text_from_outside_steers_the_terminal(text: str, shown: str) -> None:
    assert defuse(text) == shown


def test_a_pattern_matches_whole_tags_in_either_case() -> None:
    tags = ("BELARUS", "BELARUS-EO14038", "NON-BELARUS", "SDGT")
    assert matching(tags, ["BELARUS*"]) == ("BELARUS", "BELARUS-EO14038")
    assert matching(tags, ["belarus", "sdgt"]) == ("BELARUS", "SDGT")
    assert matching(tags, []) == ()
