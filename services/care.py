"""Care mode: after certain danger a conversation is about the person and no form, until somebody ends it.

It lies in the conversation's own data, which is sealed at rest: the open form beside it is not touched. It ends when
the citizen says so, or after `LASTS`.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services.kept import Memory

LASTS = timedelta(hours=12)
"""From the last danger that was heard."""
ASKED_AGAIN = timedelta(hours=6)
"""Between two questions whether somebody is in danger."""
KEPT = 50
"""Messages of a conversation in care mode that are kept, the newest."""
_CARE, _ASKED = "care", "danger_asked"


@dataclass
class Care:
    """What was written since danger was heard. `alerted`: somebody was told; `over`: somebody ended it;
    `officer`: the person row of the officer who took it, 0 while nobody has."""

    until: str
    alerted: bool = False
    over: bool = False
    officer: int = 0
    said: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    """The kinds of danger that were heard, in the order in which they were."""

    def keep(self, words: str) -> None:
        """Keep what was written, the newest `KEPT` messages."""
        self.said = [*self.said, words][-KEPT:]


async def of(state: Memory, now: datetime) -> Care | None:
    """The care mode that a conversation is in; None when there is none, or its time is over."""
    care = await last(state)
    if care is None or care.over or datetime.fromisoformat(care.until) <= now:
        return None
    return care


async def last(state: Memory) -> Care | None:
    """The care mode that a conversation is in or was in last, until it is forgotten."""
    kept = await state.get_value(_CARE)
    return Care(**kept) if kept else None


async def begin(
    state: Memory, words: str, now: datetime, *, alerted: bool, kinds: Sequence[str] = ()
) -> Care:
    """Danger was heard in these words: care begins, or lasts anew."""
    care = await of(state, now) or Care("")
    care.kinds = list(dict.fromkeys([*care.kinds, *kinds]))
    care.until = (now + LASTS).isoformat()
    care.alerted = alerted
    care.keep(words)
    await state.update_data({_CARE: asdict(care), _ASKED: None})
    return care


async def store(state: Memory, care: Care) -> None:
    """Keep care with the conversation, in its sealed data."""
    await state.update_data({_CARE: asdict(care)})


async def accompany(state: Memory, care: Care, officer: int) -> None:
    """An officer is there now: what is written goes to that person as well."""
    care.officer = officer
    await store(state, care)


async def finish(state: Memory, care: Care) -> None:
    """It is over, by the citizen or the officer. What was written waits to be filed or forgotten."""
    care.over = True
    await store(state, care)


async def end(state: Memory) -> None:
    """The conversation is an ordinary one again; what was written in care mode is forgotten."""
    await state.update_data({_CARE: None})


async def may_ask(state: Memory, now: datetime) -> bool:
    """Whether to ask if somebody is in danger: not while cared for, and once in some hours."""
    asked: dict[str, Any] | None = await state.get_value(_ASKED)
    if asked and datetime.fromisoformat(asked["at"]) > now - ASKED_AGAIN:
        return False
    return await of(state, now) is None


async def asked(state: Memory, kinds: list[str], words: str, now: datetime) -> None:
    """It was asked because of these words, which may tell of these kinds of danger."""
    await state.update_data({_ASKED: {"at": now.isoformat(), "kinds": kinds, "words": words, "open": True}})


async def doubt(state: Memory) -> tuple[list[str], str]:
    """The kinds that were asked about, and the words; empty where nothing was asked."""
    found = await state.get_value(_ASKED) or {}
    return found.get("kinds", []), found.get("words", "")


async def waits_for_answer(state: Memory) -> bool:
    """Whether the question stands open: nothing was said since."""
    return bool((await state.get_value(_ASKED) or {}).get("open"))


async def settle_question(state: Memory) -> None:
    """The question was answered, or passed over; when it was asked is remembered, what was said is not."""
    found = await state.get_value(_ASKED)
    if found:
        await state.update_data({_ASKED: {"at": found["at"]}})
