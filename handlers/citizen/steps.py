"""The form as a table: each step says when it applies, what it asks, and what it makes of the answer.

One router walks this table (`intake.py`). A step never speaks: it changes the draft or refuses with the
sentence that the citizen reads, and then the same question stands.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from stdnum.cn import ric

from casework import privacy
from casework.petition import Purpose, Refusal
from casework.wording import text
from handlers.citizen.draft import STORY_LIMIT, Draft

UNSURE = "none"
SHORTEST_STORY = 6
LONGEST_LINE = 500
_PHONE = re.compile(r"^(?:\+?86[- ]?)?(1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|\d{7,8})$")
_COUNT = re.compile(r"^(?:大?约|有)?\s*(\d{1,6})\s*(?:多|余)?\s*(?:个|人|户|位|名)*$")
_CHINESE_COUNTS = {
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}


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
    numeric: ClassVar[bool] = False
    values: ClassVar[tuple[str, ...]] = ()

    def applies(self, draft: Draft) -> bool:
        """Whether this draft needs the question at all."""
        return True

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

    def check(self, value: str) -> None:
        """Refuse a value that this question does not offer."""
        if value not in self.values:
            raise Refusal(text("error-old-button"))

    def press(self, draft: Draft, value: str) -> None:
        """Take a tapped answer."""
        self.check(value)
        setattr(draft, self.name, value)


def one_line(words: str, longest: int = LONGEST_LINE) -> str:
    """A short answer: not empty, not a novel."""
    stripped = words.strip()
    if not stripped:
        raise Refusal(text("error-empty"))
    if len(stripped) > longest:
        raise Refusal(text("error-too-long", longest=longest))
    return stripped


class ConsentStep(Step):
    """Notice before processing (PIPL 17): agree, stay anonymous, or be shown other channels."""

    name = "consented"
    values = ("agree", "anonymous", "refuse", "full")

    def press(self, draft: Draft, value: str) -> None:
        self.check(value)
        draft.consented = True
        draft.anonymous = True if value == "anonymous" else draft.anonymous

    def hear(self, draft: Draft, said: Said) -> None:
        """What is told before the notice was answered is kept; the notice still stands."""
        add_to_story(draft, said)


def add_to_story(draft: Draft, said: Said) -> None:
    """Keep words as one more paragraph of the story, exactly as they were said."""
    words = said.words.strip()
    if not re.search(r"\w", words):
        raise Refusal(text("error-no-words"))
    if len(draft.text) + len(words) > STORY_LIMIT:
        raise Refusal(text("error-story-full", limit=STORY_LIMIT))
    draft.story.append(said.words)


class PurposeStep(Step):
    name = "purpose"
    values = ("QJ", "JY", "ZX", "SU", "JU", "GX", "QZ")

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        guess = draft.purpose_machine
        ordered = sorted(self.values, key=lambda value: value != guess)
        options = tuple((text(f"opt-purpose-{value}"), value) for value in ordered)
        key = "ask-purpose-guessed" if guess in self.values and draft.story else "ask-purpose"
        return Question(text(key), options)

    def hear(self, draft: Draft, said: Said) -> None:
        """Words instead of a tap are the story: they are kept, and the purpose is asked with a guess."""
        add_to_story(draft, said)


class StoryStep(Step):
    name = "story"
    values = ("done",)

    def done(self, draft: Draft) -> bool:
        return draft.story_done

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        if not draft.story and not draft.files:
            return Question(text("ask-story-report" if draft.sealed else "ask-story"))
        options = ((text("opt-story-done"), "done"),)
        return Question(text("ask-story-more", count=len(draft.text), files=len(draft.files)), options)

    def hear(self, draft: Draft, said: Said) -> None:
        add_to_story(draft, said)

    def press(self, draft: Draft, value: str) -> None:
        if len(re.sub(r"\s", "", draft.text)) < SHORTEST_STORY:
            raise Refusal(text("error-story-short"))
        draft.story_done = True


class TappedStep(Step):
    """A question that only a tap answers. Words said instead are kept as part of the story; the question stands."""

    def hear(self, draft: Draft, said: Said) -> None:
        add_to_story(draft, said)


class MaskStep(TappedStep):
    """Sensitive numbers in the story: offered for masking before anything is filed (PIPL 28-30)."""

    name = "masked_asked"
    values = ("mask", "keep")

    def applies(self, draft: Draft) -> bool:
        return bool(draft.sensitive)

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        kinds = "、".join(text(f"sensitive-{kind}") for kind in draft.sensitive)
        return Question(text("ask-masked_asked", kinds=kinds), self.offered())

    def press(self, draft: Draft, value: str) -> None:
        self.check(value)
        draft.masked_asked, draft.mask = True, value == "mask"


class ReportStep(TappedStep):
    """检举控告 or 求决 is never guessed: the citizen says which (Art. 30)."""

    name = "report_asked"
    values = ("report", "solve", "both")

    def applies(self, draft: Draft) -> bool:
        return draft.ask_report and not draft.sealed

    def press(self, draft: Draft, value: str) -> None:
        self.check(value)
        draft.report_asked = True
        if value == "report":
            draft.purpose = Purpose.REPORT
        draft.then_report = value == "both"


class SplitStep(TappedStep):
    """一事一件: several demands in one text are better filed apart; the citizen decides."""

    name = "split_asked"
    values = ("apart", "one")

    def applies(self, draft: Draft) -> bool:
        return len(draft.demands) > 1 and not draft.brief

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        listed = "\n".join(f"{chr(0x2460 + at)} {demand}" for at, demand in enumerate(draft.demands[:9]))
        return Question(text("ask-split_asked", count=len(draft.demands), demands=listed), self.offered())

    def press(self, draft: Draft, value: str) -> None:
        self.check(value)
        draft.split_asked = True
        if value == "apart":
            draft.request, draft.later = draft.demands[0][:LONGEST_LINE], draft.demands[1:]


class FactsStep(TappedStep):
    """What was already said is not asked again: it is read back, and one tap confirms it."""

    name = "facts_asked"
    values = ("right", "wrong")

    def applies(self, draft: Draft) -> bool:
        return bool(draft.found) and not draft.brief

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        listed = "\n".join(f"· {text(f'fact-{kind}')}：{value}" for kind, value in draft.found.items())
        return Question(text("ask-facts_asked", facts=listed), self.offered())

    def press(self, draft: Draft, value: str) -> None:
        self.check(value)
        draft.facts_asked = True
        if value == "right":
            draft.happened = draft.happened or str(draft.found.get("happened", ""))
            draft.place = draft.place or str(draft.found.get("place", ""))
            draft.town = draft.town or privacy.town_of(draft.place)
            draft.people = draft.people or int(draft.found.get("people", 0))


class RepeatStep(TappedStep):
    """The person's own open case about the same: add to it, or it is something else (Art. 19.3: never refused)."""

    name = "repeat_asked"
    values = ("add", "new")

    def applies(self, draft: Draft) -> bool:
        return bool(draft.repeat_of)

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        return Question(text("ask-repeat_asked", number=draft.repeat_number), self.offered())


