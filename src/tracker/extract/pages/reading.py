"""What every rule that fires in a document comes to: a draft of a record, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.extract.pages import acts, contact_fields, release_fields, sanction_fields
from tracker.extract.pages.background import is_background
from tracker.extract.pages.confidence import LEAD_SENTENCES, confidence
from tracker.extract.pages.firms import firms_of
from tracker.extract.pages.grouping import Draft
from tracker.extract.pages.happened import did_it_happen
from tracker.extract.pages.passage import Passage, after
from tracker.extract.pages.place import (
    acts_itself,
    exchanging_countries,
    frees_its_own,
    main_country,
    releasing_country,
    target_country,
)
from tracker.extract.pages.sanction_fields import Authority
from tracker.extract.pages.statement import CountRelation, Reason, Statement
from tracker.extract.pages.taken import taken_of
from tracker.extract.pages.triggers import Trigger, find_triggers
from tracker.extract.pages.when import Dated, dated, is_news
from tracker.model import Document
from tracker.model.kinds import Action, RecordType, Status

# A page that tells more is a list or an attack; grouping compares them all with one another.
_MOST = 300
# A title's act may be so many days old where the lead, its first sentences, dates it.
_OWN_NEWS = 90
_LEAD = 6
# Measures and meetings are also news further down, where a page first tells of something else.
_NEWS_WITHIN = 10
_RELIEF = frozenset({Action.EASE, Action.DELIST, Action.LICENCE})
# So many characters of a sentence are looked at for "That is not true".
_DENIAL = 80


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fired in a sentence: what it gives, or the filter's reason."""

    passage: Passage
    trigger: Trigger
    drafts: tuple[Draft, ...]
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class _Page:
    """The document a sentence stands in, the subject's country, and what was found before it.

    `recalled` has, by type, the last sentence that told only of earlier things.
    """

    document: Document
    passages: Sequence[Passage]
    country: str
    before: Sequence[Draft]
    recalled: Mapping[RecordType, Passage]

    def last(self, record_type: RecordType) -> Draft | None:
        """The last draft of this type in the text; the title's does not count."""
        return next(
            (one for one in reversed(self.before) if one.statement.type is record_type and one.order >= 0),
            None,
        )


def findings(
    document: Document, passages: Sequence[Passage], country: str, *, has_contacts: bool
) -> Iterator[Finding]:
    """Every trigger of the document, in order, with what came of it; `country` is the one that it is about.

    `has_contacts`: the contacts of that country are told of, too.
    """
    before: list[Draft] = []
    recalled: dict[RecordType, Passage] = {}
    for passage in passages:
        if len(before) > _MOST:
            return
        for trigger in find_triggers(passage):
            if trigger.rule.type is RecordType.CONTACT and not has_contacts:
                continue
            finding = _judge(trigger, passage, _Page(document, passages, country, before, recalled))
            before.extend(finding.drafts)
            # A noun that nothing realises tells nothing at all, neither of now nor of then.
            if finding.reason in (Reason.HISTORY, Reason.BACKGROUND) and trigger.rule.form != "noun":
                recalled[trigger.rule.type] = passage
            yield finding


def _judge(trigger: Trigger, passage: Passage, page: _Page) -> Finding:
    status = did_it_happen(trigger, passage)
    if not isinstance(status, Reason) and _is_taken_back(passage, page):
        status = Reason.NEGATION
    if isinstance(status, Reason):
        return Finding(passage, trigger, (), status)
    last = page.last(trigger.rule.type)
    told = last.statement if last else None
    is_coming = status is Status.ANNOUNCED
    when = dated(trigger, passage, page.passages, told, is_coming=is_coming)
    if when is None and _is_titles_own(trigger, passage, page):
        when = dated(trigger, passage, page.passages, told, _OWN_NEWS)
    reason = is_background(trigger, passage, when)
    if when is not None and (
        _goes_on_recalling(trigger, passage, page, when)
        or _is_aside(trigger, passage, page, when)
        or _looks_back(page, when)
        or _came_before(trigger, passage, page, when)
        or (_is_old_reason(trigger, page, when) and not passage.has("news_tense"))
    ):
        reason = Reason.BACKGROUND
    if reason is not None or when is None:
        return Finding(passage, trigger, (), reason or Reason.HISTORY)
    made = _MAKERS[trigger.rule.type](trigger, passage, page)
    if isinstance(made, Reason):
        return Finding(passage, trigger, (), made)
    sure = confidence(trigger, passage, when, page.document)
    drafts = tuple(
        Draft(
            replace(
                one,
                status=status,
                on=when.on,
                precision=when.precision,
                confidence=round(sure + (0.1 if one.count else 0), 2),
            ),
            when.where,
            passage.number,
        )
        for one in made
    )
    return Finding(passage, trigger, drafts, None)


