"""What will be filed, line by line; every line can be changed alone, by a tap or by saying it (地点是……)."""

from collections.abc import Mapping

from aiogram.types import InlineKeyboardMarkup

from casework import privacy
from casework.wording import text
from handlers.citizen import submitting
from handlers.citizen.draft import UNSURE, Draft
from handlers.citizen.form_steps import PREVIEW, STEPS, addable
from services.buttons import LEAVE, Fill, Option, numbered, plain
from services.context import Desk

LONGEST_STORY = 200
"""Characters of the story that the preview shows; every one of them is kept."""
_ASKED_OF_THE_MACHINE = (
    "consented",
    *(f"{each}_asked" for each in ("masked", "report", "split", "repeat", "same")),
)
_CONTACT = {"name": privacy.mask_name, "phone": privacy.mask_phone, "address": privacy.mask_address}
_REASONS = 3
_OFFERED = 5


async def lines(draft: Draft, desk: Desk) -> dict[str, str]:
    """What the preview shows, by field: only what was answered, and who speaks masked as others would see it."""
    present = {name: value for name in _names(draft) if (value := line(name, draft, desk))}
    contact = "，".join(mask(getattr(draft, name)) for name, mask in _CONTACT.items() if getattr(draft, name))
    if contact:
        present["contact"] = contact
    if unit := await submitting.certain_route(desk, draft):
        present["unit"] = unit.name
    return present


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


def _names(draft: Draft) -> list[str]:
    names = [step.name for step in STEPS if step.applies(draft) and step.name not in _ASKED_OF_THE_MACHINE]
    return [name for name in names if name not in _CONTACT]


def line(name: str, draft: Draft, desk: Desk) -> str:
    """One field as the preview shows it; empty when there is nothing to show."""
    if name == "story":
        story = draft.text
        return story if len(story) <= LONGEST_STORY else story[:LONGEST_STORY] + "……"
    if name == "purpose":
        return text(f"opt-purpose-{draft.purpose}") if draft.purpose else ""
    if name == "topic":
        return topic_line(draft, desk)
    if name == "before":
        number = f" {draft.before_number}" if draft.before_number else ""
        return text(f"opt-before-{draft.before}") + number if draft.before else ""
    if name == "files":
        return text("preview-files", count=len(draft.files)) if draft.files else ""
    if name == "people" and draft.people:
        return text("preview-people-more" if draft.people_more else "preview-people", count=draft.people)
    value = str(getattr(draft, name) or "")
    return _CONTACT[name](value) if value and name in _CONTACT else value


def topic_line(draft: Draft, desk: Desk) -> str:
    """The topic that was chosen or is likely, with the words that led there; who decides where it is not sure."""
    if draft.topic:
        return desk.context.topic_name(draft.topic) if draft.topic != UNSURE else text("topic-unknown")
    if not draft.topics_machine or not draft.topic_reasons:
        return text("topic-unknown")
    found = list(dict.fromkeys(reason["word"] for reason in draft.topic_reasons))[:_REASONS]
    words = "".join(f"「{word}」" for word in found)
    key = "preview-topic" if draft.machine_sure else "preview-topic-likely"
    return text(key, name=desk.context.topic_name(draft.topics_machine[0]), words=words)


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


def fields(draft: Draft) -> InlineKeyboardMarkup:
    """One button for every answer that was given and may be changed."""
    names = [
        step.name
        for step in STEPS
        if step.applies(draft)
        and step.name not in _ASKED_OF_THE_MACHINE
        and (getattr(draft, step.name) or step.name == "topic" or not step.useful)
    ]
    return plain((text(f"field-{name}"), Fill(step=PREVIEW, value=name)) for name in names)


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
