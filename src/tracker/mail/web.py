"""Handing messages over by HTTP: a webhook gets JSON, a dead man's switch is called.

Addresses may hold secrets, so no line says one. They are the operator's own, and may be private ones.
"""

from __future__ import annotations

import requests
from urllib3.exceptions import HTTPError as TransportError

from tracker.mail.delivery import Delivery, DeliveryKind
from tracker.mail.faults import network_words
from tracker.model import Politeness

# Too slow, too early, too many: the others of 4xx stay as they are however often they are asked.
_LATER = frozenset({408, 425, 429})
_UNASKABLE = (
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidHeader,
    UnicodeError,
)


def post_json(url: str, payload: bytes, politeness: Politeness, *, key: str) -> Delivery:
    """Posts JSON. `key` is the same at every try, so that the other side can tell a double.

    Raises nothing that a server or network did.
    """
    headers = {"Content-Type": "application/json", "Idempotency-Key": f'"{key.strip("<>")}"'}
    return _asked("POST", url, payload, headers, politeness)


def ping(url: str, politeness: Politeness) -> Delivery:
    """Calls an address, whose silence is what somebody is told about. As `post_json`."""
    return _asked("GET", url, None, {}, politeness)


def _asked(
    method: str, url: str, payload: bytes | None, headers: dict[str, str], politeness: Politeness
) -> Delivery:
    silence_s = politeness.read_timeout_s
    with requests.Session() as session:
        # No password file and no proxy variable of the machine has a part in it.
        session.trust_env = False
        try:
            # Streamed and closed: the status is all that is read, however long the body may be.
            with session.request(
                method,
                url,
                data=payload,
                headers={"User-Agent": politeness.user_agent, "Accept": "*/*"} | headers,
                timeout=(politeness.connect_timeout_s, silence_s),
                allow_redirects=False,
                proxies={"http": politeness.proxy, "https": politeness.proxy} if politeness.proxy else None,
                stream=True,
            ) as response:
                return _judged(response.status_code)
        except _UNASKABLE:
            return Delivery(DeliveryKind.RETRY, "what stands for the address is none; mend it")
        except (requests.RequestException, TransportError, OSError) as error:
            return Delivery(DeliveryKind.RETRY, network_words(error, silence_s))


def _judged(status: int) -> Delivery:
    if 200 <= status < 300:
        return Delivery(DeliveryKind.ACCEPTED, f"answered {status}", status)
    if status in _LATER or status >= 500:
        return Delivery(DeliveryKind.RETRY, f"answered {status}", status)
    if 300 <= status < 400:
        words = f"answered {status}, which sends us elsewhere and is not followed; write the right address"
        return Delivery(DeliveryKind.REFUSED, words, status)
    return Delivery(DeliveryKind.REFUSED, f"answered {status}", status)
