"""Officers' browsers: a second factor, and an end of their sessions.

Revision 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is enrolled yet: every officer on the web page is asked to at the next word or press."""
    op.create_table(
        "officer_sessions",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_officer_sessions_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_officer_sessions")),
    )


def downgrade() -> None:
    """Browsers are open for ever again."""
    op.drop_table("officer_sessions")
