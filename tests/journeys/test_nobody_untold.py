"""A unit without a group, a group that threw the bot out, an officer who blocked it: somebody hears all the same."""

from casework.petition import Role
from storage import office
from storage.outbox import Status
from storage.tables.outbox_rows import OutboxRow
from storage.upsert import table
from tests.journeys.stories import files
from tests.people import Bureau, People


async def without_group(bureau: Bureau, channel: str, unit: str) -> None:
    async with bureau.db.writing() as session:
        await office.unbind_group(session, channel, bureau.groups[unit])


async def transferred(people_of: People, bureau: Bureau) -> str:
    """A matter on wages has reached the labour bureau; its number."""
    number, _ = await files(await people_of.citizen())
    case = await bureau.case(number)
    async with bureau.db.reading() as session:
        labour = await office.unit_by_code(session, "labour")
    assert labour is not None
    assert case.unit_id == labour.id
    return number


async def test_a_unit_without_a_group_hears_in_private(people_of: People, bureau: Bureau) -> None:
    li, head = await people_of.officer("labour", Role.HANDLER), await people_of.officer("labour", Role.HEAD)
    await without_group(bureau, people_of.channel, "labour")
    number = await transferred(people_of, bureau)
    for officer in (li, head):
        heard = await officer.hears()
        assert number in heard
    assert "王小明" not in await li.sees()
    assert number in await li.presses("私下查看")


async def test_the_bureau_hears_when_a_unit_cannot_be_told(people_of: People, bureau: Bureau) -> None:
    clerk = (await people_of.officer("bureau", Role.CLERK)).inside("bureau")
    await without_group(bureau, people_of.channel, "labour")
    number = await transferred(people_of, bureau)
    heard = await clerk.sees()
    assert "谁也没有收到" in heard
    assert number in heard.partition("谁也没有收到")[2]


async def test_a_bureau_without_a_group_and_a_unit_without_anybody(people_of: People, bureau: Bureau) -> None:
    clerk = await people_of.officer("bureau", Role.CLERK)
    for unit in ("labour", "bureau"):
        await without_group(bureau, people_of.channel, unit)
    number = await transferred(people_of, bureau)
    heard = await clerk.hears()
    assert "谁也没有收到" in heard
    assert number in heard


async def test_what_a_group_refuses_is_told_to_its_officers_once(people_of: People, bureau: Bureau) -> None:
    li = await people_of.officer("labour", Role.HANDLER)
    ann = await people_of.citizen()
    number, _ = await files(ann)
    await li.hears()
    case = await bureau.case(number)
    rows = table(OutboxRow)
    said = (
        rows.c.case_id == case.id,
        rows.c.chat_id == bureau.groups["labour"],
        rows.c.method == "sendMessage",
    )
    refused = {"status": Status.BLOCKED.value, "settled_at": bureau.clock()}
    async with bureau.db.writing() as session:
        await session.execute(rows.update().where(*said).values(**refused))
    await bureau.turn(minutes=1)
    assert number not in await li.hears(), "it is Saturday: what the clock says waits for the office"
    await bureau.turn(days=2)
    assert (await li.hears()).count("转送本单位") == 1
    await bureau.turn(hours=2)
    assert "转送本单位" not in await li.hears()


async def test_administrators_see_which_unit_nobody_can_reach(people_of: People, bureau: Bureau) -> None:
    admin = await people_of.officer("bureau", Role.ADMIN)
    await without_group(bureau, people_of.channel, "labour")
    assert "谁也通知不到" in await admin.says("/admin")
