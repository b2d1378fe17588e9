"""The shipped configuration: valid, and true to what the article says and does not say."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tracker.config import load, shipped_folder
from tracker.config.schemas import schemas
from tracker.model import (
    Action,
    Checks,
    Configuration,
    Effect,
    Origin,
    Precision,
    RecordType,
    Source,
    SourceKind,
)
from tracker.read.lists import open_list
from tracker.read.pages import read_page

FOLDER = shipped_folder()
LISTS = (SourceKind.LIST, SourceKind.DELTA)
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture(scope="module")
def shipped() -> Configuration:
    return load(FOLDER, "belarus")


def test_the_official_lists_that_have_readers_are_watched(shipped: Configuration) -> None:
    lists = [source for source in shipped.sources if source.kind in LISTS and source.enabled]
    assert {(source.name, source.kind, source.list, source.every) for source in lists} == {
        ("us_ofac_sdn", SourceKind.LIST, "us_ofac_sdn", timedelta(hours=24)),
        ("us_ofac_cons", SourceKind.LIST, "us_ofac_cons", timedelta(hours=24)),
        ("us_ofac_delta", SourceKind.DELTA, "us_ofac_sdn", timedelta(hours=1)),
        ("gb_uksl", SourceKind.LIST, "uk_sanctions", timedelta(hours=3)),
        ("ca_sema", SourceKind.LIST, "ca_sema", timedelta(hours=6)),
        ("ch_seco", SourceKind.LIST, "ch_seco", timedelta(hours=6)),
        ("eu_fsf", SourceKind.LIST, "eu_fsf", timedelta(hours=1)),
    }


def test_the_eu_s_list_is_asked_by_its_marker_with_a_token_that_is_written_nowhere(
    shipped: Configuration,
) -> None:
    (source,) = (one for one in shipped.sources if one.name == "eu_fsf")
    assert source.token is not None
    assert source.marker is not None
    assert (source.marker.header, source.marker.whole_every) == (None, timedelta(days=7))
    told = "<link>https://files.example/public/files/xmlFullSanctionsList_1_1/content?token=abc%3D</link>"
    found = re.search(source.token.pattern, told)
    assert found is not None
    assert found[1] == "abc%3D"


def test_what_is_not_watched_says_why_and_since_when(shipped: Configuration) -> None:
    left = [source for source in shipped.sources if not source.enabled]
    assert left
    for source in left:
        assert source.disabled_reason, source.name
        assert source.disabled_since is not None, source.name
        assert date(2025, 7, 31) < source.disabled_since <= date(2026, 11, 24), source.name


def test_no_source_that_is_known_to_refuse_is_watched(shipped: Configuration) -> None:
    refusing = {
        source.url and urlsplit(source.url).hostname
        for source in shipped.sources
        if "refuses robots" in (source.disabled_reason or "")
    }
    assert len(refusing) >= 5
    assert [source.name for source in shipped.sources if source.enabled and _host(source) in refusing] == []


def test_every_source_can_be_told_a_good_answer_from_a_bad_one(shipped: Configuration) -> None:
    for source in shipped.sources:
        if source.kind not in LISTS:
            assert source.checks != Checks(), source.name
            assert source.kind is SourceKind.PAGE or source.checks.min_links, source.name


def test_every_source_says_its_terms_and_stays_within_a_cap(shipped: Configuration) -> None:
    for source in shipped.sources:
        assert source.terms, source.name
        assert source.max_bytes is not None, source.name
        assert source.max_bytes <= (400_000_000 if source.kind in LISTS else 20_000_000), source.name


def test_news_pages_are_looked_at_again_for_corrections(shipped: Configuration) -> None:
    for source in shipped.sources:
        if source.kind in (SourceKind.INDEX, SourceKind.FEED) and source.follow:
            assert source.recheck == (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24)), (
                source.name
            )
            assert source.max_links is not None, source.name


def test_nobody_is_visited_more_often_than_once_an_hour(shipped: Configuration) -> None:
    assert min(source.every for source in shipped.sources) == timedelta(hours=1)
    assert shipped.politeness.gap_s == 10
    assert {source.name for source in shipped.sources if source.gap_s is not None and source.gap_s < 10} == {
        "us_ofac_delta"
    }


def test_every_class_of_publisher_and_each_language_of_the_subject_is_watched(shipped: Configuration) -> None:
    watched = [source for source in shipped.sources if source.enabled]
    assert {source.publisher_class for source in watched} >= {
        "official_list", "official", "state_media", "independent", "think_tank"
    }  # fmt: skip
    assert {language for source in watched for language in source.languages} >= {"en", "ru", "be"}
    kinds = {SourceKind.PAGE, SourceKind.INDEX, SourceKind.FEED, SourceKind.API}
    assert {source.kind for source in watched} == kinds | set(LISTS)


def test_the_articles_linked_pages_are_watched_where_their_address_is_known(shipped: Configuration) -> None:
    watched = {source.url for source in shipped.sources if source.enabled and source.kind is SourceKind.PAGE}
    assert {link.url for link in shipped.baseline.links if link.enabled} <= watched


def test_the_acts_that_are_asked_for_are_those_that_the_comment_says(shipped: Configuration) -> None:
    (source,) = (source for source in shipped.sources if source.name == "eu_cellar")
    asked = parse_qs(urlsplit(source.url or "").query)["query"][0]
    file = FOLDER / "belarus" / "sources" / "eu_cellar.toml"
    comment = re.findall(r"^#(.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    told = re.search(r"SELECT .* \?celex(?= The acts)", " ".join(" ".join(comment).split()))
    assert told
    assert told[0] == asked[asked.index("SELECT") :]


def test_the_shipped_readers_read_nothing_from_an_empty_page_and_say_so(shipped: Configuration) -> None:
    for source in shipped.sources:
        if source.kind in (SourceKind.PAGE, SourceKind.INDEX, SourceKind.POSTS):
            found = read_page(source, b"<html></html>", content_type=None, url="https://x/", now=NOW)
            assert (found.links, found.posts) == ((), ())
            assert found.drift, source.name


def _host(source: Source) -> str | None:
    return urlsplit(source.url or "").hostname


def test_the_article_is_known_up_to_its_later_date(shipped: Configuration) -> None:
    baseline = shipped.baseline
    assert (baseline.as_of, baseline.as_of_original) == (date(2025, 7, 31), date(2025, 7, 28))
    assert [edition.language for edition in baseline.editions] == ["en", "en", "ru"]


def test_twenty_links_of_which_those_without_a_known_address_are_not_watched(shipped: Configuration) -> None:
    links = shipped.baseline.links
    assert [link.id for link in links] == [f"L{number:02}" for number in range(20)]
    assert {link.id for link in links if link.url} == {"L00", "L04", "L12", "L16", "L17"}
    assert all(link.enabled == (link.url is not None) for link in links)
    assert Counter(link.source_certainty for link in links) == {"certain": 4, "likely": 7, "unknown": 9}


def test_each_claim_keeps_the_articles_own_kind(shipped: Configuration) -> None:
    kinds = {claim.id: claim.claim_kind for claim in shipped.baseline.claims}
    assert {name: kinds[name] for name in ("S1", "S2", "S3", "S4", "S5", "S6")} == {
        "S1": "context",
        "S2": "context",
        "S3": "reported_offer",
        "S4": "announced_topic",
        "S5": "demand",
        "S6": "implied",
    }
    assert Counter(kinds.values())["release"] == 4
    assert Counter(kinds.values())["contact"] == 5
    assert Counter(kinds.values())["list_state"] == 2


def test_a_demand_or_an_offer_is_no_record_of_a_sanction(shipped: Configuration) -> None:
    for claim in shipped.baseline.claims:
        if claim.claim_kind in {"reported_offer", "announced_topic", "demand", "context"}:
            assert claim.type is None
            assert claim.action is None


def test_what_is_contested_says_so_and_what_it_says_reaches_the_claim(shipped: Configuration) -> None:
    claims = {claim.id: claim for claim in shipped.baseline.claims}
    doubts = {name: claim.uncertainty or "" for name, claim in claims.items()}
    assert {name for name, claim in claims.items() if claim.contested} == {"R1", "R3", "R4", "C4"}
    assert "10 foreigners by Minsk's count and 9 by Vilnius's" in doubts["R4"]
    assert "16 pardoned on 2 July 2025" in doubts["R4"]
    assert "20 and 21 June are the same event" in doubts["C4"]
    assert "Youras" in doubts["R3"]
    assert "Anastassia" in doubts["R1"]
    assert "day is not known" in doubts["C3"]
    assert "the day is uncertain" in doubts["S6"]


def test_a_date_is_as_exact_as_it_is_known(shipped: Configuration) -> None:
    claims = {claim.id: claim for claim in shipped.baseline.claims}
    assert (claims["C3"].on, claims["C3"].precision) == ("2025-04", Precision.MONTH)
    assert (claims["R4"].on, claims["R4"].precision) == ("2025-06-21", Precision.DAY)
    assert (claims["S1"].on, claims["S1"].precision) == (None, None)


def test_what_happened_after_the_article_is_no_claim_of_it(shipped: Configuration) -> None:
    days = [claim.on for claim in shipped.baseline.claims if claim.on is not None]
    assert max(days) <= "2025-07-31"


def test_every_open_question_says_what_would_touch_it_or_how_it_is_measured(shipped: Configuration) -> None:
    questions = shipped.baseline.questions
    assert [question.id for question in questions] == [f"Q{number}" for number in range(1, 13)]
    for question in questions:
        assert question.conditions or question.for_reader or question.measure


def test_a_rule_asks_for_a_type_and_for_more_than_that(shipped: Configuration) -> None:
    for question in shipped.baseline.questions:
        for one in question.conditions:
            assert one.type is not None
            assert one.status or one.actions or one.authorities or one.kinds
            assert one.part is None or one.part in question.parts
            assert bool(one.actions) <= (one.type is RecordType.SANCTION)


def test_the_bargain_is_answered_by_potash_or_banks_that_stood_on_the_list(shipped: Configuration) -> None:
    bargain = shipped.baseline.questions[0]
    answering = [one for one in bargain.conditions if one.effect is Effect.ANSWERS]
    assert {one.part for one in answering} == {"potash", "banks", "prisoners"}
    (state,) = (one for one in shipped.lists if one.list == "us_ofac_sdn")
    body = Path(state.path).read_text(encoding="utf-8")
    for one in answering:
        for target in one.targets:
            uid = target.removeprefix("us_ofac_sdn:")
            assert f"<uid>{uid}</uid>" in body


def test_only_the_us_answers_whether_further_sanctions_come(shipped: Configuration) -> None:
    further = next(question for question in shipped.baseline.questions if question.id == "Q5")
    answering = [one for one in further.conditions if one.effect is Effect.ANSWERS]
    assert [(one.actions, one.authorities) for one in answering] == [((Action.DESIGNATE,), ("US",))]


def test_a_licence_alone_does_not_answer_whether_sanctions_are_lifted(shipped: Configuration) -> None:
    lifted = next(question for question in shipped.baseline.questions if question.id == "Q4")
    answering = {
        action for one in lifted.conditions if one.effect is Effect.ANSWERS for action in one.actions
    }
    assert answering == {Action.DELIST, Action.EASE}


def test_the_lists_state_says_what_it_rests_on_and_whom_it_is_unsure_of(shipped: Configuration) -> None:
    (state,) = (one for one in shipped.lists if one.list == "us_ofac_sdn")
    assert (state.list, state.origin, state.as_of) == ("us_ofac_sdn", Origin.REBUILT, date(2025, 7, 31))
    assert (state.observed_from, state.observed_to) == (date(2025, 1, 6), date(2025, 12, 24))
    assert set(state.uncertain) == {"32727", "32728"}


def test_the_uk_state_holds_who_was_designated_before_and_seen_after(shipped: Configuration) -> None:
    state = next(one for one in shipped.lists if one.list == "uk_sanctions")
    assert (state.origin, state.as_of, state.observed_to) == (
        Origin.REBUILT,
        date(2025, 7, 31),
        date(2026, 2, 23),
    )
    with Path(state.path).open("rb") as body:
        file = open_list({"main": body}, programmes=state.covers)
        entries = list(file.entries())
    assert (len(entries), len(file.candidates), file.outline.faults) == (167, 167, ())
    assert max(entry.listed_on for entry in entries if entry.listed_on) == date(2025, 1, 27)


def test_the_eu_s_state_holds_only_what_acts_of_before_the_article_brought(shipped: Configuration) -> None:
    (state,) = (one for one in shipped.lists if one.list == "eu_fsf")
    assert (state.origin, state.as_of, state.covers) == (Origin.REBUILT, date(2025, 7, 31), ("BLR",))
    assert "European Union" in state.licence
    with Path(state.path).open("rb") as body:
        opened = open_list({"main": body}, format=state.format)
        assert opened.outline.faults == ()
        assert sum(entry.programmes == ("BLR",) for entry in opened.entries()) == 364
    days = re.findall(r' publicationDate="([^"]+)"', Path(state.path).read_text(encoding="utf-8"))
    assert max(days) == "2025-07-19"


def test_our_name_is_one_that_ofac_lets_in(shipped: Configuration) -> None:
    assert shipped.politeness.user_agent.startswith("Mozilla/5.0 (compatible; belarus-tracker/")
    assert (shipped.politeness.max_bytes, shipped.politeness.total_timeout_s) == (20_000_000, 120)
    assert shipped.mail is None


def test_the_schemas_for_editors_are_what_the_models_say() -> None:
    stored = {path.name: path.read_text(encoding="utf-8") for path in (FOLDER / "schemas").iterdir()}
    assert stored == schemas(), "run scripts/schemas"


def test_every_file_names_its_schema_first() -> None:
    files = sorted(FOLDER.rglob("*.toml"))
    assert len(files) >= 7
    for file in files:
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("#:schema "), file
        named = (file.parent / first.removeprefix("#:schema ")).resolve()
        assert named.parent == (FOLDER / "schemas").resolve()
        kind = {"sources": "source", "lists": "list"}.get(file.parent.name, file.stem)
        assert named.name == f"{kind}.schema.json"
        assert json.loads(named.read_text(encoding="utf-8"))["type"] == "object"
