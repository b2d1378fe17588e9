"""Entities of the EU's list, invented, to be written as FSF XML 1.1 in any of its possible forms."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"
SUMMARY = (
    '<regulationSummary regulationType="amendment" publicationDate="2021-06-21" '
    'numberTitle="2021/997 (OJ L219I)" publicationUrl="https://act.example/1"/>'
)


def attributes(**values: str) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())


def alias(number: int, whole: str, language: str = "EN", *, inside: str = "", **values: str) -> str:
    told = {
        "firstName": "",
        "middleName": "",
        "lastName": "",
        "wholeName": whole,
        "function": "",
        "title": "",
        "nameLanguage": language,
        "strong": "true",
        "regulationLanguage": "en",
        "logicalId": str(number),
        **values,
    }
    return f"        <nameAlias{attributes(**told)}>{inside}{SUMMARY}</nameAlias>\n"


def detail(name: str, number: int = 9, *, inside: str = "", **values: str) -> str:
    """A birthdate, address, citizenship or identification."""
    told = {
        "countryIso2Code": "00",
        "countryDescription": "UNKNOWN",
        **values,
        "regulationLanguage": "en",
        "logicalId": str(number),
    }
    return f"        <{name}{attributes(**told)}>{inside}{SUMMARY}</{name}>\n"


def entity(
    uid: int | str,
    *parts: str,
    kind: str = "person",
    programme: str = "BLR",
    remark: str = "",
    act: str = "2021/997 (OJ L219I)",
    **values: str,
) -> str:
    """One entity; without parts it has one name, made of its number."""
    told = {"designationDetails": "", "unitedNationId": "", "euReferenceNumber": f"EU.{uid}.1", **values}
    regulation = attributes(
        regulationType="amendment",
        organisationType="council",
        publicationDate="2021-06-21",
        entryIntoForceDate="2021-06-22",
        numberTitle=act,
        programme=programme,
        logicalId="139196",
    )
    subject = attributes(code=kind, classificationCode="P" if kind == "person" else "E")
    return (
        f"    <sanctionEntity{attributes(**told, logicalId=str(uid))}>\n"
        + (f"        <remark>{remark}</remark>\n" if remark else "")
        + f"        <regulation{regulation}>\n            <publicationUrl>https://act.example/1</publicationUrl>\n"
        f"        </regulation>\n        <subjectType{subject}/>\n"
        + ("".join(parts) or alias(int(uid) * 10, f"EXAMPLE WORKS {uid}"))
        + "    </sanctionEntity>\n"
    )


def export(entities: Iterable[str], made: str = "2025-08-01T06:00:00.000+02:00") -> bytes:
    """The whole file."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<export xmlns="{NAMESPACE}" generationDate="{made}" globalFileId="171703">\n'
        f"{''.join(entities)}</export>\n"
    ).encode()
