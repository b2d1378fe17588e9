"""Documents, the records that they state, what was refused in them, what a model thinks of them.

A page's record has no authority where it tells of a release or a contact: `records` and `developments`
are rebuilt without that demand.
"""

from __future__ import annotations

_TYPE = "CHECK (type IN ('release', 'sanction', 'contact'))"
_STATUS = "CHECK (status IN ('actual', 'announced'))"
_ACTION = "CHECK (action IN ('designate', 'delist', 'ease', 'licence', 'extend', 'tighten'))"
_PRECISION = "CHECK (precision IN ('day', 'month', 'year'))"
_BASIS = "CHECK (basis IN ('official', 'stated', 'observed'))"
_ORIGIN = "CHECK (origin IN ('live', 'import', 'published', 'rebuilt', 'demo'))"

_RECORD_COLUMNS = """id, type, status, action, source, authority, agency, list, programmes, still_under,
  targets, on_date, precision, after_date, by_date, basis, instrument, rule, confidence, origin, summary,
  note, run_id, first_seen_at"""
_DEVELOPMENT_COLUMNS = """id, type, status, action, authority, agency, list, targets, programmes, still_under,
  on_date, precision, after_date, by_date, basis, origin, summary, relation, comparison, first_run,
  redirect_to, withdrawn_at"""

STATEMENTS = (
    # A page's text as it was read, a row for each text that it had; a post's permalink is its address.
    """CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  url TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  title TEXT,
  text TEXT NOT NULL,
  language TEXT,
  published TEXT,
  is_guessed INTEGER NOT NULL CHECK (is_guessed IN (0, 1)),
  run_id INTEGER NOT NULL REFERENCES runs (id),
  read_at TEXT NOT NULL,
  UNIQUE (source, url, version)
) STRICT""",
    "CREATE INDEX documents_by_snapshot ON documents (snapshot_id)",
    f"""CREATE TABLE new_records (
  id TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL {_TYPE},
  status TEXT NOT NULL {_STATUS},
  action TEXT {_ACTION},
  source TEXT NOT NULL,
  authority TEXT,
  agency TEXT,
  list TEXT,
  programmes TEXT NOT NULL CHECK (json_valid(programmes)),
  still_under TEXT NOT NULL CHECK (json_valid(still_under)),
  targets TEXT NOT NULL CHECK (json_valid(targets)),
  on_date TEXT,
  precision TEXT NOT NULL {_PRECISION},
  after_date TEXT,
  by_date TEXT,
  basis TEXT NOT NULL {_BASIS},
  instrument TEXT,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  origin TEXT NOT NULL {_ORIGIN},
  summary TEXT NOT NULL,
  note TEXT,
  details TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(details)),
  run_id INTEGER NOT NULL REFERENCES runs (id),
  first_seen_at TEXT NOT NULL,
  CHECK (type <> 'sanction' OR authority IS NOT NULL)
) STRICT""",
    f"INSERT INTO new_records ({_RECORD_COLUMNS}) SELECT {_RECORD_COLUMNS} FROM records ORDER BY rowid",
    "DROP TABLE records",
    "ALTER TABLE new_records RENAME TO records",
    f"""CREATE TABLE new_developments (
  id TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL {_TYPE},
  status TEXT NOT NULL {_STATUS},
  action TEXT {_ACTION},
  authority TEXT,
  agency TEXT,
  list TEXT,
  targets TEXT NOT NULL CHECK (json_valid(targets)),
  programmes TEXT NOT NULL CHECK (json_valid(programmes)),
  still_under TEXT NOT NULL CHECK (json_valid(still_under)),
  on_date TEXT,
  precision TEXT NOT NULL {_PRECISION},
  after_date TEXT,
  by_date TEXT,
  basis TEXT NOT NULL {_BASIS},
  origin TEXT NOT NULL {_ORIGIN},
  summary TEXT NOT NULL,
  relation TEXT NOT NULL CHECK (relation IN ('known', 'earlier', 'new', 'corrects')),
  comparison TEXT NOT NULL CHECK (json_valid(comparison)),
  first_run INTEGER NOT NULL REFERENCES runs (id),
  redirect_to TEXT REFERENCES developments (id) CHECK (redirect_to <> id),
  withdrawn_at TEXT,
  CHECK (type <> 'sanction' OR authority IS NOT NULL)
) STRICT""",
    f"""INSERT INTO new_developments ({_DEVELOPMENT_COLUMNS})
  SELECT {_DEVELOPMENT_COLUMNS} FROM developments ORDER BY rowid""",
    "DROP TABLE developments",
    "ALTER TABLE new_developments RENAME TO developments",
    # Which records a version of a document states: the same record may stand in several versions.
    """CREATE TABLE document_records (
  document_id INTEGER NOT NULL REFERENCES documents (id),
  place INTEGER NOT NULL,
  record_id TEXT NOT NULL REFERENCES records (id),
  PRIMARY KEY (document_id, place)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX document_records_by_record ON document_records (record_id)",
    """CREATE TABLE rejections (
  document_id INTEGER NOT NULL REFERENCES documents (id),
  place INTEGER NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN (
    'demand', 'promise', 'condition', 'negation', 'rumour', 'refusal', 'opinion', 'background',
    'history', 'other_country', 're_arrest', 'death_in_custody', 'house_arrest', 'transfer',
    'exile_condition'
  )),
  quote TEXT NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  in_title INTEGER NOT NULL CHECK (in_title IN (0, 1)),
  PRIMARY KEY (document_id, place)
) STRICT, WITHOUT ROWID""",
    # What a model thinks of a document, where one is asked: for a reviewer, never a record.
    """CREATE TABLE opinions (
  document_id INTEGER PRIMARY KEY REFERENCES documents (id),
  model TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  failure TEXT,
  disagreements TEXT NOT NULL CHECK (json_valid(disagreements))
) STRICT""",
    "ALTER TABLE record_evidence ADD COLUMN document_id INTEGER REFERENCES documents (id)",
    "ALTER TABLE record_evidence ADD COLUMN in_title INTEGER NOT NULL DEFAULT 0 CHECK (in_title IN (0, 1))",
    "CREATE INDEX record_evidence_by_document ON record_evidence (document_id) WHERE document_id IS NOT NULL",
)
