"""The demo with its press: what pages tell comes out of the ordinary stages, and of nothing else.

What a page says less, more or otherwise is seen in what is told, and in that alone.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pressed import Walked, in_short, rewritten, walk, without
from tracker.demo.press import Press
from tracker.demo.press_folder import load_press, shipped_press
from tracker.model import Action, Effect, LinkKind, Origin, RecordType, Relation, Status
from tracker.report.digest import Correction
from tracker.report.shown import DevelopmentView

GOLDEN = Path(__file__).parent / "golden" / "told.txt"


@pytest.fixture(scope="module")
def press() -> Press:
    return load_press(shipped_press())


@pytest.fixture(scope="module")
def whole(press: Press, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """The shipped demo, lists and press, walked to its end."""
    return walk(press, tmp_path_factory.mktemp("whole") / "demo.db", lists=True)


@pytest.fixture(scope="module")
def alone(press: Press, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """The press alone."""
    return walk(press, tmp_path_factory.mktemp("alone") / "demo.db")


def the(walked: Walked, day: date, kind: RecordType, action: Action | None = None) -> DevelopmentView:
    (found,) = (one for one in walked.views if (one.sort_day, one.type, one.action) == (day, kind, action))
    return found


def corrections(walked: Walked) -> list[Correction]:
    return [one for step in walked.steps for one in step.told.corrections]


def test_the_story_is_told_as_it_is_written_down(whole: Walked) -> None:
    """With TRACKER_REWRITE_GOLDEN=1 the file is written anew: read the diff."""
    lines: list[str] = []
    for step in whole.steps:
        told = step.told
        lines.append(f"{step.step.at.date()}")
        lines += sorted(f"  corrected: {one.said} -> {one.truth}" for one in told.corrections)
        lines += sorted(f"  new: {in_short(one.view)}" for one in told.new)
        lines += sorted(f"  changed: {in_short(one.view)}" for one in told.changed)
    found = "\n".join(lines) + "\n"
    if os.environ.get("TRACKER_REWRITE_GOLDEN"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_it_holds_of_everything_one_at_least(whole: Walked) -> None:
    assert {one.relation for one in whole.views} == set(Relation)
    effects = {question.effect for one in whole.views for question in one.questions}
    assert effects == {Effect.MOVES, Effect.ANSWERS}
    assert {one.type for one in whole.views} == set(RecordType)
    assert {one.status for one in whole.views} == set(Status)


def test_another_number_than_the_article_s_by_two_publishers_corrects_it(whole: Walked) -> None:
    (view,) = (one for one in whole.views if one.relation is Relation.CORRECTS)
    assert [(one.claim, one.said, one.found) for one in view.corrections] == [("R2", "3", "4")]


def test_who_was_freed_is_named_where_two_publishers_name_them_and_only_there(whole: Walked) -> None:
    librarian = the(whole, date(2026, 1, 27), RecordType.RELEASE)
    assert librarian.people == ("Mikita Prydumanets",)
    women = [one for one in whole.views if one.sort_day == date(2026, 5, 25)]
    assert [(one.people, one.people_withheld) for one in women if one.status is Status.ACTUAL] == [((), 1)]


def test_relief_for_potash_is_a_ladder_of_three_steps(whole: Walked) -> None:
    delisted = the(whole, date(2026, 3, 26), RecordType.SANCTION, Action.DELIST)
    (ladder,) = delisted.ladders
    assert [rung.days for rung in ladder.rungs] == [None, 2, 101]


def test_a_release_is_exchanged_for_relief_in_the_words_of_a_page(whole: Walked) -> None:
    release = the(whole, date(2025, 9, 11), RecordType.RELEASE)
    (exchange,) = (one for one in release.links if one.kind is LinkKind.EXCHANGED_FOR)
    assert exchange.quote is not None
    assert "in exchange for relief" in exchange.quote


def test_a_number_that_a_page_puts_right_is_a_correction_of_what_was_told(whole: Walked) -> None:
    (correction,) = whole.on(date(2025, 12, 15)).told.corrections
    assert correction.said_on == date(2025, 12, 13)
    assert correction.said.startswith("120 people")
    assert correction.truth.startswith("123 people")


def test_what_rested_on_a_page_that_was_taken_down_is_taken_back(whole: Walked) -> None:
    (correction,) = whole.on(date(2026, 3, 20)).told.corrections
    assert correction.said_on == date(2026, 2, 2)
    assert correction.now is None
    assert not [one for one in whole.views if one.sort_day == date(2026, 2, 2)]


def test_three_pages_with_the_text_of_one_agency_and_one_of_its_own_are_two_voices(whole: Walked) -> None:
    ukrainians = the(whole, date(2025, 11, 22), RecordType.RELEASE)
    assert (len(ukrainians.publishers), ukrainians.voices) == (3, 2)


def test_numbers_that_contradict_one_another_are_both_shown(whole: Walked) -> None:
    release = the(whole, date(2025, 9, 11), RecordType.RELEASE)
    assert release.facts.count == 52
    assert release.conflict is not None
    assert "53" in release.conflict


def test_two_releases_on_one_page_stay_two(whole: Walked) -> None:
    days = [date(2026, 1, 27), date(2026, 1, 29)]
    assert [the(whole, day, RecordType.RELEASE).facts.count for day in days] == [1, 3]


def test_announced_is_told_apart_from_done(whole: Walked) -> None:
    women = [one for one in whole.views if one.sort_day == date(2026, 5, 25)]
    assert sorted(one.status for one in women) == [Status.ACTUAL, Status.ANNOUNCED]


def test_rumours_calls_and_denials_are_read_and_tell_nothing(whole: Walked) -> None:
    seen = {line.address for view in whole.views for line in view.evidence}
    for ending in ("sluhi", "zaklik", "nobody-released"):
        assert not [address for address in seen if address and address.endswith(ending)]


def test_whatever_rests_on_a_page_says_that_it_is_written_for_the_demo(whole: Walked) -> None:
    for view in whole.views:
        for line in view.evidence:
            is_ours = line.document is not None
            assert (line.origin is Origin.DEMO) == is_ours
            assert (".invalid/" in (line.address or "")) == is_ours
        if any(line.origin is Origin.DEMO for line in view.evidence):
            assert view.origin_text


def test_what_pages_tell_is_told_without_the_lists_as_well(whole: Walked, alone: Walked) -> None:
    assert {one.id for one in whole.views if not one.list} < {one.id for one in alone.views}
    assert not [one for one in alone.views if one.list]


def test_without_its_only_page_a_development_is_missing_and_no_other(
    press: Press, alone: Walked, tmp_path: Path
) -> None:
    less = walk(without(press, "2025-07-03-szasnaccac"), tmp_path / "demo.db")
    (gone,) = set(alone.lines) - set(less.lines)
    assert "on 2 July 2025" in gone
    assert set(less.lines) < set(alone.lines)


def test_without_one_of_its_pages_a_development_has_a_voice_less(
    press: Press, alone: Walked, tmp_path: Path
) -> None:
    less = walk(without(press, "2026-03-20-dzviescie-piacdziasiat"), tmp_path / "demo.db")
    (before,), (after,) = set(alone.lines) - set(less.lines), set(less.lines) - set(alone.lines)
    assert before.replace("2 voices", "1 voices").split("; ")[:5] == after.split("; ")[:5]


def test_what_a_page_denies_is_not_told(press: Press, alone: Walked, tmp_path: Path) -> None:
    denied = rewritten(
        press,
        "2026-05-25-devyat-zhenshchin",
        ("вышли на свободу девять женщин", "так и не вышли на свободу девять женщин"),
        ("Девять женщин вышли на свободу", "Девять женщин не вышли на свободу"),
    )
    less = walk(denied, tmp_path / "demo.db")
    (gone,) = set(alone.lines) - set(less.lines)
    assert "on 25 May 2026" in gone
    assert "release actual" in gone
    assert set(less.lines) < set(alone.lines)


def test_a_page_that_was_never_put_right_is_never_corrected(
    press: Press, alone: Walked, tmp_path: Path
) -> None:
    only = without(press, "2025-12-14-sto-dvaccac-try")
    wrong = replace(
        only,
        pages=tuple(
            replace(page, versions=page.versions[:1]) if page.url.endswith("prisoners-freed-potash") else page
            for page in only.pages
        ),
    )
    walked = walk(wrong, tmp_path / "demo.db")
    assert the(walked, date(2025, 12, 13), RecordType.RELEASE).facts.count == 120
    corrected = [
        len([one for step in each.steps for one in step.told.corrections]) for each in (alone, walked)
    ]
    assert corrected == [2, 1]


def test_the_order_in_which_publishers_are_visited_makes_no_difference(
    press: Press, alone: Walked, tmp_path: Path
) -> None:
    names = {one.name: f"demo_{number:02}" for number, one in enumerate(reversed(press.sources))}
    other = replace(
        press,
        sources=tuple(replace(one, name=names[one.name]) for one in reversed(press.sources)),
        pages=tuple(replace(page, source=names[page.source]) for page in reversed(press.pages)),
    )
    assert walk(other, tmp_path / "demo.db").lines == alone.lines


def test_a_walk_that_was_broken_off_ends_as_one_that_was_not(
    press: Press, alone: Walked, tmp_path: Path
) -> None:
    """Though the server has another port then: what pages say goes by their own addresses."""
    database = tmp_path / "demo.db"
    first = walk(press, database, most=4)
    rest = walk(press, database)
    assert [one.number for one in first.steps + rest.steps] == [one.number for one in alone.steps]
    assert {one.id for one in rest.views} == {one.id for one in alone.views}
    assert rest.lines == alone.lines
