"""What the README shows as real output: run by cog, which also checks that it is still true."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

import cog

SHOWN_DAY = "15 December 2025"
WIDEST = 170
SOURCES = Path(__file__).parent.parent / "config" / "belarus" / "sources"
KINDS = {
    "list": "the lists of OFAC, the EU, the UK, Canada and Switzerland, whole, 1-24 hours",
    "delta": "OFAC's own files of changes, which name the day, hourly",
    "page": "the article and its links, daily; OFAC's Belarus page (licences, directive, FAQs), 6 hours",
    "index": "OFAC's recent actions, presidents, ministries, news agencies: their new links, 1-24 hours",
    "feed": "the White House, embassies, the Council of the EU, newsrooms: their entries, 1-12 hours",
    "api": "Federal Register, EU Publications Office, GOV.UK's change notes, 1-6 hours",
    "posts": "a Telegram channel's public preview, block by block",
}


def run(*words: str) -> str:
    command = [sys.executable, "-m", "tracker", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def demo() -> None:
    """One day of the demo, with what is new and what is corrected, and its table; long lines are cut."""
    with tempfile.TemporaryDirectory() as folder:
        lines = run("demo", "--db", str(Path(folder) / "demo.db")).splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(SHOWN_DAY))
    end = next(at for at in range(start + 1, len(lines)) if not lines[at].startswith(" "))
    table = next(at for at, line in enumerate(lines) if line.startswith("When "))
    after = next(at for at, line in enumerate(lines) if line.startswith("The demo's database"))
    shown = ["$ scripts/tracker demo", "…", *lines[start:end], "…", "", *lines[table:after]]
    block("\n".join(cut(line.rstrip()) for line in shown).rstrip())


def cut(line: str) -> str:
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"


def help_text() -> None:
    """The command's own help."""
    block(f"$ tracker --help\n{run('--help').rstrip()}")


def sources() -> None:
    """How many sources of each kind ship, and how many of them are switched on."""
    shipped, on = Counter[str](), Counter[str]()
    for path in SOURCES.glob("*.toml"):
        source = tomllib.loads(path.read_text(encoding="utf-8"))
        shipped[source["kind"]] += 1
        on[source["kind"]] += source["enabled"]
    cog.outl("| kind | shipped | switched on | what, and how often |")
    cog.outl("| --- | --- | --- | --- |")
    for kind, what in KINDS.items():
        cog.outl(f"| `{kind}` | {shipped.pop(kind)} | {on[kind]} | {what} |")
    assert not shipped, f"say in KINDS what these are: {sorted(shipped)}"
    cog.outl(f"| together | {sum(1 for _ in SOURCES.glob('*.toml'))} | {on.total()} | |")


def block(text: str) -> None:
    cog.outl(f"```\n{text}\n```")
