"""What the network did to us, in a few words that name neither an address nor a secret.

The libraries put addresses into their errors, and a webhook's address is a secret: nothing of what
an error says itself is repeated here, but the reason for which a certificate is not believed.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator


def network_words(error: BaseException, timeout_s: float) -> str:
    """Why no answer came. `timeout_s`: how long we waited at most."""
    causes = list(_causes(error))
    for kind, words in _KINDS:
        for cause in causes:
            if isinstance(cause, kind):
                reason = getattr(cause, "verify_message", None)
                return f"{words}: {reason}" if reason else words.format(timeout_s=f"{timeout_s:g}")
    return "the connection failed"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it comes from, outermost first; the libraries nest up to four."""
    seen: set[int] = set()
    queue: list[object] = [error]
    while queue:
        cause = queue.pop(0)
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            queue += [getattr(cause, "reason", None), *cause.args, cause.__cause__, cause.__context__]


# The first kind that is found anywhere among the causes counts, so the order is from precise to vague.
_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (ssl.SSLCertVerificationError, "the server's certificate is not valid"),
    (ssl.SSLError, "the encrypted connection failed"),
    (socket.gaierror, "the name of the server cannot be resolved"),
    (ConnectionRefusedError, "the server refused the connection"),
    (TimeoutError, "nothing came from the server for {timeout_s} s"),
    (ConnectionError, "the server closed the connection"),
    (smtplib.SMTPServerDisconnected, "the server closed the connection"),
)
