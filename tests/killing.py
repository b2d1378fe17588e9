"""Programs that say where they are, line by line, and are killed there without warning."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path


def kill_when(program: str, database: Path, place: str, times: int, *, modules: Path) -> None:
    """Starts `program` and kills it when it has said `times` lines, or where it stops at `place`.

    Its arguments are the database and the place; `modules` is the folder of the helpers that it imports.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(database), place],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": os.pathsep.join(map(str, (modules, Path(__file__).parent))), "PATH": ""},
    )
    with process:
        assert process.stdout is not None
        for _ in range(times):
            if process.stdout.readline() == f"{place}\n":
                break
        process.kill()
    assert process.returncode == -signal.SIGKILL
