"""What the reader makes of a citizen's words, put into the draft: as offers to confirm, never as decisions."""

from typing import Any

from casework.petition import Purpose
from handlers.citizen.draft import Draft
from nlp.candidates import Matched
from nlp.facts import FactKind
from nlp.reader import Reading
from nlp.redact import redact
from services.context import Desk

_SENSITIVE = ("id_number", "bank_card")
_ANSWERS = {
    FactKind.TIME: "happened",
    FactKind.PLACE: "place",
    FactKind.PEOPLE: "people",
    FactKind.MONEY: "money",
}
"""Facts that answer a question of the form, or are worth reading back."""


async def guess_purpose(draft: Draft, desk: Desk) -> None:
    """Guess what the citizen wants from what was said so far; it only decides which option stands first."""
    if draft.text:
        reading = await desk.context.reader.read_gently(draft.text, today=desk.today)
        draft.purpose_machine = reading.purpose.purpose


async def finished_story(draft: Draft, desk: Desk) -> None:
    """Read the whole story once it is told: topics with reasons, facts, demands, what should be masked."""
    reading = await desk.context.reader.read_gently(draft.text, today=desk.today)
    draft.purpose_machine = reading.purpose.purpose
    read_off(draft, reading)
    draft.ask_report = reading.purpose.ask_if_report and draft.purpose != Purpose.REPORT
    draft.demands = [demand.text for demand in reading.demands.matters]
    draft.sensitive = sorted({each.kind for each in redact(draft.text).masks if each.kind in _SENSITIVE})
    if reading.urgency.wakes:
        draft.urgent = "urgent"


async def set_apart(draft: Draft, desk: Desk) -> None:
    """Read one of several matters by itself: the topic and the facts are those of its own words."""
    read_off(draft, await desk.context.reader.read_gently(draft.text, today=desk.today))


def read_off(draft: Draft, reading: Reading) -> None:
    """Put topics and facts of the draft's words into it."""
    offered = reading.topics.offered
    draft.topics_machine = [each.code for each in offered][:3]
    # The words and the sureness are those of the topic that is offered first, never another one's.
    # Where the best guess is a family without a topic, none is named: the citizen is asked openly.
    named = offered[0] if offered and offered[:1] == reading.topics.ranked[:1] else None
    draft.topic_reasons = [reason(match) for match in named.reasons] if named else []
    draft.machine_sure = named is not None and named.sure_topic
    draft.found = found(reading)


def mask(draft: Draft) -> None:
    """Mask sensitive numbers in the story, as the citizen asked: the last four characters stay."""
    draft.story = [masked(part) for part in draft.story]
    draft.mask, draft.sensitive = False, []


def masked(words: str) -> str:
    """One message, read to its end, with its ID and card numbers masked."""
    for found in reversed(redact(words).masks):
        if found.kind in _SENSITIVE:
            hidden = "＊" * max(found.end - found.start - 4, 1)
            words = words[: found.start] + hidden + words[found.end - 4 : found.end] + words[found.end :]
    return words


def reason(match: Matched) -> dict[str, Any]:
    """Why a topic was offered: the word in place, with its weight and rule. Kept with the case."""
    return {
        "word": match.word,
        "start": match.start,
        "end": match.end,
        "weight": match.weight,
        "rule": match.rule,
    }


def found(reading: Reading) -> dict[str, Any]:
    """The facts that answer questions of the form, the first of each kind."""
    facts: dict[str, Any] = {}
    for fact in reading.facts:
        name = _ANSWERS.get(fact.kind)
        if name is not None:
            facts.setdefault(name, fact.text)
        if fact.kind is FactKind.PEOPLE:
            facts.setdefault("count", int(fact.value))
    return facts
