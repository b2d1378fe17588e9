"""A first draft of another article's baseline: its links, what it states, what it leaves open.

A draft is for a person to edit: every part of it says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count
from urllib.parse import urlsplit

from tracker.extract.pages import Extraction, Rejected, Statement, in_words
from tracker.extract.pages.open_questions import open_sentences
from tracker.extract.words import sentences
from tracker.extract.words.lexicon import LANGUAGES
from tracker.model import (
    ArticleLink,
    Baseline,
    Claim,
    ClaimPerson,
    Document,
    Precision,
    Question,
    Reason,
    RecordType,
    Status,
)
from tracker.read.hyperlinks import Sentence as LinkedSentence

DRAFT = "DRAFT"
_LETTERS = {RecordType.RELEASE: "R", RecordType.CONTACT: "C", RecordType.SANCTION: "S"}
# What the article tells of the past is refused as news, and is what it rests on; so is what it asks for.
_KINDS = {Reason.BACKGROUND: "context", Reason.HISTORY: "context", Reason.DEMAND: "demand"}
_DATE_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
_UNWATCHED = f"{DRAFT}: linked on the page; nobody looked at it yet."
_QUOTED_WORDS = 12
_BLANKS = re.compile(r"\s+")


def draft_baseline(
    document: Document, published: date, extraction: Extraction, linked: Sequence[LinkedSentence]
) -> Baseline:
    """The draft. `linked` are the page's sentences with their hyperlinks, `extraction` is what it states."""
    publisher = urlsplit(document.url or "").hostname
    links = tuple(_links(linked))
    places = _Places(document)
    return Baseline(
        title=document.title or f"{DRAFT}: the title",
        author=f"{DRAFT}: the author",
        publisher=publisher or f"{DRAFT}: the publisher",
        url=document.url,
        as_of=published,
        as_of_original=None,
        links=tuple(link for link, _ in links),
        claims=tuple(_claims(extraction, links, places)),
        questions=tuple(
            Question(f"Q{number}", f"{DRAFT}: {one.text}", (places.named(one.paragraph),))
            for number, one in enumerate(open_sentences(document), 1)
        ),
    )


class _Places:
    """In which paragraph a sentence stands: P1 is the first."""

    def __init__(self, document: Document) -> None:
        known = document.language if document.language in LANGUAGES else None
        self._sentences = sentences(document.text, known) if known else ()

    def of(self, start: int, *, is_title: bool) -> str:
        if is_title:
            return "title"
        before = [one.paragraph for one in self._sentences if one.start <= start]
        return self.named(before[-1] if before else 0)

    def named(self, paragraph: int) -> str:
        return f"P{paragraph + 1}"


def _links(linked: Iterable[LinkedSentence]) -> Iterator[tuple[ArticleLink, str]]:
    """Each link once, with the sentence that it stands in."""
    seen: set[tuple[str, str]] = set()
    for sentence in linked:
        for one in sentence.links:
            if (one.words, one.url) in seen:
                continue
            seen.add((one.words, one.url))
            # An address with a password is no address to keep.
            has_login = "@" in urlsplit(one.url).netloc
            link = ArticleLink(
                id=f"L{len(seen):02}",
                anchor=one.words,
                source=f"{DRAFT}: a page of {urlsplit(one.url).hostname or 'a site'}",
                url=None if has_login else _BLANKS.sub("%20", one.url),
                source_certainty="unknown",
                url_certainty="unknown" if has_login else "certain",
                note=_UNWATCHED,
            )
            yield link, sentence.text


def _claims(
    extraction: Extraction, links: Sequence[tuple[ArticleLink, str]], places: _Places
) -> Iterator[Claim]:
    numbers = {letter: count(1) for letter in (*_LETTERS.values(), "X")}
    for one in extraction.records:
        name = f"{_LETTERS[one.type]}{next(numbers[_LETTERS[one.type]])}"
        place = places.of(one.start, is_title=one.is_title)
        yield _stated(one, name, place, _near(one.quote, links))
    for other in extraction.rejected:
        if other.reason in _KINDS:
            place = places.of(other.start, is_title=other.is_title)
            yield _told(other, f"X{next(numbers['X'])}", place, _near(other.quote, links))


def _stated(one: Statement, name: str, place: str, links: tuple[str, ...]) -> Claim:
    """What is only announced is a topic, and no act that could be recognised."""
    is_done = one.status is Status.ACTUAL
    return Claim(
        id=name,
        claim_kind=one.type.value if is_done else "announced_topic",
        text=f"{DRAFT}: {in_words(one)}",
        where=(place,),
        links=links,
        on=one.on.isoformat()[: _DATE_LENGTHS[one.precision]],
        precision=one.precision,
        type=one.type if is_done else None,
        action=one.action if is_done else None,
        authority=one.authority,
        targets=one.targets if is_done else (),
        count=one.count,
        quote=_quoted(one.quote),
        uncertainty=f"{DRAFT} by the rule {one.rule}; nobody looked at it yet.",
        kinds=(one.kind,) if one.kind not in (None, "unspecified") else (),
        people=tuple(ClaimPerson(person) for person in one.names),
        country=one.country,
        counterparts=one.counterpart,
        parties=one.parties,
    )


def _told(one: Rejected, name: str, place: str, links: tuple[str, ...]) -> Claim:
    return Claim(
        id=name,
        claim_kind=_KINDS[one.reason],
        text=f"{DRAFT}: {one.quote}",
        where=(place,),
        links=links,
        quote=_quoted(one.quote),
        uncertainty=f"{DRAFT}: told as {one.reason.value} ({one.rule}); nobody looked at it yet.",
    )


def _near(quote: str, links: Sequence[tuple[ArticleLink, str]]) -> tuple[str, ...]:
    """The links in the sentence that is quoted."""
    said = " ".join(quote.split())
    return tuple(link.id for link, sentence in links if sentence in said or said in sentence)


def _quoted(quote: str) -> str:
    return " ".join(quote.split()[:_QUOTED_WORDS])
