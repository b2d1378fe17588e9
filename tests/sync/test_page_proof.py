"""The chain from a development that a page tells back to the stored bytes, verified again."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from page_events import release
from press import HTML, a_source, an_index, configured, feed, index, page, visit
from tracker.model import Comparison, Relation, Source, SourceKind, Tie
from tracker.report.citation import citation
from tracker.store.connection import connect
from tracker.store.developments import load_developments, save_development
from tracker.store.paths import evidence_folder
from tracker.store.records import load_records
from tracker.store.transaction import immediate
from tracker.sync.proof import Proof, proof_json, prove
from world import Answer, World

FREED = "On Thursday the authorities of Belarus released 14 political prisoners under a pardon."
RUSSIAN = "В четверг власти Беларуси помиловали и освободили 14 политзаключённых."
DAY = '<meta property="article:published_time" content="2025-07-31T09:00:00+03:00">'


def proved(world: World, *sources: Source) -> Proof:
    """The development that the only record makes, checked."""
    with closing(connect(world.database)) as connection:
        (record,) = load_records(connection)
        if not load_developments(connection):
            told = replace(release(14), ties=(Tie(record.id, 1.0, "the first record of it"),))
            with immediate(connection):
                save_development(connection, 1, told, Comparison(Relation.NEW), world.now)
        return prove(connection, configured(world, *sources), world.database, record.id)


def change(world: World, statement: str) -> None:
    with closing(connect(world.database)) as connection, immediate(connection):
        connection.execute(statement)


@pytest.fixture
def source(world: World) -> Source:
    world.serve("/news", Answer(index("/a"), content_type=HTML))
    world.serve("/a", Answer(page("The weather was fine.", FREED, head=DAY), content_type=HTML))
    return an_index(world, recheck=())


def test_the_quote_of_a_page_is_looked_up_in_its_text_and_in_the_stored_body(
    world: World, source: Source
) -> None:
    visit(world, source)
    proof = proved(world, source)
    (link,) = proof.links
    assert proof.holds
    assert link.found == (
        f"hash verified; the quote stands at character {link.line.start} of the text as it was read; "
        f"read again, the stored body has it at character {link.line.start}"
    )
    assert link.line.start
    (shown,) = proof_json(proof)["evidence"]  # type: ignore[misc]
    assert (shown["language"], shown["in_title"], shown["broken"]) == ("en", False, None)


def test_an_entry_of_a_feed_is_proved_by_the_feed(world: World) -> None:
    told = feed("/a").decode().replace("{address}", world.address).replace("Story /a", FREED)
    world.serve("/news", Answer(told.encode(), content_type="application/rss+xml"))
    source = a_source(world, SourceKind.FEED, follow=False)
    visit(world, source)
    assert proved(world, source).holds


def test_a_post_is_proved_by_the_page_that_holds_it(world: World) -> None:
    html = (
        '<html><body><div class="post"><a class="to" href="/p/1">1</a>'
        '<time datetime="2025-07-31T09:00:00+00:00"></time>'
        f'<p class="words">{RUSSIAN}</p></div></body></html>'
    )
    world.serve("/news", Answer(html.encode(), content_type=HTML))
    source = a_source(
        world,
        SourceKind.POSTS,
        post_selector=".post",
        permalink_selector="a.to",
        time_selector="time",
        text_selector=".words",
        languages=("ru",),
    )
    visit(world, source)
    proof = proved(world, source)
    assert proof.holds
    assert "(in Russian)" in citation(proof.view)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE documents SET text = replace(text, 'released', 'arrested')",
            "the quote does not stand at character",
        ),
        ("UPDATE documents SET text = 'Well. ' || text", "the quote does not stand at character"),
        (
            "UPDATE record_evidence SET quote = 'Nobody was released.'",
            "the quote does not stand at character",
        ),
    ],
)
def test_a_quote_that_is_not_in_the_text_that_was_read_is_told(
    world: World, source: Source, statement: str, words: str
) -> None:
    visit(world, source)
    change(world, statement)
    proof = proved(world, source)
    assert not proof.holds
    assert words in (proof.links[0].broken or "")


def test_a_quote_that_the_stored_body_does_not_have_is_told(world: World, source: Source) -> None:
    visit(world, source)
    forged = "Nobody at all was released by the authorities of Belarus on that day in July of 2025."
    change(world, f"UPDATE documents SET text = '{forged}'")
    change(world, f"UPDATE record_evidence SET quote = '{forged}', start = 0, length = {len(forged)}")
    (link,) = proved(world, source).links
    assert "and the stored body does not have the quote" in (link.broken or "")


def test_a_reader_that_takes_another_part_of_the_page_breaks_no_proof(world: World, source: Source) -> None:
    visit(world, source)
    (link,) = proved(world, replace(source, text_selector="p:first-of-type")).links
    assert link.broken is None
    assert link.found.endswith("read again, it gives another text, but the stored body has the quote")


def test_a_body_that_was_changed_is_told(world: World, source: Source) -> None:
    visit(world, source)
    (link,) = proved(world, source).links
    _spoil(world, link.line.sha256)
    assert not proved(world, source).holds


def test_a_page_whose_source_is_no_longer_configured_is_proved_all_the_same(
    world: World, source: Source
) -> None:
    visit(world, source)
    (link,) = proved(world).links
    assert link.broken is None
    assert "is no longer configured), but the stored body has the quote" in link.found


def _spoil(world: World, sha256: str) -> None:
    (path,) = (one for one in evidence_folder(world.database).rglob("*") if sha256 in one.name)
    path.chmod(0o600)
    path.write_bytes(b"\x1f\x8b nothing")
