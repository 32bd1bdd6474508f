"""What a message in the chat is for: file, ask after a case, supplement, a person please, wait, skip …"""

from dataclasses import dataclass
from enum import StrEnum

from nlp.reasons import Reason


class Intent(StrEnum):
    """What a message is for, at the menu or in the middle of a form (docs/language.md)."""

    FILE = "file"
    STATUS = "status"
    SUPPLEMENT = "supplement"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    URGE = "urge"
    RATE = "rate"
    REVIEW = "review"
    UNSOLVED = "unsolved"
    SOLVED = "solved"
    HUMAN = "human"
    PHONE = "phone"
    VISIT = "visit"
    CANNOT_WRITE = "cannot_write"
    GUIDE = "guide"
    HOURS = "hours"
    WHERE = "where"
    FREE = "free"
    LAW = "law"
    WHO_READS = "who_reads"
    WHY = "why"
    TRUST = "trust"
    WAIT = "wait"
    SKIP = "skip"
    SKIP_ALL = "skip_all"
    STOP = "stop"
    RESTART = "restart"
    REPEAT = "repeat"
    BACK = "back"
    YES = "yes"
    NO = "no"
    ANSWER = "answer"
    HOME = "home"
    NOTICES = "notices"
    PRIVACY = "privacy"
    LANGUAGE = "language"
    GREETING = "greeting"
    THANKS = "thanks"
    ABUSE = "abuse"
    UNKNOWN = "unknown"

    @property
    def group(self) -> "Intent":
        """The wider intent it is a kind of (hours → guide), itself where it is none."""
        return _GROUP.get(self, self)


_GROUP = {
    # A question about the service, whose answer stands in the guide.
    Intent.HOURS: Intent.GUIDE,
    Intent.WHERE: Intent.GUIDE,
    Intent.FREE: Intent.GUIDE,
    Intent.LAW: Intent.GUIDE,
    Intent.WHO_READS: Intent.GUIDE,
    Intent.WHY: Intent.GUIDE,
    Intent.TRUST: Intent.GUIDE,
    # A person is wanted, by one way or another.
    Intent.PHONE: Intent.HUMAN,
    Intent.VISIT: Intent.HUMAN,
    Intent.CANNOT_WRITE: Intent.HUMAN,
    # What the citizen says of an answer.
    Intent.REVIEW: Intent.RATE,
    Intent.UNSOLVED: Intent.RATE,
    Intent.SOLVED: Intent.RATE,
}


@dataclass(frozen=True, slots=True)
class IntentReading:
    """The likely intent and what it needs.

    `field`: which answer of the form is corrected (the step's name). `value`: its new value as the citizen wrote it
    (phones as digits, people as a count); an answer's value; satisfied, mostly or unsatisfied for a rating; recheck
    for a second review. `number`: a case named whole (350881-261121-00042-5) or by its serial (42). `code`: the
    query code said with it; it is a secret and never printed. All empty where nothing was said.
    """

    intent: Intent
    sure: bool
    reasons: tuple[Reason, ...] = ()
    number: str = ""
    field: str = ""
    value: str = ""
    code: str = ""

    @property
    def short_number(self) -> str:
        """The number, when only a serial was said (42号那个 → "42")."""
        return "" if "-" in self.number else self.number
