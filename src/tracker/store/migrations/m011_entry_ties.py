"""Entries of different lists that are one target, and what a person decided about that."""

from __future__ import annotations

STATEMENTS = (
    # Derived from the entries and the decisions: made anew whenever one of them changed.
    """CREATE TABLE entry_ties (
  one_list TEXT NOT NULL,
  one_uid TEXT NOT NULL,
  other_list TEXT NOT NULL,
  other_uid TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('sure', 'doubtful')),
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  reason TEXT NOT NULL,
  PRIMARY KEY (one_list, one_uid, other_list, other_uid)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE new_decisions (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN (
    'accept_hold', 'merge', 'split', 'dismiss', 'confirm', 'note', 'suppress', 'tie', 'untie'
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
    """INSERT INTO new_decisions
  SELECT id, at, kind, subject, note, who, one, other, undone_at, undone_by, undone_why FROM decisions""",
    "DROP TABLE decisions",
    "ALTER TABLE new_decisions RENAME TO decisions",
)
