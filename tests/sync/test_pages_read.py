"""What pages say comes to the database: documents, records with their quotes, and what was refused."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from press import HTML, a_source, an_index, configured, feed, index, page, visit
from tracker.errors import UsageError
from tracker.extract.pages import Extraction, extract
from tracker.extract.slovnet_names import slovnet_recogniser
from tracker.model import CountRelation, DateBasis, Document, Reason, Record, Source, SourceKind
from tracker.store.connection import connect
from tracker.store.documents import StoredDocument, load_documents, rejected_in, stated_by
from tracker.store.incidents import IncidentKind, open_incidents
from tracker.store.links import LinkState, links_of
from tracker.store.posts import PostState, posts_of
from tracker.store.records import load_records
from tracker.sync.result import Standing
from tracker.sync.run import sync
from world import EVERYBODY, Answer, Listed, World

FREED = "On Thursday the authorities of Belarus released 14 political prisoners under a pardon."
ASKED = "Activists call on Minsk to release all other political prisoners in Belarus."
DAY = '<meta property="article:published_time" content="2025-07-31T09:00:00+03:00">'


def documents(world: World, source: Source) -> tuple[StoredDocument, ...]:
    with closing(connect(world.database, read_only=True)) as connection:
        return load_documents(connection, source.name)


def records(world: World) -> tuple[Record, ...]:
    with closing(connect(world.database, read_only=True)) as connection:
        return load_records(connection)


def a_story(world: World, *paragraphs: str, path: str = "/a", head: str = DAY) -> None:
    world.serve(path, Answer(page(*paragraphs, head=head), content_type=HTML))


@pytest.fixture
def source(world: World) -> Source:
    world.serve("/news", Answer(index("/a"), content_type=HTML))
    return an_index(world, recheck=())


def test_a_followed_page_becomes_a_document_and_its_statement_a_record(world: World, source: Source) -> None:
    a_story(world, FREED, ASKED)
    result = visit(world, source)
    assert result.sources[0].message == "1 links, 1 new; pages: 1 kept; 1 new record"
    (document,) = documents(world, source)
    assert (document.document.published, document.document.language) == (date(2025, 7, 31), "en")
    (record,) = records(world)
    assert (record.when.on, record.when.basis) == (date(2025, 7, 31), DateBasis.STATED)
    assert (record.details.count, record.details.count_relation) == (14, CountRelation.TOTAL)
    assert (record.details.kind, record.details.country, record.authority) == ("pardon", "BY", None)
    with closing(connect(world.database, read_only=True)) as connection:
        assert stated_by(connection, document.id) == (record.id,)
        assert [one.reason for one in rejected_in(connection, document.id)] == [Reason.DEMAND]


def test_a_record_s_quote_stands_at_its_place_in_the_stored_text(world: World, source: Source) -> None:
    a_story(world, "The weather was fine.", FREED)
    visit(world, source)
    (document,) = documents(world, source)
    (piece,) = records(world)[0].evidence
    assert piece.document == document.id
    assert piece.start is not None
    assert piece.length is not None
    assert document.document.text[piece.start : piece.start + piece.length] == piece.quote == FREED
    assert piece.snapshot == document.snapshot


def test_what_is_refused_keeps_its_place_too(world: World, source: Source) -> None:
    a_story(world, FREED, ASKED)
    visit(world, source)
    (document,) = documents(world, source)
    with closing(connect(world.database, read_only=True)) as connection:
        (refused,) = rejected_in(connection, document.id)
    assert document.document.text[refused.start :].startswith(refused.quote)


def test_the_same_text_read_again_adds_nothing(world: World, source: Source) -> None:
    """Under other bytes, with another menu: the text of the page itself is what counts."""
    again = replace(source, recheck=(world.configuration.sources[0].every,))
    a_story(world, FREED)
    visit(world, again)
    world.later(days=1)
    a_story(world, FREED, head=f"{DAY}<script>var nonce = 7</script>")
    visit(world, again)
    assert [one.version for one in documents(world, source)] == [1]
    assert len(records(world)) == 1


def test_a_page_that_says_something_more_is_another_version_with_the_record_of_before(
    world: World, source: Source
) -> None:
    again = replace(source, recheck=(world.configuration.sources[0].every,))
    a_story(world, FREED)
    visit(world, again)
    world.later(days=1)
    a_story(world, FREED, "The United States lifted its sanctions on the airline Belavia on Thursday.")
    result = visit(world, again)
    first, second = documents(world, source)
    assert (first.version, second.version) == (1, 2)
    assert "1 new record" in result.sources[0].message
    with closing(connect(world.database, read_only=True)) as connection:
        assert set(stated_by(connection, first.id)) < set(stated_by(connection, second.id))


def test_a_page_without_a_word_of_the_subject_is_read_and_is_no_document(
    world: World, source: Source
) -> None:
    a_story(world, "Fourteen prisoners were released in another country on Thursday.")
    visit(world, source)
    with closing(connect(world.database, read_only=True)) as connection:
        assert [link.state for link in links_of(connection, source.name)] == [LinkState.READ]
    assert documents(world, source) == ()


def test_what_is_no_page_stays_unread_and_is_kept(world: World, source: Source) -> None:
    """Its words are packed: that none is seen does not mean that it has none."""
    world.serve("/a", Answer(b"%PDF-1.7\n\x00\x9c packed", content_type="application/pdf"))
    result = visit(world, source)
    with closing(connect(world.database, read_only=True)) as connection:
        (link,) = links_of(connection, source.name)
    assert (link.state, link.snapshot is not None) == (LinkState.UNREAD, True)
    assert result.sources[0].message.endswith("1 not read: no page: it is a PDF")


def test_pages_that_lost_their_declared_part_are_told(world: World, source: Source) -> None:
    a_story(world, FREED)
    result = visit(world, replace(source, text_selector="div.story"))
    assert "1 not read: no text: no element matches 'div.story'" in result.sources[0].message
    assert documents(world, source) == ()


def test_a_page_that_names_no_day_takes_the_feed_s(world: World) -> None:
    source = a_source(world, SourceKind.FEED)
    body = feed("/a").replace(b"{address}", world.address.encode())
    world.serve("/news", Answer(body, content_type="application/rss+xml"))
    a_story(world, "Belarus released 14 political prisoners today.", head="")
    visit(world, source)
    (record,) = records(world)
    assert record.when.on == date(2025, 8, 1)


def test_a_feed_whose_links_are_not_visited_is_read_by_its_own_words(world: World) -> None:
    source = a_source(world, SourceKind.FEED, follow=False)
    entry = (
        "<item><title>EU adds four judges from Belarus to its sanctions list</title>"
        f"<link>{world.address}/a</link><pubDate>Fri, 01 Aug 2025 09:00:00 +0000</pubDate>"
        "<description>On Friday the Council of the EU imposed sanctions on four judges from Belarus."
        "</description></item>"
    )
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{entry}</channel></rss>'
    world.serve("/news", Answer(rss.encode(), content_type="application/rss+xml"))
    visit(world, source)
    (document,) = documents(world, source)
    assert document.document.url == f"{world.address}/a"
    assert {(one.authority, one.when.on) for one in records(world)} == {("EU", date(2025, 8, 1))}
    world.later(hours=1)
    world.serve("/news", Answer(rss.replace("<title>x", "<title>y").encode(), content_type="application/xml"))
    visit(world, source)
    assert len(documents(world, source)) == 1


@pytest.fixture
def channel(world: World) -> Source:
    return a_source(
        world,
        SourceKind.POSTS,
        post_selector="div.post",
        permalink_selector="a.link",
        text_selector="div.text",
        time_selector="time",
    )


def posted(*texts: str) -> Answer:
    blocks = "".join(
        f'<div class="post"><a class="link" href="/p/{number}">'
        f'<time datetime="2025-07-31T0{number}:00:00Z">x</time></a><div class="text">{text}</div></div>'
        for number, text in enumerate(texts)
    )
    return Answer(f"<html><body>{blocks}</body></html>".encode(), content_type=HTML)


def test_each_post_is_a_document_and_an_edited_one_is_read_again(world: World, channel: Source) -> None:
    world.serve("/news", posted(FREED, ASKED))
    visit(world, channel)
    assert [one.document.url for one in documents(world, channel)] == [
        f"{world.address}/p/0",
        f"{world.address}/p/1",
    ]
    world.later(hours=1)
    world.serve("/news", posted(FREED.replace("14", "15"), ASKED))
    visit(world, channel)
    assert [one.version for one in documents(world, channel)] == [1, 1, 2]
    assert sorted(one.details.count or 0 for one in records(world)) == [14, 15]
    with closing(connect(world.database, read_only=True)) as connection:
        assert {post.state for post in posts_of(connection, channel.name)} == {PostState.READ}


def test_a_page_that_two_sources_lead_to_is_one_record(world: World, source: Source) -> None:
    other = replace(source, name="example_other")
    a_story(world, FREED)
    visit(world, source, other)
    assert len(records(world)) == 1
    assert len(documents(world, source)) == len(documents(world, other)) == 1


def test_a_broken_page_makes_no_noise_on_the_terminal(
    world: World, source: Source, capfd: pytest.CaptureFixture[str]
) -> None:
    """The extractor logs what it thinks of a page; what matters of that is graded and told by us."""
    world.serve("/a", Answer(b"<p>Belarus <b>&&& <", content_type=HTML))
    visit(world, source)
    assert capfd.readouterr().err == ""


def test_the_names_of_listed_targets_say_where_a_target_s_name_ends(world: World, source: Source) -> None:
    roads = Listed("7", "EXAMPLE TRADE AND TRANSPORT OF ROADS OAO")
    world.serve_list((*EVERYBODY, roads))
    world.sync()
    a_story(
        world,
        "On Thursday the United States lifted its sanctions on Example Trade and Transport of Roads, "
        "a company from Belarus.",
    )
    visit(world, source)
    (record,) = (one for one in records(world) if one.source == source.name)
    assert [target.name for target in record.targets] == ["Example Trade and Transport of Roads"]


def test_the_name_of_a_target_that_left_its_list_is_known_still(world: World, source: Source) -> None:
    """Read again after the delisting, a page about the licence before it had lost its target."""
    roads = Listed("7", "EXAMPLE TRADE AND TRANSPORT OF ROADS OAO")
    for listed in ((*EVERYBODY, roads), EVERYBODY):
        world.serve_list(listed)
        world.sync()
        world.later(days=1)
    a_story(
        world,
        "On Thursday the United States lifted its sanctions on Example Trade and Transport of Roads, "
        "a company from Belarus.",
    )
    visit(world, source)
    record = next(one for one in records(world) if one.source == source.name)
    assert [target.name for target in record.targets] == ["Example Trade and Transport of Roads"]


def test_an_extra_that_is_switched_on_and_missing_is_told_before_anything_is_fetched(
    world: World, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "slovnet", None)
    slovnet_recogniser.cache_clear()
    wanted = configured(world, source)
    wanted = replace(wanted, subject=replace(wanted.subject, corrects_names=True))
    with pytest.raises(UsageError, match="ner"):
        sync(wanted, world.database, clock=lambda: world.now)
    assert world.requests == []


def test_a_page_that_we_cannot_bear_holds_up_no_other_and_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Regression: the first page that broke was the first at every visit, so no other was ever read."""

    def breaks(document: Document, *_: object) -> Extraction:
        if "poison" in document.text:
            raise ValueError("Jan Invented")
        return extract(document)

    monkeypatch.setattr("tracker.sync.reader.extract", breaks)
    world.serve("/news", Answer(index("/a", "/b"), content_type=HTML))
    a_story(world, "This page about Belarus is poison.", path="/a")
    a_story(world, FREED, path="/b")
    result = visit(world, an_index(world))
    assert len(records(world)) == 1
    (outcome,) = result.sources
    assert "1 not read: an error of ours: ValueError in extract" in outcome.message
    assert "Invented" not in outcome.message
    with closing(connect(world.database, read_only=True)) as connection:
        assert [one.kind for one in open_incidents(connection)] == [IncidentKind.VISIT]


