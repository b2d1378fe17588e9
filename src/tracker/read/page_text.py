"""The visible text of a page, and its fingerprint: for pages whose bytes change at every visit.

A nonce, a token against forged forms, the time in a script or an advertisement's number make the
bytes new although nobody would see a difference. This text is not the cleaned text of a page: menus
and footers stay in it. Markup is cut as the HTML standard's tokenizer sees it, in one pass that
cannot go back: a page takes as long as it has characters, however broken it is.
"""

from __future__ import annotations

import html
import re

from tracker.read.digest import digest

# Elements whose content no reader sees. `noscript` is for those without scripts: counting pixels.
_UNSEEN = ("script", "style", "template", "noscript", "iframe", "noembed", "noframes")
# Elements that stand within a word or a line (the standard's phrasing content): all others part words.
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font"}
    | {"i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong"}
    | {"sub", "sup", "time", "tt", "u", "var", "wbr"}
)
# Characters that show nothing: NUL, soft hyphen, zero width space and joiner, byte order mark.
_SHOWS_NOTHING = ("\x00", "\u00ad", "\u200b", "\u2060", "\ufeff")


def _any_case(word: str) -> str:
    """A pattern for the word in any case: the flag for it would slow down all the rest."""
    return "".join(f"[{sign}{sign.upper()}]" for sign in word)


# What follows a tag's name: only a quote after "=" opens a value that may hold ">". Each part has
# an end that always fits (the end of the page), so that nothing is ever tried twice.
_ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+(?:>|\Z)"""
_TAG = re.compile(
    r"<(?:"
    # Closing tags and names with letters that no unseen element begins with: nearly all, so first.
    rf"(/[a-zA-Z][^\s/>]*+|[a-hj-mo-ru-zA-HJ-MO-RU-Z][^\s/>]*+){_ATTRIBUTES}"
    r"|!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
    rf"|({'|'.join(_any_case(name) for name in _UNSEEN)})(?![\w:-]){_ATTRIBUTES}"
    r"(?:[^<]++|<(?!/(?i:\2)(?![\w:-])))*+(?:</[^>]*+(?:>|\Z)|\Z)"
    rf"|([a-zA-Z][^\s/>]*+){_ATTRIBUTES}"
    # A document type, a processing instruction, what the standard calls a bogus comment.
    r"|[!?/][^>]*+(?:>|\Z))"
)


def page_text(page: str) -> str:
    """The page's text as a reader sees it, title included, blanks made single.

    Left out: scripts, styles, templates, frames, comments, attributes, and with them hidden fields.
    Raises nothing; text without markup comes back as it is.
    """
    text = html.unescape(_TAG.sub(_between, page))
    for sign in _SHOWS_NOTHING:
        text = text.replace(sign, "")
    return " ".join(text.split())


def text_digest(text: str) -> bytes:
    """16 bytes that tell one text from another; a single surrogate, as from `\\ud800`, is no fault."""
    return digest(text.encode("utf-8", "surrogatepass"))


def _between(tag: re.Match[str]) -> str:
    """What stands in a tag's place: a blank where it parts words, nothing where it does not."""
    name: str | None = tag[1] or tag[3]
    return "" if name is None or name.lower().removeprefix("/") in _INLINE else " "
