"""OFAC's recent actions: entries under the subject's tags alone, and a licence is no delisting."""

from __future__ import annotations

from datetime import date

import pytest

from noticed import ofac_page, read
from tracker.model import Action, EntryKind, Reason

REMOVED = "The following deletions have been made to OFAC's SDN List:"
ADDED = "The following entities have been added to OFAC's SDN List:"
CHANGED = "The following changes have been made to OFAC's SDN List:"
POTASH = (
    "SAMPLE POTASH (a.k.a. SAMPLKALI (Cyrillic: САМПЛКАЛИ)), 1 Sample St., Minsk, Belarus [BELARUS-EO14038]."
)
PERSON = (
    "INVENTED, Ivan Ivanovich (Cyrillic: ВЫДУМАННЫЙ, Иван) (a.k.a. INVENTSKI, Ivan), Minsk, Belarus; "
    "DOB 01 Jan 1901; Gender Male; Passport XX0000000 (Belarus) (individual) [BELARUS]."
)
ELSEWHERE = "OTHER TRADING LLC, 2 Sample St., Nowhere [RUSSIA-EO14024]."


def acts(document: object) -> list[tuple[Action | None, tuple[str, ...], str | None]]:
    found = read("us_ofac", document)  # type: ignore[arg-type]
    return [(one.action, one.targets, one.instrument) for one in found.records]


def test_who_stands_under_deletions_was_taken_off_the_list() -> None:
    (one,) = read("us_ofac", ofac_page("Belarus-related Designation Removal", REMOVED, POTASH)).records
    assert (one.action, one.targets, one.on) == (Action.DELIST, ("SAMPLE POTASH",), date(2031, 3, 5))
    assert one.noticed is not None
    assert one.noticed.programmes == ("BELARUS-EO14038",)
    assert one.noticed.kinds == (("SAMPLE POTASH", EntryKind.ENTITY),)
    assert one.quote == REMOVED


def test_a_page_of_one_list_of_lines_gives_each_its_own_heading() -> None:
    page = ofac_page(
        "Belarus-related Designations; Belarus-related Designation Removal",
        f"{ADDED}\nNEW SAMPLE PLANT JSC, Minsk, Belarus [BELARUS-EO14038].\n{REMOVED}\n{POTASH}",
    )
    assert acts(page) == [
        (Action.DESIGNATE, ("NEW SAMPLE PLANT JSC",), None),
        (Action.DELIST, ("SAMPLE POTASH",), None),
    ]


def test_entries_of_other_programmes_are_none_of_ours() -> None:
    page = ofac_page("Russia-related Designation Removal", REMOVED, ELSEWHERE)
    assert read("us_ofac", page).records == ()
    assert read("us_ofac", page).rejected == ()


def test_nothing_of_a_person_but_the_name_and_the_tag_is_kept() -> None:
    (one,) = read("us_ofac", ofac_page("Belarus-related Designation Removal", REMOVED, PERSON)).records
    assert one.targets == ("INVENTED, Ivan Ivanovich",)
    assert one.noticed is not None
    assert one.noticed.kinds == (("INVENTED, Ivan Ivanovich", EntryKind.INDIVIDUAL),)
    assert [text for _, text in one.noticed.passages] == ["INVENTED, Ivan Ivanovich"]
    assert "1901" not in repr(one)


def test_each_set_of_tags_is_a_record_of_its_own() -> None:
    page = ofac_page("Belarus-related Designations Removals", REMOVED, POTASH, PERSON)
    assert [one.noticed.programmes for one in read("us_ofac", page).records if one.noticed] == [
        ("BELARUS-EO14038",),
        ("BELARUS",),
    ]


def test_the_second_action_of_a_day_is_of_that_day() -> None:
    page = ofac_page("Belarus-related Designation Removal", REMOVED, POTASH, day="20310306_33")
    assert [one.on for one in read("us_ofac", page).records] == [date(2031, 3, 6)]


