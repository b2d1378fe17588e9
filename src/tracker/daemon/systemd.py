"""What systemd is told: ready, reloading, stopping, that we are alive. Nothing where it does not ask.

One datagram a message to the socket that NOTIFY_SOCKET names (sd_notify(3)); a name that begins with
`@` is an abstract one. The watchdog's time is WATCHDOG_USEC, for the process WATCHDOG_PID.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping


class Notifier:
    """Speaks to the service manager that started us; silent where none did."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        name = environ.get("NOTIFY_SOCKET", "")
        self._address = "\0" + name[1:] if name.startswith("@") else name
        self.watchdog_s = _watchdog_s(environ)

    def ready(self) -> None:
        """Started, or done with reloading."""
        self._say("READY=1")

    def reloading(self) -> None:
        """The configuration is being loaded again; `ready` follows."""
        self._say(f"RELOADING=1\nMONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")

    def stopping(self) -> None:
        self._say("STOPPING=1")

    def alive(self) -> None:
        """Keeps the watchdog quiet until its time has passed once more."""
        self._say("WATCHDOG=1")

    def status(self, line: str) -> None:
        """One line for `systemctl status`."""
        self._say(f"STATUS={line}")

    def _say(self, message: str) -> None:
        if not self._address:
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as manager:
            # A manager that is gone or does not read must not hold us up.
            manager.setblocking(False)
            try:
                manager.sendto(message.encode(), self._address)
            except OSError:
                return


def _watchdog_s(environ: Mapping[str, str]) -> float | None:
    """Within how many seconds the watchdog wants to hear of us; None where it does not."""
    microseconds = environ.get("WATCHDOG_USEC", "")
    process = environ.get("WATCHDOG_PID", "")
    if not microseconds.isdecimal() or (process and process != str(os.getpid())):
        return None
    return int(microseconds) / 1_000_000 or None
