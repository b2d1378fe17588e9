"""Which migrations this tracker knows, in a module so light that every command can afford it.

`PRAGMA user_version` of a database is the number of migrations that it has been through. Importing
sqlite-utils, which applies them, costs more than the whole of `tracker status`; it is loaded only
where the numbers differ. store/migrations/ has a module of each of these names.
"""

from __future__ import annotations

MIGRATIONS = (
    "m001_evidence",
    "m002_lists",
    "m003_developments",
    "m004_pages",
    "m005_daemon",
    "m006_documents",
    "m007_events",
    "m008_near",
    "m009_register",
    "m010_notices",
    "m011_entry_ties",
)
SCHEMA_VERSION = len(MIGRATIONS)

# "trac", written into the file's header, so that `file` and we can tell our database from another's.
APPLICATION_ID = 0x74726163
