"""Documents that were collected elsewhere take the same way as pages that we fetch, each of them once."""

from __future__ import annotations

import gzip
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from importing import FREED, URL, a_file, a_line, documents, records, take_in

from press import a_source, page
from tracker.errors import SyncBusy, UsageError
from tracker.model import Origin, Snapshot, SourceKind
from tracker.store.connection import connect
from tracker.store.evidence import EvidenceFolder
from tracker.store.lock import sync_lock
from tracker.store.meta import mark_demo
from tracker.store.paths import evidence_folder
from tracker.store.snapshots import load_snapshot
from tracker.sync.import_file import MOST_BYTES
from tracker.sync.imported import imported_source, source_of_publisher
from world import World

STATED = '<meta property="article:published_time" content="2025-07-30T09:00:00+03:00">'


def snapshot_of(world: World, number: int) -> Snapshot:
    with closing(connect(world.database, read_only=True)) as connection:
        found = load_snapshot(connection, number)
    assert found is not None
    return found


def body_of(world: World, sha256: str | None) -> bytes:
    with closing(EvidenceFolder(evidence_folder(world.database)).open(sha256 or "")) as body:
        return body.read()


def test_a_collected_text_is_a_document_with_its_record_and_its_evidence(world: World) -> None:
    imported, told = take_in(world, a_file(world, a_line(publisher="The Paper", id=7, labels=[])))
    assert (imported.exit_code, told) == (0, [])
    (document,) = documents(world)
    assert (document.document.title, document.document.published) == ("Fourteen are free", date(2025, 7, 31))
    assert document.publisher == "The Paper"
    (record,) = records(world)
    assert (record.origin, record.details.count) == (Origin.IMPORT, 14)
    snapshot = snapshot_of(world, document.snapshot)
    assert (snapshot.origin, snapshot.url, snapshot.fetched_at) == (Origin.IMPORT, URL, world.now)
    assert body_of(world, snapshot.sha256).decode() == f"Fourteen are free\n\n{FREED}"
    assert record.evidence[0].sha256 == snapshot.sha256


def test_the_same_file_again_adds_nothing(world: World) -> None:
    """Also where it has two texts of one page, the older of which is not the last one that came."""
    file = a_file(world, a_line(), a_line(text=FREED.replace("14", "15")), a_line(), a_line(url=f"{URL}/b"))
    first, _ = take_in(world, file)
    before = world.rows()
    again, _ = take_in(world, file)
    grown = {name for name, count in world.rows().items() if count != before[name]}
    assert grown == {"runs"}
    assert (first.known, again.known, again.written.documents) == (1, 4, 0)


def test_another_text_at_an_address_is_a_new_version(world: World) -> None:
    take_in(world, a_file(world, a_line()))
    imported, _ = take_in(world, a_file(world, a_line(text=FREED.replace("14", "15"))))
    assert [one.version for one in documents(world)] == [1, 2]
    assert (imported.written.documents, imported.written.versions) == (0, 1)


def test_a_page_of_html_says_its_day_itself_and_the_line_s_stands_in(world: World) -> None:
    lines = [
        a_line(text=None, html=page(FREED, head=STATED).decode()),
        a_line(text=None, html=page(FREED).decode(), url=f"{URL}/b"),
        a_line(text=None, html=page(FREED, head=STATED).decode(), url=f"{URL}/c", published=None),
    ]
    _, told = take_in(world, a_file(world, *lines))
    assert told == []
    assert [one.document.published for one in documents(world)] == [
        date(2025, 7, 30),
        date(2025, 7, 31),
        date(2025, 7, 30),
    ]


def test_a_page_s_own_charset_is_overruled_by_the_line_s(world: World) -> None:
    html = page("У чацвер у Беларусі вызвалілі 14 палітвязняў.", head='<meta charset="windows-1251">')
    take_in(world, a_file(world, a_line(text=None, html=html.decode())))
    assert "вызвалілі" in documents(world)[0].document.text


