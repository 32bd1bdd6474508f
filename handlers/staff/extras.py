"""What an officer does beside moves: documents, the topic that should have been, the second person's consent, 时限."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.line import About, Line
from handlers.registry import Registry
from handlers.staff.form import Form, label_of
from nlp import similar
from nlp.similar import CandidateCase, Query
from services import access, document_printing, letters, moves
from services.buttons import Act, Repeat, plain
from services.context import Desk
from services.letters import Letter
from storage import audit, cases, office
from storage.cases import SimilarCase
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import LinkKind, TextKind

on = Registry("staff.extras")

_PENDING = "pending.{case}.{event}"
SIMILAR = 5
AT_ONCE = 5
"""Documents sent by one press, the newest."""
_READERS = ("unit", "bureau", "both", "citizen")


TOPIC = Line("Correcting:topic")
"""The right topic of a case."""


@on.press(Act, do="papers")
async def papers(query: CallbackQuery, callback_data: Act, desk: Desk) -> None:
    """Every document of the case, in private."""
    case, actors = await access.standing(desk, callback_data.case)
    if desk.group:
        await query.answer(text("staff-sent-private"))
    chat_id = desk.private_chat
    events = await cases.timeline(await desk.read(), case.id, public_only=False)
    found = document_printing.available(events, *_READERS)
    lacking = await document_printing.send(desk, chat_id, case, *found[-AT_ONCE:])
    if not found:
        lacking = [text("staff-papers-none", number=case.number)]
    if lacking:
        desk.say_in_private("\n".join(lacking), protect=False)
    await cases.add_view(await desk.write(), case.id, actors[0], "documents", desk.now)


@on.press(Act, do="topic")
async def ask_topic(query: CallbackQuery, callback_data: Act, desk: Desk, state: FSMContext) -> None:
    """应为…: the clerk's label; machine's and citizen's stay beside it."""
    case, _ = await access.standing(desk, callback_data.case)
    await TOPIC.ask(state, case=case.id)
    await filters.message_of(query).answer(text("ask-topic-code"))


@on.line(TOPIC)
async def topic_said(message: Message, words: str, about: About, desk: Desk) -> None:
    """Correct this case now; for the rules it is a proposal that an administrator sees the effect of."""
    case, actors = await access.standing(desk, about["case"])
    code = topic_code(desk, words.strip())
    if code is None:
        raise Refusal(text("ask-topic-none"))
    session = await desk.write()
    await cases.set_clerk_topic(session, case.id, code)
    await audit.write(
        session, actors[0], "topic", at=desk.now, case_id=case.id, was=case.topic or "", now=code
    )
    await message.answer(text("proposal-topic", topic=desk.context.topic_name(code)))


def topic_code(desk: Desk, words: str) -> str | None:
    """A topic by its code, or by a name that only one topic has in it."""
    topics = desk.context.reader.lexicon.topics
    if words.upper() in topics:
        return words.upper()
    found = [code for code, topic in topics.items() if words and words in topic.name]
    return found[0] if len(found) == 1 else None


@on.press(Act, do="similar")
async def similar_cases(query: CallbackQuery, callback_data: Act, desk: Desk) -> None:
    """Earlier cases of the same sender or in the same words; which is a repeat (重件), a person decides."""
    case, actors = await access.standing(desk, callback_data.case)
    if desk.group:
        await query.answer(text("staff-sent-private"))
    session = await desk.read()
    stories = await cases.texts(session, case.id, TextKind.STORY)
    story = "\n".join(each.body or "" for each in stories)
    terms = similar.search_terms(story)
    found = await cases.similar_candidates(
        session, terms, owner_id=case.owner_id, viewer=actors[0], but=case.id
    )
    earlier = {each.case.id: each for each in found if each.case.id < case.id and _known(actors, each.case)}
    asked = Query(story, topic=case.topic or "", place=case.town, person="sender")
    matches = similar.rank(asked, [_compared(each) for each in earlier.values()])[:SIMILAR]
    options = [
        (text("act-repeat", number=earlier[match.id].case.number), Repeat(case=case.id, earlier=match.id))
        for match in matches
    ]
    head = text("similar-title" if matches else "similar-none", number=case.number)
    listed = [
        text("similar-one", number=earlier[match.id].case.number, kind=text(f"similar-{match.kind}"))
        for match in matches
    ]
    words = "\n".join([head, *listed])
    desk.say_in_private(words, plain(options, per_row=1), case_id=case.id, protect=False)


