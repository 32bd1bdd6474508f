"""People do not follow forms: what they say to a question instead of answering it, and what is done about it.

The patterns are those of conversation repair: correction, digression, cancellation, skipping, clarification,
repetition, handing over to a person (https://rasa.com/docs/reference/primitives/patterns). Nothing here speaks or
stores; `petition_form.py` does what is found here.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from casework import numbering
from handlers.citizen import asked_us, swapped
from handlers.citizen.draft import Draft
from handlers.citizen.form_steps import BY_NAME, PREVIEW
from handlers.citizen.step import Step, bare
from handlers.citizen.steps_matter import NAMELESS, RequestStep
from handlers.citizen.steps_person import NameStep, PhoneStep, known_name
from nlp import answers, corrections, swaps
from nlp.intent import Intent, IntentReading
from nlp.normalise import clean
from nlp.reader import Reader

ANSWERED = {
    Intent.WAIT: "repair-wait", Intent.CANNOT_WRITE: "repair-cannot-write", Intent.THANKS: "repair-thanks",
    Intent.ABUSE: "repair-abuse", Intent.GREETING: "repair-here", Intent.WHY: "answer-why",
    Intent.WHO_READS: "answer-who", Intent.TRUST: "answer-trust", Intent.FREE: "answer-free",
    Intent.HOURS: "answer-hours", Intent.WHERE: "answer-where", Intent.PHONE: "answer-phone",
    Intent.HUMAN: "repair-human",
}  # fmt: skip
"""What gets one sentence, and then the same question stands: the intent and the sentence's name."""
MOVES = {
    Intent.SKIP: "_skip", Intent.SKIP_ALL: "_rest", Intent.STOP: "_leave", Intent.BACK: "_back",
    Intent.REPEAT: "_again", Intent.RESTART: "_new",
}  # fmt: skip
"""What presses one of the form's own buttons."""
AWAY = frozenset(
    {
        Intent.STATUS, Intent.URGE, Intent.RATE, Intent.REVIEW, Intent.UNSOLVED, Intent.SOLVED, Intent.HOME,
        Intent.NOTICES, Intent.PRIVACY, Intent.LANGUAGE, Intent.VISIT, Intent.WITHDRAW,
    }
)  # fmt: skip
"""What is meant for another place: the form is put aside and the words are heard there."""
HOW_LONG = "how_long"
"""What is asked of a matter that is being told (多久有结果)."""
_OF_A_CASE = (Intent.URGE, Intent.RATE, Intent.REVIEW, Intent.UNSOLVED, Intent.SOLVED, Intent.WITHDRAW)
_NAME = 4
"""So many characters may be a name that is not known; more of them are rather what they look like."""
_MOSTLY, _PARTLY = 0.5, 0.34
"""So much of the words has to say what is meant, where any words may be the answer; the second where they are a
place, a time or a name, which no such words are."""
_APART = re.compile(r"[\s，,。;；]+")
_CALLED = re.compile(r"(?:我|俺)(?:就|名字)?叫([\u4e00-\u9fff]{2,4})(?=$|[，,。 ])")
_NUMBER_AND_LITTLE = 40
_NO_MORE = re.compile("别|不要|停止|取消|不能")
_PLACES = (Intent.HOME, Intent.NOTICES, Intent.PRIVACY, Intent.LANGUAGE)
_GUIDE = (Intent.LAW, Intent.GUIDE)
_SHORTLY = 14
"""So few characters say only that no name or no number is given."""
_NO_PHONE = re.compile(
    "(?:[不唔](?:想|愿意?|要|用|能|便|方便)?(?:留|写|给|填|说|提供)(?:我的?)?|(?:删|去|划)(?:掉|了)我?的?)(?:联系)?(?:电话|手机|号码)"
    "|(?:电话|手机号?|号码)(?:就)?(?:不(?:想|愿意?|要|用)?(?:留|写|给|填|说)?了?$|删|去掉|别留|别写)"
    "|^(?:please )?(?:no (?:tele)?phone|no number|without (?:a )?(?:tele)?phone)"
    "|(?:delete|remove) (?:my )?(?:tele)?phone"
    "|(?:do not|don't|dont|not) (?:want to )?(?:leave|give|keep|save) (?:you )?(?:my |a )?(?:tele)?(?:phone|number)",
    re.I,
)
_PLAINLY = 25
_NAMED = re.compile(
    "(?<![不别没])(?:留|写|用|填)(?:一?个|下|上|我)*的?(?:姓名|名字|真名|实名|大名|联系方式)"
    "|(?<![不非])实名(?:吧|登记|举报|反映|算了)?$|取消匿名|(?:不|别)(?:想|要)?匿名"
)
_CALLED_ONLY = re.compile("(?:我|俺)?就?叫(?P<name>[\u4e00-\u9fff]{2,4})")
_HOW_LONG = re.compile("多久|多長|多长时间|几天|幾天|什么时候|什麼時候|啥时候")
_BRIEFLY = 15
_ASKS_US = re.compile(
    "^(?:大概|请问|那|这个|一般)*(?:要|得|需要)?(?:多久|几天|多长时间)|^(?:你们)?(?:到底)?(?:能|会)?管(?:不管|得了)?吗?$"
    "|什么时候(?:能|可以|给|有)|怎么办$|^(?:还)?(?:要|需要)(?:交|带)?(?:什么|哪些)材料"
)
_ASKS = re.compile("(?:吗|么|嘛|呢)[?？]*$|[?？]$|行不行|可不可以|能不能|要不要|用不用")


