"""Which addresses may become links, and where the site has a development's page."""

from __future__ import annotations

import pytest

from tracker.report.addresses import development_page, developments_page, is_link


@pytest.mark.parametrize(
    "address",
    ["https://lists.example/SDN.XML", "http://127.0.0.1:8080/a?b=c&d=e#f", "HTTPS://пример.example/правда"],
)
def test_an_address_of_the_web_is_a_link(address: str) -> None:
    assert is_link(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,<b>no</b>",
        "file:///etc/passwd",
        "ftp://lists.example/",
        "//lists.example/",
        "https:///no-host",
        "https://lists.example@elsewhere.example/",
        "https://lists.example/ two words",
        "https://lists.example/\x1b[2J",
        "https://[::1/",
        "",
    ],
)
def test_what_is_no_address_of_the_web_or_hides_its_host_is_no_link(address: str) -> None:
    assert not is_link(address)


@pytest.mark.parametrize("site", ["https://tracker.example/belarus", "https://tracker.example/belarus/"])
def test_a_development_has_one_page_however_the_site_is_written(site: str) -> None:
    assert developments_page(site) == "https://tracker.example/belarus/developments/"
    assert development_page(site, "d-abc") == "https://tracker.example/belarus/developments/d-abc/"
    assert development_page(site, "../x y") == "https://tracker.example/belarus/developments/..%2Fx%20y/"