def test_lines_that_are_no_good_are_told_and_the_others_go_in(world: World) -> None:
    imported, told = take_in(
        world,
        a_file(
            world,
            b"{",
            a_line(),
            b"\xff{}",
            b"",
            a_line(text=None),
            a_line(published=None),
            a_line(published="31.07.2025"),
            a_line(published="2025-08-04"),
            a_line(url=None),
            a_line(url="paper.invalid/a"),
            a_line(publisher_class="best"),
            a_line(text=None, html=page(FREED).decode(), published=None),
            a_line(text=5),
            b'{"text": "' + b"x" * MOST_BYTES + b'"}',
            a_line(url=f"{URL}/last"),
        ),
    )
    assert told == [
        "collected.jsonl, line 1: no JSON: Expecting property name enclosed in double quotes: line 1 column 2"
        " (char 1)",
        "collected.jsonl, line 3: no UTF-8 at byte 0; write the file in UTF-8",
        'collected.jsonl, line 5: neither "text" nor "html"; a document has one of them',
        'collected.jsonl, line 6: "published" is missing, and a text names no day itself; add it',
        'collected.jsonl, line 7: "published" = "31.07.2025" is no day; write it as in "2025-09-11"',
        'collected.jsonl, line 8: "published" = "2025-08-04" lies in the future; mend the day',
        'collected.jsonl, line 9: neither "url" nor "publisher"; say where the document comes from',
        'collected.jsonl, line 10: "url" = "paper.invalid/a" is no web address; write it with https://',
        'collected.jsonl, line 11: "publisher_class" = "best" is none; write one of official_list, official,'
        " state_media, independent, ngo, think_tank, discovery",
        'collected.jsonl, line 12: the page names no day of publication; add "published"',
        'collected.jsonl, line 13: "text" = 5 is no text',
        "collected.jsonl, line 14: longer than 20,000,000 bytes; leave the document out",
    ]
    assert len(documents(world)) == 2
    assert (imported.lines, imported.bad, imported.exit_code) == (14, 12, 3)


def test_a_file_without_a_good_line_is_no_success(world: World) -> None:
    assert take_in(world, a_file(world, b"nothing"))[0].exit_code == 4
    assert take_in(world, a_file(world))[0].exit_code == 4


def test_a_file_of_another_kind_is_left_out_and_the_next_goes_in(world: World) -> None:
    packed = a_file(world, gzip.compress(b"{}" * 50, mtime=0), name="packed.jsonl.gz")
    long = a_file(world, *[b"a,b,c"] * 150, name="table.csv")
    imported, told = take_in(world, packed, long, a_file(world, a_line()))
    assert told[0].startswith("packed.jsonl.gz, line 1: no lines of JSON: it is ")
    assert told[-1] == "table.csv, line 100: no line before it was good; the rest is left out"
    assert (len(documents(world)), imported.exit_code) == (1, 3)


def test_a_file_that_is_not_there_is_refused(world: World) -> None:
    with pytest.raises(UsageError, match=r"missing\.jsonl: No such file"):
        take_in(world, world.folder / "missing.jsonl")


def test_a_document_without_an_address_is_known_by_its_bytes(world: World) -> None:
    """Two collections count from one, each for itself."""
    one = a_file(world, a_line(url=None, publisher="The Paper", id=1), name="one.jsonl")
    two = a_file(world, a_line(url=None, publisher="The Paper", id=1, text=f"{FREED} Yes."), name="two.jsonl")
    take_in(world, one, two, one)
    assert [one.version for one in documents(world)] == [1, 1]
    assert all(one.document.url is not None and one.document.url[:7] == "import:" for one in documents(world))


def test_what_has_no_word_of_the_subject_is_not_kept(world: World) -> None:
    imported, told = take_in(
        world, a_file(world, a_line(text="In another country 14 prisoners were released."))
    )
    assert (imported.unrelated, imported.exit_code, told) == (1, 0, [])
    assert world.rows()["evidence"] == 0


def test_a_dry_run_counts_and_stores_nothing(world: World) -> None:
    file = a_file(world, a_line())
    take_in(world, a_file(world, a_line(url=f"{URL}/b"), name="other.jsonl"))
    before = world.rows()
    dry, _ = take_in(world, file, dry_run=True)
    assert (dry.written.documents, dry.written.records) == (1, 1)
    assert world.rows() == before


def test_a_configured_source_says_of_which_class_a_publisher_s_other_pages_are(world: World) -> None:
    paper = a_source(world, SourceKind.FEED, publisher_class="ngo", zone="Europe/Vilnius")
    paper = replace(paper, url="https://www.paper.invalid/feed")
    configuration = replace(world.configuration, sources=(paper,))
    assert source_of_publisher(configuration, URL) is paper
    found = imported_source(configuration, URL, None)
    assert (found.name, found.publisher_class, found.zone) == ("import", "ngo", "Europe/Vilnius")
    assert imported_source(configuration, URL, "official").publisher_class == "official"
    assert imported_source(configuration, "https://other.invalid/a", None).publisher_class == ""


def test_nobody_gets_a_second_voice_by_another_name_in_a_file(world: World) -> None:
    """A publisher that is watched is named by its address, whatever a collection calls it."""
    take_in(world, a_file(world, a_line(url=f"{world.address}/a", publisher="The Office")))
    assert documents(world)[0].publisher is None


def test_an_import_beside_another_that_syncs_is_refused(world: World) -> None:
    file = a_file(world, a_line())
    with sync_lock(world.database), pytest.raises(SyncBusy):
        take_in(world, file)


def test_a_demo_s_database_takes_nothing_from_elsewhere(world: World) -> None:
    with closing(connect(world.database)) as connection:
        mark_demo(connection)
    with pytest.raises(UsageError, match="demo"):
        take_in(world, a_file(world, a_line()))
