"""What a topic reading is made of: candidates, each with its own topic, its own sureness and its own words."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Matched:
    """A word that spoke for a candidate, as the citizen wrote it and where."""

    word: str
    start: int
    end: int
    in_title: bool
    weight: float
    """How much it adds to the score of the candidate's family, in the same unit whichever table it comes from."""
    rule: str
    """`hand:<topic>:<word>` or `learned:<word>`."""
    spoken: bool = True
    """Whether a clerk would give it as a reason: a hand-made word, or a learned one that the table marks."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic that could be meant. `code` is empty when only the family is known."""

    code: str
    name: str
    family: str
    label: str
    department: str
    score: float
    confidence: float = 0.0
    """The share (0..1) of readings with such a lead over all other families whose family is right."""
    sure: bool = False
    """Whether the *family* is sure; a runner-up never is."""
    sure_topic: bool = False
    """Whether the *topic* is sure as well, so that a matter may go to its unit without a person's look."""
    explain: Callable[[], tuple[Matched, ...]] = field(default=tuple, compare=False, repr=False)

    @property
    def matched(self) -> tuple[Matched, ...]:
        """The words that spoke for this candidate's family, its own topic's first; worked out when asked for."""
        return self.explain()

    @property
    def reasons(self) -> tuple[Matched, ...]:
        """Of the matched words those that may be told to a citizen as reasons; empty: ask openly."""
        return tuple(match for match in self.matched if match.spoken)


@dataclass(frozen=True, slots=True)
class TopicReading:
    """What the message is about, why, and how sure that is: the first candidate, and the others."""

    label: str
    family: str
    code: str
    name: str
    department: str
    confidence: float
    sure: bool
    fits: bool
    margin: float
    ranked: tuple[Candidate, ...]
    lead: float = 0.0
    """What `sure` is decided by: the margin, or the learned table's own lead where that is smaller."""
    sure_topic: bool = False
    guessed: bool = False
    """Nothing `fits`, and the family is only what the text is like by its pieces: no topic is named or offered."""

    @property
    def matched(self) -> tuple[Matched, ...]:
        """The words that spoke for the choice, strongest first."""
        return self.ranked[0].matched if self.fits else ()

    @property
    def runner_up(self) -> Candidate | None:
        """The best candidate of another family."""
        return next((c for c in self.ranked if c.family != self.family), None)

    @property
    def offered(self) -> tuple[Candidate, ...]:
        """The candidates that a citizen can be offered: those with a topic of their own, best first."""
        return tuple(c for c in self.ranked if c.code) if self.fits else ()
