"""The procedure's documents of a case: written from what is on record, printed as PDF, sent where they were asked for.

受理告知书, 延期告知书, 处理意见书 …: each belongs to an event of the history (`casework.documents`). What a document
needs and the record does not have is said; nothing is made up.
"""

import asyncio
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from casework import clock_names, documents
from casework.documents import Document, DocumentKind
from casework.petition import Refusal
from casework.wording import speaking, text
from services import dates
from services.context import Desk
from services.papers import handing_over, pdf
from storage import cases, document_numbers, office
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import CaseClock, CaseEvent, TextKind

_LIMITS = {
    "receipt": (clock_names.TRIAGE, clock_names.SIMPLE_LEVEL),
    "acceptance": (
        clock_names.SIMPLE_ANSWER,
        clock_names.ANSWER,
        clock_names.SUGGESTION,
        clock_names.STATUTORY,
    ),
    "extension": (clock_names.EXTENSION,),
    "review": (clock_names.RECHECK_WINDOW, clock_names.ANSWER),
    "transfer": (clock_names.ACCEPTANCE,),
    "assignment": (clock_names.ACCEPTANCE,),
    "supervision": (clock_names.SUPERVISION,),
}
"""Which clock's limit a kind of document names: the one that its own step started."""
_ALSO = {"objection_limit": (clock_names.OBJECTION,), "report_limit": (clock_names.REPORT_BACK,)}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HEADS = ("demands", "facts", "opinion", "basis", "remedy")


def available(events: Iterable[CaseEvent], *readers: str) -> list[tuple[CaseEvent, DocumentKind]]:
    """The documents that the history gives, oldest first, for those readers ("citizen", "unit", "bureau", "both")."""
    found = [(event, documents.for_event(event.event)) for event in events]
    return [(event, kind) for event, kind in found if kind is not None and kind.to in readers]


async def send(desk: Desk, chat_id: int, case: CaseRow, *found: tuple[CaseEvent, DocumentKind]) -> list[str]:
    """Print documents and send them to a chat; gives what the record lacks for those that cannot be written.

    All are printed before the first is recorded: nothing slow happens while the turn writes.
    """
    drawn, lacking = [], []
    for event, kind in found:
        try:
            drawn.append((kind, await written(desk, case, event, kind)))
        except Refusal as refusal:
            lacking.append(refusal.sentence)
    await desk.turn.let_go()
    kept = []
    for kind, document in drawn:
        body = await asyncio.to_thread(pdf.render, document)
        name = f"{kind.title}-{case.number}.pdf"
        kept.append((document, await handing_over.keep(desk, body, name=name, mime="application/pdf")))
    for document, saved in kept:
        caption = " ".join(filter(None, [document.title, document.own_number, case.number]))
        await handing_over.send(desk, saved, caption=caption, chat_id=chat_id, case_id=case.id)
    return lacking


async def written(desk: Desk, case: CaseRow, event: CaseEvent, kind: DocumentKind) -> Document:
    """The document of an event, from the record as it was then, in the language of the office that issued it."""
    with speaking():
        return await _written(desk, case, event, kind)


async def _written(desk: Desk, case: CaseRow, event: CaseEvent, kind: DocumentKind) -> Document:
    facts = await recorded(desk, case, event)
    who = await cases.identity(await desk.read(), case.id) if kind.to in ("citizen", "both") else None
    try:
        return documents.write(
            kind.kind,
            facts,
            office=await body_name(desk, event),
            on=dates.local(event.at),
            addressee=addressee(desk, kind, facts, (who.name if who is not None else None) or ""),
            own_number=await document_numbers.given(await desk.read(), case.id, event.seq) or "",
            signer=str(facts["signer"]) if signed(kind, event) else "",
        )
    except documents.MissingFacts as missing:
        raise Refusal(missing.sentence) from None


def addressee(desk: Desk, kind: DocumentKind, facts: Mapping[str, str | int | date], name: str) -> str:
    """Whom a document is given to; minutes and an agreement are everybody's, so nobody's."""
    if kind.to == "unit":
        return str(facts.get("unit", ""))
    if kind.event == "forward":
        return text("doc-addressee-other")
    return {"bureau": desk.context.office.name, "citizen": name}.get(kind.to, "")


def signed(kind: DocumentKind, event: CaseEvent) -> bool:
    """Whether the document names who signed it."""
    return documents.signs(event.role) or "signer" in kind.needs


async def body_name(desk: Desk, event: CaseEvent) -> str:
    """In whose name a document is written: the body that accepted, decided or reviewed (Art. 23, 32, 34, 35)."""
    for_unit = documents.acts_for_unit(event.role)
    acted = await office.unit(await desk.read(), event.unit_id or 0) if for_unit else None
    return acted.name if acted is not None else desk.context.office.name


