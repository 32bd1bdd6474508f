"""What a sponsor did, step by step, beside the plan (包案).

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Sponsors of before have a plan and no steps."""
    with op.batch_alter_table("case_sponsors", schema=None) as batch_op:
        batch_op.add_column(sa.Column("steps", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """The steps are lost; the day of the last one stays."""
    with op.batch_alter_table("case_sponsors", schema=None) as batch_op:
        batch_op.drop_column("steps")
