"""Health, hosts and robots.txt, validators, followed links, posts, stretches of the same text."""

from __future__ import annotations

_GRADED_HEALTH = """(
    'new', 'ok', 'degraded', 'failing', 'blocked', 'disallowed', 'drifted', 'disabled'
  )"""

STATEMENTS = (
    # What SQLite adds to a table stands behind its other columns; no row is rewritten.
    f"ALTER TABLE sources ADD COLUMN health TEXT NOT NULL DEFAULT 'new' CHECK (health IN {_GRADED_HEALTH})",
    "ALTER TABLE sources ADD COLUMN health_since TEXT",
    "ALTER TABLE sources ADD COLUMN last_changed_at TEXT",
    """UPDATE sources SET health_since = last_checked_at, health = CASE
      WHEN failures >= 3 THEN 'failing'
      WHEN failures > 0 THEN 'degraded'
      WHEN last_ok_at IS NOT NULL THEN 'ok'
      ELSE 'new' END""",
    "ALTER TABLE checks ADD COLUMN last_at TEXT",
    "ALTER TABLE checks ADD COLUMN looks INTEGER NOT NULL DEFAULT 1 CHECK (looks >= 1)",
    f"""CREATE TABLE health_transitions (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  at TEXT NOT NULL,
  from_state TEXT NOT NULL CHECK (from_state IN {_GRADED_HEALTH}),
  to_state TEXT NOT NULL CHECK (to_state IN {_GRADED_HEALTH}),
  reason TEXT NOT NULL CHECK (reason <> ''),
  CHECK (from_state <> to_state)
) STRICT""",
    "CREATE INDEX health_transitions_by_source ON health_transitions (source, id)",
    """CREATE TABLE outages (
  id INTEGER PRIMARY KEY,
  began_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  ended_at TEXT,
  hosts INTEGER NOT NULL CHECK (hosts >= 1),
  offline_hosts INTEGER NOT NULL CHECK (offline_hosts BETWEEN 1 AND hosts)
) STRICT""",
    """CREATE TABLE hosts (
  host TEXT NOT NULL PRIMARY KEY,
  not_before TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE robots (
  origin TEXT NOT NULL PRIMARY KEY,
  fetched_at TEXT NOT NULL,
  status INTEGER,
  body TEXT,
  body_at TEXT,
  CHECK ((body IS NULL) = (body_at IS NULL))
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE validators (
  source TEXT NOT NULL,
  part TEXT NOT NULL,
  etag TEXT,
  last_modified TEXT,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (source, part),
  CHECK (etag IS NOT NULL OR last_modified IS NOT NULL)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE links (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT,
  published_at TEXT,
  summary TEXT,
  found_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'unread', 'read', 'withdrawn', 'gone')),
  next_due_at TEXT,
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  rechecks_done INTEGER NOT NULL DEFAULT 0 CHECK (rechecks_done >= 0),
  first_snapshot_id INTEGER REFERENCES snapshots (id),
  first_kept_at TEXT,
  snapshot_id INTEGER REFERENCES snapshots (id),
  text_digest TEXT,
  last_changed_at TEXT,
  UNIQUE (source, url),
  CHECK ((first_snapshot_id IS NULL) = (state IN ('new', 'gone')))
) STRICT""",
    "CREATE INDEX links_due ON links (source, next_due_at) WHERE next_due_at IS NOT NULL",
    "CREATE INDEX links_by_first_snapshot ON links (first_snapshot_id) WHERE first_snapshot_id IS NOT NULL",
    "CREATE INDEX links_by_snapshot ON links (snapshot_id) WHERE snapshot_id IS NOT NULL",
    """CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  permalink TEXT NOT NULL,
  text TEXT NOT NULL,
  published_at TEXT,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('unread', 'read', 'withdrawn')),
  version INTEGER NOT NULL CHECK (version >= 1),
  version_at TEXT NOT NULL,
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  UNIQUE (source, permalink)
) STRICT""",
    "CREATE INDEX posts_by_time ON posts (source, published_at)",
    "CREATE INDEX posts_by_snapshot ON posts (snapshot_id)",
    """CREATE TABLE post_versions (
  post_id INTEGER NOT NULL REFERENCES posts (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  text TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  PRIMARY KEY (post_id, version)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX post_versions_by_snapshot ON post_versions (snapshot_id)",
    """CREATE TABLE stretches (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  part TEXT NOT NULL,
  text_digest TEXT NOT NULL,
  began_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  looks INTEGER NOT NULL CHECK (looks >= 1),
  first_snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  last_snapshot_id INTEGER NOT NULL REFERENCES snapshots (id)
) STRICT""",
    "CREATE INDEX stretches_by_part ON stretches (source, part, id)",
    "CREATE INDEX stretches_by_first_snapshot ON stretches (first_snapshot_id)",
    "CREATE INDEX stretches_by_last_snapshot ON stretches (last_snapshot_id)",
    """CREATE TABLE released_bodies (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
  stored_size INTEGER NOT NULL CHECK (stored_size >= 0),
  released_at TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    # A snapshot is now deleted at times, and SQLite then looks for rows that name it in these tables.
    "CREATE INDEX checks_by_snapshot ON checks (snapshot_id) WHERE snapshot_id IS NOT NULL",
    "CREATE INDEX hold_parts_by_snapshot ON hold_parts (snapshot_id)",
    "CREATE INDEX record_evidence_by_snapshot ON record_evidence (snapshot_id) WHERE snapshot_id IS NOT NULL",
)
