"""What belongs to a case: texts, files, identity, place, demands, and who looked at it."""

from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import Actor, Role
from storage import vault
from storage.rows import add, many, one, table, upsert
from storage.tables.case_rows import (
    CaseAttachment,
    CaseDemand,
    CaseIdentity,
    CasePlace,
    CaseText,
    CaseView,
    TextKind,
)
from storage.untraceable import hour

cases = table("cases")
case_texts = table("case_texts")
case_files = table("case_files")
stored = table("files")
case_identity = table("case_identity")
case_places = table("case_places")
case_demands = table("case_demands")
case_views = table("case_views")

PHONE_CONTEXT = "case_identity.phone_blind"


async def texts(
    session: AsyncSession, case_id: int, *kinds: TextKind, public_only: bool = False
) -> list[CaseText]:
    """What was said about a case, in order; of some kinds, or of all."""
    wanted = select(CaseText).where(case_texts.c.case_id == case_id).order_by(case_texts.c.id)
    if kinds:
        wanted = wanted.where(case_texts.c.kind.in_([kind.value for kind in kinds]))
    return await many(session, wanted.where(case_texts.c.public) if public_only else wanted)


async def add_text(
    session: AsyncSession,
    case_id: int,
    kind: TextKind,
    body: str,
    *,
    by: Role,
    at: datetime,
    staff_id: int | None = None,
    public: bool = True,
) -> int:
    """Add a text; what was said before stays as it is (Art. 19). A public one ends the silence.

    Of what a citizen adds the hour is kept, not the moment: an anonymous one shall not be matched with a chat.
    """
    if public and by is not Role.CITIZEN:
        await session.execute(update(cases).where(cases.c.id == case_id).values(last_visible_at=at))
    return await add(
        session,
        case_texts,
        case_id=case_id,
        kind=kind.value,
        body=body,
        at=hour(at) if by is Role.CITIZEN else at,
        by=by.value,
        staff_id=staff_id,
        public=public,
    )


async def files(session: AsyncSession, case_id: int) -> list[CaseAttachment]:
    """The files of a case, in the order in which they came."""
    wanted = select(CaseAttachment).where(case_files.c.case_id == case_id)
    return await many(session, wanted.order_by(case_files.c.id))


async def recordings(session: AsyncSession, case_id: int) -> int:
    """How many voice recordings belong to a case: somebody has to write down what they say."""
    joined = case_files.join(stored, stored.c.id == case_files.c.file_id)
    wanted = select(func.count()).select_from(joined).where(case_files.c.case_id == case_id)
    return int(await session.scalar(wanted.where(stored.c.kind.in_(("voice", "audio")))) or 0)


async def add_file(
    session: AsyncSession,
    case_id: int,
    file_id: int,
    *,
    at: datetime,
    by: Role = Role.CITIZEN,
    caption: str | None = None,
) -> None:
    """Attach a stored file; attaching it again changes its caption. A citizen's hour is kept, as in `add_text`."""
    kept = hour(at) if by is Role.CITIZEN else at
    row = {"case_id": case_id, "file_id": file_id, "at": kept, "by": by.value, "caption": caption}
    await upsert(session, CaseAttachment, row, on=("case_id", "file_id"), change=("caption",))


async def identity(session: AsyncSession, case_id: int) -> CaseIdentity | None:
    """Who submitted, opened; None for an anonymous case. The caller audits the reading (`add_view`)."""
    return await one(session, select(CaseIdentity).where(case_identity.c.case_id == case_id))


async def set_identity(
    session: AsyncSession,
    case_id: int,
    *,
    name: str | None,
    phone: str | None,
    address: str | None,
    contact: str | None = None,
) -> None:
    """Store or correct who submits. Raises `ValueError` for an anonymous case."""
    hidden = await session.scalar(select(cases.c.anonymous).where(cases.c.id == case_id))
    if hidden:
        raise ValueError("an anonymous case keeps no identity")
    row = {
        "case_id": case_id,
        "name": name,
        "phone": phone,
        "address": address,
        "contact": contact,
        "phone_blind": phone_fingerprint(phone) if phone else None,
    }
    changed = ("name", "phone", "address", "contact", "phone_blind")
    await upsert(session, CaseIdentity, row, on=("case_id",), change=changed)


def phone_fingerprint(phone: str) -> bytes:
    """The keyed fingerprint by which cases of one telephone number are found."""
    return vault.installed().blind(phone, context=PHONE_CONTEXT)


async def place(session: AsyncSession, case_id: int) -> CasePlace | None:
    """Where the matter arose, opened."""
    return await one(session, select(CasePlace).where(case_places.c.case_id == case_id))


async def set_place(
    session: AsyncSession, case_id: int, text: str, lat: float | None = None, lon: float | None = None
) -> None:
    """Store or correct where the matter arose; coordinates in degrees."""
    row = {
        "case_id": case_id,
        "text": text,
        "lat": None if lat is None else f"{lat:.6f}",
        "lon": None if lon is None else f"{lon:.6f}",
    }
    await upsert(session, CasePlace, row, on=("case_id",), change=("text", "lat", "lon"))


async def demands(session: AsyncSession, case_id: int) -> list[CaseDemand]:
    """The numbered demands, and what the answer decided on each."""
    wanted = select(CaseDemand).where(case_demands.c.case_id == case_id)
    return await many(session, wanted.order_by(case_demands.c.n))


async def decide_demand(session: AsyncSession, case_id: int, n: int, outcome: str | None) -> None:
    """Write what the answer decided on one demand."""
    mine = (case_demands.c.case_id == case_id, case_demands.c.n == n)
    await session.execute(update(case_demands).where(*mine).values(outcome=outcome))


async def views(session: AsyncSession, case_id: int) -> list[CaseView]:
    """Who looked at a case; the citizen is shown roles and units, never names."""
    wanted = select(CaseView).where(case_views.c.case_id == case_id)
    return await many(session, wanted.order_by(case_views.c.id))


async def add_view(session: AsyncSession, case_id: int, viewer: Actor, what: str, at: datetime) -> None:
    """Note that somebody looked, and at what ("identity", "story", "files" …)."""
    await session.execute(
        insert(case_views).values(
            case_id=case_id,
            staff_id=viewer.staff_id,
            unit_id=viewer.unit_id,
            role=viewer.role.value,
            what=what,
            at=at,
        )
    )


async def set_clerk_topic(session: AsyncSession, case_id: int, topic: str) -> None:
    """The topic that a clerk says it is; the machine's and the citizen's stay beside it."""
    await session.execute(update(cases).where(cases.c.id == case_id).values(topic_clerk=topic, topic=topic))
