"""A unit's group that can hear us no more: its binding ends, or it is muted, and whoever can mend it is told."""

from casework.petition import Role
from casework.wording import text
from services import letters
from services.context import Desk
from services.letters import Letter
from storage import office


async def removed(desk: Desk) -> None:
    """The bot was taken out of a group: nothing is sent there any more, and nobody believes it is."""
    unit = await office.unit_of_group(await desk.read(), desk.channel, desk.chat_id)
    await office.unbind_group(await desk.write(), desk.channel, desk.chat_id)
    if unit is not None:
        await _tell(desk, unit.id, "group-removed", unit.short_name)


async def muted(desk: Desk) -> None:
    """The bot may read a group and not write in it: the binding stands, the messages wait for the right to write."""
    unit = await office.unit_of_group(await desk.read(), desk.channel, desk.chat_id)
    if unit is not None:
        await _tell(desk, unit.id, "group-muted", unit.short_name)


async def _tell(desk: Desk, unit_id: int, sentence: str, unit: str) -> None:
    """Administrators, who make the code for another group, and the unit's heads, who ask for the right to write."""
    session = await desk.write()
    told = [
        *await office.staff_with(session, Role.ADMIN),
        *await office.staff_with(session, Role.HEAD, unit_id),
    ]
    letter = Letter(lambda: text(sentence, unit=unit))
    for person_id in dict.fromkeys(each.person_id for each in told):
        await letters.to_person(desk.turn, person_id, letter, f"{desk.turn.key}:group:{person_id}")
