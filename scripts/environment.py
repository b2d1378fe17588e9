"""Makes or refreshes one virtual environment of a checkout: environment.py CHECKOUT FOLDER LOCK.

scripts/environment.sh calls this when the stamp in FOLDER is not the wanted one. Two calls at
once wait for one another on a kernel lock beside the folder. The stamp is taken away first and
written last, so whatever is killed in between is built anew by the next call. Standard library
only: this runs before anything is installed. The package index is the one that pip is set up for.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

STAMP = ".tracker-stamp"
MADE_BY = "scripts/environment.py made the folder beside this file and may replace it\n"


class SetUpError(Exception):
    """Why there is no environment, in one line for the operator."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which environment to make, and from what."""

    checkout: Path
    folder: Path
    lock: str

    @property
    def log(self) -> Path:
        """Where pip's own words go."""
        return self.folder.with_name(self.folder.name + ".log")

    @property
    def python(self) -> Path:
        """The interpreter inside the environment."""
        return self.folder / "bin" / "python"

    def stamp(self) -> list[str]:
        """What an environment made now is made from; the same lines as in environment.sh."""
        sums = subprocess.run(
            ["cksum", self.lock, "pyproject.toml"],
            cwd=self.checkout,
            check=True,
            capture_output=True,
            text=True,
        )
        return [*sums.stdout.splitlines(), str(self.checkout), os.path.realpath(self.python)]


def read_stamp(folder: Path) -> list[str]:
    """The stamp of a finished environment; empty where there is none."""
    try:
        return (folder / STAMP).read_text().splitlines()
    except FileNotFoundError:
        return []


def run(plan: Plan, command: list[str | Path], holding: TextIO) -> None:
    """Runs `command` with its output in the log. It inherits the lock: a child that outlives us keeps it."""
    with plan.log.open("a") as log:
        print("$", *command, file=log, flush=True)
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(holding.fileno(),),
            check=False,
        )
    if done.returncode:
        lines = [line.strip() for line in plan.log.read_text(errors="replace").splitlines() if line.strip()]
        errors = [line for line in lines if line.lower().startswith("error")]
        raise SetUpError(f"setting up {plan.folder} failed: {(errors or lines)[-1]} (all of it: {plan.log})")


def pip(plan: Plan) -> list[str | Path]:
    """The words that start pip for the environment: our interpreter's own pip, which saves installing one."""
    quiet = ["--disable-pip-version-check", "--no-input", "--no-color"]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", plan.python, *quiet]
    return [plan.python, "-m", "pip", *quiet]


def install_project(plan: Plan, holding: TextIO) -> None:
    """Installs the checkout itself; its build backend is in the lock like everything else."""
    words: list[str | Path] = [
        "install",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--editable",
        plan.checkout,
    ]
    run(plan, [*pip(plan), *words], holding)


def install_all(plan: Plan, holding: TextIO) -> None:
    """Makes the environment from nothing: packages that left the lock leave the environment too."""
    shutil.rmtree(plan.folder, ignore_errors=True)
    bare = ["--without-pip"] if importlib.util.find_spec("pip") else []
    run(plan, [sys.executable, "-m", "venv", "--clear", *bare, plan.folder], holding)
    # A module is compiled when it is first imported: compiling all of them takes a third of the time.
    words = ["install", "--no-compile", "--progress-bar", "off", "--require-hashes", "--requirement"]
    run(plan, [*pip(plan), *words, plan.checkout / plan.lock], holding)
    install_project(plan, holding)


def refuse_foreign_folder(plan: Plan, holding: TextIO) -> None:
    """Never clears a folder that these scripts did not make."""
    holding.seek(0)
    if holding.read() == MADE_BY:
        return
    finished = (plan.folder / STAMP).exists()
    if not finished and plan.folder.exists() and any(plan.folder.iterdir()):
        raise SetUpError(
            f"{plan.folder} was not made by this script; remove it or name another in TRACKER_VENV"
        )
    holding.truncate(0)
    holding.write(MADE_BY)
    holding.flush()


def set_up(plan: Plan, holding: TextIO) -> None:
    """Does the least that makes the environment true again. The caller holds the lock."""
    found, wanted = read_stamp(plan.folder), plan.stamp()
    if found == wanted:
        return  # somebody else made it while we waited
    refuse_foreign_folder(plan, holding)
    started = time.monotonic()
    print(f"Setting up {plan.folder.name} from {plan.lock} …", end="", file=sys.stderr, flush=True)
    try:
        plan.log.write_text("")
        (plan.folder / STAMP).unlink(missing_ok=True)
        if [*found[:1], *found[2:]] == [*wanted[:1], *wanted[2:]]:
            install_project(plan, holding)  # only pyproject.toml is another
        else:
            install_all(plan, holding)
        beside = plan.folder / (STAMP + ".new")
        beside.write_text("\n".join([*wanted[:3], os.path.realpath(plan.python)]) + "\n")
        beside.replace(plan.folder / STAMP)
    except BaseException:
        print(file=sys.stderr)
        raise
    print(f" {time.monotonic() - started:.0f} s.", file=sys.stderr)


def wait_for(holding: TextIO, plan: Plan) -> None:
    """Takes the lock; says so in a line if another call has it."""
    try:
        fcntl.flock(holding, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(f"Another call is making {plan.folder.name}; waiting for it.", file=sys.stderr)
        fcntl.flock(holding, fcntl.LOCK_EX)


def main(checkout: str, folder: str, lock: str) -> int:
    """Makes the environment under its lock; 0, or 2 and one line on stderr."""
    plan = Plan(Path(checkout), Path(folder), lock)
    try:
        if not importlib.util.find_spec("venv"):
            raise SetUpError(f"{sys.executable} has no module venv; install it (Debian: python3-venv)")
        plan.folder.parent.mkdir(parents=True, exist_ok=True)
        with plan.folder.with_name(plan.folder.name + ".lock").open("a+") as holding:
            wait_for(holding, plan)
            set_up(plan, holding)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"setting up {folder} failed: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
