"""Every table of the database, imported together: `metadata` is then complete, which migrations and tests rely on."""

from storage.tables import (
    base,
    case_rows,
    chat_rows,
    document_rows,
    joint_rows,
    listener_rows,
    office_rows,
    outbox_rows,
    person_rows,
    public_rows,
)
from storage.tables.base import metadata

__all__ = [
    "base",
    "case_rows",
    "chat_rows",
    "document_rows",
    "joint_rows",
    "listener_rows",
    "metadata",
    "office_rows",
    "outbox_rows",
    "person_rows",
    "public_rows",
]
