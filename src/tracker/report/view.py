"""The one view object of a development: command line, digest, site, feeds and exports show this.

Here, and only here, is decided who is shown by name: a target that stands, or stood, on an official
list; a person who does not is only counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.extract.official_lists import list_title
from tracker.model import (
    Action,
    Baseline,
    Comparison,
    DateBasis,
    Development,
    EntryKind,
    Evidence,
    Origin,
    Record,
    Snapshot,
    Source,
    Status,
    Target,
    When,
)
from tracker.report import phrases
from tracker.report.shown import ClaimLine, EvidenceLine, QuestionLine
from tracker.report.shown import DevelopmentView as DevelopmentView
from tracker.report.view_json import as_json as as_json
from tracker.report.when import when_in_words
from tracker.resolve.score import AGREES


def view(
    development: Development,
    records: Sequence[Record],
    comparison: Comparison,
    baseline: Baseline,
    sources: Mapping[str, Source],
    snapshots: Mapping[int, Snapshot],
) -> DevelopmentView:
    """The development as it is shown. Of `records` those that are tied to it are taken, in that order.

    `sources` by name and `snapshots` by id name the publisher and the address of the evidence; what
    is not there is shown without them.
    """
    tied = {tie.record for tie in development.ties}
    support = [record for record in records if record.id in tied]
    evidence = _evidence_lines(support, sources, snapshots)
    action = development.action
    return DevelopmentView(
        id=development.id,
        type=development.type,
        status=development.status,
        action=action,
        action_words=phrases.ACTION[action] if action else phrases.TYPE[development.type],
        summary=_summary(development),
        who=tuple(_shown_name(target) for target in development.targets),
        uids=tuple(target.uid for target in development.targets if target.uid),
        authority=development.authority,
        agency=development.agency,
        list=development.list,
        list_title=list_title(development.list) if development.list else None,
        when=when_in_words(development.when, action),
        basis=development.when.basis,
        on=development.when.on,
        precision=development.when.precision,
        after=development.when.after,
        by=development.when.by,
        programmes=development.programmes,
        still_under=development.still_under,
        relation=comparison.relation,
        relation_words=phrases.RELATION[comparison.relation],
        claims=tuple(
            ClaimLine(claim.id, claim.text, claim.uncertainty)
            for claim in baseline.claims
            if claim.id in comparison.claims
        ),
        questions=_question_lines(comparison, baseline),
        evidence=evidence,
        origin=development.origin,
        origin_text=_origin_text(development, support, evidence),
        caveat=phrases.CAVEAT if action in phrases.RELIEF else None,
        notes=_notes(development, support, comparison),
        count=max(len(development.targets), 1),
        confidence=max((record.confidence for record in support), default=1.0),
    )


def _shown_name(target: Target) -> str:
    is_on_a_list = target.list is not None and target.uid is not None
    can_be_a_person = target.kind in {EntryKind.INDIVIDUAL, None}
    return target.name if is_on_a_list or not can_be_a_person else phrases.PERSON_NOT_NAMED


def _summary(development: Development) -> str:
    text = development.summary
    for target in development.targets:
        text = text.replace(target.name, _shown_name(target))
    return text


def _question_lines(comparison: Comparison, baseline: Baseline) -> tuple[QuestionLine, ...]:
    questions = {question.id: question for question in baseline.questions}
    return tuple(
        QuestionLine(
            effect.question,
            questions[effect.question].text if effect.question in questions else "",
            effect.effect,
            effect.why,
            effect.part,
        )
        for effect in comparison.effects
    )


def _evidence_lines(
    records: Sequence[Record], sources: Mapping[str, Source], snapshots: Mapping[int, Snapshot]
) -> tuple[EvidenceLine, ...]:
    return tuple(
        _evidence_line(record, piece, sources.get(record.source), snapshots.get(piece.snapshot or -1))
        for record in records
        for piece in record.evidence
    )


def _evidence_line(
    record: Record, piece: Evidence, source: Source | None, snapshot: Snapshot | None
) -> EvidenceLine:
    return EvidenceLine(
        record=record.id,
        source=record.source,
        source_title=source.title if source else record.source,
        publisher=record.agency or record.authority or (source.title if source else record.source),
        role=phrases.ROLE[piece.role],
        observed_at=piece.observed_at,
        address=_address(source, snapshot),
        sha256=piece.sha256,
        origin=snapshot.origin if snapshot else record.origin,
        origin_note=snapshot.origin_note if snapshot else None,
        quote=piece.quote,
        start=piece.start,
        length=piece.length,
        snapshot=piece.snapshot,
    )


def _address(source: Source | None, snapshot: Snapshot | None) -> str | None:
    """Where a reader can look: never the signed address that a server redirects to for an hour.

    For bytes that we did not fetch from the publisher it is the address that they stand for.
    """
    if snapshot is not None and (source is None or snapshot.origin in phrases.FETCHED):
        return snapshot.url
    return source.url if source else None


def _origin_text(
    development: Development, records: Sequence[Record], evidence: Sequence[EvidenceLine]
) -> str | None:
    """What of it is not live: all of it, the day that is told, or a part of the evidence."""
    dated = [record.origin for record in records if _gives(record.when, development.when)]
    if development.origin is not Origin.LIVE:
        words = phrases.ORIGIN[development.origin]
        is_official = development.when.basis is DateBasis.OFFICIAL
        return f"{words}{phrases.DAY_TOO if is_official and Origin.LIVE not in dated else ''}"
    if dated and Origin.LIVE not in dated:
        return f"the day is {phrases.ORIGIN[dated[0]]}"
    others = dict.fromkeys(line.origin for line in evidence if line.origin is not Origin.LIVE)
    return f"some of the evidence is {phrases.ORIGIN[next(iter(others))]}" if others else None


def _gives(said: When, told: When) -> bool:
    if told.basis is DateBasis.OFFICIAL:
        return said.basis is DateBasis.OFFICIAL and said.on == told.on
    return said.after == told.after or said.by == told.by


def _notes(development: Development, records: Sequence[Record], comparison: Comparison) -> tuple[str, ...]:
    notes: list[str | None] = [comparison.note]
    if development.action is Action.EASE and development.list:
        notes.append(phrases.STILL_LISTED)
    if development.status is Status.ANNOUNCED:
        notes.append(phrases.STATUS[development.status])
    notes += [record.note for record in records]
    notes += [tie.reason for tie in development.ties if tie.score < AGREES]
    return tuple(dict.fromkeys(note for note in notes if note))