def test_a_post_that_only_points_elsewhere_is_no_document_and_breaks_nothing(
    world: World, channel: Source
) -> None:
    """Regression: its text was empty without the pointers, and with it the whole channel failed."""
    world.serve("/news", posted("Read also: Belarus and its neighbours", FREED))
    result = visit(world, channel)
    assert result.sources[0].standing is Standing.NEW_STATE
    assert len(records(world)) == 1


def test_the_same_words_a_week_later_under_one_address_are_another_record(world: World) -> None:
    """Regression: a page that goes on under its address lost what it told in words used before."""
    source = a_source(world, SourceKind.PAGE)
    for day in "2025-07-24", "2025-07-31":
        head = f'<meta property="article:published_time" content="{day}T09:00:00+03:00">'
        world.serve("/news", Answer(page(FREED, f"As of {day}.", head=head), content_type=HTML))
        visit(world, source)
        world.later(hours=1)
    assert sorted(str(one.when.on) for one in records(world)) == ["2025-07-24", "2025-07-31"]


def test_a_day_that_is_only_guessed_makes_no_second_record(world: World) -> None:
    """A page that names no day and shows today's somewhere would free the same people every morning."""
    source = a_source(world, SourceKind.PAGE)
    for day in "2025-07-30", "2025-07-31":
        body = f"<html><body><p>{FREED}</p><footer>{day}</footer></body></html>"
        world.serve("/news", Answer(body.encode(), content_type=HTML))
        visit(world, source)
        world.later(hours=1)
    assert len(records(world)) == 1
