"""A channel's preview: each block with a permalink is a short document of its own."""

from __future__ import annotations

from datetime import timedelta

from watched import page, read, utc, watched

from tracker.model import Checks, Post, SourceKind

FACTS: dict[str, object] = {
    "post_selector": ".tgme_widget_message",
    "permalink_selector": "a.tgme_widget_message_date",
    "time_selector": "a.tgme_widget_message_date time",
    "text_selector": ".tgme_widget_message_text.js-message_text",
}
CHANNEL = watched(SourceKind.POSTS, **FACTS)
URL = "https://t.me/s/prykl"


def test_a_post_has_its_own_address_time_and_words_with_their_line_ends() -> None:
    found = read(CHANNEL, page("channel.html"), url=URL)
    assert found.posts[0] == Post(
        "https://t.me/prykl/101?single",
        "Вызвалены двое\nСёння выйшлі на волю Ян Прыклад і Ганна Ўзор.\n"
        "Іх сустрэлі ў Вільні & павезлі далей.",
        utc(2026, 11, 22, 15, 4, 5),
    )
    assert found.links == ()
    assert found.drift == ()


def test_a_picture_without_words_is_an_empty_post_and_a_videos_length_no_time() -> None:
    found = read(CHANNEL, page("channel.html"), url=URL)
    assert found.posts[1] == Post("https://t.me/prykl/102", "", utc(2026, 11, 23, 3))


def test_a_block_without_a_permalink_is_no_post() -> None:
    assert len(read(CHANNEL, page("channel.html"), url=URL).posts) == 2


def test_old_posts_are_left() -> None:
    source = watched(SourceKind.POSTS, **FACTS, max_age=timedelta(days=1, hours=6))
    found = read(source, page("channel.html"), url=URL)
    assert [post.permalink for post in found.posts] == ["https://t.me/prykl/102"]


def test_selectors_that_match_nothing_are_named() -> None:
    gone = watched(SourceKind.POSTS, **{**FACTS, "post_selector": ".post"})
    assert read(gone, page("channel.html"), url=URL).drift == ("no element matches '.post'",)
    renamed = watched(SourceKind.POSTS, **{**FACTS, "text_selector": ".words", "time_selector": ".when"})
    assert read(renamed, page("channel.html"), url=URL).drift == (
        "no element matches '.when'",
        "no element matches '.words'",
    )


def test_shares_of_posts_are_checked() -> None:
    source = watched(
        SourceKind.POSTS, **FACTS, checks=Checks(min_links=3, min_filled={"text": 0.9, "time": 1})
    )
    assert read(source, page("channel.html"), url=URL).drift == (
        "2 posts, at least 3 expected",
        "1 of 2 posts with a text, at least 90% expected",
    )
