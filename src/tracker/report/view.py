"""The one view object of a development: command line, digest, site, feeds and exports show this.

All that it holds has been through `naming`: who may not be shown by name is not named here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tracker.extract.official_lists import list_title
from tracker.model import (
    Action,
    Baseline,
    Comparison,
    DateBasis,
    Decision,
    DecisionKind,
    Development,
    Evidence,
    Origin,
    Record,
    Snapshot,
    Source,
    Status,
    When,
)
from tracker.report import phrases
from tracker.report.naming import NOTHING_KNOWN, KnownPeople, Naming, naming_of
from tracker.report.shown import ClaimLine, EvidenceLine, QuestionLine
from tracker.report.shown import DevelopmentView as DevelopmentView
from tracker.report.view_json import as_json as as_json
from tracker.report.when import when_in_words
from tracker.report.withheld import withheld
from tracker.resolve.saying import Saying
from tracker.resolve.score import AGREES
from tracker.text.dates import day_in_words


def view(
    development: Development,
    records: Sequence[Record],
    comparison: Comparison,
    baseline: Baseline,
    sources: Mapping[str, Source],
    snapshots: Mapping[int, Snapshot],
    *,
    sayings: Sequence[Saying] = (),
    known: KnownPeople = NOTHING_KNOWN,
    decisions: Sequence[Decision] = (),
    withdrawn: str | None = None,
) -> DevelopmentView:
    """The development as it is shown. Of `records` those that are tied to it are taken, in that order.

    `sources` by name and `snapshots` by id name the publisher and the address of the evidence; what
    is not there is shown without them. `sayings` say who publishes the records (without one, a record is
    its source's own), `known` who may be named beside those whom they name. `decisions` are those about
    this development; `withdrawn` is why it stands no more.
    """
    tied = {tie.record for tie in development.ties}
    support = [record for record in records if record.id in tied]
    said = {one.id: one for one in sayings}
    naming = naming_of(
        development,
        [said.get(one.id) or _as_its_source_says(one) for one in support],
        known,
        by_hand=(withdrawn or "", *(one.note or "" for one in decisions)),
    )
    shown = _unveiled(
        development, support, comparison, baseline, sources, snapshots, naming, decisions, withdrawn
    )
    return withheld(shown, naming)


def _as_its_source_says(record: Record) -> Saying:
    return Saying(record, voice=record.source, is_official=record.list is not None)


def _unveiled(
    development: Development,
    support: Sequence[Record],
    comparison: Comparison,
    baseline: Baseline,
    sources: Mapping[str, Source],
    snapshots: Mapping[int, Snapshot],
    naming: Naming,
    decisions: Sequence[Decision],
    withdrawn: str | None,
) -> DevelopmentView:
    """The view before names are withheld in its texts."""
    people = tuple(name for name in development.details.names if not naming.hides(name))
    evidence = _evidence_lines(support, sources, snapshots)
    action = development.action
    return DevelopmentView(
        id=development.id,
        type=development.type,
        status=development.status,
        action=action,
        action_words=phrases.ACTION[action] if action else phrases.TYPE[development.type],
        summary=_summary(development, naming),
        who=_who(development, naming),
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
        notes=(*_notes(development, support, comparison), *_by_hand(decisions)),
        count=development.details.count or max(len(development.targets), 1),
        confidence=max((record.confidence for record in support), default=1.0),
        is_confirmed=any(one.kind is DecisionKind.CONFIRM for one in decisions),
        people=people,
        people_withheld=len(development.details.names) - len(people),
        withdrawn=withdrawn,
    )


def _who(development: Development, naming: Naming) -> tuple[str, ...]:
    """The targets by name; those who are not shown are counted."""
    names = tuple(target.name for target in development.targets if not naming.hides(target.name))
    match len(development.targets) - len(names):
        case 0:
            return names
        case 1:
            return (*names, phrases.PERSON_NOT_NAMED)
        case count:
            return (*names, phrases.PEOPLE_NOT_NAMED.format(count=count))


def _summary(development: Development, naming: Naming) -> str:
    text = development.summary
    for target in development.targets:
        if naming.hides(target.name):
            text = text.replace(target.name, phrases.PERSON_NOT_NAMED)
    return text


def _by_hand(decisions: Sequence[Decision]) -> Iterator[str]:
    """What people added to it: notes, and that they confirmed it."""
    for one in decisions:
        day = day_in_words(one.at.date())
        if one.kind is DecisionKind.NOTE and one.note:
            yield phrases.NOTE_BY_HAND.format(text=one.note, day=day)
        if one.kind is DecisionKind.CONFIRM:
            form = phrases.CONFIRMED if one.note else phrases.CONFIRMED_ONLY
            yield form.format(day=day, why=one.note)


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
