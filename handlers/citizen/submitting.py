"""From a checked draft to a registered case: one transaction, one number, one receipt, one alert.

Registration is unconditional (Art. 22, 43, 44). Where the citizen has confirmed a topic that the office's
routes send to one unit, the matter is passed on at once; otherwise a clerk decides.
"""

from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from casework import lifecycle, privacy, routes
from casework.petition import CITIZEN, SYSTEM, Change, Petition, Purpose, Role
from casework.wording import recorded, text
from handlers.citizen import study
from handlers.citizen.draft import Draft
from handlers.citizen.steps_matter import part_of
from nlp import demands, similar
from nlp.redact import redact
from services import exclusion, joining, moves, notify, receipt_message
from services.buttons import Fill, menu, numbered
from services.context import Desk
from storage import cases, office, untraceable
from storage.cases import Identity, NewCase, Place, PreparedCode
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import TextKind
from storage.tables.office_rows import Unit

_NEXT = "next"
"""The step of a draft that waits for 〔现在登记〕: no older button fits it."""
_ROUTED_AT_ONCE = (Purpose.REQUEST, Purpose.APPEAL, Purpose.HELP, Purpose.SUGGESTION)


async def submit(desk: Desk, message: Message, state: FSMContext, draft: Draft) -> None:
    """File the draft. Pressing twice, on two phones or again after a crash files once."""
    bureau = await office.bureau(await desk.read())
    secret = await cases.prepare_code(draft.key)  # slow on purpose: before the turn writes
    session = await desk.write()

    changes: list[Change] = []
    at = untraceable.hour(desk.now) if draft.anonymous else desk.now

    def registered(petition: Petition) -> Change:
        changes.append(
            lifecycle.submit(
                petition,
                by=CITIZEN,
                at=at,
                calendar=desk.context.calendar,
                rules=desk.context.clocks,
                urgent=bool(draft.urgent) or None,
                simple=answered_at_once(draft) or None,
            )
        )
        return changes[-1]

    filed = await cases.file(session, new_case(desk, draft, bureau, secret), registered, at)
    if filed.code is None:
        await message.answer(text("filed-again", number=filed.case.number), reply_markup=menu())
        await Draft.drop(state)
        return
    await keep_beside(desk, filed.case, draft)
    await exclusion.report(desk.turn, filed.case)
    case = await pass_on(desk, filed.case, changes[0], draft)
    if draft.same_as and draft.same_asked == "join":
        case = await joining.join(desk.turn, desk.context, case, draft.same_as)
    await receipt_message.show(desk, case, filed.code)
    await Draft.drop(state)
    await offer_next(desk, message, state, draft)


def answered_at_once(draft: Draft) -> bool:
    """Questions and thanks can be answered at once: they pass on by the clock of the simple way."""
    return draft.purpose in (Purpose.INQUIRY, Purpose.THANKS)


async def keep_beside(desk: Desk, case: CaseRow, draft: Draft) -> None:
    """What belongs to the case beside its words: which doors were told."""
    session = await desk.write()
    for route_id in draft.routes_told:
        advice = routes.by_id(route_id).advice
        await cases.add_text(
            session, case.id, TextKind.NOTE, advice, by=Role.SYSTEM, at=case.registered_at, public=True
        )


async def pass_on(desk: Desk, case: CaseRow, registration: Change, draft: Draft) -> CaseRow:
    """Tell the office, and transfer at once where the route is certain (Art. 22.1(1)(2))."""
    unit = await certain_route(desk, draft)
    if unit is None:
        await notify.announce(desk.turn, desk.context, case, registration, quietly=True)
        return case
    return await moves.make(
        desk.turn,
        desk.context,
        case,
        "transfer",
        by=SYSTEM,
        quietly=True,
        unit_id=unit.id,
        reason=recorded("route-by-table"),
    )


async def certain_route(desk: Desk, draft: Draft) -> Unit | None:
    """The unit that the office's routes name for a topic which the machine was sure of and the citizen confirmed.

    Seen in the preview and left standing is confirmed as well (`Draft.confirmed_topic`).
    """
    topic = draft.confirmed_topic
    if draft.topics_machine[:1] != [topic] or not draft.machine_sure:
        return None
    if draft.purpose not in _ROUTED_AT_ONCE or draft.urgent:
        return None
    if draft.before in ("court", "arbitration", "reconsideration"):
        return None
    if await decided_before(desk, draft) or await exclusion.elsewhere(desk.turn, desk.context, draft.place):
        return None
    unit = await office.route(await desk.read(), topic, draft.town)
    if unit is not None and unit.id in await exclusion.named(desk.turn, draft.text, draft.concerns):
        return None  # the very unit that is complained of: a person decides (Art. 28)
    return unit


