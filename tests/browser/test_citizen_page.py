"""A citizen's page in a real browser: said, kept, answered, and nothing lost on the way."""

import re
from pathlib import Path

from playwright.sync_api import Dialog, FilePayload, Page, expect

from tests.browser.conftest import Running, Visit
from tests.browser.office import CODE, NUMBER, said

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def say(page: Page, words: str) -> None:
    page.locator("textarea").fill(words)
    page.locator("textarea").press("Enter")


def greeted(page: Page) -> Page:
    expect(page.get_by_text("您好，这里是云岭县信访局")).to_be_visible()
    return page


def test_a_citizen_is_greeted_files_and_keeps_number_and_code(visit: Visit) -> None:
    page = greeted(visit())
    assert page.get_by_text("/start").count() == 0
    page.get_by_role("button", name="1 我要反映").click()
    expect(page.get_by_text("您选了：file")).to_be_visible()
    say(page, "登记")
    expect(page.locator("bdi.number", has_text=NUMBER)).to_be_visible()
    expect(page.locator("bdi.number", has_text=CODE)).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="保存为文本").click()
    assert NUMBER in Path(saved.value.path()).read_text(encoding="utf-8")
    assert saved.value.suggested_filename == f"回执 {NUMBER}.txt"


def test_what_is_said_shows_its_way_and_stands_before_its_answer(visit: Visit) -> None:
    page = greeted(visit())
    say(page, "工地欠薪")
    expect(page.get_by_text("收到：工地欠薪")).to_be_visible()
    expect(page.locator(".mine .state").last).to_have_text("已送达")
    texts = page.locator(".message .prose").all_inner_texts()
    assert texts[-2:] == ["工地欠薪", "收到：工地欠薪"]


def test_a_reload_shows_the_conversation(visit: Visit) -> None:
    page = greeted(visit())
    say(page, "工地欠薪")
    expect(page.get_by_text("收到：工地欠薪")).to_be_visible()
    page.reload()
    expect(page.get_by_text("收到：工地欠薪")).to_be_visible()
    assert page.locator(".mine").count() == 1


def test_words_not_yet_sent_survive_a_reload(visit: Visit) -> None:
    page = greeted(visit())
    page.locator("textarea").fill("写到一半")
    page.reload()
    expect(page.locator("textarea")).to_have_value("写到一半")


def test_what_could_not_be_stored_says_so_and_is_sent_by_the_retry(visit: Visit, running: Running) -> None:
    page = greeted(visit())
    running.office.script.broken = True
    say(page, "工地欠薪")
    expect(page.locator(".mine .state")).to_contain_text("未送达")
    expect(page.locator(".mine .state")).to_contain_text("没有存下")
    running.office.script.broken = False
    page.get_by_role("button", name="重试").click()
    expect(page.get_by_text("收到：工地欠薪")).to_be_visible()
    expect(page.locator(".mine .state")).to_have_text("已送达")
    assert running.office.script.turns == 2  # the greeting and the story, once each


def test_what_is_said_without_a_network_is_kept_over_a_reload_and_arrives_once(
    visit: Visit, running: Running
) -> None:
    page = greeted(visit())
    running.office.script.broken = True
    say(page, "工地欠薪")
    expect(page.locator(".mine .state")).to_contain_text("未送达")
    running.office.script.broken = False
    page.reload()
    expect(page.get_by_text("收到：工地欠薪")).to_be_visible()
    expect(page.locator(".mine .state")).to_have_text("已送达")
    assert page.locator(".mine").count() == 1
    assert running.office.script.turns == 2


def test_two_tabs_keep_what_each_could_not_send(visit: Visit, running: Running) -> None:
    first = greeted(visit())
    second = first.context.new_page()
    second.goto(running.url)
    expect(second.get_by_text("您好，这里是")).to_be_visible()
    running.office.script.broken = True
    for page, words in ((first, "第一页的话"), (second, "第二页的话")):
        say(page, words)
        expect(page.locator(".mine", has_text=words).locator(".state")).to_contain_text("未送达")
    second.close()
    running.office.script.broken = False
    first.reload()
    for words in ("第一页的话", "第二页的话"):
        expect(first.get_by_text(f"收到：{words}")).to_be_visible()
    assert running.office.script.turns == 3


