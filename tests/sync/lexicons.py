"""Lexicons to be spoilt: a copy of the shipped ones, which today's rules are read from."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest

from tracker.extract.pages import lexicon
from tracker.extract.pages.lexicon import lexicon_of


@dataclass(frozen=True)
class Lexicons:
    """The folder of the copy."""

    folder: Path

    def silence(self, rule: str, file: str = "releases") -> None:
        """From now on an English rule finds nothing."""
        entry = re.escape(f'name = "{rule}"\n')
        self._edit(file, rf"({entry}(?:(?!\n\n).)*?patterns = )\[.*?\](?=\n)", r'\1["zyzzyva"]')

    def forget(self, kind: str) -> None:
        """From now on no English words tell this kind of release."""
        self._edit("fields", rf"(?m)^{kind} = [^\n]*", f'{kind} = ["zyzzyva"]')

    def restore(self) -> None:
        """The shipped ones again."""
        shutil.copytree(_shipped(), self.folder, dirs_exist_ok=True)
        lexicon_of.cache_clear()

    def _edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / "en" / f"{file}.toml"
        text, found = re.subn(old, new, path.read_text(encoding="utf-8"), count=1, flags=re.DOTALL)
        assert found == 1, f"{path.name} no longer has {old}"
        path.write_text(text, encoding="utf-8")
        lexicon_of.cache_clear()


@contextmanager
def copied(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Lexicons]:
    """Lets today's rules be those of a copy in `folder`."""
    patch.setattr(lexicon, "files", lambda _: folder)
    found = Lexicons(folder / "lexicons")
    found.restore()
    yield found
    lexicon_of.cache_clear()


def _shipped() -> str:
    return str(files("tracker.extract") / "lexicons")
