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
from handlers.citizen import belonging
from handlers.citizen.belonging import Belonging
from handlers.citizen.draft import STORY_LIMIT, Draft
from nlp.facts import FactKind
from nlp.reader import Reading

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
    """One question of the form, and all that is particular to it: no other module lists questions by name."""

    name: ClassVar[str]
    optional: ClassVar[bool] = False
    useful: ClassVar[bool] = False
    """Useful and never asked: the preview offers it to whoever wants to add something."""
    numeric: ClassVar[bool] = False
    values: ClassVar[tuple[str, ...]] = ()
    yes: ClassVar[str] = ""
    no: ClassVar[str] = ""
    """What a plain 是 or 不 presses, where the question can be answered so."""
    facts: ClassVar[tuple[FactKind, ...]] = ()
    """Where it asks for one thing: the facts that are it."""
    kind: ClassVar[str] = ""
    """Where it asks for one thing: the kind of answer it is (`nlp.answers`)."""
    open_to_all: ClassVar[bool] = False
    """Any words may answer it: only what is surely meant for us is no answer to it."""
    in_words: ClassVar[bool] = False
    """Its answer is a few words of one's own: no plain yes, no number to call, and perhaps the line under a picture."""
    told: ClassVar[bool] = False
    """Its answer is told in sentences: what is meant for us has to be most of what was said."""
    shown: ClassVar[bool] = True
    """Whether its answer is a line of the preview."""
    only_changed: ClassVar[bool] = False
    """Read from the story: it can be corrected, and nobody is asked to add it."""
    personal: ClassVar[bool] = False
    """Says who speaks: shown masked, as others would see it, and kept of nobody who stays anonymous."""

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
        setattr(draft, self.name, own_line(said.words))

    def belongs(self, draft: Draft, words: str, reading: Reading) -> Belonging:
        """What of these words answers the question, and whether they tell more of the matter."""
        return (
            belonging.of_one_thing(self.facts, self.kind, words, reading) if self.kind else Belonging(words)
        )

    def claims(self, words: str, reading: Reading) -> str:
        """What of words said at another question can only be this one's answer; mostly nothing."""
        return ""

    def line(self, draft: Draft, name_of: NameOf) -> str:
        """Its answer as the preview shows it; empty when there is nothing to show."""
        return str(getattr(draft, self.name) or "")

    def words(self, draft: Draft) -> str:
        """Its answer as words that may be exchanged one for another; empty for a choice, a count or the story."""
        value = getattr(draft, self.name, None)
        return value if isinstance(value, str) and (self.personal or not self.values) else ""

    def as_said(self, draft: Draft, name_of: NameOf) -> str:
        """Its answer as it was understood just now: a mask would hide that it was misheard."""
        return str(getattr(draft, self.name)) if self.personal else self.line(draft, name_of)

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


def own_line(words: str, longest: int = LONGEST_LINE) -> str:
    """A short answer in words of one's own: a plain yes or no says nothing here."""
    if bare(words) in (*named("typed-yes"), *named("typed-no")):
        raise Refusal(text("repair-plain"))
    return one_line(words, longest)


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

    def belongs(self, draft: Draft, words: str, reading: Reading) -> Belonging:
        return Belonging("", tells=True)

    def words(self, draft: Draft) -> str:
        return ""

    def hear(self, draft: Draft, said: Said) -> None:
        add_to_story(draft, said)
