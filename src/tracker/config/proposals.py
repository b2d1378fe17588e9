"""What the article's live page says about its links, as lines to put into baseline.toml."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tracker.model import LinkProposal


def proposals_toml(proposals: Sequence[LinkProposal]) -> str:
    """For each link the keys to write below its `[[link]]`.

    A link that was not found, or for which several addresses fit, gives comments only: nothing is
    guessed, and nothing is written over by pasting.
    """
    return "\n".join(_block(proposal) for proposal in proposals)


def _block(proposal: LinkProposal) -> str:
    lines = [f"# {proposal.id}, {_quoted(proposal.anchor)}: {_one_line(proposal.reason)}"]
    if proposal.context is not None:
        lines.append(f"#   in: {_one_line(proposal.context)}")
    if proposal.url is None:
        lines += [f"#   fits: {_quoted(address)}" for address in proposal.candidates]
    else:
        lines += [
            f"# [[link]] id = {_quoted(proposal.id)}",
            f"url = {_quoted(proposal.url)}",
            f"url_certainty = {_quoted(proposal.certainty)}",
            "enabled = true",
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's, with DEL escaped as TOML wants it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    """Comments end with the line, and TOML allows no control characters in them."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
