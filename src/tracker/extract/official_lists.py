"""What the lists are called in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

# By the list's key; what stands here fits after "off" and "on".
TITLES: Mapping[str, str] = {
    "us_ofac_sdn": "the SDN list",
    "us_ofac_cons": "the Consolidated (non-SDN) list",
}


def list_title(key: str | None) -> str:
    """The list's name in a sentence; one that we have no name for is called by its key."""
    if key is None:
        return "an official list"
    return TITLES.get(key, f"the list {key}")
