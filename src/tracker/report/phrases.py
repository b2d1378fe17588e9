"""What readers are told, word for word, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model import (
    Action,
    DateBasis,
    Effect,
    EvidenceRole,
    LinkKind,
    Origin,
    RecordType,
    Relation,
    SinceBasis,
    Status,
)
from tracker.resolve.ties.elsewhere import Found

ACTION: Mapping[Action, str] = {
    Action.DESIGNATE: "designated",
    Action.DELIST: "delisted",
    Action.EASE: "eased, still listed",
    Action.LICENCE: "licensed, still listed",
    Action.EXTEND: "prolonged",
    Action.TIGHTEN: "tightened",
    Action.EXPIRE: "licence ended",
    Action.AMEND: "amended, how is not said",
}

# Of what only pages tell: nobody looked at the list, so nothing is said of it.
ACTION_TOLD: Mapping[Action, str] = {**ACTION, Action.EASE: "eased", Action.LICENCE: "licensed"}

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

# Of how developments go together; the second is that the other one is the later. {lag}: "2 days earlier".
LINK: Mapping[tuple[LinkKind, bool], str] = {
    (LinkKind.NEXT_RUNG, False): "the step before, {lag}",
    (LinkKind.NEXT_RUNG, True): "the next step, {lag}",
    (LinkKind.EXCHANGED_FOR, False): "exchanged for, as a source says, {lag}",
    (LinkKind.EXCHANGED_FOR, True): "exchanged for, as a source says, {lag}",
    (LinkKind.COINCIDES_WITH, False): "coincides with (only the days agree), {lag}",
    (LinkKind.COINCIDES_WITH, True): "coincides with (only the days agree), {lag}",
    (LinkKind.AFTER_TALKS, False): "after talks, {lag}",
    (LinkKind.AFTER_TALKS, True): "followed by, {lag}",
    (LinkKind.SHOWN_BY, False): "the official notice of it, {lag}",
    (LinkKind.SHOWN_BY, True): "the list change that shows it, {lag}",
}
SAME_DAY = "on the same day"
EARLIER = "{days} earlier"
LATER = "{days} later"
EXCHANGED = "In exchange, as a source says: {summary}{more}"
LADDER = "Ladder of relief"
LADDER_OF = "Ladder of relief, {targets}"

# Of a target that was delisted, on the lists of others: what is known, in the order of telling. {lists} are
# authorities with what follows in brackets.
ELSEWHERE = "On other lists"
ELSEWHERE_OF = "On other lists, {targets}"
ON_LISTS: Mapping[Found, str] = {
    Found.STILL: "still on {lists}",
    Found.LATER: "listed later by {lists}",
    Found.LEFT: "no longer under these programmes on {lists}",
    Found.GONE: "no longer on {lists}",
    Found.DOUBTFUL: "perhaps on {lists}",
    Found.NO_ENTRY: "no entry of it found on {lists}",
    Found.NOT_KNOWN: "not known: {lists}",
}
SINCE: Mapping[SinceBasis, str] = {
    SinceBasis.STATED: "since {day}",
    SinceBasis.FIRST_SEEN: "first seen there on {day}",
    SinceBasis.OR_BEFORE: "since {day} or before",
}
# Nothing is known, or something is.
NOT_ALL_KNOWN = ("not known", "others not known")
GONE_SINCE = "not there on {day}"
SEEN = "seen {day}"
LAST_SEEN_BEFORE = "last seen {day}"
NEVER_SEEN = "not read yet"
ON_LIST = "{list} ({facts})"

# Of how many there were.
COUNTS_DIFFER = "the counts differ: {counts}"
COUNT_SAID = "{number} according to {who}{official}"
COUNT_NO_MORE = "{told}, who says so no more"
COUNT_OF = "{number} ({of})"
AT_LEAST = "at least {number}"
OFFICIALLY = " (official)"
NOBODY_NAMED = "a source that is not named"
IMPORTED = "imported documents"
NO_PUBLISHER = "an imported document without publisher"
NAMED_SO_FAR = "{said} announced, {named} named so far, according to {who}"
ONLY_NAMED = "{named} named so far"
ONLY_REGISTER = "only a register states it: they are in prison no more; why, it does not say"

# Of what pages say besides, in the order of reading.
FACTS: Mapping[str, str] = {
    "kind": "kind",
    "country": "country",
    "subgroups": "among them",
    "nationalities": "citizens of",
    "destination": "taken to",
    "counterpart": "counterpart",
    "parties": "parties",
    "officials": "officials",
    "place": "place",
    "sector": "sector",
    "instrument": "instrument",
    "in_force": "in force from",
    "valid_until": "until",
}

# How sure the surest record is: from so much on, in words.
CONFIDENCE: tuple[tuple[float, str], ...] = ((0.85, "high"), (0.75, "fair"), (0.0, "low"))

# Languages of documents, by their codes.
LANGUAGE: Mapping[str, str] = {
    "be": "Belarusian",
    "be-Latn": "Belarusian in Latin script",
    "en": "English",
    "lt": "Lithuanian",
    "pl": "Polish",
    "ru": "Russian",
    "uk": "Ukrainian",
}
LANGUAGE_NOT_KNOWN = "a language that is not known"
ARTICLE_SAYS = "the article says {said} ({field}); found: {found}"
ALONE = "Told by {publisher} alone."
CONFIRMED = "Told by {number} publishers: {publishers}."
VOICES = "Independent of one another: {voices} of them."
WHEN = "The day: {when}."
CERTAINTY = "confidence: {confidence}; {when}"
REPOST = "One voice (one text, one agency or one publisher): {publishers}."
NO_MORE = "{role}, but says so no more"
ROWS = ", {rows} rows"

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
ROW_WITHHELD = "[row of the register withheld]"
ADDRESS_WITHHELD = "[address withheld: it names a person]"
NOT_NAMED = "not named here"
PERSON_NOT_NAMED = f"a person who is {NOT_NAMED}"
PEOPLE_NOT_NAMED = f"{{count}} people who are {NOT_NAMED}"
# Of a name that may be a person's or a firm's.
TARGET_NOT_NAMED = f"a target that is {NOT_NAMED}"
TARGETS_NOT_NAMED = f"{{count}} targets that are {NOT_NAMED}"
# After one, after several.
ALSO_NOT_NAMED = (f"1 more is {NOT_NAMED}", f"{{count}} more are {NOT_NAMED}")
ONLY_NOT_NAMED = (PERSON_NOT_NAMED, PEOPLE_NOT_NAMED)
NAMED = "freed: {names}"

# What a person decided.
NOTE_BY_HAND = "{text} (added by hand on {day})"
CONFIRMED_BECAUSE = "confirmed by hand on {day}: {why}"
CONFIRMED_BY_HAND = "confirmed by hand on {day}"
WITHDRAWN_SINCE = "withdrawn: {why}"
BASIS: Mapping[DateBasis, str] = {
    DateBasis.OFFICIAL: "official date",
    DateBasis.STATED: "as pages state",
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


def days(number: int) -> str:
    """ "1 day", "101 days"."""
    return f"{number:,} {'day' if number == 1 else 'days'}"


def confidence(share: float) -> str:
    """ "low (0.62)": how sure the surest record is."""
    return f"{next(words for least, words in CONFIDENCE if share >= least)} ({share:.2f})"
