"""Filing a case: number, query code, texts, identity, clocks, search words; in the caller's transaction."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework import numbering
from casework.petition import OFFICE_ZONE, Change, Petition, Purpose, Role, State
from storage import upsert, vault
from storage.cases import codes, parts, search_words, similar_cases
from storage.cases.finding import by_id
from storage.cases.recording import record
from storage.rows import add_all, one, table
from storage.tables.case_rows import Case, Counter, TextKind

cases = table("cases")
counters = table("counters")
case_demands = table("case_demands")

ANONYMOUS_CONTEXT = "cases.anonymous_key"


@dataclass(frozen=True)
class Identity:
    """Who submits; every part may be missing. Stored sealed; only the phone has a fingerprint."""

    name: str | None = None
    phone: str | None = None
    address: str | None = None
    contact: str | None = None

    def words(self) -> tuple[str, ...]:
        """What must not get into the search words."""
        return tuple(filter(None, (self.name, self.phone, self.address, self.contact)))


@dataclass(frozen=True)
class Place:
    """Where the matter arose, as the citizen put it; the town in the clear is on the case."""

    text: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass
class NewCase:
    """Everything a filing needs. `story` is the citizen's own words, message by message, never edited.

    `search_text` is the redacted text whose character pairs are indexed, `terms` are telling words, the most
    telling first; neither may contain names or numbers of people. An anonymous case has neither owner nor
    identity. `draft_key` names the draft: filing it twice gives one case.
    """

    draft_key: str
    region: str
    channel: str
    purpose: Purpose
    story: Sequence[str]
    request: str = ""
    purpose_by_machine: Purpose | None = None
    purpose_by_citizen: Purpose | None = None
    topic_machine: str | None = None
    topic_citizen: str | None = None
    topic_reasons: Any = None
    urgency: str = "normal"
    title: str = ""
    town: str = ""
    place: Place | None = None
    happened: str = ""
    concerns: str | None = None
    handled_before: Any = None
    people_count: int | None = None
    joint: bool = False
    publish_ok: bool = False
    sealed: bool = False
    unit_id: int | None = None
    owner_id: int | None = None
    identity: Identity | None = None
    demands: Sequence[str] = ()
    file_ids: Sequence[int] = ()
    captions: dict[int, str] = field(default_factory=dict)
    search_text: str = ""
    terms: Sequence[str] = ()
    anonymous: bool = False
    secret: codes.PreparedCode | None = None
    """From `prepare_code`, called before the turn writes; else the slow hash is made inside the turn."""


@dataclass(frozen=True)
class Filed:
    """The case, and its query code when it was filed just now: shown once, kept only as a slow keyed hash."""

    case: Case
    code: str | None


APART = range(25_000, 50_000)
"""Serials of sealed matters: no office comes so far on one day."""


async def file(
    session: AsyncSession, new: NewCase, change: Callable[[Petition], Change], now: datetime
) -> Filed:
    """Register a matter. `change` is asked for the first event once the case has its number.

    The same draft filed again gives the case already filed, without a code. Raises `ValueError` when an
    anonymous filing carries an owner or an identity.
    """
    if new.anonymous and (new.owner_id is not None or new.identity is not None):
        raise ValueError("an anonymous case has no owner and no identity")
    fingerprint = codes.draft_fingerprint(new.draft_key)
    before = await _filed_before(session, fingerprint)
    if before is not None:
        return Filed(before, None)
    number = await (_number_apart if new.sealed else _next_number)(session, new.region, now)
    secret = new.secret or await codes.prepare_code(new.draft_key)
    case_id = await _insert(session, new, number, fingerprint, secret, now)
    if case_id is None:  # another process filed this draft while we waited for the counter
        if not new.sealed:
            await _give_back(session, new.region, now)
        return Filed(await _filed_meanwhile(session, fingerprint), None)
    await _store_parts(session, case_id, new, now)
    case = await by_id(session, case_id)
    if case is None:
        raise LookupError(f"case {case_id} vanished while it was filed")
    return Filed(await record(session, change(case)), secret.code)


async def _filed_before(session: AsyncSession, fingerprint: bytes) -> Case | None:
    return await one(session, select(Case).where(cases.c.draft_key == fingerprint))


async def _filed_meanwhile(session: AsyncSession, fingerprint: bytes) -> Case:
    found = await _filed_before(session, fingerprint)
    if found is None:
        raise LookupError("the draft was filed by somebody else and cannot be seen")
    return found


async def _next_number(session: AsyncSession, region: str, now: datetime) -> str:
    """The next number of the region's day. Its row stays locked until the case is committed: no gaps."""
    day = now.astimezone(OFFICE_ZONE).date()
    counted = upsert.insert(session, Counter).values(region=region, day=day, value=1)
    counted = counted.on_conflict_do_update(
        index_elements=["region", "day"], set_={"value": counters.c.value + 1}
    )
    serial = await session.execute(counted.returning(counters.c.value))
    return numbering.case_number(region, day, serial.scalar_one())


