"""What public reports tell of pages like ours: pasting from Word, broken lines, closed tabs, old phones, old people."""

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from tests.browser.conftest import Running, Visit
from tests.browser.office import OFFICE, said
from tests.browser.test_citizen_page import PNG, greeted, say

PAYSLIP: FilePayload = {"name": "工资条.png", "mimeType": "image/png", "buffer": PNG}
PASTE = """([words, name]) => {
  const carried = new DataTransfer();
  if (words) carried.setData("text/plain", words);
  carried.items.add(new File(["x"], name, { type: "image/png" }));
  const area = document.querySelector("textarea");
  return area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
}"""


def elder(page: Page) -> Page:
    page.get_by_role("button", name="长辈版").click()
    return greeted(page)


def send_file(page: Page, caption: str) -> None:
    page.locator("input[type=file]").set_input_files([PAYSLIP])
    expect(page.locator(".tray li")).to_have_count(1)
    page.locator("textarea").fill(caption)
    page.get_by_role("button", name="发送", exact=True).click()


def said_by_citizen(running: Running) -> list[str]:
    return [
        update["message"].get("caption", "") for update in running.office.script.fed if "message" in update
    ]


@pytest.mark.parametrize(
    ("words", "name", "taken"),
    [("施工队欠薪三个月", "image.png", False), ("", "image.png", True), ("工资条.png", "工资条.png", True)],
)
def test_words_beside_their_picture_are_pasted_as_words(
    visit: Visit, words: str, name: str, taken: bool
) -> None:
    page = greeted(visit())
    goes_on = page.evaluate(PASTE, [words, name])
    expect(page.locator(".tray li")).to_have_count(int(taken))
    assert goes_on is not taken


def test_words_not_sent_are_there_after_the_tab_was_closed(visit: Visit, running: Running) -> None:
    page = greeted(visit())
    page.locator("textarea").fill("写到一半")
    other = page.context.new_page()
    page.close()
    other.goto(running.url)
    expect(other.locator("textarea")).to_have_value("写到一半")
    other.get_by_role("button", name="更多").click()
    other.get_by_role("button", name="清除本机记录").click()
    other.get_by_role("button", name="清除", exact=True).click()
    expect(other.locator("textarea")).to_have_value("")
    assert other.evaluate("Object.keys(localStorage).filter((name) => name.includes('draft'))") == []


def test_a_file_whose_upload_breaks_five_times_arrives_once(visit: Visit, running: Running) -> None:
    page = greeted(visit())
    broken: list[str] = []

    def breaks(route: Route) -> None:
        broken.append(route.request.url)
        if len(broken) <= 5:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/files", breaks)
    send_file(page, "三个月的工资条")
    for tries in range(1, 6):
        expect(page.locator(".mine .state")).to_contain_text("还没有送达，会自动再发")
        expect(page.locator(".mine .state")).to_contain_text("「工资条.png」")
        if tries > 1:  # the first wait passes by itself; the others grow
            page.get_by_role("button", name="重试").click()
        while len(broken) <= tries:
            page.wait_for_timeout(50)
    expect(page.get_by_text("收到：photo 三个月的工资条")).to_be_visible()
    expect(page.locator(".mine .state")).to_have_text("已送达")
    assert said_by_citizen(running).count("三个月的工资条") == 1
    assert len(broken) == 6


def test_a_file_that_waits_survives_a_reload_with_its_caption(visit: Visit, running: Running) -> None:
    page = greeted(visit())
    page.route("**/files", lambda route: route.abort("internetdisconnected"))
    send_file(page, "三个月的工资条")
    expect(page.locator(".mine .state")).to_contain_text("会自动再发")
    page.reload()
    expect(page.locator(".mine .prose")).to_have_text("三个月的工资条")
    expect(page.locator(".mine .filename")).to_have_text("工资条.png")
    page.unroute("**/files")
    page.reload()
    expect(page.get_by_text("收到：photo 三个月的工资条")).to_be_visible()
    page.reload()
    expect(page.locator(".mine img")).to_be_visible()
    assert said_by_citizen(running).count("三个月的工资条") == 1


