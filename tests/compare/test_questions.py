"""The shipped questions: what answers and moves them, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from events import contact, event, measure, release, stated, told_by
from invented import SDN, development, official
from tracker.compare import compare
from tracker.model import (
    Action,
    Configuration,
    DateBasis,
    Development,
    Effect,
    Precision,
    RecordType,
    Status,
    Target,
    When,
)
from world import shipped_configuration

AFTER = date(2025, 12, 13)


@pytest.fixture(scope="module")
def shipped() -> Configuration:
    return shipped_configuration()


def touched(one: Development, shipped: Configuration, **beside) -> dict[str, Effect]:
    found = compare(one, shipped.baseline, **beside)
    return {effect.question: effect.effect for effect in found.effects}


def seen_as(one: Development, shipped: Configuration, **beside) -> dict[str, str]:
    return {one.question: one.text for one in compare(one, shipped.baseline, **beside).look_alikes}


def several(one: Development, quote: str = "A sentence.") -> Development:
    return told_by(one, ["Example Daily", "Example Post"], quote)[0]


@pytest.mark.parametrize(
    ("one", "effects"),
    [
        (several(release(AFTER, 52, counterpart=("US",))), {"Q6": Effect.ANSWERS}),
        (release(AFTER, 52, counterpart=("US",)), {"Q6": Effect.MOVES}),
        (release(AFTER, 52), {"Q6": Effect.MOVES}),
        (release(AFTER, 52, kind="pardon"), {"Q6": Effect.MOVES}),
        (release(AFTER, 52, status=Status.ANNOUNCED), {"Q6": Effect.MOVES}),
        (several(release(AFTER, 123, counterpart=("US",))), {"Q1": Effect.ANSWERS, "Q6": Effect.ANSWERS}),
        (release(AFTER, 123, counterpart=("US",)), {"Q1": Effect.MOVES, "Q6": Effect.MOVES}),
        (several(release(AFTER, 123)), {"Q1": Effect.MOVES, "Q6": Effect.MOVES}),
        (release(AFTER, 5, country="UA", kind="exchange", destination=("BY",)), {"Q10": Effect.MOVES}),
        (contact(AFTER), {"Q3": Effect.MOVES}),
        (contact(AFTER, parties=("RU", "BY")), {}),
        (contact(AFTER, status=Status.ANNOUNCED), {"Q3": Effect.MOVES}),
        (contact(AFTER, kind="embassy"), {"Q2": Effect.MOVES}),
        (several(contact(AFTER, kind="embassy", place="Minsk")), {"Q2": Effect.ANSWERS}),
        (contact(AFTER, kind="embassy", status=Status.ANNOUNCED), {"Q2": Effect.MOVES, "Q3": Effect.MOVES}),
        (contact(AFTER, kind="envoy", officials=("Ann Example",)), {"Q2": Effect.MOVES, "Q8": Effect.MOVES}),
        (contact(AFTER, kind="call", officials=("Дональдом Трампом",)), {"Q3": Effect.MOVES}),
        (several(contact(AFTER, kind="call", officials=("Donald Trump",))), {"Q3": Effect.ANSWERS}),
        (several(contact(AFTER, kind="visit", officials=("Marco Rubio",))), {"Q3": Effect.ANSWERS}),
        (several(contact(AFTER, officials=("Marco Rubio",))), {"Q3": Effect.MOVES}),
        (
            several(contact(AFTER, officials=("Trump", "John Coale", "Lukashenko"))),
            {"Q3": Effect.MOVES},
        ),
        (
            several(contact(AFTER, kind="visit", officials=("Lukashenko", "Trump"), place="Washington")),
            {"Q3": Effect.ANSWERS},
        ),
        (several(contact(AFTER, kind="visit", officials=("Lukashenko",))), {"Q3": Effect.MOVES}),
        (
            measure(AFTER, Action.EASE, sector="potash", status=Status.ANNOUNCED),
            {"Q1": Effect.MOVES, "Q4": Effect.MOVES},
        ),
        (measure(AFTER, Action.DELIST, sector="potash"), {"Q1": Effect.MOVES, "Q4": Effect.MOVES}),
        (
            several(measure(AFTER, Action.EASE, "US", "Development Bank")),
            {"Q1": Effect.ANSWERS, "Q4": Effect.MOVES},
        ),
        (measure(AFTER, Action.EASE, "US", "Банка развития"), {"Q4": Effect.MOVES}),
        (measure(AFTER, Action.LICENCE, agency="BIS"), {"Q4": Effect.MOVES}),
        (measure(AFTER, Action.DESIGNATE, "US", "Example Works", country="BY"), {"Q5": Effect.MOVES}),
        (
            several(measure(AFTER, Action.DESIGNATE, "EU", "Example Works")),
            {"Q5": Effect.MOVES, "Q11": Effect.ANSWERS},
        ),
        (measure(AFTER, Action.DESIGNATE, "EU", "Example Works"), {"Q5": Effect.MOVES, "Q11": Effect.MOVES}),
        (measure(AFTER, Action.TIGHTEN, "CH"), {"Q5": Effect.MOVES}),
    ],
)  # fmt: skip
def test_what_happens_touches_the_questions_that_it_is_about(one, effects, shipped) -> None:
    assert touched(one, shipped) == effects


@pytest.mark.parametrize(
    ("talks", "is_answer"),
    [
        (contact(date(2025, 12, 12), "d-2"), True),
        (contact(date(2025, 12, 20), "d-2"), True),
        (contact(date(2025, 12, 5), "d-2"), False),
        (contact(date(2025, 12, 12), "d-2", parties=("RU", "BY")), False),
        (contact(date(2025, 12, 12), "d-2", status=Status.ANNOUNCED), False),
        (contact(stated(date(2025, 12, 1), Precision.MONTH), "d-2"), False),
        (release(date(2025, 12, 12), 3, "d-2"), False),
    ],
)
def test_a_release_in_three_figures_answers_where_talks_with_the_us_are_near(
    talks: Development, is_answer: bool, shipped: Configuration
) -> None:
    large, small = several(release(AFTER, 123)), several(release(AFTER, 99))
    assert touched(large, shipped, contacts=[talks])["Q1"] is (Effect.ANSWERS if is_answer else Effect.MOVES)
    assert "Q1" not in touched(small, shipped, contacts=[talks])


# What looks like an answer and is none; the questions that it must not touch, and the quote that tells.
LOOK_ALIKES = [
    (measure(AFTER, Action.EASE, "EU", sector="potash"), "", {"Q1": "a measure of the EU or the UK"}),
    (
        measure(AFTER, Action.LICENCE, sector="potash"),
        "OFAC issued a licence to wind down dealings with the company.",
        dict.fromkeys(("Q1", "Q4"), "a licence that only winds dealings down"),
    ),
    (
        measure(AFTER, Action.LICENCE, sector="finance"),
        "Выдана лицензия на сворачивание операций с банком.",
        dict.fromkeys(("Q1", "Q4"), "a licence that only winds dealings down"),
    ),
    (
        measure(AFTER, Action.EASE, sector="finance", country="SY"),
        "",
        dict.fromkeys(("Q1", "Q4"), "relief for another country"),
    ),
    (
        contact(AFTER, kind="embassy", place="Вильнюсе"),
        "",
        {"Q2": "something that the embassy in Vilnius says or does"},
    ),
    (
        contact(AFTER, kind="envoy", officials=("Джона Коула",)),
        "",
        {"Q2": "the special envoy for Belarus, who works from abroad and is no ambassador"},
    ),
    (
        measure(AFTER, Action.DELIST, "US", "Example Works"),
        "The entry was replaced: a technical correction of the spelling.",
        {"Q4": "a name corrected"},
    ),
    (
        measure(AFTER, Action.EASE, "US"),
        "OFAC changed the program tag of the entries.",
        {"Q4": "a programme tag renamed"},
    ),
    (
        measure(AFTER, Action.DELIST, "US", "Jan Muster"),
        "OFAC removed Jan Muster, who died in March.",
        {"Q4": "a dead person removed"},
    ),
    (measure(AFTER, Action.EXTEND, "EU"), "", {"Q5": "a renewal without new names"}),
    (
        measure(AFTER, Action.DESIGNATE, "EU"),
        "The EU prolonged its new sanctions on 54 officers and seven firms.",
        dict.fromkeys(("Q5", "Q11"), "a renewal without new names, told as new sanctions"),
    ),
    (
        measure(AFTER, Action.DESIGNATE, "EU", "Example Works"),
        "The Council relisted Example Works after the judgment.",
        {"Q5": "a re-listing with new reasons after a court's ruling"},
    ),
    (
        measure(AFTER, Action.DESIGNATE, "EU", "Example Works", country="RU"),
        "",
        dict.fromkeys(("Q5", "Q11"), "sanctions on another country"),
    ),
    (release(AFTER, 3, kind="term_end"), "", {"Q6": "the end of a term"}),
    (release(AFTER, 3, country="RU"), "", {"Q6": "a release by Russia or another country"}),
]


@pytest.mark.parametrize(("one", "quote", "seen"), LOOK_ALIKES)
def test_a_look_alike_counts_for_nothing_and_is_named(one, quote, seen, shipped) -> None:
    known, sayings = told_by(one, ["Example Daily", "Example Post"], quote or "A sentence.")
    assert seen_as(known, shipped, sayings=sayings) == seen
    assert not touched(known, shipped, sayings=sayings).keys() & seen.keys()


def test_every_look_alike_that_can_be_recognised_has_its_example(shipped: Configuration) -> None:
    recognisable = {
        (question.id, one.text)
        for question in shipped.baseline.questions
        for one in question.look_alikes
        if one.type is not None and not one.refused
    }
    assert recognisable == {pair for _, _, seen in LOOK_ALIKES for pair in seen.items()}


def test_a_prolongation_that_adds_names_is_no_mere_renewal(shipped: Configuration) -> None:
    quote = "The EU prolonged its sanctions and listed Example Works."
    one, sayings = told_by(measure(AFTER, Action.DESIGNATE, "EU", "Example Works"), ["One", "Two"], quote)
    assert touched(one, shipped, sayings=sayings)["Q5"] is Effect.MOVES


def test_nothing_answers_or_moves_a_judgement(shipped: Configuration) -> None:
    judged = [question for question in shipped.baseline.questions if question.measure]
    assert [question.id for question in judged] == ["Q7", "Q9", "Q12"]
    assert all(not question.conditions for question in judged)


def test_only_pages_do_not_answer_whether_sanctions_are_lifted(shipped: Configuration) -> None:
    potash = Target("BELARUSKALI OAO", None, SDN, "32746")
    listed = development(official(date(2026, 3, 26)), target=potash)
    assert touched(listed, shipped) == {"Q1": Effect.ANSWERS, "Q4": Effect.ANSWERS}
    paged = replace(
        listed, when=When(DateBasis.STATED, on=date(2026, 3, 26)), list=None, programmes=(),
        targets=(Target("Belaruskali"),), details=replace(listed.details, sector="potash"),
    )  # fmt: skip
    assert touched(paged, shipped) == {"Q1": Effect.MOVES, "Q4": Effect.MOVES}


def test_marks_that_say_nothing_recognise_nothing(shipped: Configuration) -> None:
    from tracker.compare.marks import fits
    from tracker.model import Marks

    assert not fits(Marks(), event(RecordType.CONTACT, AFTER))
