"""The commands that look: developments, evidence, cite, lists show, status, on a finished demo."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from calling import Call
from tracker.store.paths import evidence_folder


def test_developments_are_listed_with_their_origin_and_counted(call: Call, demo_database: Path) -> None:
    said = call("developments", "--db", demo_database)
    told = call("developments", "--db", demo_database, "--json").json_lines
    assert said.code == 0
    assert f"{len(told)} developments since the article of 31 July 2025" in said.out
    for development in told:
        assert development["id"] in said.out
        assert development["origin"] == "rebuilt"
        assert development["caveat"]
    assert "rebuilt" in said.out


def test_developments_can_be_cut_by_day_and_type(call: Call, demo_database: Path) -> None:
    every = call("developments", "--db", demo_database, "--json").json_lines
    since = "2026-01-01"
    late = call("developments", "--db", demo_database, "--since", since, "--json").json_lines
    assert {one["id"] for one in late} == {
        one["id"] for one in every if (one["when"]["on"] or one["when"]["by"]) >= since
    }
    assert 0 < len(late) < len(every)
    assert call("developments", "--db", demo_database, "--type", "release", "--json").out == ""


def test_the_evidence_of_every_development_holds(call: Call, demo_database: Path) -> None:
    for development in call("developments", "--db", demo_database, "--json").json_lines:
        said = call("evidence", development["id"], "--db", demo_database)
        assert said.code == 0
        assert "Everything holds." in said.out
        assert "hash verified; the quote stands at byte" in said.out
        assert "is not in it" in said.out
        proof = call("evidence", development["id"], "--db", demo_database, "--json").json
        assert proof["holds"] is True
        assert {piece["origin"] for piece in proof["evidence"]} == {"rebuilt"}


def test_evidence_is_found_by_the_record_as_well(call: Call, demo_database: Path) -> None:
    development = call("developments", "--db", demo_database, "--json").json_lines[0]
    record = development["evidence"][0]["record"]
    assert call("evidence", record, "--db", demo_database, "--json").json["id"] == development["id"]


def test_a_body_that_was_tampered_with_is_found_out(call: Call, demo_database: Path, tmp_path: Path) -> None:
    database = tmp_path / "copy.db"
    shutil.copy(demo_database, database)
    shutil.copytree(evidence_folder(demo_database), evidence_folder(database))
    development = call("developments", "--db", database, "--json").json_lines[0]
    body = development["evidence"][-1]["sha256"]
    stored = evidence_folder(database) / body[:2] / f"{body}.zst"
    other = next(path for path in evidence_folder(database).rglob("*.zst") if path != stored)
    stored.chmod(0o600)
    stored.write_bytes(other.read_bytes())
    said = call("evidence", development["id"], "--db", database)
    assert said.code == 3
    assert "BROKEN" in said.out
    assert "Not everything holds." in said.out


def test_a_citation_is_ready_to_paste(call: Call, demo_database: Path) -> None:
    development = call("developments", "--db", demo_database, "--json").json_lines[0]
    said = call("cite", development["id"], "--db", demo_database)
    assert said.code == 0
    for piece in development["evidence"]:
        assert piece["sha256"] in said.out
        assert "https://sanctionslistservice.ofac.treas.gov/" in said.out
    assert "127.0.0.1" not in said.out
    assert "rebuilt from dated facts" in said.out


def test_a_list_is_shown_as_of_a_day_between_its_observations(call: Call, demo_database: Path) -> None:
    told = call("developments", "--db", demo_database, "--json").json_lines
    first = min(told, key=lambda one: one["when"]["by"] or one["when"]["on"])
    before, after = first["when"]["after"], first["when"]["by"]
    was = call("lists", "show", "us_ofac_sdn", "--as-of", before, "--db", demo_database, "--json").json
    now = call("lists", "show", "us_ofac_sdn", "--as-of", after, "--db", demo_database, "--json").json
    gone = {entry["uid"] for entry in was["entries"]} - {entry["uid"] for entry in now["entries"]}
    assert set(first["uids"]) <= gone
    assert was["observed_before"].startswith(before)
    assert was["observed_after"].startswith(after)
    assert was["same_after"] is False


def test_a_day_between_two_looks_at_the_same_state_is_certain(call: Call, demo_database: Path) -> None:
    said = call("lists", "show", "us_ofac_sdn", "--as-of", "2025-08-10", "--db", demo_database)
    assert "the same both times" in said.out


def test_a_day_before_anything_was_observed_is_said_to_be_unknown(call: Call, demo_database: Path) -> None:
    said = call("lists", "show", "us_ofac_sdn", "--as-of", "2020-01-01", "--db", demo_database)
    assert said.code == 0
    assert "not observed on or before 2020-01-01" in said.out


def test_the_status_names_sources_and_that_it_is_a_demo(call: Call, demo_database: Path) -> None:
    said = call("status", "--db", demo_database)
    assert said.code == 0
    assert "(demo)" in said.out
    assert "us_ofac_sdn" in said.out
    found = call("status", "--db", demo_database, "--json").json
    assert found["demo"] is True
    assert {source["source"] for source in found["sources"]} >= {"us_ofac_sdn", "us_ofac_delta"}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("evidence", "d-none"), "no development or record d-none; 'tracker developments' lists them"),
        (("cite", "r-none"), "no development or record r-none; 'tracker developments' lists them"),
        (("lists", "show", "zz_list"), "no list zz_list in"),
        (("lists", "accept", "us_ofac_sdn"), "us_ofac_sdn is not held; no list is held"),
    ],
)
def test_what_is_not_there_is_one_clear_line(
    call: Call, demo_database: Path, words: tuple[str, ...], line: str
) -> None:
    said = call(*words, "--db", demo_database)
    assert said.code == 2
    assert line in said.err
    assert len(said.err.strip().splitlines()) == 1


@pytest.mark.parametrize("words", [("developments",), ("evidence", "d-x"), ("lists", "show", "us_ofac_sdn")])
def test_without_a_database_the_first_step_is_named(
    call: Call, tmp_path: Path, words: tuple[str, ...]
) -> None:
    said = call(*words, "--db", tmp_path / "none.db")
    assert said.code == 2
    assert "there is no such database; `tracker sync` makes it" in said.err
    assert not (tmp_path / "none.db").exists()


def test_the_status_before_the_first_sync_says_what_to_run(call: Call, tmp_path: Path) -> None:
    said = call("status", "--db", tmp_path / "none.db")
    assert said.code == 0
    assert "no sync yet; run: tracker sync" in said.out


def test_live_sources_never_meet_a_demo_s_database(call: Call, demo_database: Path) -> None:
    said = call("sync", "--db", demo_database)
    assert said.code == 2
    assert "is the demo's, which never meets live sources" in said.err


def test_a_backup_is_restored_elsewhere_and_every_proof_holds(
    call: Call, demo_database: Path, tmp_path: Path
) -> None:
    assert call("backup", tmp_path / "backup", "--db", demo_database).code == 0
    restored = tmp_path / "elsewhere" / "restored.db"
    assert call("restore", tmp_path / "backup", "--db", restored).code == 0
    told = call("developments", "--db", restored, "--json").out
    assert told == call("developments", "--db", demo_database, "--json").out
    for development in call("developments", "--db", restored, "--json").json_lines:
        assert call("evidence", development["id"], "--db", restored).code == 0
    assert call("restore", tmp_path / "backup", "--db", restored).code == 2
