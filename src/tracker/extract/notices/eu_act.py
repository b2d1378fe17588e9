"""Acts of the Council of the EU on the subject: told at once by their titles, from the Publications Office.

The record has the act as lawyers cite it, the date of the document and the day of entry into force. What it
does is `extend` where the title says so, else `amend`: the list change that follows says the rest. The
address holds the CELEX number; Decision and Regulation of one day are one act (`resolve.page_fit`).
"""

from __future__ import annotations

import re
from datetime import date

from tracker.extract.notices._about import About, act, day_in, lines_of, title_of, unclear
from tracker.extract.notices._knowledge import table
from tracker.extract.pages.statement import Extraction
from tracker.model import Action, Document

_NAME = "eu_act"
_IN_FORCE = re.compile(r"\bin force from (\d{4}-\d{2}-\d{2})")
_UNTIL = re.compile(r"\buntil (\d{1,2} [A-Z][a-z]+ \d{4})")
_FORMS = {"decision": "Decision", "regulation": "Regulation"}


def read(document: Document, about: About) -> Extraction:
    """The act. A corrigendum changes nothing; a title of another form is for a person to read."""
    title = title_of(document) or next(lines_of(document), None)
    if title is None or document.published is None or document.is_guessed:
        return Extraction()
    words, low = table(_NAME)["title"], title.text.casefold()
    if re.search(words["corrects"], low) or not any(re.search(base, low) for base in words["base"]):
        return Extraction()
    hit = re.search(words["instrument"], low)
    if hit is None or re.search(words["repeals"], low):
        return Extraction(rejected=(unclear(f"{_NAME}.title", title),))
    prolongs = re.search(words["prolongs"], low) is not None
    until = _UNTIL.search(title.text)
    form = _FORMS[hit[2]]
    implements = f"Implementing {form}" if hit[1] else form
    is_commissions = low.startswith("commission")
    # The Commission keeps the annexes of goods and offices, never those of names.
    kind = "implementing" if hit[1] and not is_commissions else "amending"
    statement = act(
        about,
        f"{_NAME}.{'prolonging' if prolongs else kind}",
        Action.EXTEND if prolongs else Action.AMEND,
        document.published,
        title,
        agency="Commission" if is_commissions else None,
        instrument=f"{implements} ({hit[3].upper()}) {hit[4]}",
        in_force=_in_force(document),
        valid_until=day_in(until[1]) if until else None,
    )
    return Extraction((statement,))


def _in_force(document: Document) -> date | None:
    hit = _IN_FORCE.search(document.text)
    return day_in(hit[1]) if hit else None
