-- Written by scripts/schema from src/tracker/store/migrations/; do not edit.

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  command TEXT NOT NULL,
  version TEXT NOT NULL,
  exit_code INTEGER,
  outcome TEXT CHECK (outcome IN ('reached', 'partly', 'not_reached', 'failed', 'interrupted')),
  CHECK ((finished_at IS NULL) = (outcome IS NULL))
) STRICT;

CREATE INDEX runs_unfinished ON runs (id) WHERE finished_at IS NULL;

CREATE TABLE sources (
  name TEXT NOT NULL PRIMARY KEY,
  armed_at TEXT,
  next_due_at TEXT,
  last_checked_at TEXT,
  last_ok_at TEXT,
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0)
, health TEXT NOT NULL DEFAULT 'new' CHECK (health IN (
    'new', 'ok', 'degraded', 'failing', 'blocked', 'disallowed', 'drifted', 'disabled'
  )), health_since TEXT, last_changed_at TEXT) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
  size INTEGER NOT NULL CHECK (size >= 0),
  stored_size INTEGER NOT NULL CHECK (stored_size >= 0),
  stored_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshots (
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
) STRICT;

CREATE INDEX snapshots_by_source ON snapshots (source, part, id);

CREATE INDEX snapshots_by_body ON snapshots (sha256) WHERE sha256 IS NOT NULL;

CREATE INDEX snapshots_by_run ON snapshots (run_id);

CREATE TABLE list_states (
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
) STRICT;

CREATE INDEX list_states_by_list ON list_states (list, id);

CREATE TABLE list_state_parts (
  state_id INTEGER NOT NULL REFERENCES list_states (id),
  part TEXT NOT NULL,
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  PRIMARY KEY (state_id, part)
) STRICT, WITHOUT ROWID;

CREATE INDEX list_state_parts_by_snapshot ON list_state_parts (snapshot_id);

CREATE TABLE list_entries (
  list TEXT NOT NULL,
  uid TEXT NOT NULL,
  since_state INTEGER NOT NULL REFERENCES list_states (id),
  until_state INTEGER REFERENCES list_states (id) CHECK (until_state > since_state),
  digest BLOB NOT NULL,
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  entry TEXT,
  PRIMARY KEY (list, uid, since_state)
) STRICT;

CREATE UNIQUE INDEX list_entries_current ON list_entries (list, uid) WHERE until_state IS NULL;

CREATE TABLE list_changes (
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
) STRICT;

CREATE INDEX list_changes_by_entry ON list_changes (list, uid);

CREATE INDEX list_changes_by_state ON list_changes (to_state);

CREATE TABLE holds (
  id INTEGER PRIMARY KEY,
  list TEXT NOT NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  held_at TEXT NOT NULL,
  released_at TEXT,
  released_by TEXT CHECK (released_by IN ('person', 'superseded', 'cleared')),
  CHECK ((released_at IS NULL) = (released_by IS NULL))
) STRICT;

CREATE UNIQUE INDEX holds_open ON holds (list) WHERE released_at IS NULL;

