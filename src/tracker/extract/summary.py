"""What a list's change did to whom, as one plain sentence. Names stay as the list prints them."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import Action, Target
from tracker.read.lists import list_title

_NAMED_AT_MOST = 3


def summarise(
    action: Action,
    who: str,
    targets: Sequence[Target],
    list_key: str | None,
    programmes: Sequence[str],
    still_under: Sequence[str],
) -> str:
    """One sentence without a full stop: "OFAC took EW-301PJ off the SDN list (BELARUS-EO14038)".

    `who` acts; `still_under` are the programmes under which the target stands on the list besides.
    """
    name, title = name_targets(targets), list_title(list_key)
    tags, others = ", ".join(programmes), ", ".join(still_under)
    match action:
        case Action.DELIST:
            return f"{who} took {name} off {title}" + (f" ({tags})" if tags else "")
        case Action.EASE:
            stay = "it stays" if len(targets) == 1 else "they stay"
            stays = f"; still listed: {stay} on {title}" + (f" under {others}" if others else "")
            return f"{who} took {name} out of {tags or 'a programme'}{stays}"
        case Action.DESIGNATE if others:
            return f"{who} put {name}, already on {title} under {others}, under {tags} as well"
        case Action.DESIGNATE:
            return f"{who} designated {name} on {title}" + (f" ({tags})" if tags else "")
        case Action.LICENCE:
            stands = "the listing stands" if len(targets) == 1 else "the listings stand"
            return f"{who} licensed dealings with {name}; {stands}"
        case Action.EXTEND:
            return f"{who} prolonged the measures against {name}"
        case Action.TIGHTEN:
            return f"{who} tightened the measures against {name}"
        case Action.EXPIRE:
            return f"{who} ended a licence for dealings with {name}"
        case Action.AMEND:
            return f"{who} amended the measures against {name}"


def unnamed(uid: str) -> str:
    """What a target is called while we have only its key."""
    return f"entry {uid}"


def name_targets(targets: Sequence[Target]) -> str:
    """The targets in a sentence: the first few by name, the others counted."""
    names = [target.name for target in targets]
    if not names:
        return "unnamed targets"
    if len(names) > _NAMED_AT_MOST:
        return f"{', '.join(names[:_NAMED_AT_MOST])} and {len(names) - _NAMED_AT_MOST} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
