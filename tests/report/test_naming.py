"""Who is shown by name: the policy on people at risk, in every text of the view. All people are invented."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import SDN, baseline, midday
from tracker.extract.pages.listed import listed_names
from tracker.model import (
    Action,
    Comparison,
    DateBasis,
    Decision,
    DecisionKind,
    Details,
    Development,
    DevelopmentLink,
    Document,
    EntryKind,
    Evidence,
    EvidenceRole,
    Grade,
    LinkKind,
    ListEntry,
    Origin,
    Record,
    RecordType,
    Relation,
    Snapshot,
    Status,
    Target,
    Tie,
    When,
)
from tracker.report.citation import citation
from tracker.report.evidence_lines import Page
from tracker.report.lines import lines
from tracker.report.naming import KnownPeople, Listed
from tracker.report.shown import DevelopmentView
from tracker.report.view import Beside, ByHand, as_json, view
from tracker.resolve.saying import Saying

DAY = date(2025, 11, 20)
ALENA = "Alena Vydumanava"
PAVEL = "Pavel Nebylets"
QUOTE = "Freed were Alena Vydumanava and Pavel Nebylets, said Maryna Vydumanava, her sister."
# ALENA in other scripts, spellings and cases.
WRITTEN = (
    "Алена Выдуманава",
    "Алены Выдуманавай",
    "Елена Выдуманова",
    "Елену Выдуманову",
    "Еленой Выдумановой",
    "Helena Vydumanova",
    "VYDUMANAVA, Alena",
    "Vydumanava",
)
HERS = ("Vyduman", "VYDUMAN", "ydumanav", "Выдуман", "ыдуман")


def said(
    voice: str = "paper.example",
    *,
    names: tuple[str, ...] = (ALENA, PAVEL),
    sentence: str = QUOTE,
    is_official: bool = False,
    is_current: bool = True,
    address: str | None = None,
    targets: tuple[Target, ...] = (),
    officials: tuple[str, ...] = (),
    kind: RecordType = RecordType.RELEASE,
) -> Saying:
    number = sum(map(ord, voice))
    record = Record(
        id=f"r-{voice}",
        type=kind,
        status=Status.ACTUAL,
        source=voice,
        authority="US" if kind is RecordType.SANCTION else None,
        agency=None,
        when=When(DateBasis.STATED, on=DAY),
        rule="en.test",
        confidence=0.9,
        evidence=(
            Evidence(
                EvidenceRole.STATES,
                "a" * 64,
                midday(DAY),
                sentence,
                0,
                len(sentence),
                number,
                document=number,
            ),
        ),
        origin=Origin.LIVE,
        summary="release actual: BY, 2 people",
        action=Action.DELIST if kind is RecordType.SANCTION else None,
        targets=targets,
        details=Details(country="BY", count=2, names=names, officials=officials),
    )
    return Saying(
        record,
        voice=voice,
        is_official=is_official,
        is_current=is_current,
        address=address or f"https://{voice}/news/1",
    )


def shown(
    *sayings: Saying,
    known: KnownPeople | None = None,
    decisions: tuple[Decision, ...] = (),
    withdrawn: str | None = None,
    summary: str = "2 people freed",
) -> DevelopmentView:
    first = sayings[0].record
    names = tuple(dict.fromkeys(name for one in sayings for name in one.record.details.names))
    development = Development(
        id="d-1",
        type=first.type,
        status=Status.ACTUAL,
        action=first.action,
        authority=first.authority,
        agency=None,
        list=None,
        targets=first.targets,
        programmes=(),
        still_under=(),
        when=first.when,
        ties=tuple(Tie(one.id, 1.0, "the first record of it") for one in sayings),
        origin=Origin.LIVE,
        summary=summary,
        details=replace(first.details, names=names),
    )
    snapshots = {
        piece.snapshot or 0: Snapshot(
            one.record.source, "main", midday(DAY), str(one.address), str(one.address), 200, (), Grade.OK,
            id=piece.snapshot,
        )
        for one in sayings
        for piece in one.record.evidence
    }  # fmt: skip
    return view(
        development,
        [one.record for one in sayings],
        Comparison(Relation.NEW),
        baseline(),
        {},
        snapshots,
        sayings=sayings,
        known=known or KnownPeople(),
        by_hand=ByHand(decisions, withdrawn),
    )


def faces(one: DevelopmentView) -> str:
    """All that any face can show: command line, citation, JSON."""
    return "\n".join((*lines(one), citation(one), json.dumps(as_json(one), ensure_ascii=False), repr(one)))


def decided(kind: DecisionKind, note: str) -> Decision:
    return Decision(1, midday(DAY), kind, "d-1", note, "an editor")


class TestWhoIsNamed:
    def test_one_publisher_does_not_make_a_name_public(self) -> None:
        one = shown(said())
        assert not any(part in faces(one) for part in (*HERS, "Nebylets", "Maryna"))
        assert (one.people, one.people_withheld) == ((), 2)
        assert one.evidence[0].quote == (
            "Freed were [name withheld] and [name withheld], said [name withheld], her sister."
        )
        assert "freed: 2 people who are not named here" in faces(one)

    def test_two_independent_publishers_do(self) -> None:
        other = "Алена Выдуманава выйшла на волю, паведаміла сястра."
        one = shown(said(), said("radio.example", names=("Алена Выдуманава",), sentence=other))
        assert one.people == (ALENA, "Алена Выдуманава")
        assert one.people_withheld == 1
        assert "Nebylets" not in faces(one)
        assert other in faces(one)
        assert "1 more is not named here" in faces(one)

    def test_a_repost_is_no_second_publisher(self) -> None:
        assert "Vydumanava" not in faces(shown(said(), said("mirror.example")))

    def test_a_page_that_says_so_no_more_is_no_publisher(self) -> None:
        again = "Among them is Alena Vydumanava, as her lawyer told us by phone."
        gone = said("radio.example", sentence=again, is_current=False)
        assert "Vydumanava" not in faces(shown(said(), gone))
        assert "Alena Vydumanava" in faces(shown(said(), replace(gone, is_current=True)))

    def test_a_government_names_whom_it_names(self) -> None:
        one = shown(said("president.example", is_official=True))
        assert one.people == (ALENA, PAVEL)
        assert QUOTE in faces(one)

    def test_who_stood_on_an_official_list_is_named(self) -> None:
        entry = ListEntry(SDN, "1", EntryKind.INDIVIDUAL, "VYDUMANAVA, Alena Ivanauna")
        known = KnownPeople(listed=lambda: Listed((entry.name,), listed_names([entry])))
        one = shown(said(), known=known)
        assert one.people == (ALENA,)
        assert "Nebylets" not in faces(one)

    def test_who_acts_in_office_is_named(self) -> None:
        sentence = "The envoy Pavel Nebylets brought out Alena Vydumanava, said Minister Ihar Pryzdumau."
        one = shown(
            said(names=(ALENA,), sentence=sentence, officials=(PAVEL,)),
            known=KnownPeople(officials=("Ihar Pryzdumau",)),
        )
        assert one.evidence[0].quote == (
            "The envoy Pavel Nebylets brought out [name withheld], said Minister Ihar Pryzdumau."
        )

    def test_the_article_counts_as_one_publisher(self) -> None:
        known = KnownPeople(article=(ALENA,))
        one = shown(said(), known=known)
        assert one.people == (ALENA,)

    def test_a_wife_is_not_named_with_her_husband(self) -> None:
        sentence = "Freed is Uladzimir Vydumanau; his wife Alena Vydumanava thanked everybody."
        other = "Uladzimir Vydumanau was set free on Thursday, his lawyer told the agency."
        one = shown(
            said(names=("Uladzimir Vydumanau",), sentence=sentence),
            said("radio.example", names=("Uladzimir Vydumanau",), sentence=other),
        )
        assert one.people == ("Uladzimir Vydumanau",)
        assert one.evidence[0].quote == (
            "Freed is Uladzimir Vydumanau; his wife [name withheld] thanked everybody."
        )


class TestBesideTheRecords:
    """What stands beside the records in a view is from pages and people as well."""

    def seen(self, *, title: str = "News", link: str | None = None) -> DevelopmentView:
        one = said(names=(), sentence="They came home on Thursday.", is_official=False)
        (piece,) = one.record.evidence
        event = Development(
            id="d-1", type=RecordType.RELEASE, status=Status.ACTUAL, action=None, authority=None, agency=None,
            list=None, targets=(), programmes=(), still_under=(), when=one.record.when,
            ties=(Tie(one.id, 1.0, "the first record of it"),), origin=Origin.LIVE, summary="2 people freed",
        )  # fmt: skip
        other = replace(event, id="d-2", details=Details(names=(PAVEL,)))
        linked = DevelopmentLink(LinkKind.AFTER_TALKS, "d-2", "d-1", 2, "after talks", "r-9", link)
        return view(
            event,
            [one.record],
            Comparison(Relation.NEW),
            baseline(),
            {},
            {},
            {piece.document or 0: Page(Document(str(one.address), title, "They came home.", "en", DAY))},
            Beside((linked,), {"d-2": other}) if link else Beside(),
            sayings=(one,),
        )

    def test_a_title_names_nobody_whom_one_publisher_names(self) -> None:
        one = self.seen(title="Alena Vydumanava is free at last")
        assert one.evidence[0].title == "[name withheld] is free at last"
        assert not any(part in faces(one) for part in HERS)

    def test_a_sentence_that_ties_two_developments_names_nobody(self) -> None:
        one = self.seen(link="After the talks Pavel Nebylets and Alena Vydumanava were freed.")
        assert one.links[0].quote == "After the talks [name withheld] and [name withheld] were freed."
        assert not any(part in faces(one) for part in (*HERS, "Nebylets"))


class TestTargets:
    def a_delisting(
        self, *targets: Target, sentence: str = "Sanctions on them were lifted.", **facts: object
    ) -> Saying:
        return said(names=(), sentence=sentence, targets=targets, kind=RecordType.SANCTION, **facts)  # type: ignore[arg-type]

    def test_people_without_a_list_entry_are_counted(self) -> None:
        listed = Target("EXAMPLE WORKS LLC", EntryKind.ENTITY, SDN, "7")
        one = shown(
            self.a_delisting(listed, Target(ALENA), Target(PAVEL, EntryKind.INDIVIDUAL)),
            summary=f"the US lifted its sanctions on EXAMPLE WORKS LLC, {ALENA} and {PAVEL}",
        )
        assert one.who == ("EXAMPLE WORKS LLC", "2 people who are not named here")
        assert not any(part in faces(one) for part in (*HERS, "Nebylets"))

    def test_one_person_is_one_person(self) -> None:
        one = shown(self.a_delisting(Target(ALENA)), summary=f"the US took {ALENA} off its list")
        assert one.who == ("a person who is not named here",)
        assert one.summary == "the US took a person who is not named here off its list"

    def test_a_company_without_a_list_entry_is_named(self) -> None:
        assert shown(self.a_delisting(Target("Prydumany Works"))).who == ("Prydumany Works",)

    def test_a_name_that_tells_nothing_is_a_firm_only_where_a_list_has_it(self) -> None:
        entry = ListEntry(SDN, "2", EntryKind.ENTITY, "BELVYDUMKA OJSC")
        known = KnownPeople(listed=lambda: Listed((), listed_names([entry])))
        assert shown(self.a_delisting(Target("Belvydumka")), known=known).who == ("Belvydumka",)
        # Whoever it is, a person or a firm: neither is said.
        assert shown(self.a_delisting(Target("Nebylets")), known=known).who == (
            "a target that is not named here",
        )

    def test_what_a_page_calls_a_firm_is_named(self) -> None:
        one = shown(self.a_delisting(Target("Kalina", EntryKind.ENTITY)))
        assert one.who == ("Kalina",)

    def test_nobody_is_named_because_a_page_takes_a_person_for_a_firm(self) -> None:
        one = shown(self.a_delisting(Target(ALENA, EntryKind.ENTITY)))
        assert one.who == ("a person who is not named here",)
        assert not any(part in faces(one) for part in HERS)

    def test_people_and_who_may_be_one_are_targets(self) -> None:
        one = shown(self.a_delisting(Target(ALENA), Target("Nebylets")))
        assert one.who == ("2 targets that are not named here",)

    def test_a_government_s_own_word_names_them(self) -> None:
        assert shown(self.a_delisting(Target(ALENA), is_official=True)).who == (ALENA,)


class TestSuppressed:
    known = KnownPeople(suppressed=(ALENA,))

    @pytest.mark.parametrize("written", WRITTEN)
    def test_in_every_script_spelling_and_case(self, written: str) -> None:
        sentence = f"As was said, {written} is among them."
        one = shown(
            said("president.example", names=(ALENA,), sentence=sentence, is_official=True), known=self.known
        )
        assert one.evidence[0].quote == "As was said, [name withheld] is among them."
        assert not any(part in faces(one) for part in HERS)

    def test_a_surname_alone_can_be_hers_unless_somebody_in_office_has_it(self) -> None:
        sentence = "Minister Ihar Vydumanau received Maryna Vydumanava, her sister."
        sayings = said("president.example", names=(), sentence=sentence, is_official=True)
        assert shown(sayings, known=self.known).evidence[0].quote == (
            "Minister Ihar Vydumanau received Maryna Vydumanava, her sister."
        )
        unclear = said("president.example", names=(), sentence="Vydumanava is free.", is_official=True)
        assert shown(unclear, known=self.known).evidence[0].quote == "[name withheld] is free."
        known = replace(self.known, officials=("Iryna Vydumanava",))
        assert shown(unclear, known=known).evidence[0].quote == "Vydumanava is free."

    def test_others_stay(self) -> None:
        one = shown(said("president.example", is_official=True), known=self.known)
        assert (one.people, one.people_withheld) == ((PAVEL,), 1)
        assert "Maryna Vydumanava, her sister" in faces(one)

    def test_also_on_an_official_list(self) -> None:
        target = Target("VYDUMANAVA, Alena", EntryKind.INDIVIDUAL, SDN, "9")
        listed = said(names=(), sentence="", targets=(target,), kind=RecordType.SANCTION)
        one = shown(listed, known=self.known, summary="OFAC took VYDUMANAVA, Alena off the SDN list")
        assert one.who == ("a person who is not named here",)
        assert not any(part in faces(one) for part in HERS)

    @pytest.mark.parametrize("path", ["alena-vydumanava-na-voli", quote("Выдуманава"), "25/vydumanava_free"])
    def test_an_address_that_gives_the_name_is_left_out(self, path: str) -> None:
        page = said("president.example", is_official=True, address=f"https://president.example/{path}")
        (line,) = shown(page, known=self.known).evidence
        assert line.address is None
        assert line.sha256 == "a" * 64

    def test_an_address_that_does_not_stays(self) -> None:
        (line,) = shown(said("president.example", is_official=True), known=self.known).evidence
        assert line.address == "https://president.example/news/1"

    def test_in_notes_and_reasons_of_people_too(self) -> None:
        one = shown(
            said("president.example", sentence="Alena Vydumanava was freed.", is_official=True),
            known=self.known,
            decisions=(
                decided(DecisionKind.NOTE, "Vydumanava asked us; see https://x.example/alena-vydumanava"),
            ),
            withdrawn="a person dismissed it: Alena Vydumanava is at home",
        )
        assert not any(part in faces(one) for part in (*HERS, "alena-vydumanava"))
        assert one.withdrawn == "a person dismissed it: [name withheld] is at home"


@given(st.text(max_size=300))
def test_text_without_the_name_stays_as_it_is(text: str) -> None:
    one = shown(said(names=(), sentence=f"{text} 1"), known=KnownPeople(suppressed=("Zbigniew Brzezicki",)))
    assert one.evidence[0].quote == f"{text} 1"


VOICES = (
    said("paper.example", names=(ALENA,), sentence="Alena Vydumanava is free, her lawyer wrote to us."),
    said("radio.example", names=("Алена Выдуманава", PAVEL), sentence="Алена Выдуманава ўжо на волі."),
    said("agency.example", names=("A. Vydumanava",), sentence="A. Vydumanava is one of the four freed."),
    said("gone.example", names=(PAVEL,), sentence="Pavel Nebylets came home.", is_current=False),
)


@given(st.permutations(VOICES))
def test_it_makes_no_difference_who_wrote_first(sayings: list[Saying]) -> None:
    usual = {line.record: line for line in shown(*VOICES).evidence}
    one = shown(*sayings)
    assert {line.record: line for line in one.evidence} == usual
    assert set(one.people) == {ALENA, "Алена Выдуманава"}


class TestByHand:
    def test_a_note_is_shown_in_every_face(self) -> None:
        one = shown(said(), decisions=(decided(DecisionKind.NOTE, "the paper changed its headline"),))
        words = "the paper changed its headline (added by hand on 20 November 2025)"
        assert one.notes == (words,)
        for face in ("\n".join(lines(one)), citation(one), json.dumps(as_json(one))):
            assert words in face

    def test_it_makes_nobody_public(self) -> None:
        one = shown(
            said(names=(), sentence="They were freed."),
            decisions=(decided(DecisionKind.NOTE, "Ihar Pryzdumau says otherwise"),),
            withdrawn="a person dismissed it: Alena Vydumanava told us so",
        )
        assert one.notes[0].startswith("[name withheld] says otherwise")
        assert one.withdrawn == "a person dismissed it: [name withheld] told us so"

    def test_who_added_it_is_not_shown_to_readers(self) -> None:
        assert "an editor" not in faces(shown(said(), decisions=(decided(DecisionKind.NOTE, "a word"),)))

    def test_what_is_confirmed_says_so(self) -> None:
        one = shown(said(), decisions=(decided(DecisionKind.CONFIRM, "we spoke to them"),))
        assert one.is_confirmed
        assert one.notes == ("confirmed by hand on 20 November 2025: we spoke to them",)

    def test_what_is_withdrawn_says_so_in_every_face(self) -> None:
        one = shown(said(), withdrawn="no source says so any more")
        for face in ("\n".join(lines(one)), citation(one).lower(), json.dumps(as_json(one))):
            assert "no source says so any more" in face
            assert "withdrawn" in face
