"""What the README shows as real output: run by cog, which also checks that it is still true."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import cog

SHOWN_DAYS = ("4 November 2025", "24 March 2026")


def run(*words: str) -> str:
    command = [sys.executable, "-m", "tracker", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def demo() -> None:
    """A stretch of the demo, with a delisting and a list that was held, and its table."""
    with tempfile.TemporaryDirectory() as folder:
        lines = run("demo", "--db", str(Path(folder) / "demo.db")).splitlines()
    start, end = (next(at for at, line in enumerate(lines) if line.startswith(day)) for day in SHOWN_DAYS)
    table = next(at for at, line in enumerate(lines) if line.startswith("When "))
    after = next(at for at, line in enumerate(lines) if line.startswith("The demo's database"))
    shown = ["$ scripts/tracker demo", "…", *lines[start:end], "…", "", *lines[table:after]]
    block("\n".join(line.rstrip() for line in shown).rstrip())


def help_text() -> None:
    """The command's own help."""
    block(f"$ tracker --help\n{run('--help').rstrip()}")


def block(text: str) -> None:
    cog.outl(f"```\n{text}\n```")
