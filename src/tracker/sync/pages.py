"""The whole way for a page, an index, a feed, posts or an API: fetched, read, and its links followed.

What the pages say is read as documents; what is no page, as a PDF, is kept as evidence and stays
`unread`. A page whose text is the same under changing bytes is unchanged, and is not read again; of
such a stretch the first and the last body are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from tracker.errors import ConfigError, Problem, UnreadablePage
from tracker.model import Checks, Grade, PageLink, PageReading, Source, SourceKind
from tracker.read.page_text import text_digest
from tracker.read.pages import read_page
from tracker.store.documents import last_document
from tracker.store.incidents import IncidentKind
from tracker.store.link_visits import LinkOutcome, LinkVisit, note_link_visit
from tracker.store.links import Link, LinkState, add_links, due_links, link_of
from tracker.store.parts import KnownPart
from tracker.store.posts import StoredPost, add_posts, withdraw_missing_posts
from tracker.store.statements import stated_at
from tracker.store.stretches import note_text, open_stretch
from tracker.store.transaction import immediate
from tracker.sync.documents import (
    ReadDocument,
    Stored,
    read_whole_page,
    store_document,
    store_documents,
    unread_entries,
    unread_posts,
)
from tracker.sync.kept import store_snapshot
from tracker.sync.looks import Look
from tracker.sync.reader import reader_of
from tracker.sync.result import SourceOutcome, Standing
from tracker.sync.tell import resolve_again
from tracker.sync.visits import Visit, end_failed, end_visit
from tracker.sync.walk import MAIN, Fetched, Walk, fetched_part, note_read, note_unread

# So many pages of one source at a visit, if it does not say itself; the others wait for the next.
MOST_PAGES = 30
_FOLLOWED = frozenset({SourceKind.INDEX, SourceKind.FEED, SourceKind.API})


@dataclass(frozen=True, slots=True)
class _Front:
    """What the source's own address said: its grade now, what is to be said of the visit, how many new
    records and which developments are told by them; `is_broken`: reading it broke by an error of ours."""

    grade: Grade
    snapshot: int | None
    words: str
    records: int = 0
    told: tuple[str, ...] = ()
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of the pages behind a source's links: how many records are new by them, which developments
    are told, and why some were not read; `is_broken`: one of them by an error of ours."""

    outcomes: Counter[LinkOutcome] = field(default_factory=Counter)
    records: int = 0
    told: tuple[str, ...] = ()
    unread: Counter[str] = field(default_factory=Counter)
    is_broken: bool = False


def sync_page(walk: Walk, source: Source, known: KnownPart | None = None) -> Visit:
    """Visits one source that is no list, then the pages that it names and that are due.

    `known` is what is known of its main part, where it was read already.
    """
    if source.url is None:
        raise ConfigError([Problem(f"source {source.name}", "it is enabled but has no url")])
    with fetched_part(walk, source, MAIN, source.url, is_conditional=True, known=known) as answer:
        look = Look({MAIN: answer})
        if not look.is_ok:
            return end_failed(walk, source, look)
        try:
            front = _unchanged(answer) or _take(walk, source, answer)
        except UnreadablePage as error:
            return end_failed(walk, source, look.graded(Grade.ERROR_PAGE, str(error)))
        if front.grade is Grade.DRIFTED:
            return end_failed(walk, source, look.graded(Grade.DRIFTED, front.words))
    pages = follow(walk, source) if source.kind in _FOLLOWED and source.follow else Followed()
    is_same = front.grade is Grade.UNCHANGED and not set(pages.outcomes) - {LinkOutcome.UNCHANGED}
    standing = Standing.UNCHANGED if is_same else Standing.NEW_STATE
    new = _new_records(front.records + pages.records)
    message = "; ".join(filter(None, (front.words, _in_words(pages.outcomes), new, *_not_read(pages.unread))))

    def finish(owner: Walk) -> None:
        note_read(owner, answer)
        end_visit(
            owner,
            source,
            at=answer.snapshot.fetched_at,
            grade=front.grade,
            standing=standing,
            message=message,
            snapshot=front.snapshot,
            trouble=IncidentKind.VISIT if front.is_broken or pages.is_broken else None,
        )

    told = tuple(dict.fromkeys((*front.told, *pages.told)))
    return Visit(SourceOutcome(source.name, front.grade, standing, message), told, finish=finish)


def _unchanged(answer: Fetched) -> _Front | None:
    """The same bytes as were read before, or the server's word for it; None where they are others."""
    snapshot = answer.snapshot
    if snapshot.sha256 is None:
        return None
    known = answer.known
    if known.last_sha256 != snapshot.sha256:
        return None
    # Named by the first body of the stretch: the last one may be let go for a later one.
    return _Front(Grade.UNCHANGED, known.first_snapshot or known.last_snapshot, "unchanged")


