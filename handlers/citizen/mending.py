"""What is done about words that answer nothing, or change what was answered before; then the open question stands."""

from collections.abc import Mapping

from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from casework.petition import Refusal
from casework.wording import text
from handlers.citizen import asking, told
from handlers.citizen.draft import Draft
from handlers.citizen.form_steps import BY_NAME, following, reopen
from handlers.citizen.repair import Repair
from handlers.citizen.step import LONGEST_LINE, Said, Step, TappedStep
from handlers.citizen.steps_matter import RequestStep
from handlers.citizen.steps_person import NameStep, PhoneStep
from nlp import demands
from services.context import Desk

PATIENCE = 2
"""After so many answers in a row that were none, a person is offered."""


async def correct(
    desk: Desk, message: Message, state: FSMContext, draft: Draft, found: Repair, shown: Mapping[str, str]
) -> None:
    """One earlier answer is changed; everything else stays, and so does the question that stands open."""
    step = BY_NAME[found.value]
    value = step.meant(draft, found.words) if isinstance(step, TappedStep) and found.words else ""
    if not found.words or (isinstance(step, TappedStep) and not value):
        reopen(draft, step.name)
        await asking.go_on(desk, message, state, draft)
        return
    before = getattr(draft, step.name, None)
    try:
        _change(draft, step, value, found.words)
    except Refusal as refusal:
        await asking.go_on(desk, message, state, draft, str(refusal))
        return
    if draft.step == step.name:
        draft.step = following(draft)
    now = step.as_said(draft, desk.context.topic_name)
    key = "repair-corrected" if before else "repair-kept-as"
    said = text(key, field=text(f"field-{step.name}"), value=now)
    await asking.go_on_briefly(desk, message, state, draft, said, shown)


def _change(draft: Draft, step: Step, value: str, words: str) -> None:
    if value:
        step.press(draft, value)
    else:
        step.hear(draft, Said(told.corrected_place(draft.place, words) if step.name == "place" else words))


async def ask_for_more(
    desk: Desk, message: Message, state: FSMContext, draft: Draft, words: str, shown: Mapping[str, str]
) -> None:
    """One more thing is asked for (请求再加一条): numbered behind the others, since each is answered by itself."""
    before = list(demands.listed(draft.request)) if draft.request else draft.demands
    request = "；".join(f"{at}. {each}" for at, each in enumerate([*before, words], 1)) if before else words
    if len(request) > LONGEST_LINE:
        raise Refusal(text("error-too-long", longest=LONGEST_LINE))
    draft.request = request
    if draft.step == RequestStep.name:
        draft.step = following(draft)
    said = text("repair-request-added", value=words)
    await asking.go_on_briefly(
        desk, message, state, draft, said, {**shown, "request": request} if shown else {}
    )


async def without_phone(desk: Desk, message: Message, state: FSMContext, draft: Draft) -> None:
    """我不想留电话: none is kept and none is asked for."""
    draft.phone = ""
    if PhoneStep.name not in draft.skipped:
        draft.skipped.append(PhoneStep.name)
    if draft.step == PhoneStep.name:
        draft.step = following(draft)
    await asking.go_on(desk, message, state, draft, text("repair-without-phone"))


async def without_name(desk: Desk, message: Message, state: FSMContext, draft: Draft) -> None:
    """我想匿名, said at any question: who speaks is forgotten at once."""
    draft.become_anonymous()
    step = BY_NAME.get(draft.step)
    if step is not None and (not step.applies(draft) or step.done(draft)):
        draft.step = following(draft)
    await asking.go_on(desk, message, state, draft, text("repair-without-name"))


async def with_name(desk: Desk, message: Message, state: FSMContext, draft: Draft, name: str) -> None:
    """我还是留个名字: who was anonymous says a name or is asked for one; what was taken out of the story stays out."""
    draft.anonymous = None
    if name:
        draft.name, draft.anonymous = name, False
        draft.step = following(draft)
        said = text("repair-corrected", field=text("field-name"), value=name)
        await asking.go_on(desk, message, state, draft, said)
        return
    draft.skipped = [each for each in draft.skipped if each not in (NameStep.name, PhoneStep.name)]
    reopen(draft, NameStep.name)
    await asking.go_on(desk, message, state, draft)


async def again(desk: Desk, message: Message, state: FSMContext, draft: Draft, refused: str) -> None:
    """Words that answered nothing: why, and the same question; the second time a person is offered too."""
    draft.missed += 1
    if draft.missed >= PATIENCE:
        refused += "\n" + text("repair-person", **desk.context.office.words)
    await asking.go_on(desk, message, state, draft, refused)
