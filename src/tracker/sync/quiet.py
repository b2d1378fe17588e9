"""Libraries that log what they think of a page.

What matters of a page is graded and told by us; what they say may quote it, and logs carry no names.
"""

from __future__ import annotations

import logging

_TALKATIVE = ("trafilatura", "htmldate", "justext", "courlan")


def quiet_libraries() -> None:
    """Lets the extractors of text and dates say nothing, for the life of the process."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