def _take(walk: Walk, source: Source, answer: Fetched) -> _Front:
    """Reads other bytes than before, and remembers what they name. Raises UnreadablePage."""
    reading, digest = _read(walk, source, answer)
    if reading.drift:
        return _Front(Grade.DRIFTED, None, "; ".join(reading.drift))
    at = answer.snapshot.fetched_at
    before = open_stretch(walk.connection, source.name, MAIN)
    documents, unread = _documents(walk, source, answer, reading, digest)
    faults = [one.fault for one in documents if one.fault is not None]
    unread.update(faults)
    is_broken = bool(faults)
    with immediate(walk.connection):
        snapshot = store_snapshot(walk, answer.snapshot)
        stretch = note_text(walk.connection, source.name, MAIN, text_digest=digest, snapshot=snapshot, at=at)
        links = add_links(walk.connection, source.name, reading.links, at)
        posts = add_posts(walk.connection, source.name, reading.posts, snapshot=snapshot, now=at)
        withdrawn = withdraw_missing_posts(walk.connection, source.name, reading.posts, at)
        if source.kind is SourceKind.PAGE:
            is_read = any(one.fault is None for one in documents)
            _note_page(walk, source, snapshot, digest, answer, is_read=is_read)
        stored = store_documents(walk, source, documents, answer.snapshot, snapshot)
        told = _resolve(walk, [*stored.touched, *_said_by(walk, source, withdrawn)], at)
    if before is not None and before.text_digest == digest and not links and not posts and not withdrawn:
        words = "; ".join(("the same text", *_not_read(unread)))
        return _Front(Grade.UNCHANGED, stretch.first_snapshot, words, stored.new, told, is_broken)
    words = "; ".join((_said(source, reading, len(links), len(posts), len(withdrawn)), *_not_read(unread)))
    return _Front(Grade.OK, snapshot, words, stored.new, told, is_broken)


def _read(walk: Walk, source: Source, answer: Fetched) -> tuple[PageReading, str]:
    if answer.body is None:
        raise UnreadablePage("there is no body")
    headers = dict(answer.snapshot.headers)
    answer.body.seek(0)
    reading = read_page(
        source,
        answer.body.read(),
        content_type=headers.get("content-type"),
        url=answer.snapshot.final_url,
        now=walk.clock(),
    )
    return reading, text_digest(reading.text).hex()


def _documents(
    walk: Walk, source: Source, answer: Fetched, reading: PageReading, digest: str
) -> tuple[tuple[ReadDocument, ...], Counter[str]]:
    """What the source's own address says as documents, but for what was read before with the same text;
    and why it was not read."""
    match source.kind:
        case SourceKind.POSTS:
            return tuple(unread_posts(walk, source, reading.posts)), Counter()
        case SourceKind.INDEX | SourceKind.FEED | SourceKind.API:
            entries = () if source.follow else unread_entries(walk, source, reading.links)
            return tuple(entries), Counter()
        case SourceKind.PAGE:
            link = link_of(walk.connection, source.name, source.url or "")
            try:
                page = _whole_page(walk, source, answer, link, digest)
            except UnreadablePage as error:
                return (), Counter([str(error)])
            return (page,) if page is not None else (), Counter()
        case SourceKind.LIST | SourceKind.DELTA:
            raise ValueError(f"{source.name} is a {source.kind.value}, which is no page")


def _whole_page(
    walk: Walk, source: Source, answer: Fetched, link: Link | None, digest: str | None
) -> ReadDocument | None:
    """The answer as one document; None where its text was read before. Raises UnreadablePage."""
    if answer.body is None or (
        link is not None and link.state is LinkState.READ and link.text_digest == digest
    ):
        return None
    answer.body.seek(0)
    url = link.url if link else source.url or ""
    return read_whole_page(
        reader_of(walk),
        source,
        answer.body.read(),
        url=url,
        content_type=dict(answer.snapshot.headers).get("content-type"),
        linked_at=link.published_at if link else None,
        now=answer.snapshot.fetched_at,
        before=last_document(walk.connection, source.name, url) if source.notice else None,
    )


def _note_page(
    walk: Walk, source: Source, snapshot: int, digest: str, answer: Fetched, *, is_read: bool
) -> None:
    """A page is a link of its own: kept, with every change of its text."""
    url = source.url or ""
    at = answer.snapshot.fetched_at
    add_links(walk.connection, source.name, [PageLink(url, source.title)], at)
    link = link_of(walk.connection, source.name, url)
    if link is not None:
        visit = LinkVisit(at, Grade.OK, answer.snapshot.status, snapshot, digest, is_read)
        note_link_visit(walk.connection, link, visit)


