"""Official notices on their whole way: told at once, tied to the lists, missed where nothing follows."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape

from press import HTML, configured
from tracker.model import Action, Checks, DateBasis, Digest, Source
from tracker.notify.gather import gather
from tracker.report.shown import DevelopmentView
from tracker.report.to_review import ReviewKind
from tracker.store.connection import connect
from tracker.store.documents import load_documents
from tracker.sync.replay import replay
from tracker.sync.result import Standing, SyncResult
from tracker.sync.review import to_review
from tracker.sync.run import sync
from tracker.sync.views import all_views
from world import EVERYBODY, Answer, World, shipped_configuration, without

REMOVED = "The following deletions have been made to OFAC's SDN List:"


def shipped(world: World, name: str, path: str) -> Source:
    """A source as it is shipped, at this world's server."""
    source = next(one for one in shipped_configuration().sources if one.name == name)
    return replace(
        source, url=f"{world.address}{path}", gap_s=0.0, enabled=True, checks=Checks(), disabled_reason=None
    )


def visited(world: World, *sources: Source, lists: bool = False) -> SyncResult:
    found = configured(world, *sources)
    if lists:
        found = replace(found, sources=(*sources, *world.configuration.sources))
    return sync(found, world.database, clock=lambda: world.now)


def views(world: World, *sources: Source) -> list[DevelopmentView]:
    found = replace(world.configuration, sources=(*sources, *world.configuration.sources))
    return list(all_views(found, world.database))


def acts(world: World, *sources: Source) -> list[tuple[Action | None, str | None]]:
    return sorted(((one.action, one.facts.instrument) for one in views(world, *sources)), key=str)


# ------------------------------------------------------------------ the programme's page


def programme_page(*numbers: int) -> Answer:
    lines = "".join(
        f"<li>General License {number} - Authorizing Official Business (August {number - 80:02}, 2025)</li>"
        for number in numbers
    )
    body = (
        "<html><head><title>Belarus Sanctions</title></head><body><h1>Belarus Sanctions</h1><p>General "
        f"licenses allow all persons to engage in what they describe.</p><ul>{lines}</ul></body></html>"
    )
    return Answer(body.encode(), content_type=HTML)


def test_a_licence_whose_line_is_gone_has_ended_and_was_issued_all_the_same(world: World) -> None:
    page = shipped(world, "us_ofac_belarus", "/belarus")
    for day, numbers in enumerate(((98, 99), (98, 99), (99,), (99, 97))):
        world.serve("/belarus", programme_page(*numbers))
        assert visited(world, page).sources[0].standing in (Standing.NEW_STATE, Standing.UNCHANGED), day
        world.later(days=1)
    assert acts(world, page) == [
        (Action.EXPIRE, "General License 98"),
        (Action.LICENCE, "General License 97"),
        (Action.LICENCE, "General License 98"),
        (Action.LICENCE, "General License 99"),
    ]
    (ended,) = [one for one in views(world, page) if one.action is Action.EXPIRE]
    assert (ended.basis, ended.after, ended.by) == (DateBasis.OBSERVED, date(2025, 8, 1), date(2025, 8, 3))
    with closing(connect(world.database)) as connection:
        assert len(load_documents(connection, page.name)) == 3
    found = replay(configured(world, page), world.database, clock=lambda: world.now)
    assert not found.records


# ------------------------------------------------------------------ acts of the EU


def cellar(*acts: tuple[str, str, str]) -> Answer:
    rows = [
        {
            "celex": {"value": celex},
            "date": {"value": day},
            "title": {"value": title},
            "force": {"value": day},
        }
        for celex, day, title in acts
    ]
    return Answer(json.dumps({"results": {"bindings": rows}}).encode(), content_type="application/json")


DECISION = (
    "Council Implementing Decision (CFSP) 2025/9001 of 1 August 2025 implementing Decision 2012/642/CFSP"
)
REGULATION = (
    "Council Implementing Regulation (EU) 2025/9002 of 1 August 2025 implementing Regulation (EC) No 765/2006"
)
ON_BELARUS = "concerning restrictive measures in view of the situation in Belarus"
BOTH = cellar(
    ("32025D9001", "2025-08-01", f"{DECISION} {ON_BELARUS}"),
    ("32025R9002", "2025-08-01", f"{REGULATION} {ON_BELARUS}"),
)


