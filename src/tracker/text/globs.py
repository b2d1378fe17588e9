"""Programme tags against glob patterns such as `BELARUS*`."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase


def matching(tags: Iterable[str], globs: Iterable[str]) -> tuple[str, ...]:
    """Those of `tags` that match one of `globs`, in their order; upper and lower case are one."""
    patterns = [glob.casefold() for glob in globs]
    return tuple(tag for tag in tags if any(fnmatchcase(tag.casefold(), pattern) for pattern in patterns))
