"""What differs between two states of a list, and what only seems to."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented import AIRCRAFT, BANK, BELAVIA, GLOBS, LUKASHENKA, POTASH, SDN, entry, state
from tracker.extract.list_changes import list_changes, renamed_out_of_subject
from tracker.extract.list_diff import FIELDS, diff, diff_json, entry_json, find_renamings, restrict
from tracker.model import (
    Address,
    Birth,
    ChangeKind,
    EntryKind,
    EntryName,
    Identifier,
    ListDiff,
    ListEntry,
    ProgrammeRenaming,
)

UIDS = st.sampled_from([str(uid) for uid in range(32727, 32740)])
WORDS = st.sampled_from(["BELARUSKALI", "OAO", "Trust", "Мінск", "LUKASHENKA, Dzmitry", "a.k.a."])
TAGS = st.sampled_from(["BELARUS", "BELARUS-EO14038", "RUSSIA-EO14024", "SDGT"])


def few(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=3).map(tuple)


ENTRIES = st.builds(
    ListEntry,
    list=st.just(SDN),
    uid=UIDS,
    kind=st.sampled_from(EntryKind),
    name=WORDS,
    names=few(st.builds(EntryName, name=WORDS)),
    programmes=few(TAGS),
    births=few(st.builds(Birth, date=st.sampled_from([None, "1954", "1954-08-30"]), place=WORDS)),
    identifiers=few(st.builds(Identifier, type=st.sampled_from(["Linked To", "Tax ID No."]), value=WORDS)),
    addresses=few(st.builds(Address, city=WORDS)),
    remarks=st.none() | WORDS,
    listed_on=st.none() | st.dates(),
)
STATES = st.lists(ENTRIES, max_size=8).map(lambda entries: {one.uid: one for one in entries})


def as_set(one: ListEntry) -> tuple[object, ...]:
    """An entry without the order of its unordered fields."""
    return tuple(
        frozenset(value) if isinstance(value := getattr(one, field), tuple) else value
        for field in ("uid", *FIELDS)
    )


@settings(deadline=None)
@given(STATES)
def test_a_state_does_not_differ_from_itself(old: dict[str, ListEntry]) -> None:
    assert diff(old, dict(old)) == ListDiff()


@settings(deadline=None)
@given(STATES, STATES)
def test_the_way_back_is_the_mirror_of_the_way_there(
    old: dict[str, ListEntry], new: dict[str, ListEntry]
) -> None:
    there, back = diff(old, new), diff(new, old)
    assert {one.uid for one in there.added} == {one.uid for one in back.removed}
    assert {one.uid for one in there.removed} == {one.uid for one in back.added}
    assert {one.new.uid: dict(one.changes) for one in there.changed} == {
        one.new.uid: {field: (after, before) for field, (before, after) in one.changes.items()}
        for one in back.changed
    }
    assert {one.new.uid: one.only_links for one in there.changed} == {
        one.new.uid: one.only_links for one in back.changed
    }


@settings(deadline=None)
@given(STATES, STATES)
def test_a_difference_applied_to_the_old_state_gives_the_new_one(
    old: dict[str, ListEntry], new: dict[str, ListEntry]
) -> None:
    found = diff(old, new)
    patched = dict(old)
    for one in found.removed:
        del patched[one.uid]
    patched |= {one.uid: one for one in found.added}
    patched |= {change.new.uid: change.new for change in found.changed}
    assert {uid: as_set(one) for uid, one in patched.items()} == {
        uid: as_set(one) for uid, one in new.items()
    }
    for change in found.changed:
        differing = [
            field
            for field, before, after in zip(
                FIELDS, as_set(change.old)[1:], as_set(change.new)[1:], strict=True
            )
            if before != after
        ]
        assert list(change.changes) == differing


@settings(deadline=None)
@given(STATES, st.randoms(use_true_random=False))
def test_another_order_of_aliases_programmes_or_entries_is_no_change(old: dict[str, ListEntry], dice) -> None:
    def shuffled(values: tuple[object, ...]) -> tuple[object, ...]:
        mixed = list(values)
        dice.shuffle(mixed)
        return tuple(mixed)

    new = {
        one.uid: replace(
            one,
            **{
                field: shuffled(getattr(one, field))
                for field in ("names", "programmes", "births", "identifiers", "addresses")
            },
        )
        for one in shuffled(tuple(old.values()))
    }
    assert diff(old, new) == ListDiff()


@settings(deadline=None)
@given(STATES, st.sampled_from(["BELARUS", "BELARUS-EO14038"]))
def test_a_programme_renamed_within_the_subject_puts_nobody_on_or_off(
    old: dict[str, ListEntry], tag: str
) -> None:
    new = {
        uid: replace(one, programmes=tuple("BELARUS-EO15000" if p == tag else p for p in one.programmes))
        for uid, one in old.items()
    }
    assert {change.kind for change in list_changes(diff(old, new), GLOBS)} <= {ChangeKind.AMENDMENT}


@settings(deadline=None)
@given(st.integers(5, 40), st.sampled_from(["BELARUS-EO15000", "EASTERN-EUROPE"]))
def test_a_programme_renamed_for_all_is_one_renaming_and_no_news_about_anybody(
    bearers: int, successor: str
) -> None:
    old = state(*(entry(str(uid), f"COMPANY {uid}", "BELARUS-EO", "SDGT") for uid in range(bearers)))
    new = state(*(entry(str(uid), f"COMPANY {uid}", successor, "SDGT") for uid in range(bearers)))
    found = diff(old, new)
    assert found.renamed_programmes == (ProgrammeRenaming("BELARUS-EO", successor, bearers),)
    assert len(found.changed) == bearers
    assert list_changes(found, GLOBS) == ()
    told = renamed_out_of_subject(found, GLOBS)
    assert bool(told) == (successor == "EASTERN-EUROPE")


@pytest.mark.parametrize(
    ("moved", "bearers", "is_renaming"),
    [(5, 5, True), (4, 4, False), (9, 10, True), (8, 10, False), (5, 100, False)],
)
def test_a_few_entries_that_move_are_not_the_renaming_of_a_programme(
    moved: int, bearers: int, is_renaming: bool
) -> None:
    old = state(*(entry(str(uid), "X", "BELARUS-EO") for uid in range(bearers)))
    new = old | state(*(entry(str(uid), "X", "BELARUS-EO14038") for uid in range(moved)))
    assert bool(diff(old, new).renamed_programmes) == is_renaming


def test_entries_that_the_caller_left_out_still_bear_their_programme() -> None:
    old = state(*(entry(str(uid), "X", "BELARUS-EO") for uid in range(6)))
    new = state(*(entry(str(uid), "X", "BELARUS-EO14038") for uid in range(6)))
    assert diff(old, new).renamed_programmes
    assert not diff(old, new, unchanged_tags={"BELARUS-EO": 100}).renamed_programmes


def test_moving_into_a_programme_that_was_there_before_is_no_renaming() -> None:
    moves = [("BELARUS", "RUSSIA-EO14024")] * 6
    assert not find_renamings(moves, {"BELARUS": 6, "RUSSIA-EO14024": 3000}, {"RUSSIA-EO14024": 3006})
    assert find_renamings(moves, {"BELARUS": 6}, {"RUSSIA-EO14024": 6})


@pytest.mark.parametrize(
    ("before", "after", "is_only_links"),
    [
        (
            "Aircraft Model IL-76TD; Linked To: JSC TRANSAVIAEXPORT AIRLINES.",
            "Aircraft Model IL-76TD; Linked To: OTKRYTOYE AKTSIONERNOYE OBSCHESTVO TAE AVIA.",
            True,
        ),
        (
            "See the directives.; (Linked To: SBERBANK OF RUSSIA)",
            "See the directives.; (Linked To: PUBLIC JOINT STOCK COMPANY SBERBANK OF RUSSIA)",
            True,
        ),
        ("Linked To: A; Linked To: B.", "Linked To: A.", False),
        ("Aircraft Model IL-76TD; Linked To: A.", "Aircraft Model IL-76; Linked To: B.", False),
    ],
)
def test_the_new_name_of_a_linked_entry_is_no_news_about_this_one(
    before: str, after: str, is_only_links: bool
) -> None:
    old, new = replace(AIRCRAFT, remarks=before), replace(AIRCRAFT, remarks=after)
    (change,) = diff(state(old), state(new)).changed
    assert change.only_links == is_only_links
    assert bool(list_changes(diff(state(old), state(new)), GLOBS)) != is_only_links


def test_links_are_also_seen_among_the_identifiers() -> None:
    tax = Identifier("Tax ID No.", "52-2083095", "United States")
    old = replace(POTASH, identifiers=(tax, Identifier("Linked To", "BPC")))
    renamed = replace(POTASH, identifiers=(Identifier("Linked To", "BELARUSIAN POTASH COMPANY"), tax))
    freed = replace(POTASH, identifiers=(tax,))
    assert diff(state(old), state(renamed)).changed[0].only_links
    assert not diff(state(old), state(freed)).changed[0].only_links


def test_a_link_and_a_programme_that_change_together_are_more_than_a_link() -> None:
    new = replace(AIRCRAFT, remarks="Aircraft Model B737; Linked To: BELAVIA.", programmes=("BELARUS",))
    (change,) = diff(state(AIRCRAFT), state(new)).changed
    assert list(change.changes) == ["programmes", "remarks"]
    assert not change.only_links


def test_white_space_and_empty_fields_are_no_change() -> None:
    new = replace(
        BELAVIA,
        name=f" {BELAVIA.name.replace(' ', '  ')}\n",
        addresses=(Address("14a  Nemiga Street", "Minsk", "", "220004", "Belarus"),),
        remarks="Target Type\tState-Owned Enterprise. ",
    )
    assert diff(state(BELAVIA), state(new)) == ListDiff()


def test_another_format_or_reader_says_only_who_is_listed_and_under_what() -> None:
    other = replace(
        BELAVIA, kind=EntryKind.VESSEL, name="BELAVIA", names=(), addresses=(), remarks=None, listed_on=None
    )
    assert diff(state(BELAVIA), state(other), rebased=True) == ListDiff()
    moved = replace(other, programmes=("RUSSIA-EO14024",))
    (change,) = diff(state(BELAVIA), state(moved), rebased=True).changed
    assert change.changes == {"programmes": (["BELARUS-EO14038"], ["RUSSIA-EO14024"])}
    assert diff(state(BELAVIA), {}, rebased=True).removed == (BELAVIA,)


def test_only_the_programmes_asked_for_are_left() -> None:
    moved = replace(LUKASHENKA, programmes=("SDGT",))
    found = diff(state(LUKASHENKA, BANK, POTASH), state(moved, AIRCRAFT, replace(BANK, name="VTB")))
    kept = restrict(found, ["belarus*"])
    assert [one.uid for one in kept.added] == [AIRCRAFT.uid]
    assert [one.uid for one in kept.removed] == [POTASH.uid]
    assert [change.new.uid for change in kept.changed] == [LUKASHENKA.uid]


def test_the_json_of_an_entry_has_these_keys_in_this_order() -> None:
    shown = json.loads(json.dumps(entry_json(BELAVIA)))
    assert list(shown) == ["list", "uid", "kind", "name", "names", "programmes", "births",
                           "identifiers", "addresses", "remarks", "listed_on", "delisted_on"]  # fmt: skip
    assert shown["kind"] == "entity"
    assert shown["listed_on"] == "2023-08-09"
    assert shown["names"][2] == {
        "name": "ААТ БЕЛАВІЯ",
        "type": "aka",
        "language": "be",
        "script": "Cyrl",
        "weak": False,
    }
    assert shown["addresses"] == [
        {
            "street": "14a Nemiga Street",
            "city": "Minsk",
            "region": None,
            "postcode": "220004",
            "country": "Belarus",
        }
    ]
    assert entry_json(LUKASHENKA)["births"][0] == {  # type: ignore[index]
        "date": "1954-08-30",
        "text": "30 Aug 1954",
        "place": "Kopys, Vitebsk Oblast, Belarus",
    }


def test_the_json_of_a_difference_is_one_object() -> None:
    found = diff(state(BELAVIA, LUKASHENKA), state(replace(LUKASHENKA, name="LUKASHENKO, A."), POTASH))
    assert json.loads(json.dumps(diff_json(found, None))) == {
        "added": [
            {
                "uid": "32746",
                "name": "BELARUSKALI OAO",
                "kind": "entity",
                "programmes": ["BELARUS-EO14038"],
            }
        ],
        "removed": [
            {
                "uid": "44541",
                "name": BELAVIA.name,
                "kind": "entity",
                "programmes": ["BELARUS-EO14038"],
            }
        ],
        "changed": [
            {
                "uid": "9760",
                "name": "LUKASHENKO, A.",
                "changes": {"name": {"old": LUKASHENKA.name, "new": "LUKASHENKO, A."}},
            }
        ],
        "renamed_programmes": [],
        "held": None,
    }
    assert diff_json(ListDiff(), "the end mark is missing")["held"] == "the end mark is missing"
