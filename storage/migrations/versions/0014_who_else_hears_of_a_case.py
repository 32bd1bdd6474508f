"""Who else hears of a case, beside who filed it.

Revision 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Until now nobody does."""
    op.create_table(
        "case_listeners",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_listeners_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_case_listeners_person_id")),
        sa.PrimaryKeyConstraint("case_id", "person_id", name=op.f("pk_case_listeners")),
    )


def downgrade() -> None:
    """Notices go to where a case was filed, and nowhere else."""
    op.drop_table("case_listeners")
