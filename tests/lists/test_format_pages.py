"""docs/formats: every format has its page, and every example there is read as the page says."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tracker.extract.entry_json import entry_json
from tracker.read.lists import format_of, formats, open_list

PAGES = Path(__file__).resolve().parents[2] / "docs" / "formats"
# A publication, and the entries that are read from it.
EXAMPLE = re.compile(r"^```(?:xml|csv|json)\n(.*?)^```\n+```json\n(\[.*?)^```$", re.DOTALL | re.MULTILINE)


def examples(name: str) -> list[tuple[str, list[dict[str, Any]]]]:
    page = (PAGES / f"{name}.md").read_text("utf-8")
    return [(body, json.loads(told)) for body, told in EXAMPLE.findall(page)]


@pytest.mark.parametrize("name", formats())
def test_what_a_page_says_of_its_example_is_what_is_read(name: str) -> None:
    pairs = examples(name)
    assert pairs, f"docs/formats/{name}.md has no example with what is read from it"
    for body, told in pairs:
        stream = BytesIO(body.encode())
        assert format_of(stream) == name
        opened = open_list({"main": stream})
        assert opened.outline.faults == ()
        read = [entry_json(entry) for entry in opened.entries()]
        assert [{key: one[key] for key in said} for one, said in zip(read, told, strict=True)] == told
