"""A person who has no number and no code any more: how the matter is found again. Nothing is registered for that."""

import re
from dataclasses import dataclass

from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from casework.wording import text
from handlers.citizen import case_card
from handlers.citizen.step import bare
from services.buttons import LEAVE, Case, Go, numbered
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow

PAGE = 4
"""Cases in one message: with 〔更早的〕 and the way home no more than six buttons."""
MOST = 200
_SHORT, _SHORTER = 30, 16
_LOST = (
    "丢",
    "忘",
    "找不到",
    "找不着",
    "没记",
    "不记得",
    "没存",
    "没保存",
    "弄没",
    "不见",
    "没有",
    "没了",
    "不知道",
)
_OF_A_NUMBER = ("编号", "查询码", "回执", "件号", "单号", "号码条")
_NONE = re.compile(
    "(?:我|俺)?(?:也|都|早就?|手里|现在|根本)*(?:没有?了?|没得|莫得|不知道|不晓得|不清楚|不记得|记不得|记不住|忘了?|弄?丢了?|找不[到着])"
    "(?:那个|什么|啥|这个)?(?:编号|号码?|查询码|码|单子|回执|东西)?(?:了|啊|呀|呢|是多少|是啥|是什么)*"
)
_BY_NAME = re.compile(
    "(?:我|俺)(?:就|名字)?(?:叫|是)[\u4e00-\u9fff]{2,4}"
    "|(?:用|按|凭|报|查)?(?:我的?)?(?:名字|姓名|身份证|电话|手机号)(?:查|行|可以|能)"
)


@dataclass(frozen=True)
class Page:
    """Some of a person's cases, newest first, and how many older ones there are."""

    shown: list[CaseRow]
    older: int


async def page_of(desk: Desk, start: int) -> Page:
    """The cases from the `start`-th on, as many as one message shows."""
    rows = (await cases.of_person(await desk.read(), desk.person_id, MOST))[start:]
    return Page(rows[:PAGE], len(rows) - len(rows[:PAGE]))


def is_said(words: str) -> bool:
    """编号丢了, 查询码忘了: whoever says so anywhere wants to find the case again."""
    return len(words) <= _SHORT and any(each in words for each in _OF_A_NUMBER) and any(
        each in words for each in _LOST
    )  # fmt: skip


def is_answer(words: str) -> bool:
    """没有, 不知道, 我叫李伟: what is said by somebody without one where a number or a code was asked for."""
    said = bare(words)
    return is_said(words) or (
        len(said) <= _SHORTER and (_NONE.fullmatch(said) is not None or _BY_NAME.search(said) is not None)
    )


async def find_again(message: Message, desk: Desk, state: FSMContext, *, still: bool = False) -> None:
    """The cases of this account, or where else they can be found; whether a number is `still` awaited."""
    if not still:
        await state.set_state(None)
    rows = await page_of(desk, 0)
    key = "number-lost" if rows.shown else "number-lost-elsewhere"
    options = [(case_card.headline(row, desk), Case(do="show", case=row.id)) for row in rows.shown]
    home = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await message.answer(text(key, **desk.context.office.words), reply_markup=numbered(options, fixed=home))
