"""A bad answer is not a change: when a new state of a list is held for review, and what confirms a removal.

A held state is told and kept, but compared with nothing, so nobody is delisted by it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from tracker.model import Action, Record
from tracker.text.dates import day_in_words

# Held: more than a fifth of the whole list gone; more than a tenth, and at least so many, of the
# subject's entries gone without an official notice.
LOST_ONE_IN = 5
SUBJECT_LOST_ONE_IN = 10
SUBJECT_LOST_AT_LEAST = 5


def hold_reason(
    outline_faults: Sequence[str],
    *,
    old_count: int | None,
    new_count: int,
    old_published: date | None,
    new_published: date | None,
    subject_old: Collection[str],
    subject_removed: Collection[str],
    noticed: Collection[str],
) -> str | None:
    """Why a new state must not be compared, one clause a reason in a fixed order, or None.

    `old_count` and `new_count` are entries of the whole list; `old_count` is None where the state
    that we have holds only a part of it. `subject_old` are the uids of the subject's entries in the
    state that we have, `subject_removed` those that the new state lacks or no longer has under the
    subject's programmes, `noticed` those whose removal an official notice names.
    """
    reasons = list(outline_faults)
    if old_published and new_published and new_published < old_published:
        reasons.append(
            f"published on {day_in_words(new_published)}, older than the state of "
            f"{day_in_words(old_published)} that we have"
        )
    if old_count is not None and (old_count - new_count) * LOST_ONE_IN > old_count:
        reasons.append(f"lost {old_count - new_count} of {old_count} entries, more than a fifth")
    unnoticed = len(set(subject_removed) - set(noticed))
    held_before = len(subject_old)
    if unnoticed >= SUBJECT_LOST_AT_LEAST and unnoticed * SUBJECT_LOST_ONE_IN > held_before:
        reasons.append(
            f"lost {unnoticed} of the subject's {held_before} entries, more than a tenth, "
            "without an official notice"
        )
    return "; ".join(reasons) or None


def noticed_removals(list_key: str, notices: Iterable[Record], since: date | None) -> Mapping[str, str]:
    """The removals from a list that official notices name: uid -> the notice in words.

    Only notices not older than the day `since` count: an entry may have been removed, and put on
    the list again, long before the state that we have.
    """
    found: dict[str, tuple[date, str]] = {}
    for notice in notices:
        day = notice.when.on
        if notice.action not in {Action.DELIST, Action.EASE} or day is None:
            continue
        if notice.list != list_key or (since is not None and day < since):
            continue
        for target in notice.targets:
            if target.uid is not None and (target.uid not in found or day > found[target.uid][0]):
                found[target.uid] = (day, f"the official notice of {day_in_words(day)}")
    return {uid: words for uid, (_, words) in found.items()}


def confirmations(
    removed: Iterable[str],
    *,
    list_key: str,
    notices: Iterable[Record] = (),
    since: date | None = None,
    second_look: Collection[str] | None = None,
) -> Mapping[str, str]:
    """What confirms each removal: uid -> words. A uid that is not in the answer is unconfirmed.

    `notices` are records of delta files and other official notices, `since` the day of the state
    that we have; `second_look` are the uids of a second, unconditional fetch in the same run, or
    None where there was none.
    """
    named = noticed_removals(list_key, notices, since)
    confirmed: dict[str, str] = {}
    for uid in removed:
        if uid in named:
            confirmed[uid] = named[uid]
        elif second_look is not None and uid not in second_look:
            confirmed[uid] = "missing again in a second fetch"
    return confirmed