CREATE TABLE hold_parts (
  hold_id INTEGER NOT NULL REFERENCES holds (id),
  part TEXT NOT NULL,
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  PRIMARY KEY (hold_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE checks (
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
, last_at TEXT, looks INTEGER NOT NULL DEFAULT 1 CHECK (looks >= 1)) STRICT;

CREATE INDEX checks_by_source ON checks (source, id);

CREATE INDEX checks_by_state ON checks (state_id, at) WHERE state_id IS NOT NULL;

CREATE TABLE record_evidence (
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
  length INTEGER CHECK (length >= 0), document_id INTEGER REFERENCES documents (id), in_title INTEGER NOT NULL DEFAULT 0 CHECK (in_title IN (0, 1)),
  PRIMARY KEY (record_id, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX record_evidence_by_body ON record_evidence (sha256);

CREATE TABLE ties (
  development_id TEXT NOT NULL REFERENCES developments (id),
  place INTEGER NOT NULL,
  record_id TEXT NOT NULL REFERENCES records (id),
  score REAL NOT NULL,
  reason TEXT NOT NULL, to_record TEXT REFERENCES records (id),
  PRIMARY KEY (development_id, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX ties_by_record ON ties (record_id);

CREATE TABLE revisions (
  development_id TEXT NOT NULL REFERENCES developments (id),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  run_id INTEGER NOT NULL REFERENCES runs (id),
  at TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  comparison TEXT NOT NULL CHECK (json_valid(comparison)), is_quiet INTEGER NOT NULL DEFAULT 0 CHECK (is_quiet IN (0, 1)),
  PRIMARY KEY (development_id, revision)
) STRICT, WITHOUT ROWID;

CREATE INDEX revisions_by_run ON revisions (run_id);

CREATE TABLE health_transitions (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  at TEXT NOT NULL,
  from_state TEXT NOT NULL CHECK (from_state IN (
    'new', 'ok', 'degraded', 'failing', 'blocked', 'disallowed', 'drifted', 'disabled'
  )),
  to_state TEXT NOT NULL CHECK (to_state IN (
    'new', 'ok', 'degraded', 'failing', 'blocked', 'disallowed', 'drifted', 'disabled'
  )),
  reason TEXT NOT NULL CHECK (reason <> ''),
  CHECK (from_state <> to_state)
) STRICT;

CREATE INDEX health_transitions_by_source ON health_transitions (source, id);

CREATE TABLE outages (
  id INTEGER PRIMARY KEY,
  began_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  ended_at TEXT,
  hosts INTEGER NOT NULL CHECK (hosts >= 1),
  offline_hosts INTEGER NOT NULL CHECK (offline_hosts BETWEEN 1 AND hosts)
) STRICT;

CREATE TABLE hosts (
  host TEXT NOT NULL PRIMARY KEY,
  not_before TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE robots (
  origin TEXT NOT NULL PRIMARY KEY,
  fetched_at TEXT NOT NULL,
  status INTEGER,
  body TEXT,
  body_at TEXT,
  CHECK ((body IS NULL) = (body_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE validators (
  source TEXT NOT NULL,
  part TEXT NOT NULL,
  etag TEXT,
  last_modified TEXT,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (source, part),
  CHECK (etag IS NOT NULL OR last_modified IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
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
) STRICT;

CREATE INDEX links_due ON links (source, next_due_at) WHERE next_due_at IS NOT NULL;

CREATE INDEX links_by_first_snapshot ON links (first_snapshot_id) WHERE first_snapshot_id IS NOT NULL;

CREATE INDEX links_by_snapshot ON links (snapshot_id) WHERE snapshot_id IS NOT NULL;

CREATE TABLE posts (
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
) STRICT;

CREATE INDEX posts_by_time ON posts (source, published_at);

CREATE INDEX posts_by_snapshot ON posts (snapshot_id);

CREATE TABLE post_versions (
  post_id INTEGER NOT NULL REFERENCES posts (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  text TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  PRIMARY KEY (post_id, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX post_versions_by_snapshot ON post_versions (snapshot_id);

CREATE TABLE stretches (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  part TEXT NOT NULL,
  text_digest TEXT NOT NULL,
  began_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  looks INTEGER NOT NULL CHECK (looks >= 1),
  first_snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  last_snapshot_id INTEGER NOT NULL REFERENCES snapshots (id)
) STRICT;

CREATE INDEX stretches_by_part ON stretches (source, part, id);

CREATE INDEX stretches_by_first_snapshot ON stretches (first_snapshot_id);

CREATE INDEX stretches_by_last_snapshot ON stretches (last_snapshot_id);

CREATE TABLE released_bodies (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
  stored_size INTEGER NOT NULL CHECK (stored_size >= 0),
  released_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX checks_by_snapshot ON checks (snapshot_id) WHERE snapshot_id IS NOT NULL;

CREATE INDEX hold_parts_by_snapshot ON hold_parts (snapshot_id);

CREATE INDEX record_evidence_by_snapshot ON record_evidence (snapshot_id) WHERE snapshot_id IS NOT NULL;

CREATE TABLE daemon (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  pid INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  tick_s REAL NOT NULL CHECK (tick_s > 0),
  ticked_at TEXT NOT NULL
) STRICT;

CREATE TABLE leases (
  source TEXT NOT NULL PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  since TEXT NOT NULL,
  until TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX leases_by_run ON leases (run_id);

CREATE TABLE sync_requests (
  id INTEGER PRIMARY KEY,
  asked_at TEXT NOT NULL,
  names TEXT NOT NULL CHECK (json_valid(names)),
  due_only INTEGER NOT NULL CHECK (due_only IN (0, 1)),
  taken_at TEXT,
  run_id INTEGER REFERENCES runs (id),
  finished_at TEXT,
  refused TEXT,
  outcomes TEXT CHECK (outcomes IS NULL OR json_valid(outcomes))
) STRICT;

CREATE INDEX sync_requests_open ON sync_requests (id) WHERE taken_at IS NULL;

CREATE INDEX sync_requests_by_run ON sync_requests (run_id) WHERE run_id IS NOT NULL;

CREATE TABLE incidents (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  message TEXT NOT NULL,
  began_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  times INTEGER NOT NULL CHECK (times >= 1),
  ended_at TEXT
) STRICT;

CREATE UNIQUE INDEX incidents_open ON incidents (kind, subject) WHERE ended_at IS NULL;

CREATE TABLE beginnings (
  kind TEXT NOT NULL CHECK (kind IN ('digest', 'notice')),
  name TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE digests (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  local_date TEXT NOT NULL,
  zone TEXT NOT NULL,
  window_start TEXT,
  window_end TEXT NOT NULL,
  subject_line TEXT NOT NULL,
  UNIQUE (digest, local_date)
) STRICT;

CREATE TABLE digest_lines (
  digest TEXT NOT NULL,
  development_id TEXT NOT NULL REFERENCES developments (id),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  fate TEXT NOT NULL CHECK (fate IN ('stands', 'withdrawn', 'merged')),
  digest_id INTEGER NOT NULL REFERENCES digests (id),
  PRIMARY KEY (digest, development_id, revision, fate)
) STRICT, WITHOUT ROWID;

CREATE INDEX digest_lines_by_development ON digest_lines (development_id);

CREATE INDEX digest_lines_by_digest ON digest_lines (digest_id);

CREATE TABLE health_told (
  digest TEXT NOT NULL,
  subject TEXT NOT NULL,
  state TEXT NOT NULL,
  since TEXT NOT NULL,
  told_at TEXT NOT NULL,
  PRIMARY KEY (digest, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE notices (
  rule TEXT NOT NULL,
  development_id TEXT NOT NULL REFERENCES developments (id),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  told_at TEXT NOT NULL,
  PRIMARY KEY (rule, development_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX notices_by_development ON notices (development_id);

CREATE TABLE outbox (
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
) STRICT;

CREATE INDEX outbox_due ON outbox (next_try_at) WHERE next_try_at IS NOT NULL;

CREATE INDEX outbox_by_digest ON outbox (digest_id) WHERE digest_id IS NOT NULL;

CREATE TABLE documents (
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
  read_at TEXT NOT NULL, publisher TEXT, publisher_class TEXT, prints BLOB NOT NULL DEFAULT x'',
  UNIQUE (source, url, version)
) STRICT;

CREATE INDEX documents_by_snapshot ON documents (snapshot_id);

CREATE TABLE document_records (
  document_id INTEGER NOT NULL REFERENCES documents (id),
  place INTEGER NOT NULL,
  record_id TEXT NOT NULL REFERENCES records (id),
  PRIMARY KEY (document_id, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_records_by_record ON document_records (record_id);

CREATE TABLE opinions (
  document_id INTEGER PRIMARY KEY REFERENCES documents (id),
  model TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  failure TEXT,
  disagreements TEXT NOT NULL CHECK (json_valid(disagreements))
) STRICT;

CREATE INDEX record_evidence_by_document ON record_evidence (document_id) WHERE document_id IS NOT NULL;

CREATE TABLE record_keys (
  key TEXT NOT NULL,
  record_id TEXT NOT NULL REFERENCES records (id),
  PRIMARY KEY (key, record_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX record_keys_by_record ON record_keys (record_id);

CREATE TABLE development_keys (
  key TEXT NOT NULL,
  development_id TEXT NOT NULL REFERENCES developments (id),
  PRIMARY KEY (key, development_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX development_keys_by_development ON development_keys (development_id);

CREATE TABLE register_states (
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
) STRICT;

CREATE INDEX register_states_by_register ON register_states (register, id);

CREATE TABLE register_records (
  record_id TEXT PRIMARY KEY REFERENCES records (id),
  register TEXT NOT NULL,
  uid TEXT NOT NULL,
  state_id INTEGER NOT NULL REFERENCES register_states (id),
  unsaid_state INTEGER REFERENCES register_states (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX register_records_by_uid ON register_records (register, uid);

CREATE TABLE "records" (
  id TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL CHECK (type IN ('release', 'sanction', 'contact')),
  status TEXT NOT NULL CHECK (status IN ('actual', 'announced')),
  action TEXT CHECK (action IN (
    'designate', 'delist', 'ease', 'licence', 'extend', 'tighten', 'expire', 'amend'
  )),
  source TEXT NOT NULL,
  authority TEXT,
  agency TEXT,
  list TEXT,
  programmes TEXT NOT NULL CHECK (json_valid(programmes)),
  still_under TEXT NOT NULL CHECK (json_valid(still_under)),
  targets TEXT NOT NULL CHECK (json_valid(targets)),
  on_date TEXT,
  precision TEXT NOT NULL CHECK (precision IN ('day', 'month', 'year')),
  after_date TEXT,
  by_date TEXT,
  basis TEXT NOT NULL CHECK (basis IN ('official', 'stated', 'observed')),
  instrument TEXT,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  origin TEXT NOT NULL CHECK (origin IN ('live', 'import', 'published', 'rebuilt', 'demo')),
  summary TEXT NOT NULL,
  note TEXT,
  details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details)),
  run_id INTEGER NOT NULL REFERENCES runs (id),
  first_seen_at TEXT NOT NULL,
  CHECK (type <> 'sanction' OR authority IS NOT NULL)
) STRICT;

CREATE TABLE "developments" (
  id TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL CHECK (type IN ('release', 'sanction', 'contact')),
  status TEXT NOT NULL CHECK (status IN ('actual', 'announced')),
  action TEXT CHECK (action IN (
    'designate', 'delist', 'ease', 'licence', 'extend', 'tighten', 'expire', 'amend'
  )),
  authority TEXT,
  agency TEXT,
  list TEXT,
  targets TEXT NOT NULL CHECK (json_valid(targets)),
  programmes TEXT NOT NULL CHECK (json_valid(programmes)),
  still_under TEXT NOT NULL CHECK (json_valid(still_under)),
  on_date TEXT,
  precision TEXT NOT NULL CHECK (precision IN ('day', 'month', 'year')),
  after_date TEXT,
  by_date TEXT,
  basis TEXT NOT NULL CHECK (basis IN ('official', 'stated', 'observed')),
  origin TEXT NOT NULL CHECK (origin IN ('live', 'import', 'published', 'rebuilt', 'demo')),
  summary TEXT NOT NULL,
  relation TEXT NOT NULL CHECK (relation IN ('known', 'earlier', 'new', 'corrects')),
  comparison TEXT NOT NULL CHECK (json_valid(comparison)),
  first_run INTEGER NOT NULL REFERENCES runs (id),
  redirect_to TEXT REFERENCES developments (id) CHECK (redirect_to <> id),
  withdrawn_at TEXT,
  instrument TEXT,
  details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details)),
  counts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(counts)),
  voices INTEGER NOT NULL DEFAULT 1 CHECK (voices >= 0),
  confidence REAL NOT NULL DEFAULT 1.0 CHECK (confidence BETWEEN 0 AND 1),
  withdrawn_why TEXT,
  CHECK (type <> 'sanction' OR authority IS NOT NULL)
) STRICT;

CREATE INDEX developments_by_day ON developments (coalesce(on_date, by_date));

CREATE INDEX developments_by_heir ON developments (redirect_to) WHERE redirect_to IS NOT NULL;

CREATE TABLE "rejections" (
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
) STRICT, WITHOUT ROWID;

CREATE TABLE "development_links" (
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
) STRICT, WITHOUT ROWID;

CREATE INDEX development_links_by_later ON development_links (later);

CREATE TABLE entry_ties (
  one_list TEXT NOT NULL,
  one_uid TEXT NOT NULL,
  other_list TEXT NOT NULL,
  other_uid TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('sure', 'doubtful')),
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  reason TEXT NOT NULL,
  PRIMARY KEY (one_list, one_uid, other_list, other_uid)
) STRICT, WITHOUT ROWID;

CREATE TABLE "decisions" (
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
) STRICT;
