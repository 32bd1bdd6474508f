"""aiogram's FSM storage in our database: an unfinished petition survives a restart and ends with its turn."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from storage import dialogues, turn
from storage.database import Database
from storage.dialogues import Dialogue


class ConversationStorage(BaseStorage):
    """Dialogues staged in the current turn, and stored by its commit.

    Outside a turn (a test, a worker) each change is a write transaction of its own.
    """

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state

        def change(dialogue: Dialogue) -> None:
            dialogue.state = name

        await self._change(key, change)

    async def get_state(self, key: StorageKey) -> str | None:
        return (await self._load(key)).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        if not isinstance(data, dict):
            raise DataNotDictLikeError(f"data must be a dict, not {type(data).__name__}")
        kept = fresh(data)

        def change(dialogue: Dialogue) -> None:
            dialogue.data = kept

        await self._change(key, change)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        # A copy: changing what was read must not change what is stored.
        data: dict[str, Any] = fresh((await self._load(key)).data)
        return data

    async def get_value(self, storage_key: StorageKey, dict_key: str, default: Any | None = None) -> Any:
        """One value, without copying the rest."""
        return fresh((await self._load(storage_key)).data.get(dict_key, default))

    async def update_data(self, key: StorageKey, data: Mapping[str, Any]) -> dict[str, Any]:
        """Change some values, without copying the rest; gives them all."""
        kept = fresh(dict(data))

        def change(dialogue: Dialogue) -> None:
            dialogue.data = {**dialogue.data, **kept}

        await self._change(key, change)
        return await self.get_data(key)

    async def close(self) -> None:
        """Nothing to close: the database belongs to the application."""

    async def _load(self, key: StorageKey) -> Dialogue:
        now = turn.current.get(None)
        if now is None:
            async with self._db.reading() as session:
                return await dialogues.load(session, key)
        return await self._staged(now, key)

    async def _change(self, key: StorageKey, change: Callable[[Dialogue], None]) -> None:
        now = turn.current.get(None)
        if now is not None:
            staged = await self._staged(now, key)
            change(staged)
            staged.touched = True
            return
        async with self._db.writing() as session:
            dialogue = await dialogues.load(session, key)
            change(dialogue)
            await dialogues.store(session, key, dialogue, self._clock())

    @staticmethod
    async def _staged(now: turn.Turn, key: StorageKey) -> Dialogue:
        """The turn's own copy. Reading stages it as well, so a turn asks the database once a dialogue."""
        if key not in now.conversations:
            now.conversations[key] = await dialogues.load(await now.read(), key)
        return now.conversations[key]


def fresh(value: Any) -> Any:
    """A copy of JSON that shares nothing which can be changed: `copy.deepcopy` takes ten times as long for it."""
    if isinstance(value, dict):
        return {name: fresh(each) if isinstance(each, _HOLDS) else each for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [fresh(each) if isinstance(each, _HOLDS) else each for each in value]
    return value


_HOLDS = (dict, list, tuple)
