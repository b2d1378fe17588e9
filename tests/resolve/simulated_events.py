"""Events to be reported in tests: thirteen real ones (simulated_events.toml), or as many as are asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tracker.model import Action, RecordType, Status, Target

EVENTS = Path(__file__).with_name("simulated_events.toml")
# How one person's name is written, in several scripts and cases.
Spellings = tuple[str, ...]

_FIRST_NAMES = ("Alena", "Barys", "Darya", "Hleb", "Illia", "Kira", "Marat", "Nadzeya", "Raman", "Volha")
_STEMS = ("Bar", "Dzi", "Hal", "Kas", "Lut", "Mar", "Nav", "Pet", "Rud", "Sav", "Tra", "Vol", "Zub", "Yan")
_MIDDLES = ("ano", "eli", "isa", "oma", "uka", "yne", "avi", "ere")
_ENDINGS = ("vich", "nka", "chyk", "shuk", "ra", "da", "ts", "l")
_COUNTRIES = ("LT", "PL", "UA", "LV", "DE")
_SIZES = (1, 1, 2, 3, 5, 8, 12, 14, 16, 18, 23, 25, 29, 30, 32, 37, 42, 52, 60, 84, 123)


@dataclass(frozen=True, slots=True)
class Part:
    """Some of those freed, as somebody counts them."""

    count: int
    of: str
    nationality: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, as it truly was, and what is commonly printed instead."""

    key: str
    type: RecordType
    day: date
    status: Status = Status.ACTUAL
    kinds: tuple[str, ...] = ()
    count: int | None = None
    rounded: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()
    people: tuple[Spellings, ...] = ()
    officials: tuple[Spellings, ...] = ()
    destination: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    place: str | None = None
    action: Action | None = None
    other_actions: tuple[Action, ...] = ()
    authority: str | None = None
    agencies: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    sector: str | None = None
    programme: str | None = None
    instrument: str | None = None
    list: str | None = None
    entries: tuple[Target, ...] = field(default=())


@cache
def real_events() -> tuple[Event, ...]:
    """The thirteen of the file, in its order."""
    read = tomllib.loads(EVENTS.read_text("utf-8"))
    return tuple(_event(fields, read["people"]) for fields in read["event"])


def _event(fields: Mapping[str, Any], people: Mapping[str, list[str]]) -> Event:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }
    values["type"] = RecordType(fields["type"])
    values["status"] = Status(fields.get("status", "actual"))
    values["parts"] = tuple(Part(**part) for part in fields.get("parts", ()))
    for role in ("people", "officials"):
        values[role] = tuple(tuple(people[name]) for name in fields.get(role, ()))
    if "action" in fields:
        values["action"] = Action(fields["action"])
    values["other_actions"] = tuple(map(Action, fields.get("other_actions", ())))
    values["entries"] = tuple(Target(list=fields["list"], **each) for each in fields.get("entries", ()))
    return Event(**values)


def made_up_events(number: int, seed: int, every_days: float = 6.0) -> Iterator[Event]:
    """`number` events of all kinds, one in `every_days` on the average: 2025 had about sixty.

    Few enough kinds, sizes, authorities and targets that neighbours look alike, as they do in the world.
    """
    rng, day = Random(seed), date(2006, 1, 1)
    since = 0.0
    for at in range(number):
        since += rng.expovariate(1 / every_days)
        key, on = f"{seed}/{at}", day + timedelta(days=int(since))
        match rng.choices(("release", "sanction", "contact"), (5, 4, 1))[0]:
            case "release":
                yield _made_up_release(key, on, rng)
            case "sanction":
                yield _made_up_sanction(key, on, rng)
            case _:
                yield Event(
                    key=key,
                    type=RecordType.CONTACT,
                    day=on,
                    kinds=(rng.choice(("call", "meeting", "visit")),),
                    parties=(rng.choice(("US", "EU", "PL", "LT")), "BY"),
                    officials=tuple(_made_up_person(rng) for _ in range(2)),
                    place="Minsk",
                )


def _made_up_release(key: str, on: date, rng: Random) -> Event:
    count = rng.choice(_SIZES)
    abroad = rng.random() < 0.4
    women = rng.randint(0, count)
    return Event(
        key=key,
        type=RecordType.RELEASE,
        day=on,
        kinds=("pardon", "unspecified"),
        count=count,
        rounded=(count - count % 10,) if count > 20 else (),
        parts=(Part(women, "women"), Part(count - women, "men")) if 0 < women < count else (),
        people=tuple(_made_up_person(rng) for _ in range(min(count, 4))),
        destination=(rng.choice(_COUNTRIES),) if abroad else (),
        counterpart=("US",) if abroad else (),
    )


def _made_up_sanction(key: str, on: date, rng: Random) -> Event:
    authority = rng.choice(("US", "EU", "UK", "CA"))
    action = rng.choice(list(Action))
    names = tuple(_made_up_company(rng) for _ in range(rng.randint(1, 4)))
    is_listed = authority == "US" and action in (Action.DESIGNATE, Action.DELIST)
    return Event(
        key=key,
        type=RecordType.SANCTION,
        day=on,
        action=action,
        authority=authority,
        agencies=("OFAC",) if authority == "US" else (),
        targets=names,
        programme="BELARUS-EO14038" if is_listed else None,
        list="us_ofac_sdn" if is_listed else None,
        entries=tuple(
            Target(name.upper(), list="us_ofac_sdn", uid=str(rng.randint(10_000, 99_999))) for name in names
        )
        if is_listed
        else (),
    )


def _made_up_person(rng: Random) -> Spellings:
    name = rng.choice(_STEMS) + rng.choice(_MIDDLES) + rng.choice(_ENDINGS)
    return (f"{rng.choice(_FIRST_NAMES)} {name}",)


def _made_up_company(rng: Random) -> str:
    name = rng.choice(_STEMS) + rng.choice(_MIDDLES) + rng.choice(_ENDINGS)
    return f"{name}{rng.choice(('prom', 'trans', 'bank', 'khim', 'export'))}"
