"""Whose answer are these words? What of them answers a question, and what is told beside it.

People answer the question for a place with the next thing that happened; it is kept, and it is no place.
"""

import re
from dataclasses import dataclass

from nlp import answers, whose_number
from nlp.facts import FactKind
from nlp.reader import Reading

PLACES = (FactKind.PLACE, FactKind.ADDRESS)
_ELSEWHERE = (FactKind.TIME, FactKind.PEOPLE, FactKind.MONEY, FactKind.PLACE)
_A_WORD, _A_SHORT_ONE, _A_PLACE = 3, 10, 20
_PHONE_AND_LITTLE = 12
_ASKS = re.compile(
    "要求|请求|希望|(?<!申)请(?!来|了|假|客|过|的|问)|想要|恳请|尽快|能不能|能否|赔(?!了)|退(?:还|钱|款|给|我|了?$)|补(?:发|上|偿|交|办|齐|给|缴)"
    "|修好|发放|解决|处理(?!过|了)|恢复|给我|给个"
)
_CLEARED = re.compile("(?:清|搬|拆|拉|运|移|挪|撤)(?:走|掉|开|了|除|离)|管一管|查一查|停工|停下")
_LIES = re.compile("[省市县区镇乡村路街道巷弄号栋楼组队站口旁边]|门口|附近|小区|学校|工地|对面")
_A_VILLAGE = re.compile(
    "(?:我|俺)?(?:们|家)*(?:住)?(?:在|是)?(?![修建通进回到去拆把给让换要查找退不没我他的])[\u4e00-\u9fff]{1,5}"
    "(?:村|镇|乡|街道|社区|小区|花园|新村|村委会|派出所|卫生院|医院|小学|中学)(?:[一二三四五六七八九十\\d]{1,3}[组栋号队楼])?"
)
_IN_ENGLISH = re.compile(
    r"(?:(?:at|in|near|on|it is|it's) )*(?:the )?(?:no\.? ?\d+,? )?(?:[\w.'-]+ ){1,4}"
    r"(?:street|road|lane|avenue|village|town|township|county|district|school|hospital|building|gate)"
    r"(?: \d+)?(?:, [\w .'-]+)?",
    re.I,
)
_ENDS = re.compile("(?:[县区镇乡村路街道巷弄号栋楼层组店厂校院站口旁边里处]|单元|附近|对面|小区|工地)[。.]?$")
_AN_OFFICE = re.compile(
    "(?:医院|队|所|局|委|会|厂|公司|中心|大厅|中学|小学|一中|二中|三中|幼儿园|银行|法院|车站|工地|商场)[。.]?$"
)
_MOSTLY, _SHORT, _BRIEF = 0.4, 15, 6
"""A fact that is so much of the words is the answer; what has more characters tells; fewer may be an unknown name."""
_HAPPENED = re.compile("(?:死|坏|停|漏|倒|病|伤|跑|塌|裂|涨|扣|打|骂|欠|淹)了|天天|昨天|前天|已经|大概|至今")
_DONE_TO = re.compile("被[^，,。]{0,4}[拆砸偷抢占挖砍打骂骗撞烧]了")
_WISHES = re.compile(
    "(?:就|只|我|我们|俺|你们|政府|最好|至少|就是)*(?:[把给让要别换查追退赔修拆通补严惩抓停搬装建发结开降罚赶撤改批认盖清挖疏返加减免放按求帮想]"
    "|还(?:我|钱|清|款|回|给)|不要|不用|不(?:收|拆|占|让|是要)|能|尽|快|马上|恢复|安排|解决|处理|道歉|落实|兑现|取消|调[查解换]|公[开布道]|允许|同意|保[护留障]|答复|说法|重新|早"
    "|希望|应该|应当|办(?!事|公|理?大厅|案)|得(?!到)|必须|一定|务必|麻烦|督促|协调|统一|规范|整改|整治)"
)
_NARRATES = re.compile("[了的是在我他她没被于对却也而后并]|如果|因为|所以|可以|情况|研究|决定|属于|^因|^问")
_QUESTION = re.compile("会不会|吗|呢|[?？]|怎么|如何|什么|为啥|谁")
_WHOM = re.compile(
    "[局委会厂所队部站店处院校长]$|公司|政府|中心|物业|社区|[村镇乡县](?:里|上)?$|老板|工头|主任|书记|经理|老师|医生|警察|法官|司机|房东"
    "|邻居|单位|部门|银行|某|^[他她]们?$|业主|村民|学校|医院|开发商|中介|平台"
)
_EARLIER = re.compile(
    r"\d{5,}|[\d〕\])）]号|信访|热线|法院|判|仲裁|复议|反映|投诉|举报|上访|起诉|报[过了]?警|[打找去问说告]过|没有?$|答复|处理过|案号|编号|字第"
)
_ALL = 0.8
_TELLS_FROM = 25
"""So many characters at the question for a request, with no asking word in them, tell more of the matter."""


@dataclass(frozen=True)
class Belonging:
    """What of the words answers the question (empty: nothing), and whether they tell more of the matter.

    `sure`: they are an answer to this question, whatever else they look like; `doubt`: the sentence that asks
    whether they are one at all, where no other question claims them.
    """

    answer: str
    tells: bool = False
    sure: bool = False
    doubt: str = ""


