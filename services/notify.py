"""Who is told of a change, and where: the rules name the audience, this file knows the chats.

Everything said here lands in the outbox inside the same transaction as the change itself. Groups get only
what `casework.notices` calls safe; a sealed case reaches nobody but the sealed role.
"""

import json
from collections.abc import Sequence
from dataclasses import replace

from aiogram.types import InlineKeyboardMarkup
from sqlalchemy.ext.asyncio import AsyncSession

from casework import notices
from casework.notices import GROUPS, Audience, Notice
from casework.petition import Change, Role, State
from casework.supervision import ping_pong
from casework.wording import speaking, text
from services import (
    acting_body,
    cards,
    case_file,
    exclusion,
    letters,
    review_bodies,
    unit_names,
    unreached,
    withdrawal,
)
from services.buttons import Act, Case, plain
from services.context import Desk, OfficeContext
from services.letters import Letter
from storage import cases, joints, office, outbox, people
from storage.outbox import Kind, Outgoing
from storage.tables.case_rows import Case as CaseRow
from storage.tables.office_rows import Group, Staff
from storage.turn import Turn

PASSING_ON = ("transfer", "assign", "object_approve", "change_lead")
_ROLES = {
    Audience.HANDLER: Role.HANDLER, Audience.NEW_HANDLER: Role.HANDLER, Audience.HEAD: Role.HEAD,
    Audience.SUPERVISOR: Role.SUPERVISOR, Audience.SEALED: Role.SEALED, Audience.REVIEWER: Role.REVIEWER,
}  # fmt: skip


async def settle(
    turn: Turn, context: OfficeContext, before: CaseRow, change: Change, *, quietly: bool = False
) -> CaseRow:
    """Record a change of the case as it was read, and queue everything that is said because of it.

    `quietly`: the citizen hears of it in the handler's own answer. Raises `storage.turn.Stale` when somebody
    else was first.
    """
    session = await turn.write()
    names = await _unit_names(turn)
    was_sealed = before.sealed  # the row is one object in this session: recording changes `before` too
    told = notices.audience(change, before, units=names)
    case = await cases.record(session, change)
    case_file.of(turn, case)  # what was read of the version before is over
    await acting_body.number_document(turn, case, change)
    if case.sealed and not was_sealed:
        await exclusion.report(turn, case)
        await joints.drop(session, case.id)
        await outbox.withhold(session, case.id, turn.now)  # a reminder may wait for the office to open
        await withdrawal.from_office(turn, case)
    await tell(turn, context, case, told, f"case:{case.id}:{case.version}", quietly=quietly)
    if change.event in PASSING_ON:
        await watch_passing(turn, session, case)
    return case


async def _unit_names(turn: Turn) -> dict[int, unit_names.ShortName]:
    return {unit_id: unit_names.later(unit) for unit_id, unit in (await case_file.units(turn)).items()}


async def watch_passing(turn: Turn, session: AsyncSession, case: CaseRow) -> None:
    """A matter that goes round (A→B→A, or three hops) is put before the joint meeting, once (Art. 24)."""
    events = await case_file.of(turn, case).events()
    received = [json.loads(event.data).get("unit_id") for event in events if event.event in PASSING_ON]
    if case.sealed or not ping_pong(unit for unit in received if unit):
        return
    words = Letter(lambda: text("staff-ping-pong", number=case.number, hops=len(received)), case_id=case.id)
    await letters.to_bureau(turn, words, f"ping-pong:{case.id}")


async def announce(
    turn: Turn, context: OfficeContext, case: CaseRow, change: Change, *, quietly: bool = False
) -> None:
    """Queue what is said of a change that storage has recorded already (a registration)."""
    told = notices.audience(change, case, units=await _unit_names(turn))
    await tell(turn, context, case, told, f"case:{case.id}:{case.version}", quietly=quietly)


