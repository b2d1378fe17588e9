"""The cheap gate: whether a page has any of the subject's words, before it is read as a document.

Most pages of a news site are about something else. The words are looked for in the decoded and
unescaped text of the whole page, menus and attributes included, so that none is missed whose words
hide in an odd charset, in entities or in the escapes of JSON-LD. Only scripts and styles are left out:
they are most of a page's bytes, and nothing in them is read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from tracker.read.decode import decode

# Entities that stand for signs and blanks: no letter hides in them.
_LETTER_ENTITY = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|nbsp|ensp|emsp|thinsp|laquo|raquo|ldquo|rdquo|bdquo|lsquo|rsquo|sbquo|ndash"
    r"|mdash|hellip|middot|bull|copy|reg|trade|times|euro|sect|shy|zwnj|zwj|rarr|larr|#39|#34|#38|#60|#62|#160"
    r"|#171|#187|#0?39|#8211|#8212|#8217|#8220|#8221|#8230|#x27|#x2F|#xa0|#xA0);)(?:#[0-9xX]|[A-Za-z]+;)"
)
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PLAINLY_BEFORE = frozenset(" >\n")
_SHOWS_NOTHING = ("\u00ad", "\u200b", "\u2060", "&shy;")


def is_about(
    body: bytes | str, words: Iterable[str], *, content_type: str | None = None, charset: str | None = None
) -> bool:
    """Whether a word of the page begins with one of `words`; small and capital letters are the same.

    `body` is a page as it came (with its `content_type`, and the `charset` that its source's
    configuration names) or text. Raises nothing.
    """
    text = body if isinstance(body, str) else decode(body, content_type, charset).text
    read = _without(_without(text, "<script", "</script", unless="ld+json"), "<style", "</style")
    sought = [word.lower() for word in words]
    if any(_stands_plainly(form, read) for word in sought for form in (word.capitalize(), word)):
        return True
    lowered = _unescaped(read).lower()
    return any(_begins_a_word(word, lowered) for word in sought)


def _stands_plainly(beginning: str, text: str) -> bool:
    """Whether a word begins so behind a blank or a tag, as it does on most pages that have it."""
    at = text.find(beginning)
    return at > 0 and text[at - 1] in _PLAINLY_BEFORE


def _begins_a_word(beginning: str, text: str) -> bool:
    at = text.find(beginning)
    while at > 0 and text[at - 1].isalpha():
        at = text.find(beginning, at + 1)
    return at >= 0


def _without(text: str, opening: str, closing: str, *, unless: str | None = None) -> str:
    """The text without the elements that are opened so, but for those whose tag has `unless` in it."""
    kept = []
    done = 0
    at = text.find(opening)
    while at >= 0:
        inside = text.find(">", at)
        end = text.find(closing, inside)
        if inside < 0 or end < 0:
            break
        if unless is None or unless not in text[at:inside]:
            kept.append(text[done:at])
            done = end
        at = text.find(opening, end)
    return " ".join((*kept, text[done:])) if kept else text


def _unescaped(text: str) -> str:
    """The text without entities, JSON's escapes and soft hyphens."""
    for sign in _SHOWS_NOTHING:
        text = text.replace(sign, "")
    if _LETTER_ENTITY.search(text):
        text = html.unescape(text)
    if "\\u" in text:
        text = _JSON_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
    return text