async def recorded(desk: Desk, case: CaseRow, event: CaseEvent) -> dict[str, str | int | date]:
    """Every fact that documents ask for, as far as the record has it."""
    session = await desk.read()
    data: dict[str, Any] = json.loads(event.data)
    unit = await office.unit(session, event.unit_id or data.get("unit_id") or case.unit_id or 0)
    if event.event in ("transfer", "assign") and data.get("unit_id"):
        unit = await office.unit(session, int(data["unit_id"]))
    asked = await cases.texts(session, case.id, TextKind.REQUEST)
    facts: dict[str, str | int | date] = {
        "number": case.number,
        "registered_on": dates.local(case.registered_at),
        "unit": unit.name if unit is not None else desk.context.office.name,
        "topic": desk.context.topic_name(case.topic) if case.topic else text("topic-unknown"),
        "reason": event.note or event.internal_note or "",
        "days": int(data.get("days") or 0),
        "request": (asked[-1].body if asked else "") or "",
        "procedure": text(f"procedure-{data['procedure']}")
        if data.get("procedure")
        else text(procedure_of(case)),
        "ground": text(f"ground-{data['ground']}") if data.get("ground") else "",
        "evidence": event.internal_note or event.note or "",
        "process": event.internal_note or event.note or "",
        "outcome": text(f"outcome-{case.outcome}") if case.outcome else "",
        "held_on": str(data.get("on", "")),
        "signer": event.label or text(f"role-{event.role}"),
        "basis": "—",
        "agreement": event.note or event.internal_note or "",
        **opinion_parts(event.note or ""),
        **review_parts(event.note or "", str(data.get("decision", ""))),
        **({"parties": event.internal_note or ""} if event.event == "mediation_close" else {}),
        **(
            hearing_parts(await cases.timeline(session, case.id, public_only=False), event)
            if event.event.startswith("hearing")
            else {}
        ),
    }
    if case.accepted_at is not None:
        facts["accepted_on"] = dates.local(case.accepted_at)
    clocks = await cases.clocks(session, case.id, running_only=False)
    kind = documents.for_event(event.event)
    facts |= limits(kind.kind if kind is not None else "", clocks, dates.local(event.at))
    if event.event == "review_answer" and isinstance(limit := facts.get("limit"), date):
        key = "doc-review-anew" if data.get("decision") == "revoke" else "doc-review-recheck"
        facts["remedy"] = text(key, limit=documents.written_day(limit))
    return facts


def review_parts(words: str, decision: str) -> dict[str, str]:
    """What a review body decided, why, and by which law, as it was told to the citizen."""
    if not decision:
        return {}
    opinion, _, basis = words.rpartition(text("review-basis"))
    return {"conclusion": text(f"decision-{decision}"), "opinion": opinion.strip(), "basis": basis.strip()}


def hearing_parts(events: Iterable[CaseEvent], event: CaseEvent) -> dict[str, str]:
    """Where a hearing is held and who hears, as it was told to the citizen; and what came of it, once it is over."""
    opened = [each for each in events if each.event == "hearing_open" and each.seq <= event.seq]
    told = (opened[-1].note or "").splitlines() if opened else []
    place, panel = (line.partition("：")[2] or line for line in (*told, "", "")[:2])
    return {
        "place": place,
        "panel": panel,
        "minutes": event.internal_note or "",
        "conclusion": event.note or "",
    }


def procedure_of(case: CaseRow) -> str:
    """The wording key of the way a case is handled."""
    return "form-opt-simple-yes" if case.simple else f"procedure-{case.procedure or 'petition'}"


def limits(kind: str, clocks: list[CaseClock], on: date) -> dict[str, str | int | date]:
    """The limits that the step of a document set: of clocks that began on its day, the first of their kind.

    An extension begins where the sixty days end, so its day is another.
    """
    begun: dict[str, date] = {}
    for clock in clocks:
        if clock.started == on or (kind == "extension" and clock.clock == clock_names.EXTENSION):
            begun.setdefault(clock.clock, clock.limit)
    named = {"limit": _LIMITS.get(kind, ()), **_ALSO}
    chosen = {
        fact: next((begun[name] for name in names if name in begun), None) for fact, names in named.items()
    }
    return {fact: limit for fact, limit in chosen.items() if limit is not None}


def opinion_parts(words: str) -> dict[str, str]:
    """The parts of a composed answer by its own headings; the whole as opinion where it has none."""
    heads = {text(f"reply-head-{head}"): head for head in _HEADS}
    parts: dict[str, list[str]] = {}
    current = ""
    for line in words.splitlines():
        current = heads.get(line.strip(), current)
        if line.strip() not in heads and current:
            parts.setdefault(current, []).append(line)
    if not parts:
        return {"facts": words, "opinion": words}
    found = {head: "\n".join(lines).strip() for head, lines in parts.items()}
    return found | {"remedy": _DAY.sub(_as_documents_write, found.get("remedy", ""))}


def _as_documents_write(day: re.Match[str]) -> str:
    """A date as papers have it: the remedy is written for the chat."""
    return documents.written_day(date.fromisoformat(day.group()))
