"""The words of FSF XML 1.1: which attributes and elements it has, and what its values are in ours.

From the publisher's schema (20171012-FULL-schema-1_1). What is not here is an error, never a default.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from tracker.errors import UnreadableList
from tracker.model import EntryKind

_T = TypeVar("_T")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


KINDS = {"person": EntryKind.INDIVIDUAL, "enterprise": EntryKind.ENTITY}
TRUTH = {"true": True, "1": True, "false": False, "0": False}
GENDERS = {"M": "Male", "F": "Female", "?": None}
CALENDARS = {"GREGORIAN": None, **{name: name for name in ("ISLAMIC", "BUDDHIST", "COPTIC", "ETHIOPIC")}}

# Labels of ours, for what has an attribute of its own.
EU_REFERENCE = "EU Reference Number"
UN_REFERENCE = "UN Reference Number"
REGULATION = "Regulation"
TITLE = "Title"
FUNCTION = "Function"
GENDER = "Gender"
DELISTING = "Delisting Date"
CITIZENSHIP = "Citizenship Country"

# ---- What may stand where. Of this is not read: the act that each detail came with, the language that
# act was read in, the keys of details and acts, the kind of an act, the parts of a whole name, the kind
# of target in one letter, when an address was known.
_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
IN_HEAD = frozenset({"generationDate", "globalFileId", _SCHEMA})
ENTITY = _names("logicalId euReferenceNumber unitedNationId designationDate designationDetails delistingDate")
NOTES = _names("remark additionalInformation")
IN_ENTITY = NOTES | _names("regulation subjectType nameAlias citizenship birthdate address identification")
REGULATION_SAYS = _names(
    "regulationType organisationType publicationDate entryIntoForceDate numberTitle programme logicalId"
)
IN_REGULATION = NOTES | {"publicationUrl", "corrigendum"}
SUBJECT = _names("code classificationCode")
INFORMATION = _names("key value")
_DETAIL = _names("logicalId regulationLanguage")
IN_DETAIL = NOTES | {"regulationSummary"}
IN_ADDRESS = IN_DETAIL | {"contactInfo"}
_COUNTRY = _names("countryIso2Code countryDescription region")
NAME = _DETAIL | _names("firstName middleName lastName wholeName function gender title nameLanguage strong")
CITIZEN = _DETAIL | _COUNTRY | {"acquisitionDate", "disenfranchisementDate"}
BIRTH = (
    _DETAIL
    | _COUNTRY
    | _names(
        "circa calendarType city zipCode birthdate dayOfMonth monthOfYear year yearRangeFrom yearRangeTo "
        "place"
    )
)
ADDRESS = _DETAIL | _COUNTRY | _names("city street poBox zipCode place asAtListingTime")
IDENTIFICATION = (
    _DETAIL
    | _COUNTRY
    | _names(
        "diplomatic knownExpired knownFalse reportedLost revokedByIssuer issueDate issuedBy latinNumber "
        "nameOnDocument number validFrom validTo identificationTypeCode identificationTypeDescription"
    )
)


def meaning(words: Mapping[str, _T], what: str, word: str) -> _T:
    """What a word means. Raises UnreadableList for one that is not known."""
    if word not in words:
        raise UnreadableList(f"unknown {what} {word!r}")
    return words[word]
