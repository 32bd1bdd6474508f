"""A second language needs only its files: a folder of wording beside the first, and people choose it by a button."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework import wording
from casework.petition import Role
from casework.wording import Later, locales, speaking, text
from storage import people, reception
from tests.admin.test_appointments import invites
from tests.admin.test_broadcast import written
from tests.journeys.rows import at_work, does, news, places
from tests.journeys.test_rows_answers import FACTS, LAW, ORDER
from tests.people import Bureau, People, Person

ENGLISH = """
language-name = English
language-kept = Very well, English from now on.
human = Call { $phone }, or come to { $address }.
notice-citizen-transfer = No. { $number } went to { $unit }. It is now: { $state }.
state-transferred = with the unit
opt-show = Show me
menu-human = A human being
"""


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A wording folder with the first language as it is and a little of another."""
    (tmp_path / "zh-CN").symlink_to(wording._FOLDER / "zh-CN", target_is_directory=True)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "some.ftl").write_text(ENGLISH, encoding="utf-8")
    monkeypatch.setattr(wording, "_FOLDER", tmp_path)
    wording.bundle.cache_clear()
    yield
    wording.bundle.cache_clear()


def test_only_what_has_files_is_a_language() -> None:
    assert locales() == ("zh-CN", "en", "zh-Hant")


def test_sentences_are_in_the_language_of_the_reader_and_the_untranslated_in_the_first(english: None) -> None:
    later = Later("state-transferred")
    first = text("language-ask")
    with speaking("en"):
        assert (str(later), text("language-ask")) == ("with the unit", first)
        with speaking("zh-CN"):
            assert str(later) == text("state-transferred", locale="zh-CN") != "with the unit"
        assert str(later) == "with the unit"
    with speaking("fr"):
        assert str(later) == text("state-transferred", locale="zh-CN")


async def test_every_language_is_offered_under_its_own_name(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says("/language")
    assert (await ann.buttons())[:3] == ["1 中文", "2 English", "3 繁體中文"]
    assert "以后用中文" in await ann.says("中文")


async def test_a_language_is_chosen_by_a_button_and_stays(
    people_of: People, bureau: Bureau, english: None
) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    await ann.says("/mydata")
    await ann.says("换一种语言")
    assert "English from now on" in await ann.says("English")
    assert "A human being" in " ".join(await ann.buttons())
    assert "English" not in await bob.says("/start"), "one person's language is nobody else's"
    await ann.says("/start")
    assert "A human being" in " ".join(await ann.buttons())


async def test_who_is_told_of_anothers_press_reads_their_own_language(
    people_of: People, bureau: Bureau, english: None
) -> None:
    ann = await people_of.citizen()
    case = await places(bureau, ann)
    await ann.says("/language")
    await ann.says("English")
    clerk = await people_of.officer("bureau", Role.CLERK)
    assert "转送，已记录" in await does(clerk, "transfer", case, "人社局")
    (told,) = await news(ann)
    assert told.startswith(f"No. {case.number} went to 人社局. It is now: with the unit.")
    assert await ann.buttons() == ["Show me"]


MARK = "⟦x⟧"


@pytest.fixture
def foreign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A second language that has every sentence of the first, with a mark before each."""
    (tmp_path / "zh-CN").symlink_to(wording._FOLDER / "zh-CN", target_is_directory=True)
    (tmp_path / "xx").mkdir()
    for file in (tmp_path / "zh-CN").glob("*.ftl"):
        marked = re.sub(
            r"^([a-z][\w-]* =) ?", rf"\1 {MARK}", file.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        (tmp_path / "xx" / file.name).write_text(marked, encoding="utf-8")
    monkeypatch.setattr(wording, "_FOLDER", tmp_path)
    wording.bundle.cache_clear()
    yield
    wording.bundle.cache_clear()


async def foreigner(people_of: People, unit: str, role: Role) -> Person:
    """An officer who reads the second language."""
    made = await people_of.officer(unit, role)
    async with people_of.bureau.db.writing() as session:
        known = await people.find(session, made.channel, made.user_id)
        assert known is not None and known.id is not None
        await people.set_locale(session, known.id, "xx")
    return made


async def only_theirs(causer: Person, *others: Person) -> None:
    """Who pressed reads the marked language; everybody else and every group reads the first, buttons included."""
    assert MARK in await causer.sees()
    chats = [other.chat_id for other in others] + list(causer.bureau.groups.values())
    for chat in chats:
        for shown in await causer.bureau.chat(causer.channel, chat):
            assert MARK not in shown.text + " ".join(shown.buttons)


async def test_an_alert_is_read_in_the_language_of_its_readers(
    people_of: People, bureau: Bureau, foreign: None
) -> None:
    clerk, ann = await foreigner(people_of, "bureau", Role.CLERK), await people_of.citizen()
    await ann.says("/start")
    await ann.says("我不想活了，没人管我")
    await clerk.inside("bureau").presses("在这里回复他")
    await clerk.says("我马上打给您")
    await clerk.presses("已打电话")
    await clerk.presses("结束")
    assert "值班同志：我马上打给您" in await ann.sees()
    await only_theirs(clerk, ann)


async def test_who_is_missing_a_head_is_told_in_their_own_language(
    people_of: People, bureau: Bureau, foreign: None
) -> None:
    ann, admin = await people_of.citizen(), await people_of.officer("bureau", Role.ADMIN)
    li = await foreigner(people_of, "labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    await does(li, "answer", case)
    for words in ("予以支持", FACTS, ORDER, LAW, "送负责人签发"):
        await (li.says(words) if words in (FACTS, ORDER, LAW) else li.presses(words))
    assert "还没有能签发" in await admin.sees()
    await only_theirs(li, ann, admin)


async def test_an_appointment_and_a_notice_are_told_in_each_readers_language(
    people_of: People, bureau: Bureau, foreign: None
) -> None:
    first, third = [await people_of.officer("bureau", Role.ADMIN) for _ in range(2)]
    second, newcomer = await foreigner(people_of, "bureau", Role.ADMIN), await people_of.citizen()
    await newcomer.says(f"/join {await invites(first, '信访局', '专人')}")
    assert MARK in await second.hears(), "asked in the language of who is asked"
    await second.presses("同意任命")
    assert "新任命" in await third.sees()
    await written(first)
    await first.presses("提交审核")
    await first.presses("审核通过后马上")
    await second.presses("同意发送")
    assert "已审核同意" in await first.hears()
    await only_theirs(second, first, third, newcomer)


async def test_what_is_stored_for_others_is_in_the_offices_language(
    people_of: People, bureau: Bureau, foreign: None
) -> None:
    keeper = await foreigner(people_of, "bureau", Role.SUPERVISOR)
    case = await at_work(bureau, await people_of.citizen())
    await keeper.taps(f"sp:new:{case.id}")
    await keeper.says("分管副县长")
    assert MARK in await keeper.says("十二月十日前到现场协调")
    await keeper.taps(f"sp:moved:{case.id}")
    await keeper.says("已到现场")
    async with bureau.db.reading() as session:
        found = await reception.sponsor_of(session, case.id)
    assert found is not None
    assert "已到现场" in found.steps
    assert MARK not in found.steps
