"""A sentence of a document with all that the gazetteers, numbers, dates and names find in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker.extract.pages.aids import NO_AIDS, Aids
from tracker.extract.pages.finder import Mention
from tracker.extract.pages.fold import Folded, fold
from tracker.extract.pages.lexicon import Cue, Lexicon
from tracker.extract.pages.names import Name, find_names
from tracker.extract.pages.recognised import corrected
from tracker.extract.words import DateFound, Number, dates, numbers, sentences
from tracker.model import Document

TITLE = -1
# What is longer, in characters, is a table or no text at all: only its beginning is read.
LONGEST = 1500
# A line that only dates what follows is no longer, in characters; longer ones are not searched for it.
_HEADING = 30


@dataclass(frozen=True)
class Passage:
    """One sentence. `number` is −1 for the title; `start` and `end` are offsets into title or text.

    What is found in it is found when it is first asked for: most sentences have no trigger and cost nothing.
    """

    number: int
    start: int
    end: int
    text: str
    paragraph: int
    language: str
    published: date
    lexicon: Lexicon
    aids: Aids = NO_AIDS

    @property
    def is_title(self) -> bool:
        """Whether this is the page's title and not a sentence of its text."""
        return self.number == TITLE

    @cached_property
    def folded(self) -> Folded:
        """The sentence made alike for matching; all offsets below are into this text."""
        return fold(self.text, self.language)

    @cached_property
    def countries(self) -> tuple[Mention, ...]:
        """Countries by name: "Belarus", "the United States"."""
        return self.lexicon.countries.find(self.text, self.folded)

    @cached_property
    def people_of(self) -> tuple[Mention, ...]:
        """Countries by adjective or people: "Belarusian", "Poles"."""
        return self.lexicon.people_of.find(self.text, self.folded)

    @cached_property
    def places(self) -> tuple[Mention, ...]:
        """Countries by a town of theirs: "Vilnius"."""
        return self.lexicon.places.find(self.text, self.folded)

    @cached_property
    def known(self) -> tuple[Mention, ...]:
        """Countries by a public figure or a firm of theirs that every reader knows."""
        return self.lexicon.known.find(self.text, self.folded)

    @cached_property
    def officials(self) -> tuple[Mention, ...]:
        """Rulers, envoys and ministers; the value is "US Keith Kellogg"."""
        return self.lexicon.officials.find(self.text, self.folded)

    @cached_property
    def authorities(self) -> tuple[Mention, ...]:
        """Who can impose and lift; the value is "US OFAC" or "EU"."""
        return self.lexicon.authorities.find(self.text, self.folded)

    @cached_property
    def _cued(self) -> Set[int]:
        return self.lexicon.cued.anywhere(self.folded.text)

    @cached_property
    def happened(self) -> tuple[Cue, ...]:
        """The lexicon's cues of what happened that may stand in the sentence: a few of a hundred."""
        return tuple(cue for number, cue in enumerate(self.lexicon.happened) if number in self._cued)

    @cached_property
    def background(self) -> tuple[Cue, ...]:
        """The lexicon's cues of what is only recalled that may stand in the sentence."""
        first = len(self.lexicon.happened)
        return tuple(cue for number, cue in enumerate(self.lexicon.background, first) if number in self._cued)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Numbers in digits and words; offsets are into `text` as written."""
        return numbers(self.text, self.language)

    @cached_property
    def dates(self) -> tuple[DateFound, ...]:
        """Dates, seen from the day of publication; offsets are into `text` as written."""
        return dates(self.text, self.language, self.published)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Names of people, as written, as far as the gazetteers tell."""
        return find_names(self)

    @cached_property
    def people(self) -> tuple[Name, ...]:
        """`names`, corrected by the recogniser where there is one for the language.

        Records name people by these. Whether there is a record at all, `names` alone helps to say.
        """
        recogniser = self.aids.recogniser
        if recogniser is None or self.language != recogniser.language:
            return self.names
        return corrected(self.text, self.names, recogniser.recognise(self.text))

    @cached_property
    def listed(self) -> tuple[tuple[int, int], ...]:
        """Where names of listed targets stand; offsets are into `text` as written."""
        return tuple(self.aids.listed.find(self.text))

    @property
    def goes_on(self) -> bool:
        """Whether the sentence goes on with what the one before told: "In exchange, …"."""
        pattern = self.lexicon.classes["goes_on"]
        return pattern.match(self.folded.text.lstrip('"“«„ ')) is not None

    def written(self, index: int) -> int:
        """The place in the sentence as written for a place in the folded one."""
        return self.folded.written(index)

    @cached_property
    def heading(self) -> DateFound | None:
        """The date that is all that a line says: "September.", "21 June 2025."."""
        line = self.text.strip(" .:–—-")
        if self.is_title or len(line) > _HEADING:
            return None
        # A month alone is read as its first day.
        read = (*self.dates, *dates(f"1 {line}", self.language, self.published))
        return next((found for found in read if len(found.phrase.removeprefix("1 ")) == len(line)), None)

    @cached_property
    def _has(self) -> dict[str, bool]:
        """What `has` was asked for: each trigger asks the same of the sentences around it."""
        return {}

    def has(self, word_class: str) -> bool:
        """Whether the sentence has a word of the lexicon's class."""
        known = self._has.get(word_class)
        if known is None:
            pattern = self.lexicon.classes.get(word_class)
            known = pattern is not None and pattern.search(self.folded.text) is not None
            self._has[word_class] = known
        return known


def read_passages(
    document: Document, lexicon: Lexicon, published: date, aids: Aids = NO_AIDS
) -> tuple[Passage, ...]:
    """The title, if there is one, and the sentences of the text, in their order."""
    language = document.language or "en"

    def passage(number: int, start: int, text: str, paragraph: int) -> Passage:
        read = text[:LONGEST]
        end = start + len(read)
        return Passage(number, start, end, read, paragraph, language, published, lexicon, aids)

    made = []
    if document.title:
        made.append(passage(TITLE, 0, document.title, TITLE))
    for number, found in enumerate(sentences(document.text, language)):
        made.append(passage(number, found.start, found.text, found.paragraph))
    return tuple(made)


def after(passage: Passage, passages: Sequence[Passage], count: int) -> Sequence[Passage]:
    """The `count` sentences that follow `passage` on its page."""
    at = passage.number - passages[0].number
    return passages[at + 1 : at + 1 + count]


def before(passage: Passage, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The sentences before `passage` on its page, the nearest first, the title last."""
    at = passage.number - passages[0].number
    return (passages[index] for index in range(at - 1, -1, -1))
