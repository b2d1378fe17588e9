"""A world for tests: a loopback server that plays OFAC's, a clock that is moved, an own database.

The list is invented: companies and officials of a country under the programme BELARUS*, and others.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tracker.config import load, shipped_folder
from tracker.model import BaselineList, Configuration, Keep, Origin, Source
from tracker.report.shown import DevelopmentView
from tracker.store.connection import connect
from tracker.sync.result import SyncResult
from tracker.sync.run import sync
from tracker.sync.views import all_views

XML_NAMESPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"
ENHANCED_NAMESPACE = f"{XML_NAMESPACE.removesuffix('XML')}ENHANCED_XML"
ARTICLE = date(2025, 7, 31)
SDN = "us_ofac_sdn"
DELTA = "us_ofac_delta"


@dataclass(frozen=True, slots=True)
class Listed:
    """One invented target, to be written in any layout."""

    uid: str
    name: str
    programmes: tuple[str, ...] = ("BELARUS-EO14038",)
    remarks: str | None = None


def company(number: int, *programmes: str, remarks: str | None = None) -> Listed:
    return Listed(str(number), f"EXAMPLE WORKS {number} LLC", programmes or ("BELARUS-EO14038",), remarks)


# 20 of the subject, 60 of others: losing one is far from a tenth, losing seventeen is more than a fifth.
SUBJECT = tuple(company(number) for number in range(100, 120))
OTHERS = tuple(company(number, "SDGT") for number in range(500, 560))
EVERYBODY = SUBJECT + OTHERS


def without(listed: Iterable[Listed], *uids: int) -> tuple[Listed, ...]:
    return tuple(one for one in listed if int(one.uid) not in uids)


def changed(listed: Iterable[Listed], uid: int, **facts: object) -> tuple[Listed, ...]:
    return tuple(replace(one, **facts) if one.uid == str(uid) else one for one in listed)  # type: ignore[arg-type]


def sdn_xml(listed: Iterable[Listed], published: date) -> bytes:
    entries = [
        f"  <sdnEntry>\n    <uid>{one.uid}</uid>\n    <lastName>{one.name}</lastName>\n"
        "    <sdnType>Entity</sdnType>\n"
        + (f"    <remarks>{one.remarks}</remarks>\n" if one.remarks else "")
        + "    <programList>\n"
        + "".join(f"      <program>{programme}</program>\n" for programme in one.programmes)
        + "    </programList>\n  </sdnEntry>\n"
        for one in listed
    ]
    return (
        f'<?xml version="1.0" standalone="yes"?>\n<sdnList xmlns="{XML_NAMESPACE}">\n  <publshInformation>\n'
        f"    <Publish_Date>{published:%m/%d/%Y}</Publish_Date>\n"
        f"    <Record_Count>{len(entries)}</Record_Count>\n  </publshInformation>\n"
        f"{''.join(entries)}</sdnList>\n"
    ).encode()


def sdn_csv(listed: Iterable[Listed]) -> bytes:
    rows = []
    for one in listed:
        programmes = "] [".join(one.programmes)
        remarks = f'"{one.remarks}"' if one.remarks else "-0- "
        rows.append(f'{one.uid},"{one.name}",-0- ,"{programmes}"' + ",-0- " * 7 + f",{remarks}\r\n")
    return ("".join(rows) + "\x1a").encode("ascii")


def part_csv(rows: Iterable[str]) -> bytes:
    return ("".join(f"{row}\r\n" for row in rows) + "\x1a").encode("ascii")


def delta_xml(published: date, *, removed: Iterable[Listed] = (), added: Iterable[Listed] = ()) -> bytes:
    entities = "".join(
        _delta_entity(one, action) for action, group in (("remove", removed), ("add", added)) for one in group
    )
    return (
        '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
        '<sanctionsData xmlns="https://www.treasury.gov/ofac/DeltaFile/1.0">\n  <publicationInfo>\n'
        f"    <datePublished>{published}T00:00:00-04:00</datePublished>\n"
        "    <publicationType>Standard Action</publicationType>\n  </publicationInfo>\n"
        "  <referenceValues />\n  <featureTypes />\n"
        f"  <entities>\n{entities}  </entities>\n</sanctionsData>"
    ).encode()


def _delta_entity(one: Listed, action: str) -> str:
    programmes = "".join(
        f'        <sanctionsProgram id="{number}" refId="{number}">{programme}</sanctionsProgram>\n'
        for number, programme in enumerate(one.programmes, 1)
    )
    return (
        f'    <entity id="{one.uid}" action="{action}">\n      <generalInfo>\n'
        '        <identityId>1</identityId>\n        <entityType refId="601">Entity</entityType>\n'
        "      </generalInfo>\n      <sanctionsLists>\n"
        '        <sanctionsList id="1" refId="1550" datePublished="2021-08-09">SDN List</sanctionsList>\n'
        f"      </sanctionsLists>\n      <sanctionsPrograms>\n{programmes}      </sanctionsPrograms>\n"
        '      <sanctionsTypes>\n        <sanctionsType id="1" refId="1705">Block</sanctionsType>\n'
        '      </sanctionsTypes>\n      <names>\n        <name id="1">\n'
        "          <isPrimary>true</isPrimary>\n          <isLowQuality>false</isLowQuality>\n"
        '          <translations>\n            <translation id="1">\n'
        '              <isPrimary>true</isPrimary>\n              <script refId="20122">Latin</script>\n'
        f"              <formattedLastName>{one.name}</formattedLastName>\n"
        f"              <formattedFullName>{one.name}</formattedFullName>\n"
        '              <nameParts>\n                <namePart id="1">\n'
        '                  <type refId="1525">Entity Name</type>\n'
        f"                  <value>{one.name}</value>\n                </namePart>\n"
        "              </nameParts>\n            </translation>\n          </translations>\n"
        "        </name>\n      </names>\n    </entity>\n"
    )


def history(publications: Mapping[int, date]) -> bytes:
    return json.dumps(
        [
            {"publicationID": number, "datePublished": f"{day}T00:00:00"}
            for number, day in publications.items()
        ]
    ).encode()


@cache
def shipped_configuration() -> Configuration:
    return load(shipped_folder(), "belarus")


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes
    status: int = 200
    content_type: str = "text/xml"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class World:
    """What the server answers, the time, and the tracker that looks at both."""

    folder: Path
    server: ThreadingHTTPServer
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    headers: dict[str, Mapping[str, str]] = field(default_factory=dict)
    now: datetime = datetime(2025, 8, 1, 12, tzinfo=UTC)
    with_delta: bool = False
    parts: dict[str, str] = field(default_factory=dict)
    keep: Keep = Keep.SUBJECT
    baseline: bool = True
    globs: tuple[str, ...] = ("BELARUS*",)
    # The list that /sdn is: the name of its source.
    watched: str = SDN

    @property
    def database(self) -> Path:
        return self.folder / "world.db"

    def serve(self, path: str, *bodies: bytes | Answer) -> None:
        """From now on `path` gives these answers in turn, the last one for ever."""
        self.answers[path] = [body if isinstance(body, Answer) else Answer(body) for body in bodies]

    def serve_list(self, *states: Iterable[Listed], published: date | None = None) -> None:
        self.serve("/sdn", *(sdn_xml(state, published or self.now.date()) for state in states))

    def serve_deltas(self, publications: Mapping[int, tuple[date, bytes]]) -> None:
        """The publications of changes so far, by id; the last one is the newest."""
        years: dict[int, dict[int, date]] = {year: {} for year in range(2025, self.now.year + 1)}
        for number, (day, body) in publications.items():
            years[day.year][number] = day
            self.serve(f"/changes/{number}", body)
            self.serve("/latest", body)
        for year, days in years.items():
            self.serve(f"/history/{year}", history(days))

    def later(self, **delta: float) -> None:
        self.now += timedelta(**delta)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def configuration(self) -> Configuration:
        shipped = shipped_configuration()
        by_name = {source.name: source for source in shipped.sources}
        sources = [
            replace(
                by_name[self.watched],
                enabled=True,
                url=f"{self.address}/sdn",
                parts={part: f"{self.address}{path}" for part, path in self.parts.items()},
                keep=self.keep,
                gap_s=0.0,
            )
        ]
        if self.with_delta:
            sources.append(self._delta(by_name[DELTA]))
        return replace(
            shipped,
            politeness=replace(
                shipped.politeness, gap_s=0.0, read_timeout_s=5.0, allow_addresses=("127.0.0.1",)
            ),
            subject=replace(
                shipped.subject, programmes={**shipped.subject.programmes, self.watched: self.globs}
            ),
            sources=tuple(sources),
            lists=(self._baseline_list(),) if self.baseline else (),
        )

    def _delta(self, source: Source) -> Source:
        return replace(
            source,
            url=f"{self.address}/latest",
            history_url=f"{self.address}/history/{{year}}",
            publication_url=f"{self.address}/changes/{{id}}",
            gap_s=0.0,
        )

    def _baseline_list(self) -> BaselineList:
        path = self.folder / "baseline.xml"
        if not path.exists():
            path.write_bytes(sdn_xml(SUBJECT, ARTICLE))
        return BaselineList(
            list=SDN,
            format="us_ofac",
            path=str(path),
            as_of=ARTICLE,
            origin=Origin.REBUILT,
            covers=("BELARUS*",),
            sources=("invented for a test",),
            licence="none",
        )

    def sync(self, *names: str, due_only: bool = False, dry_run: bool = False) -> SyncResult:
        return sync(
            self.configuration,
            self.database,
            names=names,
            due_only=due_only,
            dry_run=dry_run,
            clock=lambda: self.now,
        )

    def developments(self) -> list[DevelopmentView]:
        return list(all_views(self.configuration, self.database))

    def told(self) -> list[tuple[str, str]]:
        """(action, uid) of every development, sorted."""
        return sorted(
            (view.action.value, uid) for view in self.developments() for uid in view.uids if view.action
        )

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        with closing(connect(self.database, read_only=True)) as connection:
            names = [
                row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            return {
                name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
                for name in names
            }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        world = self.server.world
        # Asked for once a host and a run: what a test counts is what it asked for.
        if self.path != "/robots.txt":
            world.requests.append(self.path)
        world.headers[self.path] = self.headers
        answers = world.answers.get(self.path, [Answer(b"not here", 404, "text/plain")])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Tests read `world.requests`."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    world: World


def open_world(folder: Path) -> World:
    server = _Server(("127.0.0.1", 0), _Handler)
    world = World(folder, server)
    server.world = world
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return world


def close_world(world: World) -> None:
    world.server.shutdown()
    world.server.server_close()