def test_files_that_wait_are_cleared_with_the_rest(visit: Visit, running: Running) -> None:
    page = greeted(visit(width=1200))
    page.route("**/files", lambda route: route.abort("internetdisconnected"))
    send_file(page, "别人的材料")
    expect(page.locator(".mine .state")).to_contain_text("会自动再发")
    page.get_by_role("button", name="清除本机记录").click()
    page.get_by_role("button", name="清除", exact=True).click()
    greeted(page)
    page.unroute("**/files")
    left = page.evaluate(
        """() => new Promise((done) => { indexedDB.open("jianjian").onsuccess = ({ target }) => {
          const counted = target.result.transaction("files").objectStore("files").count();
          counted.onsuccess = () => done(counted.result);
        }; })"""
    )
    assert left == 0
    assert "别人的材料" not in said_by_citizen(running)


def test_an_error_about_a_file_stays_where_it_was_said(visit: Visit) -> None:
    page = greeted(visit())
    page.locator("input[type=file]").set_input_files(
        [{"name": "空.txt", "mimeType": "text/plain", "buffer": b""}]
    )
    expect(page.get_by_text("「空.txt」：这个文件是空的")).to_be_visible()
    say(page, "那我打字")
    expect(page.get_by_text("收到：那我打字")).to_be_visible()
    order = page.locator(".log > *").evaluate_all("all => all.map((each) => each.className.split(' ')[0])")
    assert order == ["message", "note", "message", "message"]


def test_a_browser_that_cannot_read_the_script_is_told_whom_to_call(
    browser: Browser, running: Running
) -> None:
    page = browser.new_page(locale="zh-CN")
    page.route("**/static/log.js", lambda route: route.fulfill(content_type="text/javascript", body="a ??=;"))
    page.goto(running.url)
    expect(page.get_by_text("这个浏览器打不开网上对话")).to_be_visible()
    number = page.locator("#old a")
    expect(number).to_have_attribute("href", f"tel:{OFFICE.phone.replace('-', '')}")
    expect(page.get_by_role("button", name="长辈版")).to_have_count(0)
    expect(page.get_by_text(OFFICE.address).last).to_be_visible()
    page.close()


def test_a_browser_that_can_is_not_told_so(visit: Visit) -> None:
    page = greeted(visit())
    expect(page.get_by_text("这个浏览器打不开网上对话")).to_be_hidden()


def test_tab_passes_what_was_asked_before_and_the_arrows_reach_it(visit: Visit) -> None:
    page = greeted(visit(width=1200))
    for number in range(4):
        say(page, "登记" if number % 2 else f"第{number}句")
        expect(page.locator(".mine")).to_have_count(number + 1)
        expect(page.locator(".message.bot")).to_have_count(number + 2)
    page.locator(".scroll").focus()
    stops = 0
    while page.evaluate("document.activeElement.tagName") != "TEXTAREA":
        page.keyboard.press("Tab")
        stops += 1
        assert stops < 9, "Tab walks through old buttons"
    newest = page.locator(".message.bot").last.locator(".keys button").first
    newest.focus()
    for _ in range(20):
        page.keyboard.press("ArrowUp")
    expect(page.get_by_role("button", name="1 我要反映")).to_be_focused()


def test_nothing_stays_coloured_after_a_tap(visit: Visit) -> None:
    page = greeted(visit(has_touch=True, is_mobile=True))
    ruled = page.evaluate(
        """() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
          .filter((rule) => rule.selectorText?.includes(":hover")).map((rule) => rule.selectorText)"""
    )
    assert ruled == []


def test_no_empty_room_flashes_before_the_greeting(visit: Visit) -> None:
    page = visit("/static/seal.svg")
    page.add_init_script(
        """window.flashed = 0;
        new MutationObserver(() => {
          if (document.querySelector(".nothing")?.checkVisibility()) window.flashed += 1;
        }).observe(document, { subtree: true, childList: true, attributes: true });"""
    )
    page.goto(page.url.replace("/static/seal.svg", "/"))
    greeted(page)
    assert page.evaluate("window.flashed") == 0


