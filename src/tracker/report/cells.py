"""Cells of a spreadsheet that a spreadsheet would execute, made plain text."""

from __future__ import annotations

from tracker.text.terminal import defuse

# What begins so is a formula to a spreadsheet, or becomes one when its blanks are cut off.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def defused_cell(text: str) -> str:
    """One line of text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    is_formula = text.lstrip().startswith(_FORMULA) or text.startswith(_FORMULA)
    line = defuse(text)
    return f"'{line}" if is_formula else line
