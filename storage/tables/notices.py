"""Broadcasts and who wants to hear them."""
