"""Where the speaker lives, who was asked before, and whom the matter is about: only where the words say so plainly.

Nothing is better than somebody else's address: 老板住在… and 他家住… say nothing of the speaker.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from nlp import names
from nlp.normalise import HAN
from nlp.places import Named

_MOST = 20
_HOME = re.compile(
    r"(?:(?:(?<![^，。；;,！!？?\n\s])|(?<=[我们人家现]))(?:家住|现住|住址|现住址|家庭住址|家庭地址|家在|住在?(?!的|了|院|房|户|宿|进|不|址|着)|地址))"
    r"[:：是在为 ]{0,2}(?P<where>[^，。；;,！!？?\n:：、]{2,40})"
)
_NOT_MINE = re.compile(
    "(?:他们?|她们?|老板|邻居|老人|别人|工人|人家|孩子|你们?|对方|亲戚|朋友|父母|的人|那家|这家)(?:家|现在?|都|也|就)?$"
)
_DOOR = re.compile(r"[\d-]{1,8}(?:室|号)?")
_NUMBER = re.compile(r"\d|[一二三四五六七八九十]{1,3}(?:组|栋|幢|号|单元|楼|队)")
_SENTENCE = re.compile(
    "(?:的?(?:房子|楼道|电梯|邻居|老人|村民|居民|业主|时候|地方|人)|漏水|没有|没水|停|被|因为|已经|已|今年|现在|电话|手机|身份证|一直|都|楼上|楼下|天天)"
)
# What an address goes on with behind the last place that is known: 东街12号, 老粮站宿舍2楼, 石桥头.
_GOES_ON = re.compile(
    rf" ?(?!的|我|他|她|很|有|被|快|多|已|几|不|都|也|是|那|这)"
    rf"(?:[{HAN}]{{0,8}}\d{{1,4}}(?:-\d{{1,4}})*"
    r"(?:号楼?|栋|幢|组|队|楼|室|单元|弄|排)(?:附?\d{1,4}(?:号|室)?)?"
    rf"|[{HAN}]{{1,12}}?(?:[号楼栋组队室街路巷弄湾院头口上边面旁屋坝沟冲坪塘庄村社寨排区苑园城府桥坡岗岭店]|附近|宿舍)"
    r"(?=$|[，。；;,！!？?\n]))"
)
_BODIES = (
    r"(?:12345|110|12348|12333|12388|12315|122|119|市长热线|政务热线|热线|信访局|信访办|上级|劳动局|劳动监察(?:大队)?|劳动仲裁|仲裁委?|人社局|住建局"
    r"|城管局?|环保局|派出所|公安局?|警察|警方|法院|检察院|纪委|司法所|妇联|残联|工会|消协|工商局?|市场监管局|市监局|教育局|民政局?"
    rf"|村委会?|居委会|村里|镇里|乡里|县里|市里|省里|区里|镇政府|乡政府|县政府|区政府|市政府|街道办?(?:事处)?|社区|物业|供电局|自来水公司|学校|厂里|公司"
    rf"|(?:(?![向跟给到去在找打的和])[{HAN}]){{2,6}}(?:局|委员会|管委会|派出所|法院|街道办|大队|政府|信访办))"
)
_HANDLED = re.compile(
    rf"(?:(?:打|拨打?|报|找|去|到|上)(?:过|了)(?P<a>{_BODIES})"
    rf"|(?:向|跟|给|和|到|去(?!年)|在|往)(?P<b>{_BODIES})(?:去)?(?:投诉|反映|举报|申请|报告|上访|信访|打|写|反应|讲|说|要|起诉|告)(?:情况)?(?:过|了|好?[多几两三四五]次|无果|没用)"
    rf"|(?:找|问|反映给|投诉到|起诉到)(?P<c>{_BODIES})(?:[{HAN}\d]{{0,2}}(?:次|回|趟)|都?不管|也?没用|也?不理|说)"
    r"|(?P<d>报)(?:过|了)警)"
)
_NOT_DONE = re.compile(
    "(?:没有?|未|从来?没|不曾|不想|不敢|还没|想|准备|打算|要|可以|能|别|不用|怎么|如果|是否)[^，。；！？\n]{0,2}$"
)
_ROLE = (
    "包工头|老板娘|老板|工头|负责人|项目经理|经理|厂长|村主任|村支书|支书|村书记|村长|村会计|会计|组长|队长|校长|园长"
    "|镇长|乡长|县长|区长|市长|院长|科长|股长|处长|站长|主任|书记|所长|局长|房东|中介|开发商"
)
_WHO = re.compile(
    rf"(?P<who>(?:副|代理?|原|前)?(?:{_ROLE})(?:姓|叫)?(?:[{names.SURNAMES}](?:某{{1,2}}|总)|[{names.SURNAMES}][{HAN}]{{1,2}}))"
    r"(?=[，。；,！!？?\n\s、]|$|拖欠|欠|跑|卷|把|将|不给|不管|不|拿|收|打|骂|贪|占|骗|克扣|套取|私|挪|和|还|的电话|说|已|失联|至今|到现在)"
)
_WRONG = re.compile(
    r"(?:长期|一直|至今|还|又|半夜|天天|恶意|总是|经常|故意|违法|违规|私自|擅自|偷偷|强行|多次|仍然?|已经?){0,2}"
    r"(?:拖欠|欠|不给|不发|不退|不付|不赔|不办|不修|不管|乱收|多收|克扣|偷排|排污|排放|污染|倒闭|跑路|占|强占|侵占|拆|强拆|骗|诈骗|打人|拒|违|扣"
    r"|没给|没发|没退|未|卖过期|卖假|延期|停工|逼|辞退|开除|裁|推诿|敷衍|收了|收取|噪音|扰民|冒|发臭|漏|吵|把|抬价|涨价|乱)"
)
_AIM = re.compile("(?:投诉|举报|控告|状告|起诉|告|检举)(?:一下|的是)?[:： ]?$")


@dataclass(frozen=True, slots=True)
class PartySpan:
    """An address, somebody asked before, or whom the matter is about (half-open place in clean text)."""

    kind: str  # address handled against
    start: int
    end: int
    value: str


def find(text: str, named: Sequence[Named]) -> Iterator[PartySpan]:
    """What clean text says of these; `named` are the places and organisations found in it."""
    yield from _homes(text, named)
    yield from _handled(text)
    yield from _against(text, named)


def _homes(text: str, named: Sequence[Named]) -> Iterator[PartySpan]:
    homes = _HOME.finditer(text) if named and any(hint in text for hint in ("住", "地址", "家在")) else ()
    for match in islice(homes, _MOST):
        start, end = match.span("where")
        if _NOT_MINE.search(text[max(match.start() - 6, 0) : match.start()]):
            continue
        stop = _SENTENCE.search(text, start, end)
        end = stop.start() if stop else end
        places = [
            each for each in named if not each.organisation and each.start <= end and start <= each.start
        ]
        # A name that is known as a place, from its beginning on, and a number of a house behind it if there is one.
        if places and places[0].start == start:
            last = places[-1].end
            rest = _DOOR.match(text, last, end) or _GOES_ON.match(text, last, end)
            end = rest.end() if rest else last
            yield PartySpan("address", start, end, text[start:end].replace(" ", ""))


def _handled(text: str) -> Iterator[PartySpan]:
    for match in islice(_HANDLED.finditer(text), _MOST):
        if not _NOT_DONE.search(text[max(match.start() - 6, 0) : match.start()]):
            said = next(each for each in match.groups() if each)
            yield PartySpan("handled", *match.span(), "110" if said == "报" else said)


def _against(text: str, named: Sequence[Named]) -> Iterator[PartySpan]:
    for match in islice(_WHO.finditer(text), _MOST):
        yield PartySpan("against", *match.span("who"), match["who"])
    for each in named:
        if each.organisation and (
            _WRONG.match(text, each.end) or _AIM.search(text[max(each.start - 8, 0) : each.start])
        ):
            yield PartySpan("against", each.start, each.end, text[each.start : each.end])
