"""What a digest has to say, gathered from what is stored; nothing is written here."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tracker import __version__
from tracker.model import Configuration, Digest, Effect, Health, RecordType, Relation, Renewal, Source
from tracker.report import phrases
from tracker.report.digest import (
    Change,
    Correction,
    DigestView,
    HealthLine,
    News,
    QuestionMoved,
    Total,
    Upcoming,
)
from tracker.report.digest_words import scope_in_words
from tracker.report.health_news import HELD, HealthNow, HealthTold, health_news, own_trouble
from tracker.report.order import newest
from tracker.report.register_lines import register_in_words
from tracker.report.retold import changes, has_another_content, is_contradicted
from tracker.report.review import unanswered, unsure
from tracker.report.sentence import sentence
from tracker.report.shown import DevelopmentView, QuestionLine
from tracker.store.developments import load_developments
from tracker.store.digests import DigestLine, DigestRow, Fate, Untold, latest_digest, untold
from tracker.store.health import load_outages, transitions
from tracker.store.health_told import load_health_told
from tracker.store.holds import Hold, open_holds
from tracker.store.incidents import incidents_since
from tracker.store.meta import is_demo
from tracker.store.outbox import dead_since
from tracker.store.sources import SourceRow, load_sources
from tracker.sync.register_view import registers_since
from tracker.sync.review import held_list, unclear_notices
from tracker.sync.views import view_of_revision, views_of

# How long before its end a measure is told once.
_AHEAD = timedelta(days=7)
# What was said of one that stands again, by what had become of it.
_TAKEN_BACK = {Fate.WITHDRAWN: phrases.TAKEN_BACK, Fate.MERGED: phrases.TAKEN_AS_ANOTHER}
# Of a first digest, which has no other before it: since when a source counts as reached.
_FIRST_WINDOW = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A digest and what is to be remembered of it: its lines, what it says of health, what came before."""

    view: DigestView
    lines: tuple[DigestLine, ...]
    health_told: dict[str, HealthTold]
    before: DigestRow | None


@dataclass(slots=True)
class _News:
    """What is told of developments, sorted as it is found."""

    corrections: list[Correction] = field(default_factory=list)
    new: list[News] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    lines: list[DigestLine] = field(default_factory=list)

    @property
    def views(self) -> Iterable[DevelopmentView]:
        yield from (one.now for one in self.corrections if one.now is not None)
        yield from (one.view for one in self.new)
        yield from (one.view for one in self.changed)


def gather(
    connection: sqlite3.Connection,
    configuration: Configuration,
    digest: Digest,
    *,
    now: datetime,
    local_date: date,
) -> Gathered:
    """What the digest says of everything that it has not told yet, as of `now` (UTC)."""
    before = latest_digest(connection, digest.name)
    start = before.window_end if before else None
    standing = [view for view in views_of(connection, configuration) if _is_wanted(digest, view)]
    news = _news(connection, configuration, digest, {view.id: view for view in standing})
    memory = load_sources(connection)
    in_demo = is_demo(connection)
    # A demo has bytes for a few sources only; the others were never meant to be reached.
    enabled = [one for one in configuration.sources if one.enabled and (not in_demo or one.name in memory)]
    holds = open_holds(connection)
    health, told = health_news(
        _health_now(connection, enabled, memory, holds), load_health_told(connection, digest.name), now
    )
    since = start or now - _FIRST_WINDOW
    missed = [source for source in enabled if not _is_reached(memory.get(source.name), since, now)]
    view = DigestView(
        digest=digest.name,
        subject_title=configuration.subject.title,
        article_as_of=configuration.baseline.as_of,
        local_date=local_date,
        zone=configuration.subject.zone,
        window_start=start,
        window_end=now,
        corrections=tuple(news.corrections),
        new=tuple(sorted(news.new, key=lambda one: newest(one.view))),
        changed=tuple(news.changed),
        questions=_questions(news.views),
        review=(
            *map(held_list, holds),
            *unsure(news.views),
            *unanswered(one for one in standing if one.missing_since and one.missing_since > since),
            *unclear_notices(connection, since),
        ),
        totals=_totals(standing),
        upcoming=_upcoming(configuration.subject.renewals, before, local_date),
        health=(*health, *_own_troubles(connection, since)),
        reached=len(enabled) - len(missed),
        enabled=len(enabled),
        oldest_success=_oldest_success(missed, memory),
        is_demo=in_demo,
        version=__version__,
        site=configuration.site,
        scope=scope_in_words(digest),
        is_only=len(configuration.digests) <= 1,
        registers=_registers(connection, digest, start, now),
    )
    return Gathered(view, tuple(news.lines), told, before)


