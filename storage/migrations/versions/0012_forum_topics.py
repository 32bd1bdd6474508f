"""The topic of a forum group that a unit hears in.

Revision 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Groups that are bound hear where they heard until now: outside of any topic."""
    with op.batch_alter_table("office_groups") as groups:
        groups.add_column(sa.Column("thread_id", sa.BigInteger(), nullable=False, server_default="0"))
        groups.add_column(sa.Column("thread_state", sa.String(8), nullable=False, server_default="open"))


def downgrade() -> None:
    """Everything is said outside of topics."""
    with op.batch_alter_table("office_groups") as groups:
        groups.drop_column("thread_state")
        groups.drop_column("thread_id")
