"""Whatever was decided, in whatever order it is undone: all stands as it stood."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories import AGAIN, FREED, LATER, Stories
from tracker.errors import UsageError
from tracker.model import Configuration, Development
from tracker.store.connection import connect
from tracker.store.decisions import load_decisions
from tracker.store.developments import load_developments
from tracker.sync import decide
from tracker.sync.desk import By
from tracker.sync.opening import utc_now
from world import close_world, open_world

BY = By("editor", "a test")
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["dismiss", "confirm", "merge", "split"]), st.integers(0, 5), st.integers(0, 5)
    ),
    min_size=1,
    max_size=5,
)


@dataclass(frozen=True)
class Told:
    configuration: Configuration
    database: Path

    def standing(self) -> dict[str, Development]:
        with closing(connect(self.database, read_only=True)) as connection:
            found = load_developments(connection)
        return {one.development.id: one.development for one in found if one.stands}

    def act(self, what: str, one: int, other: int) -> None:
        names = sorted(self.standing())
        if not names:
            return
        first, second = names[one % len(names)], names[other % len(names)]
        place = self.configuration, self.database
        if what == "merge":
            decide.merge(*place, first, second, BY)
        elif what == "split":
            ties = self.standing()[first].ties
            decide.split(*place, first, [ties[other % len(ties)].record], BY)
        else:
            getattr(decide, what)(*place, first, BY)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Two releases, one of them told by two pages."""
    world = open_world(tmp_path_factory.mktemp("told"))
    stories = Stories(world)
    stories.story("/a", FREED)
    stories.story("/b", AGAIN)
    stories.story("/c", LATER)
    stories.visit()
    yield Told(stories.configuration, world.database)
    close_world(world)


@settings(deadline=None, max_examples=12)
@given(acts=ACTS, order=st.randoms(use_true_random=False))
def test_undone_in_any_order_nothing_is_left_of_it(
    told: Told, acts: list[tuple[str, int, int]], order: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    own = Told(told.configuration, tmp_path_factory.mktemp("own") / "world.db")
    shutil.copy(told.database, own.database)
    before = own.standing()
    assert len(before) == 2
    for act in acts:
        try:
            own.act(*act)
        except UsageError:
            continue  # one with itself, or all that there is
    with closing(connect(own.database, read_only=True)) as connection:
        numbers = [one.id for one in load_decisions(connection)]
    order.shuffle(numbers)  # type: ignore[attr-defined]
    for number in numbers:
        decide.undo(own.configuration, own.database, number, BY, clock=utc_now)
    assert own.standing() == before
