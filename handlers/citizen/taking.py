"""Where words belong that were said to a question: its answer, more of the story, a telephone given too early.

What answers nothing is refused with the sentence that the citizen reads.
"""

import re

from casework.petition import Refusal
from casework.wording import text
from handlers.citizen import told
from handlers.citizen.draft import Draft
from handlers.citizen.step import Said, Step, TappedStep, add_to_story, bare, named
from handlers.citizen.steps_person import named_in
from services.context import Desk

_IN_ONES_OWN = ("name", "place", "happened", "concerns", "address")
"""Questions that a plain yes or no does not answer."""
_A_PLACE = 20
_A_WORD = 3
"""So few characters are looked at as an answer only."""


_OPENS = re.compile(
    "(?:你好|您好|那个|那|嗯|哎|喂|算了|好吧)*(?:我|俺)?(?:就是|还是|再|重新)*(?:想|要|有|来|准备)*(?:说|反映|反应|咨询|问|讲|投诉|登记|打听)?(?:一下|下|一遍|一次)?(?:你们|您)?吧?"
    "(?:一?(?:个|点|件|些)?(?:小|别的|新的|其他)?(?:事情?|问题|情况))?(?:要|想)?(?:说|反映|反应|问|讲)?(?:一下|下)?(?:你们|您)?"
)
_A_MATTER = re.compile("说|反映|反应|咨询|问|讲|投诉|登记|打听|事|情况")


def opens_only(words: str) -> bool:
    """Whether words say no more than that something will be told (我有个事, 想咨询一下)."""
    said = bare(words)
    return _OPENS.fullmatch(said) is not None and _A_MATTER.search(said) is not None


async def take_words(desk: Desk, draft: Draft, step: Step | None, words: str) -> str:
    """Put words where they belong; the name of the sentence that says so where it is not the open question.

    Raises `Refusal` with the sentence for words that answer nothing.
    """
    if opens_only(words) and (step is None or step.name == "story" or isinstance(step, TappedStep)):
        return "repair-here"
    if isinstance(step, TappedStep) and bare(words) in (
        *named("typed-yes"),
        *named("typed-no"),
        *named("typed-unknown"),
    ):
        raise Refusal(text("repair-tap"))
    if step is None or isinstance(step, TappedStep):
        add_to_story(draft, Said(words))
        return "intake-kept-too"
    phone = told.a_phone_alone(words)
    if phone and step.name in ("request", "place", "concerns", "happened", "address"):
        return keep_contact(draft, words, phone)
    if step.name == "request" and _A_WORD < len(words) <= _A_PLACE and not draft.place:
        reading = await desk.context.reader.read_gently(words, today=desk.today)
        if place := told.only_a_place(words, reading):
            told.put_place(draft, place)
            return "repair-place-kept"
    if step.name == "request" and told.tells_more(words):
        add_to_story(draft, Said(words))
        return "intake-kept-too"
    if step.name in _IN_ONES_OWN and bare(words) in (*named("typed-yes"), *named("typed-no")):
        raise Refusal(text("repair-plain"))
    if step.name == "place" and told.only_asks(words):  # 修好, said where the place was asked for
        if draft.request:
            add_to_story(draft, Said(words))
        draft.request = draft.request or words.strip()
        return "intake-kept-too"
    a_number = step.name == "phone" and re.search(r"\d{7,}", words)
    if step.name in told.LOOKED_INTO and len(words) > _A_WORD and not a_number:
        reading = await desk.context.reader.read_gently(words, today=desk.today)
        put = told.placed(step.name, words, reading)
        if put.tells:
            add_to_story(draft, Said(words))
        if not put.answer:
            return "intake-kept-too"
        words = put.answer
    step.hear(draft, Said(words))
    return ""


def keep_contact(draft: Draft, words: str, phone: str) -> str:
    """A telephone, and perhaps a name, given at another question; nothing of it is kept of who stays anonymous."""
    if draft.anonymous:
        return "repair-anonymous"
    draft.phone = phone
    if name := named_in(words):
        draft.name, draft.anonymous = draft.name or name, False
    return "repair-phone-kept"