def _registers(
    connection: sqlite3.Connection, digest: Digest, since: datetime | None, now: datetime
) -> tuple[str, ...]:
    """Each state once: in the digest of the time in which it was taken in."""
    if digest.lists or (digest.types and RecordType.RELEASE not in digest.types):
        return ()
    return tuple(f"{register_in_words(shown)}." for shown in registers_since(connection, since, now))


def _is_wanted(digest: Digest, view: DevelopmentView) -> bool:
    return (not digest.types or view.type in digest.types) and (not digest.lists or view.list in digest.lists)


def _news(
    connection: sqlite3.Connection,
    configuration: Configuration,
    digest: Digest,
    standing: dict[str, DevelopmentView],
) -> _News:
    news = _News()
    for one in untold(connection, digest.name):
        if one.fate is not Fate.STANDS:
            _add_ended(connection, configuration, digest, one, news)
        elif one.development in standing:
            _add_standing(connection, configuration, standing[one.development], one, news)
    return news


def _add_standing(
    connection: sqlite3.Connection,
    configuration: Configuration,
    now: DevelopmentView,
    one: Untold,
    news: _News,
) -> None:
    last = one.told if one.told is not None else one.noticed
    if (
        last is None
        and one.known is not None
        and not _says_otherwise(connection, configuration, now, one.known)
    ):
        # Nobody is told of it, so nobody may be said to have been told.
        return
    news.lines.append(DigestLine(one.development, one.revision, Fate.STANDS))
    if last is None:
        news.new.append(News(now))
        return
    then = view_of_revision(connection, configuration, one.development, last)
    if one.ended is not None and one.ended_on is not None:
        words = _TAKEN_BACK[one.ended].format(said=sentence(then))
        news.corrections.append(Correction(now.id, words, one.ended_on, False, f"{sentence(now)}.", now))
        return
    said_on, by_notice = _said_on(one, configuration)
    if is_contradicted(then, now):
        news.corrections.append(
            Correction(now.id, sentence(then), said_on, by_notice, f"{sentence(now)}.", now)
        )
    elif one.told is None:
        news.new.append(News(now, one.noticed_at))
    elif different := changes(then, now):
        news.changed.append(Change(now, different))


def _says_otherwise(
    connection: sqlite3.Connection, configuration: Configuration, now: DevelopmentView, known: int
) -> bool:
    """Whether it says another thing than when it was found in old evidence, which was no news. One source
    more for it is none either."""
    then = view_of_revision(connection, configuration, now.id, known)
    return is_contradicted(then, now) or has_another_content(then, now)


def _add_ended(
    connection: sqlite3.Connection,
    configuration: Configuration,
    digest: Digest,
    one: Untold,
    news: _News,
) -> None:
    """What was told and stands no more: withdrawn is taken back aloud, merged is told as a change."""
    last = one.told if one.told is not None else one.noticed
    if last is None:
        return
    then = view_of_revision(connection, configuration, one.development, last)
    if not _is_wanted(digest, then):
        return
    news.lines.append(DigestLine(one.development, one.revision, one.fate))
    said_on, by_notice = _said_on(one, configuration)
    if one.fate is Fate.WITHDRAWN:
        why = phrases.WITHDRAWN
        if then.withdrawn:
            why = phrases.WITHDRAWN_BECAUSE.format(why=then.withdrawn.rstrip("."))
        news.corrections.append(Correction(one.development, sentence(then), said_on, by_notice, why))
        return
    (heir,) = views_of(connection, configuration, [_heir(connection, one.development)])
    truth = phrases.MERGED.format(summary=sentence(heir), id=heir.id)
    news.corrections.append(Correction(one.development, sentence(then), said_on, by_notice, truth, heir))


def _heir(connection: sqlite3.Connection, development: str) -> str:
    """The development that a merged one leads to in the end."""
    (stored,) = load_developments(connection, [development])
    return development if stored.redirect_to is None else _heir(connection, stored.redirect_to)


