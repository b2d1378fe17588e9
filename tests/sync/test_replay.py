"""Stored evidence is read again by today's rules: shown first, then made so, and old news is not told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from importing import FREED, URL, a_file, a_line, documents, records, take_in
from lexicons import Lexicons, copied
from test_pages_read import posted

from press import HTML, a_source, an_index, configured, index, page, visit
from tracker.errors import SyncBusy, UsageError
from tracker.model import DecisionKind, Source, SourceKind
from tracker.store.connection import connect
from tracker.store.decisions import add_decision
from tracker.store.developments import StoredDevelopment, load_developments
from tracker.store.documents import load_documents, rejected_in, stated_by
from tracker.store.lock import sync_lock
from tracker.store.paths import evidence_folder
from tracker.store.transaction import immediate
from tracker.sync.replay import Replayed, replay
from world import EVERYBODY, Answer, World

LIFTED = "On Thursday the United States lifted its sanctions on the airline Belavia of Belarus."


@pytest.fixture
def lexicons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lexicons]:
    with copied(tmp_path / "rules", monkeypatch) as found:
        yield found


def again(world: World, *sources: Source, apply: bool = False, **chosen: object) -> Replayed:
    configuration = configured(world, *sources) if sources else world.configuration
    return replay(configuration, world.database, apply=apply, clock=lambda: world.now, **chosen)  # type: ignore[arg-type]


def developments(world: World) -> tuple[StoredDevelopment, ...]:
    with closing(connect(world.database, read_only=True)) as connection:
        return load_developments(connection)


def standing(world: World) -> list[str]:
    return [one.development.summary for one in developments(world) if one.stands]


def content(world: World) -> list[str]:
    with closing(connect(world.database, read_only=True)) as connection:
        return list(connection.iterdump())


def counts(found: Replayed) -> tuple[int, int, int]:
    return len(found.records.added), len(found.records.gone), len(found.records.changed)


def test_the_same_rules_find_the_same_and_nothing_is_written(world: World) -> None:
    take_in(world, a_file(world, a_line(), a_line(url=f"{URL}/b", text=LIFTED)))
    before = content(world)
    found = again(world)
    assert found.is_same
    assert (found.documents, found.unread, found.untouched) == (2, (), ())
    assert content(world) == before
    assert again(world, apply=True).is_same
    assert len(content(world)) == len(before) + 1  # the run


def test_what_today_s_rules_find_is_shown_and_then_made_so(world: World, lexicons: Lexicons) -> None:
    lexicons.silence("free-active")
    take_in(world, a_file(world, a_line()))
    lexicons.restore()
    before = content(world)
    found = again(world)
    assert (counts(found), len(found.developments.new)) == ((1, 0, 0), 1)
    assert content(world) == before
    assert again(world, apply=True).developments.new == found.developments.new
    (record,) = records(world)
    (document,) = documents(world)
    with closing(connect(world.database, read_only=True)) as connection:
        assert stated_by(connection, document.id) == (record.id,)
    assert again(world).is_same


def test_old_evidence_read_again_gives_what_it_gives_on_a_first_day(world: World, lexicons: Lexicons) -> None:
    lines = [
        a_line(),
        a_line(url=f"{URL}/b", text=f"{LIFTED} {FREED}"),
        a_line(url=f"{URL}/c", published="2025-07-30", text=FREED.replace("14", "16")),
        a_line(url="https://herald.invalid/c", text="Belarus freed 14 prisoners on Thursday."),
    ]
    fresh = World(world.folder / "fresh", world.server)
    fresh.folder.mkdir()
    take_in(fresh, a_file(fresh, *lines))
    lexicons.silence("free-active")
    lexicons.forget("pardon")
    take_in(world, a_file(world, *lines))
    lexicons.restore()
    again(world, apply=True)
    assert {one.id: one.details for one in records(world)} == {one.id: one.details for one in records(fresh)}
    assert sorted(standing(world)) == sorted(standing(fresh))


def test_a_record_that_is_no_longer_found_has_no_voice_and_is_kept(world: World, lexicons: Lexicons) -> None:
    take_in(world, a_file(world, a_line()))
    (told,) = developments(world)
    lexicons.silence("free-active")
    found = again(world, apply=True)
    assert counts(found) == (0, 1, 0)
    assert [one.view.id for one in found.developments.withdrawn] == [told.development.id]
    assert standing(world) == []
    assert len(records(world)) == len(developments(world)) == 1
    lexicons.restore()
    back = again(world, apply=True)
    assert counts(back) == (1, 0, 0)
    assert [view.id for view in back.developments.back] == [told.development.id]


def test_a_record_that_another_page_states_too_keeps_its_voice(world: World, lexicons: Lexicons) -> None:
    """A part of the evidence is read again: what rests on the rest stands."""
    world.serve("/news", Answer(index("/a"), content_type=HTML))
    world.serve("/a", Answer(page(FREED, head=STATED), content_type=HTML))
    one = an_index(world)
    other = replace(one, name="example_other")
    visit(world, one, other)
    lexicons.silence("free-active")
    assert counts(again(world, one, other, names=[one.name])) == (0, 0, 0)
    assert counts(again(world, one, other)) == (0, 1, 0)


def test_what_is_read_otherwise_keeps_its_id_and_says_so(world: World, lexicons: Lexicons) -> None:
    lexicons.forget("pardon")
    take_in(world, a_file(world, a_line()))
    (before,) = records(world)
    lexicons.restore()
    found = again(world, apply=True)
    assert [one.fields for one in found.records.changed] == [("kind",)]
    (now,) = records(world)
    assert (now.id, before.details.kind, now.details.kind) == (
        before.id,
        "unspecified",
        "pardon",
    )
    (change,) = found.developments.changed
    assert change.fields
    assert developments(world)[0].development.details.kind == "pardon"


def test_what_is_refused_now_is_kept_with_its_reason(world: World, lexicons: Lexicons) -> None:
    lexicons.silence("free-bare")
    asked = "Activists call on Minsk to release all other political prisoners in Belarus."
    take_in(world, a_file(world, a_line(text=asked)))
    lexicons.restore()
    again(world, apply=True)
    with closing(connect(world.database, read_only=True)) as connection:
        assert rejected_in(connection, documents(world)[0].id)


STATED = '<meta property="article:published_time" content="2025-07-31T09:00:00+03:00">'


@pytest.fixture
def source(world: World) -> Source:
    world.serve("/news", Answer(index("/a"), content_type=HTML))
    return an_index(world, recheck=(world.configuration.sources[0].every,))


def quoted(world: World) -> list[bool]:
    """Whether each page's record is quoted from where it stands in the text that it was read from."""
    with closing(connect(world.database, read_only=True)) as connection:
        texts = {one.id: one.document.text for one in load_documents(connection)}
    return [
        texts[piece.document or 0][piece.start or 0 :].startswith(piece.quote or "")
        for record in records(world)
        for piece in record.evidence
    ]


