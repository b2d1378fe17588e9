"""Walks through the demo with its press, or with the press alone, and says in short what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tracker.config import load as load_configuration
from tracker.demo.folder import load as load_archive
from tracker.demo.folder import shipped_folder
from tracker.demo.press import Page, Press, with_press
from tracker.demo.press_folder import with_sources
from tracker.demo.run import StepResult, run_demo
from tracker.report.shown import DevelopmentView
from tracker.sync.views import all_views

CONFIG = Path(__file__).parents[1] / "config"
SHIPPED = load_archive(shipped_folder())


@dataclass(frozen=True)
class Walked:
    """The steps of a demo, and what stands at its end."""

    steps: tuple[StepResult, ...]
    views: tuple[DevelopmentView, ...]

    @property
    def lines(self) -> list[str]:
        """What stands, in short, without ids: the same whatever came first."""
        return sorted(map(in_short, self.views))

    def on(self, day: date) -> StepResult:
        """The visit of a day."""
        return next(one for one in self.steps if one.step.at.date() == day)


def walk(press: Press, database: Path, *, lists: bool = False, most: int | None = None) -> Walked:
    """The demo on its own days, with the official lists or without; to its end, or for the first `most`
    visits."""
    archive = SHIPPED
    if not lists:
        days = (step.at.date() for step in SHIPPED.steps)
        press = replace(press, visits=tuple(sorted({*press.visits, *days})))
        archive = replace(SHIPPED, addresses={}, bodies={}, steps=())
    configuration = with_sources(load_configuration(CONFIG, "belarus"), press.sources)
    steps = []
    for step in run_demo(configuration, database, with_press(archive, press)):
        steps.append(step)
        if len(steps) == most:
            break
    return Walked(tuple(steps), all_views(configuration, database))


def in_short(view: DevelopmentView) -> str:
    """One development in a line: when, what, of whom, by how many voices, and what it is to the article."""
    effects = [f"{one.effect.value} {one.id}" for one in view.questions]
    said = [
        view.when,
        f"{view.type.value} {view.status.value}",
        view.action.value if view.action else None,
        view.authority,
        view.about,
        f"{view.voices} voices",
        view.relation.value,
        ", ".join(effects),
    ]
    return "; ".join(part for part in said if part)


def without(press: Press, *endings: str) -> Press:
    """The press without the pages whose addresses end so."""
    kept = tuple(page for page in press.pages if not page.url.endswith(endings))
    assert len(kept) == len(press.pages) - len(endings)
    return replace(press, pages=kept)


def rewritten(press: Press, ending: str, *changes: tuple[str, str]) -> Press:
    """The press with other words on one page, in all its versions."""
    (page,) = (one for one in press.pages if one.url.endswith(ending))
    return replace(press, pages=tuple(_changed(one, changes) if one is page else one for one in press.pages))


def _changed(page: Page, changes: Sequence[tuple[str, str]]) -> Page:
    versions = []
    for version in page.versions:
        text = (version.content or b"").decode()
        for old, new in changes:
            assert not text or old in text
            text = text.replace(old, new)
        versions.append(replace(version, file=f"{version.file}-other", content=text.encode() or None))
    return replace(page, versions=tuple(versions))
