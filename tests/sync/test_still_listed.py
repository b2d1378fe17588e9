"""Where a target is still listed that one authority delisted: two lists, served on loopback, all invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace

import pytest

from tracker.errors import UsageError
from tracker.model import Configuration, DecisionKind
from tracker.report.citation import citation
from tracker.report.elsewhere_lines import in_short
from tracker.report.lines import lines
from tracker.report.lists_beside import as_csv, as_json
from tracker.report.phrases import CAVEAT
from tracker.report.shown import DevelopmentView, ElsewhereLine
from tracker.report.to_review import ReviewKind
from tracker.report.view_json import as_json as view_json
from tracker.store.connection import connect
from tracker.store.decisions import load_decisions
from tracker.sync.decide import undo
from tracker.sync.desk import By
from tracker.sync.lists_compare import lists_beside
from tracker.sync.retie import retie
from tracker.sync.review import to_review
from tracker.sync.run import sync
from tracker.sync.tie_by_hand import make_ties, tie, untie
from tracker.sync.views import all_views
from world import EVERYBODY, SUBJECT, World, shipped_configuration, without

UK = "gb_uksl"
BY = By("chief", "because")
BELARUS = "The Republic of Belarus (Sanctions) (EU Exit) Regulations 2019"
RUSSIA = "The Russia (Sanctions) (EU Exit) Regulations 2019"


def uk(names: Iterable[tuple[int, str]], day: str) -> bytes:
    """These, and sixty of another regime, so that one is no fifth of the list."""
    others = [(number, f"Other {number}") for number in range(500, 560)]
    entries = "".join(
        f"<Designation><LastUpdated>01/02/2021</LastUpdated><DateDesignated>01/02/2021</DateDesignated>"
        f"<UniqueID>BEL{number:04}</UniqueID><Names><Name><Name6>{name}</Name6>"
        "<NameType>Primary Name</NameType></Name></Names>"
        f"<RegimeName>{BELARUS if number < 500 else RUSSIA}</RegimeName>"
        "<IndividualEntityShip>Entity</IndividualEntityShip>"
        "<SanctionsImposed>Asset freeze</SanctionsImposed></Designation>\n"
        for number, name in [*names, *others]
    )
    return f"<Designations><DateGenerated>{day}</DateGenerated>{entries}</Designations>".encode()


BRITISH = tuple((number, f"Example Works {number}") for number in range(100, 120))


class Two:
    """OFAC's list and the UK's, and the tracker that watches both."""

    def __init__(self, world: World) -> None:
        self.world = world

    @property
    def configuration(self) -> Configuration:
        base = self.world.configuration
        (british,) = (one for one in shipped_configuration().sources if one.name == UK)
        address = f"{self.world.address}/uk"
        return replace(base, sources=(*base.sources, replace(british, url=address, gap_s=0.0)))

    def serve(self, names: Iterable[tuple[int, str]] = BRITISH) -> None:
        self.world.serve("/uk", uk(names, f"{self.world.now:%d/%m/%Y}"))

    def sync(self, *names: str) -> None:
        sync(self.configuration, self.world.database, names=names, clock=lambda: self.world.now)

    def delisting(self) -> DevelopmentView:
        views = all_views(self.configuration, self.world.database)
        (found,) = (one for one in views if one.list == "us_ofac_sdn")
        return found

    def elsewhere(self) -> ElsewhereLine:
        (line,) = self.delisting().elsewhere
        return line


@pytest.fixture
def two(world: World) -> Two:
    """Both were read on 1 August 2025; on the 5th OFAC's list lacks number 105."""
    both = Two(world)
    world.serve_list(EVERYBODY)
    both.serve()
    both.sync()
    world.later(days=4)
    world.serve_list(without(EVERYBODY, 105))
    return both


def test_a_delisting_says_where_the_target_is_still_listed_and_when_that_was_seen(two: Two) -> None:
    two.sync()
    view = two.delisting()
    words = "still on UK (since 1 February 2021, seen 5 August 2025)"
    assert two.elsewhere().words == words
    assert f"  On other lists: {words}" in lines(view)
    assert f"On other lists: {words}." in citation(view)
    assert CAVEAT in citation(view)
    assert in_short(two.delisting().elsewhere) == "still on UK"


def test_programs_get_the_entry_the_days_and_the_reason(two: Two) -> None:
    two.sync()
    (target,) = view_json(two.delisting())["elsewhere"]  # type: ignore[misc]
    (there,) = target["lists"]
    assert {name: there[name] for name in ("authority", "found", "uid", "since", "since_basis")} == {
        "authority": "UK",
        "found": "still",
        "uid": "BEL0105",
        "since": "2021-02-01",
        "since_basis": "stated",
    }
    assert there["reason"].startswith("same name")


def test_of_a_list_that_was_not_looked_at_since_nothing_is_known(two: Two) -> None:
    two.sync("us_ofac_sdn")
    assert two.elsewhere().words == "not known: UK (last seen 1 August 2025)"


