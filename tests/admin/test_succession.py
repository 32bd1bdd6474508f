"""机关撤并 (Art. 24.2): another unit carries on, its open cases follow by themselves, limits stay."""

from casework.petition import Role
from storage import cases, office
from tests.admin.townhall import TownHall
from tests.people import Person


async def to_the_question(hall: TownHall, unit: str) -> Person:
    """An administrator at the question who carries on for a unit."""
    admin = await hall.officer("bureau", Role.ADMIN)
    await admin.says("/管理")
    await admin.presses("单位和人员")
    await admin.presses(unit)
    await admin.presses("撤并")
    return admin


async def test_open_cases_of_a_dissolved_unit_go_to_the_successor(hall_on_both: TownHall) -> None:
    hall = hall_on_both
    ann = await hall.citizen()
    await ann.says("/start")
    filed = await hall.files(ann, "楼下烧烤摊噪音", unit="urban")
    other = await hall.files(None, "别的单位的事", unit="labour")
    admin = await to_the_question(hall, "城管局")
    assert "在办 1 件" in await admin.sees()
    asked = await admin.presses("住建局")
    assert "确定撤并" in asked
    assert "期限不变" in await admin.presses("确定，停用人员")
    before = await clocks_of(hall, filed.id)
    await ann.hears()
    await hall.bureau.turn(minutes=1)
    case = await hall.bureau.case(filed.number)
    assert case.unit_id == hall.bureau.units["housing"]
    assert case.state == "in_progress"
    assert await clocks_of(hall, filed.id) == before
    assert (await hall.bureau.case(other.number)).unit_id == hall.bureau.units["labour"]
    assert "由住建局继续办理，期限不变" in await ann.hears()
    housing = await hall.officer("housing", Role.HANDLER)
    assert filed.number in await housing.says("/待办")
    async with hall.db.reading() as session:
        assert (await cases.verify(session, filed.id)).holds
    events = [row["event"] for row in await hall.rows("case_events") if row["case_id"] == filed.id]
    assert events.count("succeed") == 1
    await hall.bureau.turn(minutes=1)
    events = [row["event"] for row in await hall.rows("case_events") if row["case_id"] == filed.id]
    assert events.count("succeed") == 1


async def clocks_of(hall: TownHall, case_id: int) -> list[tuple[str, object]]:
    async with hall.db.reading() as session:
        return [(row.clock, row.limit) for row in await cases.clocks(session, case_id)]


async def test_new_matters_are_routed_to_the_successor_at_once(hall: TownHall) -> None:
    admin = await to_the_question(hall, "城管局")
    await admin.presses("住建局")
    await admin.presses("确定，停用人员")
    async with hall.db.reading() as session:
        unit = await office.route(session, "HJ03")
    assert unit is not None
    assert unit.code == "housing"


async def test_officers_and_groups_may_go_along(hall: TownHall) -> None:
    handler = await hall.officer("urban", Role.HANDLER)
    filed = await hall.files(None, "楼下烧烤摊噪音", unit="urban")
    admin = await to_the_question(hall, "城管局")
    await admin.presses("住建局")
    assert "住建局" in await admin.presses("确定，人员和群转到")
    await hall.bureau.turn(minutes=1)
    assert filed.number in await handler.says("/待办")
    async with hall.db.reading() as session:
        groups = await office.group_of(session, hall.bureau.units["housing"])
        assert await office.group_of(session, hall.bureau.units["urban"]) == []
    assert {group.chat_id for group in groups} == {hall.bureau.groups["urban"], hall.bureau.groups["housing"]}


async def test_with_open_cases_somebody_must_carry_on(hall: TownHall) -> None:
    await hall.files(None, "楼下烧烤摊噪音", unit="urban")
    admin = await to_the_question(hall, "城管局")
    assert not [label for label in await admin.buttons() if "没有" in label]
    urban = hall.bureau.units["urban"]
    assert "必须有单位继续行使职权" in await admin.taps(f"of:end:{urban}:0:")
    assert "必须有单位继续行使职权" in await admin.taps(f"of:heir:{urban}:0:")
    async with hall.db.reading() as session:
        unit = await office.unit(session, urban)
    assert unit is not None
    assert unit.active


async def test_the_bureau_itself_stays(hall: TownHall) -> None:
    admin = await hall.officer("bureau", Role.ADMIN)
    bureau = hall.bureau.units["bureau"]
    assert "信访局不能撤并" in await admin.taps(f"of:dissolve:{bureau}:0:")
    assert "信访局不能撤并" in await admin.taps(f"of:end:{bureau}:{hall.bureau.units['urban']}:")


async def test_a_dissolved_unit_is_listed_and_taken_back(hall: TownHall) -> None:
    admin = await to_the_question(hall, "教育局")
    await admin.presses("住建局")
    await admin.presses("确定，停用人员")
    await admin.presses("返回单位列表")
    assert "演示县教育局 → 住建局" in await admin.presses("已撤并的单位")
    assert "继续行使职权的单位：住建局" in await admin.presses("教育局")
    assert "在办 0 件" in await admin.presses("恢复这个单位")
    actions = [row["action"] for row in await hall.rows("audit_log")]
    assert actions[-2:] == ["unit_dissolve", "unit_restore"]


async def test_a_chain_of_successors_ends_at_the_living_one(hall: TownHall) -> None:
    filed = await hall.files(None, "楼下烧烤摊噪音", unit="urban")
    admin = await to_the_question(hall, "城管局")
    await admin.presses("住建局")
    await admin.presses("确定，停用人员")
    await admin.taps(f"of:dissolve:{hall.bureau.units['housing']}:0:")
    await admin.presses("人社局")
    await admin.presses("确定，停用人员")
    await hall.bureau.turn(minutes=1)
    assert (await hall.bureau.case(filed.number)).unit_id == hall.bureau.units["labour"]


async def test_a_file_that_does_not_mention_the_tree_leaves_it(hall: TownHall) -> None:
    admin = await to_the_question(hall, "教育局")
    await admin.presses("住建局")
    await admin.presses("确定，停用人员")
    rows = {"units": [{"code": "education", "name": "演示县教育局", "kind": "department"}]}
    async with hall.db.writing() as session:
        await office.import_office(session, rows, now=hall.bureau.clock())
        unit = await office.unit_by_code(session, "education")
    assert unit is not None
    assert unit.successor_id == hall.bureau.units["housing"]
