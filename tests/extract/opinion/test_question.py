"""What is asked of a model, and that a page stays data in it."""

from __future__ import annotations

import json
from dataclasses import fields as dataclass_fields
from datetime import date

import pytest

from extract_page import page
from tracker.extract.opinion import question
from tracker.extract.opinion.form import FIELDS, KINDS, answer_schema
from tracker.extract.pages import Statement, statement_json
from tracker.extract.pages.lexicon import LANGUAGES, lexicon_of
from tracker.model.kinds import RecordType, Status

ONLY_RULES_KNOW = {"in_force", "start", "end", "in_title", "rule", "confidence"}


@pytest.mark.parametrize("record_type", RecordType)
def test_a_model_is_asked_for_the_very_fields_of_the_record_schema(record_type: RecordType) -> None:
    bare = Statement(
        type=record_type,
        status=Status.ACTUAL,
        rule="rule",
        quote="quote",
        start=0,
        end=5,
        is_title=False,
        on=date(2025, 9, 11),
    )
    assert {"type", *FIELDS[record_type]} == statement_json(bare).keys() - ONLY_RULES_KNOW
    ours = {one.name for one in dataclass_fields(Statement)} | {"date", "date_precision"}
    assert FIELDS[record_type].keys() <= ours


def test_every_kind_that_a_rule_gives_is_one_that_a_model_may_give() -> None:
    lexicons = [lexicon for language in LANGUAGES if (lexicon := lexicon_of(language))]
    given = {(rule.type, rule.kind) for lexicon in lexicons for rule in lexicon.rules if rule.kind}
    assert given <= {(record_type, kind) for record_type, kinds in KINDS.items() for kind in kinds}


def test_the_schema_stands_in_the_question_and_allows_no_other_field() -> None:
    asked = question(page("Belarus freed two priests."), "BY", 1000)
    assert [message.role for message in asked] == ["system", "user"]
    assert json.dumps(answer_schema()) in asked[0].content
    assert "country BY" in asked[0].content


def test_no_more_of_a_page_is_sent_than_is_allowed() -> None:
    document = page("a" * 50 + "b" * 50, title="t" * 1000)
    sent = question(document, "BY", 50)[1].content
    assert "a" * 50 in sent
    assert "b" not in sent.partition("\n")[2].replace(_mark(sent), "")
    assert "t" * 301 not in sent


def _mark(sent: str) -> str:
    return sent.splitlines()[1]


def test_a_page_stands_between_marks_that_it_cannot_know() -> None:
    for text in ("Belarus freed two priests.", "Belarus freed three priests."):
        asked = question(page(text), "BY", 1000)
        mark = _mark(asked[1].content)
        assert mark in asked[0].content
        assert asked[1].content.splitlines()[-1] == mark
        assert asked[1].content.count(mark) == 2
        # A page that holds the mark of its former self gets another one.
        again = question(page(text, mark), "BY", 1000)
        assert again[1].content.count(_mark(again[1].content)) == 2
        titled = question(page(text, title=mark), "BY", 1000)
        assert _mark(titled[1].content) != mark


def test_the_same_page_asks_the_same_question() -> None:
    assert question(page("Belarus."), "BY", 10) == question(page("Belarus."), "BY", 10)
