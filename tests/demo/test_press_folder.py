"""The press is a folder that anybody can edit: what is wrong in it is said in a line."""

from __future__ import annotations

import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tracker.demo.press import Press
from tracker.demo.press_folder import load_press, shipped_press
from tracker.errors import ArchiveBroken, TrackerError
from tracker.model import SourceKind
from tracker.read.document import read_document

PAGE = "<html><body><h1>Nothing happened in Minsk</h1><p>Nothing at all.</p></body></html>"
ROW = '[[page]]\nurl = "http://courier.invalid/1"\nfrom = 2026-01-05\nfile = "1.html"\n'


@pytest.fixture(scope="module")
def press() -> Press:
    return load_press(shipped_press())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A press of one page."""
    shutil.copytree(shipped_press() / "sources", tmp_path / "sources")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "1.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "press.toml").write_text(ROW, encoding="utf-8")
    return tmp_path


def add(folder: Path, text: str) -> None:
    with (folder / "press.toml").open("a", encoding="utf-8") as table:
        table.write(text)


def test_a_page_shows_a_file_from_a_day_on_until_another_or_none(folder: Path) -> None:
    (folder / "pages" / "2.html").write_text(PAGE, encoding="utf-8")
    add(folder, ROW.replace("1.html", "2.html").replace("2026-01-05", "2026-01-09"))
    add(folder, '[[page]]\nurl = "http://courier.invalid/1"\nfrom = 2026-02-01\ngone = true\n')
    (page,) = load_press(folder).pages
    assert page.title == "Nothing happened in Minsk"
    shown = [page.on(date(2026, month, day)) for month, day in ((1, 4), (1, 5), (1, 8), (1, 9), (2, 1))]
    assert [one and one.file for one in shown] == [
        None,
        "press/1.html",
        "press/1.html",
        "press/2.html",
        None,
    ]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (ROW.replace("file", "flie"), "a file or gone = true"),
        (ROW.replace('"1.html"', '"1.html"\ngone = true'), "a file or gone = true"),
        (ROW.replace("2026-01-05", '"soon"'), "a day"),
        (ROW + 'titel = "x"\n', "unknown key titel"),
        (ROW.replace("1.html", "2.html"), "not readable"),
        (ROW.replace("1.html", "../press.toml"), "outside of pages/"),
        (ROW.replace("courier.invalid", "nobody.invalid"), "none of the sources stands at nobody.invalid"),
        (ROW.replace("http:", "https:"), "http://HOST.invalid/"),
        ('[[page]]\nurl = "http://courier.invalid/1"\nfrom = 2026-02-01\ngone = true\n', "gone before"),
        ('visits = ["soon"]\n' + ROW, "visits are days"),
        ("[[page]\n", "not TOML"),
    ],
)
def test_what_is_wrong_in_the_table_is_said_in_a_line(folder: Path, row: str, line: str) -> None:
    (folder / "press.toml").write_text(row, encoding="utf-8")
    with pytest.raises(TrackerError, match=re.escape(line)) as broken:
        load_press(folder)
    assert "press" in str(broken.value) or "html" in str(broken.value)


def test_a_page_without_a_headline_is_refused(folder: Path) -> None:
    (folder / "pages" / "1.html").write_text("<p>Nothing.</p>", encoding="utf-8")
    with pytest.raises(ArchiveBroken, match=r"1\.html: no <h1>"):
        load_press(folder)


def test_a_publisher_that_could_exist_is_refused(folder: Path) -> None:
    source = folder / "sources" / "demo_courier.toml"
    source.write_text(source.read_text(encoding="utf-8").replace("courier.invalid", "courier.example"))
    (folder / "press.toml").write_text(ROW.replace("courier.invalid", "courier.example"), encoding="utf-8")
    with pytest.raises(ArchiveBroken, match="cannot exist"):
        load_press(folder)


def test_every_file_of_the_shipped_press_is_shown_at_some_time(press: Press) -> None:
    shown = {version.file for page in press.pages for version in page.versions if version.file}
    pages = shipped_press() / "pages"
    assert shown == {f"press/{path.relative_to(pages)}" for path in pages.rglob("*") if path.is_file()}


def test_no_publisher_of_the_demo_can_exist_and_each_says_so(press: Press) -> None:
    for source in press.sources:
        assert (urlsplit(source.url or "").hostname or "").endswith(".invalid")
        assert source.title.endswith("(invented)")


def test_every_page_says_on_it_that_it_is_written_for_a_demonstration(press: Press) -> None:
    words = ("demonstration", "демонстрации", "дэманстрацыі", "demanstracyi")
    for page in press.pages:
        for version in page.versions:
            text = (version.content or b"").decode()
            foot = re.search(r"<footer>(.*?)</footer>", text, re.S)
            assert version.content is None or (foot and any(word in foot[1] for word in words))


def test_every_page_is_read_with_its_own_day_and_its_publisher_s_language(press: Press) -> None:
    sources = {one.name: one for one in press.sources}
    for page in press.pages:
        source, first = sources[page.source], page.versions[0]
        document = read_document(
            first.content or b"", content_type="text/html", url=page.url, languages=source.languages
        )
        assert document.published == first.since
        assert document.language == source.languages[0]
        assert document.title == unescape(page.title)


def test_the_press_is_written_in_every_language_that_is_read_and_led_to_in_every_way(press: Press) -> None:
    assert {source.languages[0] for source in press.sources} == {"en", "ru", "be", "be-Latn"}
    assert {source.kind for source in press.sources} == {SourceKind.INDEX, SourceKind.FEED, SourceKind.PAGE}
    classes = {source.publisher_class for source in press.sources}
    assert classes == {"independent", "state_media", "official", "ngo"}
