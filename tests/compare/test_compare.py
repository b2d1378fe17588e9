"""What a development means for an article of 31 July 2025."""

from __future__ import annotations

from datetime import date

import pytest

from invented import ARTICLE, SDN, baseline, development, official, window
from tracker.compare import compare
from tracker.model import (
    Action,
    BaselineList,
    Claim,
    Condition,
    Effect,
    EntryKind,
    LookAlike,
    Origin,
    Precision,
    Question,
    QuestionEffect,
    RecordType,
    Relation,
    Status,
    Target,
    When,
)

POTASH = Target("BELARUSKALI OAO", EntryKind.ENTITY, SDN, "32746")


def condition(text: str, effect: Effect = Effect.ANSWERS, **asked) -> Condition:
    return Condition(text, effect, **asked)


RELIEF = Question(
    "Q4",
    "Are US sanctions lifted?",
    ("P6",),
    conditions=(
        condition("relief was announced", Effect.MOVES, type=RecordType.SANCTION, status=Status.ANNOUNCED),
        condition("licence", Effect.MOVES, type=RecordType.SANCTION, actions=(Action.LICENCE,)),
        condition(
            "a US delisting",
            type=RecordType.SANCTION,
            status=Status.ACTUAL,
            actions=(Action.DELIST,),
            authorities=("US",),
            programmes=("BELARUS*",),
        ),
    ),
    look_alikes=(LookAlike("programme tag renamed"), LookAlike("removal of a dead person")),
)
BARGAIN = Question(
    "Q1",
    "Is a grand bargain in the making?",
    ("P4",),
    conditions=(
        condition("relief for another sector", Effect.MOVES, actions=(Action.DELIST,), authorities=("US",)),
        condition(
            "a potash company was delisted",
            actions=(Action.DELIST,),
            targets=("us_ofac_sdn:32746", "us_ofac_sdn:33372"),
            part="potash",
        ),
    ),
    parts={"potash": "relief for Belaruskali, BPC, Agrorozkvit", "banks": "relief for listed banks"},
)
ROADMAP = Question("Q8", "Is there a roadmap?", ("P9",), conditions=(condition("published roadmap"),))


def claim(name: str, kind: str = "sanction", **said) -> Claim:
    return Claim(name, kind, "what the article says", ("P4",), **({"type": RecordType.SANCTION} | said))


@pytest.mark.parametrize(
    ("when", "relation"),
    [
        (official(date(2025, 8, 1)), Relation.NEW),
        (official(ARTICLE), Relation.EARLIER),
        (official(date(2025, 7, 2)), Relation.EARLIER),
        (window(ARTICLE, date(2025, 8, 22)), Relation.NEW),
        (window(date(2025, 1, 6), date(2025, 8, 22)), Relation.NEW),
        (window(date(2025, 7, 1), ARTICLE), Relation.EARLIER),
        (window(None, None), Relation.NEW),
    ],
)
def test_what_happened_after_the_article_is_new(when: When, relation: Relation) -> None:
    assert compare(development(when), baseline()).relation is relation


@pytest.mark.parametrize(
    ("after", "may_be_before"),
    [(date(2025, 1, 6), True), (date(2025, 7, 30), True), (ARTICLE, False), (date(2025, 8, 20), False)],
)
def test_a_window_across_the_articles_date_says_so(after: date, may_be_before: bool) -> None:
    note = compare(development(window(after, date(2025, 8, 22))), baseline()).note
    expected = "it may lie before the article's date, 31 July 2025"
    assert note == (expected if may_be_before else None)


