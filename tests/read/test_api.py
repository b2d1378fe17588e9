"""JSON, read by the mapping of its source's file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from watched import page, read, utc, watched

from tracker.errors import UnreadablePage
from tracker.model import PageLink, SourceKind
from tracker.read.json_path import MISSING, at, filled, is_path_or_template

MAPPING = {"url": "links[0].href", "title": "name", "published_at": "dates.printed", "summary": "abstract"}
GAZETTE = watched(SourceKind.API, entries_path="result.acts", mapping=MAPPING, zone="America/New_York")
URL = "https://gazette.example.org/api/acts"


def test_entries_are_found_and_mapped() -> None:
    found = read(GAZETTE, page("acts.json"), url=URL)
    assert found.links == (
        PageLink("https://gazette.example.org/acts/12", "General Licence 12", utc(2026, 3, 2, 5)),
        PageLink("https://gazette.example.org/acts/11", "An act of November", utc(2025, 11, 4, 15, 30)),
        PageLink("https://gazette.example.org/acts/9", "9"),
    )
    assert found.drift == ()


def test_without_a_path_the_answer_is_the_list_or_the_one_entry() -> None:
    source = watched(SourceKind.API, mapping={"url": "u", "published_at": "t"})
    listed = read(source, b'[{"u": "/1", "t": 1776410899}, {"u": "/2", "t": "1776410899000"}]').links
    assert {link.published_at for link in listed} == {utc(2026, 4, 17, 7, 28, 19)}
    assert [link.url for link in read(source, b'{"u": "/one", "t": null}').links] == [
        "https://example.org/one"
    ]


def test_an_address_may_be_made_of_an_entrys_fields() -> None:
    source = watched(
        SourceKind.API, entries_path="rows", mapping={"url": "https://x.example.org/{[1]}?v={[0]}"}
    )
    found = read(source, b'{"rows": [["a", "b"], ["c", 7], [null, "d"]]}')
    assert [link.url for link in found.links] == [
        "https://x.example.org/b?v=a",
        "https://x.example.org/7?v=c",
    ]


DRIFTED = [
    ("results", MAPPING, "nothing stands at 'results'"),
    ("count", MAPPING, "no list of entries stands at 'count'"),
    ("result.acts", {**MAPPING, "title": "heading"}, "no entry has 'heading'"),
    (
        "result.acts",
        {"url": "https://x.example.org/{number}"},
        "no entry has 'https://x.example.org/{number}'",
    ),
]


@pytest.mark.parametrize(("path", "mapping", "told"), DRIFTED)
def test_a_place_that_leads_nowhere_is_named(path: str, mapping: dict[str, str], told: str) -> None:
    source = watched(SourceKind.API, entries_path=path, mapping=mapping)
    assert read(source, page("acts.json"), url=URL).drift == (told,)


def test_nulls_everywhere_are_there() -> None:
    source = watched(
        SourceKind.API, entries_path="result.acts", mapping={"url": "links[0].href", "summary": "abstract"}
    )
    assert read(source, page("acts.json"), url=URL).drift == ()


NO_JSON = [
    (
        b"Please limit requests to one every 5 seconds",
        "no JSON: it is of an unknown kind (it begins 'Please limit",
    ),
    (b"<html><title>Sign in</title></html>", "no JSON: it is an HTML page (Sign in)"),
    (b"", "no JSON: it is blank"),
    (b'{"result": {"acts": [', "no JSON: it is torn or too deep"),
    (b"[" * 200_000, "no JSON: it is torn or too deep"),
    (b"[" + b"9" * 5000 + b"]", "no JSON: it is torn or too deep"),
]


@pytest.mark.parametrize(("body", "told"), NO_JSON)
def test_what_is_no_json_is_told_as_what_it_is(body: bytes, told: str) -> None:
    with pytest.raises(UnreadablePage) as caught:
        read(GAZETTE, body)
    assert str(caught.value).startswith(told)


def test_halves_of_characters_and_nuls_do_not_reach_the_store() -> None:
    source = watched(SourceKind.API, mapping={"url": "u", "title": "t"})
    (link,) = read(source, b'[{"u": "/1", "t": "a\\ud800b\\u0000c"}]').links
    assert link.title == "a?bc"


PLACES = [("a.b", 1), ("a.c[1]", 3), ("[0]", MISSING), ("a.c[9]", MISSING), ("a.b.c", MISSING), ("", MISSING)]


@pytest.mark.parametrize(("path", "found"), PLACES)
def test_a_place_is_names_and_numbers(path: str, found: object) -> None:
    assert at({"a": {"b": 1, "c": [2, 3]}}, path) == found or path == ""


def test_what_is_no_place_is_refused() -> None:
    good = ["a", "a.b[0].c", "[0]", "https://x.example.org/{a.b}", "{a}{b}"]
    bad = ["", "a..b", "a[", "a[x]", "{}", "{a}}", "a]b", ".a"]
    assert [is_path_or_template(one) for one in good + bad] == [True] * len(good) + [False] * len(bad)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from("abu"), inside, max_size=3),
    max_leaves=10,
)


@settings(deadline=None)
@given(JSON, st.sampled_from(["a", "a.b[0]", "[0]", "https://x/{a}", "{a.b}{u}"]))
def test_any_json_can_be_asked_for_any_place(value: object, written: str) -> None:
    found = filled(value, written)
    assert found is MISSING or "{" not in written or isinstance(found, str)
