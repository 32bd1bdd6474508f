"""The first schema: everything the office works with, from the first day on.

Revision 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BY_HAND = {
    "sqlite": [
        "CREATE TRIGGER IF NOT EXISTS case_events_no_update BEFORE UPDATE ON case_events WHEN NOT "
        "(NEW.id IS OLD.id AND NEW.case_id IS OLD.case_id AND NEW.seq IS OLD.seq AND NEW.event IS "
        "OLD.event AND NEW.was IS OLD.was AND NEW.now IS OLD.now AND NEW.role IS OLD.role AND "
        "NEW.staff_id IS OLD.staff_id AND NEW.unit_id IS OLD.unit_id AND NEW.label IS OLD.label AND "
        "NEW.at IS OLD.at AND NEW.article IS OLD.article AND NEW.digest IS OLD.digest AND NEW.data IS "
        "OLD.data AND NEW.public IS OLD.public AND NEW.prev_hash IS OLD.prev_hash AND NEW.hash IS "
        "OLD.hash AND (NEW.note IS OLD.note OR NEW.note IS NULL) AND (NEW.internal_note IS "
        "OLD.internal_note OR NEW.internal_note IS NULL) AND (NEW.salt IS OLD.salt OR NEW.salt IS "
        "NULL)) BEGIN SELECT RAISE(ABORT, 'case_events is append-only'); END",
        "CREATE TRIGGER IF NOT EXISTS case_events_no_delete BEFORE DELETE ON case_events BEGIN SELECT "
        "RAISE(ABORT, 'case_events is append-only'); END",
        "CREATE VIRTUAL TABLE IF NOT EXISTS case_terms_fts USING fts5(terms, content='case_terms', "
        "content_rowid='case_id', tokenize='unicode61')",
        "CREATE TRIGGER IF NOT EXISTS audit_log_no_update BEFORE UPDATE ON audit_log BEGIN SELECT "
        "RAISE(ABORT, 'audit_log is append-only'); END",
        "CREATE TRIGGER IF NOT EXISTS audit_log_no_delete BEFORE DELETE ON audit_log BEGIN SELECT "
        "RAISE(ABORT, 'audit_log is append-only'); END",
        "CREATE TRIGGER IF NOT EXISTS broadcast_versions_no_update BEFORE UPDATE ON broadcast_versions "
        "BEGIN SELECT RAISE(ABORT, 'broadcast_versions is append-only'); END",
        "CREATE TRIGGER IF NOT EXISTS broadcast_versions_no_delete BEFORE DELETE ON broadcast_versions "
        "BEGIN SELECT RAISE(ABORT, 'broadcast_versions is append-only'); END",
        "CREATE TRIGGER IF NOT EXISTS case_views_no_update BEFORE UPDATE ON case_views BEGIN SELECT "
        "RAISE(ABORT, 'case_views is append-only'); END",
        "CREATE TRIGGER IF NOT EXISTS case_views_no_delete BEFORE DELETE ON case_views BEGIN SELECT "
        "RAISE(ABORT, 'case_views is append-only'); END",
        "CREATE TRIGGER IF NOT EXISTS rule_publications_no_update BEFORE UPDATE ON rule_publications "
        "BEGIN SELECT RAISE(ABORT, 'rule_publications is append-only'); END",
        "CREATE TRIGGER IF NOT EXISTS rule_publications_no_delete BEFORE DELETE ON rule_publications "
        "BEGIN SELECT RAISE(ABORT, 'rule_publications is append-only'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION jianjian_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$",
        "CREATE OR REPLACE TRIGGER case_events_no_update BEFORE UPDATE ON case_events FOR EACH ROW "
        "WHEN (NOT (NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.case_id IS NOT DISTINCT FROM "
        "OLD.case_id AND NEW.seq IS NOT DISTINCT FROM OLD.seq AND NEW.event IS NOT DISTINCT FROM "
        "OLD.event AND NEW.was IS NOT DISTINCT FROM OLD.was AND NEW.now IS NOT DISTINCT FROM "
        "OLD.now AND NEW.role IS NOT DISTINCT FROM OLD.role AND NEW.staff_id IS NOT DISTINCT FROM "
        "OLD.staff_id AND NEW.unit_id IS NOT DISTINCT FROM OLD.unit_id AND NEW.label IS NOT "
        "DISTINCT FROM OLD.label AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.article IS NOT "
        "DISTINCT FROM OLD.article AND NEW.digest IS NOT DISTINCT FROM OLD.digest AND NEW.data IS "
        "NOT DISTINCT FROM OLD.data AND NEW.public IS NOT DISTINCT FROM OLD.public AND "
        "NEW.prev_hash IS NOT DISTINCT FROM OLD.prev_hash AND NEW.hash IS NOT DISTINCT FROM "
        "OLD.hash AND (NEW.note IS NOT DISTINCT FROM OLD.note OR NEW.note IS NULL) AND "
        "(NEW.internal_note IS NOT DISTINCT FROM OLD.internal_note OR NEW.internal_note IS NULL) "
        "AND (NEW.salt IS NOT DISTINCT FROM OLD.salt OR NEW.salt IS NULL))) EXECUTE FUNCTION "
        "jianjian_append_only()",
        "CREATE OR REPLACE TRIGGER case_events_no_delete BEFORE DELETE ON case_events FOR EACH ROW "
        "EXECUTE FUNCTION jianjian_append_only()",
        "CREATE INDEX IF NOT EXISTS ix_case_terms_words ON case_terms USING gin "
        "(to_tsvector('simple', terms))",
        "CREATE OR REPLACE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR "
        "EACH ROW EXECUTE FUNCTION jianjian_append_only()",
        "CREATE OR REPLACE TRIGGER broadcast_versions_append_only BEFORE UPDATE OR DELETE ON "
        "broadcast_versions FOR EACH ROW EXECUTE FUNCTION jianjian_append_only()",
        "CREATE OR REPLACE TRIGGER case_views_append_only BEFORE UPDATE OR DELETE ON case_views "
        "FOR EACH ROW EXECUTE FUNCTION jianjian_append_only()",
        "CREATE OR REPLACE TRIGGER rule_publications_append_only BEFORE UPDATE OR DELETE ON "
        "rule_publications FOR EACH ROW EXECUTE FUNCTION jianjian_append_only()",
    ],
}
"""Append-only guards and the search index, which the models do not show; by engine, in order."""

UNDONE = {
    "sqlite": [
        "DROP TABLE IF EXISTS case_terms_fts",
        "DROP TRIGGER IF EXISTS case_events_no_update",
        "DROP TRIGGER IF EXISTS case_events_no_delete",
        "DROP TRIGGER IF EXISTS audit_log_no_update",
        "DROP TRIGGER IF EXISTS audit_log_no_delete",
        "DROP TRIGGER IF EXISTS broadcast_versions_no_update",
        "DROP TRIGGER IF EXISTS broadcast_versions_no_delete",
        "DROP TRIGGER IF EXISTS case_views_no_update",
        "DROP TRIGGER IF EXISTS case_views_no_delete",
        "DROP TRIGGER IF EXISTS rule_publications_no_update",
        "DROP TRIGGER IF EXISTS rule_publications_no_delete",
    ],
    "postgresql": [
        "DROP INDEX IF EXISTS ix_case_terms_words",
        "DROP TRIGGER IF EXISTS case_events_no_update ON case_events",
        "DROP TRIGGER IF EXISTS case_events_no_delete ON case_events",
        "DROP TRIGGER IF EXISTS audit_log_append_only ON audit_log",
        "DROP TRIGGER IF EXISTS broadcast_versions_append_only ON broadcast_versions",
        "DROP TRIGGER IF EXISTS case_views_append_only ON case_views",
        "DROP TRIGGER IF EXISTS rule_publications_append_only ON rule_publications",
        "DROP FUNCTION IF EXISTS jianjian_append_only()",
    ],
}
"""Takes them away again, before their tables go."""


def upgrade() -> None:
    op.create_table(
        "audit_log",
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "role IN ('citizen', 'clerk', 'supervisor', 'handler', 'head', 'reviewer', 'sealed', 'admin', 'system')",
            name=op.f("ck_audit_log_role_known"),
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_log")),
    )
    with op.batch_alter_table("audit_log", schema=None) as batch_op:
        batch_op.create_index("ix_audit_log_at", ["at"], unique=False)
        batch_op.create_index("ix_audit_log_case", ["case_id", "seq"], unique=False)

    op.create_table(
        "blocked_chats",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("channel", "chat_id", name=op.f("pk_blocked_chats")),
    )
    op.create_table(
        "cards",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("card", sa.String(length=100), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "chat_id", "card", name=op.f("pk_cards")),
    )
    op.create_table(
        "conversations",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.Column("business_connection_id", sa.String(length=100), nullable=False),
        sa.Column("destiny", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(
            "bot_id",
            "chat_id",
            "user_id",
            "thread_id",
            "business_connection_id",
            "destiny",
            name=op.f("pk_conversations"),
        ),
    )
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conversations_updated_at"), ["updated_at"], unique=False)

    op.create_table(
        "counters",
        sa.Column("region", sa.String(12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("region", "day", name=op.f("pk_counters")),
    )
    op.create_table(
        "files",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("mime", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("remote_id", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.create_index("ix_files_remote", ["channel", "remote_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_files_sha256"), ["sha256"], unique=False)

    op.create_table(
        "handled",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_handled")),
    )
    with op.batch_alter_table("handled", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handled_at"), ["at"], unique=False)

    op.create_table(
        "holiday_years",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_holiday_years")),
    )
    op.create_table(
        "lockouts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lockouts")),
    )
    with op.batch_alter_table("lockouts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lockouts_at"), ["at"], unique=False)
        batch_op.create_index("ix_lockouts_key", ["key", "at"], unique=False)

    op.create_table(
        "office_values",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_office_values")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("card", sa.String(length=100), nullable=True),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("dedupe", sa.String(length=200), nullable=True),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("broadcast_id", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.String(length=400), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('reply', 'notice', 'broadcast', 'toast')", name=op.f("ck_outbox_kind_known")
        ),
        sa.CheckConstraint(
            "status IN ('queued', 'held', 'sending', 'sent', 'blocked', 'failed', 'uncertain', 'cancelled')",
            name=op.f("ck_outbox_status_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("dedupe", name=op.f("uq_outbox_dedupe")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_broadcast_status", ["broadcast_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_outbox_chat_order",
            ["channel", "chat_id", "lane", "id"],
            unique=False,
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_outbox_settled_at"), ["settled_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_status"), ["status"], unique=False)
        batch_op.create_index(
            "ix_outbox_waiting",
            ["channel", "lane", "id"],
            unique=False,
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        )

    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("opted_in", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("channel", "user_id", name=op.f("uq_people_channel_user_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "poisoned",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poisoned")),
    )
    with op.batch_alter_table("poisoned", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poisoned_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_poisoned_key"), ["key"], unique=False)

    op.create_table(
        "rooms",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("last_message_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms")),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("successor_id", sa.BigInteger(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('bureau', 'department', 'town', 'review', 'discipline')",
            name=op.f("ck_units_kind_known"),
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name=op.f("fk_units_parent_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["units.id"], name=op.f("fk_units_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("code", name=op.f("uq_units_code")),
    )
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_units_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(
            "uq_units_bureau",
            ["kind"],
            unique=True,
            sqlite_where=sa.text("kind = 'bureau' AND active"),
            postgresql_where=sa.text("kind = 'bureau' AND active"),
        )

    op.create_table(
        "visitors",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("shown_name", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitors")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_visitors_key_hash")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("text_version", sa.String(length=40), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_consents_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_person_id"), ["person_id"], unique=False)

    op.create_table(
        "office_groups",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_office_groups_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_groups")),
        sa.UniqueConstraint("channel", "chat_id", name=op.f("uq_office_groups_channel_chat_id")),
    )
    with op.batch_alter_table("office_groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_groups_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "room_members",
        sa.Column("room_id", sa.BigInteger(), nullable=False),
        sa.Column("visitor_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_room_members_room_id")),
        sa.ForeignKeyConstraint(["visitor_id"], ["visitors.id"], name=op.f("fk_room_members_visitor_id")),
        sa.PrimaryKeyConstraint("room_id", "visitor_id", name=op.f("pk_room_members")),
    )
    with op.batch_alter_table("room_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_room_members_visitor_id"), ["visitor_id"], unique=False)

    op.create_table(
        "room_messages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("room_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("sender_id", sa.BigInteger(), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("client_id", sa.String(length=80), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_room_messages_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_messages")),
        sa.UniqueConstraint("room_id", "client_id", name=op.f("uq_room_messages_room_id_client_id")),
        sa.UniqueConstraint("room_id", "message_id", name=op.f("uq_room_messages_room_id_message_id")),
    )
    with op.batch_alter_table("room_messages", schema=None) as batch_op:
        batch_op.create_index("ix_room_messages_room_id_seq", ["room_id", "seq"], unique=True)

    op.create_table(
        "routes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("topic", sa.String(16), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("co_unit_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["co_unit_id"], ["units.id"], name=op.f("fk_routes_co_unit_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_routes_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routes")),
        sa.UniqueConstraint("topic", "town", name=op.f("uq_routes_topic_town")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('citizen', 'clerk', 'supervisor', 'handler', 'head', 'reviewer', 'sealed', 'admin', 'system')",
            name=op.f("ck_staff_role_known"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_staff_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_staff_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("person_id", "unit_id", "role", name=op.f("uq_staff_person_id_unit_id_role")),
    )
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_staff_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "subscriptions",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("theme", sa.String(16), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("opted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "theme IN ('law', 'publicity', 'service')", name=op.f("ck_subscriptions_theme_known")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_subscriptions_person_id")),
        sa.PrimaryKeyConstraint("person_id", "theme", name=op.f("pk_subscriptions")),
    )
    with op.batch_alter_table("subscriptions", schema=None) as batch_op:
        batch_op.create_index("ix_subscriptions_theme", ["theme", "town", "person_id"], unique=False)

    op.create_table(
        "broadcasts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("theme", sa.String(16), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("approved_version", sa.Integer(), nullable=True),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'approved', 'sending', 'paused', 'stopped', 'done')",
            name=op.f("ck_broadcasts_state_known"),
        ),
        sa.CheckConstraint(
            "theme IN ('law', 'publicity', 'service')", name=op.f("ck_broadcasts_theme_known")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["staff.id"], name=op.f("fk_broadcasts_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(12), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("previous_state", sa.String(32), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("purpose", sa.String(2), nullable=False),
        sa.Column("purpose_by_machine", sa.String(2), nullable=True),
        sa.Column("purpose_by_citizen", sa.String(2), nullable=True),
        sa.Column("purpose_by_clerk", sa.String(2), nullable=True),
        sa.Column("topic", sa.String(16), nullable=True),
        sa.Column("topic_machine", sa.String(16), nullable=True),
        sa.Column("topic_citizen", sa.String(16), nullable=True),
        sa.Column("topic_clerk", sa.String(16), nullable=True),
        sa.Column("topic_reasons", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("urgency", sa.String(16), nullable=False),
        sa.Column("procedure", sa.String(16), nullable=True),
        sa.Column("simple", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=True),
        sa.Column("repeat", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("happened", sa.String(), nullable=False),
        sa.Column("concerns", sa.LargeBinary(), nullable=True),
        sa.Column("handled_before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("people_count", sa.Integer(), nullable=True),
        sa.Column("joint", sa.Boolean(), nullable=False),
        sa.Column("publish_ok", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("lead_unit_id", sa.BigInteger(), nullable=True),
        sa.Column("handler_id", sa.BigInteger(), nullable=True),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("transfers", sa.Integer(), nullable=False),
        sa.Column("sent_back", sa.Boolean(), nullable=False),
        sa.Column("urged_count", sa.Integer(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("next_clock", sa.String(8), nullable=True),
        sa.Column("last_visible_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("anonymous_key", sa.LargeBinary(), nullable=True),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("draft_key", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "procedure IS NULL OR procedure IN ('litigation', 'arbitration', 'party', 'administrative', 'duty', 'petition')",
            name=op.f("ck_cases_procedure_known"),
        ),
        sa.CheckConstraint(
            "purpose IN ('JU', 'SU', 'QJ', 'JY', 'ZX', 'QZ', 'GX', 'QT')", name=op.f("ck_cases_purpose_known")
        ),
        sa.CheckConstraint(
            "state IN ('registered', 'awaiting_info', 'transferred', 'assigned', 'objected', 'accepted', 'in_progress', 'extended', 'hearing', 'mediation', 'answered', 'review', 'review_answered', 'recheck', 'final', 'routed_legal', 'transferred_discipline', 'merged', 'not_accepted', 'no_longer_accepted', 'withdrawn', 'closed')",
            name=op.f("ck_cases_state_known"),
        ),
        sa.ForeignKeyConstraint(["handler_id"], ["staff.id"], name=op.f("fk_cases_handler_id")),
        sa.ForeignKeyConstraint(["lead_unit_id"], ["units.id"], name=op.f("fk_cases_lead_unit_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_cases_owner_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_cases_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("draft_key", name=op.f("uq_cases_draft_key")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cases_open_due",
            ["unit_id", "next_due", "id"],
            unique=False,
            sqlite_where=sa.text("is_open = 1"),
            postgresql_where=sa.text("is_open"),
        )
        batch_op.create_index(
            "ix_cases_open_next",
            ["next_due", "id"],
            unique=False,
            sqlite_where=sa.text("is_open = 1"),
            postgresql_where=sa.text("is_open"),
        )
        batch_op.create_index(
            "ix_cases_open_sealed",
            ["next_due", "id"],
            unique=False,
            sqlite_where=sa.text("is_open = 1 AND sealed = 1"),
            postgresql_where=sa.text("is_open AND sealed"),
        )
        batch_op.create_index(
            "ix_cases_open_visible",
            ["last_visible_at"],
            unique=False,
            sqlite_where=sa.text("is_open = 1"),
            postgresql_where=sa.text("is_open"),
        )
        batch_op.create_index("ix_cases_owner", ["owner_id", "id"], unique=False)
        batch_op.create_index("ix_cases_registered", ["registered_at", "id"], unique=False)
        batch_op.create_index("ix_cases_topic_town", ["topic", "town", "id"], unique=False)
        batch_op.create_index("ix_cases_unit", ["unit_id", "id"], unique=False)

    op.create_table(
        "duty_rota",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_duty_rota_staff_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_duty_rota_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_rota")),
    )
    with op.batch_alter_table("duty_rota", schema=None) as batch_op:
        batch_op.create_index("ix_duty_rota_open", ["unit_id", "starts_at", "ends_at"], unique=False)

    op.create_table(
        "one_use_codes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.String(16), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('staff', 'group', 'admin')", name=op.f("ck_one_use_codes_purpose_known")
        ),
        sa.CheckConstraint(
            "role IS NULL OR role IN ('citizen', 'clerk', 'supervisor', 'handler', 'head', 'reviewer', 'sealed', 'admin', 'system')",
            name=op.f("ck_one_use_codes_role_known"),
        ),
        sa.ForeignKeyConstraint(["created_by"], ["staff.id"], name=op.f("fk_one_use_codes_created_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_one_use_codes_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_use_codes")),
        sa.UniqueConstraint("hash", name=op.f("uq_one_use_codes_hash")),
    )
    op.create_table(
        "reception_slots",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'moved', 'cancelled')", name=op.f("ck_reception_slots_state_known")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_reception_slots_staff_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_reception_slots_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception_slots")),
    )
    with op.batch_alter_table("reception_slots", schema=None) as batch_op:
        batch_op.create_index("ix_reception_slots_open", ["state", "starts_at"], unique=False)

    op.create_table(
        "recommendations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("cases", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("adoption", sa.String(16), nullable=True),
        sa.CheckConstraint(
            "adoption IS NULL OR adoption IN ('adopted', 'partly', 'declined')",
            name=op.f("ck_recommendations_adoption_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('improve', 'policy', 'accountability')", name=op.f("ck_recommendations_kind_known")
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_recommendations_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_recommendations_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendations")),
    )
    with op.batch_alter_table("recommendations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendations_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "rule_proposals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area", sa.String(16), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effect", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("effect_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "area IN ('keywords', 'routes', 'clocks', 'holidays', 'wording')",
            name=op.f("ck_rule_proposals_area_known"),
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'measured', 'published', 'dropped')",
            name=op.f("ck_rule_proposals_state_known"),
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_rule_proposals_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_proposals")),
    )
    op.create_table(
        "broadcast_approvals",
        sa.Column("broadcast_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "decision IN ('approved', 'returned')", name=op.f("ck_broadcast_approvals_decision_known")
        ),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name=op.f("fk_broadcast_approvals_broadcast_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_broadcast_approvals_staff_id")),
        sa.PrimaryKeyConstraint("broadcast_id", "version", "staff_id", name=op.f("pk_broadcast_approvals")),
    )
    op.create_table(
        "broadcast_recipients",
        sa.Column("broadcast_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name=op.f("fk_broadcast_recipients_broadcast_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_broadcast_recipients_person_id")),
        sa.PrimaryKeyConstraint("broadcast_id", "person_id", name=op.f("pk_broadcast_recipients")),
    )
    with op.batch_alter_table("broadcast_recipients", schema=None) as batch_op:
        batch_op.create_index("ix_broadcast_recipients_person", ["person_id", "at"], unique=False)

    op.create_table(
        "broadcast_versions",
        sa.Column("broadcast_id", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name=op.f("fk_broadcast_versions_broadcast_id")
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_broadcast_versions_by")),
        sa.PrimaryKeyConstraint("broadcast_id", "n", name=op.f("pk_broadcast_versions")),
    )
    op.create_table(
        "case_clocks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("clock", sa.String(8), nullable=False),
        sa.Column("started", sa.Date(), nullable=False),
        sa.Column("limit", sa.Date(), nullable=False),
        sa.Column("rolled_limit", sa.Date(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept", sa.Boolean(), nullable=True),
        sa.Column("paused_days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_clocks_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_case_clocks_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_clocks")),
    )
    with op.batch_alter_table("case_clocks", schema=None) as batch_op:
        batch_op.create_index("ix_case_clocks_case", ["case_id", "id"], unique=False)
        batch_op.create_index("ix_case_clocks_clock_rolled", ["clock", "rolled_limit"], unique=False)
        batch_op.create_index(
            "ix_case_clocks_running_limit",
            ["limit"],
            unique=False,
            sqlite_where=sa.text("stopped_at IS NULL"),
            postgresql_where=sa.text("stopped_at IS NULL"),
        )
        batch_op.create_index(
            "uq_case_clocks_running",
            ["case_id", "clock"],
            unique=True,
            sqlite_where=sa.text("stopped_at IS NULL"),
            postgresql_where=sa.text("stopped_at IS NULL"),
        )

    op.create_table(
        "case_demands",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("outcome", sa.String(16), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_demands_case_id")),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_case_demands")),
    )
    op.create_table(
        "case_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(40), nullable=False),
        sa.Column("was", sa.String(32), nullable=False),
        sa.Column("now", sa.String(32), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("internal_note", sa.LargeBinary(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("prev_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_events_case_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_case_events_staff_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_case_events_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_events")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_case_events_case_id_seq")),
    )
    with op.batch_alter_table("case_events", schema=None) as batch_op:
        batch_op.create_index("ix_case_events_event", ["event", "at"], unique=False)

    op.create_table(
        "case_files",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(16), nullable=False),
        sa.Column("caption", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_files_case_id")),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_case_files_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_files")),
        sa.UniqueConstraint("case_id", "file_id", name=op.f("uq_case_files_case_id_file_id")),
    )
    op.create_table(
        "case_identity",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("phone_blind", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_identity_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_identity")),
    )
    with op.batch_alter_table("case_identity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_identity_phone_blind"), ["phone_blind"], unique=False)

    op.create_table(
        "case_links",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('repeat', 'same_incident', 'merged', 'split')", name=op.f("ck_case_links_kind_known")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_links_case_id")),
        sa.ForeignKeyConstraint(["other_id"], ["cases.id"], name=op.f("fk_case_links_other_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_case_links_staff_id")),
        sa.PrimaryKeyConstraint("case_id", "other_id", "kind", name=op.f("pk_case_links")),
    )
    with op.batch_alter_table("case_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_links_other_id"), ["other_id"], unique=False)

    op.create_table(
        "case_marks",
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_marks_case_id")),
        sa.PrimaryKeyConstraint("mark", "case_id", name=op.f("pk_case_marks")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("case_marks", schema=None) as batch_op:
        batch_op.create_index("ix_case_marks_case", ["case_id"], unique=False)

    op.create_table(
        "case_places",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("lat", sa.LargeBinary(), nullable=True),
        sa.Column("lon", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_places_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_places")),
    )
    op.create_table(
        "case_ratings",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("target", sa.String(8), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("rating", sa.String(16), nullable=False),
        sa.Column("reasons", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "rating IN ('satisfied', 'mostly', 'unsatisfied')", name=op.f("ck_case_ratings_rating_known")
        ),
        sa.CheckConstraint("target IN ('bureau', 'unit')", name=op.f("ck_case_ratings_target_known")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_ratings_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_case_ratings_unit_id")),
        sa.PrimaryKeyConstraint("case_id", "target", name=op.f("pk_case_ratings")),
    )
    with op.batch_alter_table("case_ratings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_ratings_at"), ["at"], unique=False)

    op.create_table(
        "case_recusals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_recusals_case_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_case_recusals_staff_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_case_recusals_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_recusals")),
        sa.UniqueConstraint(
            "case_id", "unit_id", "staff_id", name=op.f("uq_case_recusals_case_id_unit_id_staff_id")
        ),
    )
    with op.batch_alter_table("case_recusals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_recusals_staff_id"), ["staff_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_recusals_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "case_sponsors",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("plan", sa.LargeBinary(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("solved", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_sponsors_case_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_case_sponsors_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_sponsors")),
    )
    with op.batch_alter_table("case_sponsors", schema=None) as batch_op:
        batch_op.create_index(
            "uq_case_sponsors_current",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "case_terms",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_terms_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_terms")),
    )
    op.create_table(
        "case_texts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(16), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "by IN ('citizen', 'clerk', 'supervisor', 'handler', 'head', 'reviewer', 'sealed', 'admin', 'system')",
            name=op.f("ck_case_texts_by_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('story', 'request', 'supplement', 'answer', 'question', 'note')",
            name=op.f("ck_case_texts_kind_known"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_texts_case_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_case_texts_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_texts")),
    )
    with op.batch_alter_table("case_texts", schema=None) as batch_op:
        batch_op.create_index("ix_case_texts_case", ["case_id", "id"], unique=False)

    op.create_table(
        "case_units",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.String(8), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("part IN ('lead', 'co')", name=op.f("ck_case_units_part_known")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_units_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_case_units_unit_id")),
        sa.PrimaryKeyConstraint("case_id", "unit_id", name=op.f("pk_case_units")),
    )
    with op.batch_alter_table("case_units", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_units_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "case_views",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_views_case_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_case_views_staff_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_case_views_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_views")),
    )
    with op.batch_alter_table("case_views", schema=None) as batch_op:
        batch_op.create_index("ix_case_views_case", ["case_id", "id"], unique=False)

    op.create_table(
        "reception_bookings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slot_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brief", sa.LargeBinary(), nullable=True),
        sa.Column("result", sa.LargeBinary(), nullable=True),
        sa.Column("promised", sa.Date(), nullable=True),
        sa.Column("result_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'confirmed', 'cancelled', 'received', 'absent')",
            name=op.f("ck_reception_bookings_state_known"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reception_bookings_case_id")),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["reception_slots.id"], name=op.f("fk_reception_bookings_slot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception_bookings")),
        sa.UniqueConstraint("slot_id", "case_id", name=op.f("uq_reception_bookings_slot_id_case_id")),
    )
    with op.batch_alter_table("reception_bookings", schema=None) as batch_op:
        batch_op.create_index("ix_reception_bookings_case", ["case_id"], unique=False)

    op.create_table(
        "rule_publications",
        sa.Column("area", sa.String(16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("proposal_id", sa.BigInteger(), nullable=True),
        sa.Column("restores", sa.Integer(), nullable=True),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "area IN ('keywords', 'routes', 'clocks', 'holidays', 'wording')",
            name=op.f("ck_rule_publications_area_known"),
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_rule_publications_by")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["rule_proposals.id"], name=op.f("fk_rule_publications_proposal_id")
        ),
        sa.PrimaryKeyConstraint("area", "n", name=op.f("pk_rule_publications")),
    )
    op.create_table(
        "alarms",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("clock_id", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_alarms_case_id")),
        sa.ForeignKeyConstraint(["clock_id"], ["case_clocks.id"], name=op.f("fk_alarms_clock_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarms")),
        sa.UniqueConstraint("clock_id", "stage", name=op.f("uq_alarms_clock_id_stage")),
    )
    with op.batch_alter_table("alarms", schema=None) as batch_op:
        batch_op.create_index(
            "ix_alarms_due",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.create_table(
        "reception_parties",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("booking_id", sa.BigInteger(), nullable=False),
        sa.Column("party", sa.String(16), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "party IN ('citizen', 'unit', 'leader', 'office')", name=op.f("ck_reception_parties_party_known")
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["reception_bookings.id"], name=op.f("fk_reception_parties_booking_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_reception_parties_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception_parties")),
        sa.UniqueConstraint(
            "booking_id", "party", "unit_id", name=op.f("uq_reception_parties_booking_id_party_unit_id")
        ),
    )
    op.create_table(
        "supervision_slips",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("clock_id", sa.BigInteger(), nullable=True),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by", sa.BigInteger(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply", sa.LargeBinary(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_supervision_slips_case_id")),
        sa.ForeignKeyConstraint(["clock_id"], ["case_clocks.id"], name=op.f("fk_supervision_slips_clock_id")),
        sa.ForeignKeyConstraint(["issued_by"], ["staff.id"], name=op.f("fk_supervision_slips_issued_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_supervision_slips_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_slips")),
        sa.UniqueConstraint(
            "case_id", "clock_id", "level", name=op.f("uq_supervision_slips_case_id_clock_id_level")
        ),
    )
    with op.batch_alter_table("supervision_slips", schema=None) as batch_op:
        batch_op.create_index(
            "ix_supervision_slips_open",
            ["unit_id", "due"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    for statement in BY_HAND[op.get_bind().dialect.name]:
        op.execute(sa.DDL(statement))


def downgrade() -> None:
    for statement in UNDONE[op.get_bind().dialect.name]:
        op.execute(sa.DDL(statement))
    with op.batch_alter_table("supervision_slips", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_supervision_slips_open",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.drop_table("supervision_slips")
    op.drop_table("reception_parties")
    with op.batch_alter_table("alarms", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_alarms_due",
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.drop_table("alarms")
    op.drop_table("rule_publications")
    with op.batch_alter_table("reception_bookings", schema=None) as batch_op:
        batch_op.drop_index("ix_reception_bookings_case")

    op.drop_table("reception_bookings")
    with op.batch_alter_table("case_views", schema=None) as batch_op:
        batch_op.drop_index("ix_case_views_case")

    op.drop_table("case_views")
    with op.batch_alter_table("case_units", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_units_unit_id"))

    op.drop_table("case_units")
    with op.batch_alter_table("case_texts", schema=None) as batch_op:
        batch_op.drop_index("ix_case_texts_case")

    op.drop_table("case_texts")
    op.drop_table("case_terms")
    with op.batch_alter_table("case_sponsors", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_case_sponsors_current",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.drop_table("case_sponsors")
    with op.batch_alter_table("case_recusals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_recusals_unit_id"))
        batch_op.drop_index(batch_op.f("ix_case_recusals_staff_id"))

    op.drop_table("case_recusals")
    with op.batch_alter_table("case_ratings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_ratings_at"))

    op.drop_table("case_ratings")
    op.drop_table("case_places")
    with op.batch_alter_table("case_marks", schema=None) as batch_op:
        batch_op.drop_index("ix_case_marks_case")

    op.drop_table("case_marks")
    with op.batch_alter_table("case_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_links_other_id"))

    op.drop_table("case_links")
    with op.batch_alter_table("case_identity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_identity_phone_blind"))

    op.drop_table("case_identity")
    op.drop_table("case_files")
    with op.batch_alter_table("case_events", schema=None) as batch_op:
        batch_op.drop_index("ix_case_events_event")

    op.drop_table("case_events")
    op.drop_table("case_demands")
    with op.batch_alter_table("case_clocks", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_case_clocks_running",
            sqlite_where=sa.text("stopped_at IS NULL"),
            postgresql_where=sa.text("stopped_at IS NULL"),
        )
        batch_op.drop_index(
            "ix_case_clocks_running_limit",
            sqlite_where=sa.text("stopped_at IS NULL"),
            postgresql_where=sa.text("stopped_at IS NULL"),
        )
        batch_op.drop_index("ix_case_clocks_clock_rolled")
        batch_op.drop_index("ix_case_clocks_case")

    op.drop_table("case_clocks")
    op.drop_table("broadcast_versions")
    with op.batch_alter_table("broadcast_recipients", schema=None) as batch_op:
        batch_op.drop_index("ix_broadcast_recipients_person")

    op.drop_table("broadcast_recipients")
    op.drop_table("broadcast_approvals")
    op.drop_table("rule_proposals")
    with op.batch_alter_table("recommendations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendations_unit_id"))

    op.drop_table("recommendations")
    with op.batch_alter_table("reception_slots", schema=None) as batch_op:
        batch_op.drop_index("ix_reception_slots_open")

    op.drop_table("reception_slots")
    op.drop_table("one_use_codes")
    with op.batch_alter_table("duty_rota", schema=None) as batch_op:
        batch_op.drop_index("ix_duty_rota_open")

    op.drop_table("duty_rota")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_unit")
        batch_op.drop_index("ix_cases_topic_town")
        batch_op.drop_index("ix_cases_registered")
        batch_op.drop_index("ix_cases_owner")
        batch_op.drop_index(
            "ix_cases_open_visible", sqlite_where=sa.text("is_open = 1"), postgresql_where=sa.text("is_open")
        )
        batch_op.drop_index(
            "ix_cases_open_sealed",
            sqlite_where=sa.text("is_open = 1 AND sealed = 1"),
            postgresql_where=sa.text("is_open AND sealed"),
        )
        batch_op.drop_index(
            "ix_cases_open_next", sqlite_where=sa.text("is_open = 1"), postgresql_where=sa.text("is_open")
        )
        batch_op.drop_index(
            "ix_cases_open_due", sqlite_where=sa.text("is_open = 1"), postgresql_where=sa.text("is_open")
        )

    op.drop_table("cases")
    op.drop_table("broadcasts")
    with op.batch_alter_table("subscriptions", schema=None) as batch_op:
        batch_op.drop_index("ix_subscriptions_theme")

    op.drop_table("subscriptions")
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_unit_id"))
        batch_op.drop_index(batch_op.f("ix_staff_person_id"))

    op.drop_table("staff")
    op.drop_table("routes")
    with op.batch_alter_table("room_messages", schema=None) as batch_op:
        batch_op.drop_index("ix_room_messages_room_id_seq")

    op.drop_table("room_messages")
    with op.batch_alter_table("room_members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_room_members_visitor_id"))

    op.drop_table("room_members")
    with op.batch_alter_table("office_groups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_office_groups_unit_id"))

    op.drop_table("office_groups")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_person_id"))

    op.drop_table("consents")
    op.drop_table("visitors")
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_units_bureau",
            sqlite_where=sa.text("kind = 'bureau' AND active"),
            postgresql_where=sa.text("kind = 'bureau' AND active"),
        )
        batch_op.drop_index(batch_op.f("ix_units_parent_id"))

    op.drop_table("units")
    op.drop_table("rooms")
    with op.batch_alter_table("poisoned", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poisoned_key"))
        batch_op.drop_index(batch_op.f("ix_poisoned_at"))

    op.drop_table("poisoned")
    op.drop_table("people")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_waiting",
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_outbox_status"))
        batch_op.drop_index(batch_op.f("ix_outbox_settled_at"))
        batch_op.drop_index(
            "ix_outbox_chat_order",
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_outbox_case_id"))
        batch_op.drop_index("ix_outbox_broadcast_status")

    op.drop_table("outbox")
    op.drop_table("office_values")
    with op.batch_alter_table("lockouts", schema=None) as batch_op:
        batch_op.drop_index("ix_lockouts_key")
        batch_op.drop_index(batch_op.f("ix_lockouts_at"))

    op.drop_table("lockouts")
    op.drop_table("holiday_years")
    with op.batch_alter_table("handled", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handled_at"))

    op.drop_table("handled")
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_files_sha256"))
        batch_op.drop_index("ix_files_remote")

    op.drop_table("files")
    op.drop_table("counters")
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conversations_updated_at"))

    op.drop_table("conversations")
    op.drop_table("cards")
    op.drop_table("blocked_chats")
    with op.batch_alter_table("audit_log", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_log_case")
        batch_op.drop_index("ix_audit_log_at")

    op.drop_table("audit_log")
