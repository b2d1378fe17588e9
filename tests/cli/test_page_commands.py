"""The commands that look, on what pages told: a release, with its quotes, its numbers and its proof."""

from __future__ import annotations

from pathlib import Path

import pytest

from calling import Call
from press import HTML, a_source, page, visit
from tracker.model import SourceKind
from world import Answer, World

ENGLISH = "On Thursday the authorities of Belarus released 14 political prisoners under a pardon."
RUSSIAN = "В четверг власти Беларуси помиловали и освободили 16 политзаключённых."
DAY = '<meta property="article:published_time" content="2025-07-31T09:00:00+03:00">'


@pytest.fixture
def database(world: World) -> Path:
    """Two pages of two publishers tell one release with two numbers."""
    sources = []
    for name, words in (("herald", ENGLISH), ("vesti", RUSSIAN)):
        world.serve(f"/{name}", Answer(page("It was a fine day.", words, head=DAY), content_type=HTML))
        made = a_source(world, SourceKind.PAGE, f"/{name}", name=name, title=name, languages=("en", "ru"))
        sources.append(made)
    visit(world, *sources)
    return world.database


def test_a_release_is_listed_by_how_many_there_were(call: Call, database: Path) -> None:
    said = call("developments", "--db", database, "--type", "release")
    assert said.code == 0
    assert "people" in said.out
    assert "release" in said.out


def test_a_citation_has_the_original_sentence_and_its_language(call: Call, database: Path) -> None:
    told = call("developments", "--db", database, "--json").json_lines
    cited = "\n".join(call("cite", one["id"], "--db", database).out for one in told)
    assert f"“{ENGLISH}” (in English)" in cited
    assert f"“{RUSSIAN}” (in Russian)" in cited


def test_the_evidence_of_a_page_is_verified(call: Call, database: Path) -> None:
    told = call("developments", "--db", database, "--json").json_lines
    assert told
    for one in told:
        said = call("evidence", one["id"], "--db", database)
        assert (said.code, said.err) == (0, "")
        assert "hash verified; the quote stands at character" in said.out
        # The shipped configuration does not have these sources.
        assert "is no longer configured), but the stored body has the quote" in said.out
        assert "of the text, in " in said.out
        assert "Everything holds." in said.out
