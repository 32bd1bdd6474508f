"""What the bot said in a room is known by a fingerprint, not by its number in the outbox.

Revision 0011, after 0010. The number of an answer stood beside the number of the notice of its case.
"""

import sqlalchemy as sa
from alembic import op

from storage.untraceable import mark

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BATCH = 500


def upgrade() -> None:
    """Each number becomes its fingerprint, so that what is sent again after the update is still said once."""
    bind = op.get_bind()
    rows = sa.table("room_messages", sa.column("id", sa.BigInteger()), sa.column("client_id", sa.String()))
    numbered = sa.select(rows.c.id, rows.c.client_id).where(rows.c.client_id.like("out:%")).limit(BATCH)
    while found := bind.execute(numbered).all():
        for row in found:
            changed = sa.update(rows).where(rows.c.id == row.id)
            bind.execute(changed.values(client_id=mark(row.client_id)))


def downgrade() -> None:
    """Fingerprints stay fingerprints."""
