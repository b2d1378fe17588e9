"""The one view object of a development: command line, digest, site, feeds and exports show this.

All that it holds has been through `naming`: who may not be shown by name is not named here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker.model import (
    Action,
    Baseline,
    Comparison,
    Decision,
    DecisionKind,
    Development,
    DevelopmentLink,
    Record,
    RecordType,
    Snapshot,
    Source,
    Status,
    Target,
)
from tracker.read.lists import list_title
from tracker.report import digest_phrases, phrases
from tracker.report.comparison_lines import claim_lines, correction_lines, question_lines
from tracker.report.count_lines import conflict_in_words, count_lines, named_in_words
from tracker.report.elsewhere_lines import elsewhere_lines
from tracker.report.evidence_lines import Known, Page, evidence_lines, publishers_of
from tracker.report.facts import about_in_words, facts_of
from tracker.report.link_lines import exchange_in_words, ladder_lines, link_lines
from tracker.report.naming import NOTHING_KNOWN, KnownPeople, Naming, is_told_as_a_person, naming_of
from tracker.report.origin_words import origin_in_words
from tracker.report.shown import CountLine, EvidenceLine
from tracker.report.shown import DevelopmentView as DevelopmentView
from tracker.report.unanswered_lines import unanswered_in_words
from tracker.report.view_json import as_json as as_json
from tracker.report.when import when_in_words
from tracker.report.withheld import withheld
from tracker.resolve.links import Ladder
from tracker.resolve.saying import Saying
from tracker.resolve.score import AGREES
from tracker.resolve.ties.elsewhere import OnList
from tracker.resolve.unanswered import Unanswered
from tracker.text.dates import day_in_words


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a development: its links, the developments that they lead to, the ladders of relief
    that it is a step of; which of its records are one voice (their ids, voice by voice); the list change or
    notice that has not come to it; and of a delisting, how each target (by its uid) stands on other lists."""

    links: Sequence[DevelopmentLink] = ()
    others: Mapping[str, Development] = field(default_factory=dict)
    ladders: Sequence[Ladder] = ()
    voices: Sequence[Sequence[str]] = ()
    unanswered: Unanswered | None = None
    elsewhere: Mapping[str, Sequence[OnList]] = field(default_factory=dict)


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class ByHand:
    """What people decided about a development: notes and confirmations; `withdrawn`: why it stands no more,
    which a person may have said too."""

    decisions: Sequence[Decision] = ()
    withdrawn: str | None = None


NOTHING_BY_HAND = ByHand()


def view(
    development: Development,
    records: Sequence[Record],
    comparison: Comparison,
    baseline: Baseline,
    sources: Mapping[str, Source],
    snapshots: Mapping[int, Snapshot],
    pages: Mapping[int, Page] | None = None,
    beside: Beside = NOTHING_BESIDE,
    *,
    sayings: Sequence[Saying] = (),
    known: KnownPeople = NOTHING_KNOWN,
    by_hand: ByHand = NOTHING_BY_HAND,
) -> DevelopmentView:
    """The development as it is shown. Of `records` those that are tied to it are taken, in that order.

    `sources` by name, `snapshots` and `pages` by number name the publisher and the address of the
    evidence; what is not there is shown without them. `sayings` say who publishes the records (without
    one, a record is its source's own), `known` who may be named beside those whom they name.
    """
    tied = {tie.record for tie in development.ties}
    support = [record for record in records if record.id in tied]
    place = Known(sources, snapshots, pages or {})
    naming = _naming(development, support, place.pages, beside, sayings, known, by_hand)
    unveiled = _unveiled(development, support, comparison, baseline, place, beside, by_hand, naming)
    shown = withheld(unveiled, naming)
    return replace(shown, evidence=tuple(map(_without_row, shown.evidence)))


def _without_row(line: EvidenceLine) -> EvidenceLine:
    """Of a register's row about somebody who is not named nothing is shown: its number and days say who."""
    if not line.is_row or phrases.NAME_WITHHELD not in (line.quote or ""):
        return line
    return replace(line, quote=phrases.ROW_WITHHELD)


def _naming(
    development: Development,
    support: Sequence[Record],
    pages: Mapping[int, Page],
    beside: Beside,
    sayings: Sequence[Saying],
    known: KnownPeople,
    by_hand: ByHand,
) -> Naming:
    """The policy on everybody whom the view could name: in records, titles, links, and what people wrote."""
    there = {one.id: one for one in sayings}
    said = [there.get(one.id) or _as_its_source_says(one) for one in support]
    titles = [
        (page.document.title, one)
        for one in said
        for piece in one.record.evidence
        if (page := pages.get(piece.document or 0)) is not None and page.document.title
    ]
    notes = [by_hand.withdrawn, *(one.note for one in by_hand.decisions)]
    # What is said of others, in links, is said by records of theirs.
    notes += [link.quote for link in beside.links]
    texts = (*titles, *((text, None) for text in notes if text))
    elsewhere = (name for other in beside.others.values() for name in other.details.names)
    return naming_of(development, said, known, texts, elsewhere)


