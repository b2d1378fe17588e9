"""The daemon's log on standard error: one line an event, as JSON or as text, the libraries' lines too.

An event has a fixed name and facts as fields. No secrets, no names of people, no recipients: an error
is logged by its kind and the way to it, never by what it says, which may quote a page.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import MutableMapping
from enum import StrEnum
from typing import Any

import structlog

from tracker.sync.own_errors import way_to

Log = structlog.stdlib.BoundLogger


class LogFormat(StrEnum):
    """How a line looks."""

    JSON = "json"
    TEXT = "text"


class LogLevel(StrEnum):
    """The least of what is logged: debug how, info done, warning look this week, error look today."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def set_up_logging(form: LogFormat, level: LogLevel) -> Log:
    """Sends the log of this process, whoever writes it, to standard error, and returns ours."""
    common: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        _without_words_of_errors,
    ]
    renderer = structlog.processors.JSONRenderer() if form is LogFormat.JSON else _as_text
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=common,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            keep_exc_info=True,
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.value.upper())
    # Each call of a job is two lines; each connection to a host one. Warnings of theirs do count.
    for chatty in ("apscheduler.executors", "urllib3"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *common,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    log: Log = structlog.stdlib.get_logger("tracker")
    return log


def _without_words_of_errors(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """An exception as its kind and the calls that led to it."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()[1]
    elif isinstance(found, tuple):
        found = found[1]
    if isinstance(found, BaseException):
        event["error"] = type(found).__name__
        event["way"] = way_to(found.__traceback__)
    return event


def _as_text(_logger: object, _method: str, event: MutableMapping[str, Any]) -> str:
    """`2026-11-24T05:08:57Z warning "visit broke" source=example`"""
    at, level, name = event.pop("at"), event.pop("level"), event.pop("event")
    facts = " ".join(f"{key}={_as_word(value)}" for key, value in event.items())
    return f"{at} {level} {json.dumps(str(name))} {facts}".rstrip()


def _as_word(value: object) -> str:
    text = str(value)
    is_plain = text.isascii() and text.isprintable() and not any(sign in text for sign in ' "=')
    return text if is_plain and text else json.dumps(value, default=str)
