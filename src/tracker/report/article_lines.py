"""The article and what has become of it, line by line, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.model import Precision
from tracker.report.article_shown import (
    ArticleView,
    ClaimStanding,
    ClaimState,
    MonthLine,
    NotCounted,
    OtherValue,
    PairLine,
    QuestionStanding,
    Seen,
    Touch,
)
from tracker.report.phrases import EFFECT
from tracker.text.dates import day_in_words
from tracker.text.terminal import defuse

# A list's entry is quoted by its beginning; whole it stands in `tracker evidence`.
_QUOTED = 200
_NOTHING = "nothing recorded yet"


def article_lines(view: ArticleView) -> list[str]:
    """Title, claims, questions; each with its state, and the developments that it rests on."""
    return [defuse(line).rstrip() for line in _lines(view)]


def _lines(view: ArticleView) -> Iterator[str]:
    yield f"{view.author}: {view.title}"
    yield f"{view.publisher}; what it can know is taken up to {day_in_words(view.as_of)}"
    if view.url:
        yield view.url
    yield _counted(view)
    if view.claims:
        yield ""
        yield "WHAT THE ARTICLE SAYS"
    for claim in view.claims:
        yield ""
        yield from _claim(claim)
    if view.questions:
        yield ""
        yield "WHAT THE ARTICLE LEAVES OPEN"
    for question in view.questions:
        yield ""
        yield from _question(question)
    caveats = dict.fromkeys(seen.caveat for seen in _all_seen(view) if seen.caveat)
    if caveats:
        yield ""
    yield from caveats


def _all_seen(view: ArticleView) -> Iterator[Seen]:
    for claim in view.claims:
        yield from claim.overtaken_by
    for question in view.questions:
        yield from (touch.seen for touch in question.touches)
        yield from (pair.relief for pair in question.pairs)


def _counted(view: ArticleView) -> str:
    if not view.developments:
        return _NOTHING
    return f"{view.developments} development{'' if view.developments == 1 else 's'} recorded"


def _claim(claim: ClaimStanding) -> Iterator[str]:
    places = f" ({', '.join(claim.where)})" if claim.where else ""
    yield f"{claim.id}  {claim.state.value.upper()}  {claim.text}{places}"
    if claim.quote:
        yield f"    the article: “{claim.quote}”"
    if claim.uncertainty:
        yield f"    contested: {claim.uncertainty}"
    for other in claim.corrected:
        yield from _other("corrected", other)
    for other in claim.otherwise:
        yield from _other("told otherwise", other)
    for seen in claim.told_by:
        yield from _seen("told by:", seen)
    if claim.state is ClaimState.STANDS and not claim.told_by:
        yield "    no record tells it, none contradicts it"
    for seen in claim.overtaken_by:
        yield from _seen("since then:", seen)
        yield from (f"        note: {note}" for note in seen.notes)


def _other(label: str, other: OtherValue) -> Iterator[str]:
    by = f", by {', '.join(other.by)}" if other.by else ""
    yield f"    {label}: {other.field} {other.said} → {other.found}{by}"
    yield from _seen("  in:", other.seen)


def _question(question: QuestionStanding) -> Iterator[str]:
    places = f" ({', '.join(question.where)})" if question.where else ""
    yield f"{question.id}  {question.state.value.upper()}  {question.text}{places}"
    for part in question.parts:
        yield f"    {part.name}: {part.state.value}; {part.text}"
    yield from _touches(question.touches)
    if question.measure:
        yield f"    measured: {question.measure}"
    for pair in question.pairs:
        yield from _pair(pair)
    for month in question.months:
        yield f"    {_month(month)}"
    if not (question.touches or question.pairs or question.months):
        yield f"    {_NOTHING}"
    for part in question.made_of:
        yield f"    {part.name}: {part.state.value}; {part.text}"
    for one in question.not_counted:
        yield from _not_counted(one)
    if question.for_reader:
        yield f"    only a reader can tell: {'; '.join(question.for_reader)}"
    if question.trap:
        yield f"    mind: {question.trap}"


def _touches(touches: Sequence[Touch]) -> Iterator[str]:
    """The reason once, then all that touch the question for it."""
    for effect, part, why in dict.fromkeys((one.effect, one.part, one.why) for one in touches):
        yield f"    {EFFECT[effect]}{f' ({part})' if part else ''}: {why}"
        for one in touches:
            if (one.effect, one.part, one.why) == (effect, part, why):
                yield from _seen("  -", one.seen)
                yield from (f"        note: {note}" for note in one.seen.notes)


def _not_counted(one: NotCounted) -> Iterator[str]:
    """A look-alike of which nothing was seen is not worth a line."""
    for seen in one.seen:
        yield from _seen(f"not counted, {one.text}:", seen)
    if one.refused:
        plural = "" if one.refused == 1 else "s"
        yield f"    not counted, {one.text}: {one.refused} sentence{plural} refused, the latest:"
    for page in one.latest:
        yield f"        {day_in_words(page.published)}, {page.source_title} ({page.reason}): {page.url}"


def _pair(pair: PairLine) -> Iterator[str]:
    yield f"    pair, {_days(pair)}:"
    yield from _seen("  release:", pair.release)
    yield from _seen("  relief:", pair.relief)
    if pair.reason:
        yield f"      {pair.reason}" + (f": “{_quoted(pair.quote)}”" if pair.quote else "")


def _days(pair: PairLine) -> str:
    number = abs(pair.days)
    at_least = "" if pair.is_exact else "at least "
    if number == 0:
        return "the same day" if pair.is_exact else "perhaps the same day"
    order = "the relief later" if pair.days > 0 else "the relief earlier"
    return f"{at_least}{number} day{'' if number == 1 else 's'} between, {order}"


def _month(line: MonthLine) -> str:
    return f"{day_in_words(line.month, Precision.MONTH)}: {line.what} {line.number}"


def _seen(label: str, seen: Seen) -> Iterator[str]:
    origin = f" [{seen.origin_text}]" if seen.origin_text else ""
    yield f"    {label} {seen.summary}, {seen.when}{origin}"
    # An entry of a list is long and no sentence.
    quote = f" “{_quoted(seen.quote)}”" if seen.quote and not seen.is_of_a_list else ""
    publishers = ", ".join(seen.publishers) or "no publisher"
    yield f"        {seen.id}; {publishers}:{quote} {seen.address or 'no address'}"


def _quoted(quote: str) -> str:
    line = " ".join(quote.split())
    return f"{line[:_QUOTED]}…" if len(line) > _QUOTED else line
