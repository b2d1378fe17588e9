"""[extraction] and [second_opinion] of subject.toml: off unless switched on, and nothing goes in the open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.config import load
from tracker.model import SecondOpinion

Lines = Callable[[], list[str]]
BEFORE = "[words]"
OPINION = '[second_opinion]\nenabled = true\nbase_url = "https://api.example.org/v1"\nmodel = "m"\n'


@pytest.fixture
def write(edit: Callable[[str, str, str], None]) -> Callable[[str], None]:
    """Put a table into the subject's file."""
    return lambda table: edit("belarus/subject.toml", BEFORE, f"{table}\n{BEFORE}")


def test_both_are_off_as_shipped_and_where_nothing_switches_them_on(
    folder: Path, write: Callable[[str], None]
) -> None:
    shipped = load(folder, "belarus").subject
    assert (shipped.corrects_names, shipped.second_opinion) == (False, None)
    write("[extraction]\n" + OPINION.replace("enabled = true\n", ""))
    written = load(folder, "belarus").subject
    assert (written.corrects_names, written.second_opinion) == (False, None)


def test_both_can_be_switched_on(folder: Path, write: Callable[[str], None]) -> None:
    write("[extraction]\nner = true\n" + OPINION)
    subject = load(folder, "belarus").subject
    assert subject.corrects_names
    assert subject.second_opinion == SecondOpinion("https://api.example.org/v1", "m", 60.0, 12_000, ())


OPEN = (
    "second_opinion: base_url begins with http://, so key and pages would go in the open; write https://,"
    " or name the address of a model of yours in allow_addresses"
)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("https://", "http://", OPEN),
        ("https://api.example.org/v1", "http://192.168.7.7/v1", OPEN),
        ("/v1", "/v1?key=1",
         "second_opinion: base_url has more than a path; write what stands before /chat/completions"),
        ("https://", "https://me:hunter2@",
         "second_opinion.base_url: an address must not carry a user name or password"),
        ('model = "m"\n', "", 'missing key "second_opinion.model"'),
        ('model = "m"', 'model = ""', 'second_opinion.model = "" is empty'),
        ('model = "m"', 'model = "m"\ntimeout = "1 minute"',
         'second_opinion.timeout = "1 minute" is not a duration; write a number and s, m, h or d, as in'
         ' "2h"'),
        ('model = "m"', 'model = "m"\nmax_chars = 5',
         "second_opinion.max_chars = 5 is wrong: Input should be greater than or equal to 500"),
        ('model = "m"', 'model = "m"\nallow_addresses = ["here"]',
         'second_opinion.allow_addresses[0] = "here" is no address or network; write "127.0.0.1"'
         ' or "127.0.0.0/8"'),
        ('model = "m"', 'model = "m"\napi_key = "hunter2"',
         "second_opinion.api_key: secrets come only from the environment or a file that it names; take it out"
         " here"),
    ],
)  # fmt: skip
def test_each_mistake_gives_its_line_and_shows_no_secret(
    lines: Lines, write: Callable[[str], None], old: str, new: str, line: str
) -> None:
    write(OPINION.replace(old, new, 1))
    assert lines() == [f"config/belarus/subject.toml: {line}"]


@pytest.mark.parametrize(
    ("base_url", "allowed"),
    [
        ("http://127.0.0.1:8080/v1", "127.0.0.1"),
        ("http://localhost:8080/v1", "127.0.0.1"),
        ("http://192.168.7.7/v1", "192.168.7.7"),
    ],
)
def test_a_model_of_ones_own_is_asked_without_encryption(
    folder: Path, write: Callable[[str], None], base_url: str, allowed: str
) -> None:
    table = OPINION.replace("https://api.example.org/v1", base_url)
    write(f'{table}allow_addresses = ["{allowed}"]\n')
    opinion = load(folder, "belarus").subject.second_opinion
    assert opinion is not None
    assert (opinion.base_url, opinion.allow_addresses) == (base_url, (allowed,))


def test_an_unknown_key_is_told(lines: Lines, write: Callable[[str], None]) -> None:
    write("[extraction]\nners = true\n")
    assert lines() == ['config/belarus/subject.toml: unknown key "extraction.ners" (did you mean "ner"?)']