def test_a_text_that_is_read_otherwise_stands_beside_the_one_of_before(world: World, source: Source) -> None:
    """Both versions of the page, each in its place: the last one is still the last."""
    for day, more in enumerate(("It rained.", LIFTED)):
        lead = '<div class="lead"><p>The weather in Belarus was fine.</p></div>'
        body = f'{lead}<div class="story"><p>{FREED}</p><p>{more}</p></div>'
        world.serve("/a", Answer(page(body, head=STATED), content_type=HTML))
        visit(world, replace(source, text_selector="div.story"))
        world.later(days=day + 1)
    now = replace(source, text_selector="div.lead, div.story")
    found = again(world, now, apply=True)
    assert found.records.other_texts == 2
    with closing(connect(world.database, read_only=True)) as connection:
        read = [
            (one.version, one.document.text[:7], stated_by(connection, one.id))
            for one in sorted(load_documents(connection, source.name), key=lambda one: one.version)
        ]
    freed, lifted = records(world)
    assert read == [
        (1, "On Thur", ()),
        (2, "The wea", (freed.id,)),
        (3, "On Thur", ()),
        (4, "The wea", (freed.id, lifted.id)),
    ]
    assert quoted(world) == [True, True]
    assert again(world, now).is_same


def test_a_source_that_changed_its_markup_loses_nothing_of_before(world: World, source: Source) -> None:
    world.serve("/a", Answer(page(FREED, head=STATED), content_type=HTML))
    visit(world, source)
    found = again(world, replace(source, text_selector="div.new"))
    assert [one.unread for one in found.unread] == ["no text: no element matches 'div.new'"]
    assert found.is_same


def test_a_body_that_is_gone_is_told_and_its_text_stands(world: World) -> None:
    take_in(world, a_file(world, a_line()))
    for body in evidence_folder(world.database).glob("*/*.zst"):
        body.unlink()
    found = again(world)
    (unread,) = found.unread
    assert "is missing" in (unread.unread or "")
    assert found.is_same


