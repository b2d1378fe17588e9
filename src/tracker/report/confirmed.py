"""Who tells a development, how many of them independently, and which only repost one text."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.report import phrases
from tracker.report.shown import DevelopmentView
from tracker.text.countries import joined


def confirmed_by(view: DevelopmentView) -> Iterator[str]:
    """The sentences about it; nothing where nobody is known to tell it."""
    if not view.publishers:
        return
    if len(view.publishers) == 1:
        yield phrases.ALONE.format(publisher=view.publishers[0])
        return
    yield phrases.CONFIRMED.format(number=len(view.publishers), publishers=joined(view.publishers))
    # Where all are one voice, the sentence below says it.
    if 1 < view.voices < len(view.publishers):
        yield phrases.VOICES.format(voices=view.voices)
    for reposting in reposts(view):
        yield phrases.REPOST.format(publishers=joined(reposting))


def reposts(view: DevelopmentView) -> list[tuple[str, ...]]:
    """Publishers that are one voice, group by group: they print one text, or name one agency for it."""
    said: dict[int, dict[str, None]] = {}
    for line in view.evidence:
        if line.voice is not None and line.document is not None:
            said.setdefault(line.voice, {})[line.publisher] = None
    return [tuple(publishers) for publishers in said.values() if len(publishers) > 1]
