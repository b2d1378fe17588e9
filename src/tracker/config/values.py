"""The kinds of value that a configuration file writes, with the message for each wrong one.

A message of type `value` is printed after `key = found `, one of type `hidden` after `key: `, so
that what may be a secret is never shown.
"""

from __future__ import annotations

import codecs
import re
from datetime import date, time, timedelta
from ipaddress import ip_network
from itertools import pairwise
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from tracker.model import Weekday
from tracker.read.json_path import is_path_or_template
from tracker.text.mail_address import mailbox

_DURATION = re.compile(r"([1-9]\d*)([smhd])")
_PAUSE = re.compile(rf"0s|{_DURATION.pattern}")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_SIZE = re.compile(r"([1-9]\d*) ?(KB|MB|GB)")
_BYTES = {"KB": 10**3, "MB": 10**6, "GB": 10**9}
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_AGENT = re.compile(r"Mozilla/\d[\x20-\x7e]*")
# Selectors of element, class, id, attribute, and their combinations: certainly CSS, without a parser.
_NAME = r"-?[a-zA-Z_][\w-]*"
_SIMPLE = rf"(?:[.#]{_NAME}|\[{_NAME}(?:[*^$~|]?=(?:{_NAME}|'[^'\\\r\n\f]*'|\"[^\"\\\r\n\f]*\"))?\])"
_COMPOUND = rf"(?:{_NAME}{_SIMPLE}*|{_SIMPLE}+)"
PLAIN_SELECTOR = re.compile(rf"{_COMPOUND}(?:(?: +| *[>+~,] *){_COMPOUND})*", re.ASCII)
_MIN_AGENT_LENGTH = 40
_MAX_QUOTED_WORDS = 12


class Form(BaseModel):
    """A table of a configuration file: no unknown key, no value of a wrong type bent to fit."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def wrong(why: str) -> PydanticCustomError:
    """The value is wrong; `why` continues the sentence `key = value …`."""
    return PydanticCustomError("value", "{why}", {"why": why})


def hidden(why: str) -> PydanticCustomError:
    """The value is wrong and must not be printed."""
    return PydanticCustomError("hidden", "{why}", {"why": why})


def read_duration(value: object) -> timedelta:
    """`"90m"` as a time span. Raises for anything but a number and s, m, h or d."""
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise wrong('is not a duration; write a number and s, m, h or d, as in "2h"')
    return timedelta(seconds=int(match[1]) * _SECONDS[match[2]])


def read_pause(value: object) -> timedelta:
    """A time span that may be none at all, `"0s"`: for a server of one's own."""
    return timedelta() if value == "0s" else read_duration(value)


def read_hour(value: object) -> time:
    """`"07:00"` as an hour of the day; of which zone, the place where it stands says."""
    match = _HOUR.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise wrong('is no hour of the day; write it as "07:00"')
    return time(int(match[1]), int(match[2]))


def read_size(value: object) -> int:
    """`"400 MB"` in bytes; thousands, not 1024ths."""
    match = _SIZE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise wrong('is not a size; write a number and KB, MB or GB, as in "400 MB"')
    return int(match[1]) * _BYTES[match[2]]


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise wrong('is not a time zone; write an IANA name, as in "Europe/Vilnius"') from None
    return value


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        has_host, has_login = bool(parts.hostname), parts.username is not None
    except ValueError:
        raise wrong("is not a web address") from None
    if has_login:
        raise hidden("an address must not carry a user name or password")
    if parts.scheme not in ("http", "https") or not has_host or any(map(str.isspace, value)):
        raise wrong("is not a web address; write it whole, from https:// on, without spaces")
    return value


def _country(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value):
        raise wrong('is not a code of two capitals, as in "BY", "US", "EU" or "UK"')
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?", value):
        raise wrong('is not a language; write its ISO 639 code, as in "be" or "be-Latn"')
    return value


