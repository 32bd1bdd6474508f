"""Files of ours on their way to Telegram: opened for one request, reused by Telegram's own id afterwards."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from typing import Any, BinaryIO, NamedTuple

from telegram import (
    InputFile,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    MessageEntity,
)

from bot.senders.lengths import Payload

KINDS = {"sendPhoto": "photo", "sendDocument": "document", "sendVoice": "voice"}
"""The parameter that carries the file, which is also what Telegram makes of it."""

_MEDIA = {
    "photo": InputMediaPhoto,
    "document": InputMediaDocument,
    "video": InputMediaVideo,
    "audio": InputMediaAudio,
}


class StoredFile(NamedTuple):
    """A stored file: what opens its bytes, its name, what it is, and Telegram's id of it when known."""

    open: Callable[[], BinaryIO]
    name: str
    mime: str
    remote_id: str | None = None


OpenFile = Callable[[int], Awaitable[StoredFile | tuple[Callable[[], BinaryIO], str, str]]]
"""Finds a stored file by its id; raises LookupError or OSError when it is gone."""


class Attachments:
    """Turns `{"file": id}` into what the library sends. Remembers Telegram's ids of the last files sent."""

    def __init__(self, open_file: OpenFile | None, *, remembered: int = 1000) -> None:
        self._open_file = open_file
        self._remote: OrderedDict[tuple[int, str], str] = OrderedDict()
        self._remembered = remembered

    def remember(self, file_id: int, kind: str, remote_id: str) -> None:
        """Telegram has this file now, as a photo, a document, …; ids of one kind do not serve another."""
        self._remote[file_id, kind] = remote_id
        self._remote.move_to_end((file_id, kind))
        while len(self._remote) > self._remembered:
            self._remote.popitem(last=False)

    async def fill(self, method: str, payload: Payload, opened: ExitStack, *, upload: bool) -> Payload:
        """The payload with its files in place; `opened` closes them. `upload`: not by Telegram's ids."""
        if method == "sendMediaGroup":
            media = [await self._medium(item, opened, upload=upload) for item in payload["media"]]
            return {**payload, "media": media}
        kind = KINDS.get(method)
        if kind is None or not is_ours(payload.get(kind)):
            return payload
        return {**payload, kind: await self._file(payload[kind]["file"], kind, opened, upload=upload)}

    async def _file(
        self, file_id: int, kind: str, opened: ExitStack, *, upload: bool, attach: bool = False
    ) -> str | InputFile:
        if not upload and (file_id, kind) in self._remote:
            return self._remote[file_id, kind]
        if self._open_file is None:
            raise LookupError(f"no files here, wanted {file_id}")
        found = StoredFile(*await self._open_file(file_id))
        if found.remote_id and not upload:
            return found.remote_id
        handle = await asyncio.to_thread(found.open)
        opened.callback(handle.close)
        return InputFile(handle, filename=found.name, attach=attach, read_file_handle=False)

    async def _medium(self, item: Payload, opened: ExitStack, *, upload: bool) -> Any:
        kind = item["type"]
        more = {name: value for name, value in item.items() if name not in ("type", "media")}
        if "caption_entities" in more:
            more["caption_entities"] = MessageEntity.de_list(more["caption_entities"])
        media = item["media"]
        if is_ours(media):
            media = await self._file(media["file"], kind, opened, upload=upload, attach=True)
        return _MEDIA[kind](media, **more)


def is_ours(value: Any) -> bool:
    """Whether a parameter names a stored file of ours."""
    return isinstance(value, dict) and isinstance(value.get("file"), int)


def as_document(payload: Payload) -> Payload:
    """The same file, sent untouched as a document."""
    moved = {name: value for name, value in payload.items() if name not in ("photo", "voice")}
    return {**moved, "document": payload.get("photo") or payload.get("voice")}
