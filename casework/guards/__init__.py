"""The checks a move must pass, by the names that `rules/lifecycle.toml` uses. `from casework import guards`."""

from casework.guards.acting import UNIT_ROLES, urges_left
from casework.guards.answered import is_granted, outcomes_for
from casework.guards.checks import BY_THE_MATTER, BY_THE_RECORD, GUARDS, already_done
from casework.guards.overseeing import GROUNDS, RECOMMENDATIONS, owed
from casework.guards.reviewing import window, windows_over
from casework.guards.ways import URGENT, due_ahead, extendable, not_ahead, reported

__all__ = [
    "BY_THE_MATTER", "BY_THE_RECORD", "GROUNDS", "GUARDS", "RECOMMENDATIONS", "UNIT_ROLES", "URGENT", "already_done",
    "due_ahead", "extendable", "is_granted", "not_ahead", "outcomes_for", "owed", "reported", "urges_left", "window",
    "windows_over",
]  # fmt: skip
