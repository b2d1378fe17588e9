"""What was given for what, where a source says so; and what only falls on the same days."""

from __future__ import annotations

import pytest
from linking import KALI, SOUTH, WINGS, announced, freed, linked, pairs, relief, says

from tracker.model import CountClaim, CountRelation, Development, LinkKind, Record

EXCHANGED, COINCIDES = LinkKind.EXCHANGED_FOR, LinkKind.COINCIDES_WITH

FREED = freed("f", "2025-09-11", "US", count=52)
EASED = relief("e", "2025-09-11", "Wings of Nowhere")
BOTH = "Belarus freed 52 prisoners in exchange for relief from US sanctions on Wings of Nowhere."


def exchanged(developments: list[Development], *records: Record) -> set[tuple[str, str]]:
    return pairs(linked(developments, records), EXCHANGED)


def test_a_sentence_of_both_ties_them_and_is_kept() -> None:
    found = linked([FREED, EASED], [says(FREED, BOTH), says(EASED, BOTH)])
    assert set(found) == {(EXCHANGED, "f", "e")}
    link = found[EXCHANGED, "f", "e"]
    assert (link.quote, link.record, link.days) == (BOTH, "r-e", 0)
    assert link.reason == "a source says that the one was given for the other"


def test_a_sentence_about_the_one_finds_the_other_within_two_weeks() -> None:
    later = relief("e", "2025-09-25", "Wings of Nowhere")
    assert exchanged([FREED, later], says(FREED, BOTH)) == {("f", "e")}
    too_late = relief("e", "2025-09-26", "Wings of Nowhere")
    assert exchanged([FREED, too_late], says(FREED, BOTH)) == set()


def test_relief_can_come_before_the_release_that_it_was_given_for() -> None:
    before = relief("e", "2025-09-09", KALI)
    quote = "Washington lifted sanctions on Northern Kali in exchange for the release of 52 people."
    found = linked([FREED, before], [says(before, quote)])
    assert found[EXCHANGED, "e", "f"].days == 2


@pytest.mark.parametrize(
    "quote",
    [
        "Belarus freed 52 prisoners on Thursday, and the US lifted sanctions on Wings of Nowhere.",
        "Belarus freed 52 prisoners, but not in exchange for relief from US sanctions.",
        "Minsk denied that 52 people were freed in exchange for relief from US sanctions.",
        "Belarus freed 52 prisoners; others could be freed in exchange for relief from US sanctions.",
        "Did Belarus free 52 prisoners in exchange for relief from US sanctions?",
    ],
)
def test_without_a_source_that_says_it_they_only_coincide(quote: str) -> None:
    found = linked([FREED, EASED], [says(FREED, quote), says(EASED, quote)])
    assert set(found) == {(COINCIDES, "f", "e")}
    link = found[COINCIDES, "f", "e"]
    assert (link.quote, link.record) == (None, None)
    assert link.reason == "only their days agree: release and relief by US"


def test_a_denial_is_told_beside_the_claim() -> None:
    ties = (FREED.ties[0], *freed("g", "2025-09-11").ties)
    told = freed("f", "2025-09-11", "US", count=52, ties=ties)
    denial = says(told, "There was no deal behind the release, Minsk said.", name="r-g", page=2)
    found = linked([told, EASED], [says(told, BOTH), denial])
    assert found[EXCHANGED, "f", "e"].reason == (
        "a source says that the one was given for the other; another says that it was not"
    )


def test_what_the_page_told_before_is_what_was_given_for() -> None:
    first = says(FREED, "Belarus freed 52 prisoners on Thursday.", at=10)
    answer = "In return, the United States lifted sanctions on Wings of Nowhere."
    assert exchanged([FREED, EASED], first, says(EASED, answer, at=90)) == {("f", "e")}
    assert exchanged([FREED, EASED], first, says(EASED, answer, at=5)) == set()
    assert exchanged([FREED, EASED], first, says(EASED, answer, at=90, page=2)) == set()


def test_an_answer_to_another_relief_is_no_exchange() -> None:
    other = relief("o", "2025-09-11", KALI)
    told = [
        says(FREED, "Belarus freed 52 prisoners on Thursday.", at=10),
        says(other, "The US lifted sanctions on Northern Kali.", at=60),
        says(EASED, "In return, the United States lifted sanctions on Wings of Nowhere.", at=120),
    ]
    assert exchanged([FREED, other, EASED], *told) == set()


def test_another_authority_s_relief_is_not_what_was_meant() -> None:
    brussels = relief("e", "2025-09-11", "Wings of Nowhere", authority="EU")
    assert exchanged([freed("f", "2025-09-11", count=52), brussels], says(FREED, BOTH)) == set()
    assert exchanged([FREED, brussels], says(FREED, BOTH)) == set()


