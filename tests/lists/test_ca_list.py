"""Canada's list: two sets of tags, no ids, and schedules that are numbered anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformatted import rewritten
from tracker.errors import UnreadableList
from tracker.extract.list_compare import compare_files
from tracker.extract.list_diff import diff
from tracker.extract.list_moves import under_new_keys
from tracker.model import Birth, EntryKind, EntryName, Identifier, ListDiff
from tracker.read.lists import format_of, open_list
from tracker.read.lists.ca_sema.keys import schedule_of
from tracker.text.globs import matching

FOLDER = Path(__file__).parent / "ca_sema"
OLD = (FOLDER / "invented_2026-08-22.xml").read_bytes()
NEW = (FOLDER / "invented_2026-08-25.xml").read_bytes()
EACH = pytest.mark.parametrize("whole", [OLD, NEW], ids=["before the renaming", "since"])
BELARUS = ("Belarus*",)


def opened(whole: bytes, **how):
    return open_list({"main": BytesIO(whole)}, **how)


def entries(whole: bytes):
    return {entry.uid: entry for entry in opened(whole).entries()}


def named(whole: bytes):
    return {entry.name: entry for entry in opened(whole).entries() if entry.programmes == ("Belarus",)}


@EACH
def test_each_set_of_tags_gives_the_same_nine_targets(whole):
    outline = opened(whole).outline
    assert format_of(BytesIO(whole)) == "ca_sema"
    assert (outline.list, outline.published_on, outline.declared, outline.faults) == (
        "ca_sema",
        None,
        None,
        (),
    )
    assert len(outline.cuts) == 9
    assert set(named(whole)) == {
        "Prykladau, Vasil Ivanavich",
        "Zrazok, Yanina",
        "Vymysel, Pavel Petrovich",
        "Vydumka, Oleg",
        "Example & Sons Plant",
        "Invented Potash",
    }


def test_the_renaming_of_all_tags_changes_nobody():
    assert compare_files(opened(OLD), opened(NEW)) == (ListDiff(), None)


@EACH
def test_a_person_is_read_with_aliases_in_their_languages_and_with_each_birth(whole):
    one = named(whole)["Prykladau, Vasil Ivanavich"]
    assert one.names == (
        EntryName("Vasily Ivanovich PRIKLADOV", script="Latn"),
        EntryName("Васіль Iванавіч ПРЫКЛАДАЎ", language="be", script="Cyrl"),
        EntryName("Василий Иванович Прикладов", language="ru", script="Cyrl"),
    )
    assert one.births == (Birth("1962-05-04", "1962-05-04"), Birth("1963", "1963"))
    assert one.listed_on == date(2020, 9, 28)


def test_a_birth_that_is_no_single_date_stays_in_the_list_s_words():
    assert named(NEW)["Vymysel, Pavel Petrovich"].births == (Birth(None, "born in the early 1970s"),)


def test_a_comma_before_a_legal_form_parts_no_alias():
    one = named(NEW)["Example & Sons Plant"]
    assert [name.name for name in one.names] == ['Завод "Прыклад", ААТ', "Example Works, Ltd."]


def test_a_ship_has_a_type_and_a_year_and_is_not_born():
    ship = next(entry for entry in entries(NEW).values() if entry.kind is EntryKind.VESSEL)
    assert (ship.name, ship.births, ship.programmes) == ("Invented Star", (), ("Russia",))
    assert set(ship.identifiers) == {
        Identifier("Schedule", "1.1"),
        Identifier("Item", "1"),
        Identifier("Ship Type", "Oil Tanker"),
        Identifier("Ship Build Date", "2001"),
        Identifier("Ship IMO Number", "0000000"),
    }


@EACH
def test_only_who_stands_under_the_belarus_regulations_is_looked_at(whole):
    file = opened(whole, programmes=BELARUS)
    wanted = {uid for uid, entry in entries(whole).items() if matching(entry.programmes, BELARUS)}
    assert file.candidates == wanted
    assert len(wanted) == 6


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1, Part 1", "1, Part 1"),
        ("1,Part 3", "1, Part 3"),
        (" 1 \t,  PART 1.1 ", "1, Part 1.1"),
        ("1 Part 2", "1, Part 2"),
        ("1.1", "1.1"),
        ("N/A", None),
        ("", None),
        ("Annex B", "Annex B"),
    ],
)
def test_a_schedule_has_one_spelling(written, read):
    assert schedule_of(written) == read


@EACH
def test_the_cut_by_bytes_and_the_full_parse_give_the_same_keys(whole):
    cut = opened(whole, programmes=BELARUS)
    walked = opened(whole.replace(b"<record>", b"<!-- not plain --><record>", 1), programmes=BELARUS)
    assert list(cut.outline.cuts) == list(walked.outline.cuts)
    assert cut.candidates == walked.candidates
    assert list(cut.entries()) == list(walked.entries())
    for uid in cut.outline.cuts:
        assert cut.quote(uid).encode() in whole


@settings(max_examples=30, deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.sampled_from([OLD, NEW]),
    st.sampled_from([None, "", "  ", "\t"]),
    st.booleans(),
)
def test_the_file_written_anew_is_no_change(random, whole, indent, prefix):
    shuffled = frozenset({"data-set", "record"})
    other = rewritten(whole, random, shuffled=shuffled, indent=indent, prefix=prefix)
    assert compare_files(opened(OLD), opened(other)) == (ListDiff(), None)


class TestAScheduleNumberedAnew:
    """Invented people of one schedule; the same name may stand twice in it."""

    @staticmethod
    def written(people) -> bytes:
        records = "".join(
            f"<record><Country-Pays>Belarus / Bélarus</Country-Pays><LastName-NomDeFamille>{last}"
            f"</LastName-NomDeFamille><Schedule-Annexe>1, Part 1</Schedule-Annexe><Item-NumeroDarticle>{item}"
            f"</Item-NumeroDarticle><DateOfListing-DateDinscription>{listed}</DateOfListing-DateDinscription></record>"
            for item, (last, listed) in enumerate(people, 1)
        )
        return f"<data-set>{records}</data-set>".encode()

    def changes(self, before, after):
        old, new = opened(self.written(before)), opened(self.written(after))
        there = {entry.uid: entry for entry in new.entries()}
        found = diff(under_new_keys({entry.uid: entry for entry in old.entries()}, there, new.moves), there)
        return (
            sorted(entry.name for entry in found.removed),
            sorted(entry.name for entry in found.added),
            {name for change in found.changed for name in change.changes},
        )

    PEOPLE = tuple((f"Person{word}", "2020-09-28") for word in ("Adna", "Dzve", "Try", "Catyry", "Piac"))

    def test_who_goes_is_told_and_not_the_last_of_the_schedule(self):
        gone = self.changes(self.PEOPLE, self.PEOPLE[:1] + self.PEOPLE[2:])
        assert gone == (["PersonDzve"], [], {"identifiers"})

    def test_a_spelling_put_right_is_no_delisting(self):
        after = (("Persona Adna", "2020-09-28"), *self.PEOPLE[1:])
        assert self.changes(self.PEOPLE, after) == ([], [], {"name"})

    def test_a_spelling_put_right_while_all_is_numbered_anew_is_no_delisting(self):
        after = (("Newcomer", "2026-11-01"), *self.PEOPLE[:4], ("PersonPiats", "2020-09-28"))
        assert self.changes(self.PEOPLE, after) == ([], ["Newcomer"], {"identifiers", "name"})

    def test_another_in_the_place_of_one_who_went_is_a_delisting_and_a_designation(self):
        after = (("Zusim Inshy", "2026-11-01"), *self.PEOPLE[1:])
        assert self.changes(self.PEOPLE, after) == (["PersonAdna"], ["Zusim Inshy"], set())

    def test_another_of_the_same_day_in_the_place_of_one_who_went_is_another(self):
        after = (("Zusim Inshy", "2020-09-28"), *self.PEOPLE[1:])
        assert self.changes(self.PEOPLE, after) == (["PersonAdna"], ["Zusim Inshy"], set())

    def test_one_taken_off_and_put_on_again_in_one_amendment_was_never_off(self):
        after = (*self.PEOPLE[1:], ("PersonAdna", "2026-11-01"))
        assert self.changes(self.PEOPLE, after) == ([], [], {"identifiers", "listed_on"})

    def test_of_two_namesakes_one_can_go(self):
        both = (*self.PEOPLE, ("PersonAdna", "2023-04-05"))
        assert self.changes(both, both[1:]) == (["PersonAdna"], [], {"identifiers"})

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_whoever_goes_and_however_the_rest_is_numbered_just_they_are_told(self, data):
        name = st.text("abcdefgh", min_size=8, max_size=12)
        person = st.tuples(name, st.sampled_from(["2020-09-28", "2021-12-02"]))
        people = data.draw(st.lists(person, min_size=2, max_size=12, unique_by=lambda one: one[0]))
        stay = data.draw(st.lists(st.sampled_from(people), unique=True, min_size=1))
        removed, added, _ = self.changes(people, stay)
        assert removed == sorted(name for name, _ in set(people) - set(stay))
        assert added == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"<Item>1<", b"<Rank>9</Rank><Item>1<", "unread field 'Rank' ('9')"),
        (b"<Item>1</Item>", b"", "'item' is missing"),
        (b"<Country>Belarus / B\xc3\xa9larus</Country>", b"", "'country' is missing"),
        (b"<Item>1<", b"<Item><b>1</b></Item><Item>1<", "stands twice"),
        (b"<Item>1<", b'<Item kind="x">1<', "unread field kind='x'"),
        (b"<Item>1<", b"<EntityOrShip>Works</EntityOrShip><Item>1<", "both a person's name"),
        (b"<DateOfListing>2020-09-28", b"<DateOfListing>28 Sept 2020", "'28 Sept 2020' is not a day"),
    ],
)  # fmt: skip
def test_what_the_reader_does_not_know_speaks_up(old, new, told):
    assert old in OLD
    damaged = opened(OLD.replace(old, new, 1), programmes=BELARUS)
    with pytest.raises(UnreadableList, match=r"^ca_sema uid ") as refused:
        list(damaged.entries(damaged.candidates))
    assert told in str(refused.value)


def test_a_renaming_that_the_reader_does_not_know_gives_no_empty_records():
    with pytest.raises(UnreadableList, match="no list"):
        opened(NEW.replace(b"Country-Pays", b"Regulations-Reglement"))
    renamed = opened(NEW.replace(b"LastName-NomDeFamille", b"Surname-NomDeFamille"))
    with pytest.raises(UnreadableList, match="unread field 'Surname-NomDeFamille'"):
        list(renamed.entries())


def test_any_table_in_the_same_wrapping_is_no_list():
    with pytest.raises(UnreadableList, match="no list"):
        opened(b"<data-set><record><Price>1</Price></record></data-set>")


@EACH
@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_list_that_was_cut_says_so(whole, share):
    assert "the end mark is missing" in opened(whole[: int(len(whole) * share)]).outline.faults


def test_a_record_that_stands_twice_is_a_fault():
    first = NEW[NEW.index(b"<record>") : NEW.index(b"</record>") + 9]
    (fault,) = opened(NEW.replace(first, first * 2)).outline.faults
    assert fault.startswith("uid Belarus 1/1:1 ")
    assert fault.endswith(" stands twice")


def test_moving_an_entry_changes_its_key_and_nothing_else():
    there = entries(NEW)
    moved = {f"{uid}x": replace(entry, uid=f"{uid}x") for uid, entry in there.items()}
    assert under_new_keys(there, moved, None) == there
    assert under_new_keys(there, moved, lambda gone, come: {uid: f"{uid}x" for uid in gone}) == moved