async def tell(
    turn: Turn,
    context: OfficeContext,
    case: CaseRow,
    told: Sequence[Notice],
    key: str,
    *,
    quietly: bool = False,
) -> None:
    """Queue notices, each once under `key` whatever restarts."""
    session = await turn.write()
    for at, notice in enumerate(told):
        dedupe = f"{key}:{at}"
        if notice.to is Audience.CITIZEN:
            if not (quietly or notice.reply):
                await _tell_citizen(turn, session, case, notice, dedupe)
        elif notice.to in GROUPS:
            await _tell_group(turn, session, context, case, notice, dedupe)
        else:
            await _tell_staff(turn, session, case, notice, dedupe)


async def _tell_citizen(
    turn: Turn, session: AsyncSession, case: CaseRow, notice: Notice, dedupe: str
) -> None:
    """The person who filed it, in the chat it was filed in, and whoever has its notices sent elsewhere too.

    An anonymous case has no such chat.
    """
    owner = await people.by_id(session, case.owner_id) if case.owner_id else None
    letter = Letter(lambda: notice.sentence, lambda: citizen_buttons(case, notice.key), case.id)
    for other in await cases.listening(session, case.id):
        turn.say(letter.to_reader(other, f"{dedupe}:also:{other.id}"))
    if owner is not None:
        turn.say(letter.to_reader(owner, dedupe))
    elif not (case.anonymous or case.sealed) and notice.key:
        await unreached.offline(turn, case, lambda: notice.sentence, f"{dedupe}:offline")


def citizen_buttons(case: CaseRow, key: str = "") -> InlineKeyboardMarkup:
    """Under a notice: answer what the office asks, see the case; after an answer or the closing also rate, and say
    whether it is solved."""
    asked: tuple[str, ...] = ("supplement", "have_none") if case.state == State.AWAITING_INFO else ()
    if key == "notice-sealed-ask_unseal":
        asked = ("unseal", "keep_sealed")
    elif key in ("notice-citizen-not_accept", "notice-citizen-route_legal", "notice-citizen-forward"):
        asked = ("contest",)
    elif key == "notice-citizen-group":
        asked = ("joint", "leave")
    options = [(text(f"opt-case-{each}"), Case(do=each, case=case.id)) for each in asked]
    options.append((text("opt-show"), Case(do="show", case=case.id)))
    if case.state in (State.ANSWERED, State.REVIEW_ANSWERED, State.CLOSED):
        options += [
            (text(f"opt-callback-{each}"), Case(do=each, case=case.id)) for each in ("solved", "unsolved")
        ]
        options.append((text("opt-case-rate"), Case(do="rate", case=case.id)))
        options.append((text("opt-case-papers"), Case(do="papers", case=case.id)))
    return plain(options)


async def _tell_staff(turn: Turn, session: AsyncSession, case: CaseRow, notice: Notice, dedupe: str) -> None:
    """One officer, or those who hold the role; always in private, never to be forwarded."""
    if not notice.key:
        return
    letter = Letter(lambda: notice.sentence, lambda: opening(case), case.id, protect=True)
    barred = await case_file.of(turn, case).recused()
    out = await case_file.of(turn, case).excluded_units()
    body = await review_bodies.now(turn, case) if notice.to is Audience.REVIEWER else None
    if body is not None:
        notice = replace(notice, unit_id=body.id)
    holders = [
        each for each in await _holders(session, notice) if each.id not in barred and each.unit_id not in out
    ]
    await letters.to_staff(turn, holders, letter, dedupe)


def opening(case: CaseRow) -> InlineKeyboardMarkup:
    """The one button under what officers hear in private: look at the case."""
    return plain([(text("act-open"), Act(do="open", case=case.id))])


async def _holders(session: AsyncSession, notice: Notice) -> list[Staff]:
    if notice.staff_id is not None:
        found = await office.staff(session, notice.staff_id)
        return [found] if found is not None and found.active else []
    return await office.staff_with(session, _ROLES[notice.to], notice.unit_id)


