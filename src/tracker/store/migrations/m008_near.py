"""By what a change finds the few developments that it can matter to: their days, and what they are about.

And the prints of a document beside its text: to compare texts, nobody reads them again.
"""

from __future__ import annotations

from tracker.store.codec import prints_blob
from tracker.text.prints import prints


def prints_of_text(text: str) -> bytes:
    return prints_blob(prints(text))


FUNCTIONS = (prints_of_text,)
STATEMENTS = (
    # The last day that it can have happened on, where that is known at all.
    "CREATE INDEX developments_by_day ON developments (coalesce(on_date, by_date))",
    "CREATE INDEX developments_by_heir ON developments (redirect_to) WHERE redirect_to IS NOT NULL",
    """CREATE TABLE development_keys (
  key TEXT NOT NULL,
  development_id TEXT NOT NULL REFERENCES developments (id),
  PRIMARY KEY (key, development_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX development_keys_by_development ON development_keys (development_id)",
    "ALTER TABLE documents ADD COLUMN prints BLOB NOT NULL DEFAULT x''",
    "UPDATE documents SET prints = prints_of_text(text)",
)
