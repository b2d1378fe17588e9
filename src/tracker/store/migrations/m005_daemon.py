"""The daemon and its leases, requests to it, incidents, digests, notices, the outbox."""

from __future__ import annotations

STATEMENTS = (
    # One row: the process that runs as a daemon, and when its last tick was finished.
    """CREATE TABLE daemon (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  pid INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  tick_s REAL NOT NULL CHECK (tick_s > 0),
  ticked_at TEXT NOT NULL
) STRICT""",
    """CREATE TABLE leases (
  source TEXT NOT NULL PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  since TEXT NOT NULL,
  until TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX leases_by_run ON leases (run_id)",
    """CREATE TABLE sync_requests (
  id INTEGER PRIMARY KEY,
  asked_at TEXT NOT NULL,
  names TEXT NOT NULL CHECK (json_valid(names)),
  due_only INTEGER NOT NULL CHECK (due_only IN (0, 1)),
  taken_at TEXT,
  run_id INTEGER REFERENCES runs (id),
  finished_at TEXT,
  refused TEXT,
  outcomes TEXT CHECK (outcomes IS NULL OR json_valid(outcomes))
) STRICT""",
    "CREATE INDEX sync_requests_open ON sync_requests (id) WHERE taken_at IS NULL",
    "CREATE INDEX sync_requests_by_run ON sync_requests (run_id) WHERE run_id IS NOT NULL",
    """CREATE TABLE incidents (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  message TEXT NOT NULL,
  began_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  times INTEGER NOT NULL CHECK (times >= 1),
  ended_at TEXT
) STRICT""",
    "CREATE UNIQUE INDEX incidents_open ON incidents (kind, subject) WHERE ended_at IS NULL",
    # From when on a digest or a rule for notices was in the configuration: what was before is not late.
    """CREATE TABLE beginnings (
  kind TEXT NOT NULL CHECK (kind IN ('digest', 'notice')),
  name TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE digests (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  local_date TEXT NOT NULL,
  zone TEXT NOT NULL,
  window_start TEXT,
  window_end TEXT NOT NULL,
  subject_line TEXT NOT NULL,
  UNIQUE (digest, local_date)
) STRICT""",
    # A revision is told once by a digest; so is that what it told was withdrawn or became part of another.
    """CREATE TABLE digest_lines (
  digest TEXT NOT NULL,
  development_id TEXT NOT NULL REFERENCES developments (id),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  fate TEXT NOT NULL CHECK (fate IN ('stands', 'withdrawn', 'merged')),
  digest_id INTEGER NOT NULL REFERENCES digests (id),
  PRIMARY KEY (digest, development_id, revision, fate)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX digest_lines_by_development ON digest_lines (development_id)",
    "CREATE INDEX digest_lines_by_digest ON digest_lines (digest_id)",
    """CREATE TABLE health_told (
  digest TEXT NOT NULL,
  subject TEXT NOT NULL,
  state TEXT NOT NULL,
  since TEXT NOT NULL,
  told_at TEXT NOT NULL,
  PRIMARY KEY (digest, subject)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE notices (
  rule TEXT NOT NULL,
  development_id TEXT NOT NULL REFERENCES developments (id),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  told_at TEXT NOT NULL,
  PRIMARY KEY (rule, development_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX notices_by_development ON notices (development_id)",
    """CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('digest', 'notice', 'test', 'ping')),
  channel TEXT NOT NULL CHECK (channel IN ('mail', 'webhook', 'apprise', 'ping')),
  recipient TEXT NOT NULL,
  digest_id INTEGER REFERENCES digests (id),
  message_id TEXT NOT NULL UNIQUE,
  payload BLOB,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'pending', 'sending', 'sent', 'dead', 'dropped')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_try_at TEXT,
  last_error TEXT,
  ended_at TEXT,
  CHECK ((next_try_at IS NOT NULL) = (state IN ('pending', 'sending'))),
  CHECK ((ended_at IS NOT NULL) = (state IN ('sent', 'dead', 'dropped'))),
  CHECK (payload IS NOT NULL OR state IN ('sent', 'dead', 'dropped'))
) STRICT""",
    "CREATE INDEX outbox_due ON outbox (next_try_at) WHERE next_try_at IS NOT NULL",
    "CREATE INDEX outbox_by_digest ON outbox (digest_id) WHERE digest_id IS NOT NULL",
)
