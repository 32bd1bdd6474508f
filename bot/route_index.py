"""Finds who may answer an update by what its handlers ask for, before asking any of them.

aiogram asks the filters of every handler of every router in turn, some 140 an update, unpacks a button's data for each
and, because a bare `State` is a plain function, changes threads for every handler that waits for a state. What most
handlers ask for is known beforehand: a button's prefix, a state, a command. A router none of whose handlers can be
meant is not asked; the others are asked by aiogram as ever, in their order. `bench/turns.py` measures what it saves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.dispatcher.event.bases import UNHANDLED
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


class IndexedDispatcher(Dispatcher):
    """aiogram's dispatcher with an index over the routers below it."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self._meant: dict[tuple[str, Hint], tuple[Router, ...]] = {}
        self._prefixes: frozenset[str] = frozenset()
        self._states: frozenset[str | None] = frozenset()

    def include_routers(self, *routers: Router) -> None:
        """Include routers and note what their handlers ask for; none may be given more handlers afterwards."""
        super().include_routers(*routers)
        wants = [wanted(handler) for observer in _observers(self) for handler in observer.handlers]
        self._prefixes = frozenset(each.prefix for each in wants if each.prefix is not None)
        self._states = frozenset().union(*(each.states for each in wants if each.states is not None))
        self._meant.clear()
        for observer in _observers(self):
            for handler in observer.handlers:
                handler.filters = [_in_the_loop(each) for each in handler.filters or ()]

    async def _propagate_event(
        self, observer: TelegramEventObserver | None, update_type: str, event: TelegramObject, **kwargs: Any
    ) -> Any:
        if observer is not None and observer.handlers:
            return await super()._propagate_event(observer, update_type, event, **kwargs)
        for router in self.meant(update_type, self._hint(event, kwargs.get("raw_state"))):
            response = await router.propagate_event(update_type=update_type, event=event, **kwargs)
            if response is not UNHANDLED:
                return response
        return UNHANDLED

    def meant(self, update_type: str, hint: Hint) -> tuple[Router, ...]:
        """The routers that may answer, in order."""
        found = self._meant.get((update_type, hint))
        if found is None:
            found = tuple(each for each in self.sub_routers if _could_answer(each, update_type, hint))
            self._meant[update_type, hint] = found
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


def _in_the_loop(asked: FilterObject) -> FilterObject:
    """A bare `State` is a plain function, which aiogram would hand to a thread."""
    return FilterObject(StateFilter(asked.callback)) if isinstance(asked.callback, State) else asked


def _observers(router: Router) -> Iterator[TelegramEventObserver]:
    for below in router.chain_tail:
        yield from (each for name, each in below.observers.items() if name not in ("update", "error"))


def _could_answer(router: Router, update_type: str, hint: Hint) -> bool:
    observers = (below.observers.get(update_type) for below in router.chain_tail)
    return any(
        wanted(handler).could_be(hint) for each in observers if each is not None for handler in each.handlers
    )
