"""The reply gate: an answer leaves only when every demand is answered and the law is named (Art. 32, 34, 35).

`check` says what is missing, in sentences; `compose` writes the whole answer with the remedy and its date.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from casework import clock_names
from casework.calendar import WorkCalendar
from casework.clocks import ClockRules
from casework.petition import Outcome, Petition, Procedure, Purpose
from casework.wording import text

NO_LAW = (Purpose.SUGGESTION, Purpose.INQUIRY, Purpose.THANKS)
"""What is studied or replied to, not decided by law: no legal ground is asked for."""
SHORTEST_FACTS, SHORTEST_OPINION, SHORTEST_REASON = 8, 10, 12
"""Fewer letters than this state no facts, decide nothing, or do not say whose a matter is."""
_PASSED_ON = re.compile(
    r"(?:已|将|现)?(?:经)?(?:及时)?(?:转|转交|转送|转办|移交|交办|反馈|反映|上报)(?:给|至|到|由)?"
    r"[^，。；！？\n]{0,16}?(?:部门|单位|科室|股室|局|办|中心|街道|乡镇|社区|领导|同事|处理|办理|研究|跟进|核实)"
)
_EMPTY_PHRASE = re.compile(
    r"(?:感谢|谢谢)[^，。！\n]*(?:关注|支持|理解|来信|反映|监督|来访)|请(?:您)?(?:耐心等待|知悉)|敬请谅解|特此回复"
    r"|(?:您的?|你的?)?(?:来信|来访|信件|反映|诉求|问题)?(?:我(?:局|单位|们))?(?:已经?|均已)?(?:收悉|收到|知悉)"
    r"|(?:我(?:局|单位|们)|领导)?(?:对此)?(?:非常|高度|十分)重视"
    r"|(?:严格)?(?:按照|依照|根据|依据)?(?:有关|相关)(?:规定|政策|条例|法律法规|文件)(?:精神)?(?:的?要求)?(?:予以|进行)?(?:处理|办理|执行)?"
    r"|依法依规(?:处理|办理)?|事实清楚|证据(?:确凿|充分)|依据充分|程序合法|适用(?:法律|依据)?正确|处理(?:恰当|得当|适当)"
)
_NOT_A_LETTER = re.compile(r"[^\u4e00-\u9fff\u3400-\u4dbfA-Za-z0-9]")
_LAW = re.compile(r"《[^》]{2,}》")
_ARTICLE = re.compile(r"第[0-9０-９一二三四五六七八九十百零〇]+条")


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """An answer in the making. `demands` are the citizen's, by number; `outcomes` what is decided on each."""

    demands: Mapping[int, str]
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    facts: str = ""
    opinion: str = ""
    basis: str = ""


def check(draft: AnswerDraft, *, needs_law: bool = True) -> tuple[str, ...]:
    """What is missing, one sentence each; empty when the answer may leave.

    `needs_law`: False for suggestions.
    """
    missing = [
        text("reply-missing-demand", n=n, demand=_short(demand))
        for n, demand in sorted(draft.demands.items())
        if n not in draft.outcomes
    ]
    if not draft.demands and not draft.outcomes:
        missing.append(text("reply-missing-outcome"))
    if len(_substance(draft.facts)) < SHORTEST_FACTS:
        missing.append(text("reply-missing-facts"))
    missing += opinion_faults(draft.opinion)
    missing += basis_faults(draft.basis) if needs_law else []
    return tuple(missing)


def basis_faults(basis: str) -> list[str]:
    """What a legal ground lacks: the law's name, or its article."""
    if not _LAW.search(basis):
        return [text("reply-missing-basis")]
    return [] if _ARTICLE.search(basis) else [text("reply-missing-article")]


def opinion_faults(opinion: str) -> list[str]:
    """What an opinion lacks: it has to decide something, and not only say that somebody else has it."""
    if not opinion.strip():
        return [text("reply-missing-opinion")]
    if only_passes_on(opinion):
        return [text("reply-only-passed-on")]
    return [text("reply-missing-opinion")] if len(_substance(opinion)) < SHORTEST_OPINION else []


