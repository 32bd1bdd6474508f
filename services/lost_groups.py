"""A unit's group that can hear us no more: its binding ends, or it is muted, and whoever can mend it is told.

A group that is nobody's is left after a while.
"""

from datetime import timedelta

from casework.petition import Role
from casework.wording import text
from services import letters
from services.context import Desk
from services.letters import Letter
from storage import office, outbox
from storage.outbox import Outgoing
from storage.tables.office_rows import Group, TopicState
from storage.turn import Turn

PATIENCE = timedelta(minutes=60)
"""How long a group that nobody has bound is stayed in."""


async def leave_unless_bound(desk: Desk, channel: str, chat_id: int) -> None:
    """Say in a group that is nobody's how it is bound, and leave it when nobody does."""
    letter = Letter(lambda: text("group-bind-or-leave", minutes=PATIENCE.seconds // 60))
    await outbox.call_off(await desk.write(), channel, chat_id, "leaveChat", desk.now)
    desk.turn.say(letter.to(channel, chat_id, None))
    desk.turn.say(Outgoing(channel, chat_id, "leaveChat", {}, not_before=desk.now + PATIENCE))


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


async def topic_closed(desk: Desk, thread_id: int) -> None:
    """A topic of a forum group was closed. Where a unit heard there, it hears outside of topics from now on."""
    group = await office.group_bound(await desk.read(), desk.channel, desk.chat_id)
    if group is not None and thread_id and group.thread == thread_id:
        await tell_topic_lost(desk.turn, group)


async def topic_reopened(desk: Desk, thread_id: int) -> None:
    """A unit hears again in the topic that was closed."""
    group = await office.group_bound(await desk.read(), desk.channel, desk.chat_id)
    if group is not None and thread_id and group.thread_id == thread_id:
        await office.set_topic_state(await desk.write(), group.id, TopicState.OPEN)


async def tell_topic_lost(turn: Turn, group: Group) -> None:
    """Say in the group, outside of the closed topic, that messages come here now."""
    await office.set_topic_state(await turn.write(), group.id, TopicState.TOLD)
    letter = Letter(lambda: text("group-topic-closed"))
    turn.say(letter.to(group.channel, group.chat_id, f"topic:{group.id}:{turn.key}"))


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
