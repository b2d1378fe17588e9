"""Lists that were cut, damaged, mixed, or that are no lists at all: told in a line, trusted never."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from tracker.errors import UnreadableList
from tracker.read.lists import open_list, read_delta

XML = "sdn_rebuilt_2025-01-06.xml"
ENHANCED = "cons_enhanced_2025-01-10.xml"
CSV = "sdn_2024-05-03.csv"
BAD = Path(__file__).parent / "badfetch"


@pytest.mark.parametrize(
    ("name", "is_empty", "what"),
    [
        ("empty_0_bytes_sdn_2024-05-04.csv", True, "the body is empty (0 bytes)"),
        ("git_lfs_pointer_saved_as_uk_list.xml", False, "a Git LFS pointer"),
        ("s3_NoSuchKey_saved_as_sdn.xml", False, "a storage server's error (NoSuchKey"),
        ("un_403_forbidden_nginx.html", False, "an HTML page (403 Forbidden)"),
        ("un_maintenance_redirect_92_bytes.html", False, "an HTML page (This object may be found here)"),
    ],
)
def test_what_servers_sent_instead_of_a_list_is_called_by_its_name(name, is_empty, what):
    for read in (lambda stream: open_list({"main": stream}), read_delta):
        with pytest.raises(UnreadableList) as refused:
            read(BytesIO((BAD / name).read_bytes()))
        assert what in str(refused.value)
        assert refused.value.empty is is_empty
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"\r\n  \x1a", "the body is blank"),
        (b'{"message": "Forbidden"}', "a JSON document"),
        (b"PK\x03\x04....", "a ZIP that was not unpacked"),
        (b"\x1f\x8b....", "a gzip that was not unpacked"),
        (b"<Invoices/>", "XML of an unknown kind (root element <Invoices>)"),
        (b"Last Updated,14/11/2026", "of an unknown kind (it begins 'Last Updated,14/11/2026')"),
    ],
)
def test_other_bodies_are_refused_with_what_they_are(body, what, parts):
    with pytest.raises(UnreadableList, match="no list") as refused:
        open_list(parts(body))
    assert what in str(refused.value)


@pytest.mark.parametrize("name", [XML, ENHANCED])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_a_list_cut_anywhere_is_opened_and_says_so(name, share, body, parts):
    whole = body(name)
    opened = open_list(parts(whole[: int(len(whole) * share)]))
    assert opened.outline.faults[:2] == ("the end mark is missing", "it breaks off inside an entry")
    assert len(list(opened.entries())) == len(opened.outline.cuts) > 0


def test_a_list_cut_between_two_entries_lacks_its_end_and_counts_wrong(body, parts):
    whole = body(XML)
    cut = whole[: whole.rindex(b"<sdnEntry>")]
    assert open_list(parts(cut)).outline.faults == (
        "the end mark is missing",
        "8 entries, but its own count says 9",
    )


def test_a_list_that_only_lost_an_entry_counts_wrong(body, parts):
    whole = body(XML)
    start, end = whole.index(b"<sdnEntry>"), whole.index(b"</sdnEntry>") + len(b"</sdnEntry>")
    shorter = whole[:start] + whole[end:]
    assert open_list(parts(shorter)).outline.faults == ("8 entries, but its own count says 9",)


@pytest.mark.parametrize(("name", "tag"), [(XML, b"sdnEntry"), (ENHANCED, b"entity")])
def test_a_uid_that_stands_twice_is_told(name, tag, body, parts):
    whole = body(name)
    end = whole.index(b"</%b>" % tag) + len(tag) + 3
    start = whole.index(b"<%b" % tag)
    opened = open_list(parts(whole[:end] + whole[start:end] + whole[end:]))
    uid = next(iter(opened.outline.cuts))
    assert f"uid {uid} stands twice" in opened.outline.faults


def test_a_list_without_entries_is_never_good(parts):
    empty = b"<sdnList><publshInformation><Record_Count>0</Record_Count></publshInformation></sdnList>"
    assert open_list(parts(empty)).outline.faults == ("it holds no entries",)


@pytest.mark.parametrize(
    ("cut", "faults"),
    [
        (-1, ("the end mark is missing",)),
        (-30, ("the end mark is missing", "it breaks off inside a row (line 12)")),
        (-200, ("the end mark is missing", "a row has 7 columns instead of 12 (uid '44580')")),
    ],
)
def test_a_csv_that_was_cut_is_told(cut, faults, body, parts):
    assert open_list(parts(body(CSV)[:cut])).outline.faults == faults


def test_a_csv_row_with_too_few_columns_is_told(body, parts):
    damaged = body(CSV).replace(b'9797,"LUKASHENKA, Viktar Aliaksandravich",', b"9797,")
    opened = open_list(parts(damaged))
    assert opened.outline.faults == ("a row has 11 columns instead of 12 (uid '9797')",)
    assert "9797" not in opened.outline.cuts


def test_a_csv_uid_that_stands_twice_is_told(body, parts):
    row = next(line for line in body(CSV).splitlines(keepends=True) if line.startswith(b"9797,"))
    assert open_list(parts(row + body(CSV))).outline.faults == ("uid 9797 stands twice",)


def test_a_csv_that_goes_on_after_its_end_mark_is_told(body, parts):
    twice = body(CSV) + b"\r\n" + body(CSV)
    assert open_list(parts(twice)).outline.faults == ("something follows the end mark",)


@pytest.mark.parametrize(
    ("part", "row", "fault"),
    [
        (
            "alt",
            b'999999,1,"aka","STRANGER",-0- \r\n',
            "alt.csv names uid 999999, which sdn.csv does not hold",
        ),
        ("add", b'999999,1,"A","B","C",-0- \r\n', "add.csv names uid 999999, which sdn.csv does not hold"),
        ("comments", b'999999,"text"\r\n', "sdn_comments.csv names uid 999999, which sdn.csv does not hold"),
        ("alt", b'306,1,"aka"\r\n', "alt.csv: a row has 3 columns instead of 5 (uid '306')"),
    ],
)
def test_rows_of_another_publication_are_told(part, row, fault, quartet, parts):
    quartet[part] = row + quartet[part]
    assert open_list(parts(**quartet)).outline.faults == (fault,)


def test_many_strangers_are_told_in_few_words(quartet, parts):
    rows = b"".join(b'%d,1,"aka","STRANGER",-0- \r\n' % uid for uid in range(900000, 900010))
    quartet["alt"] = rows + quartet["alt"]
    faults = open_list(parts(**quartet)).outline.faults
    assert faults[3:] == ("and 7 more uids of alt.csv are strange to sdn.csv",)


def test_an_entry_that_the_older_address_file_does_not_know_is_told(quartet, parts):
    older = [line for line in quartet["add"].splitlines(keepends=True) if not line.startswith(b"10575,")]
    quartet["add"] = b"".join(older)
    assert open_list(parts(**quartet)).outline.faults == ("add.csv has no row for uid 10575",)


def test_remarks_that_break_off_and_do_not_go_on_are_told(quartet, parts):
    quartet["comments"] = b""
    assert open_list(parts(**quartet)).outline.faults == (
        "the remarks of uid 30518 do not go on in sdn_comments.csv",
    )


def test_a_side_file_that_was_cut_is_told(quartet, parts):
    quartet["alt"] = quartet["alt"][:-1]
    assert open_list(parts(**quartet)).outline.faults == ("alt.csv: the end mark is missing",)


def test_comments_need_no_end_mark(quartet, parts):
    quartet["comments"] += b"\x1a"
    assert open_list(parts(**quartet)).outline.faults == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (XML, b"<title>", b"<colour>red</colour><title>", "unread field colour='red'"),
        (XML, b"<sdnType>Individual", b"<sdnType>Submarine", "unknown kind of target 'Submarine'"),
        (XML, b"<category>strong", b"<category>fair", "unknown category of a name 'fair'"),
        (XML, b"<lastName>EW-301PJ</lastName>", b"", "neither lastName nor firstName"),
        (XML, b"<mainEntry>true", b'<mainEntry since="2020">true', "unread field since='2020'"),
        (XML, b"<program>BELARUS<", b"<program>BELARUS<sub/><", "unread field 'sub' in <program>"),
        (XML, b"<city>Minsk", b"<city>Kopys</city><city>Minsk", "a field stands twice in <address>"),
        (XML, b"<country>Belarus</country>\n        <mainEntry>", b"<mainEntry>", "'country' is missing"),
        (ENHANCED, b"<features>", b"<measures/><features>", "unread field measures=''"),
        (ENHANCED, b">Entity</entityType>", b">Robot</entityType>", "unknown kind of target 'Robot'"),
        (ENHANCED, b">Cyrillic</script>", b">Klingon</script>", "unknown script 'Klingon'"),
        (ENHANCED, b"<feature id=", b"<feature colour='red' id=", "unread field colour='red'"),
        (ENHANCED, b"<isLowQuality>false", b"<isLowQuality>perhaps", "unknown boolean 'perhaps'"),
        (ENHANCED, b">CITY<", b">PLANET<", "unknown part of an address 'PLANET'"),
        (ENHANCED, b"<versionId>", b"<volume>3</volume><versionId>", "unread field volume='3'"),
        (ENHANCED, b"<isValid>true</isValid>", b"", "'isValid' is missing"),
    ],
)
def test_what_the_reader_does_not_know_speaks_up(name, old, new, told, body, parts):
    whole = body(name).replace(b"\r\n", b"\n")
    assert old in whole
    opened = open_list(parts(whole.replace(old, new, 1)))
    with pytest.raises(UnreadableList, match=r"^us_ofac uid \d+: ") as refused:
        list(opened.entries())
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"<Publish_Date>01/06/2025", b"<Publish_Date>2025-01-06", "'2025-01-06' is not a day"),
        (b"<Record_Count>9", b"<Record_Count>nine", "Record_Count 'nine' is no number"),
        (b"<Publish_Date>", b"<Edition>2</Edition><Publish_Date>", "unread field Edition='2'"),
    ],
)
def test_a_head_that_is_not_understood_is_refused(old, new, told, body, parts):
    with pytest.raises(UnreadableList, match=told.replace("(", r"\(")):
        open_list(parts(body(XML).replace(old, new)))


@pytest.mark.parametrize("name", [XML, ENHANCED])
def test_a_document_type_is_refused_before_anything_is_read(name, body, parts):
    whole = body(name)
    root = whole.index(b"<s", 10)
    trap = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(UnreadableList, match="DOCTYPE"):
        open_list(parts(whole[:root] + trap + whole[root:]))


def test_damage_in_the_middle_is_no_cut(body, parts):
    damaged = body(XML).replace(b"</idList>", b"</idLost>", 1)
    opened = open_list(parts(damaged))
    with pytest.raises(UnreadableList, match="not well-formed"):
        list(opened.entries())


def test_a_list_is_no_file_of_changes_and_the_other_way_round(body, parts):
    with pytest.raises(UnreadableList, match="it is a file of changes"):
        open_list(parts(body("delta_2026-08-26.xml")))
    with pytest.raises(UnreadableList, match="it is a whole list"):
        read_delta(BytesIO(body(XML)))
