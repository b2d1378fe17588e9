"""Makes an archive out of real entries and dated facts, the same bytes every time.

Nobody is named here: who left the list, and when, comes from the chain's facts alone. Where the day
is known, the publisher's file of changes of that day is rebuilt and the whole list lacks the entry
from that day on; where only an interval is known, there is the whole list alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit

from tracker.demo.archive import Addresses, Archive, Body, Step
from tracker.demo.chain import DELISTING, QUIET_KINDS, Occasion
from tracker.demo.delta_xml import Removal, removal_delta
from tracker.demo.plan import Visit, plan_visits
from tracker.demo.sdn_xml import cut, put_together
from tracker.errors import ArchiveBroken
from tracker.model import Origin

LIST_SOURCE, DELTA_SOURCE = "us_ofac_sdn", "us_ofac_delta"
_SERVER = "https://sanctionslistservice.ofac.treas.gov"
ADDRESSES = {
    LIST_SOURCE: Addresses(url=f"{_SERVER}/api/PublicationPreview/exports/SDN.XML"),
    DELTA_SOURCE: Addresses(
        url=f"{_SERVER}/changes/latest",
        history_url=f"{_SERVER}/changes/history/{{year}}",
        publication_url=f"{_SERVER}/changes/{{id}}",
    ),
}
# In the evening (UTC), after the publisher's noon: its list changes on the day of the action.
_HOUR = time(20, 0, tzinfo=UTC)
_PUBLIC_DOMAIN = "US government work, public domain (17 USC 105)"
_OURS = "written for the demo, CC0"
_ERROR_PAGE = b"""<!DOCTYPE html>
<html><head><title>Service Unavailable</title></head>
<body><h1>Service Unavailable</h1><p>The demo's own error page, served with status 200.</p></body></html>
"""


@dataclass(frozen=True, slots=True)
class Materials:
    """What an archive is made of.

    `entries` are those of the article's date by uid, in the list's order; `entry_sources` say where
    they were taken from. `published` are whole publications of changes, byte for byte.
    """

    article: date
    entries: dict[str, bytes]
    entry_sources: tuple[str, ...]
    occasions: tuple[Occasion, ...]
    chain_source: str
    published: tuple[Body, ...]


def build(materials: Materials) -> Archive:
    """The archive of the materials. Raises ArchiveBroken where the facts and the entries disagree."""
    _check(materials)
    publications = _publications(materials)
    visits = plan_visits(
        materials.article,
        materials.occasions,
        [(day, body.note) for day, body in publications if body.origin is Origin.PUBLISHED],
    )
    bodies: dict[str, Body] = {}
    steps = [_step(materials, visit, publications, bodies) for visit in visits]
    return Archive(
        article=materials.article,
        chain_source=materials.chain_source,
        addresses=ADDRESSES,
        occasions=materials.occasions,
        bodies=bodies,
        steps=tuple(steps),
    )


def materials_of(archive: Archive) -> Materials:
    """What an archive was made of, taken out of it again."""
    whole = next((body for body in archive.bodies.values() if body.removed == ()), None)
    if whole is None:
        raise ArchiveBroken("the archive has no whole list as of the article's date")
    return Materials(
        article=archive.article,
        entries=cut(whole.content),
        entry_sources=whole.sources,
        occasions=archive.occasions,
        chain_source=archive.chain_source,
        published=tuple(body for body in archive.bodies.values() if body.origin is Origin.PUBLISHED),
    )


def rebuild(archive: Archive, occasions: Iterable[Occasion]) -> Archive:
    """The same archive with other dated facts."""
    ordered = sorted(occasions, key=lambda occasion: (occasion.latest, occasion.earliest))
    return build(replace(materials_of(archive), occasions=tuple(ordered)))


def path_of(url: str) -> str:
    """Where the loopback server answers for an address of the web: host and path, nothing mapped."""
    parts = urlsplit(url)
    return f"/{parts.netloc}{parts.path}"


def _check(materials: Materials) -> None:
    gone: set[str] = set()
    for occasion in materials.occasions:
        if occasion.kind != DELISTING and occasion.kind not in QUIET_KINDS:
            raise ArchiveBroken(
                f'{occasion.dated}: a "{occasion.kind}" cannot be rebuilt, only delistings and '
                + ", ".join(sorted(QUIET_KINDS))
            )
        if occasion.earliest <= materials.article:
            raise ArchiveBroken(f"{occasion.dated}: may lie before the article's date, {materials.article}")
        for uid in occasion.uids:
            if uid not in materials.entries or uid in gone:
                raise ArchiveBroken(f"{occasion.dated}: uid {uid} is not on the list that it left")
            gone.add(uid)


def _publications(materials: Materials) -> list[tuple[date, Body]]:
    """All publications of changes, oldest first: those as published, and one for each known day."""
    rebuilt: dict[date, list[Occasion]] = {}
    for occasion in materials.occasions:
        if occasion.uids and occasion.is_exact:
            rebuilt.setdefault(occasion.latest, []).append(occasion)
    bodies = [_removals(materials, day, occasions) for day, occasions in rebuilt.items()]
    dated = [(body.published_on, body) for body in (*materials.published, *bodies)]
    return sorted(
        ((day, body) for day, body in dated if day is not None), key=lambda one: (one[0], one[1].name)
    )


def _removals(materials: Materials, day: date, occasions: Sequence[Occasion]) -> Body:
    removals = [
        Removal(materials.entries[uid], occasion.listed_on.get(uid))
        for occasion in occasions
        for uid in occasion.uids
    ]
    return Body(
        name=f"{day}_delta.xml",
        content=removal_delta(day, removals),
        content_type="application/xml",
        origin=Origin.REBUILT,
        note=f"DeltaFile rebuilt for {day} from the entries as last listed; the day and the uids are "
        "facts, the numbers inside are not",
        sources=(*_facts(materials, occasions), *materials.entry_sources),
        licence=_PUBLIC_DOMAIN,
        published_on=day,
    )


def _facts(materials: Materials, occasions: Iterable[Occasion]) -> tuple[str, ...]:
    """The facts in the chain's words, and the list states that they rest on, each once."""
    told: dict[str, None] = {}
    for occasion in occasions:
        words = f"{occasion.dated}, {occasion.kind}: {occasion.what} ({occasion.status})"
        told |= dict.fromkeys((f"{materials.chain_source}: {words}", *occasion.sources))
    return tuple(told)


