"""What readers wrote below a page is none of its text; a forum's posts are."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from lxml.html import document_fromstring

from tracker.read.comments import cut_comments, cut_scripts
from tracker.read.document import read_document
from tracker.read.paragraphs import paragraphs_of

ARTICLE = "".join(
    f"<p>Volunteers of the ferry club painted boat number {number} and counted its oars.</p>"
    for number in range(30)
)


def left(markup: str) -> str:
    page = document_fromstring(f"<body><h1>Title</h1>{markup}<p>The end.</p></body>")
    cut_comments(page)
    return " ".join(paragraphs_of(page.find("body")))


@pytest.mark.parametrize(
    "box",
    [
        "<section class='comments' id='x'>Good!</section>",
        "<div id='comments'><div><p>Good!</p></div></div>",
        "<div id='Comment-list'>Good!</div>",
        "<div id='disqus_thread'>Good!</div>",
        "<details class='post-comments open'>Good!</details>",
        "<div class='comments'><div class='comment'>Good!</div></div>",
    ],
)
def test_what_readers_wrote_is_cut_and_what_stands_behind_it_stays(box: str) -> None:
    assert left(f"{box} Behind it.") == "Title Behind it. The end."


@pytest.mark.parametrize(
    "box",
    [
        "<div class='commentary'>The oars are old.</div>",
        "<div id='commentary-1'>The oars are old.</div>",
        "<div class='no-comment'>The oars are old.</div>",
        "<p class='comment'>The oars are old.</p>",
    ],
)
def test_a_commentary_is_the_pages_own(box: str) -> None:
    assert left(box) == "Title The oars are old. The end."


def test_a_forum_is_its_posts() -> None:
    told = json.dumps({"@type": "DiscussionForumPosting"})
    forum = f"<script type='application/ld+json'>{told}</script><div class='comment'>I saw the boats.</div>"
    assert left(forum) == "Title I saw the boats. The end."


def test_scripts_and_styles_are_cut_and_what_the_page_states_of_itself_stays() -> None:
    page = document_fromstring(
        "<body><p>Top.</p><script>a()</script> behind<style>p{}</style><p>Text.</p>"
        "<script type='application/ld+json'>{}</script></body>"
    )
    cut_scripts(page)
    assert [script.text for script in page.iter("script", "style")] == ["{}"]
    assert list(paragraphs_of(page.find("body"))) == ["Top.", "behind", "Text."]


def test_a_day_may_be_guessed_from_what_readers_wrote() -> None:
    page = (
        f"<html><body><h1>Boats</h1>{ARTICLE}"
        "<div class='comments'><p class='date'>Posted on 2025-09-11</p></div></body></html>"
    )
    document = read_document(page.encode(), content_type=None, url=None)
    assert "Posted" not in document.text
    assert (str(document.published), document.is_guessed) == ("2025-09-11", True)


def test_no_page_loads_the_identifier_of_languages_or_numpy() -> None:
    code = (
        "import sys; from tracker.read.document import read_document;"
        f"read_document(b'<html><body><h1>Boats</h1>{ARTICLE}</body></html>', content_type=None, url=None);"
        "assert 'trafilatura' in sys.modules;"
        "assert not {'numpy', 'py3langid'} & set(sys.modules), 'loaded';"
        "from tracker.read.language import language_of;"
        "language_of('Ferry timetable'); assert 'py3langid' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
