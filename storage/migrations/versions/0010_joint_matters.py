"""Joint matters: cases worked on together, and whom their citizens chose to represent them.

Revision 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is put together yet; what was only linked before stays linked."""
    op.create_table(
        "joint_matters",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("topic", sa.String(16), nullable=True),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_matters")),
    )
    op.create_table(
        "joint_choices",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("chosen_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_joint_choices_case_id")),
        sa.ForeignKeyConstraint(["chosen_id"], ["cases.id"], name=op.f("fk_joint_choices_chosen_id")),
        sa.PrimaryKeyConstraint("case_id", "chosen_id", name=op.f("pk_joint_choices")),
    )
    op.create_index(op.f("ix_joint_choices_chosen_id"), "joint_choices", ["chosen_id"], unique=False)
    op.create_table(
        "joint_members",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("joint_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stood_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("known_as", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_joint_members_case_id")),
        sa.ForeignKeyConstraint(["joint_id"], ["joint_matters.id"], name=op.f("fk_joint_members_joint_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_joint_members")),
        sa.UniqueConstraint("joint_id", "no", name=op.f("uq_joint_members_joint_id_no")),
    )


def downgrade() -> None:
    """The cases stay; that they were worked on together is in their histories."""
    op.drop_table("joint_members")
    op.drop_table("joint_choices")
    op.drop_table("joint_matters")
