"""What happened to the subject's entries between two states."""

from __future__ import annotations

from dataclasses import replace

import pytest

from invented import AIRCRAFT, BANK, BELAVIA, GLOBS, LUKASHENKA, POTASH, state
from tracker.extract.list_changes import list_changes, lost_by_subject
from tracker.extract.list_diff import diff
from tracker.model import ChangeKind


def kinds(old, new):
    return [(change.kind, change.uid) for change in list_changes(diff(old, new), GLOBS)]


def test_who_leaves_the_list_is_delisted_and_who_comes_is_designated() -> None:
    assert kinds(state(BELAVIA, AIRCRAFT), state(AIRCRAFT, POTASH)) == [
        (ChangeKind.DELISTING, "44541"),
        (ChangeKind.DESIGNATION, "32746"),
    ]


def test_entries_of_other_programmes_are_not_ours() -> None:
    assert kinds(state(BANK), {}) == []
    assert kinds({}, state(BANK)) == []
    assert kinds(state(BANK), state(replace(BANK, name="VTB"))) == []


def test_who_was_listed_already_and_comes_under_our_programmes_enters_them() -> None:
    new = replace(BANK, programmes=("RUSSIA-EO14024", "BELARUS-EO14038"))
    (change,) = list_changes(diff(state(BANK), state(new)), GLOBS)
    assert change.kind is ChangeKind.PROGRAMME_ENTERED
    assert change.programmes == ("BELARUS-EO14038",)
    assert change.besides == ("RUSSIA-EO14024",)


def test_who_leaves_our_programmes_and_stays_listed_is_not_delisted() -> None:
    old = replace(BANK, programmes=("RUSSIA-EO14024", "BELARUS-EO14038"))
    (change,) = list_changes(diff(state(old), state(BANK)), GLOBS)
    assert change.kind is ChangeKind.PROGRAMME_LEFT
    assert change.besides == ("RUSSIA-EO14024",)
    assert lost_by_subject(diff(state(old), state(BANK)), GLOBS) == {BANK.uid}


@pytest.mark.parametrize("programmes", [("BELARUS",), ("BELARUS", "BELARUS-EO14038", "SDGT")])
def test_another_of_our_programmes_or_a_further_one_is_an_amendment(programmes: tuple[str, ...]) -> None:
    assert kinds(state(LUKASHENKA), state(replace(LUKASHENKA, programmes=programmes))) == [
        (ChangeKind.AMENDMENT, "9760")
    ]


def test_a_renamed_programme_does_not_hide_another_change_of_an_entry() -> None:
    old = state(*(replace(POTASH, uid=str(uid), programmes=("BELARUS-EO",)) for uid in range(6)))
    new = {uid: replace(one, programmes=("BELARUS-EO14038",)) for uid, one in old.items()}
    new["3"] = replace(new["3"], name="BELARUSKALI")
    del new["5"]
    assert kinds(old, new) == [(ChangeKind.DELISTING, "5"), (ChangeKind.AMENDMENT, "3")]
