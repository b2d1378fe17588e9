"""Lists of other authorities, through a whole sync: what their peculiar ways must and must not tell."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tracker.model import DateBasis
from tracker.sync.result import Standing
from world import World

FIXTURES = Path(__file__).resolve().parents[1] / "lists"
SECO = (FIXTURES / "ch_seco" / "list.xml").read_text("utf-8")
SECO_BEFORE = re.sub(r".*de-listed.*\n", "", SECO)
_UN = (FIXTURES / "un_sc" / "list.xml").read_text("utf-8")
_PERSON = re.findall(r"<INDIVIDUAL>.*?</INDIVIDUAL>", _UN, re.DOTALL)[0]
# Long enough that one entry is no fifth of it.
UN = _UN.replace(_PERSON, "".join(_PERSON.replace("ELi.001", f"ELi.{number:03}") for number in range(1, 9)))
UN_WITHOUT = re.sub(r"<ENTITY>.*?</ENTITY>", "", UN, flags=re.DOTALL)


@pytest.fixture
def swiss(world: World) -> World:
    world.watched, world.globs, world.baseline = "ch_seco", ("Belarus",), False
    return world


@pytest.fixture
def united(world: World) -> World:
    world.watched, world.globs, world.baseline = "un_sc", ("Belarus",), False
    world.now = world.now.replace(year=2026, month=5, day=5)
    return world


def test_who_seco_takes_off_and_keeps_in_its_file_is_told_as_delisted_on_the_day_it_names(
    swiss: World,
) -> None:
    swiss.now = swiss.now.replace(year=2026, month=4, day=28)
    swiss.serve("/sdn", SECO_BEFORE.replace("2026-05-04", "2026-04-27").encode())
    assert swiss.sync().told == ()
    swiss.later(days=7)
    swiss.serve("/sdn", SECO.encode())
    swiss.sync()
    (told,) = swiss.developments()
    assert swiss.told() == [("delist", "9101")]
    assert (told.basis, told.on) == (DateBasis.OFFICIAL, date(2026, 4, 30))
    assert "the Swiss (SECO) list" in told.summary


def test_who_vanishes_from_the_un_s_list_for_some_days_was_never_delisted(united: World) -> None:
    united.serve("/sdn", UN.encode())
    united.sync()
    for _ in range(3):
        united.later(days=1)
        united.serve("/sdn", UN_WITHOUT.replace("2026-05-04", f"2026-05-{united.now.day:02}").encode())
        (outcome,) = united.sync().sources
        assert outcome.standing is Standing.HELD
        assert "drops entries by mistake" in outcome.message
    united.later(days=1)
    united.serve("/sdn", UN.replace("9000002", "9000003").replace("2026-05-04", "2026-05-20").encode())
    united.sync()
    assert united.told() == []


def test_who_stays_away_from_the_un_s_list_is_delisted_in_the_end(united: World) -> None:
    united.serve("/sdn", UN.encode())
    united.sync()
    united.later(days=1)
    united.serve("/sdn", UN_WITHOUT.encode())
    united.sync()
    assert united.told() == []
    united.later(days=7)
    united.sync()
    assert united.told() == [("delist", "BYe.001")]
