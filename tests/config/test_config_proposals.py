"""Proposals for the article's links, as lines that can be pasted into baseline.toml."""

from __future__ import annotations

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.config import resolve_proposals_toml
from tracker.model import LinkProposal


def test_an_address_that_was_found_is_proposed_with_its_certainty_and_sentence() -> None:
    found = LinkProposal(
        "L01", "paid", "https://example.org/k", "certain", "why", "It paid.", ("https://example.org/k",)
    )
    assert resolve_proposals_toml([found]) == (
        '# L01, "paid": why\n'
        "#   in: It paid.\n"
        '# [[link]] id = "L01"\n'
        'url = "https://example.org/k"\n'
        'url_certainty = "certain"\n'
        "enabled = true\n"
    )


def test_what_is_ambiguous_or_missing_gives_comments_only() -> None:
    ambiguous = LinkProposal(
        "L13", "held", None, "unknown", "ambiguous", None, ("https://a.org/", "https://b.org/")
    )
    missing = LinkProposal("L14", "release", None, "unknown", "not found")
    written = resolve_proposals_toml([ambiguous, missing])
    assert tomllib.loads(written) == {}
    assert '#   fits: "https://a.org/"' in written
    assert '# L14, "release": not found' in written


@settings(deadline=None)
@given(st.text(), st.text(), st.text())
def test_whatever_a_page_says_the_lines_stay_toml(anchor: str, context: str, tail: str) -> None:
    url = "https://example.org/" + tail.encode("utf-8", "replace").decode("utf-8")
    proposal = LinkProposal("L01", anchor, url, "likely", "why", context)
    written = resolve_proposals_toml([proposal])
    assert tomllib.loads(written) == {"url": url, "url_certainty": "likely", "enabled": True}
