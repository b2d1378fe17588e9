"""One source in a run: the whole way for it, its place among the others, the host that it stands at."""

from __future__ import annotations

from urllib.parse import urlsplit

from tracker.model import Source, SourceKind
from tracker.store.parts import KnownPart
from tracker.sync.deltas import sync_delta
from tracker.sync.lists import sync_list
from tracker.sync.pages import sync_page
from tracker.sync.retie import retie
from tracker.sync.visits import Visit
from tracker.sync.walk import Walk

# Files of changes first: what they name confirms what the whole lists show.
_ORDER = {SourceKind.DELTA: 0, SourceKind.LIST: 1}
_OTHERS = len(_ORDER)


def order_of(source: Source) -> int:
    """The place of a source among those of a run."""
    return _ORDER.get(source.kind, _OTHERS)


def host_of(source: Source) -> str:
    """The host of a source's address, in small letters."""
    return (urlsplit(source.url or "").hostname or "").lower()


def visit_source(walk: Walk, source: Source, known: KnownPart | None) -> Visit:
    """The whole way for one source. `known` is what is known of its main part, where it was read already."""
    match source.kind:
        case SourceKind.LIST:
            visit = sync_list(walk, source)
            retie(walk.connection, walk.configuration)
            return visit
        case SourceKind.DELTA:
            return sync_delta(walk, source)
        case SourceKind.PAGE | SourceKind.INDEX | SourceKind.FEED | SourceKind.POSTS | SourceKind.API:
            return sync_page(walk, source, known)
