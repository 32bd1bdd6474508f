"""Nobody waits in silence: each is told once a week, whatever happens to the process or to the others meanwhile."""

import pytest

from casework.petition import Role
from services import alarms
from services.context import OfficeContext
from storage.database import CannotStore
from storage.turn import Stale, Turn
from tests.journeys.rows import at_unit, does, goes, news
from tests.people import Bureau, People, Person

HONEST = alarms.still_open


async def three_silent(people_of: People, bureau: Bureau) -> dict[str, Person]:
    """Three citizens whose matters the unit has signed for, a week ago but for some hours."""
    li = await people_of.officer("labour", Role.HANDLER)
    waiting: dict[str, Person] = {}
    for _ in range(3):
        someone = await people_of.citizen()
        case = await at_unit(bureau, someone)
        await does(li, "sign", case)
        waiting[case.number] = someone
    for someone in waiting.values():
        await news(someone)
    return waiting


async def told(waiting: dict[str, Person]) -> list[int]:
    """How often each was told since they last looked."""
    heard = [(number, await news(someone)) for number, someone in waiting.items()]
    return [
        len([words for words in said if "仍在办理" in words and number in words]) for number, said in heard
    ]


async def test_what_the_office_says_by_itself_ends_no_silence(people_of: People, bureau: Bureau) -> None:
    boss = await people_of.officer("bureau", Role.SUPERVISOR)
    waiting = await three_silent(people_of, bureau)
    assert "七天没有回音：3 件" not in await boss.says("/督查")
    await bureau.turn(days=9)
    assert await told(waiting) == [1, 1, 1]
    assert "七天没有回音：3 件" in await boss.says("/督查"), "nobody at work on it has said a word"
    number = next(iter(waiting))
    assert "仍在办理" not in await boss.says(number)
    await goes(bureau, await bureau.case(number), "note", Role.HANDLER, text="明天到现场。", public=True)
    assert "七天没有回音：2 件" in await boss.says("/督查")


async def test_a_process_that_dies_while_telling_goes_on_where_it_was(
    people_of: People, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, met = await three_silent(people_of, bureau), []

    async def dies_at_the_second(turn: Turn, context: OfficeContext, case_id: int) -> None:
        met.append(case_id)
        await HONEST(turn, context, case_id)
        if len(met) == 2:
            raise CannotStore("the disk is gone")

    monkeypatch.setattr(alarms, "still_open", dies_at_the_second)
    with pytest.raises(CannotStore):
        await bureau.turn(days=8)
    await bureau.deliver()
    assert await told(waiting) == [1, 0, 0]
    monkeypatch.setattr(alarms, "still_open", HONEST)
    await bureau.turn(minutes=1)
    assert await told(waiting) == [0, 1, 1]
    await bureau.turn(days=1)
    assert await told(waiting) == [0, 0, 0]


async def test_a_matter_that_moves_while_its_citizen_is_told_keeps_nobody_else_waiting(
    people_of: People, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, met = await three_silent(people_of, bureau), []

    async def first_is_taken(turn: Turn, context: OfficeContext, case_id: int) -> None:
        met.append(case_id)
        if len(met) == 1:
            raise Stale("an officer was first")
        await HONEST(turn, context, case_id)

    monkeypatch.setattr(alarms, "still_open", first_is_taken)
    while not met:
        await bureau.turn(days=1)
    assert await told(waiting) == [0, 1, 1]
    await bureau.turn(minutes=1)
    assert await told(waiting) == [1, 0, 0], "looked at again"


async def test_who_was_answered_since_the_list_was_made_is_not_told_besides(
    people_of: People, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = await three_silent(people_of, bureau)
    first = next(iter(waiting))
    li = await people_of.officer("labour", Role.HANDLER)
    taken = False

    async def accepted_meanwhile(turn: Turn, context: OfficeContext, case_id: int) -> None:
        nonlocal taken
        case = await bureau.case(first)
        if not taken and case_id == case.id:
            taken = True
            await does(li, "accept", case, "普通程序", "信访程序")
        await HONEST(turn, context, case_id)

    monkeypatch.setattr(alarms, "still_open", accepted_meanwhile)
    await bureau.turn(days=8)
    heard = await news(waiting[first])
    assert taken
    assert any("受理" in words for words in heard)
    assert not [words for words in heard if "仍在办理" in words and first in words]