async def _tell_group(
    turn: Turn, session: AsyncSession, context: OfficeContext, case: CaseRow, notice: Notice, dedupe: str
) -> None:
    """A unit's groups: the card is redrawn in place; an event that must be noticed is said as well."""
    unit_id = notice.unit_id
    if notice.to is Audience.BUREAU_GROUP or unit_id is None:
        unit_id = (await office.bureau(session)).id
    if notice.key and unit_id in await case_file.of(turn, case).excluded_units():
        return
    groups = await office.group_of(session, unit_id)
    if not groups and notice.key:
        await _tell_without_group(turn, session, case, notice, unit_id, dedupe)
    for group in groups:
        key = f"{dedupe}:{group.id}"
        if notice.card and (notice.key or not await _stranger(session, case, group)):
            turn.say(await _card(context, case, group, turn, key))
        if notice.key:
            letter = Letter(lambda: notice.sentence, case_id=case.id)
            turn.say(letter.to_group(group, f"{key}:said"))


async def _tell_without_group(
    turn: Turn, session: AsyncSession, case: CaseRow, notice: Notice, unit_id: int, dedupe: str
) -> None:
    """A unit without a group hears in private, or the bureau hears that it cannot be told."""
    unit = await office.unit(session, unit_id)
    if unit is not None:
        await unreached.tell(turn, unit, lambda: notice.sentence, case.id, dedupe)


async def _stranger(session: AsyncSession, case: CaseRow, group: Group) -> bool:
    """Whether a group never had this case's card: a silent redraw must not introduce it."""
    return not await outbox.knows_card(session, group.channel, group.chat_id, cards.key(case))


async def _card(context: OfficeContext, case: CaseRow, group: Group, turn: Turn, dedupe: str) -> Outgoing:
    """The one card of a case in a group: edited where it is known, sent where it is not."""
    with speaking():
        drawn = await cards.for_group(context, case_file.of(turn, case), group.unit_id)
    return Outgoing(
        group.channel, group.chat_id, "editMessageText", drawn | letters.in_topic(group), kind=Kind.NOTICE,
        card=cards.key(case), case_id=case.id, dedupe=f"{dedupe}:card",
    )  # fmt: skip


async def redraw(turn: Turn, context: OfficeContext, case: CaseRow) -> None:
    """Draw a case's card anew in its groups, for somebody who pressed an old button."""
    session = await turn.write()
    if case.sealed:
        return
    unit_id = case.unit_id or (await office.bureau(session)).id
    for group in await office.group_of(session, unit_id):
        turn.say(await _card(context, case, group, turn, f"redraw:{turn.key}:{group.id}"))


async def redraw_known(turn: Turn, context: OfficeContext, case: CaseRow, key: str) -> None:
    """Draw a case's card anew, without a sound, in the groups of its unit and the bureau that have it."""
    session = await turn.write()
    units = dict.fromkeys([case.unit_id, (await office.bureau(session)).id])
    for unit_id in () if case.sealed else [unit for unit in units if unit]:
        for group in await office.group_of(session, unit_id):
            if not await _stranger(session, case, group):
                turn.say(await _card(context, case, group, turn, f"{key}:{group.id}"))


async def tell_duty(turn: Turn, unit_id: int | None, letter: Letter, key: str) -> bool:
    """Wake whoever is on duty now, in private: in the unit, and in the bureau. False when the rota names nobody
    who can be reached."""
    session, woken = await turn.write(), 0
    for where in dict.fromkeys([unit_id, (await office.bureau(session)).id]):
        on_duty = await office.on_duty(session, where, turn.now) if where else ()
        woken += await letters.to_staff(turn, on_duty, replace(letter, protect=True), f"{key}:duty")
    return woken > 0


async def wake(desk: Desk, letter: Letter, *, dedupe: str) -> bool:
    """Something is urgent: the bureau's groups and whoever is on duty there are told. It names nobody.

    Whether there is anybody to tell.
    """
    grouped = await letters.to_bureau(desk.turn, letter, dedupe)
    woken = await tell_duty(desk.turn, None, letter, dedupe)
    return bool(grouped) or woken
