"""What readers are told, word for word, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model import Action, DateBasis, Effect, EvidenceRole, Origin, RecordType, Relation, Status

ACTION: Mapping[Action, str] = {
    Action.DESIGNATE: "designated",
    Action.DELIST: "delisted",
    Action.EASE: "eased, still listed",
    Action.LICENCE: "licensed, still listed",
    Action.EXTEND: "prolonged",
    Action.TIGHTEN: "tightened",
}

TYPE: Mapping[RecordType, str] = {
    RecordType.RELEASE: "release",
    RecordType.SANCTION: "sanction",
    RecordType.CONTACT: "contact",
}

STATUS: Mapping[Status, str] = {
    Status.ACTUAL: "it happened",
    Status.ANNOUNCED: "officially announced, not yet done",
}

RELATION: Mapping[Relation, str] = {
    Relation.NEW: "new since the article",
    Relation.KNOWN: "the article tells it",
    Relation.EARLIER: "before the article, which does not tell it",
    Relation.CORRECTS: "corrects the article",
}

EFFECT: Mapping[Effect, str] = {
    Effect.MOVES: "moves the question",
    Effect.ANSWERS: "answers the question",
}

ROLE: Mapping[EvidenceRole, str] = {
    EvidenceRole.STATES: "states it",
    EvidenceRole.LAST_SEEN: "last seen",
    EvidenceRole.FIRST_MISSING: "first missing",
    EvidenceRole.LAST_MISSING: "last missing",
    EvidenceRole.FIRST_SEEN: "first seen",
}

ORIGIN: Mapping[Origin, str] = {
    Origin.LIVE: "fetched live",
    Origin.IMPORT: "imported, not fetched by us",
    Origin.PUBLISHED: "as published, from an archive",
    Origin.REBUILT: "rebuilt from dated facts, not the published bytes",
    Origin.DEMO: "written for the demo",
}

# Of these the address is where they were fetched; of the others, what they stand for.
FETCHED = frozenset({Origin.LIVE, Origin.IMPORT})

DAY_TOO = "; so is the official date"

# For what the two ends of an observed interval are: until then the target stood, or did not.
LAST_LOOK: Mapping[Action, str] = {
    Action.DELIST: "when it was last seen",
    Action.EASE: "when it was last seen under that programme",
    Action.DESIGNATE: "when it was not yet there",
}

RELIEF = frozenset({Action.DELIST, Action.EASE, Action.LICENCE})

# This is no screening tool.
CAVEAT = (
    "Relief by one authority leaves the measures of the others in force; "
    "whether ownership rules (such as OFAC's 50 per cent rule) still block anybody is not assessed."
)

STILL_LISTED = "The target stays on the list under other programmes: this is no delisting."

# Of people who are not shown by name (report.naming).
NAME_WITHHELD = "[name withheld]"
ADDRESS_WITHHELD = "[address withheld: it names a person]"
NOT_NAMED = "not named here"
PERSON_NOT_NAMED = f"a person who is {NOT_NAMED}"
PEOPLE_NOT_NAMED = f"{{count}} people who are {NOT_NAMED}"
# After one, after several.
ALSO_NOT_NAMED = (f"1 more is {NOT_NAMED}", f"{{count}} more are {NOT_NAMED}")
ONLY_NOT_NAMED = (PERSON_NOT_NAMED, PEOPLE_NOT_NAMED)
NAMED = "freed: {names}"

# What a person decided.
NOTE_BY_HAND = "{text} (added by hand on {day})"
CONFIRMED = "confirmed by hand on {day}: {why}"
CONFIRMED_ONLY = "confirmed by hand on {day}"
WITHDRAWN_SINCE = "withdrawn: {why}"
BASIS: Mapping[DateBasis, str] = {
    DateBasis.OFFICIAL: "official date",
    DateBasis.STATED: "as a page states",
    DateBasis.OBSERVED: "as observed",
}
DAY_NOT_KNOWN = "on a day that is not known"
NOTHING_NEW = "No developments."

# Of what a digest told before.
WITHDRAWN = "This is withdrawn: what we said rests on nothing that still stands."
WITHDRAWN_BECAUSE = "This is withdrawn: {why}."
MERGED = "This is the same event as {id}: {summary}."
# What was taken back and proved right.
TAKEN_BACK = "This is withdrawn: {said}"
TAKEN_AS_ANOTHER = "This is the same event as another: {said}"
ENDS = "{name} ({authority}) ends on this day unless it is prolonged"

# Of our own troubles, by the kind of incident.
OWN_LINE = "Our own line was down: most hosts gave no answer, and no source is blamed for it"
INCIDENT = "{kind} {subject}: {message}"
INCIDENTS: Mapping[str, str] = {
    "visit": "An error of ours in the visit to",
    "hang": "A visit does not end:",
    "store": "The database or its evidence cannot be used:",
    "job": "A job of the tracker fails:",
    "configuration": "A new configuration was refused, the old one stays:",
    "zone": "There is no data of the time zone",
}
NOT_DELIVERED = "Messages that could not be delivered: {count} ({whys}); see tracker outbox list"

NOTICE_SUBJECT = "[Tracker] at once: {first}{more}"
AND_MORE = ", and {count} more"
