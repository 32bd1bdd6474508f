"""The question that stands open is put: kept with the draft first, then said, with what may be tapped.

At the preview, whoever was just shown it whole is told what changed in it and no more.
"""

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardMarkup, Message

from casework import routes
from casework.petition import Purpose
from casework.wording import text
from handlers.citizen import likeness, preview, study
from handlers.citizen.draft import Draft
from handlers.citizen.form_steps import BY_NAME, PREVIEW, preceding
from handlers.citizen.step import Step
from services.buttons import BACK, LEAVE, SKIP, Fill, numbered, plain
from services.context import Desk

_OFFICES_OWN = "unit"
"""The line of the preview that no citizen says: who gets the matter."""
_SAID_BY_ITSELF = ("story", "contact")
"""Lines that are not repeated: one is long, the other masked where the answer has just shown it whole."""


async def learn(desk: Desk, draft: Draft) -> None:
    """Read what the story says more than before, and look whether the matter is here already."""
    if await study.read_story(draft, desk):
        await likeness.look(desk, draft)


async def go_on(desk: Desk, message: Message, state: FSMContext, draft: Draft, said: str = "") -> None:
    """Keep the draft and put the question that stands open, after a sentence on what was just said."""
    if draft.anonymous:
        study.conceal(draft)
    if draft.step == PREVIEW:
        await tell_routes(desk, message, draft)
        words, markup = preview.text_of(await preview.lines(draft, desk), draft), preview.keyboard(draft)
    else:
        question = BY_NAME[draft.step].ask(draft, desk.context.topic_name)
        draft.notice_read = draft.notice_read or draft.step == "consented"
        words, markup = question.text, keyboard(BY_NAME[draft.step], question.options, draft)
    await draft.keep(state)
    await message.answer(f"{said}\n{words}" if said else words, reply_markup=markup)


async def go_on_briefly(
    desk: Desk, message: Message, state: FSMContext, draft: Draft, said: str, shown: Mapping[str, str]
) -> None:
    """After a change at the preview: what was done, the other lines that changed with it, and the same buttons.

    `shown`: the lines that the citizen has before them (empty: no preview); `said` speaks of what was changed itself.
    """
    if draft.step != PREVIEW or not shown:
        await go_on(desk, message, state, draft, said)
        return
    if draft.anonymous:
        study.conceal(draft)
    await tell_routes(desk, message, draft)
    now = await preview.lines(draft, desk)
    changed = [
        text("preview-changed", field=text(f"field-{name}"), value=value)
        for name, value in now.items()
        if shown.get(name) != value and name not in _SAID_BY_ITSELF and value not in said
    ]
    if _OFFICES_OWN in shown and _OFFICES_OWN not in now:
        changed.append(text("preview-unit-open"))
    await draft.keep(state)
    await message.answer(
        "\n".join([said, *changed, text("preview-rest")]), reply_markup=preview.keyboard(draft)
    )


def keyboard(step: Step, options: tuple[tuple[str, str], ...], draft: Draft) -> InlineKeyboardMarkup:
    """The question's own options, then skip, back and leave under the digits they always have."""
    own = [(label, Fill(step=step.name, value=value)) for label, value in options]
    fixed: list[tuple[int, tuple[str, Any]]] = []
    if step.optional:
        fixed.append((SKIP, (text("opt-skip"), Fill(step=step.name, value="_skip"))))
    if preceding(draft):
        fixed.append((BACK, (text("opt-back"), Fill(step=step.name, value="_back"))))
    fixed.append((LEAVE, (text("opt-leave"), Fill(step=step.name, value="_leave"))))
    if step.numeric:
        return plain([*own, *(option for _, option in fixed)])
    return numbered(own, fixed=fixed)


async def tell_routes(desk: Desk, message: Message, draft: Draft) -> None:
    """诉访分离: which other doors there are and until when; the matter is registered here all the same (Art. 31)."""
    found = [route for route in routes.suggest(draft.confirmed_topic, draft.text) if not route.now][:2]
    fresh = [route for route in found if route.id not in draft.routes_told]
    if fresh and draft.purpose in (Purpose.REQUEST, Purpose.APPEAL, Purpose.HELP):
        draft.routes_told += [route.id for route in fresh]
        advice = "\n".join(f"· {route.advice}" for route in fresh)
        await message.answer(text("routes-told", advice=advice))