async def decided_before(desk: Desk, draft: Draft) -> bool:
    """Whether a matter of this person and kind ended with 复核: people decide whether it is the same (Art. 36.3)."""
    if draft.anonymous:
        return False
    session = await desk.read()
    ended = [await cases.by_id(session, each) for each in await cases.rechecked(session, desk.person_id)]
    return any(each is not None and each.topic == draft.confirmed_topic for each in ended)


def new_case(desk: Desk, draft: Draft, bureau: Unit, secret: PreparedCode) -> NewCase:
    """The draft as storage files it. An anonymous one carries no person and no chat."""
    topic = draft.confirmed_topic
    machine = draft.topics_machine[0] if draft.topics_machine else ""
    shown = desk.context.topic_name(topic or machine) if (topic or machine) else ""
    identity = None
    if not draft.anonymous and (draft.name or draft.phone or draft.address):
        identity = Identity(name=draft.name, phone=draft.phone, address=draft.address)
    return NewCase(
        region=desk.context.office.region,
        channel=desk.channel,
        purpose=Purpose(draft.purpose),
        purpose_by_machine=Purpose(draft.purpose_machine) if draft.purpose_machine else None,
        purpose_by_citizen=Purpose(draft.purpose),
        topic_machine=machine or None,
        topic_citizen=topic or None,
        topic_reasons=draft.topic_reasons,
        title=privacy.neutral_title(shown, draft.town, draft.people),
        story=draft.story,
        request=draft.request,
        town=draft.town,
        place=Place(draft.place, draft.latitude, draft.longitude) if draft.place else None,
        happened=draft.happened,
        concerns=draft.concerns,
        handled_before=handled_before(draft),
        people_count=draft.people or None,
        joint=draft.people > 1,
        publish_ok=False,
        identity=identity,
        anonymous=bool(draft.anonymous),
        sealed=draft.sealed,
        urgency="urgent" if draft.urgent else "normal",
        unit_id=None,
        owner_id=None if draft.anonymous else desk.person_id,
        draft_key=draft.key,
        file_ids=[item["id"] for item in draft.files],
        captions={item["id"]: item["caption"] for item in draft.files if item["caption"]},
        demands=demands_of(draft),
        secret=secret,
        search_text="" if draft.sealed else redact(draft.text).text,
        terms=[] if draft.sealed else similar.search_terms(draft.text),
    )


def demands_of(draft: Draft) -> list[str]:
    """What an answer must answer one by one: what the citizen numbered, or several things told and kept together."""
    asked = list(demands.listed(draft.request)) if draft.request else []
    together = draft.demands if len(draft.demands) > 1 and not draft.later else []
    return asked if len(asked) > 1 else together or asked


def handled_before(draft: Draft) -> dict[str, Any] | None:
    """Whether and where the matter was handled before."""
    return {"kind": draft.before, "number": draft.before_number} if draft.before else None


async def offer_next(desk: Desk, message: Message, state: FSMContext, draft: Draft) -> None:
    """一事一件: what was set apart is offered next, with what was already said carried over."""
    following = carried_over(draft)
    if following is None:
        return
    if following.request:
        await study.set_apart(following, desk)
    await following.keep(state)
    later = [
        (text("opt-next-now"), Fill(step=following.step, value="_resume")),
        (text("opt-next-later"), Fill(step=following.step, value="_leave")),
    ]
    if draft.then_report:
        words = text("filed-next-report")
    else:
        words = text("filed-next-demand", count=len(draft.later), demand=draft.later[0])
    await message.answer(words, reply_markup=numbered(later))


def carried_over(draft: Draft) -> Draft | None:
    """The draft of what was set apart: a report keeps the story but no name; a demand keeps both."""
    if draft.then_report:
        return Draft(
            consented=True,
            abroad=draft.abroad,
            purpose=Purpose.REPORT,
            story=list(draft.story),
            step=_NEXT,
            later=draft.later,
        )
    if not draft.later:
        return None
    first, *rest = draft.later
    return Draft(
        consented=True, abroad=draft.abroad, purpose=draft.purpose, story=part_of(draft, first), split_asked=True,
        masked_asked=True, report_asked=True, request=first, lead=draft.lead, later=rest,
        place=draft.place, town=draft.town, happened=draft.happened, people=draft.people,
        anonymous=draft.anonymous, name=draft.name, phone=draft.phone, address=draft.address,
        files=list(draft.files), step=_NEXT,
    )  # fmt: skip
