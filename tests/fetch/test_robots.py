"""robots.txt: read once a day, obeyed, and not made up where it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fault_cases import NOW, POLITENESS, page, redirects
from fault_server import Asked, FaultServer, Play, Stage, answers, serving
from hypothesis import given, settings
from hypothesis import strategies as st
from visiting import Visitor

from tracker.fetch.answer import Answer
from tracker.fetch.faults import Fault
from tracker.fetch.hosts import MemoryOfHosts, RobotsCopy
from tracker.fetch.robots import Robots, agent_token
from tracker.model import Grade

BUSY = answers(b"", "503 Service Unavailable")
PAGES = ("/news", "/private/1", "/private/open")


def rules(text: str) -> Play:
    return answers(text.encode(), "200 OK", "Content-Type: text/plain")


def site(robots: Play) -> dict[str, Play]:
    return {"/robots.txt": robots, **{path: page() for path in PAGES}}


def grades(visitor: Visitor, server: FaultServer) -> list[str]:
    return [visitor.get(server.address(path))[0].grade.value for path in PAGES]


def asked_for(server: FaultServer, path: str = "/robots.txt") -> int:
    return sum(asked.path == path for asked in server.asked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("User-agent: *\nDisallow: /private/\nAllow: /private/open\n", ["ok", "disallowed", "ok"]),
        ("User-agent: *\nDisallow: /\n", ["disallowed"] * 3),
        ("User-agent: *\nDisallow: /\n\nUser-agent: example-tracker\nDisallow:\n", ["ok"] * 3),
        ("User-agent: Example-Tracker\nDisallow: /news\n", ["disallowed", "ok", "ok"]),
        ("User-agent: mozilla\nDisallow: /\n", ["ok"] * 3),
        ("User-agent: *\nDisallow: /*/1$\n", ["ok", "disallowed", "ok"]),
        ("\ufeffUser-agent: *\r\nDisallow: /news\r\n", ["disallowed", "ok", "ok"]),
        ("<html><body>Disallow: /</body></html>", ["ok"] * 3),
        ("", ["ok"] * 3),
    ],
)
def test_the_rules_are_obeyed(visitor: Visitor, text: str, expected: list[str]) -> None:
    with serving(site(rules(text))) as server:
        assert grades(visitor, server) == expected
        fetched = [asked.path for asked in server.asked if asked.path != "/robots.txt"]
    assert fetched == [path for path, grade in zip(PAGES, expected, strict=True) if grade == "ok"]


@pytest.mark.parametrize("status", ["404 Not Found", "401 Unauthorized", "403 Forbidden", "410 Gone"])
def test_a_4xx_means_that_there_are_no_rules(visitor: Visitor, status: str) -> None:
    with serving(site(answers(b"User-agent: *\nDisallow: /\n", status))) as server:
        assert grades(visitor, server) == ["ok"] * 3
    assert visitor.memory.robots(server.address("")) == RobotsCopy(NOW, int(status[:3]), "")


@pytest.mark.parametrize("status", ["500 Oops", "503 Service Unavailable", "429 Too Many Requests"])
def test_rules_that_cannot_be_read_mean_wait(visitor: Visitor, status: str) -> None:
    with serving(site(answers(b"", status))) as server:
        answer, _ = visitor.get(server.address("/news"))
        again, _ = visitor.get(server.address("/news"))
        assert [asked.path for asked in server.asked] == ["/robots.txt"]
    assert answer.status is None
    assert answer.reason == again.reason == f"robots.txt cannot be read ({status[:3]}): not fetched"
    assert visitor.memory.robots(server.address("")) is None


def test_after_a_while_they_are_asked_for_again(visitor: Visitor) -> None:
    with serving(site(BUSY)) as server:
        visitor.get(server.address("/news"))
        server.plays["/robots.txt"] = rules("")
        visitor.now += timedelta(minutes=31)
        answer, _ = visitor.get(server.address("/news"))
    assert answer.grade is Grade.OK


def test_an_old_copy_stands_in_for_one_that_cannot_be_read(visitor: Visitor) -> None:
    with serving(site(BUSY)) as server:
        old = RobotsCopy(NOW - timedelta(days=3), 200, "User-agent: *\nDisallow: /private/\n")
        visitor.memory.keep_robots(server.address(""), old)
        assert grades(visitor, server) == ["ok", "disallowed", "disallowed"]
        assert (asked_for(server), visitor.memory.robots(server.address(""))) == (1, old)


def test_the_file_is_read_once_a_day_for_each_host_by_however_many_threads(visitor: Visitor) -> None:
    with serving(site(rules("User-agent: *\nDisallow: /private/\n"))) as server:
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(lambda _: visitor.get(server.address("/news")), range(24)))
        assert (asked_for(server), asked_for(server, "/news")) == (1, 24)
        visitor.now += timedelta(hours=23)
        visitor.get(server.address("/news"))
        assert asked_for(server) == 1
        visitor.now += timedelta(hours=2)
        visitor.get(server.address("/news"))
        assert asked_for(server) == 2


def test_a_copy_that_is_remembered_is_not_asked_for(visitor: Visitor) -> None:
    with serving(site(rules(""))) as server:
        kept = RobotsCopy(NOW - timedelta(hours=5), 200, "User-agent: *\nDisallow: /news\n")
        visitor.memory.keep_robots(server.address(""), kept)
        assert grades(visitor, server) == ["disallowed", "ok", "ok"]
        assert asked_for(server) == 0


@pytest.mark.parametrize(("said", "waited"), [("2", 10), ("25", 25), ("0.5", 10), ("soon", 10)])
def test_a_crawl_delay_counts_where_it_is_longer_than_our_gap(
    visitor_with: Callable[..., Visitor], said: str, waited: int
) -> None:
    visitor = visitor_with(gap_s=10.0)
    with serving(site(rules(f"User-agent: *\nCrawl-delay: {said}\n"))) as server:
        grades(visitor, server)
    assert [round(wait) for wait in visitor.waits] == [waited] * 3


def test_a_redirect_does_not_lead_past_the_rules(visitor: Visitor) -> None:
    """The target's own host is asked for its rules as well."""
    with serving(site(rules("User-agent: *\nDisallow: /\n"))) as closed:
        plays = {"/robots.txt": rules(""), "/": redirects(closed.address("/news"))}
        with serving(plays) as server:
            answer, _ = visitor.get(server.address())
        assert [asked.path for asked in closed.asked] == ["/robots.txt"]
    assert (answer.grade, answer.redirects) == (Grade.DISALLOWED, (closed.address("/news"),))


