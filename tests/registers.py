"""Exports of a register of prisoners for tests. All people are invented."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tracker.sync.registers import ImportedRegister, import_register
from world import World

COLUMNS = [
    *("id", "url", "name", "status", "gender", "photo", "description", "birthday", "arrested", "articles"),
    *(
        "prison",
        "declaration",
        "decision",
        "penalty",
        "judge",
        "councel",
        "penalty_start_date",
        "release_date",
    ),
    *("verdict_date", "appeal_date", "fake_terrorist_list", "died", "clusters"),
]
_GIVEN = ("Адам", "Браніслаў", "Вітаўт", "Глеб", "Давыд", "Ермалай", "Захар", "Казімір", "Лявон", "Мікіта")
_SURNAMES = ("Прыкладаў", "Выдуманец", "Небылец", "Казачны", "Байкаў", "Узорны")


@dataclass(frozen=True)
class Person:
    """One invented row: what is kept of it, and a word that must never be."""

    id: str
    name: str
    status: str = "active"
    arrested: str = "2023-02-01"
    release_date: str = ""
    died: str = ""

    def cells(self) -> dict[str, str]:
        secret = dict.fromkeys(COLUMNS, "never to be kept")
        return {
            **secret,
            "id": self.id,
            "name": self.name,
            "status": self.status,
            "arrested": self.arrested,
            "release_date": self.release_date,
            "died": self.died,
        }


def people(number: int, *, former: int = 0, not_recognised: int = 0) -> tuple[Person, ...]:
    """So many invented people with names of their own; the last of them not imprisoned any more, or not
    recognised."""
    active = number - former - not_recognised
    statuses = ["active"] * active + ["former"] * former + ["np"] * not_recognised
    return tuple(
        Person(str(1000 + at), f"{_SURNAMES[at // 10 % 6]} {_GIVEN[at % 10]}", status)
        for at, status in enumerate(statuses)
    )


def moved(persons: Sequence[Person], changes: Mapping[int, Mapping[str, str]]) -> tuple[Person, ...]:
    """The same people; of those at these places some things are otherwise."""
    return tuple(replace(one, **changes.get(at, {})) for at, one in enumerate(persons))


def as_csv(persons: Iterable[Person], *, separator: str = ",", columns: Sequence[str] = COLUMNS) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=separator, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(one.cells() for one in persons)
    return out.getvalue().encode()


def as_json(persons: Iterable[Person]) -> bytes:
    """The older flattened form: several values of a column as `articles/0`, nothing as FALSE."""
    rows = []
    for one in persons:
        cells = {name: value or "FALSE" for name, value in one.cells().items()}
        del cells["articles"]
        rows.append({**cells, "articles/0": "never to be kept", "articles/1": "FALSE"})
    return json.dumps(rows, ensure_ascii=False).encode()


def a_register(world: World, body: bytes, name: str = "export.csv") -> Path:
    file = world.folder / name
    file.write_bytes(body)
    return file


def take_register(world: World, persons: Iterable[Person] | bytes, day: date | None) -> ImportedRegister:
    body = persons if isinstance(persons, bytes) else as_csv(persons)
    return import_register(
        world.configuration,
        world.database,
        "viasna",
        a_register(world, body),
        day=day,
        clock=lambda: world.now,
    )
