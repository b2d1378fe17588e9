"""Press stories of one index, and the developments that came of them: for what people decide about these."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from press import HTML, an_index, configured, index, page, visit
from tracker.model import Configuration, Source
from tracker.store.connection import connect
from tracker.store.developments import StoredDevelopment, load_developments
from tracker.store.records import load_records
from world import Answer, World

FREED = "On Thursday the authorities of Belarus released 14 political prisoners under a pardon."
AGAIN = (
    "Belarus released 14 political prisoners under a pardon on Thursday, the office of the president says."
)
LATER = "On Friday the authorities of Belarus released 30 political prisoners, who were taken to Lithuania."
_DAILY = tuple(timedelta(days=day) for day in range(1, 9))


@dataclass
class Stories:
    """An index of three stories, which are looked at again on each of the days after."""

    world: World

    def __post_init__(self) -> None:
        for path in ("/a", "/b", "/c"):
            self.story(path, "The weather in Minsk was fine.")
        self.world.serve("/news", Answer(index("/a", "/b", "/c"), content_type=HTML))

    @property
    def source(self) -> Source:
        return an_index(self.world, recheck=_DAILY)

    @property
    def configuration(self) -> Configuration:
        return configured(self.world, self.source)

    def story(self, path: str, *paragraphs: str, day: str = "2025-08-01") -> None:
        head = f'<meta property="article:published_time" content="{day}T09:00:00+03:00">'
        self.world.serve(path, Answer(page(*paragraphs, head=head), content_type=HTML))

    def visit(self, **later: float) -> None:
        self.world.later(**(later or {"days": 1}))
        visit(self.world, self.source)

    def clock(self) -> datetime:
        return self.world.now

    def stored(self) -> dict[str, StoredDevelopment]:
        with closing(connect(self.world.database, read_only=True)) as connection:
            return {one.development.id: one for one in load_developments(connection)}

    def standing(self) -> list[StoredDevelopment]:
        return [one for one in self.stored().values() if one.stands]

    def with_count(self, count: int) -> StoredDevelopment:
        """The standing development of which so many were freed."""
        (found,) = [one for one in self.standing() if one.development.details.count == count]
        return found

    def records(self) -> dict[str, str]:
        """The ids of the records by the sentence that each rests on."""
        with closing(connect(self.world.database, read_only=True)) as connection:
            return {record.evidence[0].quote or "": record.id for record in load_records(connection)}
