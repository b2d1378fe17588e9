"""The loopback server answers as the publisher's does, with what is served at the step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import requests

from tracker.demo.archive import Archive
from tracker.demo.build import DELTA_SOURCE, LIST_SOURCE, Materials, build
from tracker.demo.server import LoopbackServer, serving
from tracker.model import Origin


@pytest.fixture
def archive(materials: Materials) -> Archive:
    return build(materials)


@pytest.fixture
def server(archive: Archive) -> Iterator[LoopbackServer]:
    with serving(archive) as server:
        yield server


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


def test_each_step_serves_its_own_bodies(
    archive: Archive, server: LoopbackServer, session: requests.Session
) -> None:
    for step in archive.steps:
        server.show(step)
        for name in step.visits:
            url = server.address(archive.addresses[name].url)
            expected = archive.body_at(step, url.removeprefix(server.address("https://")[:-1]))
            assert expected is not None
            answer = session.get(url, timeout=5)
            assert (answer.status_code, answer.content) == (200, expected.content)
            assert answer.headers["Content-Type"] == expected.content_type


def test_the_latest_changes_are_redirected_to_their_file(
    archive: Archive, server: LoopbackServer, session: requests.Session
) -> None:
    server.show(archive.steps[-1])
    url = server.address(archive.addresses[DELTA_SOURCE].url)
    answer = session.get(url, timeout=5, allow_redirects=False)
    assert answer.status_code == 302
    assert session.get(url, timeout=5).url.endswith("_delta.xml")


def test_what_is_known_already_is_not_sent_again(
    archive: Archive, server: LoopbackServer, session: requests.Session
) -> None:
    url = server.address(archive.addresses[LIST_SOURCE].url)
    first = session.get(url, timeout=5)
    again = session.get(url, timeout=5, headers={"If-None-Match": first.headers["ETag"]})
    later = session.get(url, timeout=5, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert [(one.status_code, one.content) for one in (again, later)] == [(304, b""), (304, b"")]


def test_the_validators_change_with_the_body_and_only_then(
    archive: Archive, server: LoopbackServer, session: requests.Session
) -> None:
    url = server.address(archive.addresses[LIST_SOURCE].url)
    tag_of: dict[bytes, str] = {}
    for step in archive.steps:
        server.show(step)
        answer = session.get(url, timeout=5)
        assert tag_of.setdefault(answer.content, answer.headers["ETag"]) == answer.headers["ETag"]
    assert len(set(tag_of.values())) == len(tag_of) > 1


def test_nothing_is_served_where_the_archive_has_nothing(
    server: LoopbackServer, session: requests.Session
) -> None:
    assert session.get(server.address("https://example.org/robots.txt"), timeout=5).status_code == 404


def test_the_origin_of_an_address_is_that_of_its_body(archive: Archive, server: LoopbackServer) -> None:
    server.show(archive.steps[-1])
    delta = server.provenance(server.address(archive.addresses[DELTA_SOURCE].url))
    assert delta.origin is Origin.PUBLISHED
    assert delta.note
    whole = server.provenance(server.address(archive.addresses[LIST_SOURCE].url))
    assert whole.origin is Origin.REBUILT
    assert whole.note
    # The address that is cited is the publisher's: the port of this server means nothing tomorrow.
    assert whole.address == archive.addresses[LIST_SOURCE].url


def test_a_pattern_of_addresses_stays_a_pattern(archive: Archive, server: LoopbackServer) -> None:
    assert server.address(str(archive.addresses[DELTA_SOURCE].history_url)).endswith("/history/{year}")


def test_it_is_reached_from_this_machine_only(server: LoopbackServer) -> None:
    assert server.address("https://example.org/x").startswith("http://127.0.0.1:")


def test_an_address_with_http_stays_as_it_is_and_is_asked_for_through_the_server(
    materials: Materials, session: requests.Session
) -> None:
    archive = build(materials)
    body = next(iter(archive.bodies.values()))
    url = "http://nobody.invalid/news/1"
    first = archive.steps[0]
    steps = (replace(first, serves={**first.serves, "/nobody.invalid/news/1": body.name}),)
    with serving(replace(archive, steps=steps)) as server:
        assert server.address(url) == url
        through = {"http": server.proxy}
        answer = session.get(url, timeout=5, proxies=through)
        robots = session.get("http://nobody.invalid/robots.txt", timeout=5, proxies=through)
        listed = session.get(server.address(archive.addresses[LIST_SOURCE].url), timeout=5, proxies=through)
        assert (answer.content, robots.status_code, listed.status_code) == (body.content, 404, 200)
        assert server.provenance(url).address == url
        assert [(one.host, one.is_robots) for one in server.asked[:2]] == [
            ("nobody.invalid", False),
            ("nobody.invalid", True),
        ]
