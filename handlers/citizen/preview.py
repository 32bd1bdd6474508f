"""What will be filed, line by line; every line can be changed alone."""

from aiogram.types import InlineKeyboardMarkup

from casework import privacy
from casework.wording import text
from handlers.citizen.draft import Draft
from handlers.citizen.form_steps import PREVIEW, STEPS
from handlers.citizen.steps_matter import UNSURE
from services.buttons import LEAVE, Fill, numbered, plain
from services.context import Desk

LONGEST_STORY = 600
_SILENT = {
    "consented",
    "publish",
    *(f"{each}_asked" for each in ("masked", "report", "split", "facts", "repeat", "same")),
}


def text_of(draft: Draft, desk: Desk) -> str:
    """The preview: only what was answered, identity masked as others would see it."""
    lines = [text("preview-title")]
    shown = [
        (step.name, line(step.name, draft, desk))
        for step in STEPS
        if step.name not in _SILENT and step.applies(draft)
    ]
    present = [(name, value) for name, value in shown if value]
    lines += [
        f"{chr(0x2460 + at)} {text(f'field-{name}')}：{value}" for at, (name, value) in enumerate(present)
    ]
    if draft.anonymous:
        lines.append(text("preview-anonymous"))
    if draft.sealed:
        lines.append(text("preview-sealed"))
    lines.append(text("preview-truth"))
    return "\n".join(lines)


def line(name: str, draft: Draft, desk: Desk) -> str:
    """One field as the preview shows it; empty when there is nothing to show."""
    if name == "story":
        story = draft.text
        return story if len(story) <= LONGEST_STORY else story[:LONGEST_STORY] + "……"
    if name == "purpose":
        return text(f"purpose-{draft.purpose}")
    if name == "topic":
        known = draft.topic and draft.topic != UNSURE
        return desk.context.topic_name(draft.topic) if known else text("topic-unknown")
    if name == "before":
        return (
            text(f"opt-before-{draft.before}") + (f" {draft.before_number}" if draft.before_number else "")
            if draft.before
            else ""
        )
    if name == "files":
        return text("preview-files", count=len(draft.files)) if draft.files else ""
    masked = {"name": privacy.mask_name, "phone": privacy.mask_phone, "address": privacy.mask_address}
    value = getattr(draft, name)
    if name in masked:
        return masked[name](value) if value else ""
    if name == "people" and value:
        return text("preview-people-more" if draft.people_more else "preview-people", count=value)
    return str(value or "")


def keyboard(draft: Draft) -> InlineKeyboardMarkup:
    """Submit, change one answer, throw away, or put aside."""
    options = [
        (text(f"opt-preview-{value}"), Fill(step=PREVIEW, value=value))
        for value in ("submit", "change", "discard")
    ]
    return numbered(options, fixed=[(LEAVE, (text("opt-leave"), Fill(step=PREVIEW, value="_leave")))])


def fields(draft: Draft) -> InlineKeyboardMarkup:
    """One button for every answer that may be changed."""
    names = [step.name for step in STEPS if step.applies(draft) and step.name not in _SILENT]
    return plain((text(f"field-{name}"), Fill(step=PREVIEW, value=name)) for name in names)
