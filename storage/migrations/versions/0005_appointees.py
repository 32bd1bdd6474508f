"""Appointees who wait for a second administrator.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

from casework.petition import Role

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ROLES = ", ".join(f"'{role.value}'" for role in Role)


def upgrade() -> None:
    """Roles given before stay as they are."""
    op.create_table(
        "appointees",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_appointees_role_known")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_appointees_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_appointees_unit_id")),
        sa.ForeignKeyConstraint(["proposed_by"], ["staff.id"], name=op.f("fk_appointees_proposed_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"], name=op.f("fk_appointees_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointees")),
    )


def downgrade() -> None:
    """Invitations that wait are lost; roles stay."""
    op.drop_table("appointees")