def _as_its_source_says(record: Record) -> Saying:
    return Saying(record, voice=record.source, is_official=record.list is not None)


def _unveiled(
    development: Development,
    support: Sequence[Record],
    comparison: Comparison,
    baseline: Baseline,
    place: Known,
    beside: Beside,
    by_hand: ByHand,
    naming: Naming,
) -> DevelopmentView:
    """The view before names are withheld in its texts."""
    evidence = evidence_lines(support, place, beside.voices)
    links = link_lines(development, beside.links, beside.others)
    counts = count_lines(development, evidence)
    who = _who(development, naming)
    people = tuple(name for name in development.details.names if not naming.hides(name))
    action = development.action
    missing = unanswered_in_words(beside.unanswered) if beside.unanswered else None
    return DevelopmentView(
        id=development.id,
        type=development.type,
        status=development.status,
        action=action,
        action_words=_action_words(development),
        summary=_summary(development, naming),
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
        notes=(
            *_notes(development, support, comparison, _register_note(counts, evidence)),
            *((missing,) if missing else ()),
            *_by_hand_in_words(by_hand),
        ),
        missing=missing,
        missing_since=beside.unanswered.since if beside.unanswered else None,
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
        elsewhere=elsewhere_lines(
            _named_targets(development, naming), beside.elsewhere, development.authority
        ),
        is_confirmed=any(one.kind is DecisionKind.CONFIRM for one in by_hand.decisions),
        people=people,
        people_withheld=len(development.details.names) - len(people),
        withdrawn=by_hand.withdrawn,
    )


def _action_words(development: Development) -> str:
    action = development.action
    match development.status:
        case Status.ACTUAL:
            words = phrases.ACTION if development.list else phrases.ACTION_TOLD
            return words[action] if action else phrases.TYPE[development.type]
        case Status.ANNOUNCED if action:
            return digest_phrases.ANNOUNCED[action][0]
        case Status.ANNOUNCED:
            return digest_phrases.TYPE_ANNOUNCED[development.type][0]


def _count(development: Development) -> int:
    if development.type is RecordType.RELEASE:
        return development.details.count or 1
    return max(len(development.targets), 1)


def _who(development: Development, naming: Naming) -> tuple[str, ...]:
    """The targets by name; those who are not shown are counted, as people where they surely are."""
    names = tuple(target.name for target in _named_targets(development, naming))
    hidden = [target for target in development.targets if naming.hides(target.name)]
    are_people = all(map(is_told_as_a_person, hidden))
    match len(hidden):
        case 0:
            return names
        case 1:
            return (*names, phrases.PERSON_NOT_NAMED if are_people else phrases.TARGET_NOT_NAMED)
        case count:
            form = phrases.PEOPLE_NOT_NAMED if are_people else phrases.TARGETS_NOT_NAMED
            return (*names, form.format(count=count))


def _named_targets(development: Development, naming: Naming) -> tuple[Target, ...]:
    return tuple(target for target in development.targets if not naming.hides(target.name))


def _summary(development: Development, naming: Naming) -> str:
    text = development.summary
    for target in development.targets:
        if naming.hides(target.name):
            is_person = is_told_as_a_person(target)
            text = text.replace(
                target.name, phrases.PERSON_NOT_NAMED if is_person else phrases.TARGET_NOT_NAMED
            )
    return text


def _register_note(counts: Sequence[CountLine], evidence: Sequence[EvidenceLine]) -> str | None:
    """What a register adds to what others say, or that nobody else says it."""
    if evidence and all(line.is_row for line in evidence):
        return phrases.ONLY_REGISTER
    return named_in_words(counts)


def _notes(
    development: Development, records: Sequence[Record], comparison: Comparison, register: str | None
) -> tuple[str, ...]:
    notes: list[str | None] = [comparison.note, register]
    if development.action is Action.EASE and development.list:
        notes.append(phrases.STILL_LISTED)
    if development.status is Status.ANNOUNCED:
        notes.append(phrases.STATUS[development.status])
    notes += [record.note for record in records]
    # Of a list a doubtful tie is a contradiction; of pages it is told with the counts.
    listed = {record.id for record in records if record.list is not None}
    notes += [tie.reason for tie in development.ties if tie.score < AGREES and tie.record in listed]
    return tuple(dict.fromkeys(note for note in notes if note))


def _by_hand_in_words(by_hand: ByHand) -> Iterator[str]:
    """Notes, and that somebody confirmed it."""
    for one in by_hand.decisions:
        day = day_in_words(one.at.date())
        if one.kind is DecisionKind.NOTE and one.note:
            yield phrases.NOTE_BY_HAND.format(text=one.note, day=day)
        if one.kind is DecisionKind.CONFIRM:
            form = phrases.CONFIRMED_BECAUSE if one.note else phrases.CONFIRMED_BY_HAND
            yield form.format(day=day, why=one.note)
