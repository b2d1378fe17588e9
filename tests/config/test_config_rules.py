"""The rules look at files that are wrong in other ways too, and must then stay calm."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tracker.config import file_rules
from tracker.config.baseline_file import BaselineForm
from tracker.config.problems import problems_of
from tracker.config.secret_keys import without_secrets
from tracker.config.source_file import SourceForm
from tracker.config.source_rules import source_rules
from tracker.config.subject_rules import SubjectTables, subject_rules
from tracker.config.toml import Table

KEYS = sorted(
    {"article", "edition", "link", "claim", "question", "condition", "parts", "programmes", "mail"}
    | {"id", "links", "targets", "part", "judge", "type", "actions", "where", "contested", "url"}
    | {"url_certainty", "enabled", "kind", "list", "format", "file", "as_of", "observed_to", "password"}
    | {"second_opinion", "base_url", "allow_addresses"}
    | {"token", "pattern", "marker", "header"}
    | {"sector", "target", "entries", "name", "words"}
    | {"checks", "min_filled", "min_links", "mapping", "time", "text", "follow", "recheck", "link_selector"}
    | {
        "max_age",
        "zone",
        "backfill_url",
        "publisher",
        "username",
        "security",
        "host",
        "history_url",
        "us_ofac_sdn",
        "every",
        "on",
    }
)
DAYS = st.sampled_from([date(2025, 7, 31), date(2025, 1, 6), datetime(2025, 7, 31, tzinfo=UTC)])
PLAIN = st.sampled_from(
    ["L00", "us_ofac_sdn", "us_ofac_sdn:1", "list", "delta", "rule", "release", ""]
) | st.sampled_from(["page", "index", "feed", "posts", "api", "a[href", "(", "1h", "http://[", "http://a?b"])
VALUES = st.recursive(
    PLAIN | DAYS | st.booleans() | st.integers(0, 9),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inside, max_size=6),
    max_leaves=25,
)
TABLES = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8)


@settings(deadline=None, max_examples=150)
@given(TABLES)
def test_any_table_gets_lines_and_never_a_traceback(table: Table) -> None:
    kept, _ = without_secrets(table)
    found = [
        *file_rules.machine_rules(kept),
        *source_rules(kept),
        *file_rules.list_rules(kept, Path("lists/us_ofac_sdn.toml")),
        *file_rules.baseline_rules(kept),
        *file_rules.subject_file_rules(kept),
    ]
    for form in (SourceForm, BaselineForm):
        try:
            form.model_validate(kept)
        except ValidationError as error:
            found += [str(problem) for problem in problems_of(error, form, "x.toml", kept)]
    assert all("\n" not in line for line in found)


@settings(deadline=None, max_examples=100)
@given(st.none() | TABLES, st.none() | TABLES, TABLES, TABLES)
def test_any_files_beside_one_another_get_lines_too(
    subject: Table | None, baseline: Table | None, source: Table, state: Table
) -> None:
    written = SubjectTables(
        Path("x"),
        subject,
        baseline,
        {Path("a.toml"): source, Path("b.toml"): source},
        {Path("c.toml"): state},
    )
    assert all("\n" not in str(problem) for problem in subject_rules(written))
