"""How a person believes what is held: a list, or a register of prisoners."""

from __future__ import annotations

from tracker.read.registers.form import register_forms
from tracker.store.holds import Hold


def accepting(hold: Hold) -> str:
    """The command for it."""
    kind = "register" if hold.list in register_forms() else "lists"
    return f"tracker {kind} accept {hold.list}"
