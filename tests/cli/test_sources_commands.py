"""The commands about sources: how they fare, what they would give, a new one proposed, one walked back."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from calling import Call
from tracker.read.proposal import propose
from tracker.store.connection import connect
from tracker.store.health import note_outage
from tracker.store.hosts import hold_off
from tracker.store.transaction import immediate
from world import EVERYBODY, Answer, World, sdn_csv, sdn_xml

HTML = "text/html; charset=utf-8"
INDEX = """title = "Example news"
kind = "index"
url = "{url}"
every = "1h"
publisher_class = "independent"
languages = ["en"]
terms = "invented"
link_selector = "li a"
backfill_url = "{url}?page={{page}}"

[checks]
min_links = 2
"""
PAGE = """title = "Example page"
kind = "page"
url = "{url}"
enabled = false
disabled_reason = "nobody looked at it yet"
disabled_since = 2026-01-02
every = "1h"
publisher_class = "independent"
languages = ["en"]
terms = "invented"
"""
NEWS = (
    b'<html><body><ul><li><a href="/a">Of six</a></li><li><a href="/b">Of seven</a></li></ul></body></html>'
)
DRIFTED = b"<html><body><p>We have a new design.</p></body></html>"


@pytest.fixture
def own(world: World, call: Call, tmp_path: Path) -> Path:
    """A configuration folder with one enabled index and one disabled page at the loopback server."""
    call("init", tmp_path / "own")
    folder = tmp_path / "own" / "config"
    for path in (*(folder / "belarus" / "sources").iterdir(), *(folder / "belarus" / "lists").iterdir()):
        path.unlink()
    machine = folder / "tracker.toml"
    ours = 'gap = "0s"\nallow_addresses = ["127.0.0.1"]'
    machine.write_text(machine.read_text("utf-8").replace('gap = "10s"', ours), "utf-8")
    write(folder, "example_news", INDEX.format(url=f"{world.address}/news"))
    write(folder, "example_page", PAGE.format(url=f"{world.address}/page"))
    world.serve("/news", Answer(NEWS, content_type=HTML))
    world.serve("/page", Answer(b"<p>What the page says.</p>", content_type=HTML))
    for path in "/a", "/b":
        world.serve(path, Answer(f"<p>What {path} says.</p>".encode(), content_type=HTML))
    return folder


def write(folder: Path, name: str, toml: str) -> None:
    (folder / "belarus" / "sources" / f"{name}.toml").write_text(toml, "utf-8")


def database(own: Path) -> Path:
    return own.parent / "db" / "belarus.db"


def everything(folder: Path) -> Mapping[Path, bytes]:
    """All files that somebody could have written."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestHowTheyFare:
    def test_before_the_first_sync_each_source_is_new_or_disabled_with_its_reason(
        self, own: Path, call: Call
    ) -> None:
        said = call("sources", "--config", own)
        assert said.code == 0
        news, page = (line for line in said.out.splitlines() if re.match(r"example_\w+ +(new|disab)", line))
        assert re.fullmatch(r"example_news +new +never +0 *", news)
        assert re.fullmatch(r"example_page +disabled +2026-01-02 +never +0 *", page)
        assert re.search(r"example_page +nobody looked at it yet", said.out)
        assert not database(own).exists()

    def test_after_a_sync_state_since_success_change_and_links_are_there(self, own: Path, call: Call) -> None:
        call("sync", "--config", own)
        news, page = call("sources", "--config", own, "--json").json_lines
        assert (news["source"], news["health"], news["failures"], news["links"]) == (
            "example_news",
            "ok",
            0,
            2,
        )
        for key in "health_since", "last_ok_at", "last_changed_at", "next_due_at":
            assert datetime.fromisoformat(news[key]).tzinfo is not None
        assert (page["health"], page["enabled"]) == ("disabled", False)
        assert (page["health_since"], page["disabled_reason"]) == ("2026-01-02", "nobody looked at it yet")
        table = call("sources", "--config", own).out
        day = news["last_ok_at"][:10]
        assert re.search(rf"^example_news +ok( +{day} \d\d:\d\d UTC){{4}} +0 +2 *$", table, re.MULTILINE)

    def test_a_source_that_fails_still_shows_its_last_success(
        self, own: Path, world: World, call: Call
    ) -> None:
        call("sync", "--config", own)
        (before, _) = call("sources", "--config", own, "--json").json_lines
        world.serve("/news", Answer(b"busy", 500, "text/plain"))
        call("sync", "--config", own)
        (after, _) = call("sources", "--config", own, "--json").json_lines
        assert (after["health"], after["failures"]) == ("degraded", 1)
        assert after["last_ok_at"] == before["last_ok_at"]

    def test_what_the_configuration_switched_since_the_last_sync_is_shown_at_once(
        self, own: Path, world: World, call: Call
    ) -> None:
        """Regression: a source that was enabled went on as disabled, one that was disabled had the day
        of its old state.
        """
        call("sync", "--config", own)
        enabled = re.sub(r"enabled.*\ndisabled_reason.*\ndisabled_since.*\n", "", PAGE)
        write(own, "example_page", enabled.format(url=f"{world.address}/page"))
        off = 'enabled = false\ndisabled_reason = "enough"\ndisabled_since = 2026-03-04\nevery'
        write(own, "example_news", INDEX.format(url=f"{world.address}/news").replace("every", off, 1))
        news, page = call("sources", "--config", own, "--json").json_lines
        assert (news["health"], news["health_since"]) == ("disabled", "2026-03-04")
        assert (page["health"], page["health_since"]) == ("new", None)

    def test_the_status_shows_hosts_at_rest_disk_disabled_sources_and_an_outage(
        self, own: Path, call: Call
    ) -> None:
        call("sync", "--config", own)
        now = datetime.now(UTC)
        with closing(connect(database(own))) as connection, immediate(connection):
            hold_off(connection, "example.org", now + timedelta(hours=2), "429, Retry-After: 7200")
            note_outage(connection, at=now, hosts=3, offline_hosts=3)
        said = call("status", "--config", own)
        assert said.code == 0
        assert "example.org is left alone until" in said.out
        assert "429, Retry-After: 7200" in said.out
        assert re.search(r"disk: \d+\.\d MB evidence, \d+\.\d MB database", said.out)
        assert "1 more are disabled; why: tracker sources\n" in said.out
        assert "our own line is down since" in said.out
        found = call("status", "--config", own, "--json").json
        assert [host["host"] for host in found["resting_hosts"]] == ["example.org"]
        assert (found["outage"]["hosts"], found["outage"]["offline_hosts"]) == (3, 3)
        assert found["budget"]["evidence"] > 0


