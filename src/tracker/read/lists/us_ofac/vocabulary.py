"""OFAC's words and what they are in ours. A word that is not here is an error, never a default.

Sources: OFAC's XSDs, and the reference values that its ENHANCED_XML carries (edition of 2025-01-10).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tracker.model import EntryKind, NameType
from tracker.read.vocabulary import Words

SDN = "us_ofac_sdn"
CONSOLIDATED = "us_ofac_cons"
AUTHORITY = "us_ofac"

# OFAC's names of its lists -> ours. All that are not the SDN list are parts of the Consolidated one.
LISTS = Words(
    "list",
    {
        "SDN List": SDN,
        "Consolidated List": CONSOLIDATED,
        "Sectoral Sanctions Identifications List": CONSOLIDATED,
        "Non-SDN Palestinian Legislative Council List": CONSOLIDATED,
        "Non-SDN CMIC List": CONSOLIDATED,
        "Non-SDN Menu-Based Sanctions List": CONSOLIDATED,
        "CAPTA List": CONSOLIDATED,
        "FSE List": CONSOLIDATED,
    },
)
# The label under which the whole list, not a part of it, names itself.
LABELS = {SDN: "SDN List", CONSOLIDATED: "Consolidated List"}

KINDS = Words(
    "kind of target",
    {
        "Individual": EntryKind.INDIVIDUAL,
        "Entity": EntryKind.ENTITY,
        "Vessel": EntryKind.VESSEL,
        "Aircraft": EntryKind.AIRCRAFT,
        # The CSV's words; it leaves the kind of a company empty.
        "individual": EntryKind.INDIVIDUAL,
        "vessel": EntryKind.VESSEL,
        "aircraft": EntryKind.AIRCRAFT,
        "": EntryKind.ENTITY,
    },
)
NAME_TYPES = Words(
    "type of name",
    {
        "a.k.a.": NameType.AKA,
        "f.k.a.": NameType.FKA,
        "n.k.a.": NameType.NKA,
        "A.K.A.": NameType.AKA,
        "F.K.A.": NameType.FKA,
        "N.K.A.": NameType.NKA,
        "aka": NameType.AKA,
        "fka": NameType.FKA,
        "nka": NameType.NKA,
    },
)
QUALITIES = Words("category of a name", {"strong": False, "weak": True})
TRUTH = Words("boolean", {"true": True, "false": False})
# ISO 15924.
SCRIPTS = Words(
    "script",
    {
        "Arabic": "Arab",
        "Armenian": "Armn",
        "Chinese Simplified": "Hans",
        "Chinese Traditional": "Hant",
        "Cyrillic": "Cyrl",
        "Georgian": "Geor",
        "Greek": "Grek",
        "Hangul": "Hang",
        "Hebrew": "Hebr",
        "Japanese": "Jpan",
        "Korean": "Kore",
        "Latin": "Latn",
    },
)

# Labels of ours, for what OFAC gives a column or an element of its own instead of a label.
TITLE = "Title"
NATIONALITY = "Nationality Country"
CITIZENSHIP = "Citizenship Country"
LINKED_TO = "Linked To"
CALL_SIGN = "Vessel Call Sign"
VESSEL_TYPE = "Vessel Type"
VESSEL_FLAG = "Vessel Flag"
VESSEL_OWNER = "Vessel Owner"
TONNAGE = "Tonnage"
GROSS_TONNAGE = "Gross Registered Tonnage"
SANCTIONS_TYPE = "Sanctions Type"
LIVING_STATUS = "Living Status"


@cache
def labels() -> Mapping[str, tuple[str, ...]]:
    """`documents` and `features` of labels.toml."""
    table = tomllib.loads(files(__package__).joinpath("labels.toml").read_text(encoding="utf-8"))
    return {group: tuple(words) for group, words in table.items()}
