"""The closed sets of the field: grades, origins, kinds, actions. They feed the database's checks, the command
line's choices and the exports; an unknown value is an error."""

from __future__ import annotations

from enum import StrEnum


class Grade(StrEnum):
    """How good an answer was. Only `ok` is ever compared with what was known before."""

    OK = "ok"
    UNCHANGED = "unchanged"
    BLOCKED = "blocked"
    ERROR_PAGE = "error_page"
    EMPTY = "empty"
    DRIFTED = "drifted"
    DISALLOWED = "disallowed"
    OFFLINE = "offline"


class Health(StrEnum):
    """How a source fares, over several visits. `disabled` is the configuration's word."""

    NEW = "new"
    OK = "ok"
    DEGRADED = "degraded"
    FAILING = "failing"
    BLOCKED = "blocked"
    DISALLOWED = "disallowed"
    DRIFTED = "drifted"
    DISABLED = "disabled"


class Origin(StrEnum):
    """Where bytes come from. Printed with every fact that is not `live`."""

    LIVE = "live"
    IMPORT = "import"
    PUBLISHED = "published"
    REBUILT = "rebuilt"
    DEMO = "demo"


class EntryKind(StrEnum):
    """What a list entry is, in OFAC's four kinds; other lists map onto them."""

    INDIVIDUAL = "individual"
    ENTITY = "entity"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"


class NameType(StrEnum):
    """Which name of a target it is: also, formerly, now known as."""

    PRIMARY = "primary"
    AKA = "aka"
    FKA = "fka"
    NKA = "nka"


class RecordType(StrEnum):
    """What a record is about."""

    RELEASE = "release"
    SANCTION = "sanction"
    CONTACT = "contact"


class Status(StrEnum):
    """Whether it happened, or was officially said to be coming."""

    ACTUAL = "actual"
    ANNOUNCED = "announced"


class Action(StrEnum):
    """What a sanction record says was done. A licence is no delisting.

    `expire`: a licence ended or was taken back. `amend`: an act changes measures, and what it changes is not
    said where we read it.
    """

    DESIGNATE = "designate"
    DELIST = "delist"
    EASE = "ease"
    LICENCE = "licence"
    EXTEND = "extend"
    TIGHTEN = "tighten"
    EXPIRE = "expire"
    AMEND = "amend"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DateBasis(StrEnum):
    """Why we say that day: who acted named it, a page states it, or we saw the list before and after."""

    OFFICIAL = "official"
    STATED = "stated"
    OBSERVED = "observed"


class EvidenceRole(StrEnum):
    """What a piece of evidence shows about a record."""

    STATES = "states"
    LAST_SEEN = "last_seen"
    FIRST_MISSING = "first_missing"
    LAST_MISSING = "last_missing"
    FIRST_SEEN = "first_seen"


class Relation(StrEnum):
    """What a development is to the article."""

    KNOWN = "known"
    EARLIER = "earlier"
    NEW = "new"
    CORRECTS = "corrects"


class Effect(StrEnum):
    """What a development does to one of the article's open questions."""

    MOVES = "moves"
    ANSWERS = "answers"


class Measure(StrEnum):
    """What can be counted for a question that is a judgement, so that nobody has to take our word."""

    RELEASE_RELIEF_PAIRS = "release_relief_pairs"
    CONTACTS_BY_MONTH = "contacts_by_month"
    FREED_BY_MONTH = "freed_by_month"


class LinkKind(StrEnum):
    """How two developments go together; the earlier first, where there is an order.

    `next_rung`: a step of the relief of one target, from announced over licensed to delisted.
    `exchanged_for`: a source says that the one was given for the other. `coincides_with`: only their days
    agree. `after_talks`: a release or a relief after a contact of the same parties. `shown_by`: an official
    notice, and the change of a list that shows its act.
    """

    NEXT_RUNG = "next_rung"
    EXCHANGED_FOR = "exchanged_for"
    COINCIDES_WITH = "coincides_with"
    AFTER_TALKS = "after_talks"
    SHOWN_BY = "shown_by"


class DecisionKind(StrEnum):
    """What can be decided: that a held publication is believed; that two developments are one; that
    records of one are another; that one is none, or is true; a word to it; that a person is not shown; that
    entries of two lists are one target, or two."""

    ACCEPT_HOLD = "accept_hold"
    MERGE = "merge"
    SPLIT = "split"
    DISMISS = "dismiss"
    CONFIRM = "confirm"
    NOTE = "note"
    SUPPRESS = "suppress"
    TIE = "tie"
    UNTIE = "untie"


class ChangeKind(StrEnum):
    """What happened to one entry of an official list between two states."""

    DESIGNATION = "designation"
    AMENDMENT = "amendment"
    DELISTING = "delisting"
    PROGRAMME_ENTERED = "programme_entered"
    PROGRAMME_LEFT = "programme_left"


class CountRelation(StrEnum):
    """What a number claims: all of them, at least so many, a part of a larger group; or so many people whom a
    register names one by one so far, of however many. No page claims the last."""

    TOTAL = "total"
    AT_LEAST = "at_least"
    SUBGROUP = "subgroup"
    NAMED = "named"


class RegisterStatus(StrEnum):
    """How a register of prisoners has somebody: imprisoned, no more imprisoned, not recognised as a
    political prisoner."""

    ACTIVE = "active"
    FORMER = "former"
    NOT_RECOGNISED = "not_recognised"


class Reason(StrEnum):
    """Why a sentence with a trigger is no record. Five are named as what they are, from a re-arrest to exile;
    `unclear`: an official notice that its reader does not understand, for a person to read."""

    DEMAND = "demand"
    PROMISE = "promise"
    CONDITION = "condition"
    NEGATION = "negation"
    RUMOUR = "rumour"
    REFUSAL = "refusal"
    OPINION = "opinion"
    BACKGROUND = "background"
    HISTORY = "history"
    OTHER_COUNTRY = "other_country"
    RE_ARREST = "re_arrest"
    DEATH_IN_CUSTODY = "death_in_custody"
    HOUSE_ARREST = "house_arrest"
    TRANSFER = "transfer"
    EXILE_CONDITION = "exile_condition"
    UNCLEAR = "unclear"
