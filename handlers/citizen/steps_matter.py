"""The questions about the matter: the notice, what happened, of what kind it is, what is asked for, where."""

import re
from dataclasses import replace

from casework.petition import Purpose, Refusal
from casework.wording import text
from handlers.citizen import belonging
from handlers.citizen.belonging import Belonging
from handlers.citizen.draft import UNSURE, Draft
from handlers.citizen.step import (
    LONGEST_LINE,
    NameOf,
    Question,
    Said,
    Step,
    TappedStep,
    add_to_story,
    bare,
    named,
    own_line,
    plainly,
)
from nlp import answers
from nlp.facts import FactKind
from nlp.reader import Reading

SHORTEST_STORY = 6
LONGEST_STORY = 200
"""Characters of the story that the preview shows; every one of them is kept."""
_REASONS = 3
NAMELESS = re.compile(
    "匿名|(?:不|别|莫|唔)(?:想|愿|要|能|可以|好|使)?(?:写|留|用|说|记|登)(?:上|下)?(?:我|俺)?(?:的|嘅)?(?:姓?名|名字|真名|实名)|不实名"
    "|(?:keep|stay|be|remain) anonymous|without (?:my |a )?name|(?:no|not my) name",
    re.I,
)
_HERE = re.compile("^(?:我|俺)?(?:们)?(?:家|人)?(?:就)?(?:住)?(?:在|是)(?=..)")
"""What is said before a place and is none of it (我住在幸福小区3栋)."""
_ASKED_SHORTLY = 12
_A_SHORT_PLACE = 12
_NO_PLACE = re.compile(
    r"我[\u4e00-\u9fff]{0,3}(?:叫|姓)|电话|^[\d一二两三四五六七八九十百千几半]+(?:多)?(?:公里|里路|米|亩|块|元|万|个月|年|天|户|人|斤|吨|平)"
)
_A_MEASURE = re.compile("[0-9一二两三四五六七八九十百千几半]+多?(?:公里|里路?|华里)")
"""Ends as some places do (两公里), and is none."""
_OFFERED = 4
"""So many purposes at once: with the ways back and out no more than six buttons."""
_NUMBERING = 3
"""So few characters before the first of several matters only number it (1., 第一，)."""


class ConsentStep(TappedStep):
    """Notice before processing (PIPL 17): agree, stay anonymous, or be shown other channels."""

    name = "consented"
    shown = False
    values = ("agree", "anonymous", "refuse", "full")
    yes = "agree"
    no = "refuse"

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        key = "ask-consented-again" if draft.notice_read else "ask-consented"
        return Question(text(key), self.offered())

    def meant(self, draft: Draft, words: str) -> str:
        """匿名, 可以不写名字吗: who says so stays anonymous."""
        short = len(bare(words)) <= (_ASKED_SHORTLY * 2 if words.isascii() else _ASKED_SHORTLY)
        return "anonymous" if short and NAMELESS.search(words) else super().meant(draft, words)

    def press(self, draft: Draft, value: str) -> None:
        self.check(value)
        draft.consented = True
        if value == "anonymous":
            draft.become_anonymous()


class PurposeStep(TappedStep):
    """What kind of matter it is: four are offered, the likely one first; all seven are understood when typed."""

    name = "purpose"
    values = ("QJ", "SU", "JU", "JY", "ZX", "QZ", "GX")

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        guess = draft.purpose_machine
        ordered = sorted(self.values, key=lambda value: value != guess)
        # Who changes it looks for the right one; who is asked for it is not shown a catalogue.
        offered = ordered if draft.purpose else ordered[:_OFFERED]
        options = tuple((text(f"opt-purpose-{value}"), value) for value in offered)
        key = "ask-purpose-guessed" if guess in self.values and draft.story else "ask-purpose"
        return Question(text(key), options)

    def line(self, draft: Draft, name_of: NameOf) -> str:
        return text(f"opt-purpose-{draft.purpose}") if draft.purpose else ""

    def claims(self, words: str, reading: Reading) -> str:
        """举报, said where the consent was asked for."""
        return words.strip() if self.meant(Draft(), words) else ""

    def hear(self, draft: Draft, said: Said) -> None:
        if named := self.meant(draft, said.words):
            self.press(draft, named)
            draft.report_asked = draft.report_asked or named == Purpose.REPORT
        else:
            super().hear(draft, said)

    def meant(self, draft: Draft, words: str) -> str:
        """举报, 我要投诉: a purpose named by its short name."""
        said = bare(words).removeprefix(text("typed-i-want")).rstrip("吧了啊呀")
        return next((value for value in self.values if said in named(f"typed-purpose-{value}")), "")


