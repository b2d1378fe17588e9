"""A drafted baseline as the text of a baseline.toml, to be edited by a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from tracker.config.toml_text import one_line, quoted
from tracker.model import ArticleLink, Baseline, Claim, Question

_HEAD = """\
#:schema ../schemas/baseline.schema.json
# A draft, made from the article's page. Everything in it waits for a person: what says DRAFT is to be written
# in your own words or taken out; ids may be changed; a claim's day, number and names are to be checked; a
# question gets conditions, [[question.condition]], by which it is recognised that something touches it.
# `tracker config check` tells what is still missing.
"""
_Value = str | int | bool | date | StrEnum | tuple[str, ...] | None


def baseline_toml(baseline: Baseline, note: str | None = None) -> str:
    """The file; `note` is a further comment at its head."""
    blocks = [_HEAD + (f"# {one_line(note)}\n" if note else ""), "\n".join(_article(baseline))]
    blocks += ["\n".join(_link(one)) for one in baseline.links]
    blocks += ["\n".join(_claim(one)) for one in baseline.claims]
    blocks += ["\n".join(_question(one)) for one in baseline.questions]
    return "\n\n".join(block.rstrip("\n") for block in blocks) + "\n"


def _article(baseline: Baseline) -> Iterator[str]:
    yield "[article]"
    yield from _keys(
        title=baseline.title,
        author=baseline.author,
        publisher=baseline.publisher,
        url=baseline.url,
        as_of=baseline.as_of,
    )


def _link(link: ArticleLink) -> Iterator[str]:
    yield "[[link]]"
    yield from _keys(
        id=link.id,
        anchor=link.anchor,
        source=link.source,
        source_certainty=link.source_certainty,
        url=link.url,
        url_certainty=link.url_certainty,
        enabled=link.enabled,
        note=link.note,
    )


def _claim(claim: Claim) -> Iterator[str]:
    yield "[[claim]]"
    yield from _keys(
        id=claim.id,
        claim_kind=claim.claim_kind,
        text=claim.text,
        where=claim.where,
        links=claim.links,
        on=claim.on,
        type=claim.type,
        kinds=claim.kinds,
        action=claim.action,
        authority=claim.authority,
        targets=claim.targets,
        count=claim.count,
        country=claim.country,
        counterparts=claim.counterparts,
        parties=claim.parties,
        quote=claim.quote,
        uncertainty=claim.uncertainty,
    )
    for person in claim.people:
        yield ""
        yield "[[claim.person]]"
        yield from _keys(name=person.name)


def _question(question: Question) -> Iterator[str]:
    yield "[[question]]"
    yield from _keys(id=question.id, text=question.text, where=question.where)


def _keys(**values: _Value) -> Iterator[str]:
    """Only what is said: an empty value is left out."""
    return (f"{key} = {_written(value)}" for key, value in values.items() if value not in (None, (), ""))


def _written(value: _Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | date():
            return str(value)
        case tuple():
            return f"[{', '.join(quoted(one_line(one)) for one in value)}]"
        case _:
            return quoted(one_line(str(value)))
