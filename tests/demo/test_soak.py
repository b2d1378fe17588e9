"""A demo that is killed in the middle of a sync tells the same in the end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "soak-kill"


@pytest.mark.slow
def test_three_killed_demos_tell_what_an_undisturbed_one_tells() -> None:
    soak = subprocess.run(
        [sys.executable, str(SCRIPT), "3", "--seed", "5"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert soak.returncode == 0, soak.stdout + soak.stderr
    assert "3 runs, 0 different" in soak.stdout
