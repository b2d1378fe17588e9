"""Whom documents are read for: by the rules for pages, or by the reader of a source's official notices."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.extract.notices import About, Before, read_notice
from tracker.extract.pages import Extraction, extract
from tracker.extract.pages.aids import NO_AIDS, Aids
from tracker.extract.pages.listed import ListedNames
from tracker.model import Document, Source, Subject
from tracker.sync.walk import Walk

_LANGUAGE_OF_NOTICES = "en"


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom the pages are read for, and with which aids."""

    subject: Subject
    aids: Aids = NO_AIDS

    @property
    def words(self) -> tuple[str, ...]:
        """How words of the subject begin, in all languages."""
        return tuple(word for words in self.subject.words.values() for word in words)

    def extract(self, source: Source, document: Document, before: Before | None = None) -> Extraction:
        """What a document of the source states, and what was refused in it. An official notice is given to
        its own reader, with what stood at its address before."""
        if source.notice is None or source.authority is None:
            return extract(document, self.subject.country, self.aids)
        about = About(
            country=self.subject.country,
            words=self.subject.words.get(_LANGUAGE_OF_NOTICES, ()),
            programmes=tuple(glob for globs in self.subject.programmes.values() for glob in globs),
            authority=source.authority,
            agency=source.agency,
            before=before,
        )
        return read_notice(source.notice, document, about)


def reader_of(walk: Walk) -> Reader:
    """The reader of a run, with what its database knows now. Raises UsageError where an extra is missing."""
    return reader_with(walk.configuration.subject, walk.listed.names(walk.connection))


def reader_with(subject: Subject, listed: ListedNames) -> Reader:
    """A reader that knows these names of targets. Raises UsageError where an extra is missing."""
    recogniser = None
    if subject.corrects_names:
        from tracker.extract.slovnet_names import slovnet_recogniser  # an extra, 100 MB

        recogniser = slovnet_recogniser()
    return Reader(subject, Aids(recogniser, listed))
