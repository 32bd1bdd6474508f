"""What the reader makes of a citizen's words, put into the draft: as offers to confirm, never as decisions."""

from typing import Any

from casework.petition import Purpose
from handlers.citizen.draft import Draft
from handlers.desk import Desk
from nlp.facts import Kind
from nlp.reader import Reading
from nlp.topics import Matched

_SENSITIVE = (Kind.ID_NUMBER, Kind.BANK_CARD)
_ANSWERS = {Kind.TIME: "happened", Kind.PLACE: "place", Kind.PEOPLE: "people", Kind.MONEY: "money"}
"""Facts that answer a question of the form, or are worth reading back."""


async def guess_purpose(draft: Draft, desk: Desk) -> None:
    """Guess what the citizen wants from what was said so far; it only decides which option stands first."""
    if draft.text:
        reading = await desk.kit.reader.read_gently(draft.text, today=desk.today)
        draft.purpose_machine = reading.purpose.purpose


async def finished_story(draft: Draft, desk: Desk) -> None:
    """Read the whole story once it is told: topics with reasons, facts, demands, what should be masked."""
    reading = await desk.kit.reader.read_gently(draft.text, today=desk.today)
    draft.purpose_machine = reading.purpose.purpose
    fits = reading.topics.fits
    draft.topics_machine = [each.code for each in reading.topics.ranked if each.code][:3] if fits else []
    draft.topic_reasons = [reason(match) for match in reading.topics.matched] if fits else []
    draft.machine_sure = fits and reading.topics.sure
    draft.ask_report = reading.purpose.ask_if_report and draft.purpose != Purpose.REPORT
    draft.demands = [demand.text for demand in reading.demands.matters]
    draft.sensitive = sorted({str(fact.kind) for fact in reading.facts if fact.kind in _SENSITIVE})
    draft.found = found(reading)
    if reading.urgency.wakes:
        draft.urgent = "urgent"


async def mask(draft: Draft, desk: Desk) -> None:
    """Mask sensitive numbers in the story, as the citizen asked: the last four characters stay."""
    draft.story = [await masked(part, desk) for part in draft.story]
    draft.mask, draft.sensitive = False, []


async def masked(words: str, desk: Desk) -> str:
    """One message with its ID and card numbers masked."""
    facts = (await desk.kit.reader.read_gently(words, today=desk.today)).facts
    for fact in sorted(facts, key=lambda each: each.start, reverse=True):
        if fact.kind in _SENSITIVE:
            hidden = "＊" * max(fact.end - fact.start - 4, 1)
            words = words[: fact.start] + hidden + words[fact.end - 4 : fact.end] + words[fact.end :]
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
            facts.setdefault(name, int(fact.value) if fact.kind is Kind.PEOPLE else fact.text)
    return facts
