"""docs/formats/notices.md: every format has its section, and its example is read as the section says."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from noticed import read
from tracker.config.file_rules import notice_formats
from tracker.extract.pages import extract, statement_json
from tracker.model import Action, Document

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "formats" / "notices.md").read_text("utf-8")
SECTIONS = {part.partition("\n")[0]: part for part in PAGE.split("\n## ")[1:]}
EXAMPLE = re.compile(r"^```text\n(.*?)^```\n+```json\n(.*?)^```$", re.DOTALL | re.MULTILINE)
AUTHORITY = {"us": "US", "eu": "EU", "gb": "UK", "ca": "CA", "ch": "CH"}


def document(written: str) -> Document:
    head, _, text = written.partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    day = date.fromisoformat(facts["published"]) if "published" in facts else None
    return Document(facts.get("url"), facts.get("title"), text.strip(), "en", day)


@pytest.mark.parametrize("name", notice_formats())
def test_what_a_section_says_of_its_example_is_what_is_read(name: str) -> None:
    ((written, told),) = EXAMPLE.findall(SECTIONS[name])
    found = read(name, document(written), authority=AUTHORITY[name[:2]]).records
    said = json.loads(told)
    shown = [statement_json(one) for one in found]
    assert [{key: one[key] for key in each} for one, each in zip(shown, said, strict=True)] == said


def test_press_releases_are_read_by_the_rules_for_pages_with_instrument_and_targets() -> None:
    treasury = Document(
        None,
        "Treasury eases sanctions on Belarus",
        "On Thursday the Department of the Treasury's Office of Foreign Assets Control (OFAC) issued Belarus "
        "General License 98, authorizing transactions involving Belavia.",
        "en",
        date(2031, 3, 6),
    )
    council = Document(
        None,
        "Belarus: Council prolongs restrictive measures for another year",
        "The Council today prolonged the restrictive measures against Belarus until 28 February 2032.",
        "en",
        date(2031, 2, 26),
    )
    (licence,) = extract(treasury).records
    assert (licence.action, licence.instrument, licence.targets) == (
        Action.LICENCE,
        "General License 98",
        ("Belavia",),
    )
    assert {(one.action, one.authority) for one in extract(council).records} == {(Action.EXTEND, "EU")}