def test_a_lost_line_is_told_and_comes_back(visit: Visit, running: Running) -> None:
    page = greeted(visit())

    async def cut() -> None:
        from bot.web.chat_parts import PARTS

        for socket in list(running.office.app[PARTS].sockets):
            await socket.close()

    running.do(cut())
    expect(page.get_by_text("正在重新连接")).to_be_visible()
    say(page, "还在吗")
    expect(page.get_by_text("收到：还在吗")).to_be_visible()
    expect(page.get_by_text("正在重新连接")).to_have_count(0)


def test_without_sockets_the_page_goes_on_by_plain_requests(visit: Visit) -> None:
    page = visit("/static/seal.svg")
    page.add_init_script(
        """window.WebSocket = class {
          constructor() { setTimeout(() => this.onclose({ code: 1006 }), 10); }
          close() {}
        };"""
    )
    page.goto(page.url.replace("/static/seal.svg", "/"))
    expect(page.get_by_text("您好，这里是")).to_be_visible(timeout=40_000)
    say(page, "工地欠薪")
    expect(page.get_by_text("收到：工地欠薪")).to_be_visible()


def test_photos_chosen_at_once_are_one_album_and_are_shown(visit: Visit, running: Running) -> None:
    page = greeted(visit())
    files: list[FilePayload] = [
        {"name": f"{n}.png", "mimeType": "image/png", "buffer": PNG} for n in ("一", "二")
    ]
    page.locator("input[type=file]").set_input_files(files)
    expect(page.locator(".tray li")).to_have_count(2)
    page.locator("textarea").fill("工资条")
    page.get_by_role("button", name="发送").click()
    expect(page.locator(".mine img")).to_have_count(2)
    expect(page.get_by_text("收到：photo 工资条")).to_be_visible()
    albums = {update["message"].get("media_group_id") for update in running.office.script.fed[1:]}
    assert len(albums) == 1
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载 一.png").click()
    assert Path(saved.value.path()).read_bytes() == PNG


def test_a_dropped_file_waits_for_the_send_button(visit: Visit) -> None:
    page = greeted(visit())
    page.evaluate(
        """() => {
          const carried = new DataTransfer();
          carried.items.add(new File(["x"], "合同.txt", { type: "text/plain" }));
          const pane = document.querySelector(".pane");
          const told = { dataTransfer: carried, bubbles: true, cancelable: true };
          for (const type of ["dragenter", "dragover", "drop"]) pane.dispatchEvent(new DragEvent(type, told));
        }"""
    )
    expect(page.locator(".tray li")).to_contain_text("合同.txt")
    page.get_by_role("button", name="去掉 合同.txt").click()
    expect(page.locator(".tray li")).to_have_count(0)


def test_a_file_beyond_the_limit_is_refused_with_its_size_before_it_is_sent(
    visit: Visit, running: Running
) -> None:
    page = greeted(visit())
    page.evaluate(
        """() => {
          const carried = new DataTransfer();
          carried.items.add(new File([new Uint8Array(63 * 1024 * 1024)], "录像.mp4"));
          const drop = new DragEvent("drop", { dataTransfer: carried, bubbles: true });
          document.querySelector(".pane").dispatchEvent(drop);
        }"""
    )
    expect(page.get_by_text("「录像.mp4」：这个文件 63 MB，超过 20 MB，没有收下。")).to_be_visible()
    assert running.office.script.turns == 1


def test_a_voice_is_recorded_sent_and_can_be_played(visit: Visit, running: Running) -> None:
    page = greeted(visit(permissions=["microphone"]))
    page.get_by_role("button", name="附件").click()
    page.get_by_role("button", name="录音").click()
    expect(page.get_by_text("正在录音 0:01")).to_be_visible()
    page.get_by_role("button", name="发送录音").click()
    expect(page.get_by_text("收到：voice")).to_be_visible()
    assert running.office.script.fed[-1]["message"]["voice"]["duration"] >= 1
    page.get_by_role("button", name="播放").click()
    expect(page.locator("audio")).to_be_visible()


