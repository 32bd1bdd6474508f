"""A button stays clickable for years, and a question stays open: both mean what they meant when they were made."""

from aiogram.filters import StateFilter
from aiogram.fsm.state import State

from handlers import registries
from services.buttons import Case
from services.receptions import MOST_PEOPLE, Slot
from tests.journeys.stories import files
from tests.people import Bureau, People

STORED = {
    "Adding:supplement", "Asking:code", "Asking:number", "Changing:added", "Changing:field", "Correcting:topic",
    "Correcting:value", "Filling:asking", "Moving:asking", "Naming:label", "Opening:hours", "Planning:slot",
    "Planning:stretch", "Proposing:change", "Publishing:words", "Receiving:brief", "Receiving:promise",
    "Receiving:result", "Relaying:open", "Replying:writing", "Sponsoring:plan", "Sponsoring:post", "Sponsoring:step",
    "Telling:review", "Telling:why", "Writing:body", "Writing:manners", "Writing:moment", "Writing:reason",
    "Writing:source",
}  # fmt: skip
"""The names under which questions that lie open are stored. One that goes leaves people without an answer."""


def states() -> set[str]:
    """The states that some handler waits for."""
    asked = [ask for registry in registries() for each in registry.registered for ask in each.asks]
    found = {ask.state for ask in asked if isinstance(ask, State)}
    return found | {
        state.state for ask in asked if isinstance(ask, StateFilter) for state in ask.states if state
    }


def test_questions_that_lie_open_are_found_again() -> None:
    assert STORED - states() == set()


def test_a_verb_of_before_is_the_verb_of_today() -> None:
    assert Case.unpack("c:rate2:7:unit.satisfied") == Case(do="rate_how", case=7, value="unit.satisfied")
    assert Case.unpack("c:show:7:") == Case(do="show", case=7)
    for count in range(1, MOST_PEOPLE + 1):
        assert Slot.unpack(f"rs:book{count}:4:9") == Slot(do="book", id=4, value="9", people=count)
    assert Slot.unpack("rs:view:4:") == Slot(do="view", id=4)
    newest = Slot(do="book", id=4, value="9", people=3)
    assert Slot.unpack(newest.pack()) == newest


async def test_buttons_of_an_older_version_still_do_what_they_say(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await files(ann)
    case = await bureau.only_case()
    assert "请发新的" in await ann.taps(f"c:correct1:{case.id}:phone")
    assert f"再确认一次：撤回 {case.number}？" in await ann.taps(f"c:withdraw2:{case.id}:")
    assert (await bureau.only_case()).state != "withdrawn"
    await ann.taps(f"c:withdraw3:{case.id}:")
    assert (await bureau.only_case()).state == "withdrawn"