def follow(walk: Walk, source: Source) -> Followed:
    """Looks at the pages of a source that are due, new ones and those to be seen again, and reads them."""
    due = due_links(walk.connection, source.name, walk.clock(), source.max_links or MOST_PAGES)
    followed = Followed()
    records, is_broken = 0, False
    told: list[str] = []
    for number, link in enumerate(due, 1):
        walk.progress(f"{source.name}: page {number} of {len(due)}")
        with fetched_part(walk, source, link.url, link.url, is_conditional=True) as answer:
            page: ReadDocument | None = None
            digest: str | None = None
            if answer.is_ok:
                digest = _text_of_linked(walk, source, answer)
                try:
                    page = _whole_page(walk, source, answer, link, digest)
                except UnreadablePage as error:  # kept as evidence all the same
                    followed.unread[str(error)] += 1
            if page is not None and page.fault is not None:
                followed.unread[page.fault] += 1
                is_broken, page = True, None
            outcome, new, revised = _note_link(walk, source, link, answer, digest, page)
        followed.outcomes[outcome] += 1
        records += new
        told += revised
    return replace(followed, records=records, told=tuple(dict.fromkeys(told)), is_broken=is_broken)


def _note_link(
    walk: Walk, source: Source, link: Link, answer: Fetched, digest: str | None, page: ReadDocument | None
) -> tuple[LinkOutcome, int, tuple[str, ...]]:
    """Stores what became of a linked page, and says how many records are new by it and which developments
    are told."""
    snapshot = answer.snapshot
    at = snapshot.fetched_at
    with immediate(walk.connection):
        number: int | None = None
        stored = Stored()
        if answer.is_ok:
            number = store_snapshot(walk, snapshot)
            note_read(walk, answer)
            if digest is not None:
                note_text(
                    walk.connection,
                    source.name,
                    snapshot.part,
                    text_digest=digest,
                    snapshot=number,
                    at=at,
                )
            if page is not None:
                stored = store_document(walk, source, page, snapshot, number)
        elif not answer.is_unchanged:
            store_snapshot(walk, snapshot)
            note_unread(walk, answer)
        visit = LinkVisit(at, snapshot.grade, snapshot.status, number, digest, page is not None)
        outcome = note_link_visit(walk.connection, link, visit, recheck=source.recheck)
        touched = list(stored.touched)
        if outcome in {LinkOutcome.WITHDRAWN, LinkOutcome.RETURNED}:
            touched += stated_at(walk.connection, source.name, link.url)
        return outcome, stored.new, _resolve(walk, touched, at)


def _said_by(walk: Walk, source: Source, withdrawn: Iterable[StoredPost]) -> list[str]:
    """What posts said that are there no more."""
    return [name for post in withdrawn for name in stated_at(walk.connection, source.name, post.permalink)]


def _resolve(walk: Walk, touched: Iterable[str], at: datetime) -> tuple[str, ...]:
    records = tuple(dict.fromkeys(touched))
    return resolve_again(walk.connection, walk.configuration, walk.run, records, at)


def _text_of_linked(walk: Walk, source: Source, answer: Fetched) -> str:
    """The digest of a page's text; of its bytes where it has none, as a PDF."""
    as_page = replace(source, kind=SourceKind.PAGE, text_selector=None, checks=Checks())
    try:
        return _read(walk, as_page, answer)[1]
    except UnreadablePage:
        return answer.snapshot.sha256 or ""


def _said(source: Source, reading: PageReading, links: int, posts: int, withdrawn: int) -> str:
    match source.kind:
        case SourceKind.POSTS:
            gone = f", {withdrawn} withdrawn" if withdrawn else ""
            return f"{len(reading.posts)} posts, {posts} new or edited{gone}"
        case SourceKind.INDEX | SourceKind.FEED | SourceKind.API:
            return f"{len(reading.links)} links, {links} new"
        case SourceKind.PAGE | SourceKind.LIST | SourceKind.DELTA:
            return "another text than before"


def _in_words(pages: Counter[LinkOutcome]) -> str:
    told = [f"{count} {outcome.value}" for outcome, count in sorted(pages.items())]
    return f"pages: {', '.join(told)}" if told else ""


def _new_records(count: int) -> str:
    return f"{count} new {'record' if count == 1 else 'records'}" if count else ""


def _not_read(unread: Counter[str]) -> tuple[str, ...]:
    return tuple(f"{count} not read: {reason}" for reason, count in sorted(unread.items()))
