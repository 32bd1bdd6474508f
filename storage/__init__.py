"""Remembering: one URL opens SQLite or PostgreSQL, one turn is one transaction, personal data is sealed."""
