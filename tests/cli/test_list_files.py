"""`tracker lists parse` and `tracker lists diff`, on files as people have them."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from pathlib import Path

import pytest

from calling import Call
from world import EVERYBODY, changed, company, delta_xml, part_csv, sdn_csv, sdn_xml, without

ENTRY_KEYS = [
    "list", "uid", "kind", "name", "names", "programmes", "births", "identifiers", "addresses", "remarks",
    "listed_on", "delisted_on",
]  # fmt: skip
DAY = date(2025, 8, 1)


def write(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    return path


def test_one_entry_a_line_with_every_key(call: Call, tmp_path: Path) -> None:
    said = call("lists", "parse", write(tmp_path / "sdn.xml", sdn_xml(EVERYBODY, DAY)), "--json")
    assert said.code == 0
    assert [list(entry) for entry in said.json_lines] == [ENTRY_KEYS] * len(EVERYBODY)
    assert [entry["uid"] for entry in said.json_lines] == [one.uid for one in EVERYBODY]


def test_layouts_and_packings_are_recognised_by_content(call: Call, tmp_path: Path) -> None:
    xml, table = sdn_xml(EVERYBODY, DAY), sdn_csv(EVERYBODY)
    with zipfile.ZipFile(tmp_path / "list", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("SDN.XML", xml)
    files = (
        write(tmp_path / "a.dat", xml),
        write(tmp_path / "b", gzip.compress(table)),
        tmp_path / "list",
    )
    for file in files:
        parsed = call("lists", "parse", file, "--json").json_lines
        assert [(one["uid"], one["name"], one["programmes"]) for one in parsed] == [
            (one.uid, one.name, list(one.programmes)) for one in EVERYBODY
        ]


@pytest.mark.parametrize(
    ("main", "beside"),
    [("sdn.csv", "add.csv"), ("2025_sdn.csv", "2025_add.csv"), ("2025-08-01.csv", "2025-08-01_add.csv")],
)
def test_an_sdn_csv_is_read_with_the_files_beside_it(
    call: Call, tmp_path: Path, main: str, beside: str
) -> None:
    file = write(tmp_path / main, sdn_csv(EVERYBODY))
    write(tmp_path / beside, part_csv(['100,1,"Example Street 1","Minsk","Belarus",-0- ']))
    entry = call("lists", "parse", file, "--json").json_lines[0]
    assert [address["city"] for address in entry["addresses"]] == ["Minsk"]


def test_a_damaged_list_is_shown_and_said_to_be_damaged(call: Call, tmp_path: Path) -> None:
    said = call("lists", "parse", write(tmp_path / "cut.csv", sdn_csv(EVERYBODY)[:-1]), "--json")
    assert said.code == 3
    assert "the end mark is missing" in said.err


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><body>sorry</body></html>", b"version https://git-lfs.github.com/spec/v1\n", b"\x00"],
)
def test_what_is_no_list_is_one_line_and_no_traceback(call: Call, tmp_path: Path, body: bytes) -> None:
    file = write(tmp_path / "bad", body)
    good = write(tmp_path / "good.xml", sdn_xml(EVERYBODY, DAY))
    for words in (("parse", file), ("diff", good, file), ("diff", file, good)):
        said = call("lists", *words)
        assert said.code == 3
        assert str(file) in said.err + said.out
        assert len((said.err + said.out).strip().splitlines()) == 1
    assert str(file) in call("lists", "diff", good, file, "--json").json["held"]


def test_the_difference_as_one_object(call: Call, tmp_path: Path) -> None:
    old = write(tmp_path / "old.xml", sdn_xml(EVERYBODY, DAY))
    after = (*changed(without(EVERYBODY, 104), 105, name="OTHER NAME 105 LLC"), company(777))
    new = write(tmp_path / "new.xml", sdn_xml(after, DAY))
    said = call("lists", "diff", old, new, "--json")
    assert said.code == 0
    assert list(said.json) == ["added", "removed", "changed", "renamed_programmes", "held"]
    assert said.json["held"] is None
    assert said.json["added"] == [
        {"uid": "777", "name": "EXAMPLE WORKS 777 LLC", "kind": "entity", "programmes": ["BELARUS-EO14038"]}
    ]
    assert [entry["uid"] for entry in said.json["removed"]] == ["104"]
    (one,) = said.json["changed"]
    assert one["uid"] == "105"
    assert one["changes"]["name"] == {"old": "EXAMPLE WORKS 105 LLC", "new": "OTHER NAME 105 LLC"}


def test_only_the_parts_that_both_states_have_are_compared(call: Call, tmp_path: Path) -> None:
    """Regression: a state with add.csv beside it seemed to have lost every address in the next, bare one."""
    (tmp_path / "old").mkdir()
    old = write(tmp_path / "old" / "sdn.csv", sdn_csv(EVERYBODY))
    write(tmp_path / "old" / "add.csv", part_csv(['100,1,"Example Street 1","Minsk","Belarus",-0- ']))
    new = write(tmp_path / "sdn_new.csv", sdn_csv(without(EVERYBODY, 104)))
    said = call("lists", "diff", old, new, "--json")
    assert ([entry["uid"] for entry in said.json["removed"]], said.json["changed"]) == (["104"], [])


def test_a_comparison_can_be_cut_to_a_programme(call: Call, tmp_path: Path) -> None:
    old = write(tmp_path / "old.xml", sdn_xml(EVERYBODY, DAY))
    new = write(tmp_path / "new.xml", sdn_xml(without(EVERYBODY, 104, 501), DAY))
    said = call("lists", "diff", old, new, "--programme", "BELARUS*", "--json")
    assert [entry["uid"] for entry in said.json["removed"]] == ["104"]


def test_a_held_comparison_says_why_and_lists_nobody_as_removed(call: Call, tmp_path: Path) -> None:
    old = write(tmp_path / "old.xml", sdn_xml(EVERYBODY, DAY))
    new = write(tmp_path / "new.xml", sdn_xml(EVERYBODY[:40], DAY))
    said = call("lists", "diff", old, new, "--json")
    assert said.code == 3
    assert "lost 40 of 80 entries" in said.json["held"]
    assert said.json["removed"] == []


def test_a_renamed_programme_is_one_renaming(call: Call, tmp_path: Path) -> None:
    renamed = tuple(
        company(int(one.uid), "BELARUS-NEW") if one.programmes == ("BELARUS-EO14038",) else one
        for one in EVERYBODY
    )
    old = write(tmp_path / "old.xml", sdn_xml(EVERYBODY, DAY))
    new = write(tmp_path / "new.xml", sdn_xml(renamed, DAY))
    found = call("lists", "diff", old, new, "--json").json
    assert found["renamed_programmes"] == [{"old": "BELARUS-EO14038", "new": "BELARUS-NEW", "entries": 20}]
    assert (found["added"], found["removed"]) == ([], [])


def test_a_file_of_changes_is_parsed_as_what_it_is(call: Call, tmp_path: Path) -> None:
    body = delta_xml(DAY, removed=[company(104)], added=[company(777)])
    file = write(tmp_path / "delta", body)
    parsed = call("lists", "parse", file, "--json").json_lines
    assert [(one["uid"], one["action"], one["programmes"]) for one in parsed] == [
        ("104", "remove", ["BELARUS-EO14038"]),
        ("777", "add", ["BELARUS-EO14038"]),
    ]
    assert "EXAMPLE WORKS 777 LLC" in call("lists", "parse", file).out