class SameStep(TappedStep):
    """Others' case of the same incident, by its public gist: join it, or stand alone."""

    name = "same_asked"
    values = ("join", "alone")

    def applies(self, draft: Draft) -> bool:
        return bool(draft.same_as) and not draft.sealed

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        return Question(text("ask-same_asked", gist=draft.same_gist), self.offered())


class RequestStep(Step):
    name = "request"

    def applies(self, draft: Draft) -> bool:
        return not draft.brief and not draft.sealed


class TopicStep(TappedStep):
    """The best three topics with the words that led there; the citizen confirms with one tap."""

    name = "topic"

    def applies(self, draft: Draft) -> bool:
        return not draft.sealed

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        codes = draft.topics_machine[:3]
        options = [(name_of(code), code) for code in codes]
        options.append((text("opt-topic-none"), UNSURE))
        if not codes:
            return Question(text("ask-topic-unknown"), tuple(options))
        words = "、".join(f"「{reason['word']}」" for reason in draft.topic_reasons[:5])
        return Question(text("ask-topic", name=name_of(codes[0]), words=words), tuple(options))

    def press(self, draft: Draft, value: str) -> None:
        if value != UNSURE and value not in draft.topics_machine[:3]:
            raise Refusal(text("error-old-button"))
        draft.topic = value


