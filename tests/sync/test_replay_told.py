"""That old evidence is read otherwise is no news; what was told and proves wrong is taken back aloud."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from importing import FREED, URL, a_file, a_line, take_in
from lexicons import Lexicons, copied

from told import DAILY, MAIL
from tracker.model import Configuration, NoticeRule
from tracker.notify.digest import make_digest
from tracker.notify.gather import gather
from tracker.notify.notices import queue_notices
from tracker.report.digest import DigestView
from tracker.store.connection import connect
from tracker.sync.replay import Replayed, replay
from world import World

LIFTED = "On Thursday the United States lifted its sanctions on the airline Belavia of Belarus."
ANOTHER_DAY = {
    "times": "On Wednesday Belarus released 14 political prisoners under a pardon, as the families say.",
    "globe": "Fourteen political prisoners were freed by Belarus on Wednesday after years behind bars.",
    "post": "A group of 14 political prisoners was released in Belarus on Wednesday and left the country.",
}
NOTICES = NoticeRule("desk", recipients=("desk@example.org",))


@pytest.fixture
def lexicons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lexicons]:
    with copied(tmp_path / "rules", monkeypatch) as found:
        yield found


@dataclass
class Desk:
    """Whoever reads the digest of a world, a day after the other."""

    world: World

    @property
    def configuration(self) -> Configuration:
        return replace(self.world.configuration, digests=(DAILY,), notices=(NOTICES,), mail=MAIL)

    def made(self) -> DigestView:
        """What the digest of today says; it is told with that."""
        self.world.later(days=1)
        view = self.next()
        make_digest(
            self.configuration,
            self.world.database,
            DAILY,
            now=self.world.now,
            local_date=self.world.now.date(),
        )
        return view

    def next(self) -> DigestView:
        with closing(connect(self.world.database)) as connection:
            found = gather(
                connection,
                self.configuration,
                DAILY,
                now=self.world.now,
                local_date=self.world.now.date(),
            )
        return found.view

    def noticed(self) -> int:
        return queue_notices(self.configuration, self.world.database, self.world.now)

    def replay(self) -> Replayed:
        self.world.later(hours=1)
        return replay(self.world.configuration, self.world.database, apply=True, clock=lambda: self.world.now)


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


def said(view: DigestView) -> tuple[int, int, int]:
    return len(view.new), len(view.changed), len(view.corrections)


def test_what_is_found_in_old_evidence_is_told_by_nobody(desk: Desk, lexicons: Lexicons) -> None:
    lexicons.silence("free-active")
    take_in(desk.world, a_file(desk.world, a_line(), a_line(url=f"{URL}/b", text=LIFTED)))
    assert said(desk.made()) == (1, 0, 0)
    desk.noticed()
    lexicons.restore()
    assert len(desk.replay().developments.new) == 1
    assert said(desk.made()) == (0, 0, 0)
    assert desk.noticed() == 0


def test_a_first_digest_tells_it_all_the_same(desk: Desk, lexicons: Lexicons) -> None:
    lexicons.silence("free-active")
    take_in(desk.world, a_file(desk.world, a_line()))
    lexicons.restore()
    desk.replay()
    assert said(desk.made()) == (1, 0, 0)


def test_a_report_more_of_what_was_found_so_is_no_news_and_another_fact_is(
    desk: Desk, lexicons: Lexicons
) -> None:
    lexicons.silence("free-active")
    world = desk.world
    take_in(world, a_file(world, a_line()))
    desk.made()
    lexicons.restore()
    desk.replay()
    take_in(world, a_file(world, a_line(url="https://herald.invalid/a", text=f"{FREED} It rained.")))
    assert said(desk.made()) == (0, 0, 0)
    for paper, more in ANOTHER_DAY.items():
        take_in(world, a_file(world, a_line(url=f"https://{paper}.invalid/a", text=more)))
    assert said(desk.made()) == (1, 0, 0)


def test_what_was_told_and_is_only_better_known_now_is_not_told_again(desk: Desk, lexicons: Lexicons) -> None:
    lexicons.forget("pardon")
    take_in(desk.world, a_file(desk.world, a_line()))
    assert said(desk.made()) == (1, 0, 0)
    lexicons.restore()
    assert len(desk.replay().developments.changed) == 1
    assert said(desk.made()) == (0, 0, 0)


def test_what_was_told_and_is_found_no_more_is_taken_back(desk: Desk, lexicons: Lexicons) -> None:
    take_in(desk.world, a_file(desk.world, a_line()))
    desk.made()
    lexicons.silence("free-active")
    found = desk.replay()
    assert len(found.developments.taken_back) == 1
    assert said(desk.made()) == (0, 0, 1)
    assert said(desk.made()) == (0, 0, 0)


def test_what_was_told_of_another_day_is_corrected(desk: Desk) -> None:
    """A text of its own says another day than the rules of before read."""
    world = desk.world
    take_in(world, a_file(world, a_line(text=FREED.replace("Thursday", "Monday"))))
    desk.made()
    with closing(connect(world.database)) as connection:
        connection.execute("UPDATE records SET on_date = '2025-07-20'")
        connection.execute("UPDATE developments SET on_date = '2025-07-20'")
        connection.execute("UPDATE revisions SET content = replace(content, '2025-07-28', '2025-07-20')")
    found = desk.replay()
    assert len(found.developments.taken_back) == 1
    assert said(desk.made()) == (0, 0, 1)


def test_what_was_to_be_told_anyway_is_told(desk: Desk, lexicons: Lexicons) -> None:
    """It came since the last digest: that it is also read otherwise since takes nothing of it away."""
    lexicons.forget("pardon")
    take_in(desk.world, a_file(desk.world, a_line(url=f"{URL}/b", text=LIFTED)))
    desk.made()
    take_in(desk.world, a_file(desk.world, a_line()))
    lexicons.restore()
    desk.replay()
    view = desk.made()
    assert said(view) == (1, 0, 0)
    assert said(desk.made()) == (0, 0, 0)


def test_what_nobody_was_told_goes_without_a_word(desk: Desk, lexicons: Lexicons) -> None:
    take_in(desk.world, a_file(desk.world, a_line(url=f"{URL}/b", text=LIFTED)))
    desk.made()
    take_in(desk.world, a_file(desk.world, a_line()))
    lexicons.silence("free-active")
    assert desk.replay().developments.taken_back == frozenset()
    assert said(desk.made()) == (0, 0, 0)
