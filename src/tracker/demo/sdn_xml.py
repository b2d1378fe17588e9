"""Whole lists in the layout of OFAC's SDN.XML, put together from entries that stay byte for byte.

Layout: the XSD that OFAC publishes for SDN.XML, current namespace; `publshInformation` is OFAC's
own spelling. Entries are cut out of a file and written back unparsed, so that two lists differ by
exactly the entries that one of them lacks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from tracker.errors import ArchiveBroken

_ENTRY = re.compile(rb"[ \t]*<sdnEntry>.*?</sdnEntry>", re.DOTALL)
_UID = re.compile(rb"<uid>(\d+)</uid>")
_COUNT = re.compile(rb"<Record_Count>(\d+)</Record_Count>")
_HEAD = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">
  <publshInformation>
    <Publish_Date>{on:%m/%d/%Y}</Publish_Date>
    <Record_Count>{count}</Record_Count>
  </publshInformation>
"""
_TAIL = b"\n</sdnList>\n"
# "N (Connecticut) (United States)" of the csv: the country is the last bracket, the other one is the
# register's own. A rebuilt file had them the wrong way round.
_SWAPPED = re.compile(
    rb"<idNumber>([^<]*) \(([^()<]*)\)</idNumber>(\s*)<idCountry>([^<]*)</idCountry>",
)


def cut(body: bytes) -> dict[str, bytes]:
    """The entries of an SDN.XML by uid, in its order, each as it stands there (line ends as "\\n").

    Raises ArchiveBroken where the file does not hold as many entries as it says.
    """
    entries: dict[str, bytes] = {}
    for found in _ENTRY.findall(body.replace(b"\r\n", b"\n")):
        uid = _UID.search(found)
        if uid is None:
            raise ArchiveBroken("an sdnEntry has no uid")
        entries[uid[1].decode()] = found
    declared = _COUNT.search(body)
    if declared is None or int(declared[1]) != len(entries):
        raise ArchiveBroken(f"SDN.XML: {len(entries)} entries do not match its own Record_Count")
    return entries


def put_together(
    entries: Mapping[str, bytes], on: date, without: Collection[str] = (), line_end: bytes = b"\r\n"
) -> bytes:
    """A whole list of `entries` less the uids `without`, with the Publish_Date `on`."""
    kept = [entry for uid, entry in entries.items() if uid not in without]
    head = _HEAD.format(on=on, count=len(kept)).encode()
    return (head + b"\n".join(kept) + _TAIL).replace(b"\n", line_end)


def repaired(entries: Mapping[str, bytes]) -> dict[str, bytes]:
    """The entries with the country of an identifier and the bracket of its number put right."""
    return {
        uid: _SWAPPED.sub(rb"<idNumber>\1 (\4)</idNumber>\3<idCountry>\2</idCountry>", entry)
        for uid, entry in entries.items()
    }
