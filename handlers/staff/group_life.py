"""What happens to a chat itself: a new id, a muted or removed bot. Telegram's own remarks are heard in silence."""

from aiogram.types import ChatMemberRestricted, ChatMemberUpdated, Message

from handlers import filters
from handlers.registry import Registry
from services import lost_groups
from services.context import Desk
from storage import moved_groups, office, people

on = Registry("staff.group_life")

REMARKS = (
    "new_chat_members", "left_chat_member", "chat_owner_left", "chat_owner_changed", "new_chat_title",
    "new_chat_photo", "delete_chat_photo", "group_chat_created", "supergroup_chat_created", "channel_chat_created",
    "message_auto_delete_timer_changed", "pinned_message", "proximity_alert_triggered", "boost_added",
    "chat_background_set", "checklist_tasks_done", "checklist_tasks_added", "direct_message_price_changed",
    "paid_message_price_changed", "forum_topic_created", "forum_topic_edited",
    "general_forum_topic_hidden", "general_forum_topic_unhidden", "giveaway_created",
    "giveaway", "giveaway_winners", "giveaway_completed", "video_chat_scheduled", "video_chat_started",
    "video_chat_ended", "video_chat_participants_invited", "write_access_allowed", "connected_website",
    "community_chat_added", "community_chat_removed", "community_chat_joined", "poll_option_added",
    "poll_option_deleted",
)  # fmt: skip
"""Service messages that nobody wrote to us (https://core.telegram.org/bots/api#message): no answer is owed."""


@on.message(filters.Content("migrate_to_chat_id"))
async def goes_on_elsewhere(message: Message, desk: Desk) -> None:
    """Said in the old group: its unit hears in the supergroup from now on."""
    if message.migrate_to_chat_id is not None:
        await moved_groups.move(await desk.write(), desk.channel, desk.chat_id, message.migrate_to_chat_id)


@on.message(filters.Content("migrate_from_chat_id"))
async def came_from(message: Message, desk: Desk) -> None:
    """Said in the supergroup, in case the old group's message was missed."""
    if message.migrate_from_chat_id is not None:
        await moved_groups.move(await desk.write(), desk.channel, message.migrate_from_chat_id, desk.chat_id)


@on.message(filters.Content("forum_topic_closed"))
async def topic_closed(message: Message, desk: Desk) -> None:
    """The topic that a unit hears in was closed: it hears outside of it, and is told so."""
    await lost_groups.topic_closed(desk, message.message_thread_id or 0)


@on.message(filters.Content("forum_topic_reopened"))
async def topic_reopened(message: Message, desk: Desk) -> None:
    """It is open again: the unit hears there as before."""
    await lost_groups.topic_reopened(desk, message.message_thread_id or 0)


@on.message(filters.Content(*REMARKS))
async def remark(message: Message) -> None:
    """Pins, timers, boosts, backgrounds, joins: nobody asked anything."""


@on.update("my_chat_member")
async def membership(event: ChatMemberUpdated, desk: Desk) -> None:
    """Blocked or welcomed back; brought into a group nobody bound, or muted in or taken out of one that is."""
    now = event.new_chat_member
    if not desk.group:
        if now.status == "kicked":
            await people.block(await desk.write(), desk.person_id, desk.now)
    elif now.status in ("left", "kicked"):
        await lost_groups.removed(desk)
    elif isinstance(now, ChatMemberRestricted) and not now.can_send_messages:
        await lost_groups.muted(desk)
    elif now.status in ("member", "administrator", "restricted"):
        await _greet(desk)


async def _greet(desk: Desk) -> None:
    """How a group is bound, where it is not; a group that nobody binds is none of ours, and is left."""
    if await office.unit_of_group(await desk.read(), desk.channel, desk.chat_id) is None:
        await lost_groups.leave_unless_bound(desk, desk.channel, desk.chat_id)
