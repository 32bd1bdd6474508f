"""The receipt as a citizen takes it away: on paper, as it stands at that moment, and as a file to check."""

import asyncio
import json
from dataclasses import replace

from casework import receipts, signatures
from casework.petition import OFFICE_ZONE, Role
from casework.wording import has, text
from services import dates, unit_names
from services.buttons import Case, plain
from services.context import Desk
from services.papers import check_page, handing_over, pdf, receipt_sheet
from services.papers.receipt_sheet import Material, ReceiptFacts
from storage import cases, office, vault
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import CaseEvent, TextKind


async def on_paper(desk: Desk, case: CaseRow, *, large: bool = False) -> None:
    """Send the receipt as PDF, with the large version and the file to check below it."""
    sheet = receipt_sheet.paper(await facts(desk, case), large=large)
    await desk.turn.let_go()
    body = await asyncio.to_thread(pdf.pages, sheet)
    name = f"{text('doc-receipt')}-{case.number}.pdf"
    saved = await handing_over.keep(desk, body, name=name, mime="application/pdf")
    wanted = [("opt-receipt-file", "receipt_file")]
    if not large:
        wanted.insert(0, ("opt-receipt-large", "receipt_large"))
    keyboard = plain([(text(key), Case(do=do, case=case.id)) for key, do in wanted])
    await handing_over.send(
        desk, saved, caption=text("receipt-paper-caption", number=case.number), keyboard=keyboard
    )


async def to_check(desk: Desk, case: CaseRow) -> None:
    """Send the receipt as a file: what was registered when, and the chain of public events,
    verifiable offline; with it goes the page that does so."""
    events = await cases.events_for_checking(await desk.read(), case.id)
    secret = vault.installed().signing_secret()
    prints, name = await fingerprints(desk, case), desk.context.office.name
    body = receipts.receipt(case.number, events, office=name, files=prints, secret=secret)
    data = json.dumps(body, ensure_ascii=False, indent=2).encode()
    name = f"{text('doc-receipt')}-{case.number}.json"
    saved = await handing_over.keep(desk, data, name=name, mime="application/json")
    html = check_page.page(office=desk.context.office.name, key=signatures.public_key(secret))
    checking = await handing_over.keep(
        desk, html.encode(), name=f"{text('receipt-check-name')}.html", mime="text/html"
    )
    await handing_over.send(desk, saved, caption=text("receipt-caption", number=case.number))
    await handing_over.send(desk, checking, caption=text("receipt-check-caption"))


async def facts(desk: Desk, case: CaseRow) -> ReceiptFacts:
    """What the receipt says of a case now."""
    session = await desk.read()
    known = desk.context.office
    names = {unit.id: unit_names.short(unit) for unit in await office.units(session)}
    events = await cases.timeline(session, case.id, public_only=True)
    common = ReceiptFacts(
        office=known.words["office"],
        phone=known.phone,
        address=known.words["address"],
        hours=known.words["hours"],
        number=case.number,
        registered_at=case.registered_at,
        on=desk.now.astimezone(OFFICE_ZONE).date(),
        state=text(f"state-{case.state}"),
        where=where_now(case, names.get(case.unit_id or 0, ""), known.words["office"]),
        due=await due_now(desk, case),
        steps=tuple(step(event) for event in events),
        stamp=await stamp(desk, case),
        withheld=case.sealed or case.owner_id not in (None, desk.person_id),
    )
    return common if common.withheld else await with_matter(desk, case, common)


async def with_matter(desk: Desk, case: CaseRow, common: ReceiptFacts) -> ReceiptFacts:
    """The receipt with what was filed: the citizen's own words, the demands, and each file with its hash."""
    session = await desk.read()
    told = await cases.texts(session, case.id, TextKind.STORY)
    materials = []
    for each in await cases.files(session, case.id):
        stored = await desk.context.files.open(session, each.file_id)
        if stored is not None and each.by == Role.CITIZEN:
            materials.append(Material(stored.name or text("paper-unnamed"), stored.size, stored.sha256))
    return replace(
        common,
        story="\n".join(line.body or "" for line in told).strip() or text("paper-story-elsewhere"),
        demands=tuple(demand.text or "" for demand in await cases.demands(session, case.id)),
        materials=tuple(materials),
    )


def where_now(case: CaseRow, unit: str, bureau: str) -> str:
    """Where the matter lies at this moment."""
    if case.sealed:
        return text("filed-where-sealed")
    if not case.is_open:
        return text("paper-where-closed")
    return text("paper-where-unit" if unit else "filed-where-bureau", unit=unit or bureau)


async def due_now(desk: Desk, case: CaseRow) -> tuple[str, ...]:
    """Every running date that concerns the citizen, the next one first."""
    running = await cases.clocks(await desk.read(), case.id, running_only=True)
    shown = sorted((each for each in running if has(f"clock-due-{each.clock}")), key=lambda each: each.limit)
    return tuple(
        text("paper-due-line", date=dates.day(each.limit), what=text(f"clock-due-{each.clock}"))
        for each in shown
    )


def step(event: CaseEvent) -> str:
    """One public step of the history: the day and what happened."""
    key = f"event-{event.event}"
    return f"{dates.day(dates.local(event.at))}　{text(key) if has(key) else text(f'state-{event.now}')}"


async def stamp(desk: Desk, case: CaseRow) -> str:
    """What the code on the receipt holds: what this office signs about the case now, and where to check it."""
    events = await cases.events_for_checking(await desk.read(), case.id)
    signed = receipts.stamp(
        case.number,
        events,
        on=desk.now.astimezone(OFFICE_ZONE).date(),
        secret=vault.installed().signing_secret(),
    )
    site = desk.context.office.site
    return f"{site}/verify#{signed}" if site else signed


async def fingerprints(desk: Desk, case: CaseRow) -> list[str]:
    """The SHA-256 of each file that the citizen gave, as it came: that the original is kept unchanged can be shown."""
    session = await desk.read()
    found = []
    for row in await cases.files(session, case.id):
        original = await desk.context.files.open(session, row.file_id)
        if original is not None and row.by == Role.CITIZEN:
            found.append(original.sha256)
    return found
