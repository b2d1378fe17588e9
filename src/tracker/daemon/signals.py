"""Signals, waited for by the main thread: no handler runs in the midst of something else.

They are blocked in all threads, so none is begun before this is entered. A second request to end, while
the first is being fulfilled, ends the process at once.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Self

from tracker.daemon.ending import GIVEN_UP

_ENDING = frozenset({signal.SIGTERM, signal.SIGINT})
_WAITED_FOR = frozenset({*_ENDING, signal.SIGHUP})
_MOMENT_S = 0.05


class Signals:
    """Blocks them while it is entered."""

    def __init__(self) -> None:
        self._is_reload_asked = False
        self._before: set[signal.Signals | int] = set()

    def __enter__(self) -> Self:
        self._before = set(signal.pthread_sigmask(signal.SIG_BLOCK, _WAITED_FOR))
        return self

    def __exit__(self, *_: object) -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, self._before)

    def end_is_asked(self, wait_s: float) -> bool:
        """Waits so long for a signal; says whether it was one that ends us."""
        came = signal.sigtimedwait(_WAITED_FOR, wait_s)
        if came is not None and came.si_signo == signal.SIGHUP:
            self._is_reload_asked = True
        return came is not None and came.si_signo in _ENDING

    def reload_is_asked(self) -> bool:
        """Whether the configuration is to be loaded; once for each time that it was asked."""
        was_asked, self._is_reload_asked = self._is_reload_asked, False
        return was_asked

    def wait_until(self, is_so: Callable[[], bool], deadline: float) -> None:
        """Waits until something is so, or until the deadline (monotonic)."""
        while not is_so() and time.monotonic() < deadline:
            if self.end_is_asked(_MOMENT_S):
                sys.stderr.flush()
                os._exit(GIVEN_UP)
