"""The reader: everything `nlp` understands of a message, in one call.

Load it before serving (under a second; the first time on a machine three). At most `HEAD_LIMIT + TAIL_LIMIT`
characters are read, in steps of which none holds up the event loop: whoever serves others meanwhile reads gently.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nlp import completeness, demands, identifiers, lexicons
from nlp.candidates import TopicReading
from nlp.completeness import PetitionPart
from nlp.demands import Demands
from nlp.facts import Fact, FactFinder
from nlp.identifiers import Identifier
from nlp.intent import IntentReading
from nlp.intent_reader import Intents
from nlp.matching import Edges, Find, neighbours
from nlp.needed import pairs_of
from nlp.normalise import Clean, clean
from nlp.plain import PlainFamilies
from nlp.purpose import PurposeReading, Purposes
from nlp.reasons import Phrasebook, Spots
from nlp.signs import SignTable
from nlp.steps import Steps, at_once, gently
from nlp.topics import Topics
from nlp.urgency import Urgencies, Urgency, UrgencyReading
from nlp.words import WordCutter


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood. All places are half-open spans of what the citizen wrote (title or text)."""

    topics: TopicReading
    purpose: PurposeReading
    urgency: UrgencyReading
    facts: tuple[Fact, ...]
    demands: Demands
    missing: tuple[PetitionPart, ...]
    intent: IntentReading


class Reader:
    """Reads messages with one lexicon. Immutable: to change the lexicon, load another and swap the reference."""

    def __init__(self, lexicon: lexicons.Lexicon, words: WordCutter) -> None:
        self.lexicon = lexicon
        self.words = words
        self.topics = Topics(lexicon)
        self._purposes = Purposes(lexicon.purposes, words.knows, lexicon.wants)
        self._urgencies = Urgencies(lexicon.urgency, words)
        self.intents = Intents(lexicon.intents, lexicon.said)
        self._signs = SignTable(lexicon.signs)
        self._plain = PlainFamilies(lexicon.plain, lexicon)
        self._facts = FactFinder(lexicon.facts)
        phrases = self._purposes.phrases | self._urgencies.phrases
        self._phrases = Phrasebook(phrases, words.knows)

    @classmethod
    def load(cls, lexicon_dir: Path | None = None, *, words: WordCutter | None = None) -> "Reader":
        """Load the lexicon of a folder (ours by default) and jieba. Raises `lexicons.LexiconError`."""
        lexicon = lexicons.load(lexicon_dir)
        own = {rule.word for rule in lexicon.hand if len(rule.word) > 2}
        reader = cls(lexicon, words or WordCutter(own))
        if lexicon_dir is not None:
            reader.intents.check()  # of ours, the tests do
        return reader

    @property
    def phrases(self) -> frozenset[str]:
        """The phrases that purpose and urgency are read by."""
        return self._phrases.phrases

    def read(self, text: str, *, title: str = "", today: date, asked: str = "") -> Reading:
        """Everything at once. Facts, reasons and demands have places in `text`, or in `title` + line end + `text`
        when a title is given; matched words say whether they stand in the title. `asked` names the question of a
        form that stands open: the intent is read as said to it."""
        return at_once(self.steps(text, title=title, today=today, asked=asked))

    async def read_gently(self, text: str, *, title: str = "", today: date, asked: str = "") -> Reading:
        """`read`, letting the event loop run between the steps: for conversations, while others wait."""
        return await gently(self.steps(text, title=title, today=today, asked=asked))

    def steps(self, text: str, *, title: str = "", today: date, asked: str = "") -> Steps[Reading]:
        """`read` in pieces: how long each takes is what others wait."""
        copy = clean(f"{title}\n{text}" if title else text)
        yield
        identified = identifiers.find(copy.text)
        nameless = _nameless(copy, identified)
        edges = self.words.edges(nameless.text)
        yield
        beside = neighbours(copy.text)
        same = beside if nameless.text == copy.text else None
        finds = self.topics.index.find(nameless.text, edges, same)
        topics = self.topics.read(nameless, edges, len(title), finds=finds)
        yield
        spots = self._phrases.spot(copy.text, edges, beside)
        pairs = pairs_of(copy.text, beside)
        signs = self._signs.read(copy.text, beside)
        purpose = self._purposes.read(copy, spots, edges, pairs, signs)
        yield
        urgency = yield from self._urgencies.steps(copy, spots, pairs, signs)
        yield
        facts = yield from self._facts.steps(copy, edges, today, identified)
        found = yield from demands.read(
            copy, lambda start, end: self._part(nameless, edges, finds, start, end), facts
        )
        yield
        matter = topics.fits or urgency.urgency is not Urgency.NORMAL
        tells = matter or bool(purpose.reasons)
        intent = self.intents.read(copy, edges, asked=asked, tells=tells, matter=matter)
        topics = self._plain.read(nameless.text, topics)
        return Reading(topics, purpose, urgency, facts, found, completeness.missing(copy.text, facts), intent)

    def classify(self, text: str, *, title: str = "", labelled_only: bool = False) -> TopicReading:
        """The topic alone; `labelled_only` as in `Topics.read`."""
        found = self.topics_alone(text, title=title, labelled_only=labelled_only)
        if labelled_only:
            return found
        return self._plain.read(_nameless(clean(f"{title}\n{text}" if title else text)).text, found)

    def topics_alone(self, text: str, *, title: str = "", labelled_only: bool = False) -> TopicReading:
        """`classify` by the tables of words alone."""
        copy = _nameless(clean(f"{title}\n{text}" if title else text))
        edges = self.words.edges(copy.text)
        return self.topics.read(copy, edges, len(title), labelled_only=labelled_only)

    def intent(self, text: str, *, asked: str = "") -> IntentReading:
        """The intent alone, for a short message in the chat."""
        copy = clean(text)
        return self.intents.read(copy, self.words.edges(copy.text), asked=asked)

    def urgency(self, text: str) -> UrgencyReading:
        """The urgency alone: whether somebody must be answered before anything else."""
        copy = clean(text)
        signs = self._signs.read(copy.text)
        return at_once(self._urgencies.steps(copy, self._spots(copy), pairs_of(copy.text), signs))

    async def danger_gently(self, text: str) -> UrgencyReading:
        """`urgency` without missing supplies, letting the event loop run between the steps."""
        copy = clean(text)
        signs = self._signs.read(copy.text)
        return await gently(self._urgencies.steps(copy, {}, pairs_of(copy.text), signs))

    def numbers_of(self, kinds: Sequence[str]) -> tuple[str, ...]:
        """The telephone numbers that fit these kinds of danger, the fittest first."""
        return self._urgencies.numbers(kinds)

    def _spots(self, copy: Clean) -> Spots:
        return self._phrases.spot(copy.text, self.words.edges(copy.text))

    def _part(self, copy: Clean, edges: Edges, finds: Sequence[Find], start: int, end: int) -> TopicReading:
        """The topic of a part of the message, by nothing but its own words."""
        part = Clean(copy.text[start:end], copy.text[start:end])
        own = [(word, at - start, to - start) for word, at, to in finds if start <= at and to <= end]
        return self.topics.read(part, edges[start : end + 1], finds=own)


def _nameless(copy: Clean, identified: Sequence[Identifier] | None = None) -> Clean:
    """The copy without the numbers of persons, every character in its place: 12345 in a telephone is no hotline."""
    return Clean(identifiers.without_numbers(copy.text, identified), copy.original, copy.places)
