"""A digest as sections of passages, in the order in which they are read; and how it is cut to a size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.model import RecordType
from tracker.report import digest_phrases as phrases
from tracker.report.addresses import developments_page
from tracker.report.digest import DigestView, News, Total
from tracker.report.digest_acts import Act, act_of, capital, counted
from tracker.report.digest_passages import (
    Line,
    Passage,
    Reader,
    change_passage,
    correction_passage,
    health_passage,
    news_passage,
    question_passage,
    register_passage,
    review_passage,
    upcoming_passage,
)
from tracker.report.digest_words import reached_in_words
from tracker.report.phrases import CAVEAT
from tracker.report.shown import DevelopmentView
from tracker.text.countries import countries_in_words
from tracker.text.dates import day_in_words

# More than a handful of news is grouped.
_HANDFUL = 5
# Of each section so many are kept before a long one takes the rest of the room.
_KEPT_FIRST = 10


class SectionKey(StrEnum):
    """The sections of a digest, in the order in which they are read."""

    CORRECTIONS = "corrections"
    NEW = "new"
    CHANGED = "changed"
    QUESTIONS = "questions"
    REGISTERS = "registers"
    REVIEW = "review"
    TOTALS = "totals"
    UPCOMING = "upcoming"
    HEALTH = "health"


# Which of them lose passages last, where not all fit.
_KEEP_ORDER = (
    SectionKey.CORRECTIONS,
    SectionKey.NEW,
    SectionKey.CHANGED,
    SectionKey.REGISTERS,
    SectionKey.UPCOMING,
    SectionKey.HEALTH,
    SectionKey.REVIEW,
    SectionKey.QUESTIONS,
    SectionKey.TOTALS,
)


@dataclass(frozen=True, slots=True)
class Group:
    """Passages under one heading; `whole` is how many there are, whether they are shown or not."""

    what: str | None
    passages: tuple[Passage, ...]
    whole: int

    @property
    def heading(self) -> str | None:
        """What was done by whom and how often; None for passages that are not grouped."""
        if self.what is None:
            return None
        words = phrases.GROUP if len(self.passages) == self.whole else phrases.GROUP_CUT
        return words.format(what=self.what, shown=len(self.passages), number=self.whole)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a digest.

    `lead` stands under the heading; `more` says how many passages are left out, and where they are.
    """

    key: SectionKey
    heading: str
    groups: tuple[Group, ...] = ()
    lead: tuple[str, ...] = ()
    totals: tuple[Total, ...] = ()
    more: Line | None = None

    @property
    def passages(self) -> list[Passage]:
        """All passages, in the order in which they are read."""
        return [passage for group in self.groups for passage in group.passages]


def sections(view: DigestView) -> tuple[Section, ...]:
    """Everything that the digest says between its title and its foot; sections without words are left out."""
    reader = Reader(view.zone, view.site)
    who = {one.id: _who(one) for one in _told(view) if one.about}
    new = phrases.NEW_HEADING_FIRST if view.is_first else phrases.NEW_HEADING
    made = [
        _plain(
            SectionKey.CORRECTIONS,
            phrases.CORRECTIONS_HEADING,
            [correction_passage(one, reader) for one in view.corrections],
        ),
        Section(SectionKey.NEW, new, _news_groups(view, reader)),
        _plain(
            SectionKey.CHANGED,
            phrases.CHANGED_HEADING,
            [change_passage(one, reader) for one in view.changed],
        ),
        _plain(
            SectionKey.QUESTIONS,
            phrases.QUESTIONS_HEADING,
            [question_passage(one, who) for one in view.questions],
        ),
        _plain(
            SectionKey.REGISTERS,
            phrases.REGISTERS_HEADING,
            [register_passage(words) for words in view.registers],
        ),
        _plain(SectionKey.REVIEW, phrases.REVIEW_HEADING, [review_passage(one) for one in view.review]),
        Section(
            SectionKey.TOTALS,
            phrases.TOTALS_HEADING.format(day=day_in_words(view.article_as_of)),
            totals=view.totals,
        ),
        _plain(
            SectionKey.UPCOMING, phrases.UPCOMING_HEADING, [upcoming_passage(one) for one in view.upcoming]
        ),
        replace(
            _plain(SectionKey.HEALTH, phrases.HEALTH_HEADING, [health_passage(one) for one in view.health]),
            lead=(f"{reached_in_words(view)}.",),
        ),
    ]
    spoken = [one for one in made if one.passages or one.totals or one.lead]
    return tuple(_with_caveat(spoken, view))


