"""How developments go together: steps of one relief, what was given for what, what followed on talks.

A link joins two developments that stay two. What a source says is told apart from what only the days say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.model import Development, DevelopmentLink, Record, Sector
from tracker.resolve.links.apart import Dated, Timeline, dated, stretch
from tracker.resolve.links.chains import Ladder as Ladder
from tracker.resolve.links.chains import Step as Step
from tracker.resolve.links.chains import in_words as in_words
from tracker.resolve.links.chains import ladders as ladders
from tracker.resolve.links.exchanges import COINCIDENCE_DAYS, EXCHANGE_DAYS, link_exchanges
from tracker.resolve.links.ladders import link_ladders
from tracker.resolve.links.notices import NOTICE_DAYS as NOTICE_DAYS
from tracker.resolve.links.notices import link_notices
from tracker.resolve.links.statements import statements
from tracker.resolve.links.talks import TALKS_DAYS, link_talks
from tracker.resolve.links.targets import keys_of

# No link but a ladder's reaches further.
REACH_DAYS = max(EXCHANGE_DAYS, COINCIDENCE_DAYS, TALKS_DAYS, NOTICE_DAYS)


def link(
    developments: Sequence[Development],
    records: Mapping[str, Record],
    changed: Collection[str] | None = None,
    *,
    sectors: Sequence[Sector] = (),
) -> tuple[DevelopmentLink, ...]:
    """All links between these developments; with `changed` those that touch one of these ids.

    `records` are those that support them and that their sources still say: a tie whose record is missing
    gives no quote. The order of the developments makes no difference.
    """
    them = sorted(map(dated, developments), key=lambda one: one.id)
    wanted = None if changed is None else [one for one in them if one.id in set(changed)]
    # Whose links are wanted may lose the other end to one that is nearer to that.
    nearby = them if wanted is None else _near(wanted, them, 2 * REACH_DAYS)
    alike = them if wanted is None else _alike(wanted, them, tuple(sectors))
    said = tuple(statements(nearby, records))
    found = (
        *link_ladders(alike, tuple(sectors)),
        *link_exchanges(nearby, said, tuple(sectors)),
        *link_talks(nearby, said),
        *link_notices(nearby, records),
    )
    touching = (one for one in found if changed is None or {one.earlier, one.later} & set(changed))
    return tuple(sorted(touching, key=lambda one: (one.earlier, one.later, one.kind)))


def affected(
    developments: Sequence[Development],
    changed: Iterable[Development],
    *,
    sectors: Sequence[Sector] = (),
) -> frozenset[str]:
    """The ids of all developments whose links may differ because of what `changed`.

    These are the changed ones, as they are and as they were (also those that are gone), whoever is near
    in time, and whoever shares a target with them: a nearer relief takes another's place, a new
    designation ends a ladder.
    """
    them, before_and_after = list(map(dated, developments)), list(map(dated, changed))
    found = (
        *_near(before_and_after, them, REACH_DAYS),
        *_alike(before_and_after, them, tuple(sectors)),
        *before_and_after,
    )
    return frozenset(one.id for one in found)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where others that matter lie: the stretches of days that hold their last possible day, and the keys of
    what they are about (`filed_under`). Whoever lies in none of it has no link with these."""

    days: frozenset[tuple[date, date]]
    keys: frozenset[str]


def reach_of(
    developments: Iterable[Development], days: int = REACH_DAYS, *, sectors: Sequence[Sector] = ()
) -> Reach:
    """Where those lie that come so many days before or after these, or share a target with them.

    With `REACH_DAYS` all that `affected` finds of them; with twice as many all that `link` looks at for them.
    """
    them = list(map(dated, developments))
    stretches = (stretch(one, days, days) for one in them)
    keys = (filed_under(one.development, sectors=sectors) for one in them)
    return Reach(frozenset(found for found in stretches if found is not None), frozenset().union(*keys))


def filed_under(development: Development, *, sectors: Sequence[Sector] = ()) -> frozenset[str]:
    """The keys by which it is found beside others of the same target."""
    return frozenset(key.text for key in keys_of(development, tuple(sectors)))


def _near(some: Sequence[Dated], them: Sequence[Dated], days: int) -> list[Dated]:
    """Those who lie near any of them in time."""
    by_time = Timeline(them)
    near = {other.id for one in some for other in by_time.near(one, days, days)}
    return [one for one in them if one.id in near]


def _alike(some: Sequence[Dated], them: Sequence[Dated], sectors: tuple[Sector, ...]) -> list[Dated]:
    """Those who share a target with any of them."""
    keys = frozenset().union(*(keys_of(one.development, sectors) for one in some))
    return [one for one in them if not keys.isdisjoint(keys_of(one.development, sectors))]
