"""/台账: the ledger of a period as Excel or CSV, for those whose work it is; names only for those who may."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from aiogram.filters import Command, CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Refusal, Role
from casework.spans import Span, SpanKind, parse, span
from casework.wording import text
from handlers.registry import Registry
from services import access
from services.buttons import plain
from services.context import Desk
from services.papers import handing_over, ledger_sheet
from storage import audit, office
from storage.figures import Wanted

READERS = (Role.SUPERVISOR, Role.CLERK, Role.REVIEWER, Role.HEAD, Role.HANDLER, Role.SEALED)
on = Registry("staff.ledger", private=True, officer=READERS)
CHAT_ROWS = 20_000
"""More than this is for the command line: it would keep the process busy for seconds."""
MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


class Export(CallbackData, prefix="lg"):
    """A ledger of a period, written as `parse` reads it, in a form."""

    period: str
    form: str


@dataclass(frozen=True)
class Order:
    """What ledger is asked for."""

    span: Span
    form: str = "xlsx"
    unit: str = ""
    states: tuple[str, ...] = ()
    identities: bool = False
    sealed: bool = False


@on.message(Command("ledger", "台账"))
async def asked(message: Message, command: CommandObject, desk: Desk) -> None:
    """Without words: offer periods. With words: a period, a unit, a state, csv, 身份, in any order."""
    if not command.args:
        await message.answer(text("ledger-usage"), reply_markup=plain(_offers(desk)))
        return
    await give(desk, await _order(desk, command.args.split()))


@on.press(Export)
async def pressed(query: CallbackQuery, callback_data: Export, desk: Desk) -> None:
    """One of the offered periods."""
    form = callback_data.form if callback_data.form in MIME else "xlsx"
    await give(desk, Order(parse(callback_data.period, desk.today), form))


def _offers(desk: Desk) -> list[tuple[str, CallbackData]]:
    """The present and the last month, the quarter and the year, as Excel; the month as CSV."""
    month = span(SpanKind.MONTH, desk.today)
    spans = [month, month.before(), span(SpanKind.QUARTER, desk.today), span(SpanKind.YEAR, desk.today)]
    options: list[tuple[str, CallbackData]] = [
        (f"{each.name} Excel", Export(period=each.code, form="xlsx")) for each in spans
    ]
    return [*options, (f"{month.name} CSV", Export(period=month.code, form="csv"))]


async def _order(desk: Desk, words: Sequence[str]) -> Order:
    """The order that the words make. Raises `Refusal` for a word that is none of them."""
    order = Order(span(SpanKind.MONTH, desk.today))
    units = {unit.short_name: unit.code for unit in await office.units(await desk.read(), inactive=True)}
    for word in words:
        if word.lower() in ("csv", "excel", "xlsx"):
            order = replace(order, form="csv" if word.lower() == "csv" else "xlsx")
        elif word in ("身份", "identities"):
            order = replace(order, identities=True)
        elif word in ("专人", "sealed"):
            order = replace(order, sealed=True)
        elif word in units or word in units.values():
            order = replace(order, unit=units.get(word, word))
        elif found := ledger_sheet.states_of(word):
            order = replace(order, states=(*order.states, *found))
        else:
            order = replace(order, span=parse(word, desk.today))
    return order


async def give(desk: Desk, order: Order) -> None:
    """Write the ledger and send it, with an audit line of who took what."""
    actor = await _reader(desk, order)
    session = await desk.read()
    wanted = await _wanted(desk, order, actor)
    if await ledger_sheet.how_many(session, wanted, actor) > CHAT_ROWS:
        raise Refusal(text("ledger-too-many", most=CHAT_ROWS))
    names = ledger_sheet.Directory(
        {unit.id: unit.short_name for unit in await office.units(session, inactive=True)},
        desk.context.topic_name,
    )
    with TemporaryDirectory(prefix="jianjian-") as folder:
        path = Path(folder) / f"ledger.{order.form}"
        written = await ledger_sheet.write(
            session, path, wanted, names, viewer=actor, with_identity=order.identities
        )
        await desk.turn.let_go()
        title = f"{text('ledger-sheet')}-{order.span.code}.{order.form}"
        saved = await handing_over.keep(desk, path, name=title, mime=MIME[order.form])
    await note(desk, actor, order, written.rows)
    key = "ledger-caption-sealed" if written.sealed else "ledger-caption"
    caption = text(key, span=order.span.name, rows=written.rows, sealed=written.sealed)
    await handing_over.send(desk, saved, caption=caption)


async def _reader(desk: Desk, order: Order) -> Actor:
    """The role in which the ledger is read: of several the widest, the sealed one only when it is asked for.

    Names need a role that may have them, and a channel that does not leave the country.
    """
    wanted = (Role.SEALED,) if order.sealed else ledger_sheet.IDENTITY_ROLES if order.identities else READERS
    await access.require(desk, *wanted)
    if order.identities and desk.channel != "web":
        raise Refusal(text("ledger-not-abroad"))
    held = {each.role: each for each in reversed(await access.actors(desk))}
    return next(held[role] for role in wanted if role in held)


async def _wanted(desk: Desk, order: Order, actor: Actor) -> Wanted:
    """The cases of an order that this role may list: a unit's people only their unit's."""
    session = await desk.read()
    unit = await office.unit_by_code(session, order.unit) if order.unit else None
    unit_id = unit.id if unit is not None else None
    if actor.role not in ledger_sheet.OFFICE_WIDE:
        if unit_id not in (None, actor.unit_id):
            raise Refusal(text("ledger-other-unit"))
        unit_id = actor.unit_id
    return Wanted(order.span.since, order.span.until, unit_id=unit_id, states=order.states)


async def note(desk: Desk, actor: Actor, order: Order, rows: int) -> None:
    """The audit line of an export."""
    await audit.write(
        await desk.write(),
        actor,
        "ledger",
        at=desk.now,
        fields=ledger_sheet.IDENTITY_FIELDS if order.identities else (),
        period=order.span.code,
        unit=order.unit,
        states=list(order.states),
        rows=rows,
    )
