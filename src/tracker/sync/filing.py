"""Developments under the keys of what they are about, so that a change finds the others of its targets."""

from __future__ import annotations

import sqlite3
from hashlib import sha256

from tracker import __version__
from tracker.model import Configuration, Development
from tracker.resolve.links import filed_under
from tracker.store.codec import to_json
from tracker.store.developments import load_developments
from tracker.store.meta import meta_value, set_meta
from tracker.store.nearby import file_under

_RULE = "development keys"


def file_development(
    connection: sqlite3.Connection, configuration: Configuration, development: Development
) -> None:
    """Files one that changed."""
    keys = filed_under(development, sectors=configuration.subject.sectors)
    file_under(connection, development.id, keys)


def keep_filing(connection: sqlite3.Connection, configuration: Configuration) -> None:
    """Files all developments again where the subject's sectors, or the tracker, are others than when they
    were filed. Inside a transaction."""
    sectors = sha256(to_json(configuration.subject.sectors).encode()).hexdigest()
    rule = f"{__version__} {sectors}"
    if meta_value(connection, _RULE) == rule:
        return
    for stored in load_developments(connection):
        file_development(connection, configuration, stored.development)
    set_meta(connection, _RULE, rule)
