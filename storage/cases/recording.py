"""Recording what happened to a case: guarded by its version, chained to its history, with its clocks."""

import secrets
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework import chain, lifecycle
from casework.petition import Change, State
from storage.cases import deadlines
from storage.cases.finding import by_id
from storage.rows import table, upsert
from storage.tables.case_rows import Case, CaseUnit, Part
from storage.turn import Stale

cases = table("cases")
events = table("case_events")

SALT_BYTES = 16

_OURS = frozenset({"id", "number", "version", "state", "is_open", "next_due", "next_clock", "draft_key"})
"""Columns that follow from the change itself and are never given in its updates."""


async def record(session: AsyncSession, change: Change) -> Case:
    """Store a change: the case, its event, its clocks and alarms. Returns the case as it now is.

    Raises `Stale` when the case has moved on since the change was decided: nothing is stored then.
    """
    await _claim(session, change)
    await _write_event(session, change)
    await deadlines.apply(session, change)
    if change.starts or change.stops:
        nearest = await deadlines.nearest(session, change.case_id)
        await session.execute(update(cases).where(cases.c.id == change.case_id).values(**nearest))
    await _note_lead(session, change)
    recorded = await by_id(session, change.case_id)
    if recorded is None:
        raise LookupError(f"no case {change.case_id}")
    return recorded


async def _claim(session: AsyncSession, change: Change) -> None:
    """Move the case on if it is still what the rule saw. Of two at once the second finds it changed."""
    values = _columns(change)
    won = await session.execute(
        update(cases)
        .where(cases.c.id == change.case_id, cases.c.version == change.version)
        .values(version=change.version + 1, **values)
        .returning(cases.c.id)
    )
    if won.first() is None:
        raise Stale(f"case {change.case_id} is no longer at version {change.version}")


def _columns(change: Change) -> dict[str, Any]:
    values = {name: value for name, value in change.updates.items() if name != "state"}
    wrong = [name for name in values if name in _OURS or name not in cases.c]
    if wrong:
        raise ValueError(f"{change.event}: a change does not set {wrong}")
    values["state"] = str(change.now)
    values["is_open"] = lifecycle.is_open(change.now)
    if change.public:
        values["last_visible_at"] = change.at
    if "topic_clerk" in values:
        values["topic"] = values["topic_clerk"]
    if "purpose_by_clerk" in values:
        values.setdefault("purpose", values["purpose_by_clerk"])
    return {name: str(value) if isinstance(value, State) else value for name, value in values.items()}


async def _write_event(session: AsyncSession, change: Change) -> None:
    seq, previous, number = await _last(session, change.case_id)
    salt = secrets.token_bytes(SALT_BYTES)
    fields = chain.event_fields(number, seq + 1, change, salt)
    stored = {name: fields[name] for name in chain.HASHED if name not in ("number", "at")}
    await session.execute(
        insert(events).values(
            case_id=change.case_id,
            at=change.at,
            note=change.note,
            internal_note=change.internal_note,
            staff_id=change.by.staff_id,
            unit_id=change.by.unit_id,
            salt=salt,
            prev_hash=previous,
            hash=chain.event_hash(previous, fields),
            **stored,
        )
    )


async def _last(session: AsyncSession, case_id: int) -> tuple[int, str, str]:
    """The last event's seq and hash, and the case's number; the case's row is locked by `_claim`."""
    found = await session.execute(
        select(events.c.seq, events.c.hash, cases.c.number)
        .select_from(cases)
        .outerjoin(events, events.c.case_id == cases.c.id)
        .where(cases.c.id == case_id)
        .order_by(events.c.seq.desc())
        .limit(1)
    )
    seq, last_hash, number = found.one()
    return (seq or 0, last_hash or chain.GENESIS, number)


async def _note_lead(session: AsyncSession, change: Change) -> None:
    """The unit that accepts first stays on record as the lead, whatever unit the case is with later."""
    lead = change.updates.get("lead_unit_id")
    if lead is None:
        return
    row = {"case_id": change.case_id, "unit_id": lead, "part": Part.LEAD.value, "since": change.at}
    await upsert(session, CaseUnit, row, on=("case_id", "unit_id"), change=("part",))
