"""How well a record of a register of prisoners fits another: the register names one by one whom others count.

Those of one register and one day, or of one time between two looks, are one release. Of a page the count is
compared with how many they are in all. A long time between two looks may hold several releases: there only
a name, or a count that is nearly theirs, says which.
"""

from __future__ import annotations

from tracker.model import CountRelation, Record
from tracker.resolve.marks import Mark, people_mark
from tracker.resolve.names import MAY_BE_SAME
from tracker.resolve.release_fit import NEAR, is_of_some, kinds_mark
from tracker.resolve.same_names import people_alike
from tracker.resolve.saying import Saying
from tracker.resolve.score import SAME_EVENT, Fit, weighed

_TOGETHER = 0.75
# From so many days on the time between two looks may hold several releases: there a name that a page has
# ties more than the time.
_LONG = 3
_TOGETHER_IN_LONG = SAME_EVENT
_SAID_BEFORE = Fit(0.95, "the same person in one register, which said otherwise before", certain=True)


def rows_fit(a: Saying, b: Saying) -> Fit | None:
    """How well two records of one register fit: of one day or time, or what it said of a person before."""
    if a.uid == b.uid and not (a.is_current and b.is_current):
        return _SAID_BEFORE
    if a.span != b.span:
        return None
    what = "day" if a.span.days == 0 else "time"
    score = _TOGETHER if a.span.days <= _LONG else _TOGETHER_IN_LONG
    return Fit(score, f"the same {what} in one register")


def rows_bar(a: Saying, b: Saying) -> bool:
    """Whether two records of one register can never be one release: two of one person, or of two days that it
    tells apart. What it gives no day for may be of any; what it says no more tells nothing apart."""
    if not (a.is_current and b.is_current):
        return False
    return a.uid == b.uid or (a.span != b.span and a.span.days == b.span.days == 0)


def register_fit(a: Saying, b: Saying, day: Mark) -> Fit | None:
    """How well a register's record fits a page's, or another register's; `day` is what their days say."""
    if a.register is not None and b.register is not None:
        return weighed([day, people_mark(a.record.details.names, b.record.details.names, 0.35, -1.0)])
    (row, page) = (a, b) if a.register is not None else (b, a)
    if _names_all_others(page.record, row.record):
        return None
    one, other = row.record.details, page.record.details
    is_told_by_name = row.span.days > _LONG and _is_named(row.record, page.record)
    return weighed(
        [
            day,
            (0.0, "") if is_told_by_name else _sum_mark(row.beside, page.record),
            people_mark(one.names, other.names, 0.35),
            kinds_mark(one.kind, other.kind),
        ]
    )


def register_bars(a: Saying, b: Saying) -> bool:
    """Whether a register's record and a page's can never be one release; those of two registers can."""
    if a.register is not None and b.register is not None:
        return False
    (row, page) = (a, b) if a.register is not None else (b, a)
    if _names_all_others(page.record, row.record):
        return True
    if row.span.days <= _LONG or _is_named(row.record, page.record):
        return False
    return page.record.details.count is not None and not _is_near(row.beside, page.record)


def _sum_mark(named: int, page: Record) -> Mark:
    """How far a page can count those whom a register names, `named` in all."""
    count = page.details.count
    if count is None:
        return 0.05, ""
    said = f"{named} named in the register, {count} said"
    if is_of_some(page):
        return 0.1, f"{said} of a part"
    if named == count:
        return 0.3, said
    if _is_near(named, page):
        return 0.25, said
    if named < count:
        return 0.1, said
    return (0.0, said) if named <= 2 * count else (-0.1, said)


def _is_near(named: int, page: Record) -> bool:
    count = page.details.count
    if count is None or is_of_some(page):
        return False
    low, high = sorted((named, count))
    is_rough = page.details.count_relation is CountRelation.AT_LEAST
    return low >= high * NEAR or (is_rough and low == named and low * 2 > high)


def _is_named(row: Record, page: Record) -> bool:
    names = row.details.names
    return bool(names) and people_alike(names, page.details.names) >= MAY_BE_SAME


def _names_all_others(page: Record, row: Record) -> bool:
    """Whether a page names everybody whom it counts, and not the one of the register."""
    details = page.details
    is_whole = details.count is not None and not is_of_some(page)
    if not is_whole or len(details.names) != details.count:
        return False
    return bool(row.details.names) and not _is_named(row, page)
