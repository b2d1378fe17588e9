"""The walk through an archive: the clock is moved to each step's time, and the one `sync` is called.

Nothing is printed here: what came out is handed on, step by step. Only the sources that the archive
holds are visited, at the loopback server, one after the other so that every walk is the same; everything
else is the subject's own configuration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.demo.archive import Addresses, Archive, Step
from tracker.demo.database import note_finished, prepare
from tracker.demo.folder import archive_key
from tracker.demo.server import Asked, LoopbackServer, serving
from tracker.demo.telling import told_by
from tracker.errors import UsageError
from tracker.model import Configuration, Source
from tracker.report.digest import DigestView
from tracker.sync.result import SyncResult
from tracker.sync.run import sync


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step of the demo that is finished: the `number`-th (from 1) of `of`, and what came out.

    `told` is what a digest would tell after it. `asked` are the requests that the server got in it.
    """

    number: int
    of: int
    step: Step
    result: SyncResult
    told: DigestView
    asked: tuple[Asked, ...] = ()


def run_demo(
    configuration: Configuration,
    database: Path,
    archive: Archive,
    *,
    gap_s: float = 0.0,
    on_progress: Callable[[str], None] | None = None,
) -> Iterator[StepResult]:
    """Walks all steps that are not finished yet in `database`, oldest first.

    `gap_s` is the pause between two requests: none, since politeness is for others' servers.

    Raises UsageError where the database is no demo's or the archive serves a source that the subject
    does not have; and what `sync` raises. Broken off anywhere, the next call goes on from there.
    """
    finished = prepare(database, archive_key(archive), len(archive.steps))
    with serving(archive) as server:
        moved = at_the_server(configuration, archive, server, gap_s=gap_s)
        for number, step in enumerate(archive.steps[finished:], finished + 1):
            server.show(step)
            asked_before = len(server.asked)
            result = sync(
                moved,
                database,
                names=step.visits,
                demo=True,
                clock=lambda: server.step.at,
                provenances=server.provenance,
                on_progress=on_progress,
            )
            told = told_by(moved, database, step.at)
            note_finished(database, number)
            asked = tuple(server.asked[asked_before:])
            yield StepResult(number, len(archive.steps), step, result, told, asked)


def at_the_server(
    configuration: Configuration, archive: Archive, server: LoopbackServer, *, gap_s: float = 0.0
) -> Configuration:
    """The configuration with the archive's sources at the loopback server, without the others and mail."""
    names = {source.name for source in configuration.sources}
    if missing := sorted(set(archive.addresses) - names):
        raise UsageError(
            f"the demo's archive serves {', '.join(missing)}; "
            f"the subject {configuration.subject.name} has no source of that name"
        )
    return replace(
        configuration,
        mail=None,
        politeness=replace(
            configuration.politeness,
            gap_s=gap_s,
            allow_addresses=("127.0.0.1",),
            proxy=server.proxy,
            hosts_at_once=1,
        ),
        sources=tuple(
            _moved(source, archive.addresses[source.name], server, gap_s)
            for source in configuration.sources
            if source.name in archive.addresses
        ),
    )


def _moved(source: Source, addresses: Addresses, server: LoopbackServer, gap_s: float) -> Source:
    def moved(url: str | None) -> str | None:
        return None if url is None else server.address(url)

    return replace(
        source,
        enabled=True,
        disabled_reason=None,
        url=moved(addresses.url),
        history_url=moved(addresses.history_url),
        publication_url=moved(addresses.publication_url),
        token=None,
        marker=None,
        parts={},
        gap_s=gap_s,
    )
