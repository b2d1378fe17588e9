"""Where rules and model differ on a page."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from extract_page import page
from tracker.extract.opinion import (
    Disagreement,
    DisagreementKind,
    Opinion,
    disagreement_json,
    disagreements,
)
from tracker.extract.pages import Statement, extract
from tracker.extract.pages.statement import Extraction, Reason
from tracker.model.kinds import Action, RecordType, Status

FREED = "Belarus freed 14 people on Thursday, among them Ann Oak."
PAGE = page(FREED, "The EU called for the release of all prisoners.")
FOUND = extract(PAGE)
OURS = FOUND.records[0]
SANCTION = Statement(
    type=RecordType.SANCTION, status=Status.ACTUAL, rule="rule", quote="The US lifted them.", start=0, end=19,
    is_title=False, on=date(2025, 9, 11),
    action=Action.EASE, authority="US", country="BY",
)  # fmt: skip
CONTACT = Statement(
    type=RecordType.CONTACT, status=Status.ACTUAL, rule="rule", quote="The two met.", start=0, end=12,
    is_title=False, on=date(2025, 9, 11),
    kind="meeting", parties=("US", "BY"),
)  # fmt: skip


def _compared(
    *theirs: Statement, found: Extraction = FOUND, read_to: int = 10_000
) -> tuple[Disagreement, ...]:
    return disagreements(found, Opinion(theirs, (), read_to))


def _kinds(listed: tuple[Disagreement, ...]) -> list[DisagreementKind]:
    return [one.kind for one in listed]


def test_the_same_reading_is_no_disagreement() -> None:
    assert len(FOUND.records) == 1
    assert _compared(replace(OURS, rule="second_opinion", confidence=0.0)) == ()


def test_what_a_model_leaves_empty_contradicts_nothing() -> None:
    assert _compared(replace(OURS, count=None, count_relation=None, names=(), country=None)) == ()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"count": 13}, ("count",)),
        ({"on": date(2025, 9, 12), "count": 13}, ("date", "count")),
        ({"kind": "pardon"}, ("kind",)),
        ({"status": Status.ANNOUNCED}, ("status",)),
        ({"names": ("Ann Oak", "Peter Ash")}, ("names",)),
        ({"names": ("Oak",)}, ()),
        ({"officials": ("Somebody",)}, ()),
    ],
)
def test_a_difference_names_its_fields_as_the_schema_does(
    changes: dict[str, object], fields: tuple[str, ...]
) -> None:
    listed = _compared(replace(OURS, **changes))  # type: ignore[arg-type]
    assert [one.fields for one in listed] == ([fields] if fields else [])
    assert set(_kinds(listed)) <= {DisagreementKind.DIFFERS}


def test_one_event_that_only_one_of_them_read() -> None:
    assert _kinds(_compared()) == [DisagreementKind.ONLY_RULES]
    other = replace(OURS, on=date(2025, 8, 1), start=500, end=540, quote="Another sentence of the page.")
    assert _kinds(_compared(other)) == [DisagreementKind.ONLY_RULES, DisagreementKind.ONLY_OPINION]


def test_a_release_elsewhere_is_another_release() -> None:
    assert _kinds(_compared(replace(OURS, country="RU"))) == ["only_rules", "only_opinion"]


def test_why_the_rules_refused_the_sentence_is_told() -> None:
    quote = "The EU called for the release of all prisoners."
    start = PAGE.text.index(quote)
    theirs = replace(OURS, quote=quote, start=start, end=start + len(quote), on=date(2025, 9, 30))
    (first, second) = _compared(theirs)
    assert (first.refused, second.refused) == (None, Reason.DEMAND)


def test_what_a_model_was_not_shown_it_cannot_have_missed() -> None:
    assert _compared(read_to=0) == ()
    assert _kinds(_compared(read_to=1)) == ["only_rules"]


def test_two_releases_find_each_its_own() -> None:
    second = replace(OURS, quote="Two more.", start=100, end=109, count=2, names=())
    found = Extraction((OURS, second))
    assert _compared(second, OURS, found=found) == ()
    assert [(one.kind, one.fields) for one in _compared(replace(second, count=3), OURS, found=found)] == [
        ("differs", ("count",))
    ]


def test_relief_in_other_words_is_one_measure_that_differs_and_a_new_one_is_another() -> None:
    found = Extraction((SANCTION,))
    assert [one.fields for one in _compared(replace(SANCTION, action=Action.LICENCE), found=found)] == [
        ("action",)
    ]
    assert _kinds(_compared(replace(SANCTION, action=Action.DESIGNATE), found=found)) == [
        "only_rules",
        "only_opinion",
    ]
    assert _kinds(_compared(replace(SANCTION, authority="EU"), found=found)) == ["only_rules", "only_opinion"]


def test_a_contact_is_that_of_its_two_parties() -> None:
    found = Extraction((CONTACT,))
    assert _compared(replace(CONTACT, parties=("BY", "US")), found=found) == ()
    assert _kinds(_compared(replace(CONTACT, parties=("BY", "PL")), found=found)) == [
        "only_rules",
        "only_opinion",
    ]


def test_a_disagreement_as_json_holds_both_records_in_the_schema() -> None:
    shown = [json.loads(json.dumps(disagreement_json(one))) for one in _compared(replace(OURS, count=13))]
    assert [(one["kind"], one["fields"], one["refused"]) for one in shown] == [("differs", ["count"], None)]
    assert (shown[0]["rules"]["count"], shown[0]["opinion"]["count"]) == (14, 13)
    only = disagreement_json(_compared()[0])
    assert (only["kind"], only["opinion"]) == ("only_rules", None)
