"""What the article's live page says about its links, as lines to put into baseline.toml."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.config.toml_text import one_line, quoted
from tracker.model import LinkProposal


def proposals_toml(proposals: Sequence[LinkProposal]) -> str:
    """For each link the keys to write below its `[[link]]`.

    A link that was not found, or for which several addresses fit, gives comments only: nothing is
    guessed, and nothing is written over by pasting.
    """
    return "\n".join(_block(proposal) for proposal in proposals)


def _block(proposal: LinkProposal) -> str:
    lines = [f"# {proposal.id}, {quoted(proposal.anchor)}: {one_line(proposal.reason)}"]
    if proposal.context is not None:
        lines.append(f"#   in: {one_line(proposal.context)}")
    if proposal.url is None:
        lines += [f"#   fits: {quoted(address)}" for address in proposal.candidates]
    else:
        lines += [
            f"# [[link]] id = {quoted(proposal.id)}",
            f"url = {quoted(proposal.url)}",
            f"url_certainty = {quoted(proposal.certainty)}",
            "enabled = true",
        ]
    return "\n".join(lines) + "\n"
