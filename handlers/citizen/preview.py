"""What will be filed, line by line; every line can be changed alone, by a tap or by saying it (地点是……)."""

from collections.abc import Mapping

from aiogram.types import InlineKeyboardMarkup

from casework.wording import text
from handlers.citizen import submitting
from handlers.citizen.draft import Draft
from handlers.citizen.form_steps import BY_NAME, PREVIEW, STEPS, addable
from handlers.citizen.step import TappedStep
from handlers.citizen.steps_matter import StoryStep
from services import unit_names
from services.buttons import LEAVE, Fill, Option, numbered, plain
from services.context import Desk

_OFFERED = 5


async def lines(draft: Draft, desk: Desk) -> dict[str, str]:
    """What the preview shows, by field: only what was answered, and who speaks masked as others would see it."""
    asked = [step for step in STEPS if step.shown and step.applies(draft)]
    present = {
        step.name: said for step in asked if not step.personal and (said := line(step.name, draft, desk))
    }
    who = [said for step in STEPS if step.personal and (said := line(step.name, draft, desk))]
    if who:
        present["contact"] = "，".join(who)
    if unit := await submitting.certain_route(desk, draft):
        present["unit"] = unit_names.whole(unit)
    return present


def line(name: str, draft: Draft, desk: Desk) -> str:
    """One field as the preview shows it; empty when there is nothing to show."""
    return BY_NAME[name].line(draft, desk.context.topic_name)


def text_of(present: Mapping[str, str], draft: Draft) -> str:
    """The whole preview, with the notice if it is due."""
    said = [text("preview-title")]
    said += [
        f"{chr(0x2460 + at)} {text(f'field-{name}')}：{value}"
        for at, (name, value) in enumerate(present.items())
    ]
    said += [text(f"preview-{each}") for each in ("anonymous", "sealed") if getattr(draft, each)]
    if draft.anonymous and draft.files:
        said.append(text("intake-files-anonymous"))
    if not draft.consented:
        said.append(text("notice-short"))
    said.append(text("preview-truth"))
    return "\n".join(said)


def keyboard(draft: Draft) -> InlineKeyboardMarkup:
    """Submit, submit without a name, change one answer, add something, and put aside: six at most."""
    values = ["submit" if draft.consented else "agree"]
    values += ["change"]
    values += ["more"] if addable(draft) else []
    if not draft.anonymous:
        values.insert(1, "anonymous")
    values.append("discard" if draft.consented else "full")
    options: list[Option] = [(text(f"opt-preview-{each}"), Fill(step=PREVIEW, value=each)) for each in values]
    return numbered(options, fixed=[(LEAVE, (text("opt-leave"), Fill(step=PREVIEW, value="_leave")))])


def fields(draft: Draft, *, others: bool = False) -> InlineKeyboardMarkup:
    """One button for every answer that was given and may be changed; what is tapped last stands behind 〔更多〕."""
    given = [
        step
        for step in STEPS
        if step.applies(draft)
        and step.shown
        and (getattr(draft, step.name) or step.name == "topic" or not step.useful)
    ]
    given.sort(key=lambda step: isinstance(step, (TappedStep, StoryStep)))
    names = [step.name for step in given]
    shown = names if len(names) <= _OFFERED + 1 else names[_OFFERED:] if others else names[:_OFFERED]
    options: list[Option] = [(text(f"field-{name}"), Fill(step=PREVIEW, value=name)) for name in shown]
    if len(names) > _OFFERED + 1 and not others:
        options.append((text("opt-preview-others"), Fill(step=PREVIEW, value="_others")))
    return plain(options)


def useful(draft: Draft) -> InlineKeyboardMarkup:
    """One button for what is useful and was not said, five at most.

    Where it is too much, home can still be told; whatever more there is, the last in the form is left out.
    """
    names = addable(draft)
    names = names if len(names) <= _OFFERED else [name for name in names if name != "address"]
    options: list[Option] = [
        (text(f"field-{name}"), Fill(step=PREVIEW, value=name)) for name in names[:_OFFERED]
    ]
    return plain([*options, (text("opt-preview-back"), Fill(step=PREVIEW, value="_again"))])
