"""A message is edited while the form is open: the answer it gave is corrected, and nothing else moves."""

import pytest_asyncio

from tests.journeys.stories import LAMP, fills, reply_to
from tests.people import Bureau, People, Person, open_groups


@pytest_asyncio.fixture(loop_scope="session")
async def ann(bureau: Bureau) -> Person:
    """Messages are edited on Telegram only."""
    await open_groups(bureau, "telegram")
    return await People(bureau, "telegram").citizen()


async def says(ann: Person, words: str) -> tuple[int, str]:
    """Say something; the number of the message and the answer."""
    message = ann.message(text=words)
    return message["message_id"], await ann.brings({"message": message})


async def edits(ann: Person, number: int, words: str) -> str:
    changed = {**ann.message(text=words), "message_id": number, "edit_date": 1_800_000_000}
    return await ann.brings({"edited_message": changed})


async def until(ann: Person, asked: str, question: str) -> str:
    """Answer what is asked until a question stands open."""
    for _ in range(20):
        if question in asked:
            return asked
        answer = reply_to(asked, {})
        tapped = any(answer in label for label in await ann.buttons()) and not answer.isdigit()
        asked = await (ann.presses(answer) if tapped else ann.says(answer))
    raise AssertionError(asked)


async def test_a_place_is_corrected_by_editing_it(ann: Person) -> None:
    await until(ann, await ann.says("路灯坏了，晚上很黑，老人摔了一跤，没人来修"), "事情在哪里")
    number, _ = await says(ann, "测试县青山镇建设路 3 好")
    said = await edits(ann, number, "测试县青山镇建设路 3 号")
    assert "地点改成「测试县青山镇建设路 3 号」" in said
    preview = await until(ann, said, "请核对")
    assert "3 号" in preview
    assert "3 好" not in preview


async def test_the_first_sentence_is_corrected_in_the_story(ann: Person) -> None:
    number, _ = await says(ann, LAMP)
    said = await edits(ann, number, LAMP.replace("摔了一跤", "摔断了腿"))
    assert "按您改的记下了" in said
    preview = await until(ann, said, "请核对")
    assert "摔断了腿" in preview
    assert "摔了一跤" not in preview


async def test_an_edit_at_the_preview_shows_it_anew_and_after_filing_changes_nothing(ann: Person) -> None:
    number, asked = await says(ann, LAMP)
    await until(ann, asked, "请核对")
    assert "请核对" in await edits(ann, number, LAMP + "，已经报过两次")
    await ann.presses("提交")
    assert "登记的是原话" in await edits(ann, number, "全部改掉")


async def test_an_edit_of_something_else_is_told_as_ever(ann: Person) -> None:
    await fills(ann, LAMP)
    assert "登记的是原话" in await edits(ann, 999_999, "改了")