async def _number_apart(session: AsyncSession, region: str, now: datetime) -> str:
    """A number for a sealed matter: drawn by lot, so that the others' numbers have no gap where it was filed."""
    day = now.astimezone(OFFICE_ZONE).date()
    while True:
        drawn = numbering.case_number(region, day, secrets.choice(APART))
        if await session.scalar(select(cases.c.id).where(cases.c.number == drawn)) is None:
            return drawn


async def _give_back(session: AsyncSession, region: str, now: datetime) -> None:
    """Undo `_next_number`; nobody could take a later number, the row is still ours."""
    day = now.astimezone(OFFICE_ZONE).date()
    mine = (counters.c.region == region, counters.c.day == day)
    await session.execute(update(counters).where(*mine).values(value=counters.c.value - 1))


async def _insert(
    session: AsyncSession,
    new: NewCase,
    number: str,
    fingerprint: bytes,
    secret: codes.PreparedCode,
    now: datetime,
) -> int | None:
    key = vault.installed().blind(secret.code, context=ANONYMOUS_CONTEXT) if new.anonymous else None
    row = {
        **{name: getattr(new, name) for name in _AS_GIVEN},
        "number": number,
        "state": State.REGISTERED.value,
        "purpose": new.purpose.value,
        "purpose_by_machine": _value(new.purpose_by_machine),
        "purpose_by_citizen": _value(new.purpose_by_citizen),
        "topic": new.topic_citizen or new.topic_machine,
        "registered_at": now,
        "received_at": now,
        "last_visible_at": now,
        "anonymous_key": key,
        "code_hash": secret.hash,
        "draft_key": fingerprint,
    }
    added = upsert.insert(session, Case).values(**row).on_conflict_do_nothing(index_elements=["draft_key"])
    case_id = (await session.execute(added.returning(cases.c.id))).scalar_one_or_none()
    return None if case_id is None else int(case_id)


_AS_GIVEN = (
    *("region", "channel", "topic_machine", "topic_citizen", "topic_reasons", "urgency", "title", "town"),
    *("happened", "concerns", "handled_before", "people_count", "joint", "publish_ok", "sealed"),
    *("unit_id", "owner_id", "anonymous"),
)
"""Columns that are stored as the filing gives them."""


def _value(purpose: Purpose | None) -> str | None:
    return None if purpose is None else purpose.value


async def _store_parts(session: AsyncSession, case_id: int, new: NewCase, now: datetime) -> None:
    for message in new.story:
        await parts.add_text(session, case_id, TextKind.STORY, message, by=Role.CITIZEN, at=now)
    if new.request:
        await parts.add_text(session, case_id, TextKind.REQUEST, new.request, by=Role.CITIZEN, at=now)
    for file_id in new.file_ids:
        caption = new.captions.get(file_id)
        await parts.add_file(session, case_id, file_id, at=now, by=Role.CITIZEN, caption=caption)
    await add_all(
        session,
        case_demands,
        [{"case_id": case_id, "n": n, "text": demand} for n, demand in enumerate(new.demands, 1)],
    )
    if new.place is not None:
        await parts.set_place(session, case_id, new.place.text, new.place.lat, new.place.lon)
    private: tuple[str, ...] = ()
    if new.identity is not None:
        who = new.identity
        private = who.words()
        await parts.set_identity(
            session, case_id, name=who.name, phone=who.phone, address=who.address, contact=who.contact
        )
    await search_words.index(session, case_id, new.search_text, new.terms, without=private)
    await similar_cases.mark(session, case_id, new.terms, without=private)