def test_a_decision_and_its_regulation_are_told_at_once_as_one_act(world: World) -> None:
    source = shipped(world, "eu_cellar", "/sparql")
    world.serve("/sparql", BOTH)
    visited(world, source)
    (one,) = views(world, source)
    assert (one.action, one.on, one.basis) == (Action.AMEND, date(2025, 8, 1), DateBasis.OFFICIAL)
    assert "what changed is not said in the notice" in one.summary
    assert (one.facts.in_force, len(one.evidence), one.voices) == (date(2025, 8, 1), 2, 1)
    assert {line.address for line in one.evidence} == {
        "http://publications.europa.eu/resource/celex/32025D9001",
        "http://publications.europa.eu/resource/celex/32025R9002",
    }


# ------------------------------------------------------------------ OFAC and its list


def recent_action(*numbers: int, title: str = "Belarus-related Designations Removals") -> Answer:
    entries = "".join(
        f"<p>EXAMPLE WORKS {number} LLC, Minsk, Belarus [BELARUS-EO14038].</p>" for number in numbers
    )
    body = (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div id='block-ofac-content'>"
        f"<p>{escape(REMOVED, quote=False)}</p>{entries}</div></body></html>"
    )
    return Answer(body.encode(), content_type=HTML)


def ofac(world: World, *days: str) -> Source:
    """OFAC's index of what it did on these days; of nothing it names one action of long ago."""
    days = days or ("20200101",)
    links = "".join(
        f'<div class="search-result"><a href="/recent-actions/{day}">Belarus-related Designations Removals'
        '</a><div class="margin-top-1">August 01, 2025 - Sanctions List Updates</div></div>'
        for day in days
    )
    body = f"<html><body><h1>Recent Actions</h1>{links}</body></html>"
    world.serve("/recent-actions", Answer(body.encode(), content_type=HTML))
    return shipped(world, "us_ofac_recent", "/recent-actions")


def test_a_removal_in_list_and_notice_is_one_event_on_the_day_of_the_notice(world: World) -> None:
    world.serve_list(EVERYBODY)
    source = ofac(world, "20250801")
    world.serve("/recent-actions/20250801", recent_action(104))
    visited(world, source, lists=True)
    world.later(days=1)
    world.serve_list(without(EVERYBODY, 104))
    visited(world, source, lists=True)
    (one,) = views(world, source)
    assert (one.action, one.uids, one.on) == (Action.DELIST, ("104",), date(2025, 8, 1))
    assert (one.publishers, one.voices, one.missing) == (("OFAC",), 1, None)


def test_a_mass_removal_that_a_notice_names_is_not_held(world: World) -> None:
    gone = range(100, 105)
    world.serve_list(EVERYBODY)
    source = ofac(world, "20250802")
    visited(world, source, lists=True)
    world.later(days=1)
    world.serve("/recent-actions/20250802", recent_action(*gone))
    visited(world, source, lists=True)
    world.serve_list(without(EVERYBODY, *gone))
    result = visited(world, source, lists=True)
    assert result.exit_code == 0
    (one,) = views(world, source)
    assert one.uids == tuple(str(uid) for uid in gone)


def test_a_notice_that_no_list_follows_is_to_be_looked_at_after_ten_days(world: World) -> None:
    world.serve_list(EVERYBODY)
    source = ofac(world, "20250802")
    world.serve("/recent-actions/20250802", recent_action(104))
    told = []
    for day in (2, 12, 13, 20):
        world.now = datetime(2025, 8, day, 12, tzinfo=UTC)
        visited(world, source, lists=True)
        found = replace(world.configuration, sources=(source, *world.configuration.sources))
        listed = to_review(found, world.database, now=world.now)
        told.append([one.kind for one in listed if one.kind is ReviewKind.UNANSWERED])
    assert [len(one) for one in told] == [0, 0, 1, 1]
    (one,) = views(world, source)
    assert one.missing in one.notes
    assert one.missing_since == datetime(2025, 8, 13, 12, tzinfo=UTC)


