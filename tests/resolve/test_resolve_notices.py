"""Official notices beside lists: which of them are one event, in whatever order they came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from saying_builders import said

from invented import official, record, window
from tracker.model import Action, RecordType, Target
from tracker.resolve import resolve
from tracker.resolve.saying import Saying

DAY = date(2031, 3, 5)
POTASH = Target("SAMPLE POTASH OJSC", list="us_ofac_sdn", uid="90001")


def noticed(
    name: str, action: Action, authority: str, instrument: str | None = None, *targets: str
) -> Saying:
    one = said(
        name,
        DAY,
        of_type=RecordType.SANCTION,
        action=action,
        authority=authority,
        targets=targets,
        official=True,
    )
    return replace(one, record=replace(one.record, when=official(DAY), instrument=instrument))


LISTED = Saying(
    record("r-list", window(date(2031, 3, 4), DAY), targets=(POTASH,)), voice="OFAC", is_official=True
)
REMOVAL = noticed("r-removal", Action.DELIST, "US", None, "SAMPLE POTASH OJSC")
DECISION = noticed("r-decision", Action.AMEND, "EU", "Implementing Decision (CFSP) 2031/97")
REGULATION = noticed("r-regulation", Action.AMEND, "EU", "Implementing Regulation (EU) 2031/98")
NOTE = noticed("r-note", Action.DELIST, "UK")
LICENCE = noticed("r-licence", Action.LICENCE, "US", "General License 98")
AMENDED = noticed("r-amended", Action.LICENCE, "US", "General License 98A")
ENDED = noticed("r-ended", Action.EXPIRE, "US", "General License 98")
ENDED_TOO = noticed("r-ended-too", Action.EXPIRE, "US", "General License 97")
ALL = (LISTED, REMOVAL, DECISION, REGULATION, NOTE, LICENCE, AMENDED, ENDED, ENDED_TOO)


def groups(sayings: list[Saying]) -> set[frozenset[str]]:
    found = resolve((), sayings).developments
    return {frozenset(tie.record for tie in one.ties) for one in found}


@given(st.permutations(ALL))
@settings(max_examples=40)
def test_list_and_notice_are_one_removal_and_decision_and_regulation_one_act(order: list[Saying]) -> None:
    assert groups(order) == {
        frozenset({"r-list", "r-removal"}),
        frozenset({"r-decision", "r-regulation"}),
        *(frozenset({one.id}) for one in (NOTE, LICENCE, AMENDED, ENDED, ENDED_TOO)),
    }


def test_an_event_of_list_and_notice_has_the_day_of_the_notice_and_the_entry_of_the_list() -> None:
    (one,) = resolve((), [LISTED, REMOVAL]).developments
    assert (one.when, one.targets, one.list) == (official(DAY), (POTASH,), "us_ofac_sdn")


def test_a_decision_says_why_it_is_one_with_its_regulation() -> None:
    (one,) = resolve((), [DECISION, REGULATION]).developments
    assert "a Decision and its Regulation" in one.ties[1].reason
    assert "what changed is not said in the notice" in one.summary
