"""OFAC's three layouts: what is read out of real entries."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.model import Address, Birth, EntryKind, EntryName, Identifier, NameType
from tracker.read.lists import open_list
from tracker.text.globs import matching

SINGLE = (
    "sdn_2024-05-03.csv",
    "sdn_rebuilt_2025-01-06.xml",
    "cons_2022-02-24.xml",
    "cons_enhanced_2025-01-10.xml",
)
BELARUS = ("BELARUS*",)


@pytest.mark.parametrize("name", SINGLE)
def test_a_real_excerpt_reads_as_it_did(name, body, parts, golden):
    opened = open_list(parts(body(name)))
    assert opened.outline.faults == ()
    golden(name.rpartition(".")[0], opened.entries())


def test_four_real_csv_files_of_one_day_read_as_they_did(quartet, parts, golden):
    opened = open_list(parts(**quartet))
    assert opened.outline.faults == ()
    golden("quartet", opened.entries())


@pytest.mark.parametrize(
    ("name", "layout", "list_name", "published_on", "declared"),
    [
        ("sdn_2024-05-03.csv", "sdn_csv", "us_ofac_sdn", None, None),
        ("sdn_rebuilt_2025-01-06.xml", "sdn_xml", "us_ofac_sdn", date(2025, 1, 6), 9),
        ("cons_2022-02-24.xml", "sdn_xml", "us_ofac_sdn", date(2022, 2, 24), 7),
        ("cons_enhanced_2025-01-10.xml", "enhanced_xml", "us_ofac_cons", date(2025, 1, 10), None),
    ],
)
def test_the_layout_and_the_day_are_taken_from_content(
    name, layout, list_name, published_on, declared, body, parts
):
    outline = open_list(parts(body(name))).outline
    assert (outline.format, outline.list, outline.published_on, outline.declared) == (
        layout,
        list_name,
        published_on,
        declared,
    )


@pytest.mark.parametrize("name", SINGLE)
def test_an_entry_s_quote_is_the_very_bytes_of_the_file(name, body, parts):
    whole = body(name)
    opened = open_list(parts(whole))
    for uid, cut in opened.outline.cuts.items():
        quote = opened.quote(uid)
        assert quote == whole[cut.start : cut.start + cut.length].decode()
        assert uid in quote
        assert quote.strip() == quote


@pytest.mark.parametrize("name", SINGLE)
def test_only_entries_of_the_wanted_programmes_are_candidates(name, body, parts):
    opened = open_list(parts(body(name)), programmes=BELARUS)
    wanted = {entry.uid for entry in opened.entries() if matching(entry.programmes, BELARUS)}
    assert opened.candidates == wanted


def test_entries_are_given_in_the_order_of_the_file_whatever_is_asked_for_first(body, parts):
    opened = open_list(parts(body("sdn_2024-05-03.csv")))
    assert [entry.uid for entry in opened.entries(["44580", "9797"])] == ["9797", "44580"]


def test_an_entry_that_the_list_does_not_hold_is_asked_for_in_vain(body, parts):
    opened = open_list(parts(body("sdn_2024-05-03.csv")))
    with pytest.raises(KeyError):
        opened.entries(["1"])
    with pytest.raises(KeyError):
        opened.quote("1")


def test_the_remarks_of_the_csv_are_kept_whole_and_read(body, parts):
    [belavia] = open_list(parts(body("sdn_2024-05-03.csv"))).entries(["10762"])
    assert belavia.remarks is not None
    assert belavia.remarks.endswith("a.k.a. 'UNITED TRADING SITE'.")
    assert Identifier("Website", "WWW.BNTDTORG.BY") in belavia.identifiers
    assert Identifier("Business Registration Document #", "UNP 101119568", "Belarus") in belavia.identifiers
    assert EntryName("UNITED TRADING SITE", NameType.AKA, script="Latn", weak=True) in belavia.names


def test_two_programmes_in_one_csv_field_are_two(body, parts):
    [commission] = open_list(parts(body("sdn_2024-05-03.csv"))).entries(["30627"])
    assert commission.programmes == ("BELARUS", "BELARUS-EO14038")


def test_an_aircraft_is_read_with_what_identifies_it(body, parts):
    [aircraft] = open_list(parts(body("sdn_2024-05-03.csv"))).entries(["44580"])
    assert (aircraft.kind, aircraft.name) == (EntryKind.AIRCRAFT, "EW-301PJ")
    labels = {identifier.type for identifier in aircraft.identifiers}
    assert {"Aircraft Model", "Linked To"} <= labels


def test_a_vessel_s_columns_become_identifiers(quartet, parts):
    [vessel] = open_list(parts(**quartet)).entries(["4243"])
    assert vessel.kind is EntryKind.VESSEL
    assert {(identifier.type, identifier.value) for identifier in vessel.identifiers} == {
        ("Vessel Call Sign", "P3QG3"),
        ("Vessel Type", "General Cargo"),
        ("Tonnage", "2595"),
        ("Gross Registered Tonnage", "1116"),
        ("Vessel Flag", "Cyprus"),
        ("Vessel Owner", "Sand & Swan Navigation Co. Ltd."),
    }
    assert EntryName("ANA I", NameType.FKA, script="Latn", weak=True) in vessel.names


def test_remarks_that_break_off_go_on_in_the_comments(quartet, parts):
    [entry] = open_list(parts(**quartet)).entries(["30518"])
    assert entry.remarks is not None
    assert len(entry.remarks) > 1000
    assert "1Gq" + "ChmWqGtsaLrGbHfgdrV5Nkvahtjjuxr" in entry.remarks
    assert Identifier("Linked To", "INTERNET RESEARCH AGENCY LLC") in entry.identifiers


def test_addresses_and_names_of_the_other_files_are_joined_and_empty_rows_are_none(quartet, parts):
    entries = {entry.uid: entry for entry in open_list(parts(**quartet)).entries()}
    assert Address("73 Dzerzhinskogo Avenue", "Minsk 220116", country="Belarus") in entries["10574"].addresses
    assert entries["4243"].addresses == ()
    assert len(entries["9760"].names) == 31


def test_a_person_s_births_are_days_and_places(body, parts):
    [president] = open_list(parts(body("sdn_rebuilt_2025-01-06.xml"))).entries(["9760"])
    assert president.name == "LUKASHENKA, Alyaksandr Ryhorovich"
    assert president.births == (
        Birth("1954-08-30", "30 Aug 1954"),
        Birth("1954-08-31", "31 Aug 1954"),
        Birth(place="Kopys, Vitebsk oblast, Belarus"),
    )


def test_the_enhanced_list_gives_cyrillic_names_and_the_day_of_listing(body, parts):
    entries = list(open_list(parts(body("cons_enhanced_2025-01-10.xml"))).entries())
    scripts = {name.script for entry in entries for name in entry.names}
    assert {"Latn", "Cyrl", "Hans"} <= scripts
    assert all(entry.listed_on for entry in entries)


def test_the_day_of_listing_is_that_of_the_list_which_the_file_is(body, parts):
    whole = body("cons_enhanced_2025-01-10.xml")
    [listed] = open_list(parts(whole)).entries(["50476"])
    [elsewhere] = open_list(parts(whole), list_name="us_ofac_sdn").entries(["50476"])
    assert listed.listed_on == date(2024, 8, 20)
    assert elsewhere.listed_on is None


def test_a_file_of_another_list_than_expected_is_a_fault(body, parts):
    opened = open_list(parts(body("cons_enhanced_2025-01-10.xml")), list_name="us_ofac_sdn")
    assert opened.outline.faults == ("it says that it is the Consolidated List",)
