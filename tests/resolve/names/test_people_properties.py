"""What holds of any two names, whoever they are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.resolve.names import MAY_BE_SAME, SAME_PERSON, blocking_keys, compare_people, parse_person

MEN = ("Сергей", "Сяргей", "Siarhei", "Viktar", "Виктор", "Алесь", "Збигнев", "В.", "Aleksandr", "Юры")
WOMEN = ("Светлана", "Святлана", "Volha", "Ольга", "Дар'я", "Хельга", "Н.", "Aliaksandra", "Валерия")
SURNAMES = (
    "Ветровский", "Ветраўскі", "Vetrauski", "Ветровская", "Vetrovskaya", "Горелов", "Harelau", "Горелова",
    "Кулик",
    "Kulik", "Кулика", "Гарбатка", "Gorbatko", "Шарэндава-Бялькевіч", "Sharendova", "Трубниковец",
    "Трудниковец",
    "Chramyka", "Храмыко", "Ли",
)  # fmt: skip
PATRONYMICS = ("", "Петрович", "Пятровіч", "Piatrovich", "Павловна", "Паўлаўна", "П.", "Ильича")


def _joined(parts: tuple[str, str, str], order: int) -> str:
    first, patronymic, surname = parts
    before = f"{first} {patronymic}".strip()
    return (
        f"{before} {surname}",
        f"{surname} {before}",
        f"{surname}, {before}",
        f"{before} {surname.upper()}",
    )[order]


parts = st.tuples(st.sampled_from(MEN + WOMEN), st.sampled_from(PATRONYMICS), st.sampled_from(SURNAMES))
names = st.builds(_joined, parts, st.integers(0, 3)) | st.sampled_from(SURNAMES) | st.text(max_size=30)


@settings(deadline=None)
@given(names, names)
def test_it_does_not_matter_who_is_compared_with_whom(one: str, other: str) -> None:
    a, b = parse_person(one), parse_person(other)
    assert compare_people(a, b).score == compare_people(b, a).score


@settings(deadline=None)
@given(parts, st.integers(0, 3))
def test_everybody_is_at_least_like_himself(name: tuple[str, str, str], order: int) -> None:
    parsed = parse_person(_joined(name, order))
    if parsed.readings:
        assert compare_people(parsed, parsed).score >= MAY_BE_SAME


@settings(max_examples=400, deadline=None)
@given(names, names)
def test_names_that_can_be_one_persons_share_a_key(one: str, other: str) -> None:
    a, b = parse_person(one), parse_person(other)
    if compare_people(a, b).score >= MAY_BE_SAME:
        assert blocking_keys(a) & blocking_keys(b)


@settings(deadline=None)
@given(
    st.sampled_from(["Сергей", "Сяргей", "Viktar", "Ганна", "Volha", "Дмитрий"]),
    st.sampled_from(["", "Петрович", "Паўлаўна"]),
    st.sampled_from([name for name in SURNAMES if name != "Кулика"]),
)
def test_the_order_of_the_parts_does_not_matter(first: str, patronymic: str, surname: str) -> None:
    written = [parse_person(_joined((first, patronymic, surname), order)) for order in range(4)]
    found = {compare_people(one, other).score >= SAME_PERSON for one in written for other in written}
    assert found <= {bool(written[0].readings)}


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from([None, "be", "be-Latn", "ru", "en", "sv", "xx", ""]))
def test_any_text_can_be_read(written: str, language: str | None) -> None:
    name = parse_person(written, language)
    assert name.written == written
    assert len(name.readings) <= 8
