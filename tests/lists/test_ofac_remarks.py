"""What OFAC's remarks and dates say."""

from __future__ import annotations

import pytest

from tracker.model import Birth, EntryName, Identifier, NameType
from tracker.read.lists.us_ofac import remarks
from tracker.read.lists.us_ofac.dates import iso, period


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        (
            "DOB 1952; POB Borisov, Belarus; Minister of Justice.",
            ["DOB 1952", "POB Borisov, Belarus", "Minister of Justice"],
        ),
        ("a.k.a. 'ONE; TWO'; Gender Male.", ["a.k.a. 'ONE; TWO'", "Gender Male"]),
        ("x (one; two (three; four)); y.", ["x (one; two (three; four))", "y"]),
        ("never (closed; y; z.", ["never (closed", "y", "z"]),
        ("a.k.a. 'never closed; y.", ["a.k.a. 'never closed", "y"]),
        ("a.k.a. 'O'BRIEN'; y.", ["a.k.a. 'O'BRIEN'", "y"]),
        ("Ba'th party chairman; y", ["Ba'th party chairman", "y"]),
        ("Linked To: KPD S.A.", ["Linked To: KPD S.A."]),
        ("Linked To: EXAMPLE CO., LTD.", ["Linked To: EXAMPLE CO., LTD."]),
        ("Linked To: EXAMPLE LIMITED.", ["Linked To: EXAMPLE LIMITED"]),
        ("", [""]),
    ],
)
def test_a_remark_parts_at_its_semicolons_and_nowhere_else(text, segments):
    assert remarks.segments(text) == segments


@pytest.mark.parametrize(
    ("segment", "identifier"),
    [
        ("nationality Belarus", Identifier("Nationality Country", "Belarus")),
        ("alt. citizen Russia", Identifier("Citizenship Country", "Russia")),
        ("Gender Male", Identifier("Gender", "Male")),
        ("Tax ID No. 100582346 (Belarus)", Identifier("Tax ID No.", "100582346", "Belarus")),
        (
            "Passport MP1 (Belarus) issued 21 Aug 2006 expires 20 Aug 2008",
            Identifier("Passport", "MP1", "Belarus", "issued 21 Aug 2006; expires 20 Aug 2008"),
        ),
        ("Passport MP1 expires 2008", Identifier("Passport", "MP1", None, "expires 2008")),
        (
            "Business Registration Number M9 (Florida) (United States)",
            Identifier("Business Registration Number", "M9 (Florida)", "United States"),
        ),
        ("Email Address a@b.example", Identifier("Email Address", "a@b.example")),
        ("Organization Type: Air transport (own)", Identifier("Organization Type:", "Air transport (own)")),
        ("Linked To: GUARD CORPS (IRGC)", Identifier("Linked To", "GUARD CORPS (IRGC)")),
        (
            "(Linked To: GUARD CORPS (IRGC)-QODS FORCE)",
            Identifier("Linked To", "GUARD CORPS (IRGC)-QODS FORCE"),
        ),
        (
            "Aircraft Manufacturer's Serial Number (MSN) 8057",
            Identifier("Aircraft Manufacturer's Serial Number (MSN)", "8057"),
        ),
        (
            "Executive Order 13662 Directive Determination - Subject to Directive 1",
            Identifier("Executive Order 13662 Directive Determination -", "Subject to Directive 1"),
        ),
    ],
)
def test_a_labelled_segment_becomes_an_identifier(segment, identifier):
    assert remarks.read(f"{segment}; Minister of Justice.").identifiers == [identifier]


def test_births_and_weak_names_stand_in_the_remarks():
    read = remarks.read("DOB 30 Aug 1954; alt. DOB circa 1955; alt. POB Kopys; f.k.a. 'OLD, Name'.")
    assert read.births == [
        Birth("1954-08-30", "30 Aug 1954"),
        Birth(None, "circa 1955"),
        Birth(place="Kopys"),
    ]
    assert read.names == [EntryName("OLD, Name", NameType.FKA, script="Latn", weak=True)]


@pytest.mark.parametrize(
    "segment", ["Minister of Justice", "Passportless", "Tax ID No.", "former Prosecutor General"]
)
def test_what_has_no_known_label_stays_text(segment):
    assert remarks.read(segment) == remarks.Remarks()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30 Aug 1954", "1954-08-30"),
        ("1 Apr 2003", "2003-04-01"),
        ("Aug 1954", "1954-08"),
        ("1954", "1954"),
        ("circa 1960", None),
        ("1960 to 1965", None),
        ("31 Feb 1960", None),
        ("30 Abc 1954", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_given(text, day):
    assert iso(text) == day


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2006-08-21", "2006-08-21", "21 Aug 2006"),
        ("2006-01-01", "2006-12-31", "2006"),
        ("2006-01-01", "2007-06-30", "01 Jan 2006 to 30 Jun 2007"),
        (None, "2007-06-30", "30 Jun 2007"),
        (None, None, None),
    ],
)
def test_a_period_is_written_as_in_the_other_formats(first, last, text):
    assert period(first, last) == text