def test_of_a_list_that_was_never_read_nothing_is_known(world: World) -> None:
    both = Two(world)
    world.serve_list(without(EVERYBODY, 105))
    both.sync("us_ofac_sdn")
    assert both.elsewhere().words == "not known: UK (not read yet)"
    assert in_short(both.delisting().elsewhere) == "not known"


def test_a_list_that_fails_since_is_not_known_either(two: Two) -> None:
    two.world.serve("/uk", b"<html><body>down for maintenance</body></html>")
    two.sync()
    assert two.elsewhere().words == "not known: UK (last seen 1 August 2025)"


def test_who_is_delisted_by_both_is_on_neither(two: Two) -> None:
    two.serve(one for one in BRITISH if one[0] != 105)
    two.sync()
    assert two.elsewhere().words == "no longer on UK (not there on 5 August 2025, seen 5 August 2025)"


def test_that_no_entry_was_found_is_said_as_that(two: Two) -> None:
    two.serve((number, name.replace("Works 105", "Mills 205")) for number, name in BRITISH)
    two.sync()
    assert two.elsewhere().words == "no entry of it found on UK (seen 5 August 2025)"


def test_what_a_person_parts_is_found_on_the_other_list_no_more_until_it_is_undone(two: Two) -> None:
    two.sync()
    number = untie(two.configuration, two.world.database, "uk_sanctions:BEL0105", "us_ofac_sdn:105", BY)
    assert two.elsewhere().words == "no entry of it found on UK (seen 5 August 2025)"
    undo(two.configuration, two.world.database, number, BY)
    make_ties(two.configuration, two.world.database)
    assert two.elsewhere().words.startswith("still on UK")


def test_what_a_person_ties_is_one_target_under_whatever_name(two: Two) -> None:
    two.serve([*(one for one in BRITISH if one[0] != 105), (300, "Kamenka Mills")])
    two.sync()
    tie(two.configuration, two.world.database, "us_ofac_sdn:105", "uk_sanctions:BEL0300", BY)
    assert two.elsewhere().words == "still on UK (since 1 February 2021, seen 5 August 2025)"
    with closing(connect(two.world.database, read_only=True)) as connection:
        (decision,) = load_decisions(connection, DecisionKind.TIE)
    assert (decision.who, decision.note) == ("chief", "because")


@pytest.mark.parametrize("name", ["us_ofac_sdn", "us_ofac_sdn:nobody", "nowhere:105"])
def test_an_entry_that_nobody_knows_is_one_line(two: Two, name: str) -> None:
    with pytest.raises(UsageError, match="no entry"):
        tie(two.configuration, two.world.database, "us_ofac_sdn:106", name, BY)


def test_a_doubtful_tie_is_for_a_person_and_says_how_to_decide_it(two: Two) -> None:
    two.serve([(100, "Example Works 100"), *BRITISH[1:6], (300, "Example Holding Works 106"), *BRITISH[7:]])
    two.sync()
    found = [
        one
        for one in to_review(two.configuration, two.world.database, now=two.world.now)
        if one.kind is ReviewKind.ENTRIES
    ]
    assert [one.then[0] for one in found] == ["tracker tie uk_sanctions:BEL0300 us_ofac_sdn:106 --why WHY"]


def test_a_day_on_which_no_entry_changed_makes_no_ties_anew(two: Two) -> None:
    two.sync()
    with closing(connect(two.world.database)) as connection:
        assert not retie(connection, two.configuration)


def test_all_targets_stand_side_by_side_with_their_days(two: Two) -> None:
    two.sync()
    beside = lists_beside(two.configuration, two.world.database, target="works 105")
    (row,) = as_json(beside)
    american, british = row["lists"]  # type: ignore[misc]
    assert [one["state"] for one in american["entries"]] == ["gone"]
    assert american["entries"][0]["until"] == "2025-08-05"
    assert american["entries"][0]["since_basis"] == "or_before"
    assert [one["uid"] for one in british["entries"]] == ["BEL0105"]


def test_only_what_the_lists_do_not_agree_about_can_be_asked_for(two: Two) -> None:
    two.sync()
    everybody = lists_beside(two.configuration, two.world.database)
    differing = lists_beside(two.configuration, two.world.database, is_differing=True)
    assert (len(everybody.rows), len(differing.rows)) == (len(SUBJECT), 1)


def test_an_unknown_list_is_one_line_with_those_there_are(two: Two) -> None:
    with pytest.raises(UsageError, match=r"no list nowhere .*uk_sanctions"):
        lists_beside(two.configuration, two.world.database, lists=("nowhere",))


def test_no_cell_of_the_spreadsheet_is_a_formula(two: Two) -> None:
    two.serve([*BRITISH, (400, "=HYPERLINK(1)"), (401, "+Kamenka")])
    two.sync()
    table = as_csv(lists_beside(two.configuration, two.world.database))
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))]
