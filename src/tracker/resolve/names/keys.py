"""Keys under which names are kept, so that only names that share one need to be compared."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.resolve.names.person import PersonName, Reading
from tracker.resolve.names.sounds import bones

# From this many consonants on a surname is also found by all but one of them, with the given name.
_FEWEST_TO_MISS_ONE = 3


def blocking_keys(name: PersonName) -> frozenset[str]:
    """Names that can be one person's share at least one of these; most others share none.

    One for each surname by its consonants, and, for misspellings, the given name with all consonants of the
    surname but one.
    """
    return frozenset(key for reading in name.readings for key in _keys(reading))


def _keys(reading: Reading) -> Iterator[str]:
    given = reading.given
    for stem in reading.surname:
        bare = bones(stem.sounds)
        yield bare
        if given is None or given.is_initial or len(bare) < _FEWEST_TO_MISS_ONE:
            continue
        known = given.name if given.is_known else bones(given.sounds)
        yield f"{known} {bare}"
        for at in range(len(bare)):
            yield f"{known} {bare[:at]}{bare[at + 1 :]}"
