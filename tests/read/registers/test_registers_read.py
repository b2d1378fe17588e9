"""A register's export is read as people save it; what is odd in it is one clear line."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers import COLUMNS, Person, as_csv, as_json, moved, people
from tracker.errors import UnreadableList
from tracker.extract.register_diff import register_diff
from tracker.model import RegisterRow, RegisterState, RegisterStatus
from tracker.read.registers.form import register_form
from tracker.read.registers.kept import kept_body, read_kept, rows_in
from tracker.read.registers.people import read_register

PAGE = Path(__file__).resolve().parents[3] / "docs" / "formats" / "viasna.md"
VIASNA = register_form("viasna")
DAY = date(2026, 5, 10)
TEN = moved(
    people(10, former=2, not_recognised=1),
    {7: {"release_date": "2026-05-05"}, 8: {"release_date": "", "died": "2026-05-06"}},
)


def read(body: bytes) -> dict[str, RegisterRow]:
    return dict(read_register(body, VIASNA, DAY).rows)


def state(body: bytes) -> RegisterState:
    return RegisterState("viasna", DAY, "a" * 64, len(body), read(body))


def refusal(body: bytes) -> str:
    with pytest.raises(UnreadableList) as refused:
        read(body)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    "body",
    [
        as_csv(TEN, separator=";"),
        as_csv(TEN, separator="\t"),
        b"\xef\xbb\xbf" + as_csv(TEN),
        b"sep=;\r\n" + as_csv(TEN, separator=";"),
        as_csv(TEN).decode().encode("utf-16"),
        as_csv(TEN).decode().replace("і", "и").replace("ў", "у").encode("cp1251"),
        as_csv(TEN).replace(b"2026-05-05", b"05.05.2026").replace(b"2026-05-06", b"06.05.2026 00:00:00"),
        as_csv(TEN).replace(b"id,url", b"ID, URL"),
        as_csv(TEN).replace(b"\r\n", b"\n"),
        as_json(TEN),
    ],
    ids=["excel", "tabs", "bom", "sep=", "utf-16", "cp1251", "dotted days", "header", "lines", "json"],
)
def test_however_it_was_saved_it_says_the_same(body: bytes) -> None:
    expected = read(as_csv(TEN))
    found = read(body)
    assert list(found) == list(expected)
    for uid, row in expected.items():
        name = row.name.replace("і", "и").replace("ў", "у")
        assert found[uid].name in {row.name, name}
        assert (found[uid].status, found[uid].released, found[uid].has_died, found[uid].died) == (
            row.status,
            row.released,
            row.has_died,
            row.died,
        )


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "is empty"),
        (as_csv([]), "names nobody"),
        (
            as_csv(TEN, columns=[one for one in COLUMNS if one not in {"died", "release_date"}]),
            "release_date, died",
        ),
        (as_csv(TEN)[:-300], "the file was cut"),
        (as_csv(TEN).replace(b"1003,", b"1002,"), "line 5: the id 1002 is there twice"),
        (as_csv(TEN).replace(b",np,", b",free,"), 'status "free" is not known; known are active, former, np'),
        (as_csv(TEN).replace(b"1003,", b'"1 003",'), '"1 003" is no id'),
        (as_csv(TEN).replace(b"\xd0\x90", b"\xff", 1), "damaged UTF-8 at byte"),
        (as_csv(TEN).replace(b",gender,", b",name,"), "a column is there twice"),
        (b"PK\x03\x04" + bytes(20), "a ZIP that was not unpacked"),
        (b"<!doctype html><title>Just a moment</title>", "an HTML page (Just a moment)"),
        (as_json(TEN)[:-40], "the file was cut or edited"),
        (b'{"id": 1}', "no list of people"),
        (b"[" * 100_000, "the file was cut or edited"),
    ],
)
def test_a_file_that_is_no_whole_export_is_refused_in_one_line(body: bytes, why: str) -> None:
    assert why in refusal(body)


def test_a_day_that_cannot_be_is_left_out_and_told() -> None:
    """One slip of a hand among thousands of rows must not stop an import."""
    odd = moved(
        TEN,
        {7: {"release_date": "2062-05-05"}, 8: {"release_date": "in May"}, 9: {"arrested": "2026-02-30"}},
    )
    found = read_register(as_csv(odd), VIASNA, DAY)
    assert [found.rows[f"100{at}"].released for at in (7, 8)] == [None, None]
    assert found.notes == (
        'release_date: no day that can be, left out 2 times, first: id 1007: "2062-05-05" lies after the day'
        " of the file, 2026-05-10",
        'arrested: no day that can be, left out: id 1009: "2026-02-30"',
    )


def test_a_new_column_speaks_up() -> None:
    found = read_register(as_csv(TEN, columns=[*COLUMNS, "exile"]), VIASNA, DAY)
    assert found.notes == ('unread column "exile"',)


@given(
    st.lists(
        st.builds(
            Person,
            id=st.from_regex(r"[0-9]{1,6}", fullmatch=True),
            name=st.text(max_size=30),
            status=st.sampled_from(["active", "former", "np"]),
            release_date=st.dates(max_value=DAY).map(str) | st.just(""),
            died=st.sampled_from(["", "TRUE", "2026-05-06", "FALSE"]),
        ),
        min_size=1,
        unique_by=lambda one: one.id,
    )
)
def test_what_is_kept_says_all_that_is_read_and_each_line_stands_where_it_is_said_to(
    persons: list[Person],
) -> None:
    was = state(as_csv(persons))
    body = kept_body(was, VIASNA)
    assert read_kept(body, VIASNA) == was
    for place in rows_in(body).values():
        assert body[place.start :].startswith(place.line.encode() + b"\n")


def test_what_was_kept_and_is_damaged_is_no_traceback() -> None:
    with pytest.raises(UnreadableList, match="is damaged"):
        read_kept(b"register: viasna\n", VIASNA)


def test_the_order_of_the_rows_makes_no_difference() -> None:
    old, new = state(as_csv(TEN)), state(as_csv(reversed(TEN)))
    found = register_diff(old, new)
    assert (found.added, found.freed, found.re_arrested, found.died, found.gone) == ((), (), (), (), ())


def test_each_way_from_status_to_status_is_told_as_what_it_is() -> None:
    old = people(5, former=1, not_recognised=1)
    new = [
        *moved(
            old,
            {0: {"status": "former"}, 1: {"status": "np"}, 3: {"status": "active"}, 4: {"status": "active"}},
        )
    ]
    del new[2]
    found = register_diff(state(as_csv(old)), state(as_csv([*new, Person("7", "Узорны Юры")])))
    assert {name: [row.uid for row in getattr(found, name)] for name in found.__slots__} == {
        "added": ["7"],
        "freed": ["1000"],
        "re_arrested": ["1003"],
        "recognised": ["1004"],
        "died": [],
        "gone": ["1002", "1001"],
    }


def test_the_example_of_the_format_s_page_is_read_as_the_page_says() -> None:
    text = PAGE.read_text(encoding="utf-8")
    old, new = (state(one.encode()) for one in re.findall(r"```csv\n(.*?)```", text, re.DOTALL))
    (said,) = (json.loads(one) for one in re.findall(r"```json\n(.*?)```", text, re.DOTALL))
    found = register_diff(old, new)
    for what in ("freed", "died", "recognised"):
        assert [row.uid for row in getattr(found, what)] == said[what]
    assert rows_in(kept_body(new, VIASNA))["9001"].line == said["kept"]
    assert new.rows["9002"].status is RegisterStatus.FORMER
