"""The addresses of the article's links, read from its live page by the words that carry them.

The article has two forms. In one the anchor words themselves are linked. In the other the source
stands in parentheses behind them, "(President of Belarus, June 21)", and that is what is linked.
Where two addresses fit equally, none is proposed: nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.model import ArticleLink, LinkProposal
from tracker.read.hyperlinks import Hyperlink, Sentence, sentences_of

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


@dataclass(frozen=True, slots=True)
class _Fit:
    """A hyperlink that may be an anchor's: where it stands in the page, and why it fits."""

    place: int
    url: str
    sentence: str
    strength: int
    why: str


# How a hyperlink can fit, strongest first; only the strongest that occurs is looked at.
_SAME_WORDS, _SOURCE_NAMED, _WITHIN_WORDS, _BEHIND = 3, 2, 1, 0


def article_links(body: bytes, anchors: Sequence[ArticleLink], base_url: str) -> tuple[LinkProposal, ...]:
    """One proposal for each anchor, in their order, also where it was not found or is ambiguous.

    `anchors` are in the article's order; where the same words are linked twice, that order and the
    anchors beside them may decide, and the proposal is then `likely` and not `certain`. `base_url`
    is the page's own address. Raises nothing.
    """
    sentences = sentences_of(body, base_url)
    fits = [_strongest(list(_fits(anchor, sentences))) for anchor in anchors]
    settled = [_settled(index, fits) for index in range(len(fits))]
    return tuple(
        _proposal(anchor, found, left) for anchor, found, left in zip(anchors, fits, settled, strict=True)
    )


def _fits(anchor: ArticleLink, sentences: Sequence[Sentence]) -> Iterator[_Fit]:
    words = _folded(anchor.anchor)
    within = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    place = 0
    for sentence in sentences:
        for link in sentence.links:
            place += 1
            carried = _folded(link.words)
            if carried == words:
                yield _Fit(place, link.url, sentence.text, _SAME_WORDS, "these words are linked")
            elif within.search(carried):
                yield _Fit(place, link.url, sentence.text, _WITHIN_WORDS, f'linked as "{link.words}"')
            elif _is_behind(link, sentence, within):
                why = f'behind these words, "({link.words})"'
                if _names_source(_source_words(link, sentence), anchor):
                    yield _Fit(place, link.url, sentence.text, _SOURCE_NAMED, f"{why}, names the source")
                else:
                    yield _Fit(place, link.url, sentence.text, _BEHIND, why)


def _is_behind(link: Hyperlink, sentence: Sentence, anchor: re.Pattern[str]) -> bool:
    """Whether the link is a source in parentheses, the first one after the anchor's words."""
    before = sentence.text[: link.start]
    opened = before.rfind("(")
    if opened < 0 or ")" in before[opened:] or ")" not in sentence.text[link.end :]:
        return False
    # What stands before an earlier parenthesised source belongs to that one.
    earlier = [other.end for other in sentence.links if other.end <= opened]
    return anchor.search(_folded(before[max(earlier, default=0) : opened])) is not None


def _source_words(link: Hyperlink, sentence: Sentence) -> str:
    """The link's words and what follows up to the next link or the end of the parentheses.

    Where only the publisher is linked, the day stands behind the link.
    """
    following = [other.start for other in sentence.links if other.start >= link.end]
    return sentence.text[link.start : min([sentence.text.index(")", link.end), *following])]


def _names_source(words: str, anchor: ArticleLink) -> bool:
    """Whether the words name the publisher and the day that the anchor's source is known by."""
    if anchor.publisher is None or anchor.published_on is None:
        return False
    folded, day = _folded(words), anchor.published_on
    month = _MONTHS[day.month - 1]
    named_day = rf"\b(?:{month} {day.day}|{day.day} {month})\b"
    return _folded(anchor.publisher) in folded and re.search(named_day, folded) is not None


def _strongest(fits: Sequence[_Fit]) -> tuple[_Fit, ...]:
    best = max((fit.strength for fit in fits), default=0)
    return tuple(fit for fit in fits if fit.strength == best)


def _settled(index: int, fits: Sequence[Sequence[_Fit]]) -> tuple[_Fit, ...]:
    """The anchor's fits that stand between the nearest anchors before and after that are sure.

    Anchors that are alone with their words are sure of their place, if all of those stand in the
    article's order; a page that orders them otherwise settles nothing.
    """
    sure = [(at, found[0].place) for at, found in enumerate(fits) if len(found) == 1 and _is_strong(found[0])]
    if any(first[1] > second[1] for first, second in pairwise(sure)):
        return tuple(fits[index])
    after = max((place for at, place in sure if at < index), default=0)
    before = min((place for at, place in sure if at > index), default=None)
    between = [fit for fit in fits[index] if fit.place > after and (before is None or fit.place < before)]
    return tuple(between) if between else tuple(fits[index])


def _is_strong(fit: _Fit) -> bool:
    return fit.strength in (_SAME_WORDS, _SOURCE_NAMED)


def _proposal(anchor: ArticleLink, found: Sequence[_Fit], left: Sequence[_Fit]) -> LinkProposal:
    if not found:
        return LinkProposal(anchor.id, anchor.anchor, None, "unknown", "not found: these words carry no link")
    urls = tuple(dict.fromkeys(fit.url for fit in left))
    if len(urls) > 1:
        reason = f"ambiguous: {len(left)} hyperlinks fit, and nothing decides between them"
        return LinkProposal(anchor.id, anchor.anchor, None, "unknown", reason, candidates=urls)
    fit = left[0]
    if len({one.url for one in found}) > 1:
        certainty, reason = "likely", f"{fit.why}; of {len(found)} such, the one between its neighbours"
    elif _is_strong(fit):
        certainty, reason = "certain", f"{fit.why}, nowhere else"
    else:
        certainty, reason = "likely", fit.why
    return LinkProposal(anchor.id, anchor.anchor, fit.url, certainty, reason, fit.sentence, urls)


def _folded(text: str) -> str:
    """For comparing only: one form of letters and quotes, single spaces, no marks at the ends."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(plain.split()).strip(" .,;:!?\"'“”‘’()[]")
