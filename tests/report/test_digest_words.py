"""The subject line: what happened and when, counted, and never anybody's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented_digests import designated, digest, eased, first, not_all_reached, ordinary, released, told
from tracker.model import Action, EntryKind, Relation, Status
from tracker.report.digest import Change, Correction, HealthLine, News, ToReview, Upcoming
from tracker.report.digest_words import covered_in_words, quiet_line, subject_line

WRONG = Correction("d-1", "14 people left custody", date(2026, 11, 20), False, "Nobody left custody.")
TROUBLE = (
    HealthLine("council: blocked"),
    HealthLine("ministry: failing"),
    HealthLine("embassy: recovered", is_bad=False),
)


def news(*views):
    return tuple(News(view) for view in views)


@pytest.mark.parametrize(
    ("view", "line"),
    [
        (digest(), "[Tracker] nothing new — 23 Nov 2026 (34/34 sources)"),
        (not_all_reached(), "[Tracker] nothing new — 23 Nov 2026 (33/34 sources)"),
        (digest(reached=0), "[Tracker] no source reached — 23 Nov 2026 (0/34 sources)"),
        (
            digest(new=news(told("d-1"), designated("d-2", "OAK"), told("d-3"), told("d-4"))),
            "[Tracker] 3 delisted, 1 designated — 23 Nov 2026",
        ),
        (
            digest(new=news(told("d-1")), corrections=(WRONG,)),
            "[Tracker] CORRECTION; 1 delisted — 23 Nov 2026",
        ),
        (
            digest(corrections=(WRONG, WRONG)),
            "[Tracker] 2 CORRECTIONS; nothing new — 23 Nov 2026",
        ),
        (digest(changed=(Change(told("d-1"), ()),)), "[Tracker] 1 changed — 23 Nov 2026"),
        (
            digest(health=TROUBLE, reached=32),
            "[Tracker] nothing new, 2 sources to look at — 23 Nov 2026 (32/34 sources)",
        ),
        (
            digest(
                health=(HealthLine("all hosts: no answer", sources=33), HealthLine("disk full", sources=0)),
                reached=1,
            ),
            "[Tracker] nothing new, 33 sources to look at, 1 fault of the tracker "
            "— 23 Nov 2026 (1/34 sources)",
        ),
        (
            digest(review=(ToReview("a list", "held"),), upcoming=(Upcoming(date(2026, 11, 29), "GL 90"),)),
            "[Tracker] nothing new, 1 to review, 1 measure ends soon — 23 Nov 2026 (34/34 sources)",
        ),
        (
            first(),
            "[Tracker] Since the article: 6 delisted, 1 eased but still listed, 2 designated — 23 Nov 2026",
        ),
        (
            digest(window_start=None),
            "[Tracker] Since the article: nothing new — 23 Nov 2026 (34/34 sources)",
        ),
        (digest(is_demo=True), "[Tracker demo] nothing new — 23 Nov 2026 (34/34 sources)"),
        (
            digest(digest="releases", is_only=False),
            "[Tracker releases] nothing new — 23 Nov 2026 (34/34 sources)",
        ),
    ],
)
def test_the_subject_line_carries_the_news_and_the_date(view, line) -> None:
    assert subject_line(view) == line


@pytest.mark.parametrize("action", list(Action))
def test_what_is_announced_is_not_counted_as_done(action: Action) -> None:
    done, announced = told("d-1", action=action), told("d-2", action=action, status=Status.ANNOUNCED)
    line = subject_line(digest(new=news(done, announced)))
    assert line.count("announced") == 1
    assert "[Tracker] 1 " in line
    assert ", 1 " in line


@pytest.mark.parametrize("relation", [Relation.EARLIER, Relation.KNOWN])
def test_what_lay_before_the_article_is_not_counted_as_done_since(relation: Relation) -> None:
    view = digest(window_start=None, new=news(told("d-1"), told("d-2", relation=relation)))
    assert "Since the article: 1 delisted, 1 from before the article —" in subject_line(view)


def test_a_licence_and_an_easing_are_never_counted_with_the_delisted() -> None:
    views = news(eased("d-1", "MEADOW BANK"), told("d-2", action=Action.LICENCE))
    assert "1 eased but still listed, 1 licensed but still listed" in subject_line(digest(new=views))


def test_no_subject_line_names_anybody() -> None:
    view = ordinary()
    line = subject_line(replace(view, new=(*view.new, *news(told("d-9", "IVANOU, Ivan")))))
    named = {who for one in view.new for who in one.view.who} - {"14 people"}
    assert [who for who in (*named, "IVANOU", EntryKind.INDIVIDUAL.value) if who in line] == []


def test_every_day_has_its_own_subject_line() -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(730)]
    assert len({subject_line(digest(local_date=day)) for day in days}) == 730


@given(name=st.text(), number=st.integers(0, 3))
def test_a_subject_line_is_one_line_whatever_the_digest_is_called(name: str, number: int) -> None:
    line = subject_line(digest(digest=name, is_only=False, new=news(*[released("d-1")] * number)))
    assert len(line.splitlines()) == 1
    assert not any(ord(character) < 32 for character in line)


def test_a_quiet_day_is_one_line() -> None:
    assert quiet_line(digest()) == "Nothing new: 34 of 34 sources reached."


def test_whoever_was_not_reached_for_longest_is_named_on_the_readers_clock() -> None:
    assert quiet_line(not_all_reached()) == (
        "Nothing new: 33 of 34 sources reached; longest without an answer: eu_council_press, "
        "last reached 20 November 2026, 05:15."
    )
    never = digest(reached=33, oldest_success=("uk_notices", None))
    assert quiet_line(never).endswith("longest without an answer: uk_notices, last reached never.")


def test_a_day_without_any_answer_is_not_told_as_quiet() -> None:
    line = quiet_line(digest(reached=0, oldest_success=("uk_notices", None)))
    assert "Nothing new" not in line
    assert line.startswith("No source was reached; whether anything is new is not known: 0 of 34")


def test_a_limited_digest_says_that_only_its_own_part_is_quiet() -> None:
    assert quiet_line(digest(scope="releases only")) == (
        "Nothing new (releases only): 34 of 34 sources reached."
    )


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Vilnius", "Covers 22 November 2026, 07:00 to 23 November 2026, 07:00 (Europe/Vilnius)."),
        ("Europe/Minsk", "Covers 22 November 2026, 08:00 to 23 November 2026, 08:00 (Europe/Minsk)."),
        ("Asia/Tokyo", "Covers 22 November 2026, 14:00 to 23 November 2026, 14:00 (Asia/Tokyo)."),
    ],
)
def test_what_is_covered_is_told_on_the_readers_clock(zone: str, words: str) -> None:
    assert covered_in_words(digest(zone=zone)) == words


def test_the_first_digest_covers_everything_since_the_article() -> None:
    assert covered_in_words(first()) == (
        "Covers everything since the article of 31 July 2025, until 23 November 2026, 07:00 (Europe/Vilnius)."
    )
