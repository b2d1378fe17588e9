"""What became of handing one message over, whatever the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.text.terminal import defuse

_ADDRESS = re.compile(r"<?[^\s<>@:,;\"]+@[^\s<>@:,;\"]+>?")
_MAX_WORDS = 300


class DeliveryKind(StrEnum):
    """`retry`: not now, the very same bytes may be taken later. `refused`: not these, ever."""

    ACCEPTED = "accepted"
    RETRY = "retry"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one try ended: the other side's code, if it gave one, and one line that names nobody."""

    kind: DeliveryKind
    words: str
    code: int | None = None


def one_line(text: str, *hidden: str) -> str:
    """`text` on one line, shortened; mail addresses in it and what is `hidden` become an ellipsis.

    Servers repeat the recipient in what they answer, and the line is shown and logged.
    """
    words = _ADDRESS.sub("…", " ".join(text.split()))
    for word in filter(None, hidden):
        words = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "…", words, flags=re.IGNORECASE)
    words = defuse(words)
    return words if len(words) <= _MAX_WORDS else words[: _MAX_WORDS - 1] + "…"
