"""Nobody makes himself anything: invited by one administrator, agreed to by another, announced to all."""

import pytest

from bot.app import first_administrator
from casework.petition import Actor, Role
from storage import audit, office, people
from tests.admin.townhall import TownHall
from tests.people import Person


async def invites(admin: Person, unit: str, role: str) -> str:
    """An invitation's code."""
    await admin.says("/管理")
    await admin.presses("邀请工作人员")
    await admin.presses(unit)
    return (await admin.presses(role)).split("邀请码：")[1].split("\n")[0]


async def roles(hall: TownHall, person: Person) -> set[str]:
    """The roles that the database knows of somebody."""
    async with hall.db.reading() as session:
        known = await people.find(session, person.channel, person.user_id)
        assert known is not None and known.id is not None
        return {row.role for row in await office.actors(session, known.id)}


async def test_an_administrator_cannot_make_himself_the_sealed_officer(hall: TownHall) -> None:
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    code = await invites(first, "信访局", "专人")
    assert "不能由同一个人" in await first.says(f"/join {code}")
    assert await roles(hall, first) == {"admin"}
    browser = await hall.citizen()  # the same person with another browser
    assert "另一位管理员同意" in await browser.says(f"/join {code}")
    assert await roles(hall, browser) == set()
    assert "同意任命" not in " ".join(await first.buttons())
    asked = (await second.last()).buttons
    (agree,) = [data for label, data in asked.items() if "同意任命" in label]
    assert "请另一位管理员" in await first.taps(agree)
    assert "只有相应的工作人员" in await browser.taps(agree)
    assert await roles(hall, browser) == set()


async def test_who_is_invited_works_once_another_agrees_and_all_hear(hall: TownHall) -> None:
    first, second, third = [await hall.officer("bureau", Role.ADMIN) for _ in range(3)]
    sealed = await hall.officer("bureau", Role.SEALED)
    newcomer = await hall.citizen()
    await newcomer.says(f"/join {await invites(first, '信访局', '专人')}")
    assert "同意" in await second.presses("同意任命")
    assert await roles(hall, newcomer) == {"sealed"}
    assert "已登记" in await newcomer.hears()
    for told in (first, third, sealed):
        assert "新任命" in await told.hears()
    assert "已有人决定" in await third.presses("同意任命")
    async with hall.db.reading() as session:
        done = [line.action for line in await audit.entries(session)][::-1]
    assert [each for each in done if each in ("invite", "redeemed", "appoint")] == [
        "invite",
        "redeemed",
        "appoint",
    ]


async def test_declined_is_told_and_gives_nothing(hall: TownHall) -> None:
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    newcomer = await hall.citizen()
    await newcomer.says(f"/join {await invites(first, '城管局', '责任单位经办')}")
    await second.presses("不同意")
    assert "没有同意" in await newcomer.hears()
    assert await roles(hall, newcomer) == set()


async def test_the_machine_makes_the_first_two_and_older_codes_die(hall: TownHall) -> None:
    class Machine:
        """What the start of a process has at hand."""

        db, clock, settings = hall.db, hall.bureau.clock, type("S", (), {"office_name": "测试"})

    printed: list[str] = []
    await first_administrator(Machine, printed.append)  # type: ignore[arg-type]
    older = [line.split("/join ")[1].split("（")[0] for line in printed]
    printed.clear()
    await first_administrator(Machine, printed.append)  # type: ignore[arg-type]
    codes = [line.split("/join ")[1].split("（")[0] for line in printed]
    assert len(older) == len(codes) == 2
    boss, other, stranger, clerk = [await hall.citizen() for _ in range(4)]
    assert "无效" in await stranger.says(f"/join {older[0]}")
    await boss.says(f"/join {codes[0]}")
    assert await roles(hall, boss) == {"admin"}
    assert "还没有第二位管理员" in await clerk.says(f"/join {await invites(boss, '信访局', '信访局经办')}")
    assert "无效" in await stranger.says(f"/join {codes[0]}")
    await other.says(f"/join {codes[1]}")
    assert "新任命" in await boss.hears()
    await other.presses("同意任命")
    assert await roles(hall, clerk) == {"clerk"}
    printed.clear()
    await first_administrator(Machine, printed.append)  # type: ignore[arg-type]
    assert printed == []


async def test_whoever_invited_hears_of_the_use_and_can_stop_it(hall: TownHall) -> None:
    first, second = await hall.officer("bureau", Role.ADMIN), await hall.officer("bureau", Role.ADMIN)
    code = await invites(first, "城管局", "责任单位经办")
    stranger = await hall.citizen()
    await stranger.says(f"/join {code}")
    assert "您发出的邀请码被用了" in await first.hears()
    assert "没有同意" in await first.presses("不是我邀请的人")
    assert "已有人决定" in await second.presses("同意任命")
    assert await roles(hall, stranger) == set()


@pytest.mark.parametrize("known", [True, False])
def test_two_roles_of_one_person_are_one_person(known: bool) -> None:
    one = Actor(Role.HANDLER, 1, person_id=7 if known else None)
    other = Actor(Role.HEAD, 2, person_id=7 if known else None)
    assert one.is_same_person(other) is known
    assert one.is_same_person(Actor(Role.HEAD, 1))
