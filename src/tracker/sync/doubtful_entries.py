"""Entries of different lists that may be one target, for a person to look at."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from tracker.model import Configuration, Stay, StayState, TieStanding
from tracker.report import review
from tracker.report.naming import Naming
from tracker.report.phrases import PERSON_NOT_NAMED
from tracker.report.to_review import ToReview
from tracker.report.withheld import withheld_text
from tracker.store.entry_ties import load_ties
from tracker.sync.known_people import known_people
from tracker.sync.stays import Stays


def doubtful_entries(connection: sqlite3.Connection, configuration: Configuration) -> Iterator[ToReview]:
    """Pairs that are left to a person, the likeliest first; of two that left their lists nothing hangs."""
    doubtful = [one for one in load_ties(connection) if one.standing is TieStanding.DOUBTFUL]
    if not doubtful:
        return
    stays = Stays(connection, configuration)
    naming = Naming(known_people(connection, configuration).never_shown)
    for tie in sorted(doubtful, key=lambda one: (-one.score, one.one, one.other)):
        one, other = stays.of(tie.one), stays.of(tie.other)
        if one is None or other is None:
            continue
        if StayState.LISTED in (one.state, other.state):
            yield review.may_be_one_target(
                replace(tie, reason=withheld_text(tie.reason, naming)),
                _shown(one, naming),
                _shown(other, naming),
            )


def _shown(stay: Stay, naming: Naming) -> Stay:
    return replace(stay, name=PERSON_NOT_NAMED) if naming.hides(stay.name) else stay
