"""Digests that were made, and which revision was told by which: each once."""

from __future__ import annotations

from enum import StrEnum


class Fate(StrEnum):
    """What was told of a revision: that it stands, or that it was withdrawn or merged into another."""

    STANDS = "stands"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class BeginningKind(StrEnum):
    """What begins when it is first seen in the configuration."""

    DIGEST = "digest"
    NOTICE = "notice"
