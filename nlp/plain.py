"""Families in plain speech: what a short text is like by its pieces, where the words of the tables say little.

Plain speech has no end of words: 干了八年没给缴养老 holds none that stands in a table, but its characters and pairs of
neighbours are those of sentences about pensions. The table (`plain_learned.tsv`, made from `plain.tsv` and the
hand-made words by `jianjian learn-plain`) names a family where the tables find none, or hardly one. It never makes
anything sure, and it names no topic: the citizen is asked openly.
"""

from dataclasses import replace

from nlp.candidates import Candidate, TopicReading
from nlp.lexicons import Lexicon
from nlp.piece_table import PieceTable, Weights

FLOOR = 20
"""Known pieces below which a text counts as having so many."""
NONE = "none"
"""What is no matter at all: a greeting, a question about the service."""
LONGEST = 60
"""Characters up to which a text is read: a longer one has words that the tables know."""
FITS, LEAD = -0.3, 0.15
"""The score, and the lead over all others, from which a text that fits nothing is of a family."""
WEAK = 0.9
"""The confidence below which a family of the tables may give way to one that the pieces name."""
OVER = 0.5
"""How far that one must be ahead of the tables' own."""
RIGHT = 0.7
"""The share of families named by pieces that were right, on texts written before the table was made; rounded down."""


class PlainFamilies:
    """Names families by pieces with one lexicon (`plain_learned.tsv`)."""

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        self._table = PieceTable(weights, FLOOR)
        self._families = lexicon.family_of

    def read(self, text: str, found: TopicReading) -> TopicReading:
        """What the tables `found` in the clean `text`, or the family that its pieces name."""
        if len(text) > LONGEST or found.sure or (found.fits and found.confidence >= WEAK):
            return found
        scores = self._table.scores(text)
        best = max(scores, key=scores.__getitem__, default=NONE)
        if best in (NONE, found.family):
            return found
        if found.fits:
            clear = scores[best] >= 0 and scores[best] - scores.get(found.family, 0.0) >= OVER
            return self._instead(best, found) if clear else found
        other = max((score for name, score in scores.items() if name != best), default=0.0)
        return self._guessed(best, found) if scores[best] >= FITS and scores[best] - other >= LEAD else found

    def _guessed(self, code: str, found: TopicReading) -> TopicReading:
        """A text that fits nothing, with the family that it is like."""
        family = self._families[code]
        return replace(
            found,
            label=family.name,
            family=code,
            department=family.department,
            confidence=RIGHT,
            guessed=True,
        )

    def _instead(self, code: str, found: TopicReading) -> TopicReading:
        """A reading of another family: with the topic that its words speak for, if there is one."""
        family = self._families[code]
        own = [each for each in found.ranked if each.family == code]
        alone = Candidate("", "", code, family.name, family.department, 0.0, RIGHT)
        chosen = replace(own[0] if own else alone, confidence=RIGHT, sure=False, sure_topic=False)
        others = [each for each in found.ranked if each.family != code]
        return replace(
            found,
            label=family.name,
            family=code,
            code=chosen.code,
            name=chosen.name,
            department=chosen.department,
            confidence=RIGHT,
            ranked=(chosen, *own[1:], *others),
            lead=0.0,
        )