def objection_faults(reason: str) -> list[str]:
    """What an objection lacks (Art. 23.3, 详细说明理由): 不归我们管 says neither why nor whose it is."""
    return [text("reply-missing-competence")] if len(_substance(reason)) < SHORTEST_REASON else []


def _substance(words: str) -> str:
    """What is left of an answer without thanks, receipts and praise of itself (已收悉, 高度重视, 事实清楚)."""
    return _NOT_A_LETTER.sub("", _EMPTY_PHRASE.sub("", words))


def only_passes_on(words: str) -> bool:
    """Whether an answer says nothing but that the matter went to somebody else (已转相关部门处理)."""
    if not _PASSED_ON.search(words):
        return False
    rest = _EMPTY_PHRASE.sub("", _PASSED_ON.sub("", words))
    rest = re.sub(
        r"您好|你好|您反映的|你反映的|问题|情况|事项|诉求|我(?:局|单位|们)?|处理|办理|[^\u4e00-\u9fff0-9]",
        "",
        rest,
    )
    return len(rest) < SHORTEST_OPINION


def _short(demand: str) -> str:
    return demand if len(demand) <= 30 else demand[:29] + "…"


_GRAVEST = (
    Outcome.REFUSED, Outcome.EXPLAINED, Outcome.PARTLY, Outcome.SUPPORTED,
    Outcome.NOT_ADOPTED, Outcome.NOTED, Outcome.PARTLY_ADOPTED, Outcome.ADOPTED, Outcome.REPLIED,
)  # fmt: skip


def overall(draft: AnswerDraft) -> Outcome:
    """The outcome of the whole: what all demands share, else 部分支持 or 部分采纳 where one of them succeeds.

    Raises ValueError for a draft without any outcome.
    """
    decided = set(draft.outcomes.values())
    if not decided:
        raise ValueError("no outcome was chosen")
    if len(decided) == 1:
        return decided.pop()
    if decided & {Outcome.SUPPORTED, Outcome.PARTLY}:
        return Outcome.PARTLY
    if decided & {Outcome.ADOPTED, Outcome.PARTLY_ADOPTED}:
        return Outcome.PARTLY_ADOPTED
    return min(decided, key=_GRAVEST.index)


def remedy(
    petition: Petition,
    answered_on: date,
    calendar: WorkCalendar,
    *,
    rules: ClockRules | None = None,
    review_body: str = "",
) -> str:
    """The remedy with its computed date (Art. 35); other procedures name their own ways in the answer, and a
    suggestion may be made anew (Art. 29).
    """
    if petition.purpose in NO_LAW:
        return text("reply-remedy-suggestion")
    if petition.procedure != Procedure.PETITION:
        return text("reply-remedy-own")
    known = rules or ClockRules.load()
    clock = known.start(clock_names.REVIEW_WINDOW, answered_on, calendar, jurisdiction=petition.number[:6])
    key = "reply-remedy" if clock.confirmed else "reply-remedy-provisional"
    days = known.rule(clock_names.REVIEW_WINDOW, answered_on, jurisdiction=petition.number[:6]).length
    body = review_body or text("reply-next-level")
    return text(key, days=days or "", limit=clock.limit.isoformat(), body=body)


def compose(
    draft: AnswerDraft,
    petition: Petition,
    *,
    answered_on: date,
    calendar: WorkCalendar,
    rules: ClockRules | None = None,
    review_body: str = "",
) -> str:
    """The whole answer as the citizen reads it: demands with outcomes, facts, opinion, basis, remedy."""
    parts = [
        text("reply-demand", n=n, demand=demand, outcome=_outcome(draft, n))
        for n, demand in sorted(draft.demands.items())
    ]
    sections = [
        (text("reply-head-demands"), "\n".join(parts)),
        (text("reply-head-facts"), draft.facts.strip()),
        (text("reply-head-opinion"), draft.opinion.strip()),
        (text("reply-head-basis"), draft.basis.strip()),
        (
            text("reply-head-remedy"),
            remedy(petition, answered_on, calendar, rules=rules, review_body=review_body),
        ),
    ]
    return "\n\n".join(f"{head}\n{body}" for head, body in sections if body)


def _outcome(draft: AnswerDraft, n: int) -> str:
    chosen = draft.outcomes.get(n)
    return text(f"outcome-{chosen}") if chosen else text("reply-undecided")
