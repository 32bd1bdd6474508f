"""The reader: everything `nlp` understands of a message, in one call.

Load it before serving (about a second); one reading costs little more than jieba alone and is safe to make in the
event loop, because at most `HEAD_LIMIT + TAIL_LIMIT` characters are read.
"""

import asyncio
from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nlp import completeness, demands, tables
from nlp.completeness import Part
from nlp.demands import Demands
from nlp.facts import Fact, Facts
from nlp.intent import IntentReading, Intents
from nlp.matching import Edges
from nlp.normalise import Clean, clean
from nlp.purpose import PurposeReading, Purposes
from nlp.reasons import Phrasebook
from nlp.topics import TopicReading, Topics
from nlp.urgency import Urgencies, Urgency, UrgencyReading
from nlp.words import Words


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood. All places are half-open spans of what the citizen wrote (title or text)."""

    topics: TopicReading
    purpose: PurposeReading
    urgency: UrgencyReading
    facts: tuple[Fact, ...]
    demands: Demands
    missing: tuple[Part, ...]
    intent: IntentReading


class Reader:
    """Reads messages with one lexicon. Immutable: to change the lexicon, load another and swap the reference."""

    def __init__(self, lexicon: tables.Lexicon, words: Words) -> None:
        self.lexicon = lexicon
        self.words = words
        self.topics = Topics(lexicon)
        self._purposes = Purposes(lexicon.purposes)
        self._urgencies = Urgencies(lexicon.urgency)
        self._intents = Intents(lexicon.intents)
        self._facts = Facts(lexicon.facts)
        self._phrases = Phrasebook(self._purposes.phrases | self._urgencies.phrases | self._intents.phrases)

    @classmethod
    def load(cls, lexicon_dir: Path | None = None, *, words: Words | None = None) -> "Reader":
        """Load the lexicon of a folder (ours by default) and jieba. Raises `tables.LexiconError`."""
        lexicon = tables.load(lexicon_dir)
        own = {rule.word for rule in lexicon.hand if len(rule.word) > 2}
        return cls(lexicon, words or Words(own))

    def read(self, text: str, *, title: str = "", today: date) -> Reading:
        """Everything at once. Facts, reasons and demands have places in `text`, or in `title` + line end + `text`
        when a title is given; matched words say whether they stand in the title."""
        steps = self._steps(text, title, today)
        while True:
            try:
                next(steps)
            except StopIteration as done:
                reading: Reading = done.value
                return reading

    async def read_gently(self, text: str, *, title: str = "", today: date) -> Reading:
        """`read`, letting the event loop run between the steps: for long texts while others wait."""
        steps = self._steps(text, title, today)
        while True:
            try:
                next(steps)
            except StopIteration as done:
                reading: Reading = done.value
                return reading
            await asyncio.sleep(0)

    def _steps(self, text: str, title: str, today: date) -> Generator[None, None, Reading]:
        copy = clean(f"{title}\n{text}" if title else text)
        edges = self.words.edges(copy.text)
        yield
        topics = self.topics.read(copy, edges, len(title))
        spots = self._phrases.spot(copy.text)
        purpose = self._purposes.read(copy, spots)
        urgency = self._urgencies.read(copy, spots)
        yield
        facts = self._facts.find(copy, today)
        yield
        found = demands.read(copy, lambda start, end: self._family(copy, edges, start, end))
        tells = topics.fits or bool(purpose.reasons) or urgency.urgency is not Urgency.NORMAL
        intent = self._intents.read(copy, spots, tells_something=tells)
        return Reading(topics, purpose, urgency, facts, found, completeness.missing(copy.text, facts), intent)

    def classify(self, text: str, *, title: str = "", labelled_only: bool = False) -> TopicReading:
        """The topic alone; `labelled_only` as in `Topics.read`."""
        copy = clean(f"{title}\n{text}" if title else text)
        edges = self.words.edges(copy.text)
        return self.topics.read(copy, edges, len(title), labelled_only=labelled_only)

    def intent(self, text: str) -> IntentReading:
        """The intent alone, for a short message in the chat."""
        copy = clean(text)
        return self._intents.read(copy, self._phrases.spot(copy.text))

    def _family(self, copy: Clean, edges: Edges, start: int, end: int) -> str:
        """The family of topics of a part of the message, when it is clear."""
        part = Clean(copy.text[start:end], copy.text[start:end])
        reading = self.topics.read(part, edges[start : end + 1])
        return reading.family if reading.fits and reading.confidence >= 0.6 else ""