def test_an_aircraft_and_a_company_in_the_form_of_the_list_keep_their_names() -> None:
    page = ofac_page(
        "Belarus-related Designations Removals",
        REMOVED,
        "EW-000XX; Aircraft Model B737; Aircraft Manufacturer's Serial Number (MSN) 00000; Aircraft Tail "
        "Number EW-000XX (aircraft) [BELARUS-EO14038] (Linked To: SAMPLE AIRLINES).",
        "SAMPLE TRADE USA, INC., 3 Sample Ave., Nowhere, United States [BELARUS].",
    )
    assert [one.targets for one in read("us_ofac", page).records] == [
        ("EW-000XX",),
        ("SAMPLE TRADE USA, INC",),
    ]


def test_a_change_of_an_entry_is_neither_a_designation_nor_a_delisting() -> None:
    old = "SAMPLE POTASH, 1 Sample St., Minsk, Belarus [BELARUS-EO14038]."
    page = ofac_page("Belarus-related Designation Update", CHANGED, f"{old} -to- {POTASH}")
    assert read("us_ofac", page).records == ()


def test_a_tag_that_an_entry_lost_is_relief_while_it_stays_listed() -> None:
    change = (
        "SAMPLE POTASH, Minsk [BELARUS-EO14038] [RUSSIA-EO14024]. -to- SAMPLE POTASH, Minsk [RUSSIA-EO14024]."
    )
    assert acts(ofac_page("Belarus-related Designation Update", CHANGED, change)) == [
        (Action.EASE, ("SAMPLE POTASH",), None)
    ]


def test_who_was_deleted_and_put_on_again_on_one_page_is_told_both() -> None:
    page = ofac_page("Belarus-related Designations Removals and Designations", REMOVED, POTASH, ADDED, POTASH)
    assert [action for action, _, _ in acts(page)] == [Action.DELIST, Action.DESIGNATE]


def test_under_a_heading_of_two_kinds_nobody_is_delisted() -> None:
    both = (
        "In addition, the following entities have been added to, and the following deletions have been made "
        "to OFAC's SDN List:"
    )
    found = read("us_ofac", ofac_page("Belarus-related Designation Removal", both, POTASH))
    assert found.records == ()
    assert {one.reason for one in found.rejected} == {Reason.UNCLEAR}


def test_an_entry_without_a_heading_is_for_a_person_to_read() -> None:
    found = read("us_ofac", ofac_page("Belarus-related Designation Removal", POTASH))
    assert found.records == ()
    assert [one.quote for one in found.rejected] == ["SAMPLE POTASH", "Belarus-related Designation Removal"]


def test_a_title_that_promises_removals_of_a_page_without_any_is_for_a_person_to_read() -> None:
    found = read("us_ofac", ofac_page("Belarus-related Designations Removals", "The names follow as a PDF."))
    assert [(one.quote, one.reason) for one in found.rejected] == [
        ("Belarus-related Designations Removals", Reason.UNCLEAR)
    ]


def test_what_ofac_says_behind_the_entries_is_no_entry() -> None:
    page = ofac_page(
        "Belarus-related Designation Removal; Issuance of Belarus-related General License",
        REMOVED,
        POTASH,
        "Today, OFAC is also issuing Belarus General License 98, “Authorizing Transactions Involving "
        "Sample Airlines and Certain Blocked Aircraft”.",
    )
    assert acts(page) == [
        (Action.DELIST, ("SAMPLE POTASH",), None),
        (Action.LICENCE, ("Sample Airlines",), "General License 98"),
    ]


