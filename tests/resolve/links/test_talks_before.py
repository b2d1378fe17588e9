"""The contacts that a release or a relief came after."""

from __future__ import annotations

import pytest
from linking import KALI, freed, linked, pairs, relief, says, talks

from tracker.model import Development, LinkKind, Status

AFTER = LinkKind.AFTER_TALKS
FREED = freed("f", "2025-09-11", "US")
MET = talks("m", "2025-09-10", "US", "BY")


def after(*developments: Development) -> set[tuple[str, str]]:
    return pairs(linked(developments), AFTER)


def test_a_release_after_talks_with_its_counterpart_is_tied_to_them_by_the_days() -> None:
    link = linked([FREED, MET])[AFTER, "m", "f"]
    assert (link.days, link.quote) == (1, None)
    assert link.reason == "the same parties had talked before; only the days say so"


def test_relief_is_tied_to_the_talks_of_who_eases() -> None:
    assert after(relief("d", "2025-09-12", KALI), MET) == {("m", "d")}
    assert after(relief("d", "2025-09-12", KALI, authority="EU"), MET) == set()


def test_a_source_that_says_so_is_quoted() -> None:
    quote = "Belarus freed 52 prisoners after talks with a US delegation."
    link = linked([FREED, MET], [says(FREED, quote)])[AFTER, "m", "f"]
    assert (link.quote, link.record) == (quote, "r-f")
    assert link.reason == (
        "a source says that it came after talks; these were the last ones of the same parties"
    )


def test_the_sentence_names_the_party_where_the_release_knows_none() -> None:
    alone = freed("f", "2025-09-11")
    other = talks("o", "2025-09-11", "RU", "BY")
    quote = "Fourteen people were released after talks with a US delegation."
    assert after(alone, MET) == set()
    assert pairs(linked([alone, MET, other], [says(alone, quote)]), AFTER) == {("m", "f")}


@pytest.mark.parametrize(
    "contact",
    [
        talks("m", "2025-09-12", "US", "BY"),
        talks("m", "2025-08-31", "US", "BY"),
        talks("m", "2025-09-10", "RU", "BY"),
        talks("m", "2025-09-10", "US", "BY", kind="embassy"),
        talks("m", "2025-09-10", "US", "BY", kind="envoy"),
        talks("m", "2025-09-10", "US", "BY", status=Status.ANNOUNCED),
    ],
    ids=["the day after", "eleven days before", "others", "an embassy", "an envoy named", "only planned"],
)
def test_what_did_not_lead_to_it_is_not_tied(contact: Development) -> None:
    assert after(FREED, contact) == set()


def test_the_last_talks_are_meant_all_of_that_day() -> None:
    call = talks("c", "2025-09-10", "US", "BY", kind="call")
    first = talks("x", "2025-09-03", "US", "BY")
    assert after(FREED, MET, call, first) == {("m", "f"), ("c", "f")}
    assert after(FREED, first) == {("x", "f")}
