"""Cut from a page what its readers wrote below it, and what only browsers read.

The extractor would drop the same, but only after it has asked several questions of each box in it and
copied it twice: a third of its time, on a page with comments.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

# The boxes of comments as the extractor knows them. An article's "commentary" is its own.
_IDS = re.compile(r"(?:[Cc]omment(?!ary)|comol|disqus_thread|dsq-comments)")
_CLASSES = re.compile(r"\A[Cc]omment(?!ary)|(?:article|post)-comments")
# A page whose comments are what it is about says so, in JSON-LD.
_FORUM = "DiscussionForumPosting"


def cut_comments(page: HtmlElement) -> None:
    """Cut the boxes of comments out of the tree, in place; a forum's stay."""
    boxes = [box for box in page.iter("div", "section", "details") if _is_of_comments(box)]
    if not boxes or any(_FORUM in (script.text or "") for script in page.iter("script")):
        return
    for box in boxes:
        _drop(box)


def cut_scripts(page: HtmlElement) -> None:
    """Cut scripts and styles out of the tree, in place; JSON-LD stays."""
    for script in list(page.iter("script", "style")):
        if "ld+json" not in (script.get("type") or ""):
            _drop(script)


def _is_of_comments(box: HtmlElement) -> bool:
    own, classes = box.get("id"), box.get("class")
    return (own is not None and _IDS.match(own) is not None) or (
        classes is not None and _CLASSES.search(classes) is not None
    )


def _drop(element: HtmlElement) -> None:
    """Cut the element; the words behind it stay."""
    if element.getparent() is not None:
        element.drop_tree()
