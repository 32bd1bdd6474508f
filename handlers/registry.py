"""Who answers what: handlers are collected in their modules, and every dispatcher gets a router over all of them.

    on = Registry("staff.ledger", private=True, officer=READERS)

    @on.message(Command("ledger", "台账"))
    @on.press(Export)                          every button of this kind
    @on.press(Act, do="open")                  those with this value in this field
    @on.press(Visit, do=("brief", "result"))   or with one of these

A router of aiogram belongs to one dispatcher; a `Registry` belongs to none, and `router_of` makes as many as are
wanted. Every press is answered here: a handler calls `query.answer` only where it has words for it.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from aiogram import F, Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, TelegramObject

from casework.petition import Role
from handlers.filters import Officer, Private, Prose
from handlers.line import Line
from handlers.route_index import Answerer, IndexedRouter, in_the_loop, wanted
from services.context import Desk
from storage.outbox import Kind

Handler = TypeVar("Handler", bound=Callable[..., Any])


@dataclass(frozen=True)
class Registered:
    """A handler, the kind of update it answers, and what it asks of one, in this order."""

    kind: str
    handler: Callable[..., Any]
    asks: tuple[Any, ...]


class Registry:
    """The handlers of one module, in the order they are asked.

    With `private` they answer only in a private chat, but for a press that says `anywhere`. With `officer` they answer
    only to these roles and are handed who it is as `officer`; a press that says `anyone` answers everybody.
    """

    def __init__(self, name: str, *, private: bool = False, officer: tuple[Role, ...] = ()) -> None:
        self.name = name
        self.private = private
        self.officer = officer
        self.registered: list[Registered] = []

    def message(self, *asks: Filter | State) -> Callable[[Handler], Handler]:
        """A handler of messages that pass these filters."""
        return self.update("message", *asks)

    def press(
        self,
        kind: type[CallbackData],
        *asks: Filter,
        anywhere: bool = False,
        anyone: bool = False,
        officer: tuple[Role, ...] = (),
        **fields: str | tuple[str, ...],
    ) -> Callable[[Handler], Handler]:
        """A handler of presses of this kind of button; it is handed the button's data as `callback_data`.

        `officer`: the roles that this button is for, where they are others than the module's.
        """
        meant = _button(kind, fields)
        return self.update("callback_query", meant, *asks, anywhere=anywhere, anyone=anyone, officer=officer)

    def update(
        self,
        kind: str,
        *asks: Filter | State,
        anywhere: bool = False,
        anyone: bool = False,
        officer: tuple[Role, ...] = (),
    ) -> Callable[[Handler], Handler]:
        """A handler of another kind of update, by its name in the Bot API.

        Chat and role are asked last: most updates are meant for another handler anyway, and only who asks for what
        this handler does is to be refused.
        """
        return self._collected(kind, *asks, *self._last(anywhere, anyone, officer))

    def line(self, line: Line, content: Filter | None = None) -> Callable[[Handler], Handler]:
        """A handler of the answer to a question of one line, in words unless another content is named.

        It is handed what the question is `about`; the line is asked last, because hearing it settles the question.
        """
        return self._collected("message", line.state, content or Prose(), *self._last(), line)

    def _last(
        self, anywhere: bool = False, anyone: bool = False, officer: tuple[Role, ...] = ()
    ) -> list[Filter]:
        last: list[Filter] = [Private()] if self.private and not anywhere else []
        roles = officer or self.officer
        if roles and not anyone:
            last.append(Officer(*roles))
        return last

    def _collected(self, kind: str, *asks: Filter | State) -> Callable[[Handler], Handler]:
        def collected(handler: Handler) -> Handler:
            self.registered.append(Registered(kind, handler, asks))
            return handler

        return collected

    @cached_property
    def answerers(self) -> tuple[Answerer, ...]:
        """Its handlers as aiogram has them, in order; aiogram looks at every signature, so once is enough."""
        scratch = Router(name=self.name)
        for each in self.registered:
            scratch.observers[each.kind].register(each.handler, *each.asks)
        return tuple(
            Answerer(kind, handler, wanted(handler))
            for kind, found in scratch.observers.items()
            for handler in _without_threads(found.handlers)
        )


def router_of(registries: Iterable[Registry]) -> Router:
    """A router for one dispatcher that asks these, in order; whatever it answers, the press is answered."""
    made = IndexedRouter("office", tuple(each for registry in registries for each in registry.answerers))
    made.callback_query.middleware(answer_press)
    return made


async def answer_press(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
    event: TelegramObject,
    data: dict[str, Any],
) -> Any:
    """Answer a press that its handler has not answered in words: until then the button shows a waiting sign.

    A handler that refuses, or hands the press on, gets nothing here: who tells the refusal answers the press with it.
    """
    handled = await handler(event, data)
    desk: Desk = data["desk"]
    if isinstance(event, CallbackQuery) and all(each.kind is not Kind.TOAST for each in desk.turn.said):
        await event.answer()
    return handled


def _button(kind: type[CallbackData], fields: dict[str, str | tuple[str, ...]]) -> Filter:
    """Buttons of a kind with one of these values in each of these fields."""
    rule = None
    for field, values in fields.items():
        wanted = getattr(F, field).in_({values} if isinstance(values, str) else set(values))
        rule = wanted if rule is None else rule & wanted
    return kind.filter(rule)


def _without_threads(handlers: list[HandlerObject]) -> Iterator[HandlerObject]:
    for each in handlers:
        each.filters = [in_the_loop(asked) for asked in each.filters or ()]
        yield each
