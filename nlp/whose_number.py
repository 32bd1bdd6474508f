"""Whose telephone a story names: the writer's own, or that of the one it is about (他电话138…, 包工头电话是…)."""

import re

_BEFORE = 18
_MINE = re.compile(
    r"(?:我|俺|本人)(?:们)?(?:自己)?(?:的)?(?:手机|电话|联系方式|号码|微信)?(?:号码?)?(?:是|为|：|:)?[\s,，]*$"
)
_NAMED_ONESELF = re.compile("(?:我|俺|本人)(?:是|叫|姓)[^，,。；;！!？?他她]*$")
_OTHERS = re.compile(
    "(?:[他她它]|对方|老板娘?|包?工头|主任|书记|所长|局长|镇长|乡长|村长|科长|处长|经理|厂长|校长|院长|房东|中介|司机|邻居"
    "|物业|公司|单位|工地|学校|医院|负责人|联系人|那[个家]人?|这[个家]人?|店家?|楼[上下]|骗子|客服|医生|老师|业主)(?:们|本人|那边|那里)?"
    r"(?:姓.|叫[^，,。]{1,3})?(?:的)?(?:(?:手机|电话|联系方式|号码|微信)(?:号码?)?(?:是|为|：|:)?[\s,，]*)?$"
)


def is_anothers(text: str, start: int) -> bool:
    """Whether the number at `start` is said to be somebody else's; in doubt it is the writer's, who reads it again."""
    before = text[max(start - _BEFORE, 0) : start]
    if _MINE.search(before) or _NAMED_ONESELF.search(before):
        return False
    return _OTHERS.search(before) is not None
