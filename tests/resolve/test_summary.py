"""What a development is in one plain sentence: no more than its fields say, and no private name."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from page_events import claim, contact, event, measure, named, release
from tracker.extract.pages.lexicon import LANGUAGES
from tracker.model import (
    Action,
    CountClaim,
    CountRelation,
    DateBasis,
    Details,
    Development,
    EntryKind,
    Precision,
    RecordType,
    Status,
    Subgroup,
    Target,
    When,
)
from tracker.resolve.places import taken_to
from tracker.resolve.summary import part_in_words, summarise
from tracker.resolve.words import group_of, is_no_person, place_in_words
from tracker.text.countries import is_country

SDN = "us_ofac_sdn"
PARTS = (
    claim(123, "r-1", "r-2"),
    claim(114, "r-3", of=taken_to("UA"), relation=CountRelation.SUBGROUP),
    claim(9, "r-4", of=taken_to("LT"), relation=CountRelation.SUBGROUP),
)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            release(destination=("UA", "LT"), counts=PARTS),
            "123 people freed by Belarus, 13 Dec 2025; taken to Ukraine (114) and Lithuania (9)",
        ),
        (
            release(52, kind="pardon", counterpart=("US",)),
            "52 people freed by Belarus under a pardon, 13 Dec 2025; counterpart: the US",
        ),
        (
            release(50, count_relation=CountRelation.AT_LEAST),
            "At least 50 people freed by Belarus, 13 Dec 2025",
        ),
        (release(1, kind="exchange"), "1 person freed by Belarus in an exchange of prisoners, 13 Dec 2025"),
        (release(None), "People, how many is not said, freed by Belarus, 13 Dec 2025"),
        (
            release(8000, kind="amnesty", status=Status.ANNOUNCED),
            "Announced: 8,000 people to be freed by Belarus under an amnesty, 13 Dec 2025",
        ),
        (
            release(
                14,
                when=When(DateBasis.STATED, on=date(2025, 6, 1), precision=Precision.MONTH),
                destination=("LT",),
            ),
            "14 people freed by Belarus, Jun 2025; taken to Lithuania",
        ),
        (
            contact(place="Мінску", officials=("Джонам Коўлам", "Лукашэнкам")),
            "Meeting of the US and Belarus in Minsk, 13 Dec 2025; officials: John Coale and "
            "Alyaksandr Lukashenka",
        ),
        (contact(kind="call"), "Call between the US and Belarus, 13 Dec 2025"),
        (
            contact(kind="visit", status=Status.ANNOUNCED),
            "Announced: visit between the US and Belarus, 13 Dec 2025",
        ),
        (
            measure(Action.EASE, sector="potash", status=Status.ANNOUNCED),
            "The US announced relief for potash, 13 Dec 2025; not yet done",
        ),
        (
            measure(
                Action.LICENCE,
                agency="OFAC",
                sector="aviation",
                instrument="General License 11",
                valid_until=date(2026, 4, 30),
            ),
            "OFAC licensed dealings with aviation under General License 11, 13 Dec 2025; "
            "until 30 April 2026; a licence is no delisting",
        ),
        (
            measure(Action.EXTEND, authority="EU", agency="Council", programmes=("BLR",)),
            "The EU Council prolonged its sanctions on Belarus under BLR, 13 Dec 2025",
        ),
        (
            measure(Action.DELIST, targets=named("Belavia", "Ivan Example", "Anna Muster")),
            "The US took Belavia and 2 targets not named here off its sanctions list, 13 Dec 2025",
        ),
        (
            measure(Action.DELIST),
            "The US took targets that are not named (Belarus) off its sanctions list, 13 Dec 2025",
        ),
    ],
)
def test_a_sentence_is_made_of_the_fields(told: Development, words: str) -> None:
    assert summarise(told) == words


def test_the_targets_of_one_day_of_a_list_are_one_sentence() -> None:
    targets = tuple(
        Target(name, EntryKind.ENTITY, SDN, str(number))
        for number, name in enumerate(["BIRCH BANK CJSC", "LAKE WORKS OJSC", "OAK LLC", "PINE LLC"])
    )
    delisted = measure(
        Action.DELIST, agency="OFAC", list=SDN, targets=targets, programmes=("BELARUS-EO14038",)
    )
    assert summarise(delisted) == (
        "OFAC took BIRCH BANK CJSC, LAKE WORKS OJSC, OAK LLC and 1 more off the SDN list (BELARUS-EO14038)"
    )
    eased = measure(Action.EASE, agency="OFAC", list=SDN, targets=targets[:2], programmes=("BELARUS",))
    assert summarise(eased).endswith("still listed: they stay on the SDN list")


def test_the_groups_of_those_freed_are_told_in_english_once_and_without_contradictions() -> None:
    parts = (Subgroup(14, "иностранцев"), Subgroup(6, "жанчын"), Subgroup(7, "women"), Subgroup(2, "больных"))
    told = summarise(
        release(52, subgroups=parts, counts=(claim(3, "r-1", of="LT"), claim(14, "r-2", of="foreigners")))
    )
    assert told.endswith("among them 14 foreigners and 3 Lithuanians")


def test_who_are_as_many_as_all_are_no_part_of_them() -> None:
    parts = (
        claim(14, "r-1"),
        claim(14, "r-2", of="LT"),
        claim(2, "r-3", of="AU"),
        claim(9, "r-3", of="LT, PL"),
    )
    assert summarise(release(14, counts=parts)).endswith("2025; among them 2 citizens of Australia")


def test_a_private_person_is_never_named() -> None:
    people = ("Ivan Example", "Анна Пример")
    for told in (
        release(2, names=people),
        measure(Action.DESIGNATE, targets=named(*people)),
        measure(Action.DESIGNATE, targets=(Target("EXAMPLE, Ivan", EntryKind.INDIVIDUAL),)),
    ):
        assert "xample" not in summarise(told)
        assert "Пример" not in summarise(told)


def test_who_stands_on_a_list_is_named() -> None:
    listed = Target("EXAMPLE, Ivan", EntryKind.INDIVIDUAL, SDN, "1")
    assert "EXAMPLE, Ivan" in summarise(measure(Action.DELIST, agency="OFAC", list=SDN, targets=(listed,)))


@pytest.mark.parametrize(
    "name", ["Belavia", "Белавиа", "Birch Bank", "завод «Ёлка»", "national airline", "MAZ"]
)
def test_a_firm_or_a_thing_is_no_person(name: str) -> None:
    assert is_no_person(name)


@pytest.mark.parametrize("name", ["Ivan Example", "Анна Пример", "EXAMPLE", "Mazurova", "von Example"])
def test_what_may_be_a_person_is_taken_for_one(name: str) -> None:
    assert not is_no_person(name)


def test_a_place_in_letters_that_an_english_sentence_cannot_carry_is_left_out() -> None:
    assert place_in_words("Дворце Независимости") == "the Independence Palace"
    assert place_in_words("Smallville") == "Smallville"
    assert place_in_words("Малом Городе") is None


def test_every_country_that_pages_are_searched_for_has_a_name() -> None:
    for language in LANGUAGES:
        folder = files("tracker.extract") / "lexicons" / language
        countries = tomllib.loads((folder / "countries.toml").read_text(encoding="utf-8"))["country"]
        people = tomllib.loads((folder / "people.toml").read_text(encoding="utf-8"))
        codes = {one["code"] for one in countries}
        codes |= {part for one in people["authority"] for part in one["authority"].split("+")}
        codes |= {one["name"][:2] for one in people["official"]}
        assert [code for code in sorted(codes) if not is_country(code)] == []


def test_every_sector_and_every_kind_of_the_lexicons_has_words() -> None:
    words = tomllib.loads((files("tracker.resolve") / "words.toml").read_text(encoding="utf-8"))
    for language in LANGUAGES:
        folder = files("tracker.extract") / "lexicons" / language
        fields = tomllib.loads((folder / "fields.toml").read_text(encoding="utf-8"))
        contacts = tomllib.loads((folder / "contacts.toml").read_text(encoding="utf-8"))["rule"]
        assert fields["sector"].keys() <= words["sector"].keys()
        for status in Status:
            assert fields["kind"].keys() <= words["release"][status.value].keys()
            assert {action.value for action in Action} < words["sanction"][status.value].keys()
        assert {one["kind"] for one in contacts if "kind" in one} <= words["contact"].keys()


def test_what_a_part_is_of_is_told_in_english_or_as_it_is_written() -> None:
    assert part_in_words(taken_to("UA")) == "taken to Ukraine"
    assert part_in_words("LT, PL") == "citizens of Lithuania and Poland"
    assert part_in_words("иностранных граждан") == "foreigners"
    assert part_in_words("пенсионеров") == "“пенсионеров”"
    assert group_of("women and men") is None


_COUNTS = st.integers(1, 9000)
_CLAIMS = st.lists(
    st.builds(
        CountClaim,
        _COUNTS,
        st.sampled_from(list(CountRelation)),
        st.just(("r-1",)),
        st.just(1),
        st.booleans(),
        st.sampled_from([None, "LT", "to UA", "to LT", "foreigners", "женщин", "{n}"]),
    ),
    max_size=5,
).map(tuple)
_DETAILS = st.builds(
    Details,
    kind=st.sampled_from(["pardon", "exchange", "meeting", "unspecified", "odd", None]),
    country=st.sampled_from(["BY", "RU", "XX", None]),
    count=st.none() | _COUNTS,
    count_relation=st.none() | st.sampled_from(list(CountRelation)),
    subgroups=st.lists(st.builds(Subgroup, _COUNTS, st.text(max_size=8) | st.just("women")), max_size=3).map(
        tuple
    ),
    names=st.just(("Qwertzuiop Example",)),
    destination=st.sampled_from([(), ("UA", "LT")]),
    counterpart=st.sampled_from([(), ("US",)]),
    officials=st.sampled_from([(), ("Trump",)]),
    sector=st.sampled_from(["potash", None]),
    parties=st.sampled_from([(), ("US", "BY")]),
)


@given(
    _DETAILS,
    _CLAIMS,
    st.sampled_from(list(RecordType)),
    st.sampled_from(list(Status)),
    st.sampled_from(list(Action)),
)
def test_every_number_in_it_is_one_of_the_fields(
    details: Details, claims: tuple[CountClaim, ...], kind: RecordType, status: Status, action: Action
) -> None:
    told = event(
        kind,
        details=details,
        counts=claims,
        status=status,
        action=action if kind is RecordType.SANCTION else None,
        authority="US" if kind is RecordType.SANCTION else None,
        targets=named("Ivan Example") if kind is RecordType.SANCTION else (),
    )
    words = summarise(told)
    known = {claim.value for claim in claims} | {part.count for part in details.subgroups}
    known |= {details.count or 0, 13, 2025, len(told.targets)}
    assert {int(number.replace(",", "")) for number in re.findall(r"[0-9][0-9,]*", words)} <= known
    assert "Example" not in words
    assert not words[0].islower()
    # One sentence, of clauses.
    assert "\n" not in words
    assert ". " not in words
    if status is Status.ANNOUNCED:
        assert "nnounced" in words
