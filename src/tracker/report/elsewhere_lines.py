"""Where a target is still listed that one authority delisted, in words, with the looks they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tracker.model import ListLook, Target
from tracker.read.lists import list_title
from tracker.report import phrases
from tracker.report.shown import ElsewhereLine, OnListLine
from tracker.resolve.ties.elsewhere import Found, OnList
from tracker.text.dates import day_in_words

# In a table only where it is listed, or may be.
_SHORT = (Found.STILL, Found.LATER, Found.DOUBTFUL)


def elsewhere_lines(
    targets: Sequence[Target], found: Mapping[str, Sequence[OnList]], authority: str | None
) -> tuple[ElsewhereLine, ...]:
    """How each of these targets, that `authority` delisted, stands on the other lists; those of which the
    same is said stand together."""
    together: dict[tuple[str, str], tuple[list[str], list[tuple[OnListLine, ...]]]] = {}
    for target in targets:
        if target.uid is None or not (lists := found.get(target.uid, ())):
            continue
        called = _called([one.look for one in lists], authority)
        names, on = together.setdefault((_words(lists, called), _short(lists, called)), ([], []))
        names.append(target.name)
        on.append(tuple(_line(one) for one in lists))
    return tuple(
        ElsewhereLine(words, short, tuple(names), tuple(on))
        for (words, short), (names, on) in together.items()
    )


def in_short(lines: Sequence[ElsewhereLine]) -> str:
    """For a cell of a table: what is known of any target, each saying once, and whether something is not."""
    known = list(dict.fromkeys(line.short for line in lines if line.short))
    is_open = any(one.found == Found.NOT_KNOWN for line in lines for on in line.on for one in on)
    return "; ".join((*known, *([phrases.NOT_ALL_KNOWN[bool(known)]] if is_open else [])))


def _words(lists: Sequence[OnList], called: Mapping[str, str]) -> str:
    groups = ((kind, [one for one in lists if one.found is kind]) for kind in Found)
    return "; ".join(
        phrases.ON_LISTS[kind].format(lists=", ".join(_with_facts(one, called) for one in group))
        for kind, group in groups
        if group
    )


def _short(lists: Sequence[OnList], called: Mapping[str, str]) -> str:
    groups = ((kind, [called[one.look.list] for one in lists if one.found is kind]) for kind in _SHORT)
    return "; ".join(phrases.ON_LISTS[kind].format(lists=", ".join(names)) for kind, names in groups if names)


def _called(looks: Sequence[ListLook], own: str | None) -> Mapping[str, str]:
    """A list by its authority; by its own title where the authority has several, or is who delisted."""
    many = Counter((own or "", *(look.authority for look in looks)))
    return {
        look.list: look.authority if look.authority and many[look.authority] == 1 else list_title(look.list)
        for look in looks
    }


def _with_facts(one: OnList, called: Mapping[str, str]) -> str:
    facts = []
    if one.stay is not None and one.found in (Found.STILL, Found.LATER):
        facts.append(phrases.SINCE[one.stay.since_basis].format(day=day_in_words(one.stay.since)))
    if one.stay is not None and one.stay.until is not None:
        facts.append(phrases.GONE_SINCE.format(day=day_in_words(one.stay.until)))
    facts.append(_look(one))
    return phrases.ON_LIST.format(list=called[one.look.list], facts=", ".join(facts))


def _look(one: OnList) -> str:
    if one.look.seen_at is None:
        return phrases.NEVER_SEEN
    form = phrases.LAST_SEEN_BEFORE if one.found is Found.NOT_KNOWN else phrases.SEEN
    origin = one.look.origin
    mark = "" if origin is None or origin in phrases.FETCHED else f" [{origin.value}]"
    return form.format(day=day_in_words(one.look.seen_at.date())) + mark


def _line(one: OnList) -> OnListLine:
    stay, tie = one.stay, one.tie
    return OnListLine(
        list=one.look.list,
        list_title=list_title(one.look.list),
        authority=one.look.authority,
        found=one.found.value,
        seen_at=one.look.seen_at,
        origin=one.look.origin,
        uid=stay.key.uid if stay else None,
        since=stay.since if stay else None,
        since_basis=stay.since_basis.value if stay else None,
        until=stay.until if stay else None,
        score=tie.score if tie else None,
        reason=tie.reason if tie else None,
    )
