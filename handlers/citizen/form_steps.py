"""The form as a table: its questions in order, and which of them comes next. `petition_form.py` walks it."""

from handlers.citizen.draft import Draft
from handlers.citizen.step import Step
from handlers.citizen.steps_matter import (
    BeforeStep,
    ConcernsStep,
    ConsentStep,
    FactsStep,
    HappenedStep,
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
from handlers.citizen.steps_person import AddressStep, FilesStep, NameStep, PeopleStep, PhoneStep, PublishStep

STEPS: tuple[Step, ...] = (
    ConsentStep(), PurposeStep(), StoryStep(), MaskStep(), ReportStep(), RepeatStep(), SameStep(), SplitStep(),
    FactsStep(), RequestStep(), TopicStep(), PlaceStep(), HappenedStep(), ConcernsStep(), BeforeStep(), PeopleStep(),
    NameStep(), PhoneStep(), AddressStep(), FilesStep(), PublishStep(),
)  # fmt: skip
"""The order in which a person is asked."""

PREVIEW = "preview"


BY_NAME = {step.name: step for step in STEPS}


def following(draft: Draft) -> str:
    """The name of the first question that this draft still needs, or the preview."""
    for step in STEPS:
        if step.applies(draft) and not step.done(draft):
            return step.name
    return PREVIEW


def preceding(draft: Draft) -> str | None:
    """The question before the one that stands open, among those that apply; None at the first."""
    asked = [step.name for step in STEPS if step.applies(draft)]
    at = asked.index(draft.step) if draft.step in asked else len(asked)
    return asked[at - 1] if at > 0 else None


def reopen(draft: Draft, name: str) -> None:
    """Make a question stand open again, its earlier answer forgotten where it would hide the question."""
    if name in draft.skipped:
        draft.skipped.remove(name)
    if name == "story":
        draft.story_done = False
    draft.step = name
