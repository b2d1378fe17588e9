"""Connections: only to addresses that were checked, only in time, kept open for the run.

One adapter of requests with its own pools: TLS is always verified, names in SNI, Host and the
certificate stay those of the address that was asked for. Sessions are not used, so that no cookie,
password file or proxy variable of the machine has a part in what is fetched.
"""

from __future__ import annotations

import socket
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util import Retry
from urllib3.util.connection import create_connection

from tracker.fetch.addresses import AddressGuard
from tracker.fetch.faults import Limits, is_hang_up
from tracker.fetch.watch import Watch, WatchedResponse

# Hosts whose connections are kept open; beyond that the one used longest ago is closed.
_HOSTS = 128
# What we can unpack; anything else would come as it pleases.
ENCODINGS = ("gzip", "deflate")
# Only a connection that could not be made is tried again. urllib3's default would honour Retry-After
# by sleeping up to six hours, on 413, 429 and 503, even with an empty list of statuses.
_RETRY = Retry(
    total=None, connect=1, read=0, redirect=0, status=0, other=0, backoff_factor=0,
    respect_retry_after_header=False,
)  # fmt: skip


class Wire(HTTPAdapter):
    """The connections of one run; used by many threads at once.

    With a `proxy` names are resolved there, and only hosts that are addresses can be checked.
    """

    def __init__(self, guard: AddressGuard, watch: Watch, user_agent: str, proxy: str | None = None) -> None:
        self._guard = guard
        self._watch = watch
        self._proxies = {"http": proxy, "https": proxy} if proxy else {}
        self._headers = {
            "User-Agent": user_agent,
            "Accept": "*/*",
            "Accept-Encoding": ", ".join(ENCODINGS),
            "Connection": "keep-alive",
        }
        super().__init__(pool_connections=_HOSTS, pool_maxsize=2, max_retries=_RETRY)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        """Pools whose connections go through the guard; called by the adapter's own constructor."""
        super().init_poolmanager(connections, maxsize, block, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._watch, self._guard)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """The proxy is the operator's own word and is not checked, but is held to the time."""
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = _pools(self._watch, None)
        return manager

    def prepared(
        self, address: str, extra: dict[str, str], *, method: str = "GET"
    ) -> requests.PreparedRequest:
        """The request for an address, which `.url` gives as it will be asked for.

        Raises what requests raises for an address or a header that cannot be.
        """
        # Step by step: cookies, a body and hooks, which we never have, would take as long again.
        request = requests.PreparedRequest()
        request.prepare_method(method)
        request.prepare_url(address, "")
        request.prepare_headers(self._headers | extra)
        return request

    def build_response(self, req: requests.PreparedRequest, resp: BaseHTTPResponse) -> requests.Response:
        """A shell for urllib3's answer, which is what is read here; called by the adapter's own `send`."""
        response = requests.Response()
        response.status_code, response.raw, response.request = resp.status, resp, req
        return response

    def ask(self, request: requests.PreparedRequest, limits: Limits) -> HTTPResponse:
        """Sends a request; status and headers are there, the body is not read. Redirects are not followed.

        Raises the libraries' errors and faults.
        """
        if self._proxies:
            self._guard.check_literal(urlsplit(request.url or "").hostname or "")
        try:
            return self._sent(request, limits)
        except requests.ConnectionError as error:
            # A server may close a connection that was kept open just when we ask: RFC 9112, 9.3.1.
            if self._watch.connected or not is_hang_up(error):
                raise
            return self._sent(request, limits)

    def _sent(self, request: requests.PreparedRequest, limits: Limits) -> HTTPResponse:
        limits_s = (min(limits.connect_s, self._watch.left_s()), limits.silence_s)
        response = self.send(request, stream=True, timeout=limits_s, verify=True, proxies=self._proxies)
        raw: HTTPResponse = response.raw
        return raw


def _pools(watch: Watch, guard: AddressGuard | None) -> dict[str, type[HTTPConnectionPool]]:
    """Kinds of pools whose connections are made and read under this guard and this watch."""

    class Response(WatchedResponse):
        def __init__(self, connection: socket.socket, *args: Any, **kwargs: Any) -> None:
            super().__init__(connection, *args, watch=watch, **kwargs)

    class Plain(HTTPConnection):
        response_class = Response

        def _new_conn(self) -> socket.socket:
            return _connect(self, watch, guard)

    class Encrypted(HTTPSConnection):
        response_class = Response

        def _new_conn(self) -> socket.socket:
            return _connect(self, watch, guard)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    return {"http": PlainPool, "https": EncryptedPool}


def _connect(connection: HTTPConnection, watch: Watch, guard: AddressGuard | None) -> socket.socket:
    """A socket to the first address that takes it; names stay out of it once they are resolved."""
    watch.note_connected()
    host, port = connection._dns_host, connection.port
    try:
        addresses = guard.resolve(host, port) if guard else (host,)
    except socket.gaierror as error:
        raise NameResolutionError(connection.host, connection, error) from error
    failure: OSError = OSError("no address")
    for address in addresses:
        limit_s = min(float(connection.timeout or float("inf")), watch.left_s())
        try:
            return create_connection(
                (address, port),
                limit_s,
                source_address=connection.source_address,
                socket_options=connection.socket_options,
            )
        except OSError as error:
            failure = error
    if isinstance(failure, TimeoutError):
        raise ConnectTimeoutError(connection, "no connection in time") from failure
    raise NewConnectionError(connection, str(failure)) from failure