def _known(actors: list[Actor], case: CaseRow) -> bool:
    """Whether the officer has to do with an earlier case as well: other units' numbers are not told."""
    return any(access.concerns(each, case, {case.unit_id, case.lead_unit_id}) for each in actors)


def _compared(found: SimilarCase) -> CandidateCase:
    """A candidate as the comparison wants it; who sent it is told apart only as the sender or somebody else."""
    row = found.case
    person = "sender" if found.same_sender else f"case {row.id}"
    return CandidateCase(row.id, found.text, row.topic or "", row.town, person, shared=found.shared)


@on.press(Repeat)
async def mark_repeat(query: CallbackQuery, callback_data: Repeat, desk: Desk) -> None:
    """标为重件: counted in the figures of matters, never on the person (domain of 重信重访)."""
    case, actors = await access.standing(desk, callback_data.case)
    earlier, _ = await access.standing(desk, callback_data.earlier)
    if case.sealed or earlier.sealed or earlier.id >= case.id:
        raise access.no_standing()
    session = await desk.write()
    await cases.link(session, case.id, earlier.id, LinkKind.REPEAT, now=desk.now, staff_id=actors[0].staff_id)
    await audit.write(session, actors[0], "repeat", at=desk.now, case_id=case.id, earlier=earlier.number)
    await query.answer(
        text("staff-done", number=case.number, what=text("repeat-done", number=earlier.number))
    )


async def ask_second(desk: Desk, case: CaseRow, form: Form, actor: Actor) -> None:
    """不再受理 needs two people of the bureau: the proposal goes to the bureau's group."""
    session = await desk.write()
    pending = {"staff": actor.staff_id, "facts": form.facts, "version": case.version}
    await office.set_value(session, _PENDING.format(case=case.id, event=form.event), pending)
    who, reason = actor.label, str(form.facts.get("reason", ""))
    letter = Letter(
        lambda: text("second-ask", number=case.number, who=who, what=label_of(form.event), reason=reason),
        lambda: plain([(text("second-opt-agree"), Act(do="second", case=case.id))]),
        case.id,
        protect=True,
    )
    holders = [
        *await office.staff_with(session, Role.CLERK),
        *await office.staff_with(session, Role.SUPERVISOR),
    ]
    others = [each for each in holders if not access.actor(each).is_same_person(actor)]
    await letters.to_staff(desk.turn, others, letter, f"second:{case.id}:{case.version}")
    desk.say(text("form-confirm-second"))


@on.press(Act, do="second")
async def agree(query: CallbackQuery, callback_data: Act, desk: Desk) -> None:
    """The second person agrees: the move is made in the first one's name, with the second beside it."""
    case, actors = await access.standing(desk, callback_data.case)
    session = await desk.write()
    name = _PENDING.format(case=case.id, event="no_longer_accept")
    pending = await office.value(session, name)
    if not pending:
        raise Refusal(text("second-gone"))
    first = await office.staff(session, pending["staff"])
    second = next((each for each in actors if each.role in (Role.CLERK, Role.SUPERVISOR)), None)
    if first is None or second is None:
        raise access.no_standing()
    await moves.make(
        desk.turn,
        desk.context,
        case,
        "no_longer_accept",
        by=access.actor(first),
        second=second,
        **pending["facts"],
    )
    await office.set_value(session, name, None)
    await query.answer(text("staff-done", number=case.number, what=text("move-no_longer_accept")))
