"""The labelled pages are what their README says that they are."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from urllib.parse import urlsplit

import gold_pages
import pytest

from tracker.extract.pages.statement import CountRelation
from tracker.model import Action, Precision, RecordType, Status

PAGES = gold_pages.labelled()
LABELS = [(page, label) for page in PAGES for label in page["records"]]

_COMMON = {"type", "status", "date", "date_precision", "quote"}
_PEOPLE = {"count", "count_relation", "subgroups", "names", "nationalities", "destination", "counterpart"}
_FIELDS = {
    "release": {"kind", "country", "officials"} | _PEOPLE,
    "sanction": {"action", "authority", "agency", "programme", "targets", "sector", "country", "instrument"},
    "contact": {"kind", "parties", "officials", "place"},
}
_CLOSED = {
    "type": set(RecordType),
    "status": set(Status),
    "date_precision": set(Precision),
    "action": set(Action),
    "count_relation": {None, *CountRelation},
}
_KINDS = {
    "release": {"pardon", "exchange", "amnesty", "deportation", "term_end", "unspecified"},
    "contact": {"visit", "meeting", "call", "embassy", "envoy"},
}
_WHY_NOT = {
    "demand",
    "promise",
    "condition",
    "negation",
    "rumour",
    "refusal",
    "opinion",
    "background",
    "history",
}


def told(page):
    return f"{page['title']}\n{page['text']}"


def test_there_are_enough_pages_of_each_language_and_script():
    languages = Counter(page["lang"] for page in PAGES)
    scripts = Counter(page.get("script") for page in PAGES if page["lang"] == "be")
    assert languages["en"] >= 45
    assert languages["ru"] >= 40
    assert scripts["cyrl-official"] >= 20
    assert scripts["cyrl-tarask"] >= 10
    assert scripts["latn"] >= 5


def test_about_half_of_the_pages_carry_an_event():
    assert 0.4 <= sum(bool(page["records"]) for page in PAGES) / len(PAGES) <= 0.6


def test_an_id_names_one_page_and_its_language():
    assert len({page["id"] for page in PAGES}) == len(PAGES)
    assert all(page["id"].split("-")[1] == page["lang"] for page in PAGES)


def test_no_page_has_an_address_that_exists():
    hosts = {urlsplit(page["url"]).hostname or "" for page in PAGES}
    assert not [host for host in hosts if not host.endswith((".example", ".invalid"))]


def test_pages_are_as_long_as_pages_are():
    assert all(80 <= len(page["text"].split()) <= 600 for page in PAGES)


def test_no_two_pages_share_a_sentence():
    sentences = Counter(
        sentence
        for page in PAGES
        for sentence in set(re.split(r"(?<=[.!?…])\s+", page["text"]))
        if len(sentence.split()) > 6
    )
    assert [sentence for sentence, times in sentences.items() if times > 1] == []


@pytest.mark.parametrize("of_type", sorted(_FIELDS))
def test_a_label_has_the_fields_of_its_type(of_type):
    for page, label in LABELS:
        if label["type"] == of_type:
            assert set(label) == _COMMON | _FIELDS[of_type], page["id"]
            assert label.get("kind") in _KINDS.get(of_type, {None}), page["id"]


@pytest.mark.parametrize("field", sorted(_CLOSED))
def test_a_label_uses_the_words_of_the_record(field):
    assert {label[field] for _, label in LABELS if field in label} <= _CLOSED[field]


def test_every_quote_stands_on_its_page():
    quotes = [(page, one["quote"]) for page in PAGES for one in page["records"] + page["not_records"]]
    assert [page["id"] for page, quote in quotes if quote not in told(page)] == []


def test_no_sentence_is_both_a_record_and_none():
    for page in PAGES:
        both = {one["quote"] for one in page["records"]} & {one["quote"] for one in page["not_records"]}
        assert not both, page["id"]


def test_what_is_no_record_has_a_reason():
    reasons = {one["why"] for page in PAGES for one in page["not_records"]}
    assert reasons == _WHY_NOT | {"other_country"}


def test_what_happened_did_not_happen_after_it_was_told():
    for page, label in LABELS:
        if label["status"] == "actual":
            assert date.fromisoformat(label["date"]) <= date.fromisoformat(page["published"]), page["id"]


def test_names_and_targets_are_written_as_on_the_page():
    for page, label in LABELS:
        for field in ("names", "targets", "officials"):
            for name in label.get(field, ()):
                assert all(word in told(page) for word in name.split()), (page["id"], name)


def test_a_count_and_what_it_claims_go_together():
    for page, label in LABELS:
        if label["type"] == "release":
            assert (label["count"] is None) == (label["count_relation"] is None), page["id"]