def test_a_place_is_sent_when_the_device_tells_it(visit: Visit, running: Running) -> None:
    page = greeted(visit(permissions=["geolocation"], geolocation={"latitude": 25.09, "longitude": 116.03}))
    page.get_by_role("button", name="附件").click()
    page.get_by_role("button", name="我的位置").click()
    expect(page.get_by_text("北纬 25.09，东经 116.03")).to_be_visible()
    expect(page.get_by_text("收到：location")).to_be_visible()
    assert running.office.script.fed[-1]["message"]["location"]["latitude"] == 25.09


def test_a_toast_and_an_alert_answer_a_press(visit: Visit) -> None:
    page = greeted(visit())
    say(page, "登记")
    page.get_by_role("button", name="我已保存").click()
    expect(page.locator(".toast", has_text="请妥善保管")).to_be_visible()
    say(page, "卡片")
    page.get_by_role("button", name="受理").click()
    expect(page.get_by_role("dialog")).to_contain_text("无需重复操作")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_is_new_is_marked_for_somebody_who_reads_above(visit: Visit, running: Running) -> None:
    page = greeted(visit(height=500))
    for number in range(6):
        say(page, f"第{number}句")
        expect(page.get_by_text(f"收到：第{number}句")).to_be_visible()
    page.locator(".scroll").evaluate("node => { node.scrollTop = 0; }")
    room = running.office.script.fed[0]["message"]["chat"]["id"]
    running.do(running.office.put(said(room, "您的件有新进展")))
    jump = page.get_by_role("button", name="1 条新消息")
    expect(jump).to_be_visible()
    expect(page).to_have_title(re.compile(r"^\(1\) "))
    jump.click()
    expect(page.get_by_text("以下是新消息")).to_be_visible()
    expect(jump).to_be_hidden()


def test_a_shared_computer_is_cleared_and_a_new_conversation_begins(visit: Visit) -> None:
    page = greeted(visit(width=1200))
    say(page, "工地欠薪")
    expect(page.get_by_text("收到：工地欠薪")).to_be_visible()
    page.get_by_role("button", name="清除本机记录").click()
    page.get_by_role("button", name="清除", exact=True).click()
    expect(page.get_by_text("收到：工地欠薪")).to_have_count(0)
    greeted(page)


def test_whatever_is_written_stays_words(visit: Visit, running: Running) -> None:
    page = greeted(visit())
    room = running.office.script.fed[0]["message"]["chat"]["id"]
    payloads = [
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "javascript:alert(1)",
        "</textarea><b>x",
    ]
    dialogs: list[str] = []

    def opened(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", opened)
    for words in payloads:
        say(page, words)
        expect(page.get_by_text(f"收到：{words}")).to_be_visible()
    running.do(
        running.office.put(
            said(room, "坏链接", {"inline_keyboard": [[{"text": "点", "url": "javascript:alert(1)"}]]})
        )
    )
    expect(page.get_by_role("button", name="点")).to_be_visible()
    assert page.locator(".log img, .log script, .log b, .log a").count() == 0
    assert dialogs == []


def test_bold_and_italic_are_drawn_and_markup_is_not(visit: Visit) -> None:
    page = greeted(visit())
    say(page, "粗体")
    bubble = page.locator(".message.bot").last
    expect(bubble.locator("strong")).to_have_text("粗体")
    expect(bubble.locator("em")).to_have_text("斜体")
    expect(bubble).to_contain_text("<b>不是</b>")


def test_only_what_the_office_marks_and_is_a_number_can_be_dialled(visit: Visit) -> None:
    page = greeted(visit())
    say(page, "求助")
    bubble = page.locator(".message.bot").last
    expect(bubble.locator("a[href='tel:12356']")).to_have_text("12356")
    expect(bubble.locator("a[href='tel:05971234567']")).to_have_text("0597-1234567")
    expect(bubble.locator("a")).to_have_count(2)


def test_a_half_typed_chinese_word_is_not_sent_by_enter(visit: Visit, running: Running) -> None:
    page = greeted(visit())
    page.locator("textarea").fill("gongdi")
    page.evaluate(
        """() => {
          const told = { key: "Enter", isComposing: true, bubbles: true, cancelable: true };
          document.querySelector("textarea").dispatchEvent(new KeyboardEvent("keydown", told));
        }"""
    )
    page.locator("textarea").press("Shift+Enter")
    expect(page.locator("textarea")).to_have_value("gongdi\n")
    assert running.office.script.turns == 1
