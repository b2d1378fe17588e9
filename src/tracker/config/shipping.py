"""`tracker init`: the shipped configuration, written out where an operator can change it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tracker.errors import UsageError

_KEPT = (".toml", ".json", ".xml", ".csv", ".md")
_DB_README = """# The databases

One file for each subject, `SUBJECT.db`, made by the first `tracker sync`; stored evidence lies beside
it. `tracker backup DIR` copies both. Keep this folder to yourself: it may name people at risk.
"""


def copy_shipped(shipped: Path, target: Path) -> tuple[Path, ...]:
    """Copy `shipped` to `target`/config and make `target`/db; the files written, in order.

    Nothing is written where one of the files exists already, or where `target` cannot be a
    folder: UsageError names what is in the way.
    """
    sources = sorted(path for path in shipped.rglob("*") if path.suffix in _KEPT and path.is_file())
    copies = {target / "config" / path.relative_to(shipped): path for path in sources}
    readme = target / "db" / "README.md"
    in_the_way = [str(path) for path in (*copies, readme) if path.exists()]
    if in_the_way:
        raise UsageError(
            "nothing was written: these files exist already; move them away or choose another folder: "
            + ", ".join(in_the_way)
        )
    try:
        for copy, source in copies.items():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)
        readme.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        readme.write_text(_DB_README, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{error.filename or target}: cannot be written: {error.strerror}") from None
    return (*copies, readme)
