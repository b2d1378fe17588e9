"""Whether two lists of written names share a person or a target."""

from __future__ import annotations

from collections.abc import Collection


def same_people(one: Collection[str], other: Collection[str]) -> bool:
    """Whether a person of the one is surely among the other."""
    return bool({name.casefold() for name in one} & {name.casefold() for name in other})


def same_targets(one: Collection[str], other: Collection[str]) -> str | None:
    """A target that both name, as the one writes it."""
    others = {name.casefold() for name in other}
    return next((name for name in one if name.casefold() in others), None)


def target_keys(names: Collection[str]) -> frozenset[str]:
    """Keys of which two spellings of one target share one at least."""
    return frozenset(name.casefold() for name in names)


def distinct_people(names: Collection[str]) -> tuple[str, ...]:
    """The names without those that are surely another spelling of one before them."""
    distinct: list[str] = []
    for name in names:
        if not same_people([name], distinct):
            distinct.append(name)
    return tuple(distinct)
