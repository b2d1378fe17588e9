"""A tracker that is killed while it tells loses no mail, and tells nothing twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "soak-outbox"


@pytest.mark.slow
def test_a_tracker_that_is_killed_a_dozen_times_tells_everything_once() -> None:
    soak = subprocess.run(
        [sys.executable, str(SCRIPT), "12", "--developments", "120", "--seed", "5"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert soak.returncode == 0, soak.stdout + soak.stderr
    assert "12 kills, 120 developments" in soak.stdout
    assert "mails lost 0, mails unknown 0, developments lost 0" in soak.stdout
