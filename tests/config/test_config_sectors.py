"""[[sector]] of subject.toml: for which words of relief who is meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.config import load
from tracker.model import Sector, SectorTarget

Lines = Callable[[], list[str]]
TIMBER = """
[[sector]]
name = "timber"
words = ["timber"]

[[sector.target]]
name = "Forest Works"
words = ["Forest Works"]
entries = ["us_ofac_sdn:90009"]
"""


@pytest.fixture
def add(folder: Path) -> Callable[[str], None]:
    """Write tables behind what the subject's file says."""

    def write(tables: str) -> None:
        file = folder / "belarus" / "subject.toml"
        file.write_text(file.read_text(encoding="utf-8") + tables, encoding="utf-8")

    return write


def test_a_sector_says_who_is_meant_by_its_words(folder: Path, add: Callable[[str], None]) -> None:
    add(TIMBER)
    assert load(folder, "belarus").subject.sectors[-1] == Sector(
        "timber",
        ("timber",),
        (SectorTarget("Forest Works", ("Forest Works",), ("us_ofac_sdn:90009",)),),
    )


def test_the_shipped_sectors_name_each_target_and_each_entry_once(folder: Path) -> None:
    targets = [target for sector in load(folder, "belarus").subject.sectors for target in sector.targets]
    names = [target.name for target in targets]
    entries = [entry for target in targets for entry in target.entries]
    assert len(names) == len(set(names))
    assert len(entries) == len(set(entries))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"timber"\nwords', '"timbre"\nwords',
         'sector = "timbre" is read from no page (did you mean "timber"?)'),
        ('"timber"\nwords', '"potash"\nwords',
         'sector "potash" is there 2 times; write its words and targets in one'),
        ("us_ofac_sdn:90009", "90009",
         'sector.target "Forest Works": entries names "90009"; write list:uid, as in "us_ofac_sdn:32746"'),
        ("us_ofac_sdn:90009", "us_ofac_snd:90009", 'list "us_ofac_snd" is none that is read'),
        ('words = ["timber"]', "words = []", "sector"),
        ('words = ["timber"]', 'wordz = ["timber"]', "wordz"),
    ],
)  # fmt: skip
def test_a_wrong_sector_gets_one_clear_line(
    add: Callable[[str], None], lines: Lines, old: str, new: str, line: str
) -> None:
    add(TIMBER.replace(old, new, 1))
    found = lines()
    assert [one for one in found if line in one], found
    assert all("subject.toml" in one for one in found if line in one)
