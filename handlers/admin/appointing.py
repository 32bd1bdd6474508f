"""Who redeemed an invitation waits until another administrator agrees; everybody who must know is told."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from casework.petition import Actor, Refusal, Role
from casework.wording import speaking, text
from handlers import filters
from handlers.registry import Registry
from services import access, letters
from services.buttons import plain
from services.context import Desk
from services.letters import Letter
from storage import audit, office
from storage.tables.office_rows import Appointee, OneUseCode, Staff, Unit

on = Registry("admin.appointing", private=True, officer=(Role.ADMIN,))


class Appoint(CallbackData, prefix="ap"):
    """An administrator agrees to an appointment, or declines it."""

    do: str
    id: int


async def redeemed(desk: Desk, code: OneUseCode) -> str:
    """Somebody used an invitation. The first administrators are made by the machine's own codes; everybody else waits.

    Gives the sentence for them. Raises `Refusal` where the role does not go with one they hold.
    """
    session = await desk.write()
    unit = await office.unit(session, code.unit_id) if code.unit_id else await office.bureau(session)
    assert unit is not None
    role = Role(code.role) if code.role else Role.ADMIN
    known = names(unit, role)
    if code.created_by is None:
        await office.fits(session, desk.person_id, role)
        label = post(unit, role)
        staff_id = await office.appoint(session, desk.person_id, unit.id, role, label=label, now=desk.now)
        actor = Actor(role, staff_id, unit.id, label, desk.person_id)
        await audit.write(session, actor, "join", at=desk.now, unit=unit.code, role=str(role))
        await announce(desk, role, Letter(lambda: text("appoint-made-by-machine", **names(unit, role))))
        await ask_what_waits(desk)
        return text("join-done", **known)
    inviter = await office.staff(session, code.created_by)
    waiting = await office.propose(session, desk.person_id, unit.id, role, by=code.created_by, now=desk.now)
    if inviter is not None:
        redeemer = access.actor(inviter)
        await audit.write(session, redeemer, "redeemed", at=desk.now, unit=unit.code, n=waiting.id)
        await tell_inviter(desk, waiting, inviter, unit)
    asked = await ask(desk, waiting, inviter, unit)
    return text("join-waits" if asked else "join-waits-for-nobody", **known)


def names(unit: Unit | None, role: str) -> dict[str, str]:
    """What is read of an appointment."""
    return {"unit": unit.short_name if unit else "", "role": text(f"role-{role}")}


def post(unit: Unit | None, role: str) -> str:
    """What a post is called at first, by everybody: in the office's language, whoever appoints."""
    with speaking():
        return "".join(names(unit, role).values())


async def ask(desk: Desk, waiting: Appointee, inviter: Staff | None, unit: Unit | None) -> int:
    """Ask every administrator who is another person than the inviter and the invited; gives how many were asked."""
    session = await desk.write()
    own = (waiting.person_id, inviter.person_id if inviter is not None else None)
    others = [each for each in await office.staff_with(session, Role.ADMIN) if each.person_id not in own]
    by = inviter.label if inviter is not None else "—"
    letter = Letter(
        lambda: text("appoint-ask", **names(unit, waiting.role), inviter=by),
        lambda: plain([(text(f"appoint-opt-{do}"), Appoint(do=do, id=waiting.id)) for do in ("yes", "no")]),
    )
    return await letters.to_staff(desk.turn, others, letter, f"appoint:{waiting.id}")


async def tell_inviter(desk: Desk, waiting: Appointee, inviter: Staff, unit: Unit) -> None:
    """Whoever invited hears that the code was used, and can say that it was not who they gave it to."""
    used = Letter(
        lambda: text(
            "appoint-used", **names(unit, waiting.role), channel=text(f"admin-channel-{desk.channel}")
        ),
        lambda: plain([(text("appoint-opt-stranger"), Appoint(do="no", id=waiting.id))]),
    )
    await letters.to_person(desk.turn, inviter.person_id, used, f"used:{waiting.id}")


async def ask_what_waits(desk: Desk) -> None:
    """A new administrator is asked for what waited for a second one."""
    session = await desk.write()
    for each in await office.undecided(session):
        unit = await office.unit(session, each.unit_id)
        inviter = await office.staff(session, each.proposed_by) if each.proposed_by else None
        await ask(desk, each, inviter, unit)


@on.press(Appoint, do=("yes", "no"))
async def decided(query: CallbackQuery, callback_data: Appoint, desk: Desk, officer: Actor) -> None:
    """The second administrator decides; the invited person hears, and everybody who must know."""
    waiting = await office.appointee(await desk.read(), callback_data.id)
    if waiting is None:
        raise Refusal(text("error-old-button"))
    agreed = callback_data.do == "yes"
    if agreed:  # whoever invited may still say no
        await by_another(desk, waiting)
    session = await desk.write()
    assert officer.staff_id is not None
    unit = await office.unit(session, waiting.unit_id)
    known = names(unit, waiting.role)
    label = post(unit, waiting.role)
    await office.decide(session, waiting, by=officer.staff_id, agreed=agreed, label=label, now=desk.now)
    action = "appoint" if agreed else "appoint_declined"
    await audit.write(session, officer, action, at=desk.now, n=waiting.id, role=waiting.role)
    await filters.message_of(query).answer(text(f"appoint-{callback_data.do}", **known))
    decided_words = "join-done" if agreed else "join-declined"
    invited = Letter(lambda: text(decided_words, **names(unit, waiting.role)), login=True)
    await letters.to_person(desk.turn, waiting.person_id, invited, f"appointed:{waiting.id}")
    if agreed:
        made = Letter(lambda: text("appoint-made", **names(unit, waiting.role), who=officer.label))
        await announce(desk, Role(waiting.role), made)


async def by_another(desk: Desk, waiting: Appointee) -> None:
    """Raises `Refusal` for the inviter and the invited: two persons decide, not two roles."""
    proposer = await office.staff(await desk.read(), waiting.proposed_by) if waiting.proposed_by else None
    if desk.person_id in (waiting.person_id, proposer.person_id if proposer is not None else None):
        raise Refusal(text("appoint-own"))


async def announce(desk: Desk, role: Role, letter: Letter) -> None:
    """Every administrator hears of a new appointment; of a new sealed officer every sealed officer as well."""
    session = await desk.write()
    hear = await office.staff_with(session, Role.ADMIN)
    if role is Role.SEALED:
        hear += await office.staff_with(session, Role.SEALED)
    others = [staff for staff in hear if staff.person_id != desk.person_id]
    await letters.to_staff(desk.turn, others, letter, desk.turn.key)
