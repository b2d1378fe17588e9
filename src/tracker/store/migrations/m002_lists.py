"""List states and their entries, what changed, what is held, what was checked."""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE list_states (
  id INTEGER PRIMARY KEY,
  list TEXT NOT NULL,
  source TEXT NOT NULL,
  format TEXT NOT NULL,
  reader INTEGER NOT NULL,
  published_on TEXT,
  observed_at TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('live', 'import', 'published', 'rebuilt', 'demo')),
  origin_note TEXT,
  covers TEXT CHECK (covers IS NULL OR json_valid(covers)),
  declared INTEGER,
  entries INTEGER NOT NULL CHECK (entries >= 0),
  subject_entries INTEGER NOT NULL CHECK (subject_entries >= 0),
  is_baseline INTEGER NOT NULL CHECK (is_baseline IN (0, 1))
) STRICT""",
    "CREATE INDEX list_states_by_list ON list_states (list, id)",
    """CREATE TABLE list_state_parts (
  state_id INTEGER NOT NULL REFERENCES list_states (id),
  part TEXT NOT NULL,
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  PRIMARY KEY (state_id, part)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX list_state_parts_by_snapshot ON list_state_parts (snapshot_id)",
    # With row numbers, unlike its neighbours: rows come in the list's order, not in that of their key,
    # and kept entries are large; the first load of 19,000 takes two thirds of the time so.
    """CREATE TABLE list_entries (
  list TEXT NOT NULL,
  uid TEXT NOT NULL,
  since_state INTEGER NOT NULL REFERENCES list_states (id),
  until_state INTEGER REFERENCES list_states (id) CHECK (until_state > since_state),
  digest BLOB NOT NULL,
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  entry TEXT,
  PRIMARY KEY (list, uid, since_state)
) STRICT""",
    "CREATE UNIQUE INDEX list_entries_current ON list_entries (list, uid) WHERE until_state IS NULL",
    """CREATE TABLE list_changes (
  id INTEGER PRIMARY KEY,
  list TEXT NOT NULL,
  uid TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN (
    'designation', 'amendment', 'delisting', 'programme_entered', 'programme_left'
  )),
  from_state INTEGER NOT NULL REFERENCES list_states (id),
  to_state INTEGER NOT NULL REFERENCES list_states (id),
  changes TEXT NOT NULL CHECK (json_valid(changes)),
  only_links INTEGER NOT NULL CHECK (only_links IN (0, 1)),
  confirmed_by TEXT
) STRICT""",
    "CREATE INDEX list_changes_by_entry ON list_changes (list, uid)",
    "CREATE INDEX list_changes_by_state ON list_changes (to_state)",
    """CREATE TABLE holds (
  id INTEGER PRIMARY KEY,
  list TEXT NOT NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  held_at TEXT NOT NULL,
  released_at TEXT,
  released_by TEXT CHECK (released_by IN ('person', 'superseded', 'cleared')),
  CHECK ((released_at IS NULL) = (released_by IS NULL))
) STRICT""",
    "CREATE UNIQUE INDEX holds_open ON holds (list) WHERE released_at IS NULL",
    """CREATE TABLE hold_parts (
  hold_id INTEGER NOT NULL REFERENCES holds (id),
  part TEXT NOT NULL,
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  PRIMARY KEY (hold_id, part)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE checks (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  source TEXT NOT NULL,
  at TEXT NOT NULL,
  grade TEXT NOT NULL CHECK (grade IN (
    'ok', 'unchanged', 'blocked', 'error_page', 'empty', 'drifted', 'disallowed', 'offline'
  )),
  snapshot_id INTEGER REFERENCES snapshots (id),
  state_id INTEGER REFERENCES list_states (id),
  held TEXT,
  message TEXT
) STRICT""",
    "CREATE INDEX checks_by_source ON checks (source, id)",
    "CREATE INDEX checks_by_state ON checks (state_id, at) WHERE state_id IS NOT NULL",
)
