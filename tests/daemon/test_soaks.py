"""The soaks of the daemon, for a few seconds each; the long ones are run by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("soak-writers", "5"),
        ("soak-daemon", "--hours", "3", "--times", "3600", "--sources", "60"),
    ],
    ids=["writers", "daemon"],
)
def test_a_short_soak_finds_nothing(words: tuple[str, ...]) -> None:
    script, *options = words
    soak = subprocess.run(
        [sys.executable, str(SCRIPTS / script), *options],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert soak.returncode == 0, soak.stdout + soak.stderr
