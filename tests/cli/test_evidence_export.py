"""`tracker evidence export`: everything that a development rests on, as a file of web archives."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

from calling import Call
from tracker.store.evidence import EvidenceFolder
from tracker.store.paths import evidence_folder

pytest.importorskip("warcio", reason="the extra [warc] is not installed")
from warcio.archiveiterator import ArchiveIterator


@pytest.fixture(scope="module")
def names(demo_database: Path) -> list[str]:
    from tracker.config import load, shipped_folder
    from tracker.sync.views import all_views

    return [view.id for view in all_views(load(shipped_folder(), "belarus"), demo_database)]


def records_of(target: Path) -> Iterator[tuple[dict[str, str], bytes]]:
    """Each record's headers and payload; warcio refuses one whose digests do not fit."""
    with target.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            yield dict(record.rec_headers.headers), record.content_stream().read()


def test_every_development_s_export_holds_exactly_the_stored_bodies(
    call: Call, demo_database: Path, names: list[str], tmp_path: Path
) -> None:
    folder = EvidenceFolder(evidence_folder(demo_database))
    assert names
    for name in names:
        target = tmp_path / f"{name}.warc.gz"
        said = call("evidence", "export", name, "--to", target, "--db", demo_database)
        assert (said.code, said.err) == (0, "")
        proof = call("evidence", name, "--db", demo_database, "--json").json
        pieces = {piece["sha256"]: piece for piece in proof["evidence"]}
        (about, _), *rest = records_of(target)
        assert about["WARC-Type"] == "warcinfo"
        assert said.out == f"{target}: {len(rest) + 1} records\n"
        exported = {headers["WARC-Payload-Digest"].removeprefix("sha256:"): body for headers, body in rest}
        assert set(exported) == set(pieces)
        for sha256, body in exported.items():
            with closing(folder.open(sha256)) as stored:
                assert body == stored.read()
        for headers, _ in rest:
            # Regression: it was the address of the demo's own server, whose port means nothing tomorrow.
            assert headers["WARC-Target-URI"].startswith("https://sanctionslistservice.ofac.treas.gov/")
            assert headers["WARC-Tracker-Origin"].startswith("rebuilt")


def test_warcio_s_own_checker_finds_nothing_wrong(
    call: Call, demo_database: Path, names: list[str], tmp_path: Path
) -> None:
    targets = [tmp_path / f"{name}.warc.gz" for name in names]
    for name, target in zip(names, targets, strict=True):
        call("evidence", "export", name, "--to", target, "--db", demo_database)
    done = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", *map(str, targets)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    # Of each file at least the two looks between which something changed.
    assert done.stdout.count("digest pass") >= 2 * len(names)
    assert "fail" not in done.stdout


def test_without_a_name_the_file_is_named_after_the_development(
    call: Call, demo_database: Path, names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = call("evidence", "export", names[0], "--db", demo_database)
    assert (said.code, [path.name for path in tmp_path.iterdir()]) == (0, [f"{names[0]}.warc.gz"])


def test_a_file_that_is_there_is_not_overwritten(
    call: Call, demo_database: Path, names: list[str], tmp_path: Path
) -> None:
    target = tmp_path / "there.warc.gz"
    target.write_bytes(b"somebody's")
    said = call("evidence", "export", names[0], "--to", target, "--db", demo_database)
    assert said.code == 2
    assert said.err == f"tracker: {target}: is there already, and nothing is overwritten; name a new file\n"
    assert (target.read_bytes(), len(list(tmp_path.iterdir()))) == (b"somebody's", 1)


@pytest.mark.parametrize("name", ["d-none", "show"])
def test_an_id_that_nothing_has_writes_nothing(
    call: Call, demo_database: Path, tmp_path: Path, name: str
) -> None:
    said = call("evidence", "export", name, "--to", tmp_path / "x.warc", "--db", demo_database)
    assert said.code == 2
    assert said.err == f"tracker: no development or record {name}; 'tracker developments' lists them\n"
    assert list(tmp_path.iterdir()) == []


class WithoutWarcio:
    """Stands before all other finders, as if warcio had never been installed."""

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] == "warcio":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


def test_without_warcio_the_extra_is_named_in_one_line(
    call: Call, demo_database: Path, names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [one for one in sys.modules if one.partition(".")[0] == "warcio"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(sys, "meta_path", [WithoutWarcio(), *sys.meta_path])
    said = call("evidence", "export", names[0], "--to", tmp_path / "x.warc.gz", "--db", demo_database)
    assert said.code == 2
    assert said.err == "tracker: a WARC needs warcio; install it: pip install 'belarus-tracker[warc]'\n"
    assert list(tmp_path.iterdir()) == []


def test_verify_counts_the_bodies_and_names_none(call: Call, demo_database: Path) -> None:
    said = call("evidence", "verify", "--db", demo_database)
    bodies = len(list(evidence_folder(demo_database).rglob("*.zst")))
    assert (said.code, said.out) == (0, f"{bodies} bodies, 0 broken\n")


def test_verify_names_a_body_whose_bytes_are_others(call: Call, demo_database: Path, tmp_path: Path) -> None:
    import shutil

    database = tmp_path / "copy.db"
    shutil.copy(demo_database, database)
    shutil.copytree(evidence_folder(demo_database), evidence_folder(database))
    one, other, *_ = sorted(evidence_folder(database).rglob("*.zst"))
    one.chmod(0o600)
    one.write_bytes(other.read_bytes())
    said = call("evidence", "verify", "--db", database)
    assert said.code == 3
    assert said.out.startswith(f"{one.stem}: ")
    assert said.out.endswith(" bodies, 1 broken\n")
