"""What the tables need beyond columns: append-only histories and the word index of the staff search.

The same statements serve `metadata.create_all` (through `attach`, called where a table is defined) and
migrations, which execute `STATEMENTS` of their dialect. Statements contain
neither `:` nor `%`, which are read as marks.
"""

from sqlalchemy import DDL, Table, event

APPEND_ONLY = (
    *("audit_log", "broadcast_versions", "case_views", "daily_roots", "rooted_heads", "rule_publications"),
)
"""Histories that are never changed and never deleted."""

EVENT_TEXTS = ("note", "internal_note", "salt")
"""The only columns of `case_events` that may change, and only to nothing (erasure keeps the chain valid)."""

EVENT_FIXED = (
    *("id", "case_id", "seq", "event", "was", "now", "role", "staff_id", "unit_id", "label"),
    *("at", "article", "digest", "data", "public", "prev_hash", "hash"),
)

UNMODELLED = frozenset(
    {
        "ix_case_terms_words",
        "case_terms_fts",
        "case_terms_fts_config",
        "case_terms_fts_data",
        "case_terms_fts_docsize",
        "case_terms_fts_idx",
    }
)
"""Names in the database that `metadata` does not know; comparing models and database leaves them out."""


def attach(table: Table) -> None:
    """Make `create_all` create this table's triggers and indexes as well."""
    for dialect, tables in STATEMENTS.items():
        for statement in tables.get(table.name, ()):
            event.listen(table, "after_create", _ddl(statement).execute_if(dialect=dialect))


def _ddl(statement: str) -> DDL:
    return DDL(statement)  # type: ignore[no-untyped-call]


def _sqlite_append_only(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _postgresql_append_only(table: str) -> list[str]:
    return [
        _POSTGRESQL_REFUSE,
        f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION jianjian_append_only()",
    ]


_POSTGRESQL_REFUSE = (
    "CREATE OR REPLACE FUNCTION jianjian_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$"
)


def _kept(is_same: str) -> str:
    """The condition that an update of an event only takes texts away."""
    fixed = [f"NEW.{name} {is_same} OLD.{name}" for name in EVENT_FIXED]
    texts = [f"(NEW.{name} {is_same} OLD.{name} OR NEW.{name} IS NULL)" for name in EVENT_TEXTS]
    return " AND ".join(fixed + texts)


_SQLITE_EVENTS = [
    "CREATE TRIGGER IF NOT EXISTS case_events_no_update BEFORE UPDATE ON case_events "
    f"WHEN NOT ({_kept('IS')}) BEGIN SELECT RAISE(ABORT, 'case_events is append-only'); END",
    "CREATE TRIGGER IF NOT EXISTS case_events_no_delete BEFORE DELETE ON case_events "
    "BEGIN SELECT RAISE(ABORT, 'case_events is append-only'); END",
]

_POSTGRESQL_EVENTS = [
    _POSTGRESQL_REFUSE,
    "CREATE OR REPLACE TRIGGER case_events_no_update BEFORE UPDATE ON case_events FOR EACH ROW "
    f"WHEN (NOT ({_kept('IS NOT DISTINCT FROM')})) EXECUTE FUNCTION jianjian_append_only()",
    "CREATE OR REPLACE TRIGGER case_events_no_delete BEFORE DELETE ON case_events FOR EACH ROW "
    "EXECUTE FUNCTION jianjian_append_only()",
]

_SQLITE_SEARCH = [
    "CREATE VIRTUAL TABLE IF NOT EXISTS case_terms_fts USING fts5("
    "terms, content='case_terms', content_rowid='case_id', tokenize='unicode61')",
]
"""Kept in step by `storage.cases.search_words`: SQLite lets no trigger touch FTS5 under `trusted_schema=OFF`."""

_POSTGRESQL_SEARCH = [
    "CREATE INDEX IF NOT EXISTS ix_case_terms_words ON case_terms USING gin (to_tsvector('simple', terms))"
]

STATEMENTS: dict[str, dict[str, list[str]]] = {
    "sqlite": {
        "case_events": _SQLITE_EVENTS,
        "case_terms": _SQLITE_SEARCH,
        **{table: _sqlite_append_only(table) for table in APPEND_ONLY},
    },
    "postgresql": {
        "case_events": _POSTGRESQL_EVENTS,
        "case_terms": _POSTGRESQL_SEARCH,
        **{table: _postgresql_append_only(table) for table in APPEND_ONLY},
    },
}
"""By engine and table, in the order in which they are carried out."""

DROPS: dict[str, list[str]] = {
    "sqlite": [
        "DROP TABLE IF EXISTS case_terms_fts",
        *(
            f"DROP TRIGGER IF EXISTS {table}_no_{verb}"
            for table in ("case_events", *APPEND_ONLY)
            for verb in ("update", "delete")
        ),
    ],
    "postgresql": [
        "DROP INDEX IF EXISTS ix_case_terms_words",
        "DROP TRIGGER IF EXISTS case_events_no_update ON case_events",
        "DROP TRIGGER IF EXISTS case_events_no_delete ON case_events",
        *(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}" for table in APPEND_ONLY),
        "DROP FUNCTION IF EXISTS jianjian_append_only()",
    ],
}
