"""What a question of the form is: when it applies, what it asks, and what it makes of the answer.

A step never speaks: it changes the draft or refuses with the sentence that the citizen reads, and then the same
question stands. The questions are in `steps_matter.py` and `steps_person.py`, their order is in `form_steps.py`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from casework.petition import Refusal
from casework.wording import text
from handlers.citizen.draft import STORY_LIMIT, Draft

LONGEST_LINE = 500
_SIGNS = re.compile(r"[\W_]+")

NameOf = Callable[[str], str]
"""A topic's name by its code."""


@dataclass(frozen=True)
class Question:
    """What is asked, and what may be tapped. `numeric` questions carry no digits: the answer may be one."""

    text: str
    options: tuple[tuple[str, str], ...] = ()
    numeric: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Said:
    """An answer in words."""

    words: str


class Step:
    """One question of the form."""

    name: ClassVar[str]
    optional: ClassVar[bool] = False
    useful: ClassVar[bool] = False
    """Useful and never asked: the preview offers it to whoever wants to add something."""
    numeric: ClassVar[bool] = False
    values: ClassVar[tuple[str, ...]] = ()
    yes: ClassVar[str] = ""
    no: ClassVar[str] = ""
    """What a plain 是 or 不 presses, where the question can be answered so."""

    def applies(self, draft: Draft) -> bool:
        """Whether this draft needs the question at all."""
        return True

    def asked(self, draft: Draft) -> bool:
        """Whether it is put to the citizen by itself, without being opened from the preview."""
        return not self.useful

    def done(self, draft: Draft) -> bool:
        """Whether the draft already holds the answer."""
        return bool(getattr(draft, self.name, None)) or self.name in draft.skipped

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        """The question, with why we ask and what may be tapped."""
        return Question(text(f"ask-{self.name}"), self.offered(), self.numeric, self.optional)

    def offered(self) -> tuple[tuple[str, str], ...]:
        """What may be tapped: labels from the wording, with their values."""
        return tuple((text(f"opt-{self.name}-{value}"), value) for value in self.values)

    def hear(self, draft: Draft, said: Said) -> None:
        """Take an answer in words."""
        setattr(draft, self.name, one_line(said.words))

    def meant(self, draft: Draft, words: str) -> str:
        """The value that a plain yes, no or 不知道 means here; empty for any other words."""
        said = bare(words)
        if self.optional and (said in named("typed-unknown") or (not self.no and said in named("typed-no"))):
            return "_skip"
        return plainly(words, yes=self.yes, no=self.no)

    def check(self, value: str) -> None:
        """Refuse a value that this question does not offer."""
        if value not in self.values:
            raise Refusal(text("error-old-button"))

    def press(self, draft: Draft, value: str) -> None:
        """Take a tapped answer."""
        self.check(value)
        setattr(draft, self.name, value)


def plainly(words: str, *, yes: str, no: str) -> str:
    """`yes` or `no` when the words say nothing else (对的, 嗯, 不用了), else nothing."""
    said = bare(words)
    if said in named("typed-yes"):
        return yes
    return no if said in named("typed-no") else ""


def bare(words: str) -> str:
    """Words without the signs between and around them."""
    return _SIGNS.sub("", words)


def named(key: str) -> list[str]:
    """The words that a key of the wording lists, separated by 、."""
    return text(key).split("、")


def one_line(words: str, longest: int = LONGEST_LINE) -> str:
    """A short answer: not empty, not a novel."""
    stripped = words.strip()
    if not stripped:
        raise Refusal(text("error-empty"))
    if not re.search(r"\w", stripped):
        raise Refusal(text("error-no-words"))
    if len(stripped) > longest:
        raise Refusal(text("error-too-long", longest=longest))
    return stripped


def add_to_story(draft: Draft, said: Said) -> None:
    """Keep words as one more paragraph of the story, exactly as they were said."""
    words = said.words.strip()
    if not re.search(r"\w", words):
        raise Refusal(text("error-no-words"))
    if len(draft.text) + len(words) > STORY_LIMIT:
        raise Refusal(text("error-story-full", limit=STORY_LIMIT))
    draft.story.append(said.words)


class TappedStep(Step):
    """A question that only a tap answers. Words said instead are kept as part of the story; the question stands."""

    def hear(self, draft: Draft, said: Said) -> None:
        add_to_story(draft, said)
