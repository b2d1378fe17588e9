"""Which entries of different lists are taken for one target. Everybody here is invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import (
    Birth,
    EntryKey,
    EntryKind,
    EntryName,
    EntryTie,
    Identifier,
    ListEntry,
    TieStanding,
)
from tracker.resolve.ties import ByHand, groups_of, tie

US, EU, UK, CA = "us_ofac_sdn", "eu_fsf", "uk_sanctions", "ca_sema"


def person(
    where: str,
    uid: str,
    *names: str,
    born: tuple[str, ...] = (),
    gender: str | None = None,
    number: str | None = None,
) -> ListEntry:
    said = [Identifier("Gender", gender)] if gender else []
    said += [Identifier("Passport", number)] if number else []
    return _entry(where, uid, EntryKind.INDIVIDUAL, names, born, said)


def company(where: str, uid: str, *names: str, number: str | None = None) -> ListEntry:
    said = [Identifier("Registration Number", number)] if number else []
    return _entry(where, uid, EntryKind.ENTITY, names, (), said)


def _entry(
    where: str,
    uid: str,
    kind: EntryKind,
    names: tuple[str, ...],
    born: tuple[str, ...],
    said: list[Identifier],
) -> ListEntry:
    name, *others = names
    return ListEntry(
        list=where,
        uid=uid,
        kind=kind,
        name=name,
        names=tuple(EntryName(other) for other in others),
        programmes=("BELARUS",),
        births=tuple(Birth(day, day) for day in born),
        identifiers=tuple(said),
        listed_on=date(2022, 6, 3),
    )


def sure(*entries: ListEntry, by_hand: ByHand | None = None) -> list[set[str]]:
    """The groups of more than one, each by its uids."""
    ties = tie(entries, by_hand) if by_hand else tie(entries)
    return sorted(({key.uid for key in group} for group in groups_of(ties)), key=sorted)


def doubtful(*entries: ListEntry, by_hand: ByHand | None = None) -> list[EntryTie]:
    ties = tie(entries, by_hand) if by_hand else tie(entries)
    return [one for one in ties if one.standing is TieStanding.DOUBTFUL]


HUSBAND = person(US, "1", "ZHARKOVICH, Viktar Piatrovich", born=("1961-04-02",))
SAME_MAN = person(EU, "2", "Viktor Petrovich ZHARKOVICH", "Виктор Петрович ЖАРКОВИЧ", born=("1961-04-02",))


def test_one_man_in_three_scripts_and_orders_is_one_target() -> None:
    british = person(UK, "3", "Zharkovich, Viktor Petrovich")
    belarusian = person(CA, "4", "Жарковіч Віктар Пятровіч")
    assert sure(HUSBAND, SAME_MAN, british, belarusian) == [{"1", "2", "3", "4"}]


def test_a_wife_is_not_her_husband() -> None:
    wife = person(EU, "2", "Viktoria Petrovna ZHARKOVICH", born=("1961-04-02",))
    assert tie([HUSBAND, wife]) == ()


def test_who_is_said_to_be_a_woman_is_not_a_man_of_that_name() -> None:
    one = person(US, "1", "MAROZ, Sasha Ivanovich", gender="Male")
    other = person(EU, "2", "Sasha Ivanovich MAROZ", gender="Female")
    assert tie([one, other]) == ()


def test_a_son_of_his_father_s_name_is_told_by_the_year() -> None:
    son = person(EU, "2", "Viktor Petrovich ZHARKOVICH", born=("1990",))
    assert tie([HUSBAND, son]) == ()


def test_a_year_that_is_one_off_is_for_a_person_to_judge() -> None:
    (left,) = doubtful(HUSBAND, person(EU, "2", "Viktor Petrovich ZHARKOVICH", born=("1962-04-02",)))
    assert "one apart" in left.reason


def test_one_of_several_dates_of_birth_is_enough() -> None:
    unsure = person(EU, "2", "Viktor ZHARKOVICH", born=("1970-01-01", "1961-04-02"))
    assert sure(HUSBAND, unsure) == [{"1", "2"}]


def test_a_number_ties_names_that_say_little() -> None:
    one = person(US, "1", "ZHARKOVICH, V.P.", number="MP 7700112")
    other = person(EU, "2", "Viktor Petrovich ZHARKOVICH", number="МР7700112")
    (found,) = tie([one, other])
    assert (found.standing, "MP7700112" in found.reason) == (TieStanding.SURE, True)


def test_a_branch_with_its_parent_s_number_is_left_to_a_person() -> None:
    parent = company(US, "1", "ZARNITSA CHEMICALS OAO", number="590000411")
    branch = company(EU, "2", "Fibre Works of Kamenka", number="590000411")
    (left,) = doubtful(parent, branch)
    assert "other names" in left.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ZARNITSA OAO", "Open Joint Stock Company “Zarnitsa”"),
        ("ZVZP (Zarnitsa Wheel Plant)", "ZARNITSA WHEEL PLANT JSC"),
        ("OOO VETRALINIYA", "ООО «Ветралиния»"),
    ],
)
def test_a_company_keeps_its_name_in_other_legal_forms(one: str, other: str) -> None:
    assert sure(company(US, "1", one), company(EU, "2", other)) == [{"1", "2"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ZARNITSA BANK", "ZARNITSA TRACTOR WORKS"),
        ("REPAIR PLANT 140", "REPAIR PLANT 558"),
        ("Vetrabank ZAO (Belarus)", "Vetraline ZAO (Belarus)"),
    ],
)
def test_companies_with_words_in_common_are_not_one(one: str, other: str) -> None:
    assert sure(company(US, "1", one), company(EU, "2", other)) == []


def test_a_company_is_no_person_who_gave_it_the_name() -> None:
    assert tie([HUSBAND, company(EU, "2", "Viktor Zharkovich")]) == ()


def test_a_name_that_the_list_calls_weak_ties_nobody() -> None:
    weak = ListEntry(
        US, "1", EntryKind.ENTITY, "ALPHA ONE", (EntryName("ZARNITSA", weak=True),), ("BELARUS",)
    )
    assert tie([weak, company(EU, "2", "Zarnitsa")]) == ()


def test_two_namesakes_of_one_list_are_both_left_to_a_person() -> None:
    short = person(US, "1", "ZHARKOVICH, Viktar")
    elder = person(EU, "2", "Viktor Petrovich ZHARKOVICH")
    younger = person(EU, "3", "Viktor Ivanovich ZHARKOVICH")
    assert sure(short, elder, younger) == []
    assert {one.other.uid for one in doubtful(elder, short, younger)} == {"1"}


def test_a_namesake_is_no_rival_of_who_is_born_on_the_same_day() -> None:
    namesake = person(EU, "3", "Viktor ZHARKOVICH")
    assert sure(HUSBAND, SAME_MAN, namesake) == [{"1", "2"}]


def test_another_s_name_among_somebody_s_ties_nobody_by_itself() -> None:
    official = person(EU, "1", "Piotr Adamovich VETRAU", "Пётр Адамович ВЕТРОВ")
    clerk = person(UK, "2", "KAMENKA, Alena Vasileuna", "Каменко Елена Васильевна", "Пётр Адамович ВЕТРОВ")
    himself = person(UK, "3", "VETRAU, Piotr Adamavich")
    assert sure(official, clerk, himself) == [{"1", "3"}]
    (left,) = doubtful(official, clerk)
    assert "few of the names fit" in left.reason


def test_a_list_that_shows_that_it_has_the_target_twice_has_both_tied() -> None:
    again = person(EU, "3", "Viktor Petrovich ZHARKOVICH", born=("1961-04-02",))
    assert sure(HUSBAND, SAME_MAN, again) == [{"1", "2", "3"}]


def test_who_comes_back_under_another_key_is_found_under_both() -> None:
    before, since = (company(CA, uid, "Zarnitsa") for uid in ("old", "new"))
    ties = tie([company(US, "1", "ZARNITSA OAO"), before, since], gone=frozenset({EntryKey(CA, "old")}))
    assert [{key.uid for key in group} for group in groups_of(ties)] == [{"1", "old", "new"}]


def test_what_a_person_parted_is_not_one_and_not_asked_again() -> None:
    apart = ByHand(apart=frozenset({(EntryKey(EU, "2"), EntryKey(US, "1"))}))
    assert tie([HUSBAND, SAME_MAN], apart) == ()


def test_what_a_person_parted_is_not_joined_by_way_of_a_third() -> None:
    british = person(UK, "3", "Zharkovich, Viktor Petrovich", born=("1961-04-02",))
    apart = ByHand(apart=frozenset({(EntryKey(EU, "2"), EntryKey(US, "1"))}))
    assert all({"1", "2"} - group for group in sure(HUSBAND, SAME_MAN, british, by_hand=apart))


def test_what_a_person_tied_is_one_whatever_it_is_called() -> None:
    one, other = company(US, "1", "ZARNITSA OAO"), company(EU, "2", "Fibre Works of Kamenka")
    together = ByHand(together=frozenset({(EntryKey(EU, "2"), EntryKey(US, "1"))}))
    assert sure(one, other, by_hand=together) == [{"1", "2"}]


def test_of_what_a_person_tied_by_way_of_a_third_nothing_joins_what_was_parted() -> None:
    keys = [EntryKey(CA, "8"), EntryKey(EU, "2"), EntryKey(US, "1")]
    names = ("Zarnitsa", "Fibre Works of Kamenka", "Vetraline")
    entries = [company(key.list, key.uid, name) for key, name in zip(keys, names, strict=True)]
    ruled = ByHand(
        together=frozenset({(keys[0], keys[1]), (keys[1], keys[2])}), apart=frozenset({(keys[0], keys[2])})
    )
    assert all({"8", "1"} - group for group in sure(*entries, by_hand=ruled))


SOME = (
    HUSBAND,
    SAME_MAN,
    person(UK, "3", "Zharkovich, Viktor Petrovich"),
    person(EU, "4", "Viktor ZHARKOVICH"),
    person(CA, "5", "Zharkovich, Viktor"),
    person(US, "6", "ZHARKOVICH, Viktar Ivanavich", born=("1990",)),
    company(US, "7", "ZARNITSA OAO"),
    company(CA, "8", "Zarnitsa"),
    company(CA, "9", "Zarnitsa JSC"),
    company(EU, "10", "Zarnitsa Holding"),
)


@given(st.permutations(SOME))
def test_the_order_in_which_entries_come_makes_no_difference(entries: list[ListEntry]) -> None:
    assert tie(entries) == tie(SOME)


@given(st.lists(st.sampled_from(SOME), unique=True))
def test_nobody_is_tied_with_two_of_one_list_who_are_not_one(entries: list[ListEntry]) -> None:
    for group in groups_of(tie(entries)):
        lists = [key.list for key in group]
        assert len(lists) == len(set(lists))
