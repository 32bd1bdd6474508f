"""Which answer is meant where one thing is put in place of another: the one that holds it, or that it fits.

我姓曹不姓赵 changes the name, 不对，还是县医院 the place, 赔钱改成赔50万 the request; the story gets no line of it.
"""

from dataclasses import dataclass

from handlers.citizen import belonging
from handlers.citizen.draft import Draft
from handlers.citizen.form_steps import BY_NAME, STEPS
from handlers.citizen.step import Step
from handlers.citizen.steps_matter import RequestStep
from handlers.citizen.steps_person import NameStep
from nlp import swaps
from nlp.names import SURNAMES
from nlp.swaps import Swap


@dataclass(frozen=True)
class Swapped:
    """The question whose answer is changed, and its whole new answer."""

    field: str
    value: str


def read(words: str, draft: Draft) -> Swapped | None:
    """What the words change in the draft; None where they change nothing in it."""
    swap = swaps.read(words)
    if swap is None:
        return None
    if swap.about_oneself:
        return _of_oneself(swap, draft)
    holder = _holding(swap.old, draft) if swap.old else None
    if holder is not None:
        now = holder.words(draft)
        return Swapped(holder.name, now.replace(swap.old, swap.new))
    if swap.old and not swap.field and draft.request and belonging.begins_asking(swap.new):
        return Swapped(RequestStep.name, swap.new)  # 赔八万改成赔十万, whatever stood there
    step = BY_NAME.get(swap.field)
    if step is None or not step.applies(draft):
        return None
    if swap.old:  # said once more of what was changed already
        return Swapped(step.name, step.words(draft)) if swap.new in step.words(draft) else None
    return Swapped(step.name, swap.new)


def _of_oneself(swap: Swap, draft: Draft) -> Swapped | None:
    """A name or a surname; nothing of it is kept of who stays anonymous."""
    if draft.anonymous:
        return None
    if swap.field == "name":
        return Swapped(NameStep.name, swap.new)
    return Swapped(NameStep.name, surname(draft.name, swap.old, swap.new))


def surname(name: str, old: str, new: str) -> str:
    """A name with another surname: 赵大勇 becomes 曹大勇, 老赵 becomes 老曹."""
    known = next((each for each in name if each in SURNAMES), "")
    before = old if old and old in name else known
    return name.replace(before, new, 1) if before else new


def _holding(old: str, draft: Draft) -> Step | None:
    """The question whose answer holds these words, in the order in which they are asked."""
    return next(
        (step for step in STEPS if step.applies(draft) and old in step.words(draft)),
        None,
    )
