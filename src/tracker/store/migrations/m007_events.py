"""Developments out of many records: what they say together, how developments go with one another, and
what a person decided about them.

A decision has got an author and what it holds for, and can be undone; it never goes.
"""

from __future__ import annotations

STATEMENTS = (
    "ALTER TABLE developments ADD COLUMN instrument TEXT",
    "ALTER TABLE developments ADD COLUMN details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details))",
    "ALTER TABLE developments ADD COLUMN counts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(counts))",
    "ALTER TABLE developments ADD COLUMN voices INTEGER NOT NULL DEFAULT 1 CHECK (voices >= 0)",
    """ALTER TABLE developments ADD COLUMN confidence REAL NOT NULL DEFAULT 1.0
  CHECK (confidence BETWEEN 0 AND 1)""",
    "ALTER TABLE developments ADD COLUMN withdrawn_why TEXT",
    "ALTER TABLE ties ADD COLUMN to_record TEXT REFERENCES records (id)",
    # Who publishes a document that was collected elsewhere, and of which class; NULL: as its source says.
    "ALTER TABLE documents ADD COLUMN publisher TEXT",
    "ALTER TABLE documents ADD COLUMN publisher_class TEXT",
    # What is only read otherwise than before is no news: digests and notices pass it over.
    "ALTER TABLE revisions ADD COLUMN is_quiet INTEGER NOT NULL DEFAULT 0 CHECK (is_quiet IN (0, 1))",
    # By which a new record finds the few that it can belong with.
    """CREATE TABLE record_keys (
  key TEXT NOT NULL,
  record_id TEXT NOT NULL REFERENCES records (id),
  PRIMARY KEY (key, record_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX record_keys_by_record ON record_keys (record_id)",
    """CREATE TABLE development_links (
  kind TEXT NOT NULL CHECK (kind IN ('next_rung', 'exchanged_for', 'coincides_with', 'after_talks')),
  earlier TEXT NOT NULL REFERENCES developments (id),
  later TEXT NOT NULL REFERENCES developments (id) CHECK (later <> earlier),
  days INTEGER NOT NULL,
  reason TEXT NOT NULL,
  record_id TEXT REFERENCES records (id),
  quote TEXT,
  PRIMARY KEY (kind, earlier, later)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX development_links_by_later ON development_links (later)",
    """CREATE TABLE new_decisions (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN (
    'accept_hold', 'merge', 'split', 'dismiss', 'confirm', 'note', 'suppress'
  )),
  subject TEXT NOT NULL,
  note TEXT,
  who TEXT,
  one TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(one)),
  other TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(other)),
  undone_at TEXT,
  undone_by TEXT,
  undone_why TEXT
) STRICT""",
    """INSERT INTO new_decisions (id, at, kind, subject, note)
  SELECT id, at, kind, subject, note FROM decisions""",
    "DROP TABLE decisions",
    "ALTER TABLE new_decisions RENAME TO decisions",
)
