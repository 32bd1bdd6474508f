"""What makes a function a guard, and how one refuses."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from casework.attempt import Attempt
from casework.petition import OFFICE_ZONE, Petition, Refusal
from casework.wording import text

Guard = Callable[[Attempt], None]
Checked = TypeVar("Checked", bound=Guard)

GUARDS: dict[str, Guard] = {}
"""Every guard by the name that `rules/lifecycle.toml` uses; it refuses with a sentence, or says nothing."""
BY_THE_MATTER: dict[str, Callable[[Petition], bool]] = {}
"""What the matter itself decides of these guards: a move that it refuses is not offered either."""
BY_THE_RECORD: dict[str, Callable[[Mapping[str, Any]], bool]] = {}
"""The same for what the record decides."""


def guard(
    *,
    matter: Callable[[Petition], bool] | None = None,
    record: Callable[[Mapping[str, Any]], bool] | None = None,
) -> Callable[[Checked], Checked]:
    """A check that a move must pass, by its name. `matter` or `record`: what alone decides it, where that is so."""

    def named(check: Checked) -> Checked:
        name = check.__name__
        GUARDS[name] = check
        if matter is not None:
            BY_THE_MATTER[name] = matter
        if record is not None:
            BY_THE_RECORD[name] = record
        return check

    return named


def refuse(attempt: Attempt, key: str, **words: Any) -> Refusal:
    """The refusal of a key, with the article of the move."""
    return Refusal(text(f"refuse-{key}", **words), article=attempt.move.article)


def already_done(label: str, facts: Mapping[str, Any]) -> Refusal:
    """Somebody was faster: who (`done_by`, what others may read) and when (`done_at`), if known."""
    who, when = facts.get("done_by"), facts.get("done_at")
    if not who:
        return Refusal(text("refuse-done", move=label))
    if not isinstance(when, datetime):
        return Refusal(text("refuse-done-who", who=str(who), move=label))
    clock = f"{when.astimezone(OFFICE_ZONE):%H:%M}"
    return Refusal(text("refuse-done-when", who=str(who), when=clock, move=label))
