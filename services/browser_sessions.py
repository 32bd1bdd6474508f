"""Officers on the web page: an authenticator's code opens their browser; idleness, or the end of the day, shuts it."""

import hmac
from datetime import datetime, timedelta
from typing import Any

import pyotp

from casework import officerules
from casework.petition import Refusal
from casework.wording import text
from services.context import Desk
from storage import lockouts, office
from storage.office import SessionLimits
from storage.outbox import Outgoing
from storage.tables.office_rows import OfficerSession

STEP_SECONDS = 30
_USED = "officer's browser was used"


class BrowserShut(Refusal):
    """An officer's browser is not open for work; its sentence says how to open it."""


def lengths() -> SessionLimits:
    """How long an officer's browser stays open, by the office's numbers."""
    idle, absolute = officerules.most("session_idle_minutes"), officerules.most("session_hours")
    return SessionLimits(timedelta(minutes=idle), timedelta(hours=absolute))


def applies(desk: Desk) -> bool:
    """Whether who speaks here does it from a browser that has to be opened first."""
    return desk.context.browsers is not None and desk.channel == "web"


async def is_open(desk: Desk) -> bool:
    """Whether this officer may work from here; that the browser is used is noted at the end of the turn."""
    limits = desk.context.browsers
    if limits is None or desk.channel != "web":
        return True
    own = await office.officer_session(await desk.read(), desk.person_id)
    if own is None or not limits.hold(own.opened_at, own.used_at, desk.now):
        return False
    desk.turn.kept[_USED] = own.used_at
    return True


async def note_use(desk: Desk) -> None:
    """At the end of a turn: an officer's browser that worked in it begins its idle time anew."""
    before: datetime | None = desk.turn.kept.get(_USED)
    if before is not None and desk.now - before >= office.NOTED_EVERY:
        await office.note_use(await desk.write(), desk.person_id, desk.now)


def how_to_open() -> BrowserShut:
    """What an officer reads whose browser is shut."""
    return BrowserShut(text("browser-shut"))


def say(desk: Desk, words: str, **how: Any) -> None:
    """Say something that also a shut browser shows."""
    payload = {"text": words, **(shown_when_shut() if desk.channel == "web" else {})}
    desk.turn.say(Outgoing(desk.channel, desk.chat_id, how.pop("method", "sendMessage"), payload, **how))


def shown_when_shut() -> dict[str, bool]:
    """The mark, in a message of the web channel, that also a shut browser shows it."""
    return {"login": True}


def new_secret() -> str:
    """A secret for an authenticator: 160 bits in base32, as RFC 6238 and every application want it."""
    return pyotp.random_base32()


def link(secret: str, office_name: str, label: str) -> str:
    """The same as a link that opens an authenticator on the same device."""
    return pyotp.TOTP(secret).provisioning_uri(name=label, issuer_name=office_name)


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The step that a code belongs to: this one, the one before (a slow hand), or the next (a fast clock)."""
    totp, current = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    steps = (current, current - 1, current + 1)
    found = [step for step in steps if hmac.compare_digest(totp.generate_otp(step), code)]
    return found[0] if found else None


async def try_code(desk: Desk, own: OfficerSession, code: str) -> bool:
    """Open the browser with a code; whoever guesses waits longer and longer."""
    source = lockouts.source_key(f"browser:{desk.person_id}")
    if await lockouts.locked(await desk.read(), source, desk.now):
        return False
    step = matching_step(own.secret, code, desk.now)
    session = await desk.write()
    if step is not None and await office.open_session(session, desk.person_id, step, desk.now):
        return True
    await lockouts.fail(session, [source], desk.now)
    return False
