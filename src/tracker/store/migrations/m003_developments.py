"""Records, developments with their revisions, a person's decisions."""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE records (
  id TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL CHECK (type IN ('release', 'sanction', 'contact')),
  status TEXT NOT NULL CHECK (status IN ('actual', 'announced')),
  action TEXT CHECK (action IN ('designate', 'delist', 'ease', 'licence', 'extend', 'tighten')),
  source TEXT NOT NULL,
  authority TEXT NOT NULL,
  agency TEXT,
  list TEXT,
  programmes TEXT NOT NULL CHECK (json_valid(programmes)),
  still_under TEXT NOT NULL CHECK (json_valid(still_under)),
  targets TEXT NOT NULL CHECK (json_valid(targets)),
  on_date TEXT,
  precision TEXT NOT NULL CHECK (precision IN ('day', 'month', 'year')),
  after_date TEXT,
  by_date TEXT,
  basis TEXT NOT NULL CHECK (basis IN ('official', 'observed')),
  instrument TEXT,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  origin TEXT NOT NULL CHECK (origin IN ('live', 'import', 'published', 'rebuilt', 'demo')),
  summary TEXT NOT NULL,
  note TEXT,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  first_seen_at TEXT NOT NULL
) STRICT""",
    """CREATE TABLE record_evidence (
  record_id TEXT NOT NULL REFERENCES records (id),
  place INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN (
    'states', 'last_seen', 'first_missing', 'last_missing', 'first_seen'
  )),
  sha256 TEXT NOT NULL REFERENCES evidence (sha256),
  snapshot_id INTEGER REFERENCES snapshots (id),
  observed_at TEXT NOT NULL,
  quote TEXT,
  start INTEGER CHECK (start >= 0),
  length INTEGER CHECK (length >= 0),
  PRIMARY KEY (record_id, place)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX record_evidence_by_body ON record_evidence (sha256)",
    """CREATE TABLE developments (
  id TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL CHECK (type IN ('release', 'sanction', 'contact')),
  status TEXT NOT NULL CHECK (status IN ('actual', 'announced')),
  action TEXT CHECK (action IN ('designate', 'delist', 'ease', 'licence', 'extend', 'tighten')),
  authority TEXT NOT NULL,
  agency TEXT,
  list TEXT,
  targets TEXT NOT NULL CHECK (json_valid(targets)),
  programmes TEXT NOT NULL CHECK (json_valid(programmes)),
  still_under TEXT NOT NULL CHECK (json_valid(still_under)),
  on_date TEXT,
  precision TEXT NOT NULL CHECK (precision IN ('day', 'month', 'year')),
  after_date TEXT,
  by_date TEXT,
  basis TEXT NOT NULL CHECK (basis IN ('official', 'observed')),
  origin TEXT NOT NULL CHECK (origin IN ('live', 'import', 'published', 'rebuilt', 'demo')),
  summary TEXT NOT NULL,
  relation TEXT NOT NULL CHECK (relation IN ('known', 'earlier', 'new', 'corrects')),
  comparison TEXT NOT NULL CHECK (json_valid(comparison)),
  first_run INTEGER NOT NULL REFERENCES runs (id),
  redirect_to TEXT REFERENCES developments (id) CHECK (redirect_to <> id),
  withdrawn_at TEXT
) STRICT""",
    """CREATE TABLE ties (
  development_id TEXT NOT NULL REFERENCES developments (id),
  place INTEGER NOT NULL,
  record_id TEXT NOT NULL REFERENCES records (id),
  score REAL NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (development_id, place)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX ties_by_record ON ties (record_id)",
    """CREATE TABLE revisions (
  development_id TEXT NOT NULL REFERENCES developments (id),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  run_id INTEGER NOT NULL REFERENCES runs (id),
  at TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  comparison TEXT NOT NULL CHECK (json_valid(comparison)),
  PRIMARY KEY (development_id, revision)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX revisions_by_run ON revisions (run_id)",
    """CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('accept_hold')),
  subject TEXT NOT NULL,
  note TEXT
) STRICT""",
)
