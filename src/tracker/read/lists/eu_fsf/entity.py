"""One `sanctionEntity` of FSF XML 1.1: all that is said of it stands in attributes.

The uid is `logicalId`: the schema requires it, calls it unique and says that it was kept when the data
came from an older database. `euReferenceNumber` (EU.3334.49) is optional there, and a new target may
stand on the list before it gets one: as a key it would have such a target delisted and listed again.

The one `regulation` is the latest act that amended the entry, so that its date is no day of listing;
`designationDate` is, where it is given. No name is marked as the main one (all are `strong`), and the
publisher reorders them: see `_rank`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from tracker.errors import UnreadableList
from tracker.model import EntryKind, EntryName, Identifier, ListEntry
from tracker.read.lists.eu_fsf import details, words
from tracker.read.lists.eu_fsf.details import Groups, iso_day, notes, number_of
from tracker.read.lists.eu_fsf.words import meaning
from tracker.read.scripts import script_of
from tracker.read.xmlcut import XmlLayout
from tracker.read.xmlfields import Texts, attributes, groups
from tracker.read.xmllist import Heading, XmlFormat

READER = 1
LIST = "eu_fsf"
FORMAT = "fsf_xml_1_1"
AUTHORITY = "EU"

_ACT = "regulationSummary"
_PARTS = ("firstName", "middleName", "lastName")
# A remark on a name that says how good it is for recognising somebody.
_QUALITY = re.compile(r"(good|high|low) quality(?: a\.?k\.?a\.?)?\.?", re.IGNORECASE)
# English first, then names for which no language is given.
_LANGUAGES: Mapping[str | None, int] = {"en": 0, None: 1}
_OTHER_LANGUAGE = 2


@dataclass(slots=True)
class _Named:
    """The names of a target, each with its number, and what stands beside them."""

    names: list[tuple[EntryName, int]] = field(default_factory=list)
    facts: dict[tuple[str, str], None] = field(default_factory=dict)
    more: list[Identifier] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def split(self) -> tuple[str, tuple[EntryName, ...]]:
        """The name to call the target by, and all others. Raises UnreadableList where there is none."""
        if not self.names:
            raise UnreadableList("no name")
        chosen = min(range(len(self.names)), key=lambda place: _rank(*self.names[place]))
        others = (name for place, (name, _) in enumerate(self.names) if place != chosen)
        return self.names[chosen][0].name, tuple(others)


def heading(head: etree._Element, list_name: str | None) -> Heading:
    """The moment at which the file was made; how many entities there are it does not say."""
    told = attributes(head, words.IN_HEAD)
    groups(head, frozenset({LAYOUT.entry}))
    return Heading(list_name or LIST, iso_day(told["generationDate"]) if told else None, None)


def entry(element: etree._Element, list_name: str) -> ListEntry:
    """One entity. Raises UnreadableList, or KeyError for a missing field, where it is not understood."""
    told = attributes(element, words.ENTITY)
    within = groups(element, words.IN_ENTITY)
    named = _named(within)
    name, names = named.split()
    remarks, facts = _remarks(told, within, named)
    return ListEntry(
        list=list_name,
        uid=told["logicalId"].strip(),
        kind=_kind(within),
        name=name,
        names=names,
        programmes=tuple(
            attributes(one, words.REGULATION_SAYS)["programme"] for one in within.get("regulation", ())
        ),
        births=tuple(details.births(within.get("birthdate", []))),
        identifiers=(
            *_references(told),
            *_acts(within),
            *(Identifier(label, value) for label, value in named.facts),
            *named.more,
            *details.citizenships(within.get("citizenship", [])),
            *details.documents(within.get("identification", [])),
            *facts,
        ),
        addresses=tuple(details.addresses(within.get("address", []))),
        remarks=remarks,
        listed_on=iso_day(told["designationDate"]) if "designationDate" in told else None,
    )


def _kind(within: Groups) -> EntryKind:
    kinds = {
        meaning(words.KINDS, "kind of target", attributes(one, words.SUBJECT)["code"])
        for one in within.get("subjectType", ())
    }
    if len(kinds) != 1:
        raise UnreadableList(f"{len(kinds)} kinds of target, not one")
    return kinds.pop()


def _references(told: Texts) -> Iterator[Identifier]:
    for label, name in (
        (words.EU_REFERENCE, "euReferenceNumber"),
        (words.UN_REFERENCE, "unitedNationId"),
        (words.DELISTING, "delistingDate"),
    ):
        if name in told:
            yield Identifier(label, told[name].strip())


def _acts(within: Groups) -> Iterator[Identifier]:
    for one in within.get("regulation", ()):
        told = attributes(one, words.REGULATION_SAYS)
        days = f"published {told['publicationDate']}, in force {told['entryIntoForceDate']}"
        yield Identifier(words.REGULATION, told["numberTitle"].strip(), note=days)


def _remarks(told: Texts, within: Groups, named: _Named) -> tuple[str | None, list[Identifier]]:
    """All that is said in words, and what the publisher adds by key and value.

    Remarks on details come in the order of their words, since the details come in any order.
    """
    own, facts = notes(within)
    if "designationDetails" in told:
        own.insert(0, told["designationDetails"].strip())
    said = named.notes
    parts = details.details(within, "regulation", words.IN_REGULATION)
    addresses = details.details(within, "address", words.IN_ADDRESS)
    for name in ("citizenship", "birthdate", "identification"):
        parts += details.details(within, name)
    for part in (*parts, *addresses):
        texts, more = notes(part)
        said += texts
        facts += more
    facts += details.contacts(addresses)
    return "\n".join([*own, *sorted(said)]) or None, facts


def _named(within: Groups) -> _Named:
    found = _Named()
    for alias in within.get("nameAlias", ()):
        told = attributes(alias, words.NAME)
        # Nearly all names have nothing in them but the act that they came with.
        is_plain = len(alias) == 1 and alias[0].tag == _ACT
        is_low = not is_plain and _read_notes(alias, found)
        found.names.append((_name(told, is_low), number_of(told, "logicalId") or 0))
        gender = meaning(words.GENDERS, "gender", told["gender"]) if "gender" in told else None
        for label, value in (
            (words.TITLE, told.get("title")),
            (words.FUNCTION, told.get("function")),
            (words.GENDER, gender),
        ):
            if value:
                found.facts[label, value.strip()] = None
    return found


def _read_notes(alias: etree._Element, found: _Named) -> bool:
    """Takes what is said of a name; whether it is said to be of low quality."""
    remarks, more = notes(groups(alias, words.IN_DETAIL))
    qualities = {match[1].lower() for text in remarks if (match := _QUALITY.fullmatch(text))}
    found.notes += [text for text in remarks if not _QUALITY.fullmatch(text)]
    found.more += more
    return "low" in qualities


def _name(told: Texts, is_low: bool) -> EntryName:
    # Its letters stay as they are; that blanks stand double is an accident of the publisher's.
    name = " ".join((told.get("wholeName") or " ".join(told.get(part, "") for part in _PARTS)).split())
    if not name:
        raise UnreadableList(f"the name {told['logicalId']} is empty")
    is_strong = meaning(words.TRUTH, "strength of a name", told.get("strong", "true"))
    language = told["nameLanguage"].strip().lower() if "nameLanguage" in told else None
    return EntryName(name, language=language, script=script_of(name), weak=is_low or not is_strong)


def _rank(name: EntryName, number: int) -> tuple[bool, bool, int, int]:
    """Strong before weak, Latin letters, English, then the one entered first: the same in any order."""
    language = _LANGUAGES.get(name.language, _OTHER_LANGUAGE)
    return name.weak, name.script != "Latn", language, number


def _uid(element: etree._Element) -> str:
    return element.get("logicalId", "").strip()


LAYOUT = XmlLayout(
    root="export",
    entry="sanctionEntity",
    start=re.compile(rb'\s*(<sanctionEntity(?:\s+[\w:.-]+="[^"<]*")*?\s+logicalId="(\d+)")'),
    uid_of=_uid,
    section="regulation",
    programme="programme",
    in_attribute=True,
    attributes=None,
)


def form(list_name: str | None) -> XmlFormat:
    """How `xmllist.open_xml` reads this layout."""
    return XmlFormat(FORMAT, AUTHORITY, READER, LAYOUT, lambda head: heading(head, list_name), entry)