def _step(
    materials: Materials, visit: Visit, publications: Sequence[tuple[date, Body]], bodies: dict[str, Body]
) -> Step:
    """One visit with all that is served then; adds the bodies that are new to `bodies`."""
    listed = _whole_list(materials, visit.on, bodies)
    if visit.bad is not None:
        listed = _spoiled(listed, visit)
    serves = {path_of(ADDRESSES[LIST_SOURCE].url): listed}
    redirects: dict[str, str] = {}
    visits = [LIST_SOURCE]
    out = [(number, *one) for number, one in enumerate(publications, 1) if one[0] <= visit.on]
    if out:
        visits.append(DELTA_SOURCE)
        _serve_publications(materials, visit.on, out, serves, redirects)
    bodies |= {body.name: body for body in serves.values()}
    return Step(
        at=datetime.combine(visit.on, _HOUR),
        why=visit.why,
        visits=tuple(visits),
        serves={path: body.name for path, body in serves.items()},
        redirects=redirects,
    )


def _whole_list(materials: Materials, on: date, bodies: dict[str, Body]) -> Body:
    """The list of that day: the body that was served before, while nothing more has left it."""
    passed = [occasion for occasion in materials.occasions if occasion.uids and occasion.latest <= on]
    removed = tuple(uid for occasion in passed for uid in occasion.uids)
    before = [body for body in bodies.values() if body.removed is not None]
    for earlier in before:
        if earlier.removed == removed:
            return earlier
    known = set(before[-1].removed or ()) if before else set()
    fresh = [occasion for occasion in passed if not known.issuperset(occasion.uids)]
    chain = (f"{before[-1].name} of this archive, for what had left before",) if known else ()
    return Body(
        name=f"{on}_sdn.xml",
        content=put_together(materials.entries, on, removed),
        content_type="text/xml",
        origin=Origin.REBUILT,
        note=f"SDN.XML rebuilt for {on}: the subject's entries only, less {len(removed)} that had left",
        sources=(*_facts(materials, fresh), *chain, *materials.entry_sources),
        licence=_PUBLIC_DOMAIN,
        removed=removed,
    )


def _spoiled(listed: Body, visit: Visit) -> Body:
    """A bad answer in place of the list."""
    if visit.bad == "error page":
        content, content_type, note = _ERROR_PAGE, "text/html", "an error page in place of the list"
    elif visit.bad == "cut":
        content, content_type = listed.content[: len(listed.content) * 2 // 3], listed.content_type
        note = f"{listed.name}, cut off after two thirds of its bytes"
    else:
        raise ArchiveBroken(f"{visit.on}: no bad answer is called {visit.bad!r}")
    return replace(
        listed,
        name=f"{visit.on}_bad_answer",
        content=content,
        content_type=content_type,
        origin=Origin.DEMO,
        note=note,
        sources=(),
        licence=_OURS,
        removed=None,
    )


def _serve_publications(
    materials: Materials,
    on: date,
    out: Sequence[tuple[int, date, Body]],
    serves: dict[str, Body],
    redirects: dict[str, str],
) -> None:
    """What the publisher's server shows of its publications: the latest, each by its id, and the years."""
    addresses = ADDRESSES[DELTA_SOURCE]
    latest = out[-1][2]
    at = path_of(f"{_SERVER}/DeltaArchive/{latest.name}")
    serves[at] = latest
    redirects[path_of(addresses.url)] = at
    for number, _, body in out:
        serves[path_of(str(addresses.publication_url).format(id=number))] = body
    for year in range(materials.article.year, on.year + 1):
        dated = [(number, day) for number, day, _ in out if day.year == year]
        serves[path_of(str(addresses.history_url).format(year=year))] = _history(year, dated)


def _history(year: int, publications: Sequence[tuple[int, date]]) -> Body:
    told = [
        {"publicationID": number, "datePublished": f"{day.isoformat()}T00:00:00"}
        for number, day in publications
    ]
    return Body(
        name=f"{year}_history_{len(told)}.json",
        content=json.dumps(told).encode(),
        content_type="application/json",
        origin=Origin.REBUILT,
        note="the publications of this archive; their ids are counted up here",
        sources=(),
        licence=_OURS,
    )
