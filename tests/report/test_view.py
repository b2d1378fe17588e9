"""What readers are shown of a development: no more than is known, and how it is known."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from invented import (
    SDN,
    baseline,
    development,
    midday,
    official,
    record,
    source,
    window,
)
from tracker.model import (
    Action,
    Claim,
    Comparison,
    DateBasis,
    Effect,
    EntryKind,
    Grade,
    Origin,
    Precision,
    Question,
    QuestionEffect,
    Relation,
    Snapshot,
    Status,
    Target,
    Tie,
    When,
)
from tracker.report.citation import citation
from tracker.report.lines import lines
from tracker.report.order import newest_first, totals
from tracker.report.view import as_json, view
from tracker.report.when import when_in_words

NEW = Comparison(Relation.NEW)
WINDOW = window(date(2025, 11, 3), date(2025, 11, 5))
PERSON = Target("IVANOU, Ivan", EntryKind.INDIVIDUAL)


def snapshot(number: int, day: date, origin: Origin = Origin.LIVE, note: str | None = None) -> Snapshot:
    return Snapshot(
        source="us_ofac_sdn",
        part="main",
        fetched_at=midday(day),
        url="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.XML",
        final_url="https://signed.example/abc?expires=3600",
        status=200,
        headers=(),
        grade=Grade.OK,
        origin=origin,
        origin_note=note,
        id=number,
    )


SNAPSHOTS = {1: snapshot(1, date(2025, 11, 3)), 2: snapshot(2, date(2025, 11, 5))}


def seen(one=None, comparison=NEW, records=None, article=None, snapshots=SNAPSHOTS):
    return view(
        one or development(WINDOW),
        records if records is not None else [record("r-1", WINDOW)],
        comparison,
        article or baseline(),
        {"us_ofac_sdn": source()},
        snapshots,
    )


@pytest.mark.parametrize(
    ("when", "action", "words"),
    [
        (official(date(2025, 11, 4)), Action.DELIST, "on 4 November 2025 (official date)"),
        (
            When(DateBasis.OFFICIAL, on=date(2025, 4, 1), precision=Precision.MONTH),
            None,
            "in April 2025 (official date)",
        ),
        (
            When(DateBasis.OBSERVED, on=date(2025, 1, 1), precision=Precision.YEAR),
            None,
            "in 2025 (as observed)",
        ),
        (
            window(date(2025, 8, 20), date(2025, 8, 22)),
            Action.DELIST,
            "between 20 August 2025, when it was last seen, and 22 August 2025",
        ),
        (
            window(date(2025, 8, 20), date(2025, 8, 22)),
            Action.DESIGNATE,
            "between 20 August 2025, when it was not yet there, and 22 August 2025",
        ),
        (
            window(date(2025, 8, 20), date(2025, 8, 22)),
            Action.LICENCE,
            "between 20 August 2025 and 22 August 2025",
        ),
        (
            window(date(2025, 8, 20), date(2025, 8, 20)),
            Action.DELIST,
            "on 20 August 2025, between two looks at the list",
        ),
        (window(None, date(2025, 8, 22)), Action.DELIST, "not later than 22 August 2025"),
        (
            window(date(2025, 8, 20), None),
            Action.DELIST,
            "after 20 August 2025, when it was last seen",
        ),
        (window(None, None), Action.DELIST, "on a day that is not known"),
    ],
)
def test_the_time_is_told_no_more_exactly_than_it_is_known(when, action, words) -> None:
    assert when_in_words(when, action) == words


def test_every_fact_names_its_evidence() -> None:
    last, first = seen().evidence
    assert (last.role, last.quote, last.start, last.sha256_short) == (
        "last seen", '44541,"BELAVIA"', 120, "a" * 12,
    )  # fmt: skip
    assert (first.role, first.quote, first.sha256) == ("first missing", None, "b" * 64)
    assert last.publisher == "OFAC"
    assert last.address is not None
    assert "signed.example" not in last.address


def test_records_that_are_not_tied_to_it_are_not_shown() -> None:
    assert seen(records=[record("r-9", WINDOW)]).evidence == ()


@pytest.mark.parametrize("action", list(Action))
def test_every_relief_carries_the_caveat_and_nothing_else_does(action: Action) -> None:
    shown = seen(development(WINDOW, action))
    is_relief = action in {Action.DELIST, Action.EASE, Action.LICENCE}
    assert bool(shown.caveat) == is_relief
    assert ("ownership rules" in " ".join(lines(shown))) == is_relief
    assert ("ownership rules" in citation(shown)) == is_relief


def test_an_easing_says_that_the_target_is_still_listed() -> None:
    shown = seen(development(WINDOW, Action.EASE, still_under=("RUSSIA-EO14024",)))
    assert shown.action_words == "eased, still listed"
    assert any("this is no delisting" in note for note in shown.notes)


def test_an_announcement_is_not_told_as_done() -> None:
    shown = seen(development(WINDOW, Action.DELIST, status=Status.ANNOUNCED))
    assert "officially announced, not yet done" in shown.notes


def test_who_stands_on_an_official_list_is_named_and_another_person_is_not() -> None:
    listed = development(WINDOW, target=replace(PERSON, list=SDN, uid="9760"))
    assert seen(listed).who == ("IVANOU, Ivan",)
    private = seen(development(WINDOW, target=PERSON), records=[])
    assert "IVANOU" not in json.dumps(as_json(private)) + citation(private) + "".join(lines(private))
    assert private.who == ("a person who is not named here",)


def test_what_is_live_says_nothing_about_its_origin() -> None:
    assert seen().origin_text is None


def test_what_is_not_live_says_so_everywhere() -> None:
    rebuilt = {
        1: snapshot(1, date(2025, 11, 3), Origin.REBUILT, "from dated list states"),
        2: snapshot(2, date(2025, 11, 5), Origin.REBUILT, "from dated list states"),
    }
    shown = seen(
        development(WINDOW, origin=Origin.REBUILT),
        records=[record("r-1", WINDOW, origin=Origin.REBUILT)],
        snapshots=rebuilt,
    )
    words = "rebuilt from dated facts, not the published bytes"
    assert shown.origin_text == words
    assert f"origin: {words}: from dated list states" in citation(shown)
    assert "    stands for https://sanctionslistservice" in citation(shown)
    assert any("[rebuilt]" in line for line in lines(shown))
    assert as_json(shown)["origin"] == "rebuilt"
    assert "state of 3 November 2025" in citation(shown)


def test_the_official_date_of_a_rebuilt_notice_is_rebuilt_too() -> None:
    day = official(date(2025, 11, 4))
    shown = seen(development(day, origin=Origin.REBUILT), records=[record("r-1", day, origin=Origin.REBUILT)])
    assert shown.origin_text == ("rebuilt from dated facts, not the published bytes; so is the official date")


def test_a_live_development_whose_day_is_not_live_says_that_of_the_day() -> None:
    day = official(date(2025, 11, 4))
    records = [record("r-1", WINDOW), record("r-2", day, origin=Origin.PUBLISHED)]
    ties = (Tie("r-1", 1.0, "the first record of it"), Tie("r-2", 0.95, "same entry"))
    shown = seen(development(day, ties=ties), records=records)
    assert shown.origin_text == "the day is as published, from an archive"


def test_a_part_of_the_evidence_that_is_not_live_is_named() -> None:
    mixed = SNAPSHOTS | {1: snapshot(1, date(2025, 11, 3), Origin.IMPORT)}
    assert seen(snapshots=mixed).origin_text == "some of the evidence is imported, not fetched by us"


def test_questions_and_claims_are_shown_in_full_with_their_doubts() -> None:
    article = baseline(
        claims=(Claim("S6", "implied", "nothing was lifted", ("P4",), uncertainty="implied only"),),
        questions=(Question("Q4", "Are US sanctions lifted?", ("P6",)),),
    )
    comparison = Comparison(
        Relation.CORRECTS,
        ("S6",),
        (QuestionEffect("Q4", Effect.ANSWERS, "a US delisting", "sdn"),),
        "it may lie before the article's date",
    )
    shown = seen(comparison=comparison, article=article)
    (question,) = shown.questions
    assert (question.text, question.why, question.part) == (
        "Are US sanctions lifted?", "a US delisting", "sdn",
    )  # fmt: skip
    text = "\n".join(lines(shown))
    assert "Q4 (sdn) answers the question “Are US sanctions lifted?”: a US delisting" in text
    assert "nothing was lifted (implied only)" in text
    assert "note: it may lie before the article's date" in text
    assert shown.relation_words == "corrects the article"


def test_times_that_disagree_are_told() -> None:
    ties = (Tie("r-1", 0.5, "the times differ by 8 days, both are kept: …"), Tie("r-2", 1.0, "the first"))
    assert seen(development(WINDOW, ties=ties)).notes == ("the times differ by 8 days, both are kept: …",)


def test_the_json_is_plain_and_whole() -> None:
    shown = json.loads(json.dumps(as_json(seen())))
    assert shown["when"] == {
        "text": "between 3 November 2025, when it was last seen, and 5 November 2025",
        "basis": "observed",
        "on": None,
        "precision": "day",
        "after": "2025-11-03",
        "by": "2025-11-05",
    }
    assert shown["evidence"][0]["observed_at"] == "2025-11-03T12:00:00+00:00"
    assert shown["evidence"][0]["sha256"] == "a" * 64
    assert shown["relation"] == "new"


def test_a_citation_is_ready_to_paste() -> None:
    assert citation(seen()) == (
        "OFAC took OPEN JOINT STOCK COMPANY BELAVIA BELARUSIAN AIRLINES off the SDN list "
        "(BELARUS-EO14038), between 3 November 2025, when it was last seen, and 5 November 2025.\n"
        "\n"
        '[1] Last seen: “44541,"BELAVIA"”\n'
        "    OFAC, OFAC SDN list\n"
        "    https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.XML\n"
        "    fetched 2025-11-03 12:00 UTC\n"
        f"    SHA-256 {'a' * 64}\n"
        "\n"
        "[2] First missing: no entry in the state of 5 November 2025\n"
        "    OFAC, OFAC SDN list\n"
        "    https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.XML\n"
        "    fetched 2025-11-05 12:00 UTC\n"
        f"    SHA-256 {'b' * 64}\n"
        "\n"
        "Relief by one authority leaves the measures of the others in force; whether ownership rules "
        "(such as OFAC's 50 per cent rule) still block anybody is not assessed.\n"
        "Tracker d-1, r-1"
    )


def test_hostile_text_moves_no_cursor() -> None:
    hostile = Target("BELA\x1b[2JVIA\n\u202eevil", EntryKind.ENTITY, SDN, "44541")
    shown = seen(development(WINDOW, target=hostile))
    for text in (*lines(shown), *citation(shown).split("\n")):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "BELA\\x1b[2JVIA \\u202eevil" in lines(shown)[0]


def test_the_totals_count_by_act_and_by_relation_to_the_article() -> None:
    def of(action: Action, relation: Relation = Relation.NEW):
        return seen(development(WINDOW, action), Comparison(relation))

    assert totals([]) == "No developments."
    assert totals([of(Action.DELIST)] * 8) == "8 developments since the article: 8 delisted"
    assert totals(
        [of(Action.DESIGNATE), of(Action.DELIST), of(Action.DELIST), of(Action.DELIST, Relation.EARLIER)],
        date(2025, 7, 31),
    ) == (
        "3 developments since the article of 31 July 2025: 2 delisted, 1 designated; "
        "1 development before the article and not in it"
    )


def test_developments_are_ordered_by_their_day() -> None:
    start = date(2025, 8, 22)
    days = [official(start), official(start + timedelta(days=74)), window(start, start + timedelta(days=9))]
    shown = [seen(development(when, name=f"d-{number}")) for number, when in enumerate(days)]
    assert [one.id for one in newest_first(shown)] == ["d-1", "d-2", "d-0"]
