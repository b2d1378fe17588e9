"""Paragraphs of markup: what its looks part is parted, what they join is joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fragment_fromstring

from tracker.read.paragraphs import joined, paragraphs_of, paragraphs_of_text


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("<p>One\n  two</p><p>three</p>", ["One two", "three"]),
        ("<b>O</b>ne <i>two</i>", ["One two"]),
        ("tail<p>One</p>behind<p> </p>", ["tail", "One", "behind"]),
        ("<ul><li>One<li>two<ul><li>three</ul></ul>", ["One", "two", "three"]),
        ("<p>Press service<br>Minsk</p>", ["Press service", "Minsk"]),
        ("<p>It was broken<br>in two lines.<br>Once.</p>", ["It was broken in two lines.", "Once."]),
        ("<p>He came.<br>and he went.</p>", ["He came.", "and he went."]),
        ("<table><tr><th>Name<th>Term<tr><td>Vera<td>5 years<tr><td><td>alone</table>",
         ["Name | Term", "Vera | 5 years", "alone"]),
        ("<table><tr><td><p>One</p><p>two</p></td></tr></table>", ["One", "two"]),
        ("<dl><dt>Regime<dd>Belarus</dl>", ["Regime", "Belarus"]),
        ("One<script>two</script><style>p{}</style> three<noscript>no</noscript>", ["One three"]),
        ("па&shy;літ\u200bвя\ufeffзень и&#x306;", ["палітвязень й"]),
        (" &nbsp; ", []),
    ],
)  # fmt: skip
def test_each_block_row_and_line_is_a_paragraph(markup: str, paragraphs: list[str]) -> None:
    assert list(paragraphs_of(fragment_fromstring(markup, create_parent="div"))) == paragraphs


def test_a_paragraph_that_is_said_again_is_there_once() -> None:
    assert joined(["One.", "Two.", "One."]) == "One.\n\nTwo."


@given(st.text(alphabet="a \n\r\t\u00ad\u2028", max_size=40))
def test_no_paragraph_of_a_text_is_empty_or_has_a_line_end(text: str) -> None:
    for paragraph in paragraphs_of_text(text):
        assert paragraph == " ".join(paragraph.split())
        assert paragraph
