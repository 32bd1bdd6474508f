"""A labelled message as it is learned from: its text with word edges, as it is read at run time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.evidence import HEAD, head_of
from nlp.matching import Edges
from nlp.normalise import clean
from nlp.words import WordCutter


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled message: its text with word edges, and up to where words count as title."""

    text: str
    edges: Edges
    head: int
    label: str


def sample(title: str, text: str, label: str, words: WordCutter) -> Sample:
    """A message as it is read at run time."""
    copy = clean(f"{title}\n{text}" if title else text)
    head = len(clean(title).text) if title else head_of(copy.text)
    return Sample(copy.text, words.edges(copy.text), head, label)


def sample_of_words(tokens: Sequence[str], label: str) -> Sample:
    """A message that is only known as words without stop words and punctuation."""
    kept = [clean(token).text for token in tokens]
    text = "".join(kept)
    marks = bytearray(len(text) + 1)
    marks[0] = 1
    end = 0
    for token in kept:
        end += len(token)
        marks[end] = 1
    # Three quarters: about what is left of a title without its stop words.
    return Sample(text, marks, HEAD * 3 // 4, label)


def tokens(one: Sample) -> Iterator[str]:
    """The words of a message, in order."""
    start = 0
    for end in range(1, len(one.text) + 1):
        if one.edges[end]:
            yield one.text[start:end]
            start = end
