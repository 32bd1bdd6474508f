"""What the reader makes of a citizen's words, put into the draft: as offers to confirm, never as decisions."""

from typing import Any

from casework.petition import Purpose
from handlers.citizen import told
from handlers.citizen.draft import Draft
from nlp.candidates import Matched
from nlp.reader import Reading
from nlp.redact import redact
from services.context import Desk

_SENSITIVE = ("id_number", "bank_card", "permit", "slip")
_CONTACTS = ("phone", "landline", "id_number", "bank_card", "email", "permit", "slip")


async def read_story(draft: Draft, desk: Desk) -> bool:
    """Read the story where it has grown: topics, facts, demands, what to mask. Whether there was more to read."""
    if draft.read_to == len(draft.text):
        return False
    reading = await desk.context.reader.read_gently(draft.text, today=desk.today)
    asks = reading.purpose.ask_if_report or reading.purpose.purpose == Purpose.REPORT
    draft.ask_report = draft.ask_report or (asks and draft.purpose != Purpose.REPORT)
    draft.demands = [demand.text for demand in reading.demands.matters]
    read_off(draft, reading)
    before = draft.sensitive
    draft.sensitive = sorted({each.kind for each in redact(draft.text).masks if each.kind in _SENSITIVE})
    if draft.sensitive and not before:
        draft.masked_asked = False
    if reading.urgency.wakes:
        draft.urgent = "urgent"
    draft.read_to = len(draft.text)
    return True


async def set_apart(draft: Draft, desk: Desk) -> None:
    """Read one of several matters by itself: the topic and the facts are those of its own words."""
    read_off(draft, await desk.context.reader.read_gently(draft.text, today=desk.today))
    draft.read_to = len(draft.text)


def read_off(draft: Draft, reading: Reading) -> None:
    """Put topics and facts of the draft's words into it."""
    offered = reading.topics.offered
    draft.topics_machine = [each.code for each in offered][:3]
    # The words and the sureness are those of the topic that is offered first, never another one's.
    # Where the best guess is a family without a topic, none is named: the citizen is asked openly.
    named = offered[0] if offered and offered[:1] == reading.topics.ranked[:1] else None
    draft.topic_reasons = [reason(match) for match in named.reasons] if named else []
    draft.machine_sure = named is not None and named.sure_topic
    told.fill(draft, reading)


def conceal(draft: Draft) -> None:
    """Leave no telephone and no identity number in what an anonymous person answered or told."""
    draft.story = [hidden(part, _CONTACTS) for part in draft.story]
    for name in ("request", "place", "happened", "concerns"):
        setattr(draft, name, hidden(getattr(draft, name), _CONTACTS))


def mask(draft: Draft) -> None:
    """Mask sensitive numbers in the story, as the citizen asked: the last four characters stay."""
    draft.story = [masked(part) for part in draft.story]
    draft.mask, draft.sensitive = False, []


def masked(words: str) -> str:
    """One message, read to its end, with its ID and card numbers masked."""
    return hidden(words, _SENSITIVE)


def hidden(words: str, kinds: tuple[str, ...]) -> str:
    """One message, read to its end, with numbers of these kinds masked but for their last four characters."""
    for found in reversed(redact(words).masks):
        if found.kind in kinds:
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
