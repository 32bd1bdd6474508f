"""Puts a file that was made here into a chat: kept first, recorded in the turn, sent after the commit.

What was made for somebody to take away lives a day here: it can be made again, and lies about for nobody else.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiogram.types import InlineKeyboardMarkup

from services.context import Desk
from storage.files import Saved
from storage.outbox import Outgoing

CHUNK = 256 * 1024
TAKEN_AWAY = timedelta(days=1)
"""How long a file that we made can be fetched."""


async def keep(desk: Desk, content: bytes | Path, *, name: str, mime: str) -> Saved:
    """Keep a file's bytes on disk. Call it before the turn writes; raises `TooLarge`."""
    chunks = _of_path(content) if isinstance(content, Path) else _once(content)
    return await desk.context.files.save(chunks, name=name, mime=mime, limit=desk.context.file_limit)


async def send(
    desk: Desk,
    saved: Saved,
    *,
    caption: str = "",
    photo: bool = False,
    chat_id: int | None = None,
    case_id: int | None = None,
    protect: bool = False,
    keyboard: InlineKeyboardMarkup | None = None,
) -> None:
    """Record a kept file and say it, in this chat unless another is named; `protect`: it cannot be forwarded."""
    file_id = await desk.context.files.record(
        await desk.write(), saved, channel=desk.channel, now=desk.now, expires_at=desk.now + TAKEN_AWAY
    )
    kind, method = ("photo", "sendPhoto") if photo else ("document", "sendDocument")
    payload: dict[str, Any] = {kind: {"file": file_id}, **({"caption": caption} if caption else {})}
    if protect:
        payload["protect_content"] = True
    if keyboard is not None:
        payload["reply_markup"] = keyboard.model_dump(exclude_none=True)
    desk.turn.say(Outgoing(desk.channel, chat_id or desk.chat_id, method, payload, case_id=case_id))


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def _of_path(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