def test_the_digest_of_the_day_on_which_it_is_missed_says_so(world: World) -> None:
    world.serve_list(EVERYBODY)
    source = ofac(world, "20250802")
    world.serve("/recent-actions/20250802", recent_action(104))
    world.later(days=1)
    visited(world, source, lists=True)
    world.now = datetime(2025, 8, 13, 12, tzinfo=UTC)
    visited(world, source, lists=True)
    found = replace(world.configuration, sources=(source, *world.configuration.sources))
    with closing(connect(world.database)) as connection:
        view = gather(
            connection,
            found,
            Digest("daily", at=world.now.time()),
            now=world.now,
            local_date=world.now.date(),
        ).view
    assert [one.kind for one in view.review] == [ReviewKind.UNANSWERED]


def test_a_list_change_without_a_notice_is_missed_only_where_notices_are_read(world: World) -> None:
    world.serve_list(EVERYBODY)
    source = ofac(world)
    visited(world, source, lists=True)
    world.later(days=1)
    world.serve_list(without(EVERYBODY, 104))
    for day in (2, 13):
        world.now = datetime(2025, 8, day, 12, tzinfo=UTC)
        visited(world, source, lists=True)
    (one,) = views(world, source)
    assert one.missing is not None
    assert "no official notice" in one.missing
    (unwatched,) = world.developments()
    assert unwatched.missing is None


def test_a_notice_of_another_layout_is_for_a_person_to_read(world: World) -> None:
    source = ofac(world, "20250801")
    body = recent_action().body.replace(REMOVED.encode(), b"See the attached file.")
    world.serve("/recent-actions/20250801", Answer(body, content_type=HTML))
    visited(world, source)
    (one,) = to_review(configured(world, source), world.database, now=world.now)
    assert (one.kind, one.command) == (ReviewKind.UNCLEAR, None)
    assert "Belarus-related Designations Removals" in one.why


# ------------------------------------------------------------------ the Federal Register


def register(**facts: str | None) -> Answer:
    row = {
        "html_url": "https://www.federalregister.gov/documents/2025/10/01/2025-90001/publication",
        "title": "Publication of a Belarus Sanctions Regulations Web General License",
        "publication_date": "2025-10-01",
        "document_number": "2025-90001",
        "abstract": "OFAC is publishing a general license (GL): GL 98.",
        "dates": "GL 98 was issued on August 18, 2025.",
    }
    return Answer(json.dumps({"results": [row | facts]}).encode(), content_type="application/json")


def test_what_is_printed_months_later_confirms_the_act_that_is_known(world: World) -> None:
    page, printed = shipped(world, "us_ofac_belarus", "/belarus"), shipped(world, "us_fr", "/register")
    world.serve("/belarus", programme_page(98))
    visited(world, page)
    world.later(days=62)
    world.serve("/register", register())
    visited(world, printed)
    (one,) = views(world, page, printed)
    assert (one.action, one.facts.instrument, one.on) == (
        Action.LICENCE,
        "General License 98",
        date(2025, 8, 18),
    )
    assert len(one.evidence) == 2


def test_what_is_printed_of_an_act_that_is_not_known_bears_the_day_of_the_act(world: World) -> None:
    printed = shipped(world, "us_fr", "/register")
    world.later(days=62)
    world.serve("/register", register(signing_date=None, effective_on="2025-08-19"))
    visited(world, printed)
    (one,) = views(world, printed)
    assert (one.on, one.facts.in_force) == (date(2025, 8, 18), date(2025, 8, 19))


# ------------------------------------------------------------------ the UK's list


def test_notes_of_the_uk_list_are_told_by_the_day_of_the_note(world: World) -> None:
    source = shipped(world, "gb_govuk_list", "/api")
    said = (
        ("2025-07-31T14:00:00Z", "The UK Sanctions List was updated: 2 removals under the Belarus regime"),
        ("2025-07-30T14:00:00Z", "9 additions under the Russia regime"),
    )
    notes = [{"note": note, "public_timestamp": at} for at, note in said]
    world.serve(
        "/api",
        Answer(json.dumps({"details": {"change_history": notes}}).encode(), content_type="application/json"),
    )
    visited(world, source)
    (one,) = views(world, source)
    assert (one.action, one.authority, one.on) == (Action.DELIST, "UK", date(2025, 7, 31))
    assert one.who == ()
