"""The one view object of a development: command line, digest, site, feeds and exports show this.

Here, and only here, is decided who is shown by name: a target that stands, or stood, on an official
list, or is surely no person; anybody else is only counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker.extract.official_lists import list_title
from tracker.model import (
    Action,
    Baseline,
    Comparison,
    Development,
    DevelopmentLink,
    Record,
    RecordType,
    Snapshot,
    Source,
    Status,
    Target,
)
from tracker.report import digest_phrases, phrases
from tracker.report.article_lines import claim_lines, correction_lines, question_lines
from tracker.report.count_lines import conflict_in_words, count_lines
from tracker.report.evidence_lines import Known, Page, evidence_lines, publishers_of
from tracker.report.facts import about_in_words, facts_of
from tracker.report.link_lines import exchange_in_words, ladder_lines, link_lines
from tracker.report.origin_words import origin_in_words
from tracker.report.shown import DevelopmentView as DevelopmentView
from tracker.report.view_json import as_json as as_json
from tracker.report.when import when_in_words
from tracker.resolve.links import Ladder
from tracker.resolve.score import AGREES
from tracker.resolve.summary import is_told_by_name


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a development: its links, the developments that they lead to, the ladders of relief
    that it is a step of; and which of its records are one voice (their ids, voice by voice)."""

    links: Sequence[DevelopmentLink] = ()
    others: Mapping[str, Development] = field(default_factory=dict)
    ladders: Sequence[Ladder] = ()
    voices: Sequence[Sequence[str]] = ()


NOTHING_BESIDE = Beside()


def view(
    development: Development,
    records: Sequence[Record],
    comparison: Comparison,
    baseline: Baseline,
    sources: Mapping[str, Source],
    snapshots: Mapping[int, Snapshot],
    pages: Mapping[int, Page] | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> DevelopmentView:
    """The development as it is shown. Of `records` those that are tied to it are taken, in that order.

    `sources` by name, `snapshots` and `pages` by number name the publisher and the address of the
    evidence; what is not there is shown without them.
    """
    tied = {tie.record for tie in development.ties}
    support = [record for record in records if record.id in tied]
    evidence = evidence_lines(support, Known(sources, snapshots, pages or {}), beside.voices)
    links = link_lines(development, beside.links, beside.others)
    counts = count_lines(development, evidence)
    who = tuple(_shown_name(target) for target in development.targets)
    action = development.action
    return DevelopmentView(
        id=development.id,
        type=development.type,
        status=development.status,
        action=action,
        action_words=_action_words(development),
        summary=_summary(development),
        who=who,
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
        claims=claim_lines(comparison, baseline),
        questions=question_lines(comparison, baseline),
        evidence=evidence,
        origin=development.origin,
        origin_text=origin_in_words(development, support, evidence),
        caveat=phrases.CAVEAT if action in phrases.RELIEF else None,
        notes=_notes(development, support, comparison),
        count=_count(development),
        confidence=development.confidence,
        confidence_words=phrases.confidence(development.confidence),
        about=about_in_words(development, who),
        exchange=exchange_in_words(links),
        facts=facts_of(development),
        counts=counts,
        conflict=conflict_in_words(development, counts),
        publishers=publishers_of(evidence),
        voices=development.voices,
        links=links,
        ladders=ladder_lines(development, beside.ladders),
        corrections=correction_lines(comparison),
    )


def _action_words(development: Development) -> str:
    action = development.action
    match development.status:
        case Status.ACTUAL:
            return phrases.ACTION[action] if action else phrases.TYPE[development.type]
        case Status.ANNOUNCED if action:
            return digest_phrases.ANNOUNCED[action][0]
        case Status.ANNOUNCED:
            return digest_phrases.TYPE_ANNOUNCED[development.type][0]


def _count(development: Development) -> int:
    if development.type is RecordType.RELEASE:
        return development.details.count or 1
    return max(len(development.targets), 1)


def _shown_name(target: Target) -> str:
    return target.name if is_told_by_name(target) else phrases.PERSON_NOT_NAMED


def _summary(development: Development) -> str:
    text = development.summary
    for target in development.targets:
        text = text.replace(target.name, _shown_name(target))
    return text


def _notes(development: Development, records: Sequence[Record], comparison: Comparison) -> tuple[str, ...]:
    notes: list[str | None] = [comparison.note]
    if development.action is Action.EASE and development.list:
        notes.append(phrases.STILL_LISTED)
    if development.status is Status.ANNOUNCED:
        notes.append(phrases.STATUS[development.status])
    notes += [record.note for record in records]
    # Of a list a doubtful tie is a contradiction; of pages it is told with the counts.
    if development.list is not None:
        notes += [tie.reason for tie in development.ties if tie.score < AGREES]
    return tuple(dict.fromkeys(note for note in notes if note))