def cut(whole: Sequence[Section], kept: int, site: str | None) -> tuple[Section, ...]:
    """The same sections with `kept` of their passages, and what they say of the rest.

    Corrections go last; of the other sections the first few stay longest, and of each the end goes first.
    """
    ranks = sorted(
        (
            section.key is not SectionKey.CORRECTIONS,
            number >= _KEPT_FIRST,
            _KEEP_ORDER.index(section.key),
            number,
        )
        for section in whole
        for number in range(len(section.passages))
    )
    stays = [_KEEP_ORDER[rank[2]] for rank in ranks[:kept]]
    return tuple(_cut_section(section, stays.count(section.key), site) for section in whole)


def _cut_section(section: Section, kept: int, site: str | None) -> Section:
    left_out = section.passages[kept:]
    if not left_out:
        return section
    groups, room = [], kept
    for group in section.groups:
        groups.append(replace(group, passages=group.passages[:room]))
        room -= len(groups[-1].passages)
    return replace(section, groups=tuple(groups), more=_more(section.key, left_out, site))


def _more(key: SectionKey, left_out: Sequence[Passage], site: str | None) -> Line:
    label = counted(len(left_out), phrases.MORE)
    if key is SectionKey.REGISTERS:
        return Line("tracker register", label)
    if key in {SectionKey.UPCOMING, SectionKey.HEALTH, SectionKey.REVIEW}:
        return Line("tracker status", label)
    if site:
        return Line(developments_page(site), label, developments_page(site))
    days = [passage.day for passage in left_out if passage.day is not None]
    since = f" --since {min(days)}" if len(days) == len(left_out) else ""
    return Line(f"tracker developments{since}", label)


def _plain(key: SectionKey, heading: str, passages: Sequence[Passage]) -> Section:
    return Section(key, heading, (Group(None, tuple(passages), len(passages)),) if passages else ())


def _news_groups(view: DigestView, reader: Reader) -> tuple[Group, ...]:
    by_act: dict[tuple[Act, str], list[News]] = {}
    for news in view.new:
        by_act.setdefault((act_of(news.view), _author(news.view)), []).append(news)
    ordered = sorted(by_act.items(), key=lambda pair: (pair[0][0].weight, -len(pair[1]), pair[0][1]))
    groups = [
        Group(_what(act, whom), tuple(news_passage(one, reader) for one in news), len(news))
        for (act, whom), news in ordered
    ]
    if view.is_first or len(view.new) > _HANDFUL:
        return tuple(groups)
    passages = tuple(passage for group in groups for passage in group.passages)
    return (Group(None, passages, len(passages)),) if passages else ()


def _author(view: DevelopmentView) -> str:
    """Who acts; of a release the country whose prisoners they were, of a contact the parties."""
    if view.agency:
        return f"{view.agency} ({view.authority})"
    country = view.facts.country if view.type is RecordType.RELEASE else None
    return view.authority or countries_in_words([country] if country else view.facts.parties)


def _what(act: Act, whom: str) -> str:
    form = phrases.ACT_BY if act.action else phrases.ACT_AT
    words = form.format(what=act.words[1], whom=whom) if whom else act.words[1]
    return capital(words) if act.is_since else phrases.BEFORE_HEADING.format(what=words)


def _with_caveat(told: Iterable[Section], view: DigestView) -> Iterable[Section]:
    """The caveat stands once, above the first lines that tell of relief."""
    relief = {
        SectionKey.CORRECTIONS: any(one.now and one.now.caveat for one in view.corrections),
        SectionKey.NEW: any(news.view.caveat for news in view.new),
        SectionKey.CHANGED: any(change.view.caveat for change in view.changed),
    }
    first = next((key for key, is_told in relief.items() if is_told), None)
    return [replace(one, lead=(CAVEAT,)) if one.key is first else one for one in told]


def _who(view: DevelopmentView) -> str:
    if len(view.who) < 2:
        return view.about
    return f"{view.who[0]} {phrases.MORE_DEVELOPMENTS.format(number=len(view.who) - 1)}"


def _told(view: DigestView) -> list[DevelopmentView]:
    return [
        *(news.view for news in view.new),
        *(change.view for change in view.changed),
        *(one.now for one in view.corrections if one.now),
    ]
