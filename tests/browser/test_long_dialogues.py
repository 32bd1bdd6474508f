"""A long dialogue on a small screen: the open question is in sight, what was answered takes little room."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Running, Visit
from tests.browser.office import key, keys, said

MANY = keys(*[[key(f"{digit} 选项{digit}", f"choice{digit}")] for digit in range(1, 10)])


def ask(running: Running, words: str) -> None:
    """The office puts a question with nine buttons, one below the other."""
    room = running.office.script.fed[0]["message"]["chat"]["id"]
    running.do(running.office.put(said(room, words, MANY)))


def greeted(page: Page) -> Page:
    expect(page.get_by_text("您好，这里是云岭县信访局")).to_be_visible()
    return page


def height(message: Locator) -> float:
    box = message.locator(".keys").bounding_box()
    assert box is not None
    return box["height"]


def test_a_question_longer_than_the_screen_is_shown_from_its_beginning(
    visit: Visit, running: Running
) -> None:
    page = greeted(visit("/", width=320, height=568))
    page.get_by_role("button", name="长辈版").click()
    for words in ("第一个问题是什么？", "第二个问题是什么？"):
        ask(running, words)
        expect(page.get_by_text(words)).to_be_in_viewport()
    expect(page.locator(".jump")).to_be_hidden()


def test_buttons_of_answered_questions_take_less_room_and_still_work(visit: Visit, running: Running) -> None:
    page = greeted(visit())
    ask(running, "第一个问题")
    first = page.locator(".message", has_text="第一个问题")
    first.get_by_role("button", name="3 选项3").click()
    expect(page.get_by_text("您选了：choice3")).to_be_visible()
    expect(first.locator(".chosen")).to_have_text("3 选项3")
    tall = height(first)
    ask(running, "第二个问题")
    expect(page.get_by_text("第二个问题")).to_be_visible()
    expect(first).to_have_class("message bot past")
    assert height(first) < tall / 2
    first.get_by_role("button", name="5 选项5").click()
    expect(page.get_by_text("您选了：choice5")).to_be_visible()