def _said_on(one: Untold, configuration: Configuration) -> tuple[date, bool]:
    """When it was last told, and whether an immediate notice told it and no digest."""
    if one.told_on is not None:
        return one.told_on, False
    if one.noticed_at is None:
        raise ValueError(f"{one.development}: was told by nobody")
    return one.noticed_at.astimezone(ZoneInfo(configuration.subject.zone)).date(), True


def _questions(views: Iterable[DevelopmentView]) -> tuple[QuestionMoved, ...]:
    lines: defaultdict[str, list[tuple[str, QuestionLine]]] = defaultdict(list)
    for view in views:
        for line in view.questions:
            lines[line.id].append((view.id, line))
    return tuple(_question(name, lines[name]) for name in sorted(lines))


def _question(name: str, lines: Sequence[tuple[str, QuestionLine]]) -> QuestionMoved:
    answers = [line for _, line in lines if line.effect is Effect.ANSWERS]
    parts = tuple(dict.fromkeys(line.part for line in answers))
    return QuestionMoved(
        id=name,
        text=lines[0][1].text,
        is_answered=bool(answers),
        whys=tuple(dict.fromkeys((view, line.why) for view, line in lines)),
        parts=() if None in parts else tuple(part for part in parts if part is not None),
    )


def _totals(views: Iterable[DevelopmentView]) -> tuple[Total, ...]:
    counts = Counter(view.action_words for view in views if view.relation is Relation.NEW)
    most = max(counts.values(), default=1)
    return tuple(Total(words, count, count / most) for words, count in counts.most_common())


def _upcoming(
    renewals: Iterable[Renewal], before: DigestRow | None, local_date: date
) -> tuple[Upcoming, ...]:
    """Each measure once: in the first digest of the week before its end."""
    return tuple(
        Upcoming(one.on, phrases.ENDS.format(name=one.name, authority=one.authority), one.url)
        for one in sorted(renewals, key=lambda one: one.on)
        if one.on - _AHEAD <= local_date <= one.on and (before is None or before.local_date < one.on - _AHEAD)
    )


def _health_now(
    connection: sqlite3.Connection,
    enabled: Iterable[Source],
    memory: dict[str, SourceRow],
    holds: Iterable[Hold],
) -> Iterable[HealthNow]:
    for source in enabled:
        row = memory.get(source.name)
        if row is not None and row.health_since is not None:
            steps = transitions(connection, source.name, limit=1) if row.health is not Health.OK else ()
            reason = steps[0].reason if steps else ""
            yield HealthNow(
                source.name, source.title, row.health.value, row.health_since, reason, row.last_ok_at
            )
    for hold in holds:
        yield HealthNow(f"list:{hold.list}", f"The list {hold.list}", HELD, hold.held_at, hold.reason)


def _own_troubles(connection: sqlite3.Connection, since: datetime) -> Iterator[HealthLine]:
    """What was wrong with us: our line, the disk, a job; what goes on is said in each digest."""
    for outage in reversed(load_outages(connection)):
        if (outage.ended_at or outage.last_at) > since:
            yield own_trouble(phrases.OWN_LINE, outage.began_at, outage.ended_at)
    for incident in incidents_since(connection, since):
        what = phrases.INCIDENT.format(
            kind=phrases.INCIDENTS[incident.kind], subject=incident.subject, message=incident.message
        )
        yield own_trouble(what, incident.began_at, incident.ended_at)
    if dead := dead_since(connection, since):
        # Never to whom: a digest has other readers than the one who did not get it.
        whys = ", ".join(dict.fromkeys(message.last_error or "" for message in dead))
        yield HealthLine(phrases.NOT_DELIVERED.format(count=len(dead), whys=whys), sources=0)


def _is_reached(row: SourceRow | None, since: datetime, now: datetime) -> bool:
    """Whether the source was read since the last digest, or rests until a time that is still to come."""
    if row is None or row.last_ok_at is None or row.failures:
        return False
    is_resting = row.next_due_at is not None and row.next_due_at > now
    return is_resting or row.last_ok_at >= since


def _oldest_success(
    missed: Iterable[Source], memory: dict[str, SourceRow]
) -> tuple[str, datetime | None] | None:
    found = [
        (row.last_ok_at if (row := memory.get(source.name)) else None, source.title) for source in missed
    ]
    if not found:
        return None
    at, title = min(
        found, key=lambda one: (one[0] is not None, one[0].timestamp() if one[0] else 0.0, one[1])
    )
    return title, at
