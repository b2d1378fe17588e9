"""An official notice and the list change that follows: tied over days, and missed where one does not come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from linking import KALI, SOUTH, WINGS, linked, pairs, relief, says

from tracker.model import Action, DateBasis, Development, LinkKind, Record, When
from tracker.resolve.links import link
from tracker.resolve.unanswered import Looks, Missing, unanswered

SHOWN = LinkKind.SHOWN_BY


def official(text: str) -> When:
    return When(DateBasis.OFFICIAL, on=date.fromisoformat(text))


def act(
    name: str, on: str, *targets: str, action: Action = Action.AMEND, authority: str = "EU"
) -> Development:
    return relief(name, official(on), *targets, action=action, authority=authority)


def states(development: Development, rule: str = "notice.eu_act.implementing") -> Record:
    return replace(says(development, "Invented act"), rule=rule)


def eu_list(name: str, on: str, *, action: Action = Action.DELIST) -> Development:
    return relief(name, on, replace(WINGS, list="eu_fsf"), action=action, authority="EU")


ACT = act("n", "2031-03-03")


def test_an_act_that_does_not_say_what_it_does_is_shown_by_the_list_days_later() -> None:
    change = eu_list("c", "2031-03-08")
    found = linked([ACT, change], [states(ACT)])
    assert pairs(found, SHOWN) == {("n", "c")}
    assert found[SHOWN, "n", "c"].days == 5
    assert "does not say what it changes" in found[SHOWN, "n", "c"].reason


@pytest.mark.parametrize(
    "other",
    [
        eu_list("c", "2031-03-20"),
        eu_list("c", "2031-02-20"),
        relief("c", "2031-03-04", WINGS, authority="UK"),
        act("c", "2031-03-04", action=Action.DELIST),
    ],
)
def test_too_late_too_early_another_authority_or_no_list_is_not_its_change(other: Development) -> None:
    assert pairs(linked([ACT, other], [states(ACT)]), SHOWN) == set()


def test_a_removal_that_names_others_is_not_what_the_list_shows() -> None:
    notice = act("n", "2031-03-03", KALI.name, action=Action.DELIST, authority="US")
    rule = "notice.us_ofac.deletions"
    mine, others = relief("c", "2031-03-09", KALI), relief("o", "2031-03-09", SOUTH)
    assert pairs(linked([notice, mine, others], [states(notice, rule)]), SHOWN) == {("n", "c")}


def test_what_the_press_says_of_a_removal_is_no_notice() -> None:
    told = relief("n", "2031-03-03", action=Action.DELIST, authority="EU")
    assert pairs(linked([told, eu_list("c", "2031-03-08")], [says(told, "Invented")]), SHOWN) == set()


def test_a_licence_is_shown_by_no_list() -> None:
    licence = act("n", "2031-03-03", KALI.name, action=Action.LICENCE, authority="US")
    found = linked([licence, relief("c", "2031-03-05", KALI)], [states(licence, "notice.us_ofac.licence")])
    assert pairs(found, SHOWN) == set()


def test_a_change_goes_to_the_nearest_notice_in_whatever_order_they_came() -> None:
    early, late, change = act("a", "2031-03-01"), act("b", "2031-03-07"), eu_list("c", "2031-03-08")
    records = {one.id: one for one in (states(early), states(late))}
    found = {
        tuple((one.kind, one.earlier, one.later) for one in link(order, records))
        for order in permutations((early, late, change))
    }
    assert found == {((SHOWN, "b", "c"),)}


def at(*days: str) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC) for day in days)


def missing(
    development: Development, rule: str | None, looks: Looks, *others: Development
) -> tuple[Missing, str] | None:
    records = [states(development, rule)] if rule else []
    links = link((development, *others), {one.id: one for one in records})
    found = unanswered(development, records, links, looks)
    return None if found is None else (found.missing, f"{found.since:%Y-%m-%d}")


IMPLEMENTING = "notice.eu_act.implementing"


def test_a_notice_is_missed_by_the_first_look_after_ten_days() -> None:
    looks = Looks(lists={"EU": at("2031-03-02", "2031-03-13", "2031-03-14", "2031-03-20")})
    assert missing(ACT, IMPLEMENTING, looks) == (Missing.LIST_CHANGE, "2031-03-14")


@pytest.mark.parametrize(
    ("rule", "looks", "others"),
    [
        (IMPLEMENTING, Looks(lists={"EU": at("2031-03-02", "2031-03-13")}), ()),
        (IMPLEMENTING, Looks(), ()),
        (IMPLEMENTING, Looks(lists={"EU": at("2031-03-09", "2031-03-20")}), ()),
        ("notice.eu_act.amending", Looks(lists={"EU": at("2031-03-02", "2031-03-20")}), ()),
        (IMPLEMENTING, Looks(lists={"EU": at("2031-03-02", "2031-03-20")}), (eu_list("c", "2031-03-08"),)),
    ],
    ids=["too soon", "no list", "the list was read later", "not of names", "the list followed"],
)
def test_nothing_is_missed_that_cannot_be_known(
    rule: str, looks: Looks, others: tuple[Development, ...]
) -> None:
    assert missing(ACT, rule, looks, *others) is None


CHANGE = eu_list("c", "2031-03-08")
READ = Looks(notices={"EU": at("2031-03-09", "2031-03-19")})


def test_a_list_change_that_no_notice_announced_is_missed_where_notices_were_read() -> None:
    assert missing(CHANGE, None, READ) == (Missing.NOTICE, "2031-03-19")
    assert missing(CHANGE, None, Looks()) is None
    assert missing(CHANGE, None, Looks(notices={"EU": at("2031-03-25")})) is None
    assert missing(CHANGE, None, Looks(notices={"EU": at("2031-03-09", "2031-03-18")})) is None


def test_a_list_change_with_its_notice_misses_nothing() -> None:
    assert missing(CHANGE, IMPLEMENTING, READ) is None
    links = link((ACT, CHANGE), {one.id: one for one in [states(ACT)]})
    assert unanswered(CHANGE, [], links, READ) is None


def test_of_a_change_between_two_looks_far_apart_no_notice_is_missed() -> None:
    seen = When(DateBasis.OBSERVED, after=date(2031, 2, 1), by=date(2031, 3, 8))
    assert missing(replace(CHANGE, when=seen), None, READ) is None
    near = When(DateBasis.OBSERVED, after=date(2031, 3, 6), by=date(2031, 3, 8))
    assert missing(replace(CHANGE, when=near), None, READ) == (Missing.NOTICE, "2031-03-19")
