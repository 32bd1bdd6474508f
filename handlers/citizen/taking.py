"""Where words belong that were said to a question: its answer, more of the story, a telephone given too early.

What answers nothing is refused with the sentence that the citizen reads.
"""

import re
from dataclasses import dataclass

from casework.petition import Refusal
from casework.wording import text
from handlers.citizen import belonging
from handlers.citizen.belonging import Belonging
from handlers.citizen.draft import Draft
from handlers.citizen.form_steps import BY_NAME, STEPS
from handlers.citizen.step import NameOf, Said, Step, TappedStep, add_to_story, bare, named
from handlers.citizen.steps_person import NameStep
from nlp import answers
from nlp.reader import Reading
from services.context import Desk

_A_BARE_NAME = re.compile("[\u4e00-\u9fff]{3}")
"""So many characters that are a name are one where nothing in words was asked for."""
_OPENS = re.compile(
    "(?:你好|您好|那个|那|嗯|哎|喂|算了|好吧)*(?:我|俺)?(?:就是|还是|再|重新)*(?:想|要|有|来|准备)*(?:说|反映|反应|咨询|问|讲|投诉|登记|打听)?(?:一下|下|一遍|一次)?(?:你们|您)?吧?"
    "(?:一?(?:个|点|件|些)?(?:小|别的|新的|其他)?(?:事情?|问题|情况))?(?:要|想)?(?:说|反映|反应|问|讲)?(?:一下|下)?(?:你们|您)?"
)
_OPENS_IN_ENGLISH = re.compile(
    "(?:hello|hi|please|excuse me)?(?:i (?:want|would like|need|have)(?: to)? )?(?:a |to )?"
    "(?:complain|report|complaint|problem|question)"
    "(?: something| a problem| a complaint)?",
    re.I,
)
_A_MATTER = re.compile("说|反映|反应|咨询|问|讲|投诉|登记|打听|事|情况")


def opens_only(words: str) -> bool:
    """Whether words say no more than that something will be told (我有个事, 想咨询一下)."""
    if _OPENS_IN_ENGLISH.fullmatch(words.strip(" .!")):
        return True
    said = bare(words)
    return _OPENS.fullmatch(said) is not None and _A_MATTER.search(said) is not None


@dataclass(frozen=True)
class Taken:
    """What became of words: the sentence that says so (empty: they answered), and whether the question still stands."""

    said: str = ""
    stands: bool = False


async def take_words(desk: Desk, draft: Draft, step: Step | None, words: str) -> Taken:
    """Put words where they belong. Raises `Refusal` with the sentence for words that answer nothing."""
    tapped = step is None or isinstance(step, TappedStep)
    if opens_only(words):
        return Taken(text("repair-here"), stands=True)
    if tapped and bare(words) in (*named("typed-yes"), *named("typed-no"), *named("typed-unknown")):
        raise Refusal(text("repair-tap"))
    reading = await desk.context.reader.read_gently(words, today=desk.today)
    mine = step.belongs(draft, words, reading) if step is not None else Belonging("", tells=True)
    if not mine.sure and (other := _claimant(draft, step, words, reading)) is not None:
        return put(draft, other, words, desk.context.topic_name)
    if mine.doubt and draft.doubted != words.strip():
        draft.doubted = words.strip()
        raise Refusal(text(mine.doubt, value=words.strip()))
    if mine.tells:
        add_to_story(draft, Said(words))
    if step is None or not mine.answer:
        return Taken(text("intake-kept-too"), stands=True)
    step.hear(draft, Said(mine.answer))
    return Taken()


def _claimant(draft: Draft, step: Step | None, words: str, reading: Reading) -> Step | None:
    """The other question whose answer these words can only be."""
    tapped = step is None or isinstance(step, TappedStep)
    if (
        tapped
        and _A_BARE_NAME.fullmatch(words.strip())
        and not belonging.wishes(words)
        and answers.name(words.strip())
        and not reading.topics.fits
    ):
        return BY_NAME[NameStep.name]
    return next(
        (
            each
            for each in STEPS
            if each is not step and (each.personal or each.applies(draft)) and each.claims(words, reading)
        ),
        None,
    )


def put(draft: Draft, step: Step, words: str, name_of: NameOf) -> Taken:
    """Answer another question than the open one; nothing that says who speaks is kept of who stays anonymous."""
    if step.personal and draft.anonymous:
        return Taken(text("repair-anonymous"), stands=True)
    before = getattr(draft, step.name)
    step.hear(draft, Said(words))
    key = "repair-corrected" if before else "repair-kept-as"
    value = step.as_said(draft, name_of)
    return Taken(text(key, field=text(f"field-{step.name}"), value=value), stands=True)