class StoryStep(Step):
    """What happened. The first words are the story; whatever is told later is added to it."""

    name = "story"
    values = ("done",)
    open_to_all = True
    in_words = True
    told = True

    def done(self, draft: Draft) -> bool:
        return len(re.sub(r"\s", "", draft.text)) >= SHORTEST_STORY or self.name in draft.skipped

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        if draft.files:
            options = ((text("opt-story-done"), "done"),)
            return Question(text("ask-story-files", files=len(draft.files)), options)
        if draft.story:
            return Question(text("error-story-short"))
        return Question(text("ask-story-report" if draft.sealed else "ask-story"))

    def line(self, draft: Draft, name_of: NameOf) -> str:
        return draft.text if len(draft.text) <= LONGEST_STORY else draft.text[:LONGEST_STORY] + "……"

    def hear(self, draft: Draft, said: Said) -> None:
        add_to_story(draft, said)

    def press(self, draft: Draft, value: str) -> None:
        """Pictures and a voice tell a matter too: who sent them need not write."""
        if not draft.files and not self.done(draft):
            raise Refusal(text("error-story-short"))
        draft.skipped.append(self.name)


class MaskStep(TappedStep):
    """Sensitive numbers in the story: offered for masking before anything is filed (PIPL 28-30)."""

    name = "masked_asked"
    shown = False
    values = ("mask", "keep")
    yes = "mask"
    no = "keep"

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
    shown = False
    values = ("report", "solve", "both")

    def applies(self, draft: Draft) -> bool:
        return draft.ask_report and not draft.sealed

    def meant(self, draft: Draft, words: str) -> str:
        """举报, 解决问题, 两样都要: said instead of tapped."""
        said = bare(words).rstrip("吧了啊呀")
        return next((value for value in self.values if said in named(f"typed-report_asked-{value}")), "")

    def press(self, draft: Draft, value: str) -> None:
        self.check(value)
        draft.report_asked = True
        if value == "report":
            draft.purpose = Purpose.REPORT
        elif draft.purpose_machine == Purpose.REPORT:
            draft.purpose = draft.purpose or Purpose.REQUEST
        draft.then_report = value == "both"


class SplitStep(TappedStep):
    """一事一件: several demands in one text are better filed apart; the citizen decides."""

    name = "split_asked"
    shown = False
    values = ("apart", "one")
    yes = "apart"
    no = "one"

    def applies(self, draft: Draft) -> bool:
        return len(draft.demands) > 1 and not draft.brief

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        listed = "\n".join(f"{chr(0x2460 + at)} {demand}" for at, demand in enumerate(draft.demands[:9]))
        return Question(text("ask-split_asked", count=len(draft.demands), demands=listed), self.offered())

    def press(self, draft: Draft, value: str) -> None:
        self.check(value)
        draft.split_asked = True
        if value == "apart":
            first, *draft.later = draft.demands
            draft.lead = beside(draft.text, draft.demands)
            draft.story = part_of(draft, first)
            draft.request = first[:LONGEST_LINE]


def beside(story: str, parts: list[str]) -> str:
    """What a story says beside its several matters: it belongs to each of them, and none of it is lost."""
    for part in parts:
        story = story.replace(part, "\n", 1)
    kept = [each.strip(" ，,。；;、") for each in story.split("\n")]
    return "\n".join(each for each in kept if len(bare(each)) > _NUMBERING)


def part_of(draft: Draft, part: str) -> list[str]:
    """The story of one of several matters: its own words, and what was said before all of them."""
    return [words for words in (draft.lead, part) if words]


class RepeatStep(TappedStep):
    """The person's own open case about the same: add to it, or it is something else (Art. 19.3: never refused)."""

    name = "repeat_asked"
    shown = False
    values = ("add", "new")
    yes = "add"
    no = "new"

    def applies(self, draft: Draft) -> bool:
        return bool(draft.repeat_of)

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        return Question(text("ask-repeat_asked", number=draft.repeat_number), self.offered())


class SameStep(TappedStep):
    """Others' case of the same incident, by its public gist: join it, or stand alone."""

    name = "same_asked"
    shown = False
    values = ("join", "alone")
    yes = "join"
    no = "alone"

    def applies(self, draft: Draft) -> bool:
        return bool(draft.same_as) and not draft.sealed

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        return Question(text("ask-same_asked", gist=draft.same_gist), self.offered())


