"""Registers of prisoners that an operator downloads: their states, and which records they state.

What is kept of an export is a body among the evidence; the file is known by its hash and size.
"""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE register_states (
  id INTEGER PRIMARY KEY,
  register TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  imported_at TEXT NOT NULL,
  on_date TEXT NOT NULL,
  last_date TEXT NOT NULL CHECK (last_date >= on_date),
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
  file_size INTEGER NOT NULL,
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  changes TEXT CHECK (changes IS NULL OR json_valid(changes))
) STRICT""",
    "CREATE INDEX register_states_by_register ON register_states (register, id)",
    """CREATE TABLE register_records (
  record_id TEXT PRIMARY KEY REFERENCES records (id),
  register TEXT NOT NULL,
  uid TEXT NOT NULL,
  state_id INTEGER NOT NULL REFERENCES register_states (id),
  unsaid_state INTEGER REFERENCES register_states (id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX register_records_by_uid ON register_records (register, uid)",
)
