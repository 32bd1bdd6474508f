"""Words and files of which it is not known yet where they belong: kept until the citizen says so."""

from typing import Any

from aiogram.fsm.context import FSMContext

_LOOSE = "loose"


async def keep(state: FSMContext, *, words: str = "", file: dict[str, str | int] | None = None) -> None:
    """Keep words or a stored file beside what is kept already."""
    now = await kept(state)
    if words:
        now["words"].append(words)
    if file is not None:
        now["files"].append({**file, "album": ""})
    await state.update_data({_LOOSE: now})


async def kept(state: FSMContext) -> dict[str, list[Any]]:
    """What is kept: `words` and `files`."""
    found = await state.get_value(_LOOSE) or {}
    return {"words": list(found.get("words", [])), "files": list(found.get("files", []))}


async def waits(state: FSMContext) -> bool:
    """Whether something waits for the citizen to say where it belongs."""
    return any((await kept(state)).values())


async def taken(state: FSMContext) -> dict[str, list[Any]]:
    """What was kept, once: whoever presses again finds nothing."""
    found = await kept(state)
    await state.update_data({_LOOSE: None})
    return found
