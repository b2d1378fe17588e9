"""From the text of a page to what it says: who was freed, which sanctions changed, who met whom.

Rules over sentences, and four filters after the trigger: did it happen, when, where, is it background.
The rules and every word they know are data, under `tracker/extract/lexicons/`.
"""

from tracker.extract.pages.described import described
from tracker.extract.pages.engine import extract, is_read
from tracker.extract.pages.explain import explain
from tracker.extract.pages.statement import (
    Extraction,
    Rejected,
    Statement,
    Subgroup,
    in_words,
    statement_json,
)

__all__ = [
    "Extraction",
    "Rejected",
    "Statement",
    "Subgroup",
    "described",
    "explain",
    "extract",
    "in_words",
    "is_read",
    "statement_json",
]
