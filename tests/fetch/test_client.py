"""One address, one answer: what is asked, what of the answer is kept, and how the way there is taken."""

from __future__ import annotations

import gzip
import io
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
import requests
import responses
from fault_cases import PAGE, POLITENESS, drips, page, redirects
from fault_server import Asked, Stage, answers, serving
from hypothesis import given, settings
from hypothesis import strategies as st
from visiting import Visitor

from tracker.fetch.client import Answer, Validators
from tracker.model import Grade

URL = "https://lists.example/sdn.xml"
LIST = b"<?xml version='1.0'?><list><entry>One</entry></list>"
VALIDATORS = Validators('W/"a,b"', "Fri, 01 Aug 2025 10:00:00 GMT")
Visitors = Callable[..., Visitor]


@pytest.fixture
def web() -> Iterator[responses.RequestsMock]:
    """The encrypted web, without a loopback server; no host has a robots.txt."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


def get(visitor: Visitor, url: str = URL) -> tuple[Answer, bytes]:
    return visitor.get(url, check_robots=False)


class TestWhatIsAsked:
    def test_we_say_who_we_are_and_what_we_can_unpack(
        self, web: responses.RequestsMock, visitor: Visitor
    ) -> None:
        web.get(URL, body=LIST)
        get(visitor)
        asked = web.calls[0].request.headers
        assert asked["User-Agent"] == POLITENESS.user_agent
        assert asked["Accept-Encoding"] == "gzip, deflate"

    def test_proxies_and_passwords_of_the_machine_are_not_used(
        self, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, tmp_path: object
    ) -> None:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9/")
        with serving({"/": page()}) as server:
            answer, _ = visitor.get(server.address())
            assert answer.grade is Grade.OK
            assert all("authorization" not in asked.headers for asked in server.asked)

    def test_a_configured_proxy_is_used_and_literal_addresses_are_checked_all_the_same(
        self, visitor_with: Visitors
    ) -> None:
        with serving({}) as proxy:
            proxy.plays["http://page.example/news"] = page()
            through = visitor_with(proxy=proxy.address(), allow_addresses=())
            answer, _ = through.get("http://page.example/news", check_robots=False)
            refused, _ = through.get("http://127.1/news", check_robots=False)
            assert [asked.path for asked in proxy.asked] == ["http://page.example/news"]
        assert answer.grade is Grade.OK
        assert (refused.grade, refused.status) == (Grade.ERROR_PAGE, None)
        assert "127.0.0.1 is loopback" in (refused.reason or "")

    def test_validators_are_sent_back_byte_for_byte(self, visitor: Visitor) -> None:
        with serving({"/": answers(b"", "304 Not Modified")}) as server:
            answer, body = visitor.get(server.address(), validators=VALIDATORS, check_robots=False)
            asked = server.asked[0].headers
        assert (asked["if-none-match"], asked["if-modified-since"]) == (
            VALIDATORS.etag,
            VALIDATORS.last_modified,
        )
        assert (answer.grade, answer.status, answer.reason, body) == (Grade.UNCHANGED, 304, None, b"")
        assert answer.validators == VALIDATORS

    def test_validators_of_an_answer_are_the_servers_own_words(self, visitor: Visitor) -> None:
        words = ('ETag: W/"a,b"', "Last-Modified: Fri, 01 Aug 2025 10:00:00 GMT")
        with serving({"/": answers(PAGE.encode(), "200 OK", *words), "/none": page()}) as server:
            assert visitor.get(server.address())[0].validators == VALIDATORS
            assert visitor.get(server.address("/none"))[0].validators == Validators()


class TestWhatIsKept:
    def test_headers_that_prove_an_answer_are_kept_and_cookies_are_not(
        self, web: responses.RequestsMock, visitor: Visitor
    ) -> None:
        web.get(URL, body=LIST, headers={"ETag": '"1"', "Set-Cookie": "track=me", "X-Cache": "hit"})
        kept = dict(get(visitor)[0].headers)
        assert (kept["etag"], kept["x-cache"]) == ('"1"', "hit")
        assert "set-cookie" not in kept

    def test_a_signed_address_is_followed_and_its_key_forgotten(
        self, web: responses.RequestsMock, visitor: Visitor
    ) -> None:
        signed = "https://bucket.example/sdn.xml"
        web.get(URL, status=302, headers={"Location": f"{signed}?Signature=secret&Expires=3600"})
        web.get(signed, body=LIST)
        answer, body = get(visitor)
        assert (answer.grade, body) == (Grade.OK, LIST)
        assert (answer.url, answer.final_url, answer.redirects) == (URL, signed, (signed,))
        assert "secret" not in repr(answer)

    def test_the_key_of_a_signed_address_is_in_no_message_either(
        self, web: responses.RequestsMock, visitor: Visitor
    ) -> None:
        web.get(URL, status=302, headers={"Location": "https://bucket.example/?Signature=secret"})
        web.get("https://bucket.example/", body=requests.ConnectionError("refused"))
        answer, _ = get(visitor)
        assert (answer.grade, answer.status) == (Grade.OFFLINE, None)
        assert "secret" not in repr(answer)

    def test_from_https_to_http_nobody_is_followed(
        self, web: responses.RequestsMock, visitor: Visitor
    ) -> None:
        web.get(URL, status=301, headers={"Location": "http://lists.example/sdn.xml"})
        answer, _ = get(visitor)
        assert (answer.grade, answer.status) == (Grade.ERROR_PAGE, 301)
        assert "from https to http" in (answer.reason or "")

    def test_an_address_without_redirect_is_kept_with_its_query(
        self, web: responses.RequestsMock, visitor: Visitor
    ) -> None:
        web.get(f"{URL}?page=2", body=LIST)
        answer, _ = get(visitor, f"{URL}?page=2")
        assert (answer.final_url, answer.redirects) == (f"{URL}?page=2", ())

    @pytest.mark.parametrize("redirects_before", [4, 5, 6])
    def test_five_redirects_are_followed_and_not_a_sixth(
        self, visitor: Visitor, redirects_before: int
    ) -> None:
        plays = {f"/{number}": redirects(f"/{number + 1}") for number in range(redirects_before)}
        with serving({**plays, f"/{redirects_before}": page()}) as server:
            answer, _ = visitor.get(server.address("/0"))
        assert (answer.grade is Grade.OK) == (redirects_before <= 5)
        assert len(answer.redirects) == min(redirects_before, 5)

    def test_a_packed_body_comes_unpacked(self, web: responses.RequestsMock, visitor: Visitor) -> None:
        web.get(URL, body=gzip.compress(LIST), content_type="application/gzip")
        assert get(visitor)[1] == LIST

    def test_a_source_may_have_a_cap_and_a_time_out_of_its_own(self, visitor: Visitor) -> None:
        with serving({"/": page(), "/slow": drips(b"HTTP/1.1 200 OK\r\n\r\n", b"x")}) as server:
            small, _ = visitor.get(server.address(), max_bytes=100)
            slow, _ = visitor.get(server.address("/slow"), total_timeout_s=0.3)
        assert (small.grade, "100" in (small.reason or "")) == (Grade.ERROR_PAGE, True)
        assert (slow.grade, "after 0.3 s" in (slow.reason or "")) == (Grade.OFFLINE, True)

    def test_a_refusal_stays_a_refusal_though_its_page_breaks_off(self, visitor: Visitor) -> None:
        def refuse(stage: Stage, _: Asked) -> None:
            stage.send(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 5000\r\n\r\n<html>")

        with serving({"/": refuse}) as server:
            answer, _ = visitor.get(server.address())
        assert (answer.grade, answer.status) == (Grade.BLOCKED, 403)

    @pytest.mark.parametrize(
        ("status", "is_known", "verdict"),
        [(200, True, Grade.OK), (200, False, Grade.ERROR_PAGE), (403, True, Grade.BLOCKED)],
    )
    def test_bytes_that_were_good_before_are_good_again_but_not_with_another_status(
        self, web: responses.RequestsMock, visitor: Visitor, status: int, is_known: bool, verdict: Grade
    ) -> None:
        web.get(URL, status=status, body=b"<html><p>no list</p></html>", content_type="text/html")
        sink, seen = io.BytesIO(), []

        def known() -> bool:
            seen.append(sink.getvalue())
            return is_known

        answer = visitor.fetcher.get(URL, sink, check_robots=False, expected="list", is_known=known)
        assert answer.grade is verdict
        assert seen == ([sink.getvalue()] if status == 200 else [])

    def test_half_a_body_is_not_good_whatever_is_known_of_it(self, visitor: Visitor) -> None:
        def break_off(stage: Stage, _: Asked) -> None:
            stage.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<html>")

        with serving({"/": break_off}) as server:
            answer = visitor.fetcher.get(server.address(), io.BytesIO(), is_known=lambda: True)
        assert answer.grade is Grade.OFFLINE

    def test_a_full_disk_is_not_taken_for_a_fault_of_the_network(self, visitor: Visitor) -> None:
        class Full(io.BytesIO):
            def write(self, _chunk: object, /) -> int:
                raise OSError(28, "No space left on device")

        with serving({"/": page()}) as server, pytest.raises(OSError, match="No space left"):
            visitor.fetcher.get(server.address(), Full())


class TestConnections:
    def test_one_connection_a_host_serves_all_its_pages(self, visitor: Visitor) -> None:
        with serving({f"/{number}": page() for number in range(30)}) as server:
            addresses = [server.address(f"/{number}") for number in range(30)]
            with ThreadPoolExecutor(6) as threads:
                grades = {answer.grade for answer, _ in threads.map(visitor.get, addresses)}
            asked = sorted(one.path for one in server.asked)
            assert (grades, server.connections) == ({Grade.OK}, 1)
            assert asked == sorted(["/robots.txt", *(f"/{number}" for number in range(30))])

    def test_answers_without_a_body_and_redirects_leave_the_connection_open(self, visitor: Visitor) -> None:
        plays = {
            "/304": answers(b"", "304 Not Modified"),
            "/302": redirects("/304"),
            "/204": answers(b"", "204 No"),
        }
        with serving(plays) as server:
            for path in ("/304", "/302", "/204", "/304"):
                visitor.get(server.address(path), validators=VALIDATORS)
            assert (len(server.asked), server.connections) == (6, 1)

    def test_a_connection_that_the_server_closes_between_two_pages_is_made_anew(
        self, visitor: Visitor
    ) -> None:
        def once(stage: Stage, asked: Asked) -> None:
            page()(stage, asked)  # and hangs up, though it did not say so

        with serving({"/": once}) as server:
            grades = [visitor.get(server.address(), check_robots=False)[0].grade for _ in range(3)]
            assert (grades, server.connections) == ([Grade.OK] * 3, 3)

    def test_a_host_that_drips_for_ever_does_not_keep_the_others_waiting(
        self, visitor_with: Visitors
    ) -> None:
        """The slow one is given its whole time; ten pages of the other come meanwhile."""
        visitor = visitor_with(allow_addresses=("127.0.0.0/8",), total_timeout_s=30.0, read_timeout_s=20.0)
        dripping = drips(b"HTTP/1.1 200 OK\r\n\r\n", b".")
        with (
            serving({"/": dripping}) as slow,
            serving({f"/{n}": page() for n in range(10)}, host="127.0.0.2") as good,
            ThreadPoolExecutor(2) as threads,
        ):
            held = threads.submit(visitor.get, slow.address())
            pages = threads.submit(lambda: [visitor.get(good.address(f"/{n}"))[0].grade for n in range(10)])
            assert pages.result(timeout=10.0) == [Grade.OK] * 10
            assert not held.done()
            visitor.fetcher.stop()
            answer, _ = held.result(timeout=5.0)
        assert (answer.grade, answer.reason) == (Grade.OFFLINE, "given up: the run was stopped")

    def test_a_stopped_visitor_asks_for_nothing_more(self, visitor: Visitor) -> None:
        with serving({"/": page()}) as server:
            visitor.fetcher.stop()
            answer, _ = visitor.get(server.address())
            assert (answer.grade, server.asked) == (Grade.OFFLINE, [])
        assert visitor.fetcher.stopped

    def test_stopping_ends_a_wait_for_the_gap(self, visitor_with: Visitors) -> None:
        from tracker.fetch.watch import Watch

        watch = Watch()
        waiting = threading.Thread(target=watch.pause, args=(600.0,))
        waiting.start()
        watch.stop()
        waiting.join(timeout=5.0)
        assert not waiting.is_alive()


class TestWhateverIsAsked:
    @settings(deadline=None, max_examples=150)
    @given(url=st.one_of(st.text(max_size=40), st.text(max_size=30).map(lambda rest: f"http://{rest}")))
    def test_every_address_has_an_answer(self, url: str) -> None:
        visitor = Visitor()
        answer, _ = visitor.get(url, check_robots=False)
        assert answer.grade in {Grade.ERROR_PAGE, Grade.OFFLINE}
        assert (answer.reason or "").isprintable()
        visitor.fetcher.close()

    @settings(deadline=None, max_examples=100)
    @given(target=st.binary(max_size=40).filter(lambda target: not {10, 13} & set(target)))
    def test_every_redirect_has_an_answer(self, target: bytes) -> None:
        def redirect(stage: Stage, _: Asked) -> None:
            stage.send(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + target + b"\r\n\r\n")

        visitor = Visitor()
        with serving({"/": redirect}) as server:
            answer, _ = visitor.get(server.address(), check_robots=False)
        assert answer.grade in {Grade.ERROR_PAGE, Grade.OFFLINE}
        visitor.fetcher.close()

    @settings(deadline=None, max_examples=60)
    @given(
        answered=st.binary(max_size=60).map(lambda rest: b"HTTP/1.1 200 OK\r\n" + rest)
        | st.binary(max_size=60)
    )
    def test_whatever_is_answered_nothing_is_raised(self, answered: bytes) -> None:
        visitor = Visitor()
        with serving({"/": lambda stage, _: stage.send(answered)}) as server:
            answer, _ = visitor.get(server.address(), check_robots=False)
        assert (answer.reason or "").isprintable()
        visitor.fetcher.close()


def test_gaps_are_kept_between_all_requests_to_a_host(visitor_with: Visitors) -> None:
    """robots.txt, a redirect and its target count like any other; another host does not."""
    visitor = visitor_with(gap_s=5.0, allow_addresses=("127.0.0.0/8",))
    with serving({"/": redirects("/there"), "/there": page()}) as one, serving({}, host="127.0.0.2") as other:
        visitor.get(one.address())
        visitor.get(other.address(), check_robots=False)
        assert [asked.path for asked in one.asked] == ["/robots.txt", "/", "/there"]
    assert [round(wait) for wait in visitor.waits] == [5, 5]
    assert all(later <= 5.0 for _, later in pairwise(visitor.waits))