def test_what_is_not_certain_about_the_list_state_goes_into_the_note() -> None:
    uncertain = BaselineList(
        SDN, "us_ofac", "us_ofac_sdn.xml", ARTICLE, Origin.REBUILT, ("BELARUS*",), (), "public domain",
        uncertain={"44541": "It stood on the list that day only by inference."},
    )  # fmt: skip
    new = window(ARTICLE, date(2025, 11, 4))
    assert compare(development(new), baseline(), [uncertain]).note == (
        "It stood on the list that day only by inference"
    )
    assert compare(development(new, target=POTASH), baseline(), [uncertain]).note is None


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        (claim("S1", on="2025-07-02", precision=Precision.DAY), Relation.KNOWN),
        (claim("S1", on="2025-07-01", precision=Precision.DAY), Relation.KNOWN),
        (claim("S1", on="2025-07", precision=Precision.MONTH), Relation.KNOWN),
        (claim("S1", targets=("us_ofac_sdn:44541",), action=Action.DELIST), Relation.KNOWN),
        (claim("S1", targets=("Open Joint Stock Company Belavia Belarusian Airlines",)), Relation.KNOWN),
        (claim("S1", on="2025-06-21", precision=Precision.DAY), Relation.EARLIER),
        (claim("S1", on="2025-07-02", action=Action.DESIGNATE), Relation.EARLIER),
        (claim("S1", on="2025-07-02", authority="EU"), Relation.EARLIER),
        (claim("S1", on="2025-07-02", type=RecordType.RELEASE), Relation.EARLIER),
        (claim("S1"), Relation.EARLIER),
        (claim("S5", "demand", on="2025-07-02"), Relation.EARLIER),
    ],
)
def test_what_the_article_tells_is_known_and_what_it_lacks_is_earlier(
    told: Claim, relation: Relation
) -> None:
    found = compare(development(official(date(2025, 7, 2))), baseline(claims=(told,)))
    assert found.relation is relation
    assert found.claims == ((told.id,) if relation is Relation.KNOWN else ())
    assert found.effects == ()


@pytest.mark.parametrize(
    "denied",
    [
        claim("S6", "implied", action=Action.DELIST, authority="US", count=0),
        claim("L1", "list_state", targets=("us_ofac_sdn:44541",), uncertainty="by inference"),
    ],
)
def test_what_the_article_denies_corrects_it(denied: Claim) -> None:
    found = compare(development(official(date(2025, 7, 30))), baseline(claims=(denied,)))
    assert (found.relation, found.claims) == (Relation.CORRECTS, (denied.id,))
    after = compare(development(official(date(2025, 8, 22))), baseline(claims=(denied,)))
    assert after.relation is Relation.NEW


def test_what_is_contested_of_a_claim_stands_with_the_claim_and_not_in_the_note_again() -> None:
    contested = claim(
        "R4", on="2025-06-21", contested=True, uncertainty="10 foreigners by Minsk, 9 by Vilnius"
    )
    found = compare(development(official(date(2025, 6, 20))), baseline(claims=(contested,)))
    assert (found.claims, found.note) == (("R4",), None)


def test_a_delisting_of_a_potash_company_answers_two_questions_each_by_its_strongest_effect() -> None:
    found = compare(
        development(official(date(2026, 3, 26)), target=POTASH),
        baseline(questions=(BARGAIN, RELIEF, ROADMAP)),
    )
    assert found.effects == (
        QuestionEffect("Q1", Effect.ANSWERS, "a potash company was delisted", "potash"),
        QuestionEffect("Q4", Effect.ANSWERS, "a US delisting", None),
    )


@pytest.mark.parametrize(
    ("given", "effects"),
    [
        ({"action": Action.DELIST}, {"Q1": Effect.MOVES, "Q4": Effect.ANSWERS}),
        ({"action": Action.LICENCE}, {"Q4": Effect.MOVES}),
        ({"action": Action.EASE}, {}),
        ({"action": Action.DESIGNATE}, {}),
        ({"authority": "EU"}, {}),
        ({"programmes": ("RUSSIA-EO14024",)}, {"Q1": Effect.MOVES}),
        ({"status": Status.ANNOUNCED}, {"Q1": Effect.MOVES, "Q4": Effect.MOVES}),
        ({"kind": RecordType.CONTACT, "action": None}, {}),
    ],
)
def test_only_what_meets_a_condition_touches_a_question(given, effects) -> None:
    found = compare(
        development(official(date(2026, 3, 26)), **given), baseline(questions=(BARGAIN, RELIEF, ROADMAP))
    )
    assert {one.question: one.effect for one in found.effects} == effects


def test_what_lies_before_the_article_answers_nothing() -> None:
    found = compare(development(official(date(2025, 7, 1))), baseline(questions=(RELIEF,)))
    assert found.effects == ()
