"""我的单位别写上去: what somebody wants left out of their own words is shown, and goes only when they say so.

The story stays the citizen's: nothing is taken out of it unasked, and nothing is said to be gone that stands there.
"""

import re

from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from casework.wording import text
from handlers.citizen import asking, own_cases
from handlers.citizen.draft import Draft
from handlers.citizen.form_steps import STEPS
from handlers.citizen.step import bare
from services.buttons import LEAVE, Case, Fill, Go, Option, numbered
from services.context import Desk

_SHORT = 18
_WORK = "工作单位|单位|公司|学校|厂子?|店"
_HOME = "住址|地址|家庭住址|门牌号?|村名|村子?|小区"
_OTHERS = "身份证号?|老婆|老公|丈夫|家人|孩子|儿子|女儿|父母|爸妈|职务|工作|年龄|病情|病"
_WHAT = f"(?:{_WORK}|{_HOME}|{_OTHERS})"
_NOT = "(?:别|不要|不用|莫|不能|不想|甭)"
_OMIT = re.compile(
    rf"(?:我|俺)(?:们|家)?的?(?P<a>{_WHAT})(?:的)?(?:名字|名称|情况|信息|号码)?(?:你们?|就|请|可以|也|能不能)*{_NOT}(?:给我|帮我)?(?:写|登|记|填|说|留|提|放|露)"
    rf"|(?:{_NOT}(?:给我|把|帮我)?(?:写|登|记|填|说|留|提|放|露)|去掉|删掉|删了|抹掉|划掉)(?:上|出|进|到)?(?:我|俺)(?:们|家)?的?(?P<b>{_WHAT})"
)
_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+")
_AT_WORK = re.compile(
    "(?:我|俺|本人)(?:们)?(?:就|也|是|在)+.{2,16}(?:上班|工作|打工|任职|教书|的(?:员工|职工|老师|教师|工人|干部|医生|护士|司机))"
    "|(?:我|俺|本人)(?:们)?的?(?:工作)?(?:单位|公司|厂|学校|店)(?:是|在|叫)"
)


def what_is_not_to_stand(words: str) -> str:
    """What is not to be written (单位, 住址, 身份证); empty for other words."""
    said = bare(words)
    found = _OMIT.search(said) if len(said) <= _SHORT else None
    return (found["a"] or found["b"]) if found else ""


def clauses_of(what: str, story: str) -> list[str]:
    """The clauses of a story that say it, as they are written."""
    clauses = [found[0].strip() for found in _CLAUSE.finditer(story)]
    if re.fullmatch(_WORK, what):
        return [each for each in clauses if _AT_WORK.search(each)]
    return [each for each in clauses if what.removesuffix("号") in each]


async def ask(desk: Desk, message: Message, state: FSMContext, draft: Draft, what: str) -> None:
    """Show what of the story says it and ask whether it is to go; where nothing does, say so."""
    draft.omit = clauses_of(what, draft.text)
    if re.fullmatch(_HOME, what):
        draft.address = ""
    if not draft.omit:
        await asking.go_on(desk, message, state, draft, text("omit-none", what=what))
        return
    shown = "，".join(f"「{each}」" for each in draft.omit)
    options: list[Option] = [
        (text("opt-omit-yes"), Fill(step=draft.step, value="_omit")),
        (text("opt-omit-no"), Fill(step=draft.step, value="_again")),
    ]
    await draft.keep(state)
    await message.answer(text("omit-asked", words=shown), reply_markup=numbered(options))


async def take_out(desk: Desk, message: Message, state: FSMContext, draft: Draft) -> None:
    """Confirmed: the clauses leave the story and every answer that repeats them; the rest stays as it was said."""
    for each in draft.omit:
        draft.story = [_without(part, each) for part in draft.story]
        for step in STEPS:
            if step.words(draft) and each in step.words(draft):
                setattr(draft, step.name, _without(step.words(draft), each))
    draft.story = [part for part in draft.story if part]
    draft.omit, draft.read_to = [], len(draft.text)
    await asking.go_on(desk, message, state, draft, text("omit-done"))


def _without(words: str, clause: str) -> str:
    """Words without a clause and the sign behind it."""
    return re.sub(rf"{re.escape(clause)}[，,；;、]?\s*", "", words).strip("，,；; ")


async def after_filing(message: Message, words: str, desk: Desk, state: FSMContext) -> bool:
    """What is registered stays as it was said: told plainly, with what can be done. False for other words."""
    what = what_is_not_to_stand(words)
    rows = await own_cases.still_open(desk, state) if what else []
    if not rows:
        return False
    options: list[Option] = [
        (text("opt-show"), Case(do="show", case=rows[0].id)),
        (text("opt-case-withdraw"), Case(do="withdraw", case=rows[0].id)),
    ]
    home = [(LEAVE, (text("opt-home"), Go(to="home")))]
    words = text("omit-filed", number=rows[0].number, what=what)
    await message.answer(words, reply_markup=numbered(options, fixed=home))
    return True
