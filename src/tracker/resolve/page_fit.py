"""How well two records fit of which a page states one at least: releases, contacts, sanctions.

Day first, then what else they say of it. What one of them leaves out speaks neither for nor against.
"""

from __future__ import annotations

import re

from tracker.model import Action, Record, RecordType
from tracker.resolve.list_fit import LAG_DAYS
from tracker.resolve.marks import Mark, overlap_mark, people_mark, words
from tracker.resolve.register_fit import register_bars, register_fit, rows_bar, rows_fit
from tracker.resolve.release_fit import (
    are_of_other_kinds,
    contradict,
    count_mark,
    name_others,
    release_marks,
)
from tracker.resolve.same_names import same_targets
from tracker.resolve.saying import Saying
from tracker.resolve.score import Fit, weighed
from tracker.resolve.span import gap_days

# No two that a page states one of fit, the days of which lie further apart.
MOST_DAYS = 3
# Reports of one event lie no further apart: what fits both ends only hangs between them.
_MOST_SPREAD_DAYS = 4
# A window or a month allows many days: that they share one says little.
_CLOSE_DAYS = 3
_ONE_MONTH = 31
_REPOST = 0.9
# Why two records can never be one event.
ONE_PAGE = "one page tells of both, and tells them apart"
ONE_LIST = "one list shows them at two times"
ONE_REGISTER = "one register tells them apart"
_FAR_APART = f"they are told more than {_MOST_SPREAD_DAYS} days apart"
_OTHERS_THAN_REGISTERED = "whom the register names are others, or are not as many"
OTHER_NUMBERS = "their numbers contradict one another, and their days differ"
_IN_PERSON = frozenset({"visit", "meeting"})
_NUMBER = re.compile(r"\d+[A-Z]?")
_EU_ACT = re.compile(r"\b(?:Decision|Regulation)(?= \((?:CFSP|EU))")
_OF_LICENCES = frozenset({Action.LICENCE, Action.EXPIRE})


def page_fit(a: Saying, b: Saying) -> Fit | None:
    """None where they cannot be one event; they are of one type, status, action and authority."""
    day = _day(a, b)
    if a.register is not None and a.register == b.register:
        return rows_fit(a, b)
    if day is None:
        return None
    if a.register is not None or b.register is not None:
        return register_fit(a, b, day)
    marks = _marks(a, b)
    if marks is None:
        return None
    found = weighed([day, *marks])
    if a.address is not None and a.address == b.address and not a.documents & b.documents:
        return Fit(max(found.score, _REPOST), f"another version of the same page; {found.reason}")
    return found


def _marks(a: Saying, b: Saying) -> list[Mark] | None:
    match a.record.type:
        case RecordType.RELEASE:
            return release_marks(a.record, b.record)
        case RecordType.SANCTION:
            return _sanction(a, b)
        case RecordType.CONTACT:
            return _contact(a.record, b.record)


def are_barred(a: Saying, b: Saying) -> bool:
    """Whether they can never be one event, whatever else is tied to them: one page tells both apart, one
    list shows them at two times, or what they say cannot be of one event."""
    return why_barred(a, b) is not None


def why_barred(a: Saying, b: Saying) -> str | None:
    """Why they can never be one event, in words that a reader is shown; None where they can."""
    gap = gap_days(a.span, b.span)
    if a.register is not None and a.register == b.register:
        return ONE_REGISTER if rows_bar(a, b) else None
    if a.register is not None or b.register is not None:
        if gap > _MOST_SPREAD_DAYS:
            return _FAR_APART
        return _OTHERS_THAN_REGISTERED if register_bars(a, b) else None
    if a.documents & b.documents:
        return ONE_PAGE if gap > 0 or _tells_apart(a.record, b.record) else None
    if a.is_listed and b.is_listed:
        is_apart = gap > LAG_DAYS if a.entry == b.entry else gap > 0 and a.record.source == b.record.source
        return ONE_LIST if is_apart else None
    if gap > _MOST_SPREAD_DAYS:
        return _FAR_APART
    return _cannot_be_one(a.record, b.record, gap)


