"""The UK's and Canada's lists, fetched from a loopback server: what is told of them, and what is held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pytest

from tracker.model import Configuration, Grade
from tracker.sync.accept import accept_hold
from tracker.sync.result import Standing, SyncResult
from tracker.sync.run import sync
from tracker.sync.views import all_views
from world import World, shipped_configuration

PEOPLE = tuple(range(1, 21))
OTHERS = tuple(range(500, 560))
BELARUS = "The Republic of Belarus (Sanctions) (EU Exit) Regulations 2019"
RUSSIA = "The Russia (Sanctions) (EU Exit) Regulations 2019"
UK, CANADA = "gb_uksl", "ca_sema"


def uk(numbers: Iterable[int], day: str = "01/08/2025", measures: str = "Asset freeze|Travel Ban") -> bytes:
    entries = "".join(
        f"<Designation><LastUpdated>01/02/2021</LastUpdated><DateDesignated>01/02/2021</DateDesignated>"
        f"<UniqueID>BEL{number:04}</UniqueID><Names><Name><Name1>Invented</Name1>"
        f"<Name6>Person {number}</Name6><NameType>Primary Name</NameType></Name></Names>"
        f"<RegimeName>{BELARUS if number < 500 else RUSSIA}</RegimeName>"
        "<IndividualEntityShip>Individual</IndividualEntityShip>"
        f"<SanctionsImposed>{measures}</SanctionsImposed></Designation>\n"
        for number in (*numbers, *OTHERS)
    )
    return f"<Designations><DateGenerated>{day}</DateGenerated>{entries}</Designations>".encode()


NAMES = ("Adzin", "Dzvesta", "Trynaccac", "Catyry", "Piac", "Shesc", "Siem", "Vosiem", "Dzeviac", "Dziesiac")


def canada(numbers: Iterable[int], *, bilingual: bool = True) -> bytes:
    """People are put in the schedule in this order: who stands where is no property of theirs."""

    def tag(english: str, french: str) -> str:
        return f"{english}-{french}" if bilingual else english

    def record(item: int, number: int) -> str:
        fields = {
            tag("Country", "Pays"): "Belarus / Bélarus" if number < 500 else "Russia / Russie",
            tag("LastName", "NomDeFamille"): f"{NAMES[number % 10]}{NAMES[number // 10 % 10].lower()}",
            tag("Schedule", "Annexe"): "1, Part 1",
            tag("Item", "NumeroDarticle"): str(item),
            tag("DateOfListing", "DateDinscription"): f"2021-02-{1 + number % 28:02}",
        }
        inside = "".join(f"<{name}>{text}</{name}>" for name, text in fields.items())
        return f"<record>{inside}</record>\n"

    records = "".join(record(item, number) for item, number in enumerate((*numbers, *OTHERS), 1))
    return f"<data-set>{records}</data-set>".encode()


WRITE = {UK: uk, CANADA: canada}


@dataclass
class Watched:
    """One source of the shipped configuration, its address led to the loopback server."""

    world: World
    name: str

    @property
    def configuration(self) -> Configuration:
        shipped = shipped_configuration()
        source = next(one for one in shipped.sources if one.name == self.name)
        return replace(
            self.world.configuration,
            sources=(replace(source, url=f"{self.world.address}/list", gap_s=0.0),),
            subject=shipped.subject,
            lists=(),
        )

    def sync(self, *bodies: bytes) -> SyncResult:
        self.world.serve("/list", *bodies)
        result = sync(self.configuration, self.world.database, clock=lambda: self.world.now)
        self.world.later(days=1)
        return result

    def told(self) -> list[tuple[str, str]]:
        views = all_views(self.configuration, self.world.database)
        return sorted((view.action.value, view.summary) for view in views if view.action)


@pytest.fixture(params=[UK, CANADA])
def watched(request: pytest.FixtureRequest, world: World) -> Watched:
    return Watched(world, request.param)


def test_the_first_look_arms_the_list_and_tells_nothing(watched: Watched) -> None:
    result = watched.sync(WRITE[watched.name](PEOPLE))
    assert (result.exit_code, result.told) == (0, ())
    assert "80 entries, 20 of the subject; armed" in result.sources[0].message


def test_the_same_bytes_again_are_unchanged(watched: Watched) -> None:
    body = WRITE[watched.name](PEOPLE)
    watched.sync(body)
    assert watched.sync(body).sources[0].standing is Standing.UNCHANGED


def test_one_who_goes_and_one_who_comes_are_told_after_a_second_look(watched: Watched) -> None:
    write = WRITE[watched.name]
    watched.sync(write(PEOPLE))
    watched.sync(write((*PEOPLE[:4], *PEOPLE[5:], 45)))
    assert [action for action, _ in watched.told()] == ["delist", "designate"]


def test_a_mass_delisting_is_held_until_a_person_accepts_it(watched: Watched) -> None:
    write = WRITE[watched.name]
    watched.sync(write(PEOPLE))
    result = watched.sync(write(PEOPLE[:12]))
    assert (result.exit_code, result.sources[0].standing) == (3, Standing.HELD)
    assert "lost 8 of the subject's 20 entries" in result.sources[0].message
    assert watched.told() == []
    list_name = watched.configuration.sources[0].list or ""
    accept_hold(watched.configuration, watched.world.database, list_name, clock=lambda: watched.world.now)
    ((action, summary),) = watched.told()
    assert action == "delist"
    assert "and 5 more off" in summary


def test_a_list_cut_short_is_held_and_an_error_page_refused(watched: Watched) -> None:
    body = WRITE[watched.name](PEOPLE)
    watched.sync(body)
    held = watched.sync(body[: len(body) // 2]).sources[0]
    assert (held.standing, "the end mark is missing" in held.message) == (Standing.HELD, True)
    refused = watched.sync(b"<Error><Code>NoSuchKey</Code></Error>").sources[0]
    assert (refused.standing, refused.grade) == (Standing.FAILED, Grade.ERROR_PAGE)
    assert watched.told() == []


def test_a_measure_that_the_uk_lifts_while_others_stay_is_no_delisting(world: World) -> None:
    watched = Watched(world, UK)
    watched.sync(uk(PEOPLE))
    watched.sync(uk(PEOPLE, "02/08/2025", "Travel Ban"))
    assert watched.told() == []


def test_a_schedule_of_canada_s_that_is_numbered_anew_tells_only_who_went(world: World) -> None:
    watched = Watched(world, CANADA)
    watched.sync(canada(PEOPLE))
    watched.sync(canada(tuple(reversed(PEOPLE))))
    assert watched.told() == []
    watched.sync(canada(tuple(reversed(PEOPLE[:4] + PEOPLE[5:]))))
    ((action, summary),) = watched.told()
    assert action == "delist"
    assert "Shescadzin" in summary
    assert "Canada's autonomous sanctions list" in summary
    again = watched.sync(canada(PEOPLE[:4] + PEOPLE[5:]))
    assert again.told == ()


def test_canada_s_renaming_of_all_tags_is_no_news(world: World) -> None:
    watched = Watched(world, CANADA)
    watched.sync(canada(PEOPLE, bilingual=False))
    assert watched.sync(canada(PEOPLE)).told == ()
    assert watched.told() == []
