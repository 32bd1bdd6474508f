"""Looking up what a change of rules must name: a topic's code by its name, a sentence's name by its words."""

from casework.wording import revisions, text
from services.context import Desk
from storage.tables.public_rows import RuleArea

SIGNS = frozenset("=＝+＋-－—")
"""What every written change has and a search has not."""
SHOWN = 12


def looked_up(desk: Desk, area: RuleArea, words: str) -> str | None:
    """What was found for words without a sign; None when they are a change, or nothing that is known."""
    if SIGNS & set(words):
        return None
    if area is RuleArea.WORDING:
        names = revisions.find(words)
        found = [text("rules-sentence", name=key, words=revisions.current(key)) for key in names]
        return "\n".join(found) or text("rules-no-sentence-found")
    if area in (RuleArea.KEYWORDS, RuleArea.ROUTES):
        codes = [
            code for code in desk.context.reader.lexicon.topics if words in desk.context.topic_name(code)
        ]
        found = [text("rules-topic-line", code=code, name=desk.context.topic_name(code)) for code in codes]
        return "\n".join(found[:SHOWN]) or None
    return None
