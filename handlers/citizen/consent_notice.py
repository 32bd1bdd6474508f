"""The notice before personal data is processed (PIPL 17): which one, whether it was agreed to, and that it was."""

from casework.wording import text
from handlers.citizen.draft import Draft
from services.context import Desk
from storage import people

VERSION = "2026-11"
_SCOPE = "intake"


ABROAD = "abroad"


def overseas(desk: Desk) -> bool:
    """Whether what is said here passes through servers abroad, and the office says so (PIPL 39)."""
    return desk.channel == "telegram" and desk.context.office.cross_border_notice


async def given_abroad(desk: Desk) -> bool:
    """Whether this person agreed that what they say here travels abroad."""
    return await people.consented(await desk.read(), desk.person_id, ABROAD, VERSION)


async def give_abroad(desk: Desk, draft: Draft) -> None:
    """Record it once the matter is filed. Of who stays anonymous nothing is recorded, so they are asked each time."""
    if draft.abroad and not draft.anonymous:
        await people.consent(await desk.write(), desk.person_id, ABROAD, VERSION, desk.now)


async def given(desk: Desk) -> bool:
    """Whether this person agreed to the notice that is in force."""
    return await people.consented(await desk.read(), desk.person_id, _SCOPE, VERSION)


async def give(desk: Desk, *, anonymous: bool) -> None:
    """Record that the person agrees. Who stays anonymous leaves no record: it would stand beside the case's time."""
    if not anonymous:
        await people.consent(await desk.write(), desk.person_id, _SCOPE, VERSION, desk.now)


def whole(desk: Desk) -> str:
    """The whole notice; over an overseas service people are told so (PIPL 38-39)."""
    return text("notice-full-abroad" if overseas(desk) else "notice-full", **desk.context.office.words)
