"""What the daemon does beside visiting sources: one line a job."""

from __future__ import annotations

from tracker.daemon.context import Job

JOBS: tuple[Job, ...] = ()