def test_a_page_that_we_cannot_bear_is_left_as_it_is(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(world, a_file(world, a_line()))

    def breaks(*_: object, **__: object) -> None:
        raise ValueError("Jan Invented")

    monkeypatch.setattr("tracker.sync.reader.extract", breaks)
    found = again(world, apply=True)
    (untouched,) = found.untouched
    assert untouched.why.startswith("an error of ours: ValueError")
    assert len(standing(world)) == 1


def test_posts_and_entries_are_read_again_from_the_page_that_they_stood_on(
    world: World, lexicons: Lexicons
) -> None:
    lexicons.silence("free-active")
    channel = a_source(
        world,
        SourceKind.POSTS,
        post_selector="div.post",
        permalink_selector="a.link",
        text_selector="div.text",
        time_selector="time",
    )
    feed = a_source(world, SourceKind.FEED, "/feed", follow=False)
    entry = (
        f"<item><title>{FREED}</title><link>{world.address}/b</link>"
        "<pubDate>Thu, 31 Jul 2025 09:00:00 +0000</pubDate></item>"
    )
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{entry}</channel></rss>'
    world.serve("/news", posted(FREED, "Nothing of Belarus."))
    world.serve("/feed", Answer(rss.encode(), content_type="application/rss+xml"))
    visit(world, channel, feed)
    lexicons.restore()
    found = again(world, channel, feed)
    assert (found.documents, found.unread, counts(found)) == (3, (), (2, 0, 0))


def test_only_what_is_asked_for_is_read_again(world: World, lexicons: Lexicons) -> None:
    lexicons.silence("free-active")
    take_in(world, a_file(world, a_line(), a_line(url=f"{URL}/b", published="2025-06-30")))
    world.serve("/news", Answer(index("/a"), content_type=HTML))
    world.serve("/a", Answer(page(FREED, head=STATED), content_type=HTML))
    source = an_index(world)
    visit(world, source)
    lexicons.restore()
    assert counts(again(world, source)) == (3, 0, 0)
    assert counts(again(world, source, names=["import"])) == (2, 0, 0)
    assert counts(again(world, source, names=[source.name])) == (1, 0, 0)
    assert counts(again(world, source, since=date(2025, 7, 1))) == (2, 0, 0)
    with pytest.raises(UsageError, match="nobody"):
        again(world, source, names=["nobody"])


def test_what_a_source_said_that_is_gone_from_the_configuration_is_left(world: World, source: Source) -> None:
    world.serve("/a", Answer(page(FREED, head=STATED), content_type=HTML))
    visit(world, source)
    found = again(world, replace(source, name="another"))
    assert [one.why for one in found.untouched] == [f"the source {source.name} is no longer configured"]
    assert found.is_same


def test_a_list_is_opened_again_and_only_compared(world: World) -> None:
    world.serve_list(EVERYBODY)
    world.sync()
    (listed,) = again(world).lists
    assert (listed.agrees, listed.entries, listed.others) == (True, len(EVERYBODY), 0)
    with closing(connect(world.database)) as connection:
        connection.execute("UPDATE list_entries SET entry = replace(entry, 'WORKS', 'TOYS')")
    found = again(world, apply=True)
    assert (found.lists[0].others, found.is_same) == (20, False)
    assert not found.records


def test_a_replay_disturbs_nobody_until_it_is_to_be_made_so(world: World) -> None:
    take_in(world, a_file(world, a_line()))
    with sync_lock(world.database):
        assert again(world).is_same
        with pytest.raises(SyncBusy):
            again(world, apply=True)


def test_a_database_that_is_not_there_is_not_made(world: World) -> None:
    with pytest.raises(Exception, match="no such database"):
        again(world)
    assert not world.database.exists()


def decide(world: World, kind: DecisionKind, one: tuple[str, ...], other: tuple[str, ...] = ()) -> None:
    with closing(connect(world.database)) as connection, immediate(connection):
        add_decision(connection, kind, "d", now=world.now, note="seen by eye", one=one, other=other)


def anchors(record: object, url: str) -> tuple[str, ...]:
    return (record.id, f"release actual {url}")  # type: ignore[attr-defined]


def test_what_a_person_dismissed_stays_so_when_the_rules_change(world: World, lexicons: Lexicons) -> None:
    lexicons.forget("pardon")
    take_in(world, a_file(world, a_line()))
    (record,) = records(world)
    decide(world, DecisionKind.DISMISS, anchors(record, URL))
    again(world, apply=True)
    assert standing(world) == []
    lexicons.restore()
    found = again(world, apply=True)
    assert counts(found) == (0, 0, 1)
    assert standing(world) == []
    lexicons.silence("free-active")
    again(world, apply=True)
    lexicons.restore()
    again(world, apply=True)
    assert standing(world) == []


def test_what_a_person_joined_stays_one_when_the_rules_change(world: World, lexicons: Lexicons) -> None:
    far = f"{URL}/far"
    lexicons.forget("pardon")
    take_in(world, a_file(world, a_line(), a_line(url=far, published="2025-03-06")))
    first, second = records(world)
    assert len(standing(world)) == 2
    decide(world, DecisionKind.MERGE, anchors(first, URL), anchors(second, far))
    found = again(world, apply=True)
    assert len(found.developments.merged) == 1
    lexicons.restore()
    again(world, apply=True)
    assert len(standing(world)) == 1
