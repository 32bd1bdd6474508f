"""Every table. Importing this package makes `metadata` complete, which migrations and tests rely on."""

from storage.tables import base, cases, chat, delivery, notices, office, people
from storage.tables.base import metadata

__all__ = ["base", "cases", "chat", "delivery", "metadata", "notices", "office", "people"]
