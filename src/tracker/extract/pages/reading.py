"""What every rule that fires in a document comes to: a draft of a record, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.extract.pages import contact_fields, release_fields, sanction_fields
from tracker.extract.pages.background import is_background
from tracker.extract.pages.confidence import confidence
from tracker.extract.pages.grouping import Draft
from tracker.extract.pages.happened import did_it_happen
from tracker.extract.pages.passage import Passage
from tracker.extract.pages.place import releasing_country, target_country
from tracker.extract.pages.statement import CountRelation, Reason, Statement
from tracker.extract.pages.triggers import Trigger, find_triggers
from tracker.extract.pages.when import Dated, dated
from tracker.model import Document
from tracker.model.kinds import RecordType, Status


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fired in a sentence: what it gives, or the filter's reason."""

    passage: Passage
    trigger: Trigger
    drafts: tuple[Draft, ...]
    reason: Reason | None


def findings(document: Document, passages: Sequence[Passage], country: str) -> Iterator[Finding]:
    """Every trigger of the document, in order, with what came of it."""
    for passage in passages:
        for trigger in find_triggers(passage):
            yield _judge(trigger, passage, passages, document, country)


def _judge(
    trigger: Trigger, passage: Passage, passages: Sequence[Passage], document: Document, country: str
) -> Finding:
    status = did_it_happen(trigger, passage)
    if isinstance(status, Reason):
        return Finding(passage, trigger, (), status)
    when = dated(trigger, passage, passages)
    reason = is_background(trigger, passage, when)
    if reason is not None or when is None:
        return Finding(passage, trigger, (), reason or Reason.HISTORY)
    match trigger.rule.type:
        case RecordType.RELEASE:
            made = _release(trigger, passage, passages, document, country, status, when)
        case RecordType.SANCTION:
            made = _sanctions(trigger, passage, passages, document, country, status, when)
        case RecordType.CONTACT:
            made = _contact(trigger, passage, document, country, status, when)
    drafts = tuple(Draft(one, when.where, passage.number) for one in made)
    return Finding(passage, trigger, drafts, None if drafts else Reason.BACKGROUND)


def _bare(
    trigger: Trigger, passage: Passage, document: Document, status: Status, when: Dated, *, counted: bool
) -> Statement:
    """The fields that all three types have."""
    return Statement(
        type=trigger.rule.type,
        status=status,
        rule=trigger.rule.name,
        quote=passage.text,
        start=passage.start,
        end=passage.end,
        is_title=passage.is_title,
        on=when.on,
        precision=when.precision,
        confidence=confidence(trigger, passage, when, counted, document),
    )


def _release(
    trigger: Trigger,
    passage: Passage,
    passages: Sequence[Passage],
    document: Document,
    country: str,
    status: Status,
    when: Dated,
) -> tuple[Statement, ...]:
    from dataclasses import replace

    fields = release_fields
    releasing = releasing_country(trigger, passage, passages, country)
    names = fields.released_names(trigger, passage, passages)
    count = fields.count_of(trigger, passage)
    if count is None and not passage.has("several"):
        here = [name for name in passage.names if name.text in names]
        if here and not passage.has("plural_person"):
            count = fields.Count(len(here), CountRelation.TOTAL)
        elif passage.has("one_person"):
            count = fields.Count(1, CountRelation.TOTAL)
    around = (passage, *fields.following(passage, passages))
    nationalities = fields.nationalities_of(around, releasing)
    destination = fields.destination_of(around, releasing)
    bare = _bare(trigger, passage, document, status, when, counted=count is not None)
    return (
        replace(
            bare,
            kind=fields.kind_of(trigger, passage),
            country=releasing,
            count=count.value if count else None,
            count_relation=count.relation if count else None,
            subgroups=fields.subgroups_of(passage),
            names=names,
            nationalities=nationalities,
            destination=destination,
            counterpart=fields.counterpart_of(around, releasing, (*destination,)),
            officials=contact_fields.officials_of(passage),
        ),
    )


def _sanctions(
    trigger: Trigger,
    passage: Passage,
    passages: Sequence[Passage],
    document: Document,
    country: str,
    status: Status,
    when: Dated,
) -> tuple[Statement, ...]:
    from dataclasses import replace

    fields = sanction_fields
    target = target_country(trigger, passage, passages, country)
    bare = _bare(trigger, passage, document, status, when, counted=False)
    return tuple(
        replace(
            bare,
            action=trigger.rule.action,
            country=target,
            authority=acting.authority,
            agency=acting.agency,
            programme=fields.programme_of(passages) if acting.authority == "US" else None,
            targets=fields.targets_of(trigger, passage),
            sector=fields.sector_of(passage),
            instrument=fields.instrument_of(passage),
        )
        for acting in fields.authorities_of(trigger, passage, passages, target)
    )


def _contact(
    trigger: Trigger, passage: Passage, document: Document, country: str, status: Status, when: Dated
) -> tuple[Statement, ...]:
    from dataclasses import replace

    parties = contact_fields.parties_of(trigger, passage, country)
    if not parties:
        return ()
    bare = _bare(trigger, passage, document, status, when, counted=False)
    return (
        replace(
            bare,
            kind=trigger.rule.kind,
            parties=parties,
            officials=contact_fields.officials_of(passage),
            place=contact_fields.place_of(passage),
        ),
    )
