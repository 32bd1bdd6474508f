"""The running numbers of documents: each body counts its own, kind by kind and year by year.

Revision 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Documents of before bear the number of their matter alone, as they were handed out."""
    op.create_table(
        "document_series",
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_document_series_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "kind", "year", name=op.f("pk_document_series")),
    )
    op.create_table(
        "document_numbers",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_document_numbers_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_document_numbers_unit_id")),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("pk_document_numbers")),
        sa.UniqueConstraint(
            "unit_id", "kind", "year", "serial", name=op.f("uq_document_numbers_unit_id_kind_year_serial")
        ),
    )


def downgrade() -> None:
    """The numbers are forgotten; the documents can still be written."""
    op.drop_table("document_numbers")
    op.drop_table("document_series")