def _name(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", value):
        raise wrong('is not a name; write small letters, digits and _, as in "us_ofac_sdn"')
    return value


def _agent(value: str) -> str:
    # OFAC's list service answers 403, or 202 with an empty body, to any other form (July 2026).
    if not _AGENT.fullmatch(value) or len(value) < _MIN_AGENT_LENGTH:
        raise wrong(
            'must begin with "Mozilla/" and a digit and have 40 characters or more, as in'
            ' "Mozilla/5.0 (compatible; NAME/VERSION; +https://ADDRESS)"'
        )
    return value


def _environment_name(value: str) -> str:
    if not re.fullmatch(r"[A-Z][A-Z0-9_]*", value):
        raise hidden("is not the name of an environment variable; write the name, never the password")
    return value


def _mail_address(value: str) -> str:
    try:
        mailbox(value)
    except ValueError:
        raise wrong("is not a mail address") from None
    return value


def _file_name(value: str) -> str:
    if "/" in value or "\\" in value or value.startswith("."):
        raise wrong("is not the name of a file in the same folder")
    return value


def _partial_date(value: str) -> str:
    match = _PARTIAL_DATE.fullmatch(value)
    try:
        if match is None:
            raise ValueError
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise wrong('is not a date; write "2025-06-21", "2025-06" or "2025"') from None
    return value


def _selector(value: str) -> str:
    if PLAIN_SELECTOR.fullmatch(value):
        return value
    import soupsieve  # brings bs4 and lxml along: 0.1 s on every start, for selectors out of the common

    try:
        soupsieve.compile(value)
    except soupsieve.SelectorSyntaxError as error:
        raise wrong(f"is no CSS selector: {str(error).splitlines()[0]}") from None
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError) as error:
        raise wrong(f"is no regular expression: {error}") from None
    return value


def _mapped(value: str) -> str:
    if not is_path_or_template(value):
        raise wrong('is no place in JSON; write names with dots, as in "fields.url" or "pages[0].url"')
    return value


def _charset(value: str) -> str:
    try:
        codecs.lookup(value)
    except (LookupError, ValueError):
        raise wrong('is not a character encoding; write its name, as in "windows-1251"') from None
    return value


def _share(value: float) -> float:
    if not 0 < value <= 1:
        raise wrong("is not a share; write a number above 0 and up to 1, as in 0.8")
    return value


def _rising(value: list[timedelta]) -> list[timedelta]:
    if any(later <= earlier for earlier, later in pairwise(value)):
        raise wrong('is out of order; write the shortest time first, as in ["1h", "6h", "24h"]')
    return value


def _network(value: str) -> str:
    try:
        ip_network(value, strict=False)
    except ValueError:
        raise wrong('is no address or network; write "127.0.0.1" or "127.0.0.0/8"') from None
    return value


def _short_quote(value: str) -> str:
    if len(value.split()) > _MAX_QUOTED_WORDS:
        raise wrong(f"is too long a quotation; quote {_MAX_QUOTED_WORDS} words at most")
    return value


def _written_as(pattern: re.Pattern[str], example: str) -> Any:
    """What editors are told of a value that the file writes as text."""

    def as_text(schema: dict[str, Any]) -> None:
        schema.pop("format", None)
        schema |= {"type": "string", "pattern": f"^{pattern.pattern}$", "examples": [example]}

    # pydantic's own WithJsonSchema would load its generator of schemas (0.05 s) on every start.
    return Field(json_schema_extra=as_text)


Text = Annotated[str, Field(min_length=1)]
Duration = Annotated[timedelta, BeforeValidator(read_duration), _written_as(_DURATION, "2h")]
Pause = Annotated[timedelta, BeforeValidator(read_pause), _written_as(_PAUSE, "5s")]
Size = Annotated[int, BeforeValidator(read_size), _written_as(_SIZE, "400 MB")]
Hour = Annotated[time, BeforeValidator(read_hour), _written_as(_HOUR, "07:00")]
Day = date
Zone = Annotated[str, AfterValidator(_zone)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
CountryCode = Annotated[str, AfterValidator(_country)]
Language = Annotated[str, AfterValidator(_language)]
ListName = Annotated[str, AfterValidator(_name)]
UserAgent = Annotated[str, AfterValidator(_agent)]
EnvironmentName = Annotated[str, AfterValidator(_environment_name)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
FileName = Annotated[str, Field(min_length=1), AfterValidator(_file_name)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
Selector = Annotated[str, Field(min_length=1), AfterValidator(_selector)]
Pattern = Annotated[str, Field(min_length=1), AfterValidator(_pattern)]
JsonPlace = Annotated[str, AfterValidator(_mapped)]
Charset = Annotated[str, AfterValidator(_charset)]
Share = Annotated[float, AfterValidator(_share)]
RisingDurations = Annotated[list[Duration], AfterValidator(_rising)]
Network = Annotated[str, AfterValidator(_network)]
ShortQuote = Annotated[str, Field(min_length=1), AfterValidator(_short_quote)]

# Named, because in a form with a key `list` the word no longer means Python's own.
Texts = list[Text]
Languages = list[Language]
Patterns = list[Pattern]
Weekdays = list[Annotated[Weekday, Field(strict=False)]]