def of_one_thing(
    kinds: tuple[FactKind, ...],
    kind: str,
    words: str,
    reading: Reading,
    *,
    surely: bool = False,
    never: bool = False,
) -> Belonging:
    """Whether words answer a question for one thing, tell more of the matter, or both.

    `surely`, `never`: what the question itself knows of words that hold no such fact.
    """
    found = longest(kinds, reading)
    said = len(re.sub(r"\W", "", words)) or 1
    tells = reading.topics.fits or bool(reading.purpose.reasons)
    if found and kind == "time" and len(found) / said < _ALL and said > _BRIEF:
        return Belonging(found, tells=True, sure=True)
    if found and len(found) / said >= _MOSTLY:
        return Belonging(words, sure=True)
    if found and (tells or said > _SHORT):
        return Belonging(found, tells=True, sure=True)
    others = [fact.text for fact in reading.facts if fact.kind in _ELSEWHERE and fact.kind not in kinds]
    if not found and len(max(others, key=len, default="")) / said >= _MOSTLY:
        return Belonging("", tells=True)
    if surely or never:
        return Belonging(words, sure=True) if surely else Belonging("", tells=True)
    answer = answers.read(kind, words)
    fits = answer is not None and answer.fits
    if kind == "time" and not fits:
        return Belonging("", tells=True)
    if tells or said > _SHORT or (not fits and said > _BRIEF):
        return Belonging("", tells=True)
    return Belonging(words, sure=fits)


def longest(kinds: tuple[FactKind, ...], reading: Reading) -> str:
    """The longest fact of these kinds, as it was said; empty where there is none."""
    return max((fact.text for fact in reading.facts if fact.kind in kinds), key=len, default="")


def ends_as_place(words: str) -> bool:
    """Whether words end as places and offices do (县中医院, 开发区交警队) and ask for nothing."""
    ends = _ENDS.search(words) or _AN_OFFICE.search(words) or _IN_ENGLISH.fullmatch(words)
    return ends is not None and not _ASKS.search(words) and not _HAPPENED.search(words)


def nothing_but(kinds: tuple[FactKind, ...], words: str, reading: Reading) -> str:
    """The words where one fact of these kinds is nearly all they say (三十多户人, 去年三月); else nothing."""
    said = len(re.sub(r"\W", "", words)) or 1
    found = longest(kinds, reading)
    return words.strip() if len(re.sub(r"\W", "", found)) / said >= _ALL else ""


def names_somebody(words: str) -> bool:
    """Whether words name a person, an office or a place."""
    place = answers.read("place", words)
    return bool(answers.name(words)) or (place is not None and place.fits)


def a_phone_alone(words: str) -> str:
    """The telephone number that these words consist of; empty where they say more."""
    found = answers.phone(words)
    rest = re.sub(r"[\d\s+()（）\-，,。.]", "", words)
    number = re.search(r"\d{3,}", words)
    anothers = number is not None and whose_number.is_anothers(words, number.start())
    return found if found and len(rest) <= _PHONE_AND_LITTLE and not anothers else ""


def tells_more(words: str) -> bool:
    """Whether words at the question for a request ask for nothing and go on telling instead."""
    return len(words) >= _TELLS_FROM and not _ASKS.search(words)


def tells_what_happened(words: str) -> bool:
    """Whether words tell what happened and wish for nothing (鱼死了大概两百斤, 古城墙被人拆了)."""
    if wishes(words):
        return False
    return _DONE_TO.search(words) is not None or bool(_HAPPENED.search(words) and not _ASKS.search(words))


def begins_asking(words: str) -> bool:
    """Whether a few words are a wish from their beginning on and no question (赔我医药费; not 会不会给我小鞋穿)."""
    said = words.strip()
    asks = (_ASKS.match(said) or _CLEARED.match(said) or wishes(said)) and only_asks(said)
    return bool(asks) and not _QUESTION.search(said)


def is_wished(words: str, reading: Reading) -> bool:
    """Whether words at the question for a request may be one: they wish, or are too few to tell anything."""
    said = words.strip()
    if said.isascii() or _ASKS.search(said) or wishes(said) or _CLEARED.search(said):
        return True
    tells = reading.topics.fits or reading.purpose.reasons or reading.purpose.ask_if_report
    return len(said) <= _BRIEF and not tells and not _NARRATES.search(said) and not re.search(r"\d", said)


def wishes(words: str) -> bool:
    """Whether words begin with what is to be done (查超载): no name, whatever they look like."""
    return _WISHES.match(words.strip()) is not None


def narrates(words: str) -> bool:
    """Whether words go on telling: they are no place, no name and nobody's address."""
    return _NARRATES.search(words) is not None and not ends_as_place(words)


def may_be_whom(words: str) -> bool:
    """Whether words may say whom a matter is about: an office, a firm, a role or a name, and no sentence."""
    said = words.strip()
    if said.isascii():
        return True
    sentence = _HAPPENED.search(said) or re.search("[了，,。；;？?]", said)
    return (
        len(said) <= _A_PLACE
        and not sentence
        and (_WHOM.search(said) is not None or bool(answers.name(said)))
    )


def was_before(words: str) -> bool:
    """Whether words say where, when or under which number a matter was before."""
    return words.isascii() or _EARLIER.search(words) is not None


def only_asks(words: str) -> bool:
    """Whether a few words at the question for a place say what is wanted instead (修好, 清走)."""
    wanted = _ASKS.search(words) or _CLEARED.search(words)
    return len(words) <= _SHORT and wanted is not None and not _LIES.search(words)


def only_a_place(words: str, reading: Reading) -> str:
    """The place that words consist of: they begin with one that is known and end as places do."""
    said = words.strip()
    if _IN_ENGLISH.fullmatch(said) or _A_VILLAGE.fullmatch(said):
        return said
    if _NARRATES.search(said):
        return ""
    begins = [fact.start for fact in reading.facts if fact.kind in PLACES]
    if not _A_WORD < len(said) <= _A_PLACE or _ASKS.search(said) or not _ENDS.search(said):
        return ""
    return said if begins and min(begins) <= _A_WORD else ""