def test_a_robots_txt_that_has_moved_is_followed(visitor: Visitor) -> None:
    plays = site(redirects("/elsewhere.txt")) | {"/elsewhere.txt": rules("User-agent: *\nDisallow: /news\n")}
    with serving(plays) as server:
        assert grades(visitor, server) == ["disallowed", "ok", "ok"]


def test_where_nobody_asks_for_rules_none_are_read(visitor: Visitor) -> None:
    with serving(site(rules("User-agent: *\nDisallow: /\n"))) as server:
        answer, _ = visitor.get(server.address("/news"), check_robots=False)
        assert (answer.grade, asked_for(server)) == (Grade.OK, 0)


def test_of_a_huge_file_the_beginning_counts(visitor: Visitor) -> None:
    def endless(stage: Stage, _: Asked) -> None:
        stage.send(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /news\n")
        while not stage.server.is_over.is_set():
            stage.send(b"# and so on\n" * 1000)

    with serving(site(endless)) as server:
        assert grades(visitor, server) == ["disallowed", "ok", "ok"]
        kept = visitor.memory.robots(server.address(""))
    assert kept is not None
    assert len(kept.body) == 500 * 1024


@pytest.mark.parametrize(
    ("agent", "token"),
    [
        (POLITENESS.user_agent, "example-tracker"),
        ("Mozilla/5.0 (compatible; belarus-tracker/0.1; +https://example.org/bot)", "belarus-tracker"),
        ("newsroom-bot/2.0 (+https://example.org/)", "newsroom-bot"),
    ],
)
def test_robots_txt_knows_us_by_our_products_name(agent: str, token: str) -> None:
    assert agent_token(agent) == token


@settings(deadline=None)
@given(text=st.text(max_size=300) | st.text("UserAgent: *-DisallowCrawldelay/$\n#0.9e", max_size=200))
def test_whatever_stands_in_it_allows_or_does_not(text: str) -> None:
    answer = Answer("", "", NOW, 200, (), Grade.OK)
    robots = Robots(MemoryOfHosts(), lambda: NOW, POLITENESS.user_agent, lambda _: (answer, text))
    try:
        verdict: object = robots.delay_s("https://page.example", "https://page.example/a?b=ц") >= 0
    except Fault as fault:
        verdict = fault.grade
    assert verdict in {True, Grade.DISALLOWED}
