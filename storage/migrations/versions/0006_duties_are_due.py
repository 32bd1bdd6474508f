"""Only duties are due: what a case waits for next is never a right that somebody may use.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WINDOWS = ("C4", "C7", "C9", "E1", "Q1", "U1")

cases = sa.table(
    "cases",
    sa.column("id", sa.BigInteger()),
    sa.column("is_open", sa.Boolean()),
    sa.column("next_due", sa.Date()),
    sa.column("next_clock", sa.String()),
)
clocks = sa.table(
    "case_clocks",
    sa.column("id", sa.BigInteger()),
    sa.column("case_id", sa.BigInteger()),
    sa.column("clock", sa.String()),
    sa.column("limit", sa.Date()),
    sa.column("stopped_at", sa.DateTime(timezone=True)),
)
alarms = sa.table(
    "alarms",
    sa.column("clock_id", sa.BigInteger()),
    sa.column("stage", sa.String()),
    sa.column("done_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    """Open cases are due by their next duty, and reminders of the objection's window that wait are dropped."""
    _due_by(clocks.c.clock.not_in(WINDOWS))
    objections = sa.select(clocks.c.id).where(clocks.c.clock == "C4", clocks.c.stopped_at.is_(None))
    op.execute(
        sa.delete(alarms).where(
            alarms.c.done_at.is_(None), alarms.c.stage != "lapsed", alarms.c.clock_id.in_(objections)
        )
    )


def downgrade() -> None:
    """Whatever runs is due again."""
    _due_by(sa.true())


def _due_by(wanted: sa.ColumnElement[bool]) -> None:
    running = (clocks.c.case_id == cases.c.id, clocks.c.stopped_at.is_(None), wanted)
    ordered = sa.select(clocks.c.limit).where(*running).order_by(clocks.c.limit, clocks.c.id).limit(1)
    named = sa.select(clocks.c.clock).where(*running).order_by(clocks.c.limit, clocks.c.id).limit(1)
    op.execute(
        sa.update(cases)
        .where(cases.c.is_open)
        .values(next_due=ordered.scalar_subquery(), next_clock=named.scalar_subquery())
    )
