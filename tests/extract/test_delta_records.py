"""From a publisher's own file of changes to records with the official day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from invented import BANK, BELAVIA, GLOBS, POTASH, SDN, midday, source, state
from tracker.extract.delta_records import records_from_delta
from tracker.extract.list_evidence import Observation, Place
from tracker.model import (
    Action,
    ChangeKind,
    DateBasis,
    DeltaEntry,
    EvidenceRole,
    ListDelta,
    Origin,
    SourceKind,
    When,
)

DAY = date(2025, 11, 4)
SEEN = Observation(
    midday(DAY),
    "d" * 64,
    Origin.PUBLISHED,
    snapshot=9,
    places={"44541": Place('<entity id="44541" action="remove">', 812, 35, "d" * 64)},
)


def said(*entries: DeltaEntry, known=None, **given):
    delta = ListDelta(SDN, DAY, "Standard Action", entries)
    return records_from_delta(
        delta,
        source=source("us_ofac_delta", SourceKind.DELTA),
        globs=GLOBS,
        authority="US",
        agency="OFAC",
        seen=SEEN,
        known=known,
        **given,
    )


def whole(entry, kind=ChangeKind.DELISTING, lists=(SDN,)) -> DeltaEntry:
    return DeltaEntry(entry.uid, kind, entry, lists)


def moved(uid, added=(), removed=()) -> DeltaEntry:
    return DeltaEntry(uid, ChangeKind.AMENDMENT, None, (), added, removed)


def test_a_removed_entry_is_delisted_on_the_day_of_the_publication() -> None:
    (record,) = said(whole(BELAVIA))
    assert record.action is Action.DELIST
    assert record.when == When(DateBasis.OFFICIAL, on=DAY)
    assert record.origin is Origin.PUBLISHED
    (piece,) = record.evidence
    assert (piece.role, piece.quote, piece.start, piece.snapshot) == (
        EvidenceRole.STATES, '<entity id="44541" action="remove">', 812, 9,
    )  # fmt: skip


def test_an_unusual_kind_of_publication_is_noted() -> None:
    (usual,) = said(whole(BELAVIA))
    delta = ListDelta(SDN, DAY, "Technical Correction", (whole(BELAVIA),))
    (other,) = records_from_delta(
        delta,
        source=source("us_ofac_delta", SourceKind.DELTA),
        globs=GLOBS,
        authority="US",
        agency="OFAC",
        seen=SEEN,
    )
    assert (usual.note, other.note) == (None, "published as “Technical Correction”")


def test_an_added_entry_is_designated() -> None:
    (record,) = said(whole(POTASH, ChangeKind.DESIGNATION))
    assert record.action is Action.DESIGNATE
    assert record.programmes == ("BELARUS-EO14038",)


def test_other_lists_and_other_programmes_are_not_told() -> None:
    assert said(whole(BANK), whole(BELAVIA, lists=("us_ofac_cons",))) == ()
    assert len(said(whole(BELAVIA, lists=("us_ofac_cons", SDN)))) == 1
    assert len(said(whole(BELAVIA, lists=("SDN List",)), list_names=["SDN List"])) == 1


def test_a_programme_taken_off_is_an_easing_and_the_target_stays_listed() -> None:
    change = moved(BANK.uid, removed=("BELARUS-EO14038",))
    (unknown,) = said(change)
    assert unknown.action is Action.EASE
    assert unknown.targets[0].name == "entry 18721"
    assert unknown.targets[0].kind is None
    assert unknown.summary == (
        "OFAC took entry 18721 out of BELARUS-EO14038; still listed: it stays on the SDN list"
    )
    before = replace(BANK, programmes=("RUSSIA-EO14024", "BELARUS-EO14038"))
    (told_before,), (told_after,) = said(change, known=state(before)), said(change, known=state(BANK))
    assert told_before.still_under == told_after.still_under == ("RUSSIA-EO14024",)
    assert told_before.id == told_after.id == unknown.id


def test_who_leaves_one_of_two_of_our_programmes_is_still_under_ours() -> None:
    both = replace(POTASH, programmes=("BELARUS", "BELARUS-EO14038"))
    assert said(moved(POTASH.uid, removed=("BELARUS",)), known=state(both)) == ()


def test_a_value_that_only_moves_about_in_the_file_is_no_change() -> None:
    assert said(moved(POTASH.uid, ("BELARUS-EO14038",), ("BELARUS-EO14038",))) == ()


def test_a_programme_put_on_is_a_designation() -> None:
    (record,) = said(moved(BANK.uid, added=("BELARUS-EO14038",)), known=state(BANK))
    assert record.action is Action.DESIGNATE
    assert record.still_under == ("RUSSIA-EO14024",)
    assert record.targets[0].name == BANK.name


def test_a_programme_renamed_for_all_is_no_easing() -> None:
    entries = [moved(str(uid), ("EASTERN-EUROPE",), ("BELARUS-EO14038",)) for uid in range(6)]
    assert said(*entries) == ()
    others = state(*(replace(POTASH, uid=str(uid)) for uid in range(100)))
    assert len(said(*entries, known=others)) == 6


def test_who_leaves_this_list_and_stays_on_another_is_delisted_from_this_one() -> None:
    left = DeltaEntry(BELAVIA.uid, ChangeKind.DELISTING, None, (SDN, "us_ofac_cons"))
    assert said(left) == ()
    (record,) = said(left, known=state(BELAVIA))
    assert record.action is Action.DELIST
    assert record.targets[0].name == BELAVIA.name
    assert record.programmes == ("BELARUS-EO14038",)


def test_two_delistings_of_one_target_are_two_records() -> None:
    (first,) = said(whole(BELAVIA))
    delta = ListDelta(SDN, date(2027, 1, 5), "Standard Action", (whole(BELAVIA),))
    (second,) = records_from_delta(
        delta,
        source=source("us_ofac_delta", SourceKind.DELTA),
        globs=GLOBS,
        authority="US",
        agency="OFAC",
        seen=SEEN,
    )
    assert first.id != second.id