class PlaceStep(Step):
    name = "place"

    def applies(self, draft: Draft) -> bool:
        return draft.purpose not in (Purpose.INQUIRY, Purpose.THANKS)

    def hear(self, draft: Draft, said: Said) -> None:
        draft.place = one_line(said.words)
        draft.town = privacy.town_of(draft.place)


class HappenedStep(Step):
    name = "happened"
    optional = True
    numeric = True

    def applies(self, draft: Draft) -> bool:
        return not draft.brief and draft.purpose != Purpose.SUGGESTION


class ConcernsStep(Step):
    """Whom it concerns. A report must name it; that name is sealed and routes nothing to the one named."""

    name = "concerns"
    optional = True

    def applies(self, draft: Draft) -> bool:
        return not draft.brief and draft.purpose != Purpose.SUGGESTION

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        if draft.sealed:
            return Question(text("ask-concerns-report"))
        return super().ask(draft, name_of)


class BeforeStep(Step):
    name = "before"
    optional = True
    values = ("none", "petition", "court", "arbitration", "reconsideration")

    def applies(self, draft: Draft) -> bool:
        return draft.purpose in (Purpose.REQUEST, Purpose.APPEAL, Purpose.HELP)

    def hear(self, draft: Draft, said: Said) -> None:
        draft.before, draft.before_number = "petition", one_line(said.words, 100)


class PeopleStep(Step):
    name = "people"
    numeric = True
    optional = True
    values = ("1",)

    def applies(self, draft: Draft) -> bool:
        return not draft.brief and not draft.sealed

    def hear(self, draft: Draft, said: Said) -> None:
        words = said.words.strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
        found = _COUNT.match(words)
        count = int(found.group(1)) if found else _CHINESE_COUNTS.get(words.rstrip("个人户位名"), 0)
        if count < 1:
            raise Refusal(text("error-count"))
        draft.people = count

    def press(self, draft: Draft, value: str) -> None:
        draft.people = 1


class NameStep(Step):
    """A name is never required (Art. 22, 44): anonymity costs only the written answer."""

    name = "name"
    values = ("anonymous",)

    def applies(self, draft: Draft) -> bool:
        return draft.anonymous is not True and draft.purpose != Purpose.THANKS

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        options = ((text("opt-name-anonymous"), "anonymous"),)
        return Question(text("ask-name"), options)

    def hear(self, draft: Draft, said: Said) -> None:
        name = one_line(said.words, 40)
        if not re.search(r"[^\W\d_]", name):
            raise Refusal(text("error-name"))
        draft.name, draft.anonymous = name, False

    def press(self, draft: Draft, value: str) -> None:
        draft.anonymous, draft.name, draft.phone, draft.address = True, "", "", ""


class PhoneStep(Step):
    name = "phone"
    numeric = True
    optional = True

    def applies(self, draft: Draft) -> bool:
        return draft.anonymous is False

    def hear(self, draft: Draft, said: Said) -> None:
        digits = (
            said.words.strip()
            .translate(str.maketrans("０１２３４５６７８９－　", "0123456789- "))
            .replace(" ", "")
        )
        if ric.is_valid(digits):
            raise Refusal(text("error-id-not-phone"))
        if not _PHONE.match(digits):
            raise Refusal(text("error-phone"))
        draft.phone = digits


class AddressStep(Step):
    name = "address"
    optional = True

    def applies(self, draft: Draft) -> bool:
        return draft.anonymous is False and not draft.brief


class FilesStep(Step):
    name = "files"
    values = ("done",)

    def applies(self, draft: Draft) -> bool:
        return not draft.brief

    def done(self, draft: Draft) -> bool:
        return "files" in draft.skipped

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        key = "ask-files-more" if draft.files else "ask-files"
        label = text("opt-files-done") if draft.files else text("opt-files-none")
        return Question(text(key, count=len(draft.files)), ((label, "done"),))

    def hear(self, draft: Draft, said: Said) -> None:
        """Words at this point are one more paragraph of the story."""
        add_to_story(draft, said)

    def press(self, draft: Draft, value: str) -> None:
        draft.skipped.append("files")


class PublishStep(TappedStep):
    name = "publish"
    values = ("yes", "no")

    def applies(self, draft: Draft) -> bool:
        return not draft.brief and not draft.sealed

    def done(self, draft: Draft) -> bool:
        return draft.publish is not None

    def press(self, draft: Draft, value: str) -> None:
        draft.publish = value == "yes"


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
