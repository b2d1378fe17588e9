"""The second filter: when. A page's news is at most twelve days old; what is older, it only recalls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from tracker.extract.pages.fold import fold
from tracker.extract.pages.passage import Passage, after, before
from tracker.extract.pages.statement import Statement
from tracker.extract.pages.triggers import Trigger
from tracker.extract.words import DateFound
from tracker.model.kinds import Precision

# The line that the labelled pages draw between news and background.
NEWS_DAYS = 12
# A date ahead of publication is a term or an expiry, unless it is tomorrow's paper.
_AHEAD = 2
# How many days after its end a month still is news as a whole.
_AFTER_MONTH = 7
# How far before a date the word may stand that says of what it is the date, in characters.
_BEFORE = 30
# "Arrested in", "held since early": nothing but small words before the date; not "jailed people on".
_ONLY_SHORT_WORDS = re.compile(r"(?:\W++\w{1,5}+){0,2}\W*+")
# How many sentences back "the same day" may point.
_SAME_DAY = 4
# Behind the year that begins a line of a chronicle: "2006: the EU imposed", "2006 – the EU imposed".
_CHRONICLE = re.compile(r"\s*[:.–—-]")


@dataclass(frozen=True, slots=True)
class Dated:
    """The day that a record bears, and how it is known.

    `where`: `sentence` (the trigger's own clause), `clause` (another one of its sentence), `paragraph`,
    `before` (the record before it) or `published`.
    """

    on: date
    precision: Precision
    where: str


def dated(
    trigger: Trigger,
    passage: Passage,
    passages: Sequence[Passage],
    told: Statement | None,
    days: int = NEWS_DAYS,
    *,
    is_coming: bool = False,
) -> Dated | None:
    """The day of what the trigger tells; None where the sentence dates it more than `days` before the page.

    The date nearest to the trigger in the sentence, else the last one before it in the paragraph, else
    the one that the next sentence gives ("It was announced on 3 May"), else that of the record `told`
    before it on the page, else the day of publication. A line of a chronicle is as old as its heading.
    What is officially coming (`is_coming`) comes on the weekday after the page: "will be freed on Monday".
    """
    ahead = _coming_day(trigger, passage) if is_coming else None
    if ahead is not None:
        return Dated(ahead, Precision.DAY, "sentence")
    possible = [
        found
        for found in passage.dates
        if found.first - passage.published <= timedelta(_AHEAD) and not _is_of_something_else(found, passage)
    ]
    clause_start, clause_end = passage.written(trigger.clause_start), passage.written(trigger.clause_end)
    possible = [one for one in possible if not _is_of_an_arrest(one, trigger, passage)]
    own = [found for found in possible if clause_start <= found.start < clause_end]
    # "He said on the 23rd that they met": the day of saying it stands in another clause. What is old and
    # comes in a later clause ("…, which the EU had listed in 2021") is the age of something else.
    start, end = passage.written(trigger.start), passage.written(trigger.end)
    elsewhere = [one for one in possible if one.start < start or is_news(one, passage.published)]
    if own or elsewhere:
        nearest = min(own or elsewhere, key=lambda found: max(start - found.end, found.start - end))
        earlier = [one for one in possible if one.start < start and is_news(one, passage.published)]
        if nearest.start >= end and earlier and not is_news(nearest, passage.published):
            # "Today X was freed, held over the vote of 9 August": the later date is old and the object's.
            nearest = earlier[-1]
        if not is_news(nearest, passage.published, days):
            return None
        return Dated(nearest.on, nearest.precision, "sentence" if own else "clause")
    for other in before(passage, passages):
        if other.paragraph != passage.paragraph:
            break
        heading = other.heading
        if heading is not None and not is_news(heading, passage.published):
            return None
        news = [found for found in other.dates if is_news(found, passage.published)]
        if news:
            return Dated(news[-1].on, news[-1].precision, "paragraph")
    told_beside = _same_day(passage, passages) or _told_after(passage, passages)
    if told_beside is not None:
        return Dated(told_beside.on, told_beside.precision, "paragraph")
    heading = next(filter(None, (other.heading for other in before(passage, passages))), None)
    if heading is not None and not is_news(heading, passage.published):
        return None
    if told is not None and not passage.is_title:
        return Dated(told.on, told.precision, "before")
    return Dated(passage.published, Precision.DAY, "published")


def _coming_day(trigger: Trigger, passage: Passage) -> date | None:
    """The weekday on which the trigger says that it will happen, by a verb in the future in its clause.

    The day on which somebody said so stands nearer to the verb of saying, "said on Monday it will lift",
    but none behind the trigger and a comma: "will be freed on Monday, the press service said".
    """
    classes, text = passage.lexicon.classes, passage.folded.text
    if "to_come" not in classes or "saying" not in classes:
        return None
    if classes["to_come"].search(text[trigger.clause_start : trigger.end]) is None:
        return None
    begin, end = passage.written(trigger.clause_start), passage.written(trigger.clause_end)
    own = passage.written(trigger.start), passage.written(trigger.end)
    said = [
        (passage.written(hit.start()), passage.written(hit.end())) for hit in classes["saying"].finditer(text)
    ]
    for found in passage.dates:
        if found.coming is None or not begin <= found.start < end:
            continue
        is_behind = found.start >= own[1]
        beside = [
            _apart(found, one) for one in said if not (is_behind and "," in passage.text[found.end : one[0]])
        ]
        if not beside or _apart(found, own) <= min(beside):
            return found.coming
    return None


def _apart(found: DateFound, span: tuple[int, int]) -> int:
    """How many characters lie between a date and a place in the sentence."""
    return max(span[0] - found.end, found.start - span[1], 0)


def _same_day(passage: Passage, passages: Sequence[Passage]) -> DateFound | None:
    """The day to which "on the same day" points, where the sentences before it tell of one."""
    if not passage.has("same_day"):
        return None
    for other in islice(before(passage, passages), _SAME_DAY):
        news = [found for found in other.dates if is_news(found, passage.published)]
        if news:
            return news[-1]
    return None


def _told_after(passage: Passage, passages: Sequence[Passage]) -> DateFound | None:
    """The day that the next sentence of the paragraph gives: "The decision was taken on 3 May"."""
    pattern = passage.lexicon.classes.get("tells_its_day")
    for other in after(passage, passages, 1):
        beside = passage.is_title or other.paragraph == passage.paragraph
        if pattern is None or not beside or not pattern.match(other.folded.text):
            return None
        news = [found for found in other.dates if is_news(found, passage.published)]
        return news[0] if len(news) == 1 and news[0].precision is Precision.DAY else None
    return None


def _is_of_an_arrest(found: DateFound, trigger: Trigger, passage: Passage) -> bool:
    """Whether an old date behind the trigger is an arrest's: "freed a man detained for a photo in May"."""
    end = passage.written(trigger.end)
    if found.start < end or is_news(found, passage.published):
        return False
    arrest = passage.lexicon.classes.get("arrest")
    between = fold(passage.text[end : found.start], passage.language).text
    return arrest is not None and arrest.search(between) is not None


def is_news(found: DateFound, published: date, days: int = NEWS_DAYS) -> bool:
    """Whether the last day that the date can mean is within the page's news.

    A month that is over is news in the first days of the next one, when its reports come out. A year is
    none: whoever says "in 2025" and no more sums up.
    """
    if found.precision is Precision.YEAR:
        return False
    if found.precision is Precision.MONTH and published - found.last > timedelta(min(days, _AFTER_MONTH)):
        return False
    return published - found.last <= timedelta(days) and found.first - published <= timedelta(_AHEAD)


def _is_of_something_else(found: DateFound, passage: Passage) -> bool:
    """Whether the date is that of an arrest, a sentence or an election, or a year that names something."""
    before = fold(passage.text[max(0, found.start - _BEFORE) : found.start], passage.language).text
    classes = passage.lexicon.classes
    if _opens(found, before, passage):
        return False
    if any(_ONLY_SHORT_WORDS.fullmatch(before, hit.end()) for hit in classes["other_date"].finditer(before)):
        return True
    if classes["other_date"].match(fold(found.phrase, passage.language).text):
        return True
    if found.precision is not Precision.YEAR or not any(letter.isdigit() for letter in found.phrase):
        return False
    after = fold(passage.text[found.end : found.end + 8], passage.language).text
    at_end = len(before.rstrip())
    beside = any(hit.end() == at_end for hit in classes["in_year"].finditer(before))
    return not (beside or classes["in_year"].search(found.phrase.lower() + after))


def _opens(found: DateFound, before: str, passage: Passage) -> bool:
    """Whether the date opens the sentence as that of its act: "From 3 June the US restored", "2006: …"."""
    if found.precision is Precision.YEAR:
        return found.start == 0 and _CHRONICLE.match(passage.text, found.end) is not None
    since = passage.lexicon.classes.get("since")
    at_begin = since is not None and found.start < _BEFORE and since.fullmatch(before.strip()) is not None
    return at_begin and found.precision is Precision.DAY
