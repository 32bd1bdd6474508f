"""What is useful to know of a matter and never asked of who does not offer it: money, when, whom, what before."""

import re

from casework.petition import Purpose
from casework.wording import text
from handlers.citizen import belonging
from handlers.citizen.belonging import Belonging
from handlers.citizen.draft import Draft
from handlers.citizen.step import NameOf, Question, Said, Step, add_to_story, own_line
from nlp.facts import FactKind
from nlp.reader import Reading

_A_SUM = 12
"""So few characters with a number in them are a sum and nothing else."""


class DetailStep(Step):
    """What is useful to know of a matter, and is never asked of whoever does not offer it."""

    optional = True
    useful = True

    def applies(self, draft: Draft) -> bool:
        return not draft.brief and draft.purpose != Purpose.SUGGESTION


class MoneyStep(DetailStep):
    """How much money it is about. A case has no field for it: what is said of it is a line of the story."""

    name = "money"
    numeric = True
    only_changed = True

    def belongs(self, draft: Draft, words: str, reading: Reading) -> Belonging:
        found = belonging.longest((FactKind.MONEY,), reading)
        if len(words) <= _A_SUM and (found or re.search(r"\d{2,}|[十百千万]|[块元]", words)):
            return Belonging(words, sure=True)
        return Belonging(found, tells=True, sure=bool(found))

    def applies(self, draft: Draft) -> bool:
        return not draft.brief

    def hear(self, draft: Draft, said: Said) -> None:
        money = own_line(said.words, 40)
        add_to_story(draft, Said(text("told-money", value=money)))
        draft.money = money


class HappenedStep(DetailStep):
    name = "happened"
    numeric = True
    open_to_all = True
    in_words = True
    facts = (FactKind.TIME,)
    kind = "time"

    def claims(self, words: str, reading: Reading) -> str:
        return belonging.nothing_but(self.facts, words, reading)


class ConcernsStep(DetailStep):
    """Whom it concerns. A report must name it; that name is sealed and routes nothing to the one named."""

    name = "concerns"
    open_to_all = True
    in_words = True

    def asked(self, draft: Draft) -> bool:
        return draft.sealed

    def belongs(self, draft: Draft, words: str, reading: Reading) -> Belonging:
        """A person, an office, a place: any of them may be whom it concerns."""
        if not belonging.may_be_whom(words):
            return Belonging("", tells=True)
        return Belonging(words, sure=belonging.names_somebody(words))

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        if draft.sealed:
            return Question(text("ask-concerns-report"))
        return super().ask(draft, name_of)


class BeforeStep(Step):
    name = "before"
    open_to_all = True
    no = "none"
    useful = True
    optional = True
    values = ("none", "petition", "court", "arbitration", "reconsideration")

    def applies(self, draft: Draft) -> bool:
        return draft.purpose in (Purpose.REQUEST, Purpose.APPEAL, Purpose.HELP)

    def line(self, draft: Draft, name_of: NameOf) -> str:
        number = f" {draft.before_number}" if draft.before_number else ""
        return text(f"opt-before-{draft.before}") + number if draft.before else ""

    def belongs(self, draft: Draft, words: str, reading: Reading) -> Belonging:
        """When, by whom and under which number: all of it is the answer."""
        return Belonging(words, sure=True) if belonging.was_before(words) else Belonging("", tells=True)

    def hear(self, draft: Draft, said: Said) -> None:
        draft.before, draft.before_number = "petition", own_line(said.words, 100)
