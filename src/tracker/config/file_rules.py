"""Rules between the keys of one file, as sentences about what breaks them.

They look at the tables as they are written, so that they speak even where other keys are wrong.
"""

from __future__ import annotations

import pkgutil
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from tracker.config.problems import did_you_mean, shown
from tracker.config.toml import Table, subtable, tables, text, texts
from tracker.model import Marks
from tracker.read.lists import formats

_TARGET = re.compile(r"([a-z][a-z0-9_]*):(\S+)")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# What a rule may recognise a development by, besides its type.
_MARKS = tuple(each.name for each in fields(Marks) if each.name != "type")
# Which of them only one type of development has.
_OF_SANCTIONS = (
    "actions",
    "authorities",
    "agencies",
    "targets",
    "named",
    "names_nobody",
    "programmes",
    "sectors",
)
_OF_RELEASES = ("counterparts", "destinations", "min_count", "talks_with", "talks_within_days")
_OF_CONTACTS = ("parties", "places")


def notice_formats() -> list[str]:
    """The readers of official notices that there are: the modules of tracker.extract.notices."""
    folder = Path(__file__).resolve().parents[1] / "extract" / "notices"
    found = (module.name for module in pkgutil.iter_modules([str(folder)]))
    return sorted(name for name in found if not name.startswith("_"))


def machine_rules(table: Table) -> Iterator[str]:
    """tracker.toml: a secret leaves this machine only encrypted; what is told has somebody to hear it."""
    mail = subtable(table, "mail")
    if "password_env" in mail and "password_file" in mail:
        yield "mail: both password_env and password_file; keep one"
    if "username" in mail and not {"password_env", "password_file"} & mail.keys():
        yield 'mail: username without its password; write password_env = "NAME" or password_file = "PATH"'
    if mail.get("security") == "none" and "username" in mail and mail.get("host") not in _LOOPBACK:
        yield 'mail: security = "none" would send the password in the open; write "starttls" or "tls"'
    for kind in ("digest", "notice"):
        written = tables(table, kind)
        names = Counter(name for one in written if (name := text(one, "name")))
        yield from (f'{kind} "{name}" is there {times} times' for name, times in names.items() if times > 1)
        for one in written:
            yield from (f"{kind} {shown(text(one, 'name'))}: {line}" for line in _told_rules(kind, one, mail))


def subject_file_rules(table: Table) -> Iterator[str]:
    """subject.toml: sectors are those that pages are read by, their targets can be found, and what is sent
    for a second opinion, key and pages, crosses no net in the open."""
    yield from _sector_rules(tables(table, "sector"))
    opinion = subtable(table, "second_opinion")
    address = text(opinion, "base_url") or ""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return  # told where the address itself is checked
    if parts.scheme == "http" and host not in (*_LOOPBACK, *texts(opinion, "allow_addresses")):
        yield (
            "second_opinion: base_url begins with http://, so key and pages would go in the open; write"
            " https://, or name the address of a model of yours in allow_addresses"
        )
    if parts.query or parts.fragment:
        yield "second_opinion: base_url has more than a path; write what stands before /chat/completions"


def sector_names() -> list[str]:
    """The sectors that pages are read by: those of the lexicons."""
    lexicons = Path(__file__).resolve().parents[1] / "extract" / "lexicons"
    written = (tomllib.loads(path.read_text("utf-8")) for path in lexicons.glob("*/fields.toml"))
    return sorted({name for one in written for name in one["sector"]})


def _sector_rules(sectors: Sequence[Table]) -> Iterator[str]:
    names = Counter(name for one in sectors if (name := text(one, "name")))
    known = sector_names() if names else []
    for name, times in names.items():
        if name not in known:
            there = f"there are: {', '.join(known)}"
            yield f'sector = "{name}" is read from no page{did_you_mean(name, known)}; {there}'
        if times > 1:
            yield f'sector "{name}" is there {times} times; write its words and targets in one'
    for sector in sectors:
        for target in tables(sector, "target"):
            for entry in texts(target, "entries"):
                if not _TARGET.fullmatch(entry):
                    about = f"sector.target {shown(text(target, 'name'))}"
                    yield f'{about}: entries names "{entry}"; write list:uid, as in "us_ofac_sdn:32746"'


def _told_rules(kind: str, table: Table, mail: Table) -> Iterator[str]:
    if table.get("recipients") and not mail:
        yield "recipients without a [mail] to send by"
    for key in ("ping", "webhook"):
        if key in table and f"{key}_env" in table:
            yield f"both {key} and {key}_env; keep one"
    if kind == "digest" and mail and not table.get("recipients") and not mail.get("recipients"):
        yield "no recipients, and [mail] has none either"
    if kind == "notice" and not any(
        table.get(key) for key in ("recipients", "webhook", "webhook_env", "apprise_env")
    ):
        yield "nobody to tell; write recipients, webhook, webhook_env or apprise_env"


def format_rule(table: Table) -> Iterator[str]:
    """A list's format names a reader that exists."""
    name, known = text(table, "format"), formats()
    if name is not None and name not in known:
        yield f'format = "{name}" has no reader{did_you_mean(name, known)}; there are: {", ".join(known)}'


def notice_rule(table: Table) -> Iterator[str]:
    """A source of notices names a reader that exists, and who acts in them."""
    name, known = text(table, "notice"), notice_formats()
    if name is None:
        return
    if name not in known:
        yield f'notice = "{name}" has no reader{did_you_mean(name, known)}; there are: {", ".join(known)}'
    if "authority" not in table:
        yield 'missing key "authority": a source of notices says whose they are'


