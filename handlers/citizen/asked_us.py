"""What somebody asks us in the middle of telling: a pure question, who we are, whether another will learn of it.

A question is no answer and no part of the story: it is answered, and what stood open stands open still.
"""

import re

from casework.petition import Purpose
from casework.wording import text
from handlers.citizen.draft import Draft
from handlers.citizen.step import bare
from nlp.normalise import clean
from services.context import Desk

SHORT = 24
_LONGER = 30
_DONE = "(?:办理?|申请|报销|算|交|查|领|缴|开|弄)"
_NEEDED = "(?:什么|啥|哪些)(?:条件|材料|标准|意思|手续)"
_ENDS = re.compile(
    rf"(?:多少(?:钱|天|岁|次|人|元)?|几(?:天|个|号|点|块|年|次)|(?:怎么|咋|如何)[补代缴交]?{_DONE}|{_NEEDED}|哪里办|(?:去|在)哪儿?{_DONE}"
    r"|吗|是多少)[呀啊呢的]*[?？。]*$|^(?:what|how|where|when|do i|can i|is there|are there)\b.{3,60}[?？]?$",
    re.I,
)
_I_ASK = re.compile("(?:我|俺)?(?:就|想|要|再)*(?:请问|问一?下|问问|问|咨询一?下|打听一?下)(?!题)")
_WORD = re.compile("几|什么|啥|多少|怎么|咋|哪|吗|谁|多久|[不没]")
_HAPPENED = re.compile(
    "被|没(?:给|发|人)|不(?:给|发|管|让)|欠|拖|[坏停涨扣]了|漏|堵|打了|骗|[他她它]们?|给我|帮我|为什么|凭什么|难道|敢"
)
"""Words of a matter told, whatever sign stands behind them (低保被停了怎么办)."""
_SOMEBODY = "谁|什么人|哪位|啥人|干什么的|干啥的|做什么的|(?:什么|哪个)单位|什么名字|什么"
_SOMETHING = "机器人?|真人|人工智能|ai|人|电脑|程序|活人"
_US = re.compile(
    "^(?:请问|那|喂|你好|您好|咦|哎|不好意思|[，, ])*[你您]们?(?:到底|究竟)?[是叫]不?是?"
    f"(?:{_SOMEBODY}|(?:{_SOMETHING})(?:吗|么|还是.{{1,4}}|呀|啊|吧)?)[呀啊呢吗?？]*$"
    r"|^(?:who|what) are you|^are you (?:an? )?(?:real )?(?:robot|bot|human|person|machine|ai)\b",
    re.I,
)
_OTHERS = (
    "(?:[他她佢][们哋]?|对方|人家|别人|村里|村长|书记|主任|单位|领导|老板|学校|公司|厂里|镇里|邻居|被(?:举报|投诉|反映)的?人?"
    "|局里|him|her|them|my boss|the boss|anyone|they|he|she)"
)
_LEARN = (
    "(?:告诉|告知|通知|泄露|泄漏|透露|知道|晓得|看[到见]|看得[到见]|发现|查[到出]|传[到给]|转给|找到我"
    "|find out|know|tell|see)"
)
_LEARNS = re.compile(rf"{_LEARN}.{{0,6}}?{_OTHERS}|{_OTHERS}.{{0,10}}?{_LEARN}", re.I)
_ASKING = re.compile(
    r"会不会|能不能|是不是|[会能].{0,10}[吗么吧]|[吗么吧?？]+$|^(?:will|do|does|can|would)\b", re.I
)
_BEFORE = re.compile("了(?![吗么])|知道的|早就|当时|去年|昨天|你们?知道")


def is_pure(words: str) -> bool:
    """Whether words ask and tell nothing: 医保报销比例是多少, 要身份证吗; not 低保被停了怎么办."""
    said = clean(words).text.strip()
    asks = _ENDS.search(said) or (_I_ASK.match(said) and _WORD.search(said))
    return len(said) <= SHORT and asks is not None and not _HAPPENED.search(said)


def who_we_are(words: str) -> bool:
    """你是谁, 你是机器人吗."""
    return len(words) <= SHORT and _US.search(clean(words).text.strip()) is not None


def if_told(words: str) -> bool:
    """Whether it is asked if somebody will learn of it (会不会告诉他, 村里会知道吗)."""
    said = clean(words).text.strip()
    asks = _ASKING.search(said) is not None and not _BEFORE.search(said)
    return len(bare(said)) <= _LONGER and asks and _LEARNS.search(said) is not None


def answer(words: str, desk: Desk, draft: Draft | None) -> str:
    """A plain answer to a question about ourselves or about secrecy; empty for any other words."""
    if who_we_are(words):
        return text("answer-self", **desk.context.office.words)
    if not if_told(words):
        return ""
    if draft is not None and draft.purpose == Purpose.REPORT:
        return text("answer-told-report")
    return text(
        "answer-told-report-or-not" if draft is not None and draft.ask_report else "answer-told-other"
    )
