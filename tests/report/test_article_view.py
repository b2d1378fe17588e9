"""The article with what has become of it: what a reader would cite."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from events import contact, measure, release, saying, told
from invented import ARTICLE, SDN, baseline, development, official, record, window
from tracker.compare import compare
from tracker.model import (
    Action,
    Baseline,
    Claim,
    Condition,
    CountClaim,
    CountRelation,
    Development,
    DevelopmentLink,
    Effect,
    LinkKind,
    LookAlike,
    Measure,
    Origin,
    Precision,
    Question,
    Reason,
    Record,
    RecordType,
    Source,
    SourceKind,
    Tie,
)
from tracker.report.article_json import article_json
from tracker.report.article_lines import article_lines
from tracker.report.article_shown import ArticleView, ClaimState, QuestionState, RefusedPage
from tracker.report.article_told import Told
from tracker.report.article_view import article_view, only
from tracker.report.question_standing import Ground, RefusedSentence
from tracker.report.view import view

PARDON = Claim(
    "R4", "release", "Fourteen were pardoned.", ("P5",),
    on="2025-06-21", precision=Precision.DAY, type=RecordType.RELEASE, count=14, uncertainty="Some say 13.",
    counts=(13,),
)  # fmt: skip
DEMAND = Claim("S5", "demand", "Some asked for more sanctions.", ("P8",))
LISTED = Claim("LS1", "list_state", "Belavia was listed.", (), authority="US", targets=(f"{SDN}:44541",))
BARGAIN = Question(
    "Q1",
    "Is there a bargain?",
    ("P4",),
    conditions=(
        Condition("100 are freed", Effect.ANSWERS, "prisoners", type=RecordType.RELEASE, min_count=100),
        Condition("some are freed", Effect.MOVES, "prisoners", type=RecordType.RELEASE, countries=("BY",)),
        Condition("relief", Effect.ANSWERS, "relief", type=RecordType.SANCTION, authorities=("US",)),
        Condition("talks", Effect.MOVES, type=RecordType.CONTACT, parties=("US",)),
    ),
    look_alikes=(
        LookAlike("another country's release", type=RecordType.RELEASE, not_countries=("BY",)),
        LookAlike("a demand", (Reason.DEMAND,), type=RecordType.RELEASE),
    ),
    parts={"prisoners": "a release in three figures", "relief": "relief for something"},
    for_reader=(Condition("an agreement is published", Effect.ANSWERS),),
)
TRUST = Question(
    "Q7", "Does trust grow?", ("P5",), measure="Pairs and numbers.", made_of=("Q1",),
    measures=(Measure.RELEASE_RELIEF_PAIRS, Measure.FREED_BY_MONTH, Measure.CONTACTS_BY_MONTH),
)  # fmt: skip
ARTICLE_OF_TESTS = baseline(claims=(PARDON, DEMAND, LISTED), questions=(BARGAIN, TRUST))
DECEMBER = date(2025, 12, 13)


def publisher(name: str) -> Source:
    return Source(
        name,
        f"Example {name}",
        SourceKind.FEED,
        url=None,
        enabled=True,
        every=timedelta(hours=1),
        publisher_class="independent",
        languages=("en",),
        terms="invented",
    )


def shown(one: Development, *, article: Baseline = ARTICLE_OF_TESTS, quote: str = "They are free.") -> Told:
    """The development with what it means, told by one publisher for each tie."""
    records: list[Record] = []
    for number, _ in enumerate(one.ties, 1):
        said = saying(one, f"Example {number}", quote, number=number).record
        records.append(replace(said, source=str(number)))
    comparison = compare(one, article)
    sources = {str(number): publisher(str(number)) for number in range(1, len(records) + 1)}
    return Told(one, comparison, view(one, records, comparison, article, sources, {}))


def listed(day: date, name: str = "d-9") -> Told:
    one = development(official(day), name=name)
    comparison = compare(one, ARTICLE_OF_TESTS)
    return Told(
        one, comparison, view(one, [record("r-1", official(day))], comparison, ARTICLE_OF_TESTS, {}, {})
    )


def page(*told: Told, **ground) -> ArticleView:
    return article_view(ARTICLE_OF_TESTS, Ground(told, counterpart="US", **ground))


def text(found: ArticleView) -> str:
    return "\n".join(article_lines(found))


def claim_of(found: ArticleView, name: str = "R4"):
    return next(one for one in found.claims if one.id == name)


def question_of(found: ArticleView, name: str = "Q1"):
    return next(one for one in found.questions if one.id == name)


def test_where_nothing_is_recorded_the_page_says_so() -> None:
    found = page()
    assert [one.state for one in found.claims] == [
        ClaimState.STANDS, ClaimState.NOT_COMPARED, ClaimState.STANDS,
    ]  # fmt: skip
    assert [one.state for one in found.questions] == [QuestionState.OPEN, QuestionState.JUDGEMENT]
    assert "nothing recorded yet" in text(found)
    assert "R4  STANDS  Fourteen were pardoned. (P5)" in text(found)


def test_a_claim_that_is_told_stands_with_its_evidence() -> None:
    found = page(shown(release(date(2025, 6, 21), 14)))
    (seen,) = claim_of(found).told_by
    assert (seen.id, seen.publishers, seen.quote) == ("d-1", ("Example 1",), "They are free.")
    assert "told by: release d-1, on 21 June 2025" in text(found)
    assert "d-1; Example 1: “They are free.”" in text(found)


def test_a_correction_gives_the_old_value_and_the_new_and_who_says_so() -> None:
    twelve = CountClaim(12, CountRelation.TOTAL, ("d-1-1", "d-1-2"), 2, False)
    one = replace(
        release(date(2025, 6, 21), 12, said=(twelve,)),
        ties=(Tie("d-1-1", 1.0, "first"), Tie("d-1-2", 1.0, "same")),
    )
    found = page(shown(one))
    assert claim_of(found).state is ClaimState.CORRECTED
    assert "corrected: count 14 → 12, by Example 1, Example 2" in text(found)


def test_what_one_source_tells_otherwise_is_shown_and_corrects_nothing() -> None:
    found = page(shown(release(date(2025, 6, 21), 12)))
    assert claim_of(found).state is ClaimState.OTHERWISE
    assert "told otherwise: count 14 → 12, by Example 1" in text(found)
    assert "corrected" not in text(found)


def test_what_the_article_could_not_know_overtakes_a_list_and_contradicts_nothing() -> None:
    found = page(listed(date(2025, 11, 4)))
    claim = claim_of(found, "LS1")
    assert claim.state is ClaimState.STANDS
    assert [seen.id for seen in claim.overtaken_by] == ["d-9"]
    assert "<" not in text(found)
    assert '44541,"BELAVIA"' not in text(found)
    assert "ownership rules" in text(found).splitlines()[-1]


@pytest.mark.parametrize(
    ("told_now", "state"),
    [
        ((), QuestionState.OPEN),
        ((release(DECEMBER, 52),), QuestionState.MOVED),
        ((release(DECEMBER, 123),), QuestionState.IN_PART),
        ((release(DECEMBER, 123), measure(DECEMBER, Action.EASE, name="d-2")), QuestionState.ANSWERED),
        ((contact(DECEMBER),), QuestionState.MOVED),
    ],
)
def test_a_question_with_parts_is_answered_when_all_its_parts_are(told_now, state: QuestionState) -> None:
    assert question_of(page(*map(shown, told_now))).state is state


def test_the_parts_that_are_answered_are_named_with_day_and_reason() -> None:
    found = page(shown(release(DECEMBER, 123)))
    assert [(part.name, part.state) for part in question_of(found).parts] == [
        ("prisoners", QuestionState.ANSWERED),
        ("relief", QuestionState.OPEN),
    ]
    assert "answers the question (prisoners): 100 are freed" in text(found)
    assert "- release d-1, on 13 December 2025" in text(found)


def test_look_alikes_are_shown_as_seen_and_not_counted() -> None:
    found = page(shown(release(DECEMBER, 123, country="RU")))
    assert question_of(found).state is QuestionState.OPEN
    assert "not counted, another country's release: release d-1" in text(found)


def test_refused_sentences_of_a_look_alike_are_counted_without_their_words() -> None:
    pages = [RefusedPage(DECEMBER, "Example", f"https://{number}.example/", "demand") for number in range(5)]
    refused = [RefusedSentence(RecordType.RELEASE, Reason.DEMAND, one) for one in pages]
    other = RefusedSentence(RecordType.SANCTION, Reason.DEMAND, pages[0])
    look_alike = question_of(page(refused=(*refused, other))).not_counted[1]
    assert (look_alike.refused, len(look_alike.latest)) == (5, 3)
    assert "not counted, a demand: 5 sentences refused, the latest:" in text(page(refused=refused))


def test_a_judgement_gets_pairs_and_numbers_and_no_verdict() -> None:
    freed, relief = shown(release(DECEMBER, 52)), shown(measure(date(2025, 12, 15), Action.EASE, name="d-2"))
    found = question_of(page(freed, relief, shown(contact(date(2025, 12, 12), "d-3"))), "Q7")
    assert found.state is QuestionState.JUDGEMENT
    assert [(one.release.id, one.relief.id, one.days) for one in found.pairs] == [("d-1", "d-2", 2)]
    assert [(one.month, one.what, one.number) for one in found.months] == [
        (date(2025, 12, 1), "people freed", 52),
        (date(2025, 12, 1), "meeting", 1),
    ]
    assert [(one.name, one.state) for one in found.made_of] == [("Q1", QuestionState.IN_PART)]


def test_a_pair_that_a_source_ties_together_has_its_quote_however_far_apart() -> None:
    freed, relief = shown(release(DECEMBER, 52)), shown(measure(date(2026, 3, 26), Action.DELIST, name="d-2"))
    assert question_of(page(freed, relief), "Q7").pairs == ()
    quote = "In exchange, relief was given."
    link = DevelopmentLink(LinkKind.EXCHANGED_FOR, "d-1", "d-2", 103, "a source says so", "d-2-1", quote)
    tied = page(freed, relief, links=(link,))
    assert "pair, 103 days between, the relief later:" in text(tied)
    assert "a source says so: “In exchange, relief was given.”" in text(tied)


def test_a_relief_that_was_only_observed_is_paired_with_the_fewest_days_possible() -> None:
    relief = listed(date(2025, 12, 20))
    when = window(date(2025, 12, 18), date(2025, 12, 20))
    relief = replace(relief, development=replace(relief.development, when=when))
    found = page(shown(release(DECEMBER, 52)), relief)
    assert "pair, at least 5 days between, the relief later:" in text(found)


def test_releases_of_another_country_are_measured_nowhere() -> None:
    assert question_of(page(shown(release(DECEMBER, 52, country="RU"))), "Q7").months == ()


def test_what_is_not_live_says_so() -> None:
    found = page(shown(release(DECEMBER, 52, origin=Origin.DEMO)))
    assert "[written for the demo" in text(found)


def test_one_claim_or_question_can_be_asked_for() -> None:
    found = only(page(shown(release(DECEMBER, 52))), ("R4",), ())
    assert ([one.id for one in found.claims], found.questions) == (["R4"], ())


def test_every_face_tells_the_same() -> None:
    found = page(shown(release(date(2025, 6, 21), 12)), shown(release(DECEMBER, 123, name="d-2")))
    told_json = json.loads(json.dumps(article_json(found)))
    assert told_json["as_of"] == ARTICLE.isoformat()
    assert told_json["claims"][0]["state"] == "told otherwise"
    assert told_json["claims"][0]["told_otherwise"][0]["found"] == "12"
    assert told_json["questions"][0]["touched_by"][0]["id"] == "d-2"
    assert told_json["questions"][1]["months"] == [
        {"month": "2025-12", "what": "people freed", "number": 123}
    ]


def test_control_characters_of_a_page_reach_no_terminal() -> None:
    found = page(shown(release(DECEMBER, 52), quote="free\x1b[2J\u202e"))
    assert "\x1b" not in text(found)
    assert "\\x1b" in text(found)


def test_numbers_that_were_said_by_nobody_official_are_still_counted_once() -> None:
    several = release(DECEMBER, 52, said=(told(52, voices=2), told(50)))
    assert question_of(page(shown(several)), "Q7").months[0].number == 52
