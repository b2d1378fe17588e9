"""The script of a name, from its letters."""

from __future__ import annotations

import pytest

from tracker.read.scripts import script_of


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("LUKASHENKA, Alyaksandr", "Latn"),
        ("Łukaszenka", "Latn"),
        ("Лукашэнка, Аляксандр", "Cyrl"),
        # Look-alikes: a Latin i in a Cyrillic word does not make it Latin.
        ("Iгар", "Cyrl"),
        ("حزب الله", "Arab"),
        ("依图科技有限公司", "Hani"),
        ("558", None),
        ("", None),
    ],
)
def test_most_letters_decide(name, script):
    assert script_of(name) == script
