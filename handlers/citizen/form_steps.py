"""The form as a table: its questions in order, and which of them comes next. `petition_form.py` walks it."""

from handlers.citizen.draft import Draft
from handlers.citizen.step import Step
from handlers.citizen.step_abroad import AbroadStep
from handlers.citizen.steps_detail import BeforeStep, ConcernsStep, HappenedStep, MoneyStep
from handlers.citizen.steps_matter import (
    ConsentStep,
    MaskStep,
    PlaceStep,
    PurposeStep,
    RepeatStep,
    ReportStep,
    RequestStep,
    SameStep,
    SplitStep,
    StoryStep,
    TopicStep,
)
from handlers.citizen.steps_person import AddressStep, FilesStep, NameStep, PeopleStep, PhoneStep

STEPS: tuple[Step, ...] = (
    AbroadStep(), ReportStep(), ConsentStep(), StoryStep(), MoneyStep(), MaskStep(), RepeatStep(), SameStep(),
    SplitStep(), PurposeStep(), RequestStep(), TopicStep(), PlaceStep(), HappenedStep(), ConcernsStep(), BeforeStep(),
    PeopleStep(), NameStep(), PhoneStep(), AddressStep(), FilesStep(),
)  # fmt: skip
"""The order in which a person is asked; most of it is answered by the story or only offered (`Step.useful`)."""

PREVIEW = "preview"

BY_NAME = {step.name: step for step in STEPS}


def following(draft: Draft) -> str:
    """The name of the first question that this draft still needs, or the preview.

    Where nothing but the consent is missing, the preview itself asks for it: 〔同意，提交〕.
    """
    needed = [
        step.name for step in STEPS if step.applies(draft) and step.asked(draft) and not step.done(draft)
    ]
    return PREVIEW if not needed or needed == [ConsentStep.name] else needed[0]


def preceding(draft: Draft) -> str | None:
    """The question before the one that stands open, among those that are asked; None at the first."""
    if draft.step in BY_NAME and not BY_NAME[draft.step].asked(draft):
        return PREVIEW
    asked = [step.name for step in STEPS if step.applies(draft) and step.asked(draft)]
    at = asked.index(draft.step) if draft.step in asked else len(asked)
    return asked[at - 1] if at > 0 else None


def addable(draft: Draft) -> list[str]:
    """What is useful and not yet said, in the order in which it is offered."""
    return [
        step.name
        for step in STEPS
        if step.useful and not step.only_changed and step.applies(draft) and not getattr(draft, step.name)
    ]


def reopen(draft: Draft, name: str) -> None:
    """Make a question stand open again, its earlier answer forgotten where it would hide the question."""
    if name in draft.skipped:
        draft.skipped.remove(name)
    draft.step = name
