"""The sentences of a digest about itself: subject line, summary, the quiet day, what it covers.

They count and never name anybody: a subject line is read on locked screens and in logs of mail servers.
"""

from __future__ import annotations

from tracker.model import Digest
from tracker.report import digest_phrases as phrases
from tracker.report.digest import DigestView
from tracker.report.digest_acts import acts_in_words, capital, counted
from tracker.text.dates import day_in_short, day_in_words, minute_in_zone
from tracker.text.terminal import defuse


def subject_line(view: DigestView) -> str:
    """The news and the date: `[Tracker] 3 delisted, 1 designated — 23 Nov 2026`.

    A correction leads; without news it says how many sources were reached. One line, unique for a day.
    """
    tag = phrases.TAG_DEMO if view.is_demo else phrases.TAG
    if not view.is_only:
        tag += f" {' '.join(defuse(view.digest).split())}"
    parts = [news_in_words(view)]
    if view.is_first:
        parts[0] = f"{phrases.SINCE_ARTICLE}: {parts[0]}"
    if view.corrections:
        number = len(view.corrections)
        parts.insert(0, phrases.CORRECTION[0] if number == 1 else counted(number, phrases.CORRECTION))
    line = f"[{tag}] {'; '.join(parts)} — {day_in_short(view.local_date)}"
    if view.has_news:
        return line
    return f"{line} ({phrases.REACHED_SHORT.format(reached=view.reached, enabled=view.enabled)})"


def news_in_words(view: DigestView) -> str:
    """ "3 delisted, 2 changed", or "nothing new" with what is to be looked at. Corrections are not in it."""
    parts = acts_in_words(news.view for news in view.new)
    if view.changed:
        parts.append(counted(len(view.changed), phrases.CHANGED))
    if view.registers:
        parts.append(counted(len(view.registers), phrases.REGISTERS))
    if parts:
        return ", ".join(parts)
    is_blind = view.enabled > 0 and view.reached == 0
    return ", ".join([phrases.NONE_REACHED if is_blind else phrases.NOTHING_NEW, *_to_look_at(view)])


def summary_sentence(view: DigestView) -> str:
    """All that is told, counted, and how many sources were reached; shown first, also by mail programs."""
    corrections = [counted(len(view.corrections), phrases.CORRECTION).lower()] if view.corrections else []
    return f"{capital('; '.join([*corrections, news_in_words(view)]))}. {_reached(view)}."


def quiet_line(view: DigestView) -> str:
    """The one line of a day without news: `Nothing new: 34 of 34 sources reached.`"""
    if view.enabled > 0 and view.reached == 0:
        lead = phrases.NOT_KNOWN
    elif view.is_first:
        lead = phrases.NOTHING_SINCE.format(day=day_in_words(view.article_as_of))
    else:
        lead = capital(phrases.NOTHING_NEW)
    limits = f" ({view.scope})" if view.scope else ""
    return f"{lead}{limits}: {reached_in_words(view)}."


def reached_in_words(view: DigestView) -> str:
    """ "33 of 34 sources reached", and where not all were, which has been out of reach for longest."""
    if view.reached >= view.enabled or view.oldest_success is None:
        return _reached(view)
    source, last = view.oldest_success
    when = minute_in_zone(last, view.zone) if last else phrases.NEVER
    return f"{_reached(view)}; {phrases.LONGEST.format(source=source, when=when)}"


def title(view: DigestView) -> str:
    """What the digest is called: its day, or since when the very first one tells."""
    if view.is_first:
        return phrases.SINCE_ARTICLE_OF.format(day=day_in_words(view.article_as_of))
    return phrases.TITLE.format(day=day_in_words(view.local_date))


def covered_in_words(view: DigestView) -> str:
    """From when to when, on the reader's clocks."""
    end = minute_in_zone(view.window_end, view.zone)
    if view.window_start is None:
        day = day_in_words(view.article_as_of)
        return phrases.COVERS_FIRST.format(day=day, end=end, zone=view.zone)
    start = minute_in_zone(view.window_start, view.zone)
    return phrases.COVERS.format(start=start, end=end, zone=view.zone)


def _to_look_at(view: DigestView) -> list[str]:
    bad = [line.sources for line in view.health if line.is_bad]
    numbers = (
        (len(view.review), phrases.REVIEW),
        (len(view.upcoming), phrases.UPCOMING),
        (sum(bad), phrases.SOURCES),
        (bad.count(0), phrases.OURS),
    )
    return [counted(number, words) for number, words in numbers if number]


def _reached(view: DigestView) -> str:
    return phrases.REACHED.format(reached=view.reached, enabled=view.enabled)


def scope_in_words(digest: Digest) -> str | None:
    """ "releases only; on us_ofac_sdn only", or None where the digest tells everything."""
    parts = []
    if digest.types:
        kinds = " and ".join(phrases.KINDS[kind] for kind in digest.types)
        parts.append(phrases.ONLY.format(what=kinds))
    if digest.lists:
        parts.append(phrases.ONLY_ON.format(lists=", ".join(digest.lists)))
    return "; ".join(parts) or None