def test_the_offices_own_telephone_can_be_tapped_wherever_it_is_written(
    visit: Visit, running: Running
) -> None:
    page = greeted(visit())
    room = running.office.script.fed[0]["message"]["chat"]["id"]
    running.do(
        running.office.put(
            said(room, f"请拨打 {OFFICE.phone}，编号 350881-261121-00042-5。13800000000 不是我们的。")
        )
    )
    bubble = page.locator(".message.bot").last
    expect(bubble.locator(f"a[href='tel:{OFFICE.phone.replace('-', '')}']")).to_have_text(OFFICE.phone)
    expect(bubble.locator("a")).to_have_count(1)
    page.get_by_role("button", name="更多").click()
    expect(page.locator("aside dd a")).to_have_attribute("href", f"tel:{OFFICE.phone.replace('-', '')}")


NOTICE = "\n".join(
    f"第{line}条　为办理您的事项，我们需要登记您提供的姓名、电话和地址，并依法保密。" for line in range(14)
)


def test_the_elder_version_keeps_the_buttons_in_sight_and_the_composer_small(
    visit: Visit, running: Running
) -> None:
    page = elder(visit(width=360, height=740, has_touch=True, is_mobile=True))
    room = running.office.script.fed[0]["message"]["chat"]["id"]
    markup = {
        "inline_keyboard": [
            [{"text": "1 同意", "callback_data": "yes"}],
            [{"text": "2 不同意", "callback_data": "no"}],
        ]
    }
    running.do(running.office.put(said(room, NOTICE, markup)))
    expect(page.get_by_text("第0条")).to_be_visible()
    for label in ("1 同意", "2 不同意"):
        expect(page.get_by_role("button", name=label)).to_be_in_viewport(ratio=1)
    composer = page.locator(".composer").evaluate("node => node.offsetHeight / innerHeight")
    assert composer < 0.25
    first = page.locator(".composer button, .composer a.button").evaluate_all(
        "all => all.filter((each) => each.checkVisibility()).map((each) => each.textContent.trim())"
    )
    assert first[:2] == ["录音说", "打电话"]
    expect(page.locator(".call")).to_have_attribute("href", f"tel:{OFFICE.phone.replace('-', '')}")


def test_in_the_elder_version_a_message_is_read_aloud_on_request(visit: Visit, running: Running) -> None:
    page = visit("/static/seal.svg")
    page.add_init_script(
        """window.spoken = [];
        const mouth = { speak: (said) => window.spoken.push(said.text), cancel() {} };
        Object.defineProperty(window, "speechSynthesis", { value: mouth });"""
    )
    page.goto(running.url)
    greeted(page)
    expect(page.get_by_role("button", name="读给我听")).to_have_count(0)
    elder(page)
    page.get_by_role("button", name="读给我听").click()
    [heard] = page.evaluate("window.spoken")
    assert heard.startswith("您好，这里是云岭县信访局")
    assert "1 我要反映" in heard
    page.get_by_role("button", name="停止朗读").click()
    say(page, "登记")
    expect(page.get_by_text("✅ 已登记")).to_be_visible()
    page.get_by_role("button", name="读给我听").last.click()
    assert "7 K Q M" in page.evaluate("window.spoken.at(-1)")


def test_a_posters_code_is_said_once_and_not_shown(visit: Visit, running: Running) -> None:
    page = greeted(visit())
    page.goto(running.url + "/#p=abc_DEF-123")
    page.reload()
    expect(page.get_by_text("收到：/start abc_DEF-123")).to_be_visible()
    page.reload()
    expect(page.get_by_text("收到：/start abc_DEF-123")).to_be_visible()
    assert page.locator(".mine").count() == 0
    texts = [update["message"]["text"] for update in running.office.script.fed]
    assert texts == ["/start", "/start abc_DEF-123"]