def list_rules(table: Table, path: Path) -> Iterator[str]:
    """lists/LIST.toml: its name, its body, its days."""
    name, body = text(table, "list"), text(table, "file")
    if name is not None and name != path.stem:
        yield f'list = "{name}", but the file is named {path.name}; the two must agree'
    if body is not None and not (path.parent / body).is_file():
        yield f'file = "{body}" is not in {path.parent}'
    yield from format_rule(table)
    days = [table.get(key) for key in ("observed_from", "as_of", "observed_to")]
    # A TOML date with a time of day is refused elsewhere, and cannot be compared with a day.
    written = [day for day in days if isinstance(day, date) and not isinstance(day, datetime)]
    if written != sorted(written):
        yield "the days are out of order; observed_from <= as_of <= observed_to"


def baseline_rules(table: Table) -> Iterator[str]:
    """baseline.toml: ids once each, links that exist, addresses and doubts that say what they are."""
    written = [one for kind in ("link", "claim", "question") for one in tables(table, kind)]
    ids = Counter(filter(None, (text(one, "id") for one in written)))
    yield from (f'id "{name}" is given {times} times' for name, times in ids.items() if times > 1)
    for edition in tables(subtable(table, "article"), "edition"):
        publisher = text(edition, "publisher")
        yield from (f"article.edition {shown(publisher)}: {line}" for line in _address_rules(edition))
    for link in tables(table, "link"):
        yield from (f"link {shown(text(link, 'id'))}: {line}" for line in _link_rules(link))
    links = [name for link in tables(table, "link") if (name := text(link, "id"))]
    for claim in tables(table, "claim"):
        yield from (f"claim {shown(text(claim, 'id'))}: {line}" for line in _claim_rules(claim, links))
    questions = [name for question in tables(table, "question") if (name := text(question, "id"))]
    for question in tables(table, "question"):
        lines = _question_rules(question, questions)
        yield from (f"question {shown(text(question, 'id'))}: {line}" for line in lines)


def _address_rules(table: Table) -> Iterator[str]:
    known = text(table, "url_certainty") in ("certain", "likely")
    if known and "url" not in table:
        yield f'url_certainty = "{text(table, "url_certainty")}" without url; write "unknown"'
    if not known and "url" in table:
        yield 'url without a url_certainty of "certain" or "likely"'


def _link_rules(link: Table) -> Iterator[str]:
    yield from _address_rules(link)
    if link.get("enabled") is True and "url" not in link:
        yield "enabled without url; an address that is not known is not watched"


def _claim_rules(claim: Table, links: list[str]) -> Iterator[str]:
    for link in texts(claim, "links"):
        if link not in links:
            yield f'links names "{link}", which is no [[link]]{did_you_mean(link, links)}'
    if claim.get("contested") is True and "uncertainty" not in claim:
        yield 'contested without "uncertainty"; say what is contested'
    if "days" in claim and "on" not in claim:
        yield 'days without "on"; write the article\'s own day as well'
    if "counts" in claim and "count" not in claim:
        yield 'counts without "count"; write the article\'s own number as well'
    if claim.get("where") == [] and text(claim, "claim_kind") != "list_state":
        yield "where is empty; name the place in the article"


def _question_rules(question: Table, questions: list[str]) -> Iterator[str]:
    parts = list(subtable(question, "parts"))
    for number, condition in enumerate(tables(question, "condition"), 1):
        for line in _condition_rules(condition, parts):
            yield f"condition {number}: {line}"
    for number, look_alike in enumerate(tables(question, "look_alike"), 1):
        for line in _look_alike_rules(look_alike):
            yield f"look_alike {number}: {line}"
    for name in texts(question, "made_of"):
        if name not in questions:
            yield f'made_of names "{name}", which is no [[question]]{did_you_mean(name, questions)}'
    if question.get("measures") and "measure" not in question:
        yield 'measures without "measure"; say what is reported instead of a verdict'


def _condition_rules(condition: Table, parts: list[str]) -> Iterator[str]:
    part = text(condition, "part")
    if part is not None and part not in parts:
        yield f'part = "{part}" is none of the question\'s parts{did_you_mean(part, parts)}'
    if condition.get("judge", "rule") == "rule":
        if "type" not in condition:
            yield 'missing key "type": a rule recognises a development by it; or write judge = "reader"'
        elif not any(condition.get(mark) for mark in _MARKS):
            yield (
                f"every {condition['type']} would fit; write by what it is known (status, actions, kinds …),"
                ' or judge = "reader"'
            )
    yield from _marks_rules(condition)


def _look_alike_rules(look_alike: Table) -> Iterator[str]:
    known = any(look_alike.get(mark) for mark in _MARKS)
    if known and "type" not in look_alike:
        yield 'missing key "type": what is recognised is a sanction, a release or a contact'
    if known and "refused" in look_alike:
        yield "refused sentences never become developments; write them as a look_alike of its own"
    if "type" in look_alike and not known and "refused" not in look_alike:
        yield f"every {look_alike['type']} would be one; write by what it is known, or leave type out"
    yield from _marks_rules(look_alike)


def _marks_rules(marks: Table) -> Iterator[str]:
    for owner, names in (("sanction", _OF_SANCTIONS), ("release", _OF_RELEASES), ("contact", _OF_CONTACTS)):
        if text(marks, "type") not in (None, owner):
            yield from (f"{name} belongs to a {owner}" for name in names if name in marks)
    if ("talks_with" in marks) != ("talks_within_days" in marks):
        yield "talks_with and talks_within_days belong together"
    for target in texts(marks, "targets"):
        if not _TARGET.fullmatch(target):
            yield f'targets names "{target}"; write list:uid, as in "us_ofac_sdn:32746"'


def list_of_target(target: str) -> str | None:
    """The list in `list:uid`; None where the text is no such key."""
    match = _TARGET.fullmatch(target)
    return match[1] if match else None