def _is_taken_back(passage: Passage, page: _Page) -> bool:
    """Whether the next sentence denies this one: "That is not true." A title is told again below it."""
    follows = () if passage.is_title else after(passage, page.passages, 1)
    return any(
        hit.start() == 0
        for other in follows
        if (denial := other.lexicon.classes.get("taken_back")) is not None
        for hit in denial.finditer(other.folded.text[:_DENIAL].lstrip('"“«„ '))
    )


def _is_old_reason(trigger: Trigger, page: _Page, when: Dated) -> bool:
    """Whether a page that told of relief only says how the sanctions came: "It was listed after …"."""
    return (
        trigger.rule.action is Action.DESIGNATE
        and trigger.rule.voice == "passive"
        and when.where in ("before", "published")
        and any(one.statement.action in _RELIEF for one in page.before)
    )


def _came_before(trigger: Trigger, passage: Passage, page: _Page, when: Dated) -> bool:
    """Whether the sentence told its relief before, and this one came earlier: "delisted after a licence
    allowed". With a day of its own, or behind "after talks and", it is told for its own sake."""
    classes = passage.lexicon.classes
    if "came_before" not in classes or trigger.rule.action not in _RELIEF or when.where == "sentence":
        return False
    clause = passage.folded.text[trigger.clause_start : trigger.start]
    after_it = classes["came_before"].search(clause)
    if after_it is None or classes["joining"].search(clause, after_it.end()):
        return False
    return any(one.order == passage.number and one.statement.action in _RELIEF for one in page.before)


def _is_titles_own(trigger: Trigger, passage: Passage, page: _Page) -> bool:
    """Whether the lead dates what the title tells: a note of weeks ago on "OFAC extends its licence"."""
    same = [one for one in page.before if one.statement.type is trigger.rule.type]
    return (
        0 <= passage.number < _LEAD
        and bool(same)
        and all(one.order < 0 and one.statement.action is trigger.rule.action for one in same)
    )


def _goes_on_recalling(trigger: Trigger, passage: Passage, page: _Page, when: Dated) -> bool:
    """Whether the sentence before only recalled, and this one goes on with it.

    By a word ("in return"), or, without a day and in the tense of tales, in the same paragraph and of the
    same type: "The EU has adopted three packages. 88 people are on the list." But "Britain has now
    followed" is news.
    """
    if when.where in ("sentence", "clause"):
        return False
    if passage.goes_on and any(one.number == passage.number - 1 for one in page.recalled.values()):
        return True
    told = page.recalled.get(trigger.rule.type)
    if told is not None and told.is_title and told.dates and when.where == "published":
        # What a title dates in the past, its text tells of.
        old = not any(is_news(found, passage.published) for found in told.dates)
        return old and not passage.has("news_tense")
    if told is None or told.number != passage.number - 1 or told.paragraph != passage.paragraph:
        return False
    return when.where in ("before", "published") and not passage.has("news_tense")


def _looks_back(page: _Page, when: Dated) -> bool:
    """Whether the title says that the page recalls ("This day in history"), and the sentence has no day."""
    title = page.passages[0]
    return title.is_title and when.where == "published" and title.has("looks_back")


def _is_aside(trigger: Trigger, passage: Passage, page: _Page, when: Dated) -> bool:
    """Whether an act is told without a day and far down a page that told of none of its type before.

    Somebody's life is told so: "he served his term and walked free". News stands on top, or says "later in
    the day".
    """
    if when.where != "published" or passage.has("same_day"):
        return False
    lead = LEAD_SENTENCES
    if trigger.rule.type is not RecordType.RELEASE:
        if trigger.rule.form != "done" or passage.has("news_tense"):
            return False
        lead = _NEWS_WITHIN
    return passage.number >= lead and not any(one.statement.type is trigger.rule.type for one in page.before)


