"""A digest as subject line, text and HTML, cut to a size where it must be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from textwrap import TextWrapper

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined

from tracker.report import digest_phrases as phrases
from tracker.report.addresses import developments_page, is_link
from tracker.report.defused import defused
from tracker.report.digest import DigestView, Total
from tracker.report.digest_passages import Line
from tracker.report.digest_sections import Section, cut, sections
from tracker.report.digest_words import (
    covered_in_words,
    quiet_line,
    subject_line,
    summary_sentence,
    title,
)

_COLUMNS = 76
_BAR_COLUMNS = 30
_INLINER = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


@dataclass(frozen=True, slots=True)
class DigestFaces:
    """What a mail is made of: a subject line, and the same passages as plain text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Page:
    """What the templates see: finished words, and the sections that fit."""

    subject: str
    about: str
    title: str
    summary: str
    quiet: str | None
    sections: tuple[Section, ...]
    foot: tuple[Line, ...]

    @property
    def preheader(self) -> str:
        return self.quiet or self.summary


def digest_faces(view: DigestView, *, fits: Callable[[DigestFaces], bool]) -> DigestFaces:
    """The digest with all its passages if that fits, else with as many as do, and where the others are.

    Corrections are left out last. Where not even an empty one fits, the empty one is returned: it still
    counts all in its subject line and says where they are.
    """
    safe = defused(view)
    whole = sections(safe)
    everything = _rendered(safe, whole)
    if fits(everything):
        return everything
    best = _rendered(safe, cut(whole, 0, safe.site))
    fewest, most = 0, sum(len(section.passages) for section in whole)
    while most - fewest > 1:
        middle = (fewest + most) // 2
        tried = _rendered(safe, cut(whole, middle, safe.site))
        if fits(tried):
            best, fewest = tried, middle
        else:
            most = middle
    return best


def _rendered(view: DigestView, shown: tuple[Section, ...]) -> DigestFaces:
    page = _Page(
        subject=subject_line(view),
        about=f"{phrases.TAG_DEMO if view.is_demo else phrases.TAG}: {view.subject_title}",
        title=title(view),
        summary=summary_sentence(view),
        quiet=quiet_line(view) if view.is_quiet else None,
        sections=shown,
        foot=_foot(view),
    )
    text = _environment(is_html=False).get_template("digest.txt.jinja").render(page=page)
    html = _environment(is_html=True).get_template("digest.html.jinja").render(page=page)
    return DigestFaces(page.subject, text, _INLINER.inline(html))


def _foot(view: DigestView) -> tuple[Line, ...]:
    lines = [Line(covered_in_words(view))]
    if view.scope:
        lines.append(Line(phrases.SCOPE.format(scope=view.scope)))
    if view.is_demo:
        lines.append(Line(phrases.DEMO))
    if view.site:
        lines.append(Line(developments_page(view.site), phrases.ON_THE_SITE, developments_page(view.site)))
    lines += [
        Line("tracker developments", phrases.SEE_MORE),
        Line("tracker evidence ID", phrases.SEE_EVIDENCE),
        Line(phrases.MADE_BY.format(version=view.version, digest=view.digest)),
    ]
    return tuple(lines)


@cache
def _environment(*, is_html: bool) -> Environment:
    """Where the templates are, with what they call. Escaping is on for HTML and off for text."""
    environment = Environment(
        loader=PackageLoader("tracker.report"),
        autoescape=is_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters.update(wrapped=_wrapped, bars=_bars, percent=_percent)
    environment.tests["link"] = is_link
    return environment


def _wrapped(words: str, first: str = "", then: str = "") -> str:
    """The words in lines of at most 76 columns; an address or a hash is never broken."""
    wrapper = TextWrapper(
        width=_COLUMNS,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.fill(words)


def _bars(totals: Sequence[Total]) -> str:
    labels = max(len(total.label) for total in totals)
    counts = max(len(str(total.count)) for total in totals)
    return "\n".join(
        f"{total.label:<{labels}}  {total.count:>{counts}}  {_bar(total)}".rstrip() for total in totals
    )


def _bar(total: Total) -> str:
    """Whatever happened at all has a bar."""
    return "#" * max(round(min(total.share, 1) * _BAR_COLUMNS), 1 if total.count else 0)


def _percent(total: Total) -> int:
    return max(round(min(total.share, 1) * 100), 2)