def _cannot_be_one(a: Record, b: Record, gap: int) -> str | None:
    match a.type:
        case RecordType.RELEASE:
            if name_others(a, b):
                return "each names all of its people, and they are others"
            # On one day a contradiction is about one release; on two it is mostly about two.
            return OTHER_NUMBERS if gap > 0 and contradict(a, b) else None
        case RecordType.SANCTION:
            return "they are licences of other numbers" if _are_other_licences(a, b) else None
        case RecordType.CONTACT:
            is_other = _met_otherwise(a.details.kind, b.details.kind)
            return "a call is no meeting" if is_other else None


def _day(a: Saying, b: Saying) -> Mark | None:
    one, other = a.span, b.span
    gap = gap_days(one, other)
    if gap > MOST_DAYS:
        return None
    width = one.days if one.days > other.days else other.days
    if width > _ONE_MONTH:
        return 0.15, "its day lies in the time that the other allows"
    if width > _CLOSE_DAYS:
        return (0.25, "its day lies in the time that the other allows") if gap == 0 else None
    match gap:
        case 0:
            return 0.45, "the same day"
        case 1:
            return 0.4, "one day apart"
        case _:
            return 0.2, f"{gap} days apart"


def _tells_apart(a: Record, b: Record) -> bool:
    """Whether a page that states both means two events."""
    if (a.action, a.status) != (b.action, b.status):
        return True
    match a.type:
        case RecordType.RELEASE:
            return count_mark(a, b)[0] < 0 or are_of_other_kinds(a, b)
        case RecordType.SANCTION:
            by_others = a.agency and b.agency and a.agency != b.agency
            return bool(by_others) or _are_other_licences(a, b)
        case RecordType.CONTACT:
            return _met_otherwise(a.details.kind, b.details.kind)


# ------------------------------------------------------------------ sanctions


def _sanction(a: Saying, b: Saying) -> list[Mark] | None:
    one, other = a.record, b.record
    if _are_other_licences(one, other):
        return None
    return [
        _targets(a, b),
        overlap_mark(words(one.details.sector), words(other.details.sector), 0.2, -0.05, "sector"),
        _instruments(one, other),
        overlap_mark(one.programmes, other.programmes, 0.1, 0.0, "programme"),
        overlap_mark(words(one.agency), words(other.agency), 0.05, -0.2, "agency"),
    ]


def _are_other_licences(a: Record, b: Record) -> bool:
    """Whether both are numbered licences, of other numbers."""
    numbers = [_NUMBER.findall(one.instrument or "") for one in (a, b)]
    return a.action in _OF_LICENCES and all(numbers) and numbers[0] != numbers[1]


def _instruments(a: Record, b: Record) -> Mark:
    """The Council's Decision and the Regulation of the same day are one act."""
    forms = [_EU_ACT.search(one.instrument or "") for one in (a, b)]
    if forms[0] and forms[1] and forms[0][0] != forms[1][0] and a.when == b.when:
        return 0.2, "a Decision and its Regulation"
    return overlap_mark(words(a.instrument), words(b.instrument), 0.3, -0.2, "instrument")


def _targets(a: Saying, b: Saying) -> Mark:
    one, other = _target_names(a), _target_names(b)
    if not one and not other:
        return 0.3, "neither names a target"
    if not one or not other:
        return 0.1, ""
    if shared := same_targets(*sorted((one, other))):
        return 0.35, f"same target: {shared}"
    return -0.1, "other targets"


def _target_names(saying: Saying) -> tuple[str, ...]:
    return (*(target.name for target in saying.record.targets), *saying.aliases)


# ------------------------------------------------------------------ contacts


def _contact(a: Record, b: Record) -> list[Mark] | None:
    one, other = a.details, b.details
    parties = set(one.parties) & set(other.parties)
    if one.parties and other.parties and len(parties) < min(len(set(one.parties)), len(set(other.parties))):
        return None
    if _met_otherwise(one.kind, other.kind):
        return None
    return [
        people_mark(one.officials, other.officials, 0.3, -0.05),
        (0.15, f"both: {one.kind}") if one.kind == other.kind else (0.1, "visit and meeting"),
        overlap_mark(words(one.place), words(other.place), 0.1, -0.05, "place"),
    ]


def _met_otherwise(one: str | None, other: str | None) -> bool:
    """A call is no meeting; who comes on a visit is met."""
    return one != other and None not in (one, other) and not {one, other} <= _IN_PERSON
