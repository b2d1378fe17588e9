"""How the daemon ended, and with which exit code."""

from __future__ import annotations

from dataclasses import dataclass

# EX_TEMPFAIL of sysexits.h: what was given up is done at the next start.
GIVEN_UP = 75


@dataclass(frozen=True, slots=True)
class Ending:
    """`given_up`: the sources whose visits were broken off. `is_hanging`: a thread did not end at all."""

    given_up: tuple[str, ...]
    is_hanging: bool = False

    @property
    def exit_code(self) -> int:
        """0 where all that was under way came to its end."""
        return GIVEN_UP if self.given_up or self.is_hanging else 0
