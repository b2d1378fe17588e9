"""What a development is in one plain sentence, built from its fields."""

from __future__ import annotations

from tracker.extract.summary import summarise as list_summary
from tracker.model import Development


def summarise(development: Development, founding: str) -> str:
    """One sentence without a full stop; `founding` is what the first record of it says."""
    if development.action is None or not any(target.uid for target in development.targets):
        return founding
    return list_summary(
        development.action,
        development.agency or development.authority or "",
        development.targets,
        development.list,
        development.programmes,
        development.still_under,
    )
