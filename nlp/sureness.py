"""How far a reading among all families must lead to be sure, measured on messages its table was not fitted on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlp import evaluate
from nlp.candidates import TopicReading
from nlp.evaluate import Judged
from nlp.lexicons import Learned
from nlp.messages import Message
from nlp.normalise import clean
from nlp.reader import Reader
from nlp.topics import Topics


@dataclass(frozen=True, slots=True)
class Sureness:
    """The lead from which a reading is sure, the share (0..1) of messages that is, and how many of those are right."""

    lead: float
    coverage: float
    precision: float


def sureness(
    messages: Sequence[Message], fold: Sequence[int], tables: Sequence[Learned], reader: Reader
) -> Sureness:
    """Read every message that has a text with the table of its fold and find the line.

    Families that live on hand points have a line of their own and are left out here.
    """
    read = [each for _, each in judged_families(messages, fold, tables, reader)]
    judged = [each for each in read if each is not None]
    if not judged:
        return Sureness(float("inf"), 0.0, 0.0)
    _, line = evaluate.safely_sure(judged)
    sure = [one for one in judged if one.lead >= line]
    right = sum(one.ranked[0] == one.truth for one in sure)
    return Sureness(line, len(sure) / len(read), right / len(sure) if sure else 0.0)


def judged_families(
    messages: Sequence[Message], fold: Sequence[int], tables: Sequence[Learned], reader: Reader
) -> Iterator[tuple[int, Judged | None]]:
    """Every message that has a text, read among all families with the table of its fold: its place and judgement, or
    None where nothing fits or the family lives on hand points.

    A family is right when its name in the older scheme is the label, or when the label is one that its topic is filed
    under (bus lines are 城乡建设 there): what this taxonomy files elsewhere on purpose is no mistake.
    """
    topics = [Topics(replace(reader.lexicon, learned=table)) for table in tables]
    for at, message in enumerate(messages):
        if message.tokens:
            continue
        found = _read(message, topics[fold[at]], reader)
        names = _names(found, reader)
        if not (found.fits and names):
            yield at, None
            continue
        yield at, Judged(message.label, (message.label if message.label in names else names[0],), found.lead)


def _names(found: TopicReading, reader: Reader) -> tuple[str, ...]:
    """The labels of the messages that a reading may have been learned from: its family's own, and those that its topic
    is filed under; none where it lives on hand points."""
    own = reader.lexicon.label_of_family.get(found.family)
    known = reader.lexicon.learned.labels
    filed = (label for label in _filed_under(found, reader) if label in known)
    return tuple(dict.fromkeys((*((own,) if own else ()), *filed)))


def _filed_under(found: TopicReading, reader: Reader) -> tuple[str, ...]:
    topic = reader.lexicon.topics.get(found.code)
    return topic.filed_under if topic else ()


def _read(message: Message, topics: Topics, reader: Reader) -> TopicReading:
    copy = clean(f"{message.title}\n{message.text}" if message.title else message.text)
    return topics.read(copy, reader.words.edges(copy.text), len(message.title))