def _bare(trigger: Trigger, passage: Passage) -> Statement:
    """The fields that all three types have; `_judge` sets status, day and confidence."""
    return Statement(
        type=trigger.rule.type,
        status=Status.ACTUAL,
        rule=trigger.rule.name,
        quote=passage.text,
        start=passage.start,
        end=passage.end,
        is_title=passage.is_title,
        on=passage.published,
    )


def _release(trigger: Trigger, passage: Passage, page: _Page) -> tuple[Statement, ...] | Reason:
    fields = release_fields
    last = page.last(RecordType.RELEASE)
    beside = last is not None and last.order == passage.number - 1
    told = last.statement.country if last is not None and beside else None
    before = told or main_country(page.passages, page.country)
    releasing = releasing_country(trigger, passage, before, page.country)
    kind = fields.kind_of(trigger, passage, page.passages)
    if not frees_its_own(releasing, page.country, kind):
        return Reason.OTHER_COUNTRY
    names = fields.released_names(trigger, passage, page.passages)
    count = fields.count_of(trigger, passage) or _counted_by_names(names, passage)
    around = (passage, *fields.following(passage, page.passages))
    of_them = tuple(fields.about_them(passage, page.passages))
    taken = taken_of(passage, of_them, releasing)
    return tuple(
        replace(
            _bare(trigger, passage),
            kind=kind,
            country=one,
            count=count.value if count else None,
            count_relation=count.relation if count else None,
            subgroups=(*fields.subgroups_of(passage), *taken),
            names=names,
            nationalities=fields.nationalities_of(of_them, one),
            destination=fields.destination_of(trigger, passage, of_them, one, taken),
            counterpart=fields.counterpart_of(around, one, kind),
            officials=contact_fields.officials_of(passage, but=page.country),
        )
        for one in exchanging_countries(trigger, passage, page.country) or (releasing,)
    )


def _counted_by_names(names: Sequence[str], passage: Passage) -> release_fields.Count | None:
    """How many are named, where the sentence speaks of nobody else; one, where it speaks of one."""
    if passage.has("several"):
        return None
    here = [name for name in passage.people if name.text in names]
    if here and not passage.has("plural_person"):
        return release_fields.Count(len(here), CountRelation.TOTAL)
    if passage.has("one_person"):
        return release_fields.Count(1, CountRelation.TOTAL)
    return None


def _sanctions(trigger: Trigger, passage: Passage, page: _Page) -> tuple[Statement, ...] | Reason:
    fields = sanction_fields
    if acts_itself(trigger, passage, page.country):
        return Reason.OTHER_COUNTRY
    target = target_country(trigger, passage, page.passages, page.country)
    last = page.last(RecordType.SANCTION)
    told = Authority(last.statement.authority, last.statement.agency) if last else None
    acting_ones = fields.authorities_of(trigger, passage, page.passages, target, told)
    if acting_ones[0].authority is None:
        # A page on sanctions that names nobody who could impose or lift them only speaks of them.
        return Reason.BACKGROUND
    targets = fields.targets_of(trigger, passage, page.passages)
    return tuple(
        replace(
            _bare(trigger, passage),
            action=trigger.rule.action,
            country=target,
            authority=acting.authority,
            agency=acting.agency,
            programme=acts.programme_of(page.passages, acting.authority),
            targets=targets,
            firms=firms_of(targets, (passage, *fields.listing(passage, page.passages))),
            sector=fields.sector_of(passage),
            instrument=acts.instrument_of(passage, trigger.rule.action),
            in_force=acts.in_force_of(passage, page.passages),
            valid_until=acts.valid_until_of(passage, page.passages),
        )
        for acting in acting_ones
    )


def _contact(trigger: Trigger, passage: Passage, page: _Page) -> tuple[Statement, ...] | Reason:
    parties = contact_fields.parties_of(trigger, passage, page.passages, page.country)
    if not parties:
        return Reason.OTHER_COUNTRY
    return (
        replace(
            _bare(trigger, passage),
            kind=trigger.rule.kind,
            parties=parties,
            officials=contact_fields.officials_of(passage),
            place=contact_fields.place_of(passage),
        ),
    )


_MAKERS: dict[RecordType, Callable[[Trigger, Passage, _Page], tuple[Statement, ...] | Reason]] = {
    RecordType.RELEASE: _release,
    RecordType.SANCTION: _sanctions,
    RecordType.CONTACT: _contact,
}
