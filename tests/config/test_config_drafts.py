"""A drafted baseline is a file that the configuration reads, whatever the page said."""

from __future__ import annotations

import tomllib
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.config import baseline_draft_toml
from tracker.config.baseline_file import BaselineForm
from tracker.config.file_rules import baseline_rules
from tracker.extract.article_draft import draft_baseline
from tracker.extract.pages import extract
from tracker.model import Document
from tracker.read.hyperlinks import Hyperlink, Sentence

DAY = date(2025, 9, 14)
TEXT = (
    "Belarus freed 52 political prisoners on 11 September, among them Ivan Example.\n\n"
    "The opposition demands that all political prisoners in Belarus be freed. "
    "Whether banks follow is unclear."
)


def drafted(document: Document, *linked: Sentence) -> dict:
    found = draft_baseline(document, DAY, extract(document), linked)
    written = tomllib.loads(baseline_draft_toml(found))
    BaselineForm.model_validate(written)
    assert list(baseline_rules(written)) == []
    return written


def linked(words: str, url: str, text: str = "") -> Sentence:
    return Sentence(text or words, (Hyperlink(words, url, 0, len(words)),))


def test_records_become_claims_and_doubts_become_questions() -> None:
    document = Document("https://example.org/a", "Minsk and Washington", TEXT, "en", DAY, False)
    written = drafted(document, linked("freed 52", "https://example.org/news", TEXT.partition("\n")[0]))
    assert written["article"]["publisher"] == "example.org"
    release, demand = written["claim"]
    assert (release["id"], release["type"], release["count"], release["on"]) == (
        "R1", "release", 52, "2025-09-11",
    )  # fmt: skip
    assert (release["where"], release["links"]) == (["P1"], ["L01"])
    assert [person["name"] for person in release["person"]] == ["Ivan Example"]
    assert (demand["claim_kind"], demand["where"]) == ("demand", ["P2"])
    assert "type" not in demand
    (question,) = written["question"]
    assert question["text"] == "DRAFT: Whether banks follow is unclear."


def test_every_drafted_part_says_that_it_is_a_draft_and_nothing_is_watched() -> None:
    document = Document(None, None, TEXT, "en", DAY, False)
    written = drafted(document, linked("news", "https://example.org/news"))
    parts = [*written["link"], *written["claim"], *written["question"]]
    assert all("DRAFT" in f"{part.get('note')}{part.get('uncertainty')}{part.get('text')}" for part in parts)
    assert all(link["enabled"] is False for link in written["link"])
    assert written["article"]["author"] == "DRAFT: the author"


def test_what_is_only_announced_is_no_act_of_the_article() -> None:
    text = "Belarus will release 20 prisoners next week, the foreign ministry in Minsk announced on Friday."
    claims = drafted(Document(None, None, text, "en", DAY, False)).get("claim", [])
    assert [claim["claim_kind"] for claim in claims] in (["announced_topic"], [])
    assert all("type" not in claim for claim in claims)


def test_the_same_link_is_drafted_once_and_a_password_never() -> None:
    document = Document(None, "T", "Nothing.", "en", DAY, False)
    written = drafted(
        document,
        linked("here", "https://example.org/a b"),
        linked("here", "https://example.org/a b"),
        linked("there", "https://me:secret@example.org/"),
    )
    assert [link.get("url") for link in written["link"]] == ["https://example.org/a%20b", None]


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1), st.text(), st.sampled_from(["en", "ru", "be", "be-Latn", "lt", None]))
def test_whatever_the_page_says_the_draft_is_read(title: str, text: str, language: str | None) -> None:
    clean = " ".join(f"{title} {text}".split())
    if clean and title.strip() and title.isprintable():
        drafted(
            Document("https://example.org/", title, f"{clean}?", language, DAY, False),
            linked(title, "https://e.org/"),
        )
