"""What units are called in English.

Revision 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who reads English goes on reading the Chinese name, until a unit has another."""
    with op.batch_alter_table("units") as units:
        units.add_column(sa.Column("name_en", sa.String(), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    """Everybody reads the Chinese name."""
    with op.batch_alter_table("units") as units:
        units.drop_column("name_en")