class TestASavedPage:
    @pytest.mark.parametrize(
        ("body", "code", "first"),
        [
            (NEWS, 0, "example_news: ok"),
            (gzip.compress(NEWS, mtime=0), 0, "example_news: ok"),
            (DRIFTED, 3, "example_news: drifted: no element matches 'li a'; 0 links, at least 2 expected"),
            (b"%PDF-1.7 ...", 3, "example_news: error_page: "),
            (b"", 3, "example_news: empty: "),
            (b"\x1f\x8b\x08 torn", 3, "example_news: error_page: the gzip stream is damaged"),
            (b'{"error": "no"}', 3, "example_news: error_page: "),
        ],
    )
    def test_it_is_read_as_the_source_would_read_it(
        self, own: Path, call: Call, tmp_path: Path, body: bytes, code: int, first: str
    ) -> None:
        (tmp_path / "saved").write_bytes(body)
        said = call("sources", "test", "example_news", "--page", tmp_path / "saved", "--config", own)
        assert (said.code, said.err) == (code, "")
        assert said.out.startswith(first)

    def test_what_would_be_followed_is_shown(
        self, own: Path, world: World, call: Call, tmp_path: Path
    ) -> None:
        (tmp_path / "saved.html").write_bytes(NEWS)
        said = call("sources", "test", "example_news", "--page", tmp_path / "saved.html", "--config", own)
        assert said.out.splitlines() == [
            "example_news: ok",
            "  4 words, 2 links, 0 posts",
            f"  {world.address}/a  Of six",
            f"  {world.address}/b  Of seven",
        ]
        assert (world.requests, database(own).exists()) == ([], False)

    def test_a_saved_refusal_is_no_page(self, own: Path, call: Call, tmp_path: Path) -> None:
        """Regression: a challenge that was saved in place of the page was read as the page."""
        challenge = b"<html><head><title>Just a moment...</title></head><body>Checking</body></html>"
        (tmp_path / "saved.html").write_bytes(challenge)
        said = call("sources", "test", "example_page", "--page", tmp_path / "saved.html", "--config", own)
        assert said.code == 3
        assert said.out.startswith("example_page: blocked: ")

    def test_a_disabled_source_may_be_tried_too(self, own: Path, call: Call, tmp_path: Path) -> None:
        (tmp_path / "saved.html").write_bytes(b"<p>What the page says.</p>")
        said = call("sources", "test", "example_page", "--page", tmp_path / "saved.html", "--config", own)
        assert (said.code, "What the page says." in said.out) == (0, True)

    def test_a_source_without_an_address_can_be_tried_by_a_relative_path(
        self, own: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Regression: "relative path can't be expressed as a file URI", with a traceback."""
        write(own, "example_page", re.sub(r"url.*\n", "", PAGE))
        (tmp_path / "saved.html").write_bytes(b"<p>What the page says.</p>")
        monkeypatch.chdir(tmp_path)
        said = call("sources", "test", "example_page", "--page", "saved.html", "--config", own)
        assert said.code == 0

    def test_without_a_page_the_last_good_body_is_read_from_the_evidence(
        self, own: Path, world: World, call: Call
    ) -> None:
        call("sync", "--config", own)
        world.serve("/news", Answer(b"busy", 500, "text/plain"))
        call("sync", "--config", own)
        world.requests.clear()
        said = call("sources", "test", "example_news", "--config", own)
        assert said.code == 0
        assert f"{world.address}/b  Of seven" in said.out
        assert world.requests == []

    @pytest.mark.parametrize("has_database", [True, False])
    def test_without_either_one_line_says_what_to_give(
        self, own: Path, call: Call, has_database: bool
    ) -> None:
        if has_database:
            call("sync", "--config", own)
        said = call("sources", "test", "example_page", "--config", own)
        assert said.code == 2
        line = "tracker: example_page: no good body is stored yet; give a saved page with --page FILE\n"
        assert (said.out, said.err) == ("", line)

    def test_the_newest_changes_of_a_list_are_found_in_the_evidence(
        self, call: Call, demo_database: Path
    ) -> None:
        """Regression: they are kept under another name than a list's or a page's body."""
        said = call("sources", "test", "us_ofac_delta", "--db", demo_database)
        assert said.code == 0
        assert "  changes published 2026-08-26: " in said.out

    def test_a_list_says_how_many_entries_may_be_the_subject_s(
        self, own: Path, call: Call, tmp_path: Path
    ) -> None:
        whole = sdn_xml(EVERYBODY, datetime(2025, 8, 1, tzinfo=UTC).date())
        (tmp_path / "sdn.xml").write_bytes(whole)
        (tmp_path / "cut.xml").write_bytes(whole[:-12])
        write(own, "us_ofac_sdn", LIST.format(url="https://example.org/sdn.xml"))
        said = call("sources", "test", "us_ofac_sdn", "--page", tmp_path / "sdn.xml", "--config", own)
        assert (said.code, "80 entries, at most 20 of the subject" in said.out) == (0, True)
        said = call("sources", "test", "us_ofac_sdn", "--page", tmp_path / "cut.xml", "--config", own)
        assert (said.code, "the end mark is missing" in said.out) == (3, True)


LIST = """title = "Example list"
kind = "list"
format = "us_ofac"
list = "us_ofac_sdn"
programmes = ["BELARUS*"]
authority = "US"
agency = "OFAC"
url = "{url}"
every = "1h"
publisher_class = "official_list"
languages = ["en"]
terms = "invented"
"""


class TestCheck:
    @pytest.mark.parametrize(("name", "path"), [("example_news", "/news"), ("example_page", "/page")])
    def test_it_fetches_now_shows_and_writes_nothing(
        self, own: Path, world: World, call: Call, name: str, path: str
    ) -> None:
        before = everything(own.parent)
        said = call("check", name, "--pages", "0", "--config", own)
        assert (said.code, said.out.splitlines()[0]) == (0, f"{name}: ok")
        assert world.requests == [path]
        assert everything(own.parent) == before
        assert not database(own).exists()

    def test_it_shows_what_the_pages_behind_the_links_state_and_what_was_refused(
        self, own: Path, world: World, call: Call
    ) -> None:
        freed = "On 5 August 2025 the authorities of Belarus released six political prisoners."
        asked = "Activists call on Minsk to release all other political prisoners in Belarus."
        day = '<meta property="article:published_time" content="2025-08-05T09:00:00+03:00">'
        story = f"<html><head>{day}</head><body><p>{freed}</p><p>{asked}</p></body></html>"
        world.serve("/a", Answer(story.encode(), content_type=HTML))
        world.serve("/b", Answer(b"<p>Nothing of it.</p>", content_type=HTML))
        said = call("check", "example_news", "--config", own)
        lines = [line.strip() for line in said.out.splitlines()]
        assert any(line.startswith("release actual: BY, 6 people, 2025-08-05") for line in lines)
        assert f"“{freed}”" in lines
        assert lines[lines.index(f"“{asked}”") - 1] == "not a record: demand"
        assert f"{world.address}/b: no word of the subject, not read" in lines

    def test_who_is_suppressed_is_not_named_by_what_a_page_states(
        self, own: Path, world: World, call: Call
    ) -> None:
        freed = "On 5 August 2025 Belarus released the poet Alena Vydumanava and the poet Pavel Nebylets."
        day = '<meta property="article:published_time" content="2025-08-05T09:00:00+03:00">'
        story = f"<html><head>{day}<title>Alena Vydumanava</title></head><body><p>{freed}</p></body></html>"
        world.serve("/a", Answer(story.encode(), content_type=HTML))
        world.serve("/page", Answer(story.encode(), content_type=HTML))
        connect(database(own)).close()
        call("suppress", "Alena Vydumanava", "--why", "she asked for it", "--config", own)
        for name in ("example_news", "example_page"):
            said = call("check", name, "--config", own)
            assert "Pavel Nebylets" in said.out
            assert "[name withheld]" in said.out
            assert "ydumanava" not in said.out

    def test_a_database_that_is_there_stays_as_it_is(self, own: Path, world: World, call: Call) -> None:
        call("sync", "--config", own)
        tables = rows(own)
        world.serve("/news", Answer(NEWS.replace(b"/b", b"/c"), content_type=HTML))
        assert "/c  Of seven" in call("check", "example_news", "--config", own).out
        assert rows(own) == tables

    @pytest.mark.parametrize(
        ("answer", "first"),
        [
            (Answer(b"no", 403, "text/plain"), "example_news: blocked: the server answered 403"),
            (Answer(b"no", 500, "text/plain"), "example_news: error_page: the server answered 500"),
            (Answer(b"", 200, HTML), "example_news: empty: "),
            (Answer(DRIFTED, 200, HTML), "example_news: drifted: no element matches 'li a'"),
            (Answer(b"%PDF-1.7", 200, "application/pdf"), "example_news: error_page: "),
        ],
    )
    def test_an_answer_that_is_no_good_is_3(
        self, own: Path, world: World, call: Call, answer: Answer, first: str
    ) -> None:
        world.serve("/news", answer)
        said = call("check", "example_news", "--config", own)
        assert (said.code, said.err) == (3, "")
        assert said.out.startswith(first)

    def test_nobody_answering_is_3(self, own: Path, call: Call) -> None:
        write(own, "example_page", PAGE.format(url="http://127.0.0.1:1/"))
        said = call("check", "example_page", "--config", own)
        assert said.code == 3
        assert said.out.startswith("example_page: offline: ")

    def test_what_robots_txt_forbids_is_not_fetched(self, own: Path, world: World, call: Call) -> None:
        world.serve("/robots.txt", Answer(b"User-agent: *\nDisallow: /\n", content_type="text/plain"))
        said = call("check", "example_news", "--config", own)
        assert said.code == 3
        assert said.out.startswith("example_news: disallowed: ")
        assert world.requests == []

    def test_a_host_that_asked_for_rest_is_left_alone(self, own: Path, world: World, call: Call) -> None:
        """Regression: what the database remembers of hosts was not looked up."""
        call("sync", "--config", own)
        with closing(connect(database(own))) as connection, immediate(connection):
            hold_off(connection, "127.0.0.1", datetime.now(UTC) + timedelta(hours=2), "429")
        world.requests.clear()
        said = call("check", "example_news", "--config", own)
        assert (said.code, world.requests) == (3, [])
        assert said.out.startswith("example_news: blocked: the host asked us to wait until")
        assert call("sources", "add", f"{world.address}/news", "--config", own).code == 4
        assert world.requests == []

    def test_all_files_of_a_publication_are_fetched(self, own: Path, world: World, call: Call) -> None:
        """Regression: the list's own file alone was fetched, and its parts were said to be missing."""
        toml = (
            LIST.format(url=f"{world.address}/sdn.csv") + f'parts = {{ alt = "{world.address}/alt.csv" }}\n'
        )
        write(own, "us_ofac_sdn", toml)
        world.serve("/sdn.csv", Answer(sdn_csv(EVERYBODY), content_type="text/csv"))
        world.serve("/alt.csv", Answer(b'100,1,"aka","EXAMPLE",-0- \r\n\x1a', content_type="text/csv"))
        said = call("check", "us_ofac_sdn", "--config", own)
        assert (said.code, world.requests) == (0, ["/sdn.csv", "/alt.csv"])
        world.serve("/alt.csv", Answer(b"gone", 404, "text/plain"))
        said = call("check", "us_ofac_sdn", "--config", own)
        assert said.code == 3
        assert said.out == "us_ofac_sdn: error_page: alt: the server answered 404\n"

    def test_a_list_that_nobody_can_read_yet_says_so(self, own: Path, world: World, call: Call) -> None:
        toml = PAGE.replace('"page"', '"list"').format(url=f"{world.address}/list")
        write(own, "example_list", toml)
        world.serve("/list", b"<list><entry/></list>")
        said = call("check", "example_list", "--config", own)
        assert said.code == 0
        assert "21 bytes came; there is no reader for it yet" in said.out


def rows(own: Path) -> dict[str, int]:
    with closing(connect(database(own), read_only=True)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names
        }


class TestAdd:
    """Proposals: TOML as it is printed, and with its commented lines completed."""

    RSS = b"""<?xml version="1.0"?>
<?xml-stylesheet type="text/xsl" href="feed.xsl"?>
<!-- made by hand - and by nobody else -->
<rss version="2.0"><channel><title>News &amp; "views"</title></channel></rss>"""

    def proposed(self, own: Path, world: World, call: Call, path: str) -> tuple[str, dict[str, object]]:
        before = everything(own.parent)
        said = call("sources", "add", f"{world.address}{path}", "--config", own)
        assert (said.code, said.err) == (0, "")
        assert everything(own.parent) == before
        where, toml = said.out.split("\n", 1)
        assert where == f"# {own}/belarus/sources/127_0_0_1.toml"
        completed = re.sub(r"^# (\w+ = )", r"\1", toml, flags=re.MULTILINE)
        write(own, "proposed", completed)
        checked = call("config", "check", "--config", own)
        assert (checked.code, checked.err) == (0, "")
        return toml, tomllib.loads(toml)

    def test_a_page_that_names_a_feed(self, own: Path, world: World, call: Call) -> None:
        page = (
            b'<html><head><base href="/de/"><title> A \\ "title"\n of two lines </title>'
            b'<link rel="stylesheet" href="/s.css"><link rel="alternate" type="text/html" href="/en">'
            b'<link rel="alternate" type="application/rss+xml; charset=utf-8" href="feed.xml">'
            b'<link rel="alternate" type="application/rss+xml" href="comments.xml"></head></html>'
        )
        world.serve("/home", Answer(page, content_type=HTML))
        toml, found = self.proposed(own, world, call, "/home")
        assert (found["kind"], found["url"]) == ("feed", f"{world.address}/de/feed.xml")
        assert (found["title"], found["enabled"]) == ('A \\ "title" of two lines', False)
        assert f"# named by {world.address}/home\n" in toml

    def test_a_page_that_is_a_feed(self, own: Path, world: World, call: Call) -> None:
        world.serve("/rss", Answer(self.RSS, content_type="application/rss+xml"))
        _, found = self.proposed(own, world, call, "/rss")
        assert (found["kind"], found["url"]) == ("feed", f"{world.address}/rss")
        assert found["title"] == 'News & "views"'

    def test_a_page_without_a_feed(self, own: Path, world: World, call: Call) -> None:
        toml, found = self.proposed(own, world, call, "/news")
        assert (found["kind"], found["url"]) == ("index", f"{world.address}/news")
        # Regression: a page with an empty title was proposed with an empty title, which is refused.
        assert found["title"] == f"{world.address}/news"
        assert "no feed found" in toml

    def test_a_name_that_is_taken_is_not_proposed_again(self, own: Path, world: World, call: Call) -> None:
        write(own, "127_0_0_1", INDEX.format(url=f"{world.address}/news"))
        said = call("sources", "add", f"{world.address}/news", "--config", own)
        assert said.out.startswith(f"# {own}/belarus/sources/127_0_0_1_2.toml\n")

    @pytest.mark.parametrize(
        ("body", "kind"), [(b"%PDF-1.7 ...", "a PDF"), (json.dumps({"a": 1}).encode(), "a JSON document")]
    )
    def test_what_is_neither_page_nor_feed_is_one_line(
        self, own: Path, world: World, call: Call, body: bytes, kind: str
    ) -> None:
        world.serve("/x", Answer(body, content_type="application/octet-stream"))
        said = call("sources", "add", f"{world.address}/x", "--config", own)
        assert (said.code, said.out) == (3, "")
        assert said.err == f"tracker: {world.address}/x: no page and no feed: it is {kind}\n"

    @pytest.mark.parametrize("address", ["example", "file:///etc/passwd", "http://169.254.169.254/"])
    def test_an_address_that_may_not_be_visited_is_one_line(
        self, own: Path, call: Call, address: str
    ) -> None:
        said = call("sources", "add", address, "--config", own)
        assert (said.code, said.out) == (4, "")
        assert len(said.err.splitlines()) == 1

    def test_a_page_that_refuses_is_one_line(self, own: Path, world: World, call: Call) -> None:
        world.serve("/x", Answer(b"no", 403, "text/plain"))
        said = call("sources", "add", f"{world.address}/x", "--config", own)
        assert said.code == 4
        assert said.err == f"tracker: {world.address}/x: blocked: the server answered 403\n"

    def test_hostile_comments_before_a_page_take_no_longer_than_others(self) -> None:
        """Regression: n comments before something that is no feed were parted in 2^n ways."""
        body = b"<!-- a -->" * 20_000 + b"<p>no feed</p>"
        _, toml = propose(body, None, "https://example.org/", on=datetime(2026, 1, 2, tzinfo=UTC).date())
        assert tomllib.loads(toml)["kind"] == "index"


class TestBackfill:
    def test_it_says_how_far_it_came(self, own: Path, world: World, call: Call) -> None:
        world.serve("/news?page=1", Answer(NEWS, content_type=HTML))
        said = call("backfill", "example_news", "--since", "2025-06-01", "--config", own)
        assert (said.code, said.err) == (0, "")
        assert said.out == (
            "example_news: 1 pages back, 2 new links, 2 linked pages visited; ended: there is no page 2\n"
        )

    def test_a_bad_answer_is_3_and_said(self, own: Path, world: World, call: Call) -> None:
        world.serve("/news?page=1", Answer(b"busy", 500, "text/plain"))
        said = call("backfill", "example_news", "--since", "2025-06-01", "--config", own)
        assert said.code == 3
        assert said.out.endswith("; ended: page 1: the server answered 500\n")


@pytest.mark.parametrize(
    "words",
    [
        ("sources", "test", "example_new"),
        ("check", "example_new"),
        ("backfill", "example_new", "--since", "2025-06-01"),
    ],
)
def test_an_unknown_name_is_one_line_with_the_nearest_one(
    own: Path, call: Call, words: tuple[str, ...]
) -> None:
    said = call(*words, "--config", own)
    line = "no source example_new (did you mean \"example_news\"?); 'tracker sources' lists them"
    assert (said.code, said.out, said.err) == (2, "", f"tracker: {line}\n")
    assert not database(own).exists()
