"""Full-size lists of invented targets, to measure time and memory with; the same bytes on every run.

The layouts are the publishers', the sizes theirs or more: entries are about as long as real ones, and about
as many of them are the subject's. The content is meaningless.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from tracker.read.lists.uk_fcdo.layout import layout

UK_ENTRIES = 12_000
UK_ROWS_A_SIDE = 3
CA_ENTRIES = 60_000
# Of 6,340 entries of the UK's list 167 are the subject's, of Canada's 5,000 about 320.
UK_SUBJECT_ONE_IN = 38
CA_SUBJECT_ONE_IN = 16
BELARUS = "The Republic of Belarus (Sanctions) (EU Exit) Regulations 2019"
OTHERS = "The Russia (Sanctions) (EU Exit) Regulations 2019"


def words(seed: str, count: int) -> list[str]:
    """Invented words, always the same of one seed."""
    drawn: list[str] = []
    while len(drawn) < count:
        drawn += [
            f"{byte:02x}".translate(_LETTERS) * 3 for byte in sha256(f"{seed} {len(drawn)}".encode()).digest()
        ]
    return drawn[:count]


_LETTERS = str.maketrans("0123456789abcdef", "aeioubdgklmnprst")


def make_uk_xml(path: Path, entries: int = UK_ENTRIES) -> None:
    """UK-Sanctions-List.xml, about 40 MB."""
    with path.open("w", encoding="utf-8", newline="\r\n") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<Designations>\n')
        file.write("  <DateGenerated>10/11/2026</DateGenerated>\n")
        for number in range(entries):
            file.write("".join(f"  {line}\n" for line in _designation(number)))
        file.write("</Designations>\n")


def _designation(number: int) -> Iterator[str]:
    a, b, *rest = words(str(number), 360)
    regime = BELARUS if number % UK_SUBJECT_ONE_IN == 0 else OTHERS
    yield "<Designation>"
    yield "  <LastUpdated>01/02/2021</LastUpdated>"
    yield "  <DateDesignated>01/02/2021</DateDesignated>"
    yield f"  <UniqueID>INV{number:05}</UniqueID>"
    yield f"  <OFSIGroupID>{number + 20000}</OFSIGroupID>"
    yield "  <Names>"
    for at in range(UK_ROWS_A_SIDE):
        kind = "Primary Name" if at == 0 else "Primary Name Variation"
        yield f"    <Name>\n      <Name1>{a}</Name1>\n      <Name6>{b}{at}</Name6>"
        yield f"      <NameType>{kind}</NameType>\n    </Name>"
    yield "  </Names>"
    yield "  <NonLatinNames>\n    <NonLatinName>\n      <NameNonLatinScript>Прыклад</NameNonLatinScript>"
    yield "    </NonLatinName>\n  </NonLatinNames>"
    yield f"  <RegimeName>{regime}</RegimeName>"
    yield "  <IndividualEntityShip>Individual</IndividualEntityShip>"
    yield "  <DesignationSource>UK</DesignationSource>"
    yield "  <SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed>"
    yield "  <SanctionsImposedIndicators>\n    <AssetFreeze>true</AssetFreeze>"
    yield "    <TravelBan>true</TravelBan>\n  </SanctionsImposedIndicators>"
    yield f"  <OtherInformation>{' '.join(rest[:60])}</OtherInformation>"
    yield f"  <UKStatementofReasons>\n{' '.join(rest[60:200])}</UKStatementofReasons>"
    yield "  <Addresses>"
    for at in range(UK_ROWS_A_SIDE):
        yield f"    <Address>\n      <AddressLine1>{at} {rest[at]}</AddressLine1>"
        yield "      <AddressCountry>Belarus</AddressCountry>\n    </Address>"
    yield "  </Addresses>"
    yield "  <IndividualDetails>\n    <Individual>"
    yield "      <DOBs>\n        <DOB>dd/mm/1970</DOB>\n      </DOBs>"
    yield "      <Nationalities>\n        <Nationality>Belarus</Nationality>\n      </Nationalities>"
    yield "    </Individual>\n  </IndividualDetails>"
    yield "</Designation>"


def make_uk_csv(path: Path, entries: int = UK_ENTRIES) -> None:
    """The CSV beside it, each name crossed with each address: nine rows a target, about 110 MB."""
    columns = (*layout().single.values(), *(name for one in layout().groups.values() for name in one.columns))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("Report Date: 10-Nov-2026\n")
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        for number in range(entries):
            a, b, *rest = words(str(number), 360)
            shared = {
                "Unique ID": f"INV{number:05}",
                "Last Updated": "01/02/2021",
                "Date Designated": "01/02/2021",
                "OFSI Group ID": number + 20000,
                "Regime Name": BELARUS if number % UK_SUBJECT_ONE_IN == 0 else OTHERS,
                "Designation Type": "Individual",
                "Designation source": "UK",
                "Sanctions Imposed": "Asset freeze|Travel Ban",
                "Other Information": " ".join(rest[:60]),
                "UK Statement of Reasons": "\n" + " ".join(rest[60:200]),
                "D.O.B": "dd/mm/1970",
                "Name 1": a,
            }
            writer.writerows(
                {
                    **shared,
                    "Name 6": f"{b}{name}",
                    "Name type": "Primary Name" if name == 0 else "Primary Name Variation",
                    "Address Line 1": f"{address} {rest[address]}",
                    "Address Country": "Belarus",
                }
                for name in range(UK_ROWS_A_SIDE)
                for address in range(UK_ROWS_A_SIDE)
            )


def make_ca_xml(path: Path, entries: int = CA_ENTRIES) -> None:
    """sema-lmes.xml with the tags of today, about 30 MB: ten times the real one."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<data-set>\n')
        for number in range(entries):
            a, b, c, d = words(str(number), 4)
            country = "Belarus / Bélarus" if number % CA_SUBJECT_ONE_IN == 0 else "Russia / Russie"
            born = "DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire"
            file.write(
                f"\t<record>\n\t\t<Country-Pays>{country}</Country-Pays>\n"
                f"\t\t<LastName-NomDeFamille>{a}{number}</LastName-NomDeFamille>\n"
                f"\t\t<GivenName-Prenom>{b} {c}</GivenName-Prenom>\n"
                f"\t\t<Aliases-Alias>{c} {d}, {d} {c}</Aliases-Alias>\n\t\t<{born}>1970-01-02</{born}>\n"
                f"\t\t<Schedule-Annexe>1, Part 1</Schedule-Annexe>\n"
                f"\t\t<Item-NumeroDarticle>{number}</Item-NumeroDarticle>\n"
                "\t\t<DateOfListing-DateDinscription>2021-02-01</DateOfListing-DateDinscription>\n\t</record>\n"
            )
        file.write("</data-set>\n")
