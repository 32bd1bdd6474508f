"""One notice to one chat, as the outbox takes it, and where somebody is written to."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from storage import people
from storage.outbox import Kind, Outgoing
from storage.tables.office_rows import Staff


async def private_chat(session: AsyncSession, staff: Staff) -> tuple[str, int] | None:
    """Where an officer is spoken to in private; None before they have written to the bot."""
    return await chat_of(session, staff.person_id)


async def chat_of(session: AsyncSession, person_id: int) -> tuple[str, int] | None:
    """Where a person is spoken to in private; None where only groups know them."""
    person = await people.by_id(session, person_id)
    return (person.channel, person.chat_id) if person is not None and person.chat_id else None


def message(
    channel: str,
    chat_id: int,
    words: str,
    keyboard: dict[str, Any] | None,
    case_id: int | None,
    dedupe: str,
    *,
    protect: bool = False,
) -> Outgoing:
    """A notice as the outbox takes it."""
    payload: dict[str, Any] = {"text": words}
    if keyboard:
        payload["reply_markup"] = keyboard
    if protect:
        payload["protect_content"] = True
    return Outgoing(
        channel, chat_id, "sendMessage", payload, kind=Kind.NOTICE, case_id=case_id, dedupe=dedupe
    )
