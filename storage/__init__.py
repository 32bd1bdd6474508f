"""Remembering: one URL opens SQLite or PostgreSQL, one turn is one transaction, and personal data is sealed."""
