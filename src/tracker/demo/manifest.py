"""`archive.json`: the archive without the contents of its bodies, to JSON and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tracker.demo.archive import Addresses, Archive, Body, Step
from tracker.demo.chain import Occasion, read_occasion
from tracker.model import Origin

EDITION = 1


def to_manifest(archive: Archive) -> dict[str, Any]:
    """The archive as its JSON; a body is there with its hash."""
    return {
        "edition": EDITION,
        "article": archive.article.isoformat(),
        "chain_source": archive.chain_source,
        "sources": {name: _addresses_out(one) for name, one in archive.addresses.items()},
        "occasions": [_occasion_out(occasion) for occasion in archive.occasions],
        "steps": [_step_out(step) for step in archive.steps],
        "bodies": [_body_out(body) for body in archive.bodies.values()],
    }


def from_manifest(manifest: Mapping[str, Any], content: Callable[[str, str], bytes]) -> Archive:
    """The archive of a manifest. `content` gives a body by its name and hash.

    Raises KeyError, TypeError or ValueError where the manifest is not of this form.
    """
    if manifest["edition"] != EDITION:
        raise ValueError(f"edition {manifest['edition']!r} is not {EDITION}")
    bodies = [_body_in(told, content(told["name"], told["sha256"])) for told in manifest["bodies"]]
    archive = Archive(
        article=date.fromisoformat(manifest["article"]),
        chain_source=manifest["chain_source"],
        addresses={name: Addresses(**told) for name, told in manifest["sources"].items()},
        occasions=tuple(_occasion_in(told) for told in manifest["occasions"]),
        bodies={body.name: body for body in bodies},
        steps=tuple(_step_in(told) for told in manifest["steps"]),
    )
    for step in archive.steps:
        for name in step.serves.values():
            if name not in archive.bodies:
                raise ValueError(f"the step of {step.at} serves {name!r}, which is not there")
    return archive


def _body_in(told: Mapping[str, Any], content: bytes) -> Body:
    published_on = told.get("published_on")
    return Body(
        name=told["name"],
        content=content,
        content_type=told["content_type"],
        origin=Origin(told["origin"]),
        note=told["note"],
        sources=tuple(told["sources"]),
        licence=told["licence"],
        removed=tuple(told["removed"]) if "removed" in told else None,
        published_on=date.fromisoformat(published_on) if published_on else None,
    )


def _body_out(body: Body) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": body.name,
        "origin": body.origin.value,
        "note": body.note,
        "sources": list(body.sources),
        "licence": body.licence,
        "content_type": body.content_type,
        "bytes": len(body.content),
        "sha256": body.sha256,
    }
    if body.removed is not None:
        told["removed"] = list(body.removed)
    if body.published_on is not None:
        told["published_on"] = body.published_on.isoformat()
    return told


def _occasion_in(told: Mapping[str, Any]) -> Occasion:
    listed_on = {uid: date.fromisoformat(day) for uid, day in told.get("listed_on", {}).items()}
    return replace(read_occasion(told), listed_on=listed_on, sources=tuple(told.get("sources", ())))


def _occasion_out(occasion: Occasion) -> dict[str, Any]:
    told: dict[str, Any] = {
        "date": occasion.dated,
        "kind": occasion.kind,
        "what": occasion.what,
        "status": occasion.status,
    }
    if occasion.listed_on:
        told["listed_on"] = {uid: day.isoformat() for uid, day in occasion.listed_on.items()}
    if occasion.sources:
        told["sources"] = list(occasion.sources)
    return told


def _addresses_out(addresses: Addresses) -> dict[str, str]:
    told = {
        "url": addresses.url,
        "history_url": addresses.history_url,
        "publication_url": addresses.publication_url,
    }
    return {key: value for key, value in told.items() if value is not None}


def _step_in(told: Mapping[str, Any]) -> Step:
    return Step(
        at=datetime.fromisoformat(told["at"]),
        why=tuple(told["why"]),
        visits=tuple(told["visits"]),
        serves=dict(told["serves"]),
        redirects=dict(told["redirects"]),
    )


def _step_out(step: Step) -> dict[str, Any]:
    return {
        "at": step.at.isoformat(),
        "why": list(step.why),
        "visits": list(step.visits),
        "serves": dict(step.serves),
        "redirects": dict(step.redirects),
    }
