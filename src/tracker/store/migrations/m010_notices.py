"""Official notices: licences that end, acts of which is not said what they change, how a notice and the
change of a list go together, and notices that their reader does not understand.

The tables are rebuilt for the new values of their CHECKs.
"""

from __future__ import annotations

_TYPE = "CHECK (type IN ('release', 'sanction', 'contact'))"
_STATUS = "CHECK (status IN ('actual', 'announced'))"
_ACTION = """CHECK (action IN (
    'designate', 'delist', 'ease', 'licence', 'extend', 'tighten', 'expire', 'amend'
  ))"""
_PRECISION = "CHECK (precision IN ('day', 'month', 'year'))"
_BASIS = "CHECK (basis IN ('official', 'stated', 'observed'))"
_ORIGIN = "CHECK (origin IN ('live', 'import', 'published', 'rebuilt', 'demo'))"

_RECORD_COLUMNS = """id, type, status, action, source, authority, agency, list, programmes, still_under,
  targets, on_date, precision, after_date, by_date, basis, instrument, rule, confidence, origin, summary,
  note, details, run_id, first_seen_at"""
_DEVELOPMENT_COLUMNS = """id, type, status, action, authority, agency, list, targets, programmes, still_under,
  on_date, precision, after_date, by_date, basis, origin, summary, relation, comparison, first_run,
  redirect_to, withdrawn_at, instrument, details, counts, voices, confidence, withdrawn_why"""

STATEMENTS = (
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
  instrument TEXT,
  details TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(details)),
  counts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(counts)),
  voices INTEGER NOT NULL DEFAULT 1 CHECK (voices >= 0),
  confidence REAL NOT NULL DEFAULT 1.0 CHECK (confidence BETWEEN 0 AND 1),
  withdrawn_why TEXT,
  CHECK (type <> 'sanction' OR authority IS NOT NULL)
) STRICT""",
    f"""INSERT INTO new_developments ({_DEVELOPMENT_COLUMNS})
  SELECT {_DEVELOPMENT_COLUMNS} FROM developments ORDER BY rowid""",
    "DROP TABLE developments",
    "ALTER TABLE new_developments RENAME TO developments",
    "CREATE INDEX developments_by_day ON developments (coalesce(on_date, by_date))",
    "CREATE INDEX developments_by_heir ON developments (redirect_to) WHERE redirect_to IS NOT NULL",
    """CREATE TABLE new_rejections (
  document_id INTEGER NOT NULL REFERENCES documents (id),
  place INTEGER NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN (
    'demand', 'promise', 'condition', 'negation', 'rumour', 'refusal', 'opinion', 'background',
    'history', 'other_country', 're_arrest', 'death_in_custody', 'house_arrest', 'transfer',
    'exile_condition', 'unclear'
  )),
  quote TEXT NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  in_title INTEGER NOT NULL CHECK (in_title IN (0, 1)),
  PRIMARY KEY (document_id, place)
) STRICT, WITHOUT ROWID""",
    """INSERT INTO new_rejections
  SELECT document_id, place, rule, reason, quote, start, in_title FROM rejections""",
    "DROP TABLE rejections",
    "ALTER TABLE new_rejections RENAME TO rejections",
    """CREATE TABLE new_development_links (
  kind TEXT NOT NULL CHECK (kind IN (
    'next_rung', 'exchanged_for', 'coincides_with', 'after_talks', 'shown_by'
  )),
  earlier TEXT NOT NULL REFERENCES developments (id),
  later TEXT NOT NULL REFERENCES developments (id) CHECK (later <> earlier),
  days INTEGER NOT NULL,
  reason TEXT NOT NULL,
  record_id TEXT REFERENCES records (id),
  quote TEXT,
  PRIMARY KEY (kind, earlier, later)
) STRICT, WITHOUT ROWID""",
    """INSERT INTO new_development_links
  SELECT kind, earlier, later, days, reason, record_id, quote FROM development_links""",
    "DROP TABLE development_links",
    "ALTER TABLE new_development_links RENAME TO development_links",
    "CREATE INDEX development_links_by_later ON development_links (later)",
)