class Mending(StrEnum):
    """What is done with words that are no answer."""

    SAY = "say"
    MOVE = "move"
    AWAY = "away"
    GUIDE = "guide"
    CORRECT = "correct"
    MORE = "more"
    ASK = "ask"
    WITHOUT = "without"
    NAMED = "named"


@dataclass(frozen=True)
class Repair:
    """`value`: the sentence's name, the move, what is wanted of a case, or the question whose answer is corrected or
    not given; `words`: its new value, or what is asked for besides."""

    kind: Mending
    value: str = ""
    words: str = ""


def read(words: str, draft: Draft, reader: Reader) -> Repair | None:
    """What the words are for when they do not answer the question that stands open; None when they do."""
    if len(words) <= _NUMBER_AND_LITTLE and isinstance(numbering.parse(words), str):
        return Repair(Mending.AWAY)
    if without := _without(words, draft):
        return Repair(Mending.WITHOUT, without)
    if swap := swapped.read(words, draft):
        return Repair(Mending.CORRECT, swap.field, swap.value)
    if name := _renamed(words, draft):
        return Repair(Mending.CORRECT, "name", name)
    if draft.anonymous and (named := _named_after_all(words)) is not None:
        return Repair(Mending.NAMED, words=named)
    if draft.step not in ("story", "files") and (asked := corrections.added(words)):
        return Repair(Mending.ASK, words=asked)
    if draft.step == "name" and _APART.search(words.strip()) and known_name(words):
        return None  # 王桂花 没有手机: a name, whatever is said beside it
    step = BY_NAME.get(draft.step)
    found = reader.intent(words, asked=draft.step)
    if found.intent is Intent.ANSWER and not found.sure and not (step and step.open_to_all):
        found = _elsewhere(words, reader) or found
    if not _is_to_us(found, words, step):
        return Repair(Mending.GUIDE) if _is_a_question(words, step) else None
    if found.intent in ANSWERED:
        return Repair(Mending.SAY, ANSWERED[found.intent])
    if found.intent in MOVES:
        return Repair(Mending.MOVE, MOVES[found.intent])
    if found.intent in AWAY:
        if found.intent is Intent.STATUS and _HOW_LONG.search(words):
            return Repair(Mending.AWAY, HOW_LONG)
        return Repair(Mending.AWAY, found.intent if found.intent in _OF_A_CASE else "")
    if found.intent in _GUIDE:
        return Repair(Mending.GUIDE, found.intent)
    if found.intent is Intent.CORRECT:
        return _correction(found, draft)
    if found.intent is Intent.SUPPLEMENT and draft.step == PREVIEW:
        return Repair(Mending.MORE)
    return None


