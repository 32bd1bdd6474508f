"""Whether a date without its year lies ahead (12月1号要开庭) or behind (12月8号被打了以后): by the words around it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_AHEAD_AFTER = re.compile(
    r"(?:[上下中]午|晚上|早上|凌晨|那天|[零一二两三四五六七八九十\d]{1,3}点半?)?[^，。；！？\n了过]{0,4}?"
    r"(?:就?要(?!求)|将|会来|开会|开庭|到期|截止|之前|以前|前(?:必须|[搬交还腾拆办完])|准备|打算|强拆|动工|面试|考试|开学|最后一天)"
)
_AHEAD_BEFORE = re.compile(
    "(?:将于|将在|要在|限期?|限在|通知|定于|定在|改到|推到|推迟到|延期到|等到|截至|最晚|最迟)(?:我们?|他们?|是|在|到)?$"
)
_BEHIND_BEFORE = re.compile("(?:自从|从|自|打|早在|就在)$")
_BEHIND_AFTER = re.compile("[^，。；！？\n]{0,14}?(?:[^为除]了|过|被|开始|至今|以来|以后|到现在|就没|一直)")
_NEAR = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Ahead:
    """Says of the coming one of the dates meant at this half-open place of clean text whether it is that one."""

    text: str
    start: int
    end: int
    today: date
    near: bool
    """Without a word that tells, a date within the next month is taken for the coming one."""

    def __call__(self, coming: date) -> bool:
        """Whether the citizen looks ahead to `coming`."""
        before = self.text[max(self.start - 6, 0) : self.start]
        if _AHEAD_AFTER.match(self.text, self.end) or _AHEAD_BEFORE.search(before):
            return True
        if _BEHIND_BEFORE.search(before) or _BEHIND_AFTER.match(self.text, self.end):
            return False
        return self.near and coming - self.today <= _NEAR