@pytest.mark.parametrize(
    ("sentence", "action", "instrument"),
    [
        ("OFAC is issuing Belarus General License 98.", Action.LICENCE, "General License 98"),
        ("OFAC has published Belarus-related General License 98-A.", Action.LICENCE, "General License 98A"),
        ("OFAC is revoking Belarus General License 98.", Action.EXPIRE, "General License 98"),
        ("Belarus General License 98 expired today.", Action.EXPIRE, "General License 98"),
        (
            "OFAC is issuing Belarus General License 98A, which replaces and supersedes General License 98.",
            Action.LICENCE,
            "General License 98A",
        ),
    ],
)
def test_a_licence_is_issued_amended_or_ended(sentence: str, action: Action, instrument: str) -> None:
    page = ofac_page("Belarus-related Actions", sentence)
    assert [(one, number) for one, _, number in acts(page)] == [(action, instrument)]


def test_a_licence_without_a_verb_takes_it_from_the_title() -> None:
    name = (
        "Belarus General License 98, “Authorizing Transactions Involving Sample Potash, Sample Trade, and "
        "Sample Air”"
    )
    issued = ofac_page("Issuance of Belarus-related General License", name)
    ended = ofac_page("Expiration of Belarus-related General License", name)
    assert acts(issued) == [
        (Action.LICENCE, ("Sample Potash", "Sample Trade", "Sample Air"), "General License 98")
    ]
    assert acts(ended) == [(Action.EXPIRE, (), "General License 98")]


def test_a_licence_says_until_when_it_permits() -> None:
    page = ofac_page(
        "Issuance of Belarus-related General License",
        "OFAC is issuing Belarus General License 98, which authorizes the wind down of transactions "
        "through 12:01 a.m. eastern daylight time, June 3, 2031.",
    )
    assert [one.valid_until for one in read("us_ofac", page).records] == [date(2031, 6, 3)]


def test_a_question_about_a_licence_is_no_licence() -> None:
    page = ofac_page(
        "Publication of Belarus-related Frequently Asked Question",
        "OFAC is publishing one Frequently Asked Question regarding Belarus General License 98.",
    )
    assert read("us_ofac", page).records == ()
    assert read("us_ofac", page).rejected == ()


def test_a_licence_of_another_programme_is_none_of_ours() -> None:
    page = ofac_page("Issuance of Cuba-related General License", "OFAC is issuing Cuba General License 98.")
    assert read("us_ofac", page).records == ()


def test_a_directive_that_is_revoked_is_relief_of_no_list() -> None:
    page = ofac_page("Revocation of Directive 1 under Executive Order 14038 (Belarus)", "See the notice.")
    assert acts(page) == [(Action.EASE, (), "Directive 1")]


def test_a_hostile_page_takes_no_time() -> None:
    page = ofac_page(
        "Belarus-related Designations Removals", REMOVED, "A (" * 20_000 + "[BELARUS]", "a,b" * 9_000
    )
    assert read("us_ofac", page).records == ()


def test_a_change_is_read_however_its_two_forms_are_broken_into_lines() -> None:
    old, new = "SAMPLE POTASH, Minsk [BELARUS-EO14038] [SDGT].", "SAMPLE POTASH, Minsk [SDGT]."
    for lines in ((f"{old} -to- {new}",), (old, "-to-", new), (f"{old} -to-", new), (old, f"-to- {new}")):
        page = ofac_page("Belarus-related Designation Update", CHANGED, *lines)
        assert acts(page) == [(Action.EASE, ("SAMPLE POTASH",), None)], lines


def test_an_entry_that_begins_in_the_middle_names_nobody() -> None:
    page = ofac_page(
        "Belarus-related Designation Removal", REMOVED, "SAMPLE POTASH,", "220000 Minsk [BELARUS]."
    )
    found = read("us_ofac", page)
    assert found.records == ()
    assert {one.reason for one in found.rejected} == {Reason.UNCLEAR}


def test_labels_among_the_entries_are_no_names() -> None:
    page = ofac_page("Belarus-related Designations Removals", REMOVED, "ENTITIES", POTASH, "AIRCRAFT", PERSON)
    assert [one.targets for one in read("us_ofac", page).records] == [
        ("SAMPLE POTASH",),
        ("INVENTED, Ivan Ivanovich",),
    ]