def _without(words: str, draft: Draft) -> str:
    """Which of name and phone is not to be kept (我想匿名, 电话不想留); empty where that is not what is said."""
    latin = words.isascii()
    said = words.strip(" .,!") if latin else bare(clean(words).text)
    if len(said) > (_SHORTLY * 3 if latin else _SHORTLY) or draft.anonymous or draft.step == "consented":
        return ""
    if NAMELESS.search(said):
        return NameStep.name
    return PhoneStep.name if _NO_PHONE.search(said) else ""


def _named_after_all(words: str) -> str | None:
    """Whether somebody anonymous wants to be named: the name they said, empty where they said only that."""
    said = bare(words)
    called = _CALLED_ONLY.fullmatch(said)
    if called and known_name(called["name"]):
        return called["name"]
    return "" if len(said) <= _PLAINLY and _NAMED.search(said) else None


def _is_a_question(words: str, step: Step | None) -> bool:
    """Whether a short question was asked where an answer is awaited (那个要交材料吗, 要多久): it answers nothing."""
    told_there = step is not None and step.told and not isinstance(step, RequestStep)
    if not told_there and asked_us.is_pure(words):
        return True
    if step is None:
        return False
    awaited = step.kind or isinstance(step, RequestStep)
    if awaited and len(words) <= _BRIEFLY and _ASKS_US.search(bare(words)):
        return True
    asks = step.kind and len(words) <= _NUMBER_AND_LITTLE
    return bool(asks) and _ASKS.search(words.strip()) is not None


def _renamed(words: str, draft: Draft) -> str:
    """The name in 我叫刘健 or 我不叫周伟，我叫周炜, where another question stands open; empty for anything else."""
    step = BY_NAME.get(draft.step)
    if (
        (step and (step.open_to_all or isinstance(step, NameStep)))
        or draft.anonymous
        or len(words) > _NUMBER_AND_LITTLE
    ):
        return ""
    called = _CALLED.findall(words)
    return called[-1] if called else ""


def _elsewhere(words: str, reader: Reader) -> IntentReading | None:
    """A second opinion on an unlikely answer (评价 as a name): what it means at the menu, if that is sure."""
    found = reader.intent(words)
    learned = any(each.rule.endswith(":learned") for each in found.reasons)
    if learned and (found.intent in _PLACES or not found.sure or swaps.kind_of(clean(words).text)):
        return None  # 半个月了 and 东街 are what they look like
    meant = found.intent in AWAY or found.intent in ANSWERED or found.intent in _GUIDE
    return found if meant and (found.sure or len(words) > _NAME) else None


def _is_to_us(found: IntentReading, words: str, step: Step | None) -> bool:
    if found.intent is Intent.PHONE and answers.phone(words):
        return False  # who says a number gives it: phone 139…
    if isinstance(step, RequestStep) and found.intent is Intent.FREE and _NO_MORE.match(words.strip()):
        return False  # 别再收费了 is wished and not asked
    one_thing = step is not None and bool(step.kind) and not step.open_to_all
    if found.intent is Intent.CORRECT or (one_thing and found.intent not in AWAY):
        return True
    said = len(bare(words)) or 1
    meant = sum(each.end - each.start for each in found.reasons)
    return found.sure and meant / said >= (_MOSTLY if step and step.told else _PARTLY)


def _correction(found: IntentReading, draft: Draft) -> Repair | None:
    """Which answer is corrected. Where none was named and nothing new was said, the citizen is shown them all."""
    step = BY_NAME.get(found.field)
    if step is None:
        return Repair(Mending.MOVE, "_change") if draft.step == PREVIEW or not found.value else None
    if not step.applies(draft):
        return None
    return Repair(Mending.CORRECT, found.field, found.value)
