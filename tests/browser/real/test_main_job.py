"""The main job in a real browser against the real process: filed on a phone, handled in the demo office, answered.

A citizen's page and the demo office are two browsers; nothing between them is played.
"""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, WebSocketRoute, expect

from tests.browser.conftest import Visit
from tests.browser.real_office import RealOffice
from tests.browser.screens import (
    attach,
    fill,
    newest,
    press,
    reply,
    say,
    sees,
    sit,
    submit,
    tell,
)
from tests.browser.test_citizen_page import PNG
from tests.journeys.stories import WAGES

PHOTO: FilePayload = {"name": "工资条.png", "mimeType": "image/png", "buffer": PNG}
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
PRIVATE = ("王小明", "13800000000", "东街", "腊月", "宏达", "老板", "把工资发给我们")
"""Words of the citizen: none of them may stand in a group."""


def file_wages(page: Page) -> tuple[str, str]:
    """File the wage petition with a photo; its number and query code."""
    fill(page, tell(page))
    before = newest(page)
    attach(page, PHOTO, caption="工资条")
    sees(page, "材料：1 份")
    assert newest(page) > before
    return submit(page)


def the_unit(visit: Visit) -> tuple[Page, Locator, Locator]:
    """The demo office, the labour unit's group and its officer's private chat."""
    page = visit("/demo", width=1440, height=900)
    return page, sit(page, "工作群", "人社局工作群"), sit(page, "工作人员私聊", "人社局经办")


def accept(group: Locator, officer: Locator, number: str) -> None:
    """Sign for the matter in the group and accept it in private."""
    sees(group, number)
    press(group, "签收")
    sees(group, "已签收")
    press(group, "受理")
    sees(officer, "哪一类程序")
    press(officer, "信访程序")
    sees(officer, "受理，已记录")


def test_a_petition_is_filed_handled_answered_and_rated(visit: Visit) -> None:
    ann = visit("/", **PHONE)
    number, code = file_wages(ann)
    press(ann, "我已保存")
    sees(ann, "查询码已隐藏")
    expect(ann.get_by_text(code)).to_have_count(0)
    expect(ann.locator(".mine img")).to_be_visible()

    office, group, officer = the_unit(visit)
    sees(group, number)
    shown = group.locator(".log").inner_text()
    assert [words for words in PRIVATE if words in shown] == []
    accept(group, officer, number)
    sees(ann, "已由人社局受理")

    say(ann, number)
    status = sees(ann, "责任单位：人社局").inner_text()
    assert "已受理" in status
    assert re.search(r"最迟 2027 年 1 月 2\d 日（还有 \d+ 天）", status), status

    for _ in range(8):
        office.get_by_role("button", name="+1 周").click()
        expect(office.get_by_role("button", name="+1 周")).to_be_enabled(timeout=60_000)
    reminder = sees(group, "天，2027-01-2").inner_text()
    assert re.search(rf"{number}：.*还有 [79] 天，2027-01-2\d 到期", reminder), reminder

    press(group, "答复")
    reply(officer)
    head = sit(office, "工作人员私聊", "人社局负责人")
    press(head, "签发")
    sees(head, "已签发")
    sees(ann, "责令宏达建筑公司于十日内足额支付")

    press(ann, "评价")
    press(ann, "责任单位")
    press(ann, "满意")
    sees(ann, "谢谢您的评价")
    take_the_opinion(ann, number)


def take_the_opinion(ann: Page, number: str) -> None:
    """Ask for the 处理意见书 and save it: a PDF, served as one."""
    say(ann, number)
    sees(ann, "已答复")
    press(ann, "告知书、意见书")
    press(ann, "信访事项处理意见书")
    sees(ann, "信访事项处理意见书-")
    save = ann.get_by_role("button", name=re.compile("^下载 信访事项处理意见书"))
    with ann.expect_download() as saved, ann.expect_response(re.compile("/file$")) as response:
        save.click()
    assert response.value.headers["content-type"] == "application/pdf"
    assert response.value.headers["content-disposition"].startswith("attachment")
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF-")
    assert saved.value.suggested_filename == f"信访事项处理意见书-{number}.pdf"


def test_a_reload_in_the_middle_of_the_form_keeps_the_open_question(visit: Visit) -> None:
    ann = visit("/", **PHONE)
    asked = fill(ann, tell(ann), until="最希望怎么解决")
    ann.reload()
    sees(ann, "最希望怎么解决")
    expect(ann.locator(".mine", has_text=WAGES)).to_have_count(1)
    fill(ann, asked)
    number, _ = submit(ann)
    expect(ann.locator(".bubble", has_text="✅ 已登记")).to_have_count(1)
    expect(ann.locator("bdi.number", has_text=number).first).to_be_visible()


def test_an_office_that_was_switched_off_in_the_middle_goes_on_where_it_was(
    visit: Visit, running: RealOffice
) -> None:
    ann = visit("/", **PHONE)
    asked = fill(ann, tell(ann), until="最希望怎么解决")
    running.stop()
    say(ann, "把工资发了")
    expect(ann.get_by_text("正在重新连接")).to_be_visible()
    expect(ann.locator(".mine .state").last).to_contain_text("发送中")
    running.start()
    where = sees(ann, "事情在哪里").inner_text()
    expect(ann.locator(".mine", has_text="把工资发了")).to_have_count(1)
    assert "最希望" in asked
    preview = fill(ann, where)
    assert preview.count("把工资发了") == 1
    submit(ann)


def test_what_was_stored_but_not_acknowledged_is_sent_again_and_counts_once(
    visit: Visit, running: RealOffice
) -> None:
    ann = visit("/static/seal.svg", **PHONE)
    deaf = losing_acknowledgements(ann)
    ann.goto(running.url)
    fill(ann, tell(ann))
    deaf.append(True)
    say(ann, "补一句：考勤表在工地办公室。")
    sees(ann, "记下了")
    expect(ann.locator(".mine .state").last).to_contain_text("发送中")
    running.stop()
    deaf.clear()
    running.start()
    expect(ann.locator(".mine .state").last).to_have_text("已送达", timeout=60_000)
    preview = sees(ann, "考勤表在工地办公室").inner_text()
    assert preview.count("考勤表在工地办公室") == 1
    submit(ann)


def losing_acknowledgements(page: Page) -> list[bool]:
    """Let a line through that loses what the server acknowledges while the list holds anything."""
    deaf: list[bool] = []

    def carry(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        passed: Callable[[str | bytes], None] = line.send
        server.on_message(lambda said: None if deaf and '"ack"' in str(said)[:40] else passed(said))

    page.route_web_socket(re.compile("/api/socket"), carry)
    return deaf
