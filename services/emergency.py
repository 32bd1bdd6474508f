"""Danger is answered at once with the numbers to call, and a person is woken (Art. 25). Nobody is labelled.

It is a turn of its own before the turn of the words themselves: whatever becomes of them, this answer stands. What only
may be danger is asked about, once, behind what became of the words.
"""

from collections.abc import Sequence

from casework.wording import text
from nlp import answers, bystander
from nlp.urgency import UrgencyReading
from services import care, helplines, letters, notify, spoken_language
from services.buttons import CareButton, Relay, numbered, plain, relay_options
from services.context import Desk
from services.kept import Memory
from services.letters import Letter
from storage import office

_NOTED, _AGAIN = 4, 3
"""So many sentences there are for whoever goes on writing in danger."""
_TELLING = 3
BURNS = ("fire", "gas")
MIND = "mind"
"""The kind of danger that is spoken to as one speaks to somebody in despair."""
CITIZENS = ("Filling:", "Adding:", "Telling:", "Asking:")
"""Conversations of citizens. An officer's own words elsewhere are about others' matters and wake nobody."""


async def answer(
    desk: Desk, state: Memory, reading: UrgencyReading, words: str, *, key: str, bot: int
) -> bool:
    """Certain danger: say whom to call and alert whoever is on duty; `key` names the update, so that it is done once;
    `bot` is the id of the bot that is spoken with.

    False when an officer speaks of others: then the words are answered as ever.
    """
    if await _of_others(desk, state):
        return False
    await spoken_language.hear(desk, words)
    await help_now(desk, state, reading.kinds, words, key=key, bot=bot)
    return True


async def ask(desk: Desk, state: Memory, reading: UrgencyReading, words: str) -> bool:
    """Possible danger: ask, once in some hours; False when it is not asked."""
    if await _of_others(desk, state) or not await care.may_ask(state, desk.now):
        return False
    kinds = [danger.kind for danger in reading.dangers]
    await spoken_language.hear(desk, words)
    await care.asked(state, kinds, words, desk.now)
    options = [(text(f"opt-danger-{each}"), CareButton(do=each)) for each in ("yes", "no")]
    desk.say(text("danger-asked"), keyboard=numbered(options))
    return True


async def help_now(
    desk: Desk, state: Memory, kinds: Sequence[str], words: str, *, key: str, bot: int
) -> None:
    """The numbers, a person woken, and care mode. What is said of that person is what was in fact done."""
    about = Relay(do="open", person=desk.person_id, bot=bot)
    alert = Letter(
        lambda: text("alert-emergency"), lambda: plain(relay_options(about, "open", "called", "police"))
    )
    alerted = await notify.wake(desk, alert, dedupe=f"emergency:{key}")
    before = await care.of(state, desk.now)
    if before is not None:
        await pass_on(desk, before.officer, words)
    known = set(before.kinds) if before is not None and before.alerted == alerted else set()
    cared = await care.begin(state, words, desk.now, alerted=alerted, kinds=kinds)
    if kinds and known.issuperset(kinds):  # what was said whole is not said whole again
        say(desk, presence(desk, cared, words, again=True), cared)
        return
    parts = [
        text(_beginning(kinds, words)),
        helplines.lines(numbers(desk, cared)),
        text("emergency-alerted" if alerted else "emergency-alone", **desk.context.office.words),
        text("emergency-kept"),
    ]
    say(desk, "\n".join(parts), cared)


def presence(desk: Desk, cared: care.Care, words: str = "", *, again: bool = False) -> str:
    """What is true: somebody was told, or nobody could be; what was given is named. Nothing is said twice in a row.

    `again`: danger was heard again, of a kind that was answered.
    """
    given = {"numbers": helplines.at_once(numbers(desk, cared)), **desk.context.office.words}
    if not cared.alerted:
        return text("care-alone" if len(cared.said) <= 1 else "care-alone-more", **given)
    if answers.phone(words):
        return text("care-phone", **given)
    if len(cared.said) <= 1:
        return text("care-alerted", **given)
    if again:
        kind = "mind" if MIND in cared.kinds else "danger"
        return text(f"care-again-{kind}-{len(cared.said) % _AGAIN}", **given)
    return text(f"care-noted-{len(cared.said) % _NOTED}", **given)


def _beginning(kinds: Sequence[str], words: str) -> str:
    """How the answer begins: to somebody in despair, to who stands beside one, or to anybody in danger."""
    if MIND not in kinds:
        return "emergency"
    return "emergency-mind-other" if bystander.speaks_of_another(words) else "emergency-mind"


def say(desk: Desk, words: str, cared: care.Care | None = None) -> None:
    """Say something with the one way out of care mode under it; numbers can be tapped on the web page."""
    options = [(text("opt-care-safe"), CareButton(do="safe"))]
    if cared is not None and len(cared.said) >= _TELLING:  # who goes on telling may file it, in danger or not
        options.append((text("opt-care-file"), CareButton(do="file")))
    keyboard = plain(options, per_row=1)
    shown = (*(numbers(desk, cared) if cared is not None else ()), desk.context.office.phone)
    entities = helplines.entities(words, shown) if desk.channel == "web" else None
    desk.say(words, keyboard=keyboard, entities=entities)


def numbers(desk: Desk, cared: care.Care) -> tuple[str, ...]:
    """The numbers that fit what was heard, the fittest first; where it burns, those that put fires out."""
    kinds = sorted(cared.kinds, key=lambda kind: kind not in BURNS)
    return helplines.fitting(desk.context.reader.numbers_of(kinds), "\n".join(cared.said))


async def pass_on(desk: Desk, officer: int, words: str) -> bool:
    """What the citizen wrote goes to the officer who took the conversation; False when there is none to reach."""
    letter = Letter(lambda: text("relay-citizen", words=words[:3900]), protect=True)
    return await letters.to_person(desk.turn, officer, letter, f"relay:{desk.turn.key}")


async def _of_others(desk: Desk, state: Memory) -> bool:
    officer = bool(await office.actors(await desk.read(), desk.person_id))
    return officer and not (await state.get_state() or "").startswith(CITIZENS)
