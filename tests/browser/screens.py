"""What people do at a screen: say, press what stands lowest, and go through the form as in the journeys."""

import re

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.journeys.stories import ANSWERS, CODE, NUMBER, WAGES, reply_to

Screen = Page | Locator
"""A citizen's page, or one pane of the demo office."""
WAIT = 60_000
"""How long an answer may take on a busy machine, in milliseconds."""
QUESTIONS = re.compile("|".join([*(re.escape(asked) for asked, _ in ANSWERS), "请核对"]))
REPLY = (
    "经查，宏达建筑公司确实拖欠三十二名工人三个月工资，共计四十八万元。",
    "责令宏达建筑公司于十日内足额支付所欠工资，由劳动监察大队跟踪落实。",
    "《保障农民工工资支付条例》第三条、第三十条",
)


def say(screen: Screen, words: str) -> None:
    """Type words and send them."""
    screen.locator("textarea").fill(words)
    screen.get_by_role("button", name="发送", exact=True).click()


def press(screen: Screen, label: str) -> None:
    """Press the lowest button whose label, after its digit, begins with these words."""
    begins = re.compile(rf"^(?:\d )?{re.escape(label)}")
    screen.locator(".keys button", has_text=begins).last.click(timeout=WAIT)


def sees(screen: Screen, words: str) -> Locator:
    """Wait until a message with these words stands on the screen; the newest one."""
    found = screen.locator(".message .bubble", has_text=words).last
    expect(found).to_be_visible(timeout=WAIT)
    return found


def newest(screen: Screen) -> int:
    """The number of the newest message of the office."""
    return int(screen.locator(".message.bot").last.get_attribute("data-number") or 0)


def asked_after(screen: Screen, number: int) -> str:
    """Wait for a question that is newer than a message; its words."""
    page = screen if isinstance(screen, Page) else screen.page
    for _ in range(WAIT // 50):
        if screen.locator(".message.bot").count() and newest(screen) > number:
            words = screen.locator(".message.bot .bubble").last.inner_text()
            if QUESTIONS.search(words):
                return words
        page.wait_for_timeout(50)
    raise AssertionError(
        f"no new question; the last words were: {screen.locator('.bubble').last.inner_text()}"
    )


def answer(screen: Screen, words: str) -> str:
    """Answer the open question by its button, or in words; what is asked next."""
    before = newest(screen)
    keys = screen.locator(".message.bot").last.locator(".keys button", has_text=words)
    if not words.isdigit() and keys.count():
        keys.first.click()
    else:
        say(screen, words)
    return asked_after(screen, before)


def tell(screen: Screen, story: str = WAGES) -> str:
    """Begin with the story; the first question."""
    sees(screen, "您好，这里是")
    before = newest(screen)
    say(screen, story)
    return asked_after(screen, before)


def fill(screen: Screen, asked: str, *, until: str = "请核对", **answers: str) -> str:
    """Answer questions, beginning with the one asked, until some words are read."""
    for _ in range(30):
        if until in asked:
            return asked
        asked = answer(screen, reply_to(asked, answers))
    raise AssertionError(f"the form does not end: {asked}")


def submit(screen: Screen) -> tuple[str, str]:
    """Submit at the preview; the number and the query code of the receipt."""
    press(screen, "提交")
    receipt = sees(screen, "✅ 已登记").inner_text()
    number, code = NUMBER.search(receipt), CODE.search(receipt)
    assert number, receipt
    assert code, receipt
    return number.group(), code.group()


def attach(screen: Screen, *files: FilePayload, caption: str = "") -> None:
    """Choose files and send them at once."""
    screen.locator("input[type=file]").set_input_files(list(files))
    expect(screen.locator(".tray li")).to_have_count(len(files))
    screen.locator("textarea").fill(caption)
    screen.get_by_role("button", name="发送", exact=True).click()


def seat(page: Page, title: str) -> Locator:
    """A pane of the demo office by the title of its seat."""
    return page.locator(".pane", has=page.get_by_label(f"写给 {title}", exact=True))


def sit(page: Page, column: str, title: str) -> Locator:
    """Choose a seat in a column of the demo office."""
    page.get_by_label(f"{column}：选择席位").select_option(value=title)
    return seat(page, title)


def reply(screen: Screen, *, outcome: str = "予以支持") -> None:
    """Go through the reply gate in the officer's private chat and put the answer before the head."""
    sees(screen, "逐条对应")
    press(screen, outcome)
    for asked, words in zip(("事实和理由", "处理意见", "依据"), REPLY, strict=True):
        sees(screen, asked)
        say(screen, words)
    sees(screen, "复查")
    press(screen, "送负责人签发")
    sees(screen, "已送负责人签发")
