"""Runs, sources, what was fetched."""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  command TEXT NOT NULL,
  version TEXT NOT NULL,
  exit_code INTEGER,
  outcome TEXT CHECK (outcome IN ('reached', 'partly', 'not_reached', 'failed', 'interrupted')),
  CHECK ((finished_at IS NULL) = (outcome IS NULL))
) STRICT""",
    "CREATE INDEX runs_unfinished ON runs (id) WHERE finished_at IS NULL",
    """CREATE TABLE sources (
  name TEXT NOT NULL PRIMARY KEY,
  armed_at TEXT,
  next_due_at TEXT,
  last_checked_at TEXT,
  last_ok_at TEXT,
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE evidence (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
  size INTEGER NOT NULL CHECK (size >= 0),
  stored_size INTEGER NOT NULL CHECK (stored_size >= 0),
  stored_at TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  part TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  fetched_at TEXT NOT NULL,
  url TEXT NOT NULL,
  final_url TEXT NOT NULL,
  status INTEGER,
  headers TEXT NOT NULL CHECK (json_valid(headers)),
  grade TEXT NOT NULL CHECK (grade IN (
    'ok', 'unchanged', 'blocked', 'error_page', 'empty', 'drifted', 'disallowed', 'offline'
  )),
  sha256 TEXT REFERENCES evidence (sha256),
  size INTEGER CHECK (size >= 0),
  origin TEXT NOT NULL CHECK (origin IN ('live', 'import', 'published', 'rebuilt', 'demo')),
  origin_note TEXT,
  reason TEXT,
  CHECK ((sha256 IS NULL) = (size IS NULL))
) STRICT""",
    "CREATE INDEX snapshots_by_source ON snapshots (source, part, id)",
    "CREATE INDEX snapshots_by_body ON snapshots (sha256) WHERE sha256 IS NOT NULL",
    "CREATE INDEX snapshots_by_run ON snapshots (run_id)",
)
