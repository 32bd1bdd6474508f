"""Finds who may answer an update by what its handlers ask for, before asking any of them.

aiogram asks the filters of every handler in turn, some 140 an update, and unpacks a button's data for each. What most
handlers ask for is known beforehand: a button's prefix, a state, a command. A handler that cannot be meant is not
asked; the others are asked by aiogram as ever, in their order. They all stand in one router: one of aiogram's holds an
observer for each of 28 kinds of update, and 55 of them took longer to make than all else an office is made of.
`bench/turns.py` measures what it saves.
"""

from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.handler import FilterObject, HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters import Command, StateFilter
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message, TelegramObject

SEPARATOR, SLASH = ":", "/"
"""After a button's prefix, and before a command; a handler that asks for others is asked every time."""


@dataclass(frozen=True)
class Hint:
    """What of an update decides who may be meant."""

    prefix: str = ""
    """Of a button's data."""
    state: str | None = None
    """Of the conversation."""
    command: bool = False
    """Whether it is words that may be a command."""


@dataclass(frozen=True)
class Wants:
    """What a handler asks for, as far as that is known without asking it; None is anything."""

    prefix: str | None = None
    states: frozenset[str | None] | None = None
    command: bool = False

    def could_be(self, hint: Hint) -> bool:
        """Whether an update of this kind may be meant for the handler."""
        return (
            self.prefix in (None, hint.prefix)
            and (self.states is None or hint.state in self.states)
            and (hint.command or not self.command)
        )


@dataclass(frozen=True)
class Answerer:
    """A handler that a router may ask, with what is known of what it asks for."""

    kind: str
    """Of update, by its name in the Bot API."""
    handler: HandlerObject
    wants: Wants


class IndexedRouter(Router):
    """aiogram's router over handlers that never change, with an index over them."""

    def __init__(self, name: str, answerers: tuple[Answerer, ...]) -> None:
        super().__init__(name=name)
        self.answerers = answerers
        for each in answerers:
            self.observers[each.kind].handlers.append(each.handler)
        self._meant: dict[tuple[str, Hint], TelegramEventObserver] = {}

    async def _propagate_event(
        self, observer: TelegramEventObserver | None, update_type: str, event: TelegramObject, **kwargs: Any
    ) -> Any:
        if observer is not None:
            observer = self._index(observer, update_type, self._hint(event, kwargs.get("raw_state")))
        return await super()._propagate_event(observer, update_type, event, **kwargs)

    def meant(self, update_type: str, hint: Hint) -> list[HandlerObject]:
        """The handlers that may answer, in order."""
        return [
            each.handler for each in self.answerers if each.kind == update_type and each.wants.could_be(hint)
        ]

    def _index(self, observer: TelegramEventObserver, update_type: str, hint: Hint) -> TelegramEventObserver:
        """The observer as if only those were registered who may be meant."""
        found = self._meant.get((update_type, hint))
        if found is None:
            found = self._meant[update_type, hint] = copy(observer)
            found.handlers = self.meant(update_type, hint)
        return found

    def _hint(self, event: TelegramObject, state: str | None) -> Hint:
        """Only prefixes and states that some handler knows are told apart, so that the index stays small."""
        prefix, command = "", False
        if isinstance(event, CallbackQuery):
            prefix = (event.data or "").partition(SEPARATOR)[0]
        elif isinstance(event, Message):
            command = (event.text or event.caption or "").lstrip().startswith(SLASH)
        known = state if state in self._states else None
        return Hint(prefix if prefix in self._prefixes else "", known, command)

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        return frozenset(each.wants.prefix for each in self.answerers if each.wants.prefix is not None)

    @cached_property
    def _states(self) -> frozenset[str | None]:
        return frozenset[str | None]().union(*(each.wants.states or () for each in self.answerers))


def wanted(handler: HandlerObject) -> Wants:
    """What a handler's filters ask for; a filter of another kind asks for anything."""
    prefix: str | None = None
    states: frozenset[str | None] | None = None
    command = False
    for each in handler.filters or ():
        asks = each.callback
        if isinstance(asks, CallbackQueryFilter) and asks.callback_data.__separator__ == SEPARATOR:
            prefix = asks.callback_data.__prefix__
        elif isinstance(asks, State) and asks.state != "*":
            states = frozenset({asks.state})
        elif isinstance(asks, StateFilter) and all(isinstance(state, State) for state in asks.states):
            found = frozenset(state.state for state in asks.states if isinstance(state, State))
            states = None if "*" in found else found
        elif isinstance(asks, Command):
            command = asks.prefix == SLASH
    return Wants(prefix, states, command)


def in_the_loop(asked: FilterObject) -> FilterObject:
    """A bare `State` is a plain function, which aiogram would hand to a thread."""
    return FilterObject(StateFilter(asked.callback)) if isinstance(asked.callback, State) else asked
