"""Reads what a message in the chat is for, at the menu and in the middle of a form.

`asked` is the name of the question that stands open: the same words mean different things there (没有 at the
materials passes them over, 王小明 at the name is its answer).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from nlp import answers, case_named, matching
from nlp.corrections import Correction, Corrections
from nlp.intent import Intent, IntentReading
from nlp.intent_rules import Hits, IntentRule, IntentRules, Span
from nlp.intent_table import LEAD, IntentTable
from nlp.matching import Edges
from nlp.normalise import Clean
from nlp.reasons import Reason, reason

_STORY = 25
"""A text of this many characters tells a story: it files, unless it clearly asks for something else."""
_TOLD = 7
"""So many characters that are for nothing else probably tell a matter."""
_REST = 14
"""So many characters beside what is meant may explain it (孩子马上开学了); more of them are a matter told."""
_REST_IN_FORM = 8
"""In a form less may stand beside it: what is told there answers the question."""
_LONGEST = 60
"""Who says more tells a matter, whatever else is mentioned in it."""
_MOST_REASONS = 8
_EARLIER = re.compile(
    r"(?:我|俺|咱)(?:们)?(?:的|那个|那件|这个|这件|那|上次|上回|之前|上个?月|前几天|去年|昨天)(?:的)?.{0,12}?(?:件|投诉|诉求|举报|反映|申诉|事|单子|案子|材料|登记)"
    r"|(?:上次|上回|上个月|之前|前几天|前些日子).{0,4}(?:反映|反应|投诉|举报|报|提|登记|提交|说|交)(?:过)?的|已办结|信访件|编号"
)
_RATINGS = (
    (
        "unsatisfied",
        re.compile(
            r"不(?:是很|太|怎么|大|够)?满意|不满|差评|太差|很差|敷衍|糊弄|应付|失望|一星|零分|糟|不好|不行|一塌糊涂"
            r"|unsatisfied|dissatisfied|not satisfied"
        ),
    ),
    ("mostly", re.compile(r"基本上?满意|一般|还可以|还行|凑合|比较满意|还算满意")),
    ("satisfied", re.compile(r"满意|好评|五星|不错|很好|挺好|满分|漂亮|很快|得好|satisfied")),
)
_ABOUT_A_CASE = frozenset(
    {
        Intent.STATUS, Intent.URGE, Intent.WITHDRAW, Intent.SUPPLEMENT, Intent.RATE, Intent.REVIEW, Intent.UNSOLVED,
        Intent.SOLVED, Intent.CORRECT,
    }
)  # fmt: skip
_REPAIRS = frozenset(
    {
        Intent.WAIT, Intent.SKIP, Intent.SKIP_ALL, Intent.STOP, Intent.RESTART, Intent.REPEAT, Intent.BACK,
        Intent.WHY, Intent.WHO_READS, Intent.TRUST, Intent.HUMAN, Intent.CANNOT_WRITE, Intent.ABUSE,
    }
)  # fmt: skip
"""What people say to a question instead of answering it, in words that no pattern foresees."""
_REPAIR = 16
_LEAD_BESIDE_A_MATTER = 0.5
_LEAD_IN_FORM = 0.25
_LEAD_SURE = 0.5
"""The leads of the learned table from which it is believed where a topic fits and where an answer is waited for, and
from which it is sure (nine of ten sentences it was not fitted to were right)."""
_MENU_STORY = frozenset({Intent.URGE, Intent.UNSOLVED, Intent.SOLVED, Intent.STATUS, Intent.HUMAN})
"""These are also said of the matter itself: beside a matter told, they are part of it."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What an open question expects, the intents that are words about the matter when said to it, and whether a
    plain yes or no answers it."""

    kind: str
    own: frozenset[Intent]
    plain: bool = False


class Intents:
    """Reads intents with one lexicon (`intents.toml`)."""

    def __init__(self, table: Mapping[str, Any], said: Mapping[str, Mapping[str, int]]) -> None:
        self._rules = IntentRules(table)
        self._table = IntentTable(said)
        self._corrections = Corrections(table["field"])
        self._questions = {
            name: _Question(entry["answer"], frozenset(map(Intent, entry["own"])), bool(entry.get("plain")))
            for entry in table["question"]
            for name in entry["names"]
        }
        self._any = _Question("text", frozenset({Intent.FILE}))

    def read(
        self, clean: Clean, edges: Edges, *, asked: str = "", tells: bool = False, matter: bool = False
    ) -> IntentReading:
        """Read the intent. `asked`: the open question; `matter`: a topic or an emergency was found in the text;
        `tells`: that or a purpose."""
        named = case_named.CaseNamed()
        if len(clean.text) <= 3 * _LONGEST or "编号" in clean.text or "-" in clean.text:
            named = case_named.find(clean.text[:400])
        read = (
            self._in_form(clean, edges, asked) if asked else self._at_menu(clean, edges, tells, matter, named)
        )
        if read.intent in _ABOUT_A_CASE and named != case_named.CaseNamed():
            read = replace(read, number=named.number, code=named.code)
        return self._valued(clean.text, read)

    def check(self) -> None:
        """Make every pattern ready now, not when first tried. Raises `LexiconError` for one that is none."""
        self._rules.check()

    def heard_by_patterns(self, clean: Clean, edges: Edges) -> bool:
        """Whether a pattern alone says that a message at the menu is for something else than a matter."""
        hits = self._rules.hits(clean.text, edges, asked=False, loose=False)
        return bool(self._rules.whole(clean.text, asked=False) or hits.strong)

    def _valued(self, text: str, read: IntentReading) -> IntentReading:
        if read.intent is Intent.RATE and not read.value:
            return replace(read, value=next((value for value, words in _RATINGS if words.search(text)), ""))
        if read.intent is Intent.REVIEW and ("复核" in text or "复查意见" in text):
            return replace(read, value="recheck")
        return read

    # --- at the menu ---

    def _at_menu(
        self, clean: Clean, edges: Edges, tells: bool, matter: bool, named: case_named.CaseNamed
    ) -> IntentReading:
        text = clean.text
        if len(text) > 3 * _LONGEST and not named.code:
            return IntentReading(Intent.FILE, True)
        bare = self._rules.bare(text)
        if not bare:
            return IntentReading(Intent.UNKNOWN, False)
        if "-" in named.number and (named.code or len(bare) < _STORY):
            return IntentReading(Intent.STATUS, True)
        whole = self._rules.whole(text, asked=False)
        if whole:
            return IntentReading(whole[0].intent, True, (_reason(clean, whole[0], (0, len(text))),))
        if self._rules.only_polite(text):
            return IntentReading(Intent.THANKS if "谢" in text else Intent.GREETING, True)
        if len(bare) > _LONGEST:
            return IntentReading(Intent.FILE, True)
        corrected = self._corrections.read(text, asked="")
        if corrected and corrected.stated and not matter:
            return self._supplementing(clean, corrected)
        away = matching.marked(matching.not_about(text), text)
        hits = self._rules.hits(text, edges, asked=False, loose=not matter)
        return self._weigh(clean, bare, hits, away, tells or matter, matter, named)

    def _supplementing(self, clean: Clean, corrected: Correction) -> IntentReading:
        """A correction with no form open is added to a case: what was filed is a record and stays.

        An error with what is right instead is a correction all the same.
        """
        value = _said(clean, corrected)
        intent = Intent.CORRECT if corrected.wrong and corrected.field and value else Intent.SUPPLEMENT
        why = reason(clean, 0, max(1, len(clean.text)), f"intent:{intent.value}")
        return IntentReading(intent, bool(corrected.field), (why,), field=corrected.field, value=value)

    def _weigh(
        self,
        clean: Clean,
        bare: str,
        hits: Hits,
        away: bytearray,
        tells: bool,
        matter: bool,
        named: case_named.CaseNamed,
    ) -> IntentReading:
        strong = [hit for hit in hits.strong if not away[hit[1][0]]]
        other = [hit for hit in strong if hit[0].intent is not Intent.FILE]
        # Beside a matter 东街8号 is a house; alone it may be a case.
        numbered = "-" in named.number or (bool(named.number) and not matter)
        about = numbered or _EARLIER.search(clean.text) is not None
        if other:
            rule, _ = other[0]
            story = hits.rest > _REST or (matter and hits.rest > 4 and rule.intent in _MENU_STORY)
            if not story or (about and rule.intent in _ABOUT_A_CASE):
                return IntentReading(rule.intent, True, _reasons(clean, other))
        if strong and len(strong) > len(other):
            return IntentReading(Intent.FILE, True, _reasons(clean, strong))
        guess = self._table.guess(clean.text)
        if guess and guess.lead >= (_LEAD_BESIDE_A_MATTER if matter else LEAD) and not away[0]:
            if guess.intent is not Intent.FILE:
                return IntentReading(guess.intent, guess.lead >= _LEAD_SURE, (_all(clean, guess.intent),))
            tells = True
        mixed = (
            []
            if tells and guess and guess.intent is Intent.FILE
            else self._rules.mixed(clean.text, asked=False)
        )
        if mixed and (not matter or _is_to_us(mixed[0].intent, bare, about)):
            return IntentReading(mixed[0].intent, False, (_reason(clean, mixed[0], (0, len(clean.text))),))
        if len(bare) >= _STORY or tells:
            return IntentReading(Intent.FILE, len(bare) >= 10, _reasons(clean, strong))
        if named.number:
            return IntentReading(Intent.STATUS, False)
        weak = [hit for hit in hits.weak if not away[hit[1][0]]]
        if weak:
            return IntentReading(weak[0][0].intent, False, _reasons(clean, weak[:1]))
        if len(bare) >= _TOLD:
            return IntentReading(Intent.FILE, False)
        return IntentReading(Intent.UNKNOWN, False)

    # --- in the middle of a form ---

    def _in_form(self, clean: Clean, edges: Edges, asked: str) -> IntentReading:
        question = self._questions.get(asked, self._any)
        text = clean.text
        if not self._rules.bare(text):
            return IntentReading(Intent.UNKNOWN, False)
        corrected = self._correcting(clean, asked, question)
        if corrected and (corrected.field or corrected.value):
            return corrected
        whole = self._meant(self._rules.whole(text, asked=True), question)
        if whole:
            return IntentReading(_in_form(whole.intent), True, (_reason(clean, whole, (0, len(text))),))
        if corrected:
            return corrected
        answer = answers.read(question.kind, text)
        if answer and answer.fits and question.kind in ("phone", "people", "identity"):
            return IntentReading(Intent.ANSWER, True, value=answer.value)
        if answer and answer.fits and question.kind == "name" and len(text) <= 4:
            return IntentReading(Intent.ANSWER, True, value=answer.value)
        if len(text) <= _LONGEST:
            hits = self._rules.hits(text, edges, asked=True, loose=False)
            rules = [hit for hit in hits.strong if self._meant([hit[0]], question)]
            if rules and hits.rest <= _REST_IN_FORM:
                return IntentReading(_in_form(rules[0][0].intent), True, _reasons(clean, rules))
        mixed = self._mixed_in_form(text, question, answer)
        if mixed:
            return IntentReading(_in_form(mixed.intent), False, (_reason(clean, mixed, (0, len(text))),))
        if answer is None:
            return IntentReading(Intent.UNKNOWN, False)
        return IntentReading(Intent.ANSWER, answer.fits, value=answer.value)

    def _mixed_in_form(
        self, text: str, question: _Question, answer: answers.Answer | None
    ) -> IntentRule | None:
        """What a short message means by its words in any order, where it is not the answer itself."""
        if answer and answer.fits and question.kind in ("name", "time"):
            return None
        rules = self._rules.mixed(text, asked=True)
        guess = self._table.guess(text)
        if guess and guess.intent in _REPAIRS and guess.lead >= _LEAD_IN_FORM:
            learned = next(rule for rule in self._rules.rules if rule.intent is guess.intent)
            return self._meant([learned], question)
        if answer and not question.plain:
            rules = [rule for rule in rules if rule.intent in _REPAIRS] if len(text) <= _REPAIR else []
        return self._meant(rules, question)

    def _meant(self, rules: list[IntentRule], question: _Question) -> IntentRule | None:
        """The first of these rules that is no answer to the question itself; yes and no first where one chooses."""
        plain = (Intent.YES, Intent.NO)
        meant = [rule for rule in rules if rule.intent not in question.own]
        if question.plain:
            meant.sort(key=lambda rule: rule.intent not in plain)
        return meant[0] if meant else None

    def _correcting(self, clean: Clean, asked: str, question: _Question) -> IntentReading | None:
        found = self._corrections.read(clean.text, asked=asked)
        if found is None or (asked in ("story", "request") and not found.stated):
            return None
        if (
            found.field
            and self._questions.get(found.field) is question
            and not (found.stated and not found.value)
        ):
            return IntentReading(Intent.ANSWER, True, value=_said(clean, found))
        why = reason(clean, 0, max(1, len(clean.text)), "intent:correct")
        return IntentReading(Intent.CORRECT, True, (why,), field=found.field, value=_said(clean, found))


def _is_to_us(intent: Intent, bare: str, about: bool) -> bool:
    """Whether words that name a topic may still be meant for us: of a case, or a short question about the service."""
    if intent in _ABOUT_A_CASE:
        return about or (intent is Intent.SUPPLEMENT and "你" in bare)
    if intent in (Intent.THANKS, Intent.ABUSE):
        return len(bare) <= _REPAIR // 2
    return intent.group is Intent.GUIDE and intent is not Intent.FREE and len(bare) <= _REPAIR


def _in_form(intent: Intent) -> Intent:
    """Nothing is filed yet: who takes it back stops."""
    return Intent.STOP if intent is Intent.WITHDRAW else intent


def _said(clean: Clean, corrected: Correction) -> str:
    """The new value in the citizen's own characters; phones and counts as they were read."""
    if not corrected.value or corrected.field in ("phone", "people"):
        return corrected.value
    at = clean.text.find(corrected.value, corrected.start)
    return clean.shown(at, at + len(corrected.value)) if at >= 0 else corrected.value


def _reason(clean: Clean, rule: IntentRule, span: Span) -> Reason:
    return reason(clean, *span, f"intent:{rule.intent.value}")


def _all(clean: Clean, intent: Intent) -> Reason:
    """The whole message as a reason: its pieces together say it."""
    return reason(clean, 0, len(clean.text), f"intent:{intent.value}:learned")


def _reasons(clean: Clean, hits: list[tuple[IntentRule, Span]]) -> tuple[Reason, ...]:
    return tuple(_reason(clean, rule, span) for rule, span in hits[:_MOST_REASONS])
