"""What readers are shown of a release, a contact and a measure that pages tell."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from invented import baseline
from page_events import claim, contact, measure, named, release, told_by
from tracker.model import (
    Action,
    ClaimCorrection,
    Comparison,
    CountRelation,
    Development,
    DevelopmentLink,
    EntryKind,
    LinkKind,
    Origin,
    Record,
    Relation,
    Snapshot,
    Source,
    Status,
    Target,
    Tie,
)
from tracker.report.citation import citation
from tracker.report.count_lines import conflict_in_words, count_lines
from tracker.report.digest import News
from tracker.report.digest_acts import acts_in_words
from tracker.report.evidence_lines import Page
from tracker.report.lines import lines, observed_in_words
from tracker.report.order import totals
from tracker.report.sentence import in_full
from tracker.report.shown import DevelopmentView
from tracker.report.view import Beside, as_json, view
from tracker.resolve.links import ladders, link
from tracker.resolve.summary import summarise

NEW = Comparison(Relation.NEW)
PRESS = (told_by(1, "Herald"), told_by(2, "Vesti", "ru"), told_by(3, "Wire"), told_by(4, "Hazeta", "be"))
COUNTS = (
    claim(123, "r-1", "r-2", "r-3"),
    claim(120, "r-4", is_official=True),
    claim(100, "r-3", relation=CountRelation.AT_LEAST),
)


def seen(
    one: Development, comparison: Comparison = NEW, beside: Beside | None = None, press: Any = PRESS
) -> DevelopmentView:
    """The development as these publishers tell it; of four, three independently."""
    ties = tuple(Tie(record.id, 1.0, "the same day") for record, _, _, _ in press)
    told = replace(one, ties=ties, voices=len(press) - 1 or 1, confidence=0.9)
    return view(
        replace(told, summary=summarise(told)),
        [record for record, _, _, _ in press],
        comparison,
        baseline(),
        {source.name: source for _, _, _, source in press},
        {snapshot.id: snapshot for _, _, snapshot, _ in press if snapshot.id},
        {number: page for number, (_, page, _, _) in enumerate(press, 1)},
        beside or Beside(voices=[["r-1", "r-3"], ["r-2"], ["r-4"]]),
    )


def linked(
    kind: LinkKind, earlier: Development, later: Development, quote: str | None = None
) -> DevelopmentLink:
    days = ((later.when.on or date.min) - (earlier.when.on or date.min)).days
    return DevelopmentLink(
        kind, earlier.id, later.id, days, "the days agree", "r-1" if quote else None, quote
    )


def among(*developments: Development) -> dict[str, Development]:
    return {one.id: replace(one, summary=summarise(one)) for one in developments}


def test_the_evidence_of_a_page_names_its_publisher_its_title_its_address_and_its_language() -> None:
    line = seen(release(authority="US")).evidence[1]
    assert (line.publisher, line.title, line.language) == ("Vesti", "Vesti on Saturday", "ru")
    assert line.address == "https://vesti.invalid/2025/12/13/freed"
    assert (line.document, line.published, line.voice) == (2, date(2025, 12, 13), 2)


def test_a_page_is_never_published_by_those_whom_it_writes_about() -> None:
    record, page, snapshot, source = told_by(1, "Herald")
    one = (replace(record, authority="US", agency="OFAC"), replace(page, publisher=None), snapshot, source)
    assert seen(measure(Action.EASE), press=(one,)).publishers == ("Herald, news",)


def imported(number: int, publisher: str | None, url: str | None) -> tuple[Record, Page, Snapshot, Source]:
    record, page, snapshot, source = told_by(number, "Herald")
    record = replace(record, source="import", origin=Origin.IMPORT)
    return record, Page(replace(page.document, url=url), publisher), snapshot, source


def test_an_imported_page_without_publisher_is_told_by_its_host() -> None:
    one = imported(1, None, "https://www.kalina.example/2025/freed")
    assert seen(release(), press=(one,)).publishers == ("kalina.example",)


def test_an_imported_page_of_a_publisher_that_is_watched_is_told_by_its_name() -> None:
    one = imported(1, None, "https://herald.invalid/2025/freed")
    assert seen(release(), press=(one,)).publishers == ("Herald, news",)


def test_an_imported_document_without_publisher_and_address_is_said_to_be_one() -> None:
    shown = seen(release(), press=(imported(1, None, None),))
    assert shown.publishers == ("an imported document without publisher",)
    assert "imported documents" in citation(shown)


def test_the_site_and_the_feed_of_one_publisher_are_told_of_as_one() -> None:
    def own(number: int, title: str) -> tuple[Record, Page, Snapshot, Source]:
        record, page, snapshot, source = told_by(number, "Herald")
        return record, replace(page, publisher=None), snapshot, replace(source, title=title)

    press = (own(1, "Herald"), own(2, "Herald, feed"), told_by(3, "Vesti"))
    shown = seen(release(), press=press, beside=Beside(voices=[["r-1", "r-2"], ["r-3"]]))
    assert shown.publishers == ("Herald", "Vesti")
    assert [line.publisher for line in shown.evidence] == ["Herald", "Herald", "Vesti"]
    assert shown.evidence[1].source_title == "Herald, feed"
    assert "One voice" not in citation(shown)


def test_every_number_that_was_said_is_tied_to_who_said_it() -> None:
    shown = seen(release(counts=COUNTS))
    first, second, third = shown.counts
    assert (first.value, first.publishers, first.is_conflict) == (123, ("Herald", "Vesti", "Wire"), False)
    assert (second.value, second.records, second.publishers) == (120, ("r-4",), ("Hazeta",))
    assert (second.is_conflict, second.is_official, third.is_conflict) == (True, True, False)


def test_numbers_that_contradict_are_shown_everywhere() -> None:
    shown = seen(release(counts=COUNTS))
    words = "the counts differ: 123 according to Herald, Vesti and Wire; 120 according to Hazeta (official)"
    assert shown.conflict == words
    assert words in "\n".join(lines(shown))
    assert words in citation(shown)
    assert as_json(shown)["conflict"] == words


def test_where_nobody_contradicts_nothing_is_said_of_it() -> None:
    assert seen(release(counts=COUNTS[:1])).conflict is None


def test_a_citation_says_who_else_tells_it_and_in_which_language() -> None:
    text = citation(seen(release(counts=COUNTS)))
    assert text.startswith("123 people freed by Belarus, 13 Dec 2025.\n")
    assert "[2] States it: “Власти Беларуси освободили 123 политзаключённых.” (in Russian)" in text
    assert "    Vesti, Vesti, news, “Vesti on Saturday”, 13 December 2025\n" in text
    assert "(in Belarusian)" in text
    assert "(in English)" in text
    assert "Told by 4 publishers: Herald, Vesti, Wire and Hazeta." in text
    assert "Independent of one another: 3 of them." in text
    assert "One voice (one text, one agency or one publisher): Herald and Wire." in text
    assert "The day: on 13 December 2025 (as pages state)." in text


def test_who_says_so_no_more_confirms_nothing() -> None:
    shown = seen(release(counts=COUNTS[:1]), beside=Beside(voices=[["r-1"], ["r-2"]]))
    assert shown.publishers == ("Herald", "Vesti")
    assert shown.counts[0].publishers == ("Herald", "Vesti")
    assert "[3] States it, but says so no more: “" in citation(shown)


def test_what_one_publisher_tells_alone_is_said_so() -> None:
    shown = seen(release(), press=PRESS[:1])
    assert "Told by Herald alone." in citation(shown)


@pytest.mark.parametrize(
    ("one", "about"),
    [
        (release(), "123 people"),
        (release(50, count_relation=CountRelation.AT_LEAST), "at least 50 people"),
        (contact(), "the US and Belarus"),
        (measure(Action.EASE, sector="potash"), "potash"),
        (measure(Action.EASE, targets=named("Belavia")), "Belavia"),
    ],
)
def test_a_table_says_in_a_few_words_who_it_is_about(one: Development, about: str) -> None:
    assert seen(one).about == about


def test_what_is_only_announced_is_counted_as_announced() -> None:
    views = [
        seen(release(status=Status.ANNOUNCED)),
        seen(measure(Action.DELIST, status=Status.ANNOUNCED)),
        seen(release()),
        seen(release()),
    ]
    assert [one.action_words for one in views[:3]] == [
        "release announced", "delisting announced", "release",
    ]  # fmt: skip
    assert totals(views) == (
        "4 developments since the article: 2 releases, 1 release announced, 1 delisting announced"
    )


RELIEF = measure(Action.EASE, date(2025, 12, 14), sector="potash", status=Status.ANNOUNCED, name="d-2")
POTASH = (Target("NORTH POTASH COMPANY", EntryKind.ENTITY, "us_ofac_sdn", "9001"),)
TALKS = contact(date(2025, 12, 11), name="d-3")


def test_what_a_source_says_was_exchanged_is_told_with_its_sentence() -> None:
    quote = "Minsk freed them in exchange for relief on potash."
    beside = Beside((linked(LinkKind.EXCHANGED_FOR, release(), RELIEF, quote),), among(RELIEF))
    shown = seen(release(), beside=beside)
    assert in_full(shown) == (
        "123 people freed by Belarus, 13 Dec 2025. In exchange, as a source says: The US announced relief "
        "for potash, 14 Dec 2025; not yet done"
    )
    (link,) = shown.links
    assert (link.words, link.quote) == ("exchanged for, as a source says, 1 day later", quote)
    assert f"d-2): “{quote}”" in "\n".join(lines(shown))


def test_what_only_coincides_is_never_told_as_exchanged() -> None:
    links = (
        linked(LinkKind.COINCIDES_WITH, release(), RELIEF),
        linked(LinkKind.AFTER_TALKS, TALKS, release()),
    )
    shown = seen(release(), beside=Beside(links, among(RELIEF, TALKS)))
    assert shown.exchange is None
    assert [one.words for one in shown.links] == [
        "coincides with (only the days agree), 1 day later",
        "after talks, 2 days earlier",
    ]


def test_a_development_that_is_not_known_or_not_ours_is_no_link() -> None:
    links = (linked(LinkKind.COINCIDES_WITH, release(), RELIEF), linked(LinkKind.AFTER_TALKS, TALKS, RELIEF))
    assert seen(release(), beside=Beside(links, among(TALKS))).links == ()


def test_a_ladder_is_told_from_its_first_step_to_its_last_with_the_days_between() -> None:
    first = measure(Action.EASE, date(2025, 12, 13), targets=POTASH, status=Status.ANNOUNCED, name="d-2")
    licence = measure(Action.LICENCE, date(2025, 12, 15), targets=POTASH, name="d-4")
    off = measure(Action.DELIST, date(2026, 3, 26), targets=POTASH, list="us_ofac_sdn", name="d-1")
    steps = [first, licence, off]
    links = link(steps, {})
    beside = Beside(links, among(first, licence), ladders(steps, links))
    shown = seen(off, beside=beside)
    words = "announced 13 Dec 2025 -> licensed 15 Dec 2025 (2 days) -> delisted 26 Mar 2026 (101 days)"
    assert f"  Ladder of relief: {words}" in lines(shown)
    (ladder,) = shown.ladders
    assert [rung.is_this for rung in ladder.rungs] == [False, False, True]
    assert [rung.days for rung in ladder.rungs] == [None, 2, 101]
    assert not any("the step before" in line for line in lines(shown))


def test_what_the_article_has_wrong_stands_beside_what_was_found() -> None:
    comparison = Comparison(
        Relation.CORRECTS, ("R1",), corrections=(ClaimCorrection("R1", "count", "14", "13"),)
    )
    shown = seen(release(13), comparison)
    assert "  R1: the article says 14 (count); found: 13" in lines(shown)


def test_names_of_those_who_were_freed_stand_in_no_face() -> None:
    shown = seen(release(2, names=("Ivan Example", "Anna Muster")))
    for text in (json.dumps(as_json(shown)), citation(shown), *lines(shown)):
        assert "Example" not in text
        assert "Muster" not in text


def test_the_json_of_a_release_has_its_details_its_counts_and_its_links() -> None:
    beside = Beside((linked(LinkKind.COINCIDES_WITH, release(), RELIEF),), among(RELIEF))
    shown = json.loads(json.dumps(as_json(seen(release(destination=("UA",), counts=COUNTS), beside=beside))))
    assert shown["details"]["destination"] == ["UA"]
    assert shown["counts"][1] == {
        "value": 120,
        "relation": "total",
        "of": None,
        "records": ["r-4"],
        "publishers": ["Hazeta"],
        "voices": 1,
        "is_official": True,
        "is_conflict": True,
        "is_current": True,
    }
    assert shown["links"][0]["kind"] == "coincides_with"
    assert shown["evidence"][1]["language"] == "ru"
    assert (shown["voices"], shown["confidence_words"]) == (3, "high (0.90)")


def test_a_digest_counts_releases_and_contacts_apart() -> None:
    told = [News(seen(release())), News(seen(contact())), News(seen(contact(status=Status.ANNOUNCED)))]
    assert acts_in_words(news.view for news in told) == ["1 release", "1 contact", "1 contact announced"]


def test_a_page_that_we_did_not_fetch_was_looked_at_and_is_no_state_of_a_list() -> None:
    shown = seen(release())
    page = replace(shown.evidence[0], origin=Origin.DEMO, document=1)
    assert observed_in_words(page).startswith("looked at on ")
    assert observed_in_words(replace(page, document=None)).startswith("state of ")


def test_what_was_seen_of_several_targets_in_one_state_is_told_once() -> None:
    shown = seen(release())
    twice = replace(shown, evidence=(*shown.evidence, *shown.evidence))
    assert lines(twice) == lines(shown)


def test_who_gave_a_number_that_nobody_gives_any_more_is_named() -> None:
    told = release(counts=COUNTS)
    gone = [replace(line, is_current=False) for line in seen(told).evidence]
    words = conflict_in_words(told, count_lines(told, gone))
    assert words is not None
    assert "Hazeta (official), who says so no more" in words
    assert "not named" not in words
