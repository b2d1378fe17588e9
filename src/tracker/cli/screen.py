"""The terminal: tables for people, a progress bar while something runs. Text from outside is defused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from tracker.text.terminal import defuse


def console() -> Console:
    """Standard output. No markup is read and nothing is guessed into colours: texts are not ours."""
    return Console(markup=False, highlight=False, emoji=False)


def print_table(
    headings: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None
) -> None:
    """One table; every cell is defused. Wide where the output is no terminal: nothing is cut off."""
    table = Table(title=Text(title) if title else None, title_justify="left", pad_edge=False, box=None)
    for heading in headings:
        table.add_column(Text(heading, style="bold"), overflow="fold")
    for row in rows:
        table.add_row(*(Text(defuse(str(cell))) for cell in row))
    screen = console()
    if not screen.is_terminal:
        screen.width = 200
    screen.print(table)


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """A bar on standard error over `total` steps, if that is a terminal; takes lines like "NAME: doing".

    A step is over when a line with another name comes.
    """
    screen = Console(stderr=True, markup=False, highlight=False, emoji=False)
    if not screen.is_terminal:
        yield _ignore
        return
    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=20),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("starting", total=total)
        seen: list[str] = []

        def say(line: str) -> None:
            name = line.partition(":")[0]
            if name not in seen:
                seen.append(name)
            bar.update(task, description=defuse(line), completed=max(len(seen) - 1, 0))

        yield say


def _ignore(_line: str) -> None:
    """Where nobody looks, nothing is drawn."""
