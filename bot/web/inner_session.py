"""How the web bot answers what handlers ask: a visitor's file by its id, and who is in a room.

It is the inner session of the web bot's `TurnSession`: asking passes through to here, speaking never does.
"""

from collections.abc import AsyncGenerator
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import GetChatAdministrators, GetChatMember, GetFile, GetMe, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import ChatMemberLeft, ChatMemberMember, File, User

from bot.web.updates import BOT_ID
from casework.wording import text
from storage import rooms
from storage.database import Database
from storage.files import Files

_SCHEME = "web-file:"


class Unanswerable(Exception):
    """The web chat was asked something by a Bot API method that it does not know."""


class WebInnerSession(BaseSession):
    """Answers getFile, getMe, getChatMember and getChatAdministrators for the web, and reads files."""

    def __init__(self, db: Database, files: Files) -> None:
        super().__init__(api=TelegramAPIServer(base=_SCHEME + "{token}/{method}", file=_SCHEME + "{path}"))
        self._db = db
        self._files = files

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,
    ) -> TelegramType:
        match method:
            case GetFile(file_id=file_id):
                return cast(TelegramType, (await self._file(method, file_id)).as_(bot))
            case GetMe():
                return cast(TelegramType, self._me().as_(bot))
            case GetChatMember(chat_id=chat_id, user_id=user_id):
                return cast(TelegramType, await self._member(int(chat_id), user_id))
            case GetChatAdministrators():
                return cast(
                    TelegramType, []
                )  # nobody administers a room of the web chat but the office itself
            case _:
                raise Unanswerable(type(method).__name__)

    def _me(self) -> User:
        return User(id=BOT_ID, is_bot=True, first_name=text("web-bot-name"), username="jianjian_web")

    async def _file(self, method: GetFile, file_id: str) -> File:
        async with self._db.reading() as session:
            found = await self._files.open(session, int(file_id)) if file_id.isdecimal() else None
        if found is None:
            raise TelegramBadRequest(method=method, message="Bad Request: invalid file_id")
        return File(file_id=file_id, file_unique_id=found.place, file_size=found.size, file_path=file_id)

    async def _member(self, room_id: int, visitor_id: int) -> ChatMemberMember | ChatMemberLeft:
        async with self._db.reading() as session:
            inside = await rooms.is_member(session, room_id, visitor_id)
        user = User(id=visitor_id, is_bot=False, first_name=text("web-visitor-name"))
        return ChatMemberMember(user=user) if inside else ChatMemberLeft(user=user)

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        async with self._db.reading() as session:
            found = await self._files.open(session, int(url.removeprefix(_SCHEME)))
        if found is None:
            raise FileNotFoundError("the file was erased")
        async for chunk in found.chunks(chunk_size):
            yield chunk

    async def close(self) -> None:
        """Nothing is open between two questions."""
