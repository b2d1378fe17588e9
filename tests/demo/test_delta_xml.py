"""A rebuilt DeltaFile carries the whole record in the publisher's layout."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from tracker.demo.delta_xml import Removal, read_period, removal_delta

ENTRY = b"""  <sdnEntry>
    <uid>77</uid>
    <firstName>Ivan</firstName>
    <lastName>PRYKLAD</lastName>
    <title>Director</title>
    <sdnType>Individual</sdnType>
    <remarks>(Linked To: EXAMPLE WORKS &amp; SONS)</remarks>
    <programList>
      <program>EXAMPLE-EO1</program>
      <program>EXAMPLE-EO2</program>
    </programList>
    <idList>
      <id><uid>1</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
      <id><uid>2</uid><idType>Passport</idType><idNumber>MP0000000</idNumber><idCountry>Belarus</idCountry></id>
    </idList>
    <akaList>
      <aka><uid>3</uid><type>a.k.a.</type><category>weak</category><lastName>\xd0\x86\xd0\xb2\xd0\xb0\xd0\xbd</lastName></aka>
    </akaList>
    <addressList>
      <address><uid>4</uid><city>Minsk</city><country>Belarus</country></address>
    </addressList>
    <dateOfBirthList>
      <dateOfBirthItem><uid>5</uid><dateOfBirth>07 Feb 1979</dateOfBirth></dateOfBirthItem>
    </dateOfBirthList>
  </sdnEntry>"""


def entity_of(body: bytes) -> etree._Element:
    entity = etree.fromstring(body).find("{*}entities/{*}entity")
    assert entity is not None
    return entity


def texts(entity: etree._Element, path: str) -> list[str]:
    return [found.text or "" for found in entity.iterfind("/".join(f"{{*}}{tag}" for tag in path.split("/")))]


def test_the_record_is_whole() -> None:
    entity = entity_of(removal_delta(date(2026, 7, 23), [Removal(ENTRY, date(2021, 8, 9))]))
    assert (entity.get("id"), entity.get("action")) == ("77", "remove")
    assert texts(entity, "generalInfo/remarks") == ["(Linked To: EXAMPLE WORKS & SONS)"]
    assert texts(entity, "sanctionsPrograms/sanctionsProgram") == ["EXAMPLE-EO1", "EXAMPLE-EO2"]
    assert texts(entity, "names/name/translations/translation/formattedFullName") == ["PRYKLAD, Ivan", "Іван"]
    assert texts(entity, "names/name/translations/translation/script") == ["Latin", "Cyrillic"]
    assert texts(entity, "names/name/isLowQuality") == ["false", "true"]
    assert texts(entity, "features/feature/type") == ["Birthdate", "Gender"]
    assert texts(entity, "features/feature/valueDate/fromDateBegin") == ["1979-02-07"]
    assert texts(entity, "identityDocuments/identityDocument/documentNumber") == ["MP0000000"]
    assert texts(entity, "addresses/address/country") == ["Belarus"]
    listed = entity.find("{*}sanctionsLists/{*}sanctionsList")
    assert listed is not None
    assert listed.get("datePublished") == "2021-08-09"


@pytest.mark.parametrize(
    ("day", "dated"),
    [
        (date(2026, 7, 23), b"2026-07-23T00:00:00-04:00"),
        (date(2025, 11, 4), b"2025-11-04T00:00:00-05:00"),
    ],
)
def test_a_publication_is_dated_midnight_in_washington(day: date, dated: bytes) -> None:
    assert b"<datePublished>" + dated + b"</datePublished>" in removal_delta(day, [])


def test_lines_end_as_the_publisher_ends_them() -> None:
    body = removal_delta(date(2026, 7, 23), [Removal(ENTRY)])
    assert body.count(b"\n") == body.count(b"\r\n")
    assert body.endswith(b"</sanctionsData>")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("07 Feb 1979", (date(1979, 2, 7), date(1979, 2, 7))),
        ("Oct 2021", (date(2021, 10, 1), date(2021, 10, 31))),
        ("Dec 2021", (date(2021, 12, 1), date(2021, 12, 31))),
        ("1998", (date(1998, 1, 1), date(1998, 12, 31))),
        ("circa 1998", None),
    ],
)
def test_a_date_is_as_exact_as_its_words(text: str, period: tuple[date, date] | None) -> None:
    assert read_period(text) == period
