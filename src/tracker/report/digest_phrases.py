"""What the digest says in its own words, in one place. What is told of a development: report.phrases."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model import Action, RecordType

# Of each: the word after one, the word after several.
Counted = tuple[str, str]

TAG = "Tracker"
TAG_DEMO = "Tracker demo"

DONE: Mapping[Action, Counted] = {
    Action.DELIST: ("delisted", "delisted"),
    Action.EASE: ("eased but still listed", "eased but still listed"),
    Action.LICENCE: ("licensed but still listed", "licensed but still listed"),
    Action.DESIGNATE: ("designated", "designated"),
    Action.TIGHTEN: ("tightened", "tightened"),
    Action.EXTEND: ("prolonged", "prolonged"),
    Action.EXPIRE: ("licence ended", "licences ended"),
    Action.AMEND: ("amendment of measures", "amendments of measures"),
}
# Of what only pages tell: nobody looked at the list, so nothing is said of it.
DONE_TOLD: Mapping[Action, Counted] = {
    **DONE,
    Action.EASE: ("eased", "eased"),
    Action.LICENCE: ("licensed", "licensed"),
}
# Announced is not done: neither a count nor a heading may read as if it were.
ANNOUNCED: Mapping[Action, Counted] = {
    Action.DELIST: ("delisting announced", "delistings announced"),
    Action.EASE: ("easing announced", "easings announced"),
    Action.LICENCE: ("licence announced", "licences announced"),
    Action.DESIGNATE: ("designation announced", "designations announced"),
    Action.TIGHTEN: ("tightening announced", "tightenings announced"),
    Action.EXTEND: ("prolongation announced", "prolongations announced"),
    Action.EXPIRE: ("end of a licence announced", "ends of licences announced"),
    Action.AMEND: ("amendment announced", "amendments announced"),
}
TYPE_DONE: Mapping[RecordType, Counted] = {
    RecordType.RELEASE: ("release", "releases"),
    RecordType.SANCTION: ("act on sanctions", "acts on sanctions"),
    RecordType.CONTACT: ("contact", "contacts"),
}
TYPE_ANNOUNCED: Mapping[RecordType, Counted] = {
    RecordType.RELEASE: ("release announced", "releases announced"),
    RecordType.SANCTION: ("act on sanctions announced", "acts on sanctions announced"),
    RecordType.CONTACT: ("contact announced", "contacts announced"),
}
BEFORE: Counted = ("from before the article", "from before the article")
BEFORE_HEADING = "From before the article: {what}"
# Of a sanction somebody is the author; of a release or a contact the authority is only where it was.
ACT_BY = "{what} by {whom}"
ACT_AT = "{what}, {whom}"

CORRECTION: Counted = ("CORRECTION", "CORRECTIONS")
CHANGED: Counted = ("changed", "changed")
REVIEW: Counted = ("to review", "to review")
REGISTERS: Counted = ("new state of a register of prisoners", "new states of registers of prisoners")
UPCOMING: Counted = ("measure ends soon", "measures end soon")
SOURCES: Counted = ("source to look at", "sources to look at")
OURS: Counted = ("fault of the tracker", "faults of the tracker")

NOTHING_NEW = "nothing new"
NONE_REACHED = "no source reached"
SINCE_ARTICLE = "Since the article"
SINCE_ARTICLE_OF = "Since the article of {day}"
NOTHING_SINCE = "Nothing new since the article of {day}"
NOT_KNOWN = "No source was reached; whether anything is new is not known"
REACHED = "{reached} of {enabled} sources reached"
REACHED_SHORT = "{reached}/{enabled} sources"
LONGEST = "longest without an answer: {source}, last reached {when}"
NEVER = "never"

TITLE = "Digest of {day}"
CORRECTIONS_HEADING = "Corrections"
NEW_HEADING = "New"
NEW_HEADING_FIRST = "What has happened"
CHANGED_HEADING = "Changed since it was told"
QUESTIONS_HEADING = "The article's open questions"
REGISTERS_HEADING = "Registers of prisoners"
REVIEW_HEADING = "To review"
TOTALS_HEADING = "In all since the article of {day}"
UPCOMING_HEADING = "Coming up"
HEALTH_HEADING = "Sources"

SAID_IN_DIGEST = "In the digest of {day} we said: “{said}”"
SAID_AT_ONCE = "On {day} we said at once: “{said}”"
TRUE_IS = "True is"
TOLD_AS = "Told as"
AS_IT_STANDS = "As it stands"
TOLD_AT_ONCE = "told at once on {when} ({zone})"
CHANGE = "{before} → {now}"
NOTE = "Note"
ARTICLE = "The article, {claim}"
SOURCE = "Source"
STANDS_FOR = "Stands for"
PUBLISHED_BY = "{title}, published by {publisher}"
NO_ADDRESS = "no address"
ORIGIN = "Origin"
MORE_SOURCES: Counted = ("more source", "more sources")
QUESTION_MOVED = "Moved, not answered: “{text}”"
QUESTION_ANSWERED_IN_PART = "Answered in part ({parts}): “{text}”"
QUESTION_ANSWERED = "Answered: “{text}”"
MORE_DEVELOPMENTS = "and {number} more"
ENDS = "Ends on {day} unless it is prolonged: {words}"


GROUP = "{what}: {number}"
GROUP_CUT = "{what}: {shown} of {number} shown here"
MORE: Counted = ("more does not fit here", "more do not fit here")

COVERS = "Covers {start} to {end} ({zone})."
COVERS_FIRST = "Covers everything since the article of {day}, until {end} ({zone})."
KINDS: Mapping[RecordType, str] = {
    RecordType.RELEASE: "releases",
    RecordType.SANCTION: "sanctions",
    RecordType.CONTACT: "contacts",
}
ONLY = "{what} only"
ONLY_ON = "on {lists} only"
SCOPE = "This digest is limited: {scope}."
DEMO = (
    "This is the demo: what it tells comes from an archive, not from today's lists. Do not quote it as news."
)
SEE_MORE = "All developments"
SEE_EVIDENCE = "How one of them is known"
ON_THE_SITE = "On the site"
MADE_BY = "Tracker {version}, digest “{digest}”"