class RequestStep(Step):
    """What is asked for. The answer has to meet it point by point, so a plain 好 is asked about once more."""

    name = "request"
    optional = True
    open_to_all = True
    in_words = True
    told = True

    def applies(self, draft: Draft) -> bool:
        return not draft.brief and not draft.sealed

    def belongs(self, draft: Draft, words: str, reading: Reading) -> Belonging:
        """A wish, or a sum; whatever tells on belongs to the story and leaves the question open."""
        sum_alone = belonging.nothing_but((FactKind.MONEY,), words, reading)
        wished = belonging.is_wished(words, reading) and not belonging.tells_what_happened(words)
        tells = not sum_alone and (belonging.tells_more(words) or not wished)
        return Belonging("", tells=True) if tells else Belonging(words)

    def claims(self, words: str, reading: Reading) -> str:
        """修好, said where the place was asked for."""
        return words.strip() if belonging.begins_asking(words) else ""

    def hear(self, draft: Draft, said: Said) -> None:
        if bare(said.words) in (*named("typed-yes"), *named("typed-no"), *named("typed-unknown")):
            raise Refusal(text("error-request"))
        super().hear(draft, said)


class TopicStep(TappedStep):
    """The best three topics with the words that led there: opened from the preview, where the best one stands."""

    name = "topic"
    useful = True
    only_changed = True

    def applies(self, draft: Draft) -> bool:
        return not draft.sealed

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        codes = draft.topics_machine[:3]
        options = [(name_of(code), code) for code in codes]
        options.append((text("opt-topic-none"), UNSURE))
        if not codes:
            return Question(text("ask-topic-unknown"), tuple(options))
        found = dict.fromkeys(reason["word"] for reason in draft.topic_reasons)
        if not found:
            return Question(text("ask-topic-unknown"), tuple(options))
        words = "、".join(f"「{word}」" for word in list(found)[:5])
        return Question(text("ask-topic", name=name_of(codes[0]), words=words), tuple(options))

    def meant(self, draft: Draft, words: str) -> str:
        # A plain yes means something only where one topic was named.
        named = draft.topics_machine[0] if draft.topics_machine and draft.topic_reasons else ""
        return plainly(words, yes=named, no=UNSURE) if draft.topics_machine else ""

    def line(self, draft: Draft, name_of: NameOf) -> str:
        """The topic that was chosen or is likely, with the words that led there; who decides where it is not sure."""
        if draft.topic:
            return name_of(draft.topic) if draft.topic != UNSURE else text("topic-unknown")
        if not draft.topics_machine or not draft.topic_reasons:
            return text("topic-unknown")
        found = list(dict.fromkeys(reason["word"] for reason in draft.topic_reasons))[:_REASONS]
        words = "".join(f"「{word}」" for word in found)
        key = "preview-topic" if draft.machine_sure else "preview-topic-likely"
        return text(key, name=name_of(draft.topics_machine[0]), words=words)

    def press(self, draft: Draft, value: str) -> None:
        if value != UNSURE and value not in draft.topics_machine[:3]:
            raise Refusal(text("error-old-button"))
        draft.topic = value


class PlaceStep(Step):
    """Where. It decides who handles the matter; a report goes to one person wherever it happened."""

    name = "place"
    optional = True
    open_to_all = True
    in_words = True
    facts = belonging.PLACES
    kind = "place"

    def applies(self, draft: Draft) -> bool:
        return not draft.brief

    def asked(self, draft: Draft) -> bool:
        return not draft.sealed

    def belongs(self, draft: Draft, words: str, reading: Reading) -> Belonging:
        """赵强 may be a village and is rather a name: asked once. 两公里 and 我儿子叫李想 are none."""
        said = words.strip()
        short = len(said) <= (_A_SHORT_PLACE * 3 if said.isascii() else _A_SHORT_PLACE)
        surely = short and belonging.ends_as_place(said) and not _A_MEASURE.fullmatch(said)
        never = not surely and (_NO_PLACE.search(said) is not None or belonging.narrates(said))
        found = belonging.of_one_thing(self.facts, self.kind, words, reading, surely=surely, never=never)
        plain = bare(said) in (*named("typed-yes"), *named("typed-no"))
        if not found.answer or found.sure or said.isascii() or plain:
            return found
        return replace(found, doubt="error-place-or-name" if answers.name(said) else "error-place")

    def claims(self, words: str, reading: Reading) -> str:
        return belonging.only_a_place(words, reading)

    def hear(self, draft: Draft, said: Said) -> None:
        draft.put_place(own_line(_HERE.sub("", said.words.strip()) or said.words))
