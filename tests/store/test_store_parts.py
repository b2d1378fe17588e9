"""What a visit knows of a page before it asks."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from store_builders import NOON, sha256_of, snapshot, store_body

from tracker.model import Grade
from tracker.store.connection import immediate
from tracker.store.parts import KnownPart, known_parts
from tracker.store.snapshots import add_snapshot
from tracker.store.stretches import note_text
from tracker.store.validators import Validators, keep_validators


def test_of_a_page_the_last_good_body_its_stretch_and_the_servers_words_are_known(
    connection: sqlite3.Connection, run: int
) -> None:
    words = Validators('"a"', None, sha256_of(b"two"))
    with immediate(connection):
        first = store_body(connection, run, b"one", source="news")
        note_text(connection, "news", "main", text_digest="text", snapshot=first, at=NOON)
        second = store_body(connection, run, b"two", source="news")
        note_text(connection, "news", "main", text_digest="text", snapshot=second, at=NOON)
        refused = replace(snapshot(None, None, source="news", grade=Grade.BLOCKED), reason="403")
        add_snapshot(connection, refused, run=run)
        store_body(connection, run, b"three", source="news", part="alt")
        keep_validators(connection, "news", "main", words)
        keep_validators(connection, "other", "main", Validators(None, "long ago", sha256_of(b"gone")))
    assert known_parts(connection, ["news", "other", "never"], "main") == {
        "news": KnownPart(words, second, sha256_of(b"two"), first),
        "other": KnownPart(Validators(None, "long ago", sha256_of(b"gone"))),
        "never": KnownPart(),
    }
    assert known_parts(connection, [], "main") == {}
