"""What systemd hears, and the units that are shipped for it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hosts import Hosts, configure
from running import daemon, open_writer

from tracker.daemon.systemd import Notifier

UNITS = Path(__file__).parents[2] / "scripts" / "systemd"


@pytest.fixture(params=["file", "abstract"])
def manager(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[socket.socket, str]]:
    """A socket as systemd's, and its name as NOTIFY_SOCKET has it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as opened:
        opened.settimeout(30)
        if request.param == "file":
            name = str(tmp_path / "notify")
            opened.bind(name)
        else:
            name = f"@tracker-test-{os.getpid()}"
            opened.bind("\0" + name[1:])
        yield opened, name


def heard(manager: socket.socket) -> str:
    return manager.recv(4096).decode()


def all_heard(manager: socket.socket) -> list[str]:
    """What was said so far, without waiting for more."""
    manager.setblocking(False)
    found = []
    while True:
        try:
            found.append(heard(manager))
        except BlockingIOError:
            return found


def test_each_message_is_one_datagram(manager: tuple[socket.socket, str]) -> None:
    listening, name = manager
    notifier = Notifier({"NOTIFY_SOCKET": name, "WATCHDOG_USEC": "5000000"})
    assert notifier.watchdog_s == 5.0
    notifier.ready()
    notifier.reloading()
    notifier.status("2 runs under way")
    notifier.alive()
    notifier.stopping()
    assert heard(listening) == "READY=1"
    reloading, _, moment = heard(listening).partition("\nMONOTONIC_USEC=")
    assert reloading == "RELOADING=1"
    assert moment.isdecimal()
    assert [heard(listening) for _ in range(3)] == ["STATUS=2 runs under way", "WATCHDOG=1", "STOPPING=1"]


@pytest.mark.parametrize("environ", [{}, {"NOTIFY_SOCKET": "/nowhere/at/all"}])
def test_where_nobody_listens_nothing_happens(environ: dict[str, str]) -> None:
    Notifier(environ).ready()


@pytest.mark.parametrize(
    ("environ", "seconds"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "300000000"}, 300.0),
        ({"WATCHDOG_USEC": "300000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "300000000", "WATCHDOG_PID": str(os.getpid())}, 300.0),
    ],
)
def test_the_watchdog_is_answered_where_it_asks_this_process(
    environ: dict[str, str], seconds: float | None
) -> None:
    assert Notifier(environ).watchdog_s == seconds


def test_a_daemon_says_when_it_is_ready_reloads_lives_and_stops(hosts: Hosts, tmp_path: Path) -> None:
    config = configure(tmp_path, [("page", hosts.url("/page"))])
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(30)
        environ = {**os.environ, "NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "2000000"}
        environ.pop("WATCHDOG_PID", None)
        with daemon(config, environ=environ) as running:
            messages = [heard(listening)]
            while messages[-1] != "WATCHDOG=1":
                messages.append(heard(listening))
            assert messages[0] == "READY=1"
            running.send(signal.SIGHUP)
            while not messages[-1].startswith("RELOADING=1\nMONOTONIC_USEC="):
                messages.append(heard(listening))
            assert heard(listening) == "READY=1"
            assert running.end() == 0
            while messages[-1] != "STOPPING=1":
                messages.append(heard(listening))


@pytest.mark.slow
def test_a_daemon_whose_ticks_do_not_end_says_nothing_to_the_watchdog(hosts: Hosts, tmp_path: Path) -> None:
    config = configure(tmp_path, [("page", hosts.url("/page"))])
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(30)
        environ = {**os.environ, "NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "1000000"}
        environ.pop("WATCHDOG_PID", None)
        with daemon(config, environ=environ) as running:
            running.wait_for("run ended")
            running.wait_for_ticks(1)
            with open_writer(running.database):
                running.wait_for("job left out", 20, job="tick")
                # What was said before the ticks began to wait.
                all_heard(listening)
                running.wait_for("job left out", 40, job="tick")
                assert all_heard(listening) == []
            assert running.end() == 0


@pytest.fixture
def installed(tmp_path: Path) -> list[Path]:
    """The units as they are installed, with the command that is there."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    for unit in UNITS.glob("tracker*.*"):
        text = unit.read_text("utf-8").replace("/opt/tracker/bin/tracker", sys.executable)
        (tmp_path / unit.name).write_text(text, "utf-8")
    return sorted(tmp_path.glob("tracker*.*"))


def test_systemd_finds_no_fault_with_the_units(installed: list[Path]) -> None:
    assert [unit.name for unit in installed] == [
        "tracker-sync.service",
        "tracker-sync.timer",
        "tracker.service",
    ]
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, installed)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_the_services_are_exposed_as_little_as_can_be(installed: list[Path]) -> None:
    helped = subprocess.run(["systemd-analyze", "--help"], capture_output=True, text=True, check=True)
    if "--offline" not in helped.stdout:
        pytest.skip("this systemd-analyze does not know --offline")
    for unit in installed:
        if unit.suffix == ".service":
            # Exposure of at most 2.0 on a scale of 10.
            command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit)]
            said = subprocess.run(command, capture_output=True, text=True, check=False)
            assert said.returncode == 0, said.stdout


def test_the_units_call_the_commands_with_options_that_they_have(tmp_path: Path) -> None:
    [call] = [
        line.removeprefix("ExecStart=").split()
        for line in (UNITS / "tracker.service").read_text("utf-8").splitlines()
        if line.startswith("ExecStart=")
    ]
    helped = subprocess.run(
        [sys.executable, "-m", "tracker", call[1], "--help"], capture_output=True, text=True, check=True
    )
    assert {word for word in call if word.startswith("--")} <= set(helped.stdout.replace(",", " ").split())