def test_where_nobody_says_with_whom_there_is_no_exchange() -> None:
    alone = freed("f", "2025-09-11", count=52)
    quote = "52 prisoners were freed in exchange for an easing of sanctions."
    assert exchanged([alone, EASED], says(alone, quote)) == set()


def test_of_two_reliefs_the_one_that_the_sentence_names_was_given() -> None:
    potash = relief("p", "2025-09-11", KALI)
    air = relief("e", "2025-09-12", WINGS)
    assert exchanged([FREED, air, potash], says(FREED, BOTH)) == {("f", "e")}
    quote = "Belarus freed 52 prisoners in exchange for US sanctions relief for potash."
    assert exchanged([FREED, air, potash], says(FREED, quote)) == {("f", "p")}


def test_a_relief_for_something_else_was_not_given_for_it() -> None:
    quote = "Belarus freed 52 prisoners in exchange for US sanctions relief for potash."
    assert exchanged([FREED, EASED], says(FREED, quote)) == set()


def test_a_release_of_another_number_was_not_meant() -> None:
    quote = "The US lifted sanctions on Wings of Nowhere in exchange for the release of 123 prisoners."
    assert exchanged([FREED, EASED], says(EASED, quote)) == set()
    disputed = freed(
        "f",
        "2025-09-11",
        "US",
        count=52,
        counts=(CountClaim(123, CountRelation.TOTAL, ("r-f",), voices=1, is_official=False),),
    )
    assert exchanged([disputed, EASED], says(EASED, quote)) == {("f", "e")}


def test_between_one_before_and_one_after_nobody_guesses() -> None:
    before, after = relief("b", "2025-09-09", KALI), relief("a", "2025-09-13", SOUTH)
    quote = "Belarus freed 52 prisoners in exchange for an easing of US sanctions."
    assert exchanged([FREED, before, after], says(FREED, quote)) == set()


def test_the_surest_source_is_quoted() -> None:
    ties = (FREED.ties[0], *freed("g", "2025-09-11").ties)
    told = freed("f", "2025-09-11", "US", count=52, ties=ties)
    other = BOTH.replace("Belarus", "Minsk")
    for records in ([says(told, BOTH), says(told, other, name="r-g", page=2)],) * 2:
        assert linked([told, EASED], reversed(records))[EXCHANGED, "f", "e"].record == "r-f"


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        (
            "ru",
            "В обмен на снятие санкций с «Wings of Nowhere» Минск освободил 52 узника, заявили США.",
        ),
        ("be", "У абмен на зняцце санкцый з «Wings of Nowhere» Мінск вызваліў 52 палітвязняў, заявілі ЗША."),
        ("be", "U abmien na źniaćcie sankcyj Minsk vyzvaliŭ 52 palitviaźniaŭ, zajavili ŭ ZŠA."),
    ],
)
def test_every_language_can_say_it(language: str, quote: str) -> None:
    assert exchanged([FREED, EASED], says(FREED, quote, language=language)) == {("f", "e")}


# --- only the days


def test_the_nearest_relief_coincides_and_no_other() -> None:
    near, far = relief("n", "2025-09-13", KALI), relief("x", "2025-09-16", SOUTH)
    assert pairs(linked([FREED, near, far]), COINCIDES) == {("f", "n")}


def test_a_week_apart_is_no_coincidence_any_more() -> None:
    assert pairs(linked([FREED, relief("e", "2025-09-18", KALI)]), COINCIDES) == {("f", "e")}
    assert pairs(linked([FREED, relief("e", "2025-09-19", KALI)]), COINCIDES) == set()


def test_each_authority_has_its_own_nearest_where_no_counterpart_is_known() -> None:
    alone = freed("f", "2025-09-11")
    brussels = relief("b", "2025-09-15", KALI, authority="EU")
    washington = relief("w", "2025-09-12", KALI)
    assert pairs(linked([alone, brussels, washington]), COINCIDES) == {("f", "b"), ("f", "w")}
    assert pairs(linked([FREED, brussels, washington]), COINCIDES) == {("f", "w")}


@pytest.mark.parametrize(
    "release",
    [
        freed("f", "2025-09-11", "US", kind="term_end"),
        freed("f", "2025-09-11", "VA"),
    ],
    ids=["a term that ended", "another counterpart"],
)
def test_some_releases_coincide_with_nothing(release: Development) -> None:
    assert pairs(linked([release, EASED]), COINCIDES) == set()


def test_relief_that_is_announced_on_the_day_coincides_too() -> None:
    assert pairs(linked([FREED, announced("a", "2025-09-11", sector="potash")]), COINCIDES) == {("f", "a")}


def test_what_is_exchanged_does_not_also_coincide_and_another_of_the_day_does() -> None:
    other = relief("p", "2025-09-11", KALI)
    found = linked([FREED, EASED, other], [says(FREED, BOTH)])
    assert set(found) == {(EXCHANGED, "f", "e"), (COINCIDES, "f", "p")}
