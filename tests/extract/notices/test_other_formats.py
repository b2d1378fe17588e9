"""The programme's page, the Federal Register, acts of the EU, notes of the UK, Canada and Switzerland."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from noticed import entry_of, read
from tracker.extract.notices import Before
from tracker.model import Action, Document, Reason

PROGRAMME = "https://ofac.treasury.gov/sanctions-programs-and-country-information/belarus-sanctions"
LINE_98 = "General License 98 - Authorizing Transactions Involving Sample Potash (December 05, 2030)"
LINE_99 = "General License 99 - Authorizing Official Business (August 09, 2029)"


def programme_page(*lines: str) -> Document:
    text = "\n\n".join(("Belarus Sanctions", "General Licenses", *lines))
    return Document(PROGRAMME, "Belarus Sanctions", text, "en")


def test_each_line_of_the_programmes_page_is_a_licence_of_its_own_day() -> None:
    found = read("us_ofac_programme", programme_page(LINE_98, LINE_99)).records
    assert [(one.action, one.instrument, one.on, one.targets) for one in found] == [
        (Action.LICENCE, "General License 98", date(2030, 12, 5), ("Sample Potash",)),
        (Action.LICENCE, "General License 99", date(2029, 8, 9), ()),
    ]


def test_a_line_that_is_gone_is_a_licence_that_ended_between_two_looks() -> None:
    before = Before(programme_page(LINE_98, LINE_99), date(2031, 3, 1), date(2031, 3, 2))
    found = read("us_ofac_programme", programme_page(LINE_99), before=before).records
    ended = [one for one in found if one.action is Action.EXPIRE]
    assert [(one.instrument, one.on) for one in ended] == [("General License 98", date(2031, 3, 2))]
    assert ended[0].noticed is not None
    assert ended[0].noticed.after == date(2031, 3, 1)


def test_a_page_without_any_licence_says_of_none_that_it_ended() -> None:
    before = Before(programme_page(LINE_98), date(2031, 3, 1), date(2031, 3, 2))
    found = read("us_ofac_programme", programme_page(), before=before)
    assert found.records == ()
    assert [one.reason for one in found.rejected] == [Reason.UNCLEAR]


FR = "https://www.federalregister.gov/documents/2031/03/02/2031-00001/publication"


def test_a_licence_that_is_printed_months_later_is_dated_by_its_issue() -> None:
    text = (
        "OFAC is publishing a general license (GL) under the Belarus Sanctions Regulations: GL 98. "
        "Publication of a web general license. GL 98 was issued on November 4, 2030. See SUPPLEMENTARY "
        "INFORMATION for additional relevant dates. Signed: Effective: Document 2031-00001, 99 FR 1"
    )
    title = "Publication of a Belarus Sanctions Regulations Web General License"
    (one,) = read("us_fr", entry_of(FR, text, title, date(2031, 3, 2))).records
    assert (one.action, one.instrument, one.on, one.agency) == (
        Action.LICENCE,
        "General License 98",
        date(2030, 11, 4),
        "OFAC",
    )


def test_several_licences_are_printed_together() -> None:
    text = (
        "OFAC publishes three general licenses (GLs): GLs 96, 97 and 97-A. GL 96 was issued on June 3, 2030; "
        "GLs 97 and 97-A were issued on July 4, 2030. Signed: Effective: Document 2031-00002, "
    )
    title = "Publication of Belarus Sanctions Regulations Web General Licenses 96, 97 and 97A"
    found = read("us_fr", entry_of(FR, text, title, date(2031, 3, 2))).records
    assert [(one.instrument, one.on) for one in found] == [
        ("General License 96", date(2030, 6, 3)),
        ("General License 97", date(2030, 7, 4)),
        ("General License 97A", date(2030, 7, 4)),
    ]


def test_a_printed_licence_without_its_day_is_no_new_act() -> None:
    title = "Publication of a Belarus Sanctions Regulations Web General License"
    found = read(
        "us_fr", entry_of(FR, "OFAC is publishing GL 98. Signed: Effective:", title, date(2031, 3, 2))
    )
    assert found.records == ()
    assert [one.reason for one in found.rejected] == [Reason.UNCLEAR]


def test_the_emergency_is_continued_on_the_day_of_signing() -> None:
    title = "Continuation of the National Emergency With Respect to Belarus"
    text = "Notice of June 9, 2031. Signed: 2031-06-09 Effective: Document 2031-00003, "
    (one,) = read("us_fr", entry_of(FR, text, title, date(2031, 6, 11))).records
    assert (one.action, one.on, one.agency) == (Action.EXTEND, date(2031, 6, 9), "President")


def eu(title: str, force: str = "2031-03-05") -> Document:
    text = f"CELEX 32031R0098; date of document 2031-03-03; in force from {force}"
    return entry_of("http://publications.europa.eu/resource/celex/32031R0098", text, title, date(2031, 3, 3))


IMPLEMENTING = (
    "Council Implementing Regulation (EU) 2031/98 of 3 March 2031 implementing Article 8a of Regulation (EC) "
    "No 765/2006 concerning restrictive measures in view of the situation in Belarus"
)


def test_an_act_of_the_eu_does_not_say_whether_it_adds_or_removes() -> None:
    (one,) = read("eu_act", eu(IMPLEMENTING), authority="EU").records
    assert (one.action, one.instrument) == (Action.AMEND, "Implementing Regulation (EU) 2031/98")
    assert (one.on, one.in_force) == (date(2031, 3, 3), date(2031, 3, 5))
    assert one.rule == "notice.eu_act.implementing"


@pytest.mark.parametrize(
    "words", ["extending Decision 2012/642/CFSP", "amending Decision 2012/642/CFSP until 28 February 2032"]
)
def test_a_title_that_prolongs_says_so(words: str) -> None:
    title = f"Council Decision (CFSP) 2031/97 of 26 February 2031 {words} concerning Belarus"
    (one,) = read("eu_act", eu(title), authority="EU").records
    assert (one.action, one.instrument) == (Action.EXTEND, "Decision (CFSP) 2031/97")
    assert one.valid_until == (date(2032, 2, 28) if "until" in words else None)


def test_an_act_on_another_regulation_and_a_corrigendum_are_no_news() -> None:
    russia = "Council Regulation (EU) 2031/96 amending Regulation (EU) No 833/2014, Russia and Belarus"
    for title in (russia, f"Corrigendum to {IMPLEMENTING}"):
        assert read("eu_act", eu(title), authority="EU").records == ()


def test_an_act_of_the_commission_changes_no_names() -> None:
    title = (
        "Commission Implementing Regulation (EU) 2031/95 of 3 March 2031 amending Regulation (EC) No 765/2006"
    )
    (one,) = read("eu_act", eu(f"{title}, Belarus"), authority="EU").records
    assert (one.rule, one.agency) == ("notice.eu_act.amending", "Commission")


def test_an_act_without_a_day_of_force_is_told_all_the_same() -> None:
    assert [one.in_force for one in read("eu_act", eu(IMPLEMENTING, ""), authority="EU").records] == [None]


def uk(note: str) -> Document:
    return entry_of("https://www.gov.uk/list?noted=1", note, published=date(2031, 3, 5))


@pytest.mark.parametrize(
    ("note", "actions"),
    [
        ("The UK Sanctions List was updated: 2 removals under the Belarus regime", [Action.DELIST]),
        ("3 additions and 1 removal under the Belarus sanctions regime.", [Action.DESIGNATE, Action.DELIST]),
        ("12 additions under the Russia regime. 1 addition under the Belarus regime.", [Action.DESIGNATE]),
        ("5 variations under the Belarus regime", []),
        ("12 additions under the Russia regime", []),
        ("No removals under the Belarus regime; 4 variations", []),
    ],
)
def test_a_note_of_the_uk_list_counts_by_regime(note: str, actions: list[Action]) -> None:
    assert [one.action for one in read("gb_list", uk(note), authority="UK").records] == actions


def test_a_note_of_two_regimes_in_one_breath_is_for_a_person_to_read() -> None:
    found = read("gb_list", uk("7 removals under the Russia and Belarus regimes"), authority="UK")
    assert (found.records, [one.reason for one in found.rejected]) == ((), [Reason.UNCLEAR])


def test_regulations_of_canada_name_whom_they_add_and_whom_they_take_out() -> None:
    lines = (
        "Canada Gazette, Part II, Volume 199, Number 4",
        "SOR/2031-98 January 24, 2031",
        "1 Part 1 of Schedule 1 to the Special Economic Measures (Belarus) Regulations is amended by adding "
        "the following in numerical order:",
        "127 Ivan Ivanovich INVENTED (born on January 1, 1955) (also known as Ian INVENTED)",
        "128 Sample Potash",
        "2 Part 2 of Schedule 1 to the Regulations is amended by deleting the following:",
        "9 Sample Airlines",
        "Coming into Force",
        "3 These Regulations come into force on the day on which they are registered.",
    )
    title = "Regulations Amending the Special Economic Measures (Belarus) Regulations: SOR/2031-98"
    document = Document("https://gazette.gc.ca/x", title, "\n\n".join(lines), "en", date(2031, 2, 12))
    found = read("ca_gazette", document, authority="CA").records
    assert [(one.action, one.targets, one.instrument, one.on) for one in found] == [
        (Action.DESIGNATE, ("Ivan Ivanovich INVENTED", "Sample Potash"), "SOR/2031-98", date(2031, 1, 24)),
        (Action.DELIST, ("Sample Airlines",), "SOR/2031-98", date(2031, 1, 24)),
    ]


def test_a_swiss_notice_says_since_when_and_not_whom() -> None:
    text = (
        "Der Bundesrat hat die Verordnung über Massnahmen gegenüber Belarus (SR 946.231.116.9) geändert."
        "\n\nDie neuen Bestimmungen treten am 30. Oktober 2031 in Kraft."
    )
    document = Document("https://seco.example/x", "Belarus", text, None, date(2031, 10, 29))
    (one,) = read("ch_ordinance", document, authority="CH").records
    assert (one.action, one.in_force, one.instrument) == (
        Action.AMEND,
        date(2031, 10, 30),
        "SR 946.231.116.9",
    )


@pytest.mark.parametrize("name", ["us_fr", "eu_act", "gb_list", "ca_gazette", "ch_ordinance"])
def test_what_has_no_day_or_no_word_of_it_states_nothing(name: str) -> None:
    document = replace(eu("Something else altogether"), published=None)
    assert read(name, document).records == ()
