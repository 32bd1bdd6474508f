"""What a conversation keeps while something is being filled in: one way for every form.

It lies in the conversation's own data, which is sealed at rest and stored with the turn.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar, Protocol, Self


class Memory(Protocol):
    """What a conversation remembers; `aiogram.fsm.context.FSMContext` is one."""

    async def get_state(self) -> str | None:
        """Which question stands open."""

    async def get_value(self, key: str, /) -> Any:
        """A value by its name, None when there is none."""

    async def update_data(self, data: Mapping[str, Any], /) -> dict[str, Any]:
        """Change some values; gives them all."""


class Kept:
    """A dataclass that is kept under `KEY`; a field that is added has a default, so that what lies open can be read."""

    KEY: ClassVar[str]

    @classmethod
    async def of(cls, state: Memory) -> Self | None:
        """What this conversation keeps, if anything; a field of an earlier version that is no more is passed over."""
        kept = await state.get_value(cls.KEY)
        return cls(**{name: kept[name] for name in _names(cls) if name in kept}) if kept else None

    async def keep(self, state: Memory) -> None:
        """Keep it with the conversation; it is stored when the turn commits."""
        await state.update_data({self.KEY: {name: getattr(self, name) for name in _names(type(self))}})

    @classmethod
    async def forget(cls, state: Memory) -> None:
        """Nothing is kept any more."""
        await state.update_data({cls.KEY: None})


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))
