"""The language of a text: what is read is known in each of its scripts, what looks like it is refused."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.read.language import language_of

ENGLISH = (
    "The ferry to the island sails again.",
    "Belarus frees thirty people after a visit of the envoy",
    "Lukashenko pardoned nine women, the press service said on Friday.",
    "Sanctions on the airline were eased, and its planes may be repaired.",
    "Łukašenka spoke with the envoy for an hour about the prisoners in Škłoŭ.",
)
RUSSIAN = (
    "На свободу вышли девять человек.",
    "Санкции сняли.",
    "Минфин США исключил банк из списка.",
    "Посол встретился с министром в Минске и передал ему письмо.",
    "Лукашенко подписал указ о помиловании",
    "Объявлять об этом пока рано, считает адвокат.",
)
BELARUSIAN = (
    "На волю выйшлі дзевяць чалавек.",
    "Санкцыі знялі",
    "Палітвязняў вывезлі ў Літву",
    "Пасол сустрэўся зь міністрам у Менску і перадаў яму ліст.",
    "Зьняволеных вызвалілі 13 сьнежня, паведаміла сваячка.",
    "Мінфін ЗША выключыў банк са спісу.",
    "Лукашэнка падпісаў указ аб памілаванні",
)
IN_LATIN_SCRIPT = (
    "Na volu vyjšli dzieviać čałaviek.",
    "Palitviaźniaŭ vyvieźli ŭ Litvu",
    "Jaho vyzvalili z kałonii paśla dvuch hadoŭ, paviedamiła siamja.",
    "Pasoł sustreŭsia ź ministram u Miensku i pieradaŭ jamu list.",
    "Sankcyi z banka źniali, ale ŭ śpisie jon zastaŭsia.",
)
REFUSED = {
    "Ukrainian": (
        "З колонії звільнили дев'ятьох українців.",
        "Санкції з банку зняли, але він лишився у списку.",
        "Посол зустрівся з міністром у Мінську та передав йому листа.",
        "Їх зустріли рідні",
    ),
    "Bulgarian": (
        "Девет души бяха освободени от затвора в Минск, съобщи министерството.",
        "Санкциите срещу банката бяха отменени, но тя остава в списъка.",
    ),
    "Serbian": (
        "Девет људи је јуче пуштено на слободу, јавља новинска агенција.",
        "Санкције против банке су укинуте, али она остаје на списку.",
        "Devet ljudi je juče pušteno na slobodu, javlja novinska agencija iz Minska.",
    ),
    "Macedonian": ("Девет луѓе беа ослободени вчера, соопшти министерството ќе има и други.",),
    "Kazakh": ("Тоғыз адам бүгін түрмеден босатылды, деп хабарлады министрлік.",),
    "Polish": (
        "Dziewięć osób wyszło na wolność, podała służba prasowa.",
        "Łukaszenka ułaskawił dziewięć kobiet, wśród nich nauczycielkę z Grodna.",
        "Sankcje wobec banku zniesiono, ale pozostał on na liście.",
    ),
    "Lithuanian": (
        "Į laisvę išėjo devyni žmonės, pranešė ministerija.",
        "Sankcijos bankui panaikintos, tačiau jis lieka sąraše.",
    ),
    "Latvian": ("Deviņi cilvēki šodien tika atbrīvoti no cietuma, paziņoja ministrija.",),
    "Czech": (
        "Na svobodu vyšlo devět lidí, oznámila tisková služba.",
        "Sankce proti bance byly zrušeny, ale na seznamu zůstává.",
    ),
    "Slovak": ("Na slobodu vyšlo deväť ľudí, oznámila tlačová služba prezidenta.",),
    "Croatian": (
        "Devet osoba pušteno je na slobodu, priopćila je služba za medije, a šest će ih izaći u petak.",
    ),
    "German": (
        "Neun Menschen kamen am Freitag frei, teilte der Pressedienst mit; die Bank bleibt auf der Liste.",
    ),
    "Dutch": ("Negen mensen kwamen vrijdag vrij, maar de bank blijft op de lijst staan van het ministerie.",),
    "Danish": (
        "Ni mennesker blev løsladt fredag, men banken bliver stående på listen for at have hjulpet regimet.",
    ),
}


@pytest.mark.parametrize("sentence", ENGLISH)
def test_english_is_known(sentence: str) -> None:
    assert language_of(sentence) == "en"


@pytest.mark.parametrize("sentence", RUSSIAN)
def test_russian_is_known(sentence: str) -> None:
    assert language_of(sentence) == "ru"


@pytest.mark.parametrize("sentence", BELARUSIAN)
def test_belarusian_is_known_in_both_spellings(sentence: str) -> None:
    assert language_of(sentence) == "be"


@pytest.mark.parametrize("sentence", IN_LATIN_SCRIPT)
def test_belarusian_in_latin_script_is_known(sentence: str) -> None:
    assert language_of(sentence) == "be-Latn"


@pytest.mark.parametrize("sentence", [one for sentences in REFUSED.values() for one in sentences])
def test_every_other_language_is_none_that_is_read(sentence: str) -> None:
    assert language_of(sentence) is None
    assert language_of(f"{sentence} " * 8) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{RUSSIAN[3]} «{BELARUSIAN[0]}» {RUSSIAN[5]} {RUSSIAN[2]}", "ru"),
        (f"{BELARUSIAN[3]} «{RUSSIAN[0]}» {BELARUSIAN[4]} {BELARUSIAN[5]}", "be"),
        (f"{RUSSIAN[3]} «{REFUSED['Ukrainian'][0]}» {RUSSIAN[5]} {RUSSIAN[2]}", "ru"),
        (f"{ENGLISH[0]} «{RUSSIAN[0]}» {ENGLISH[2]} {ENGLISH[3]}", "en"),
        (f"{BELARUSIAN[3]} “{ENGLISH[0]}” {BELARUSIAN[4]} {BELARUSIAN[5]}", "be"),
        (
            f"{IN_LATIN_SCRIPT[2]} “{REFUSED['Polish'][0]}” {IN_LATIN_SCRIPT[3]} {IN_LATIN_SCRIPT[4]}",
            "be-Latn",
        ),
        (
            f"{REFUSED['Polish'][1]} „{IN_LATIN_SCRIPT[1]}” {REFUSED['Polish'][0]} {REFUSED['Polish'][2]}",
            None,
        ),
        (
            f"{REFUSED['Ukrainian'][2]} «{RUSSIAN[0]}» {REFUSED['Ukrainian'][0]} {REFUSED['Ukrainian'][1]}",
            None,
        ),
    ],
)
def test_a_quotation_does_not_make_the_language_of_a_text(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", " \n", "2025-09-11, 10:00", "§ 5 (a)", "日本語の新聞", "Αθήνα"])
def test_a_text_without_words_that_are_read_has_none(text: str) -> None:
    assert language_of(text) is None


def test_what_the_letters_leave_open_the_source_decides() -> None:
    assert language_of("Мост", expected=("be",)) == "be"
    assert language_of("Мост", expected=("en", "ru")) == "ru"
    assert language_of("Санкцыі знялі", expected=("ru",)) == "be"


def test_the_identifier_is_not_loaded_for_what_letters_tell() -> None:
    texts = [ENGLISH[0], RUSSIAN[0], BELARUSIAN[0], IN_LATIN_SCRIPT[0]]
    code = (
        "import sys; from tracker.read.language import language_of;"
        f"found = [language_of(text * 3) for text in {texts!r}];"
        "assert found == ['en', 'ru', 'be', 'be-Latn'], found; assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.text(alphabet="абўіїыэъѓ łŭczžąa'’ 12.\ud800\x00", max_size=60))
def test_any_text_has_one_language_or_none(text: str) -> None:
    assert language_of(text) in {"en", "ru", "be", "be-Latn", None}
