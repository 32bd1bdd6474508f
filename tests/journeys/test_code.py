"""Whoever holds a query code reads and adds; what changes the matter is the owner's, who hears of every use."""

from casework.petition import Role
from services.buttons import Case
from storage import audit, vault
from tests.journeys.rows import goes
from tests.journeys.stories import LAMP, files
from tests.people import Bureau, People, Person


async def opens(person: Person, number: str, code: str) -> str:
    """Number and code from another account."""
    await person.says("/status")
    await person.says(number)
    return await person.says(code)


async def test_a_found_code_reads_and_adds_but_changes_nothing(people_of: People, bureau: Bureau) -> None:
    ann, finder = await people_of.citizen(), await people_of.citizen()
    number, code = await files(ann, LAMP)
    assert number in await opens(finder, number, code)
    assert "有人在别处" in await ann.hears()
    case = await bureau.case(number)
    for do in ("withdraw", "correct", "rate"):
        assert "可以查看和补充" in await finder.taps(Case(do=do, case=case.id).pack()), do
    assert (await bureau.case(number)).version == case.version
    await finder.taps(Case(do="supplement", case=case.id).pack())
    await finder.says("灯杆编号是 DQ-17。")
    assert (await bureau.case(number)).version > case.version


async def test_a_new_code_ends_what_the_old_one_opened(people_of: People, bureau: Bureau) -> None:
    ann, finder = await people_of.citizen(), await people_of.citizen()
    number, code = await files(ann, LAMP)
    await opens(finder, number, code)
    case = await bureau.case(number)
    assert number in await finder.taps(Case(do="show", case=case.id).pack())
    assert "旧的马上不能用" in await ann.taps(Case(do="newcode", case=case.id).pack())
    assert number in await finder.taps(Case(do="show", case=case.id).pack()), "asked before"
    await ann.presses("换一个")
    assert "没有查到" in await finder.taps(Case(do="show", case=case.id).pack())


async def test_notices_come_to_a_new_browser_after_it_was_asked_and_the_old_one_told(
    people_of: People, bureau: Bureau
) -> None:
    old, new = await people_of.citizen(), await people_of.citizen()
    number, code = await files(old, LAMP)
    case = await bureau.case(number)
    assert "没有查到" in await new.taps(Case(do="listen", case=case.id).pack()), "not without the code"
    await opens(new, number, code)
    await old.hears()
    assert "在这里接收吗" in await new.presses("在这里接收通知")
    assert await old.hears() == "", "asked before anything is done"
    await new.presses("在这里接收")
    assert "另一个浏览器或账号" in await old.hears()
    async with bureau.db.reading() as session:
        (line,) = [each for each in await audit.entries(session, case_id=case.id) if each.action == "listen"]
    assert line.role == "citizen"
    unit = {"unit_id": bureau.units["town"], "reason": "路灯由镇里维护"}
    await goes(bureau, await bureau.case(number), "transfer", Role.CLERK, "bureau", **unit)
    for each in (old, new):
        assert number in await each.hears()
    assert "可以查看和补充" in await new.taps(Case(do="withdraw", case=case.id).pack())
    await old.taps(Case(do="disown", case=case.id).pack())
    await goes(bureau, case, "note", Role.HANDLER, "town", text="明天到现场。", public=True)
    assert "明天到现场" in await old.hears()
    assert await new.hears() == ""
    assert "没有查到" in await new.taps(Case(do="show", case=case.id).pack()), "the code is another now"


async def test_a_strangers_guesses_do_not_close_an_anonymous_citizens_way(people_of: People) -> None:
    ann = await people_of.citizen()
    number, code = await files(ann, LAMP, 登记前请看一眼="匿名")
    for _ in range(3):
        stranger = await people_of.citizen()
        for _ in range(5):
            assert "没有查到" in await opens(stranger, number, "2222-2222-2222")
    assert number in await opens(ann, number, code)


async def test_whoever_guesses_invitations_is_refused_before_any_slow_hash(
    people_of: People, monkeypatch: object
) -> None:
    stranger = await people_of.citizen()
    hashed: list[str] = []
    slow = vault.Vault.code_hash

    def counted(self: vault.Vault, code: str, *, context: str) -> bytes:
        hashed.append(code)
        return slow(self, code, context=context)

    monkeypatch.setattr(vault.Vault, "code_hash", counted)  # type: ignore[attr-defined]
    for _ in range(9):
        assert "无效" in await stranger.says("/join 2222-2222-2222")
    assert len(hashed) == 5
