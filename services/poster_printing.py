"""Posters with codes: made for a place or a unit, and what a scanned one means."""

import asyncio
from datetime import date

from casework import start_links
from casework.petition import Refusal
from casework.start_links import StartLink
from casework.wording import text
from services.context import Office
from services.papers import pdf, poster_sheet
from storage import vault


async def printed(office: Office, link: StartLink, *, where: str, on: date) -> bytes:
    """The poster as PDF. Raises `Refusal` when the place is too long, or the office has no address to print."""
    try:
        payload = start_links.made(link, vault.installed().start_key())
    except ValueError:
        raise Refusal(text("poster-too-long")) from None
    if not poster_sheet.links(office, payload):
        raise Refusal(text("poster-no-address"))
    return await asyncio.to_thread(pdf.pages, poster_sheet.paper(office, payload, where=where, on=on))


def read(payload: str) -> StartLink | None:
    """What a scanned code of ours says, else None."""
    return start_links.read(payload, vault.installed().start_key())
