"""The administrators' day on a phone, against the real process: what is pressed, what is read, and WCAG by axe.

An administrator's chat is opened as a phone opens it: the citizen's page, with the demo persona's own key.
"""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.phones import Seat, asks, sound, taps
from tests.browser.real_office import RealOffice
from tests.browser.screens import WAIT, press, sees

NOTICE = "12 月是依法信访宣传月。\n网上信访和窗口信访一样有登记、有编号、有回音。"
SOURCE = "《信访工作条例》第十七条"

RAW = ("bureau", "urban", "None", "{ $", "admin-", "duty-", "rules-")
"""Raw words of the program, which no screen may show."""


def test_the_office_is_run_from_a_phone(phone: Seat, running: RealOffice) -> None:
    admin = phone("admin-a")
    assert "看不到任何信访内容" in asks(admin, "/start")
    assert "还没有工作人员：纪委监委" in taps(admin, "管理")
    sound(admin)
    tree = taps(admin, "单位和人员")
    assert "单位 9 个" in tree
    assert "演示县城市管理和综合执法局：2 人 / 1 群" in tree
    sound(admin)
    assert "现在值班：没有排班" in taps(admin, "城管局")
    taps(admin, "值班表")
    taps(admin, "加一班")
    taps(admin, "城管局经办")
    assert "没看懂值班时间" in asks(admin, "看情况")
    assert "现在值班：城管局经办" in asks(admin, "今天 8:00-次日 8:00，每天×3")
    sound(admin)
    taps(admin, "取消第 2 班")
    assert "11-24（" not in taps(admin, "是，取消")
    taps(admin, "返回城管局")
    taps(admin, "工作人员")
    sound(admin)
    taps(admin, "返回城管局")
    taps(admin, "撤并")
    assert "确定撤并" in taps(admin, "住建局")
    sound(admin)
    assert "期限不变" in taps(admin, "确定，人员和群转到住建局")
    taps(admin, "返回单位列表")
    assert "→ 住建局" in taps(admin, "已撤并的单位")
    assert "没看懂" in (asks(admin, "/办公时间") and asks(admin, "朝九晚五"))
    assert "工作日 9:00-17:00" in asks(admin, "9:00-17:00")
    running.do(running.app.ticker.tick(running.app.clock()))
    admin.reload()
    expect(admin.locator("#side")).to_contain_text("工作日 9:00-17:00")
    asks(admin, "/管理")
    taps(admin, "指南内容")
    assert "已更新" in asks(admin, "窗口：人民路 1 号")
    assert "窗口：人民路 1 号" in taps(admin, "看群众看到的指南")
    shown = admin.locator(".log").inner_text().replace("编码 urban", "")
    assert [word for word in RAW if word in shown] == []


def test_a_notice_lives_its_whole_life_between_two_administrators_and_a_citizen(
    phone: Seat, running: RealOffice
) -> None:
    ann, first, second = phone("citizen-a"), phone("admin-a"), phone("admin-b")
    asks(ann, "/通知")
    assert "全部地区" in taps(ann, "订阅依法信访")
    asks(first, "/公告")
    assert "规则" in asks(first, "/规则")  # a command is no notice
    asks(first, "/公告")
    asks(first, NOTICE)
    asks(first, SOURCE)
    taps(first, "依法信访")
    sees(first, "收到人数：1")
    sees(first, "【依法信访】")
    sound(first)
    taps(first, "发给我看看")
    sees(first, "试发 · 公告 1 第 1 版")
    taps(first, "提交审核")
    expect(first.get_by_role("button", name=re.compile("集中宣传日"))).to_be_visible()
    assert "1 位管理员收到了审核请求" in taps(first, "审核通过后马上")
    sees(second, "有一条公告请您审核")
    sound(second)
    taps(second, "同意发送")
    sees(first, "已审核同意")
    got = sees(ann, "有登记、有编号、有回音")
    assert SOURCE in got.inner_text()
    assert "不会再发给您" in taps(ann, "不再接收依法信访")
    assert running.app.demo is not None
    running.do(running.app.demo.turn_clock(timedelta(hours=1)))
    sees(first, "已发完")
    asks(first, "/公告")
    taps(first, "发过的 1")
    taps(first, "1 · 已发完")
    assert "实际发送的是这一版" in sees(first, "实际发送的是这一版").inner_text()
    sound(first)


def test_a_rule_goes_from_proposal_to_force_and_back(phone: Seat) -> None:
    first, second = phone("admin-a"), phone("admin-b")
    asks(first, "/规则")
    taps(first, "关键词")
    assert "HJ03" in asks(first, "噪声")
    report = asks(first, "＋ HJ03 夜间打桩 3")
    assert "＋ 噪声污染：夜间打桩（强）" in report
    assert "由他们发布" in report
    expect(first.locator(".message.bot").last.get_by_role("button", name="发布")).to_have_count(0)
    sees(second, "有一项规则修改请您看影响后决定")
    sound(second)
    assert "第 1 版" in taps(second, "发布")
    sees(first, "已发布")
    asks(second, "/规则")
    taps(second, "关键词 · 第 1 版")
    assert "不再计 噪声污染：夜间打桩" in taps(second, "退回出厂规则")
    sees(first, "不再计 噪声污染")
    assert "第 2 版" in taps(first, "发布")


def test_a_bulletin_is_read_on_a_phone_and_the_case_doors_stay_shut(phone: Seat) -> None:
    admin = phone("admin-a")
    asks(admin, "/通报")
    press(admin, "2026年11月")
    sees(admin, "信访工作通报-2026-11.md")
    expect(admin.locator(".file img")).to_be_visible(timeout=WAIT)
    sees(admin, "期末在办件数：0")
    sound(admin)
    for said in ("/台账 身份", "/待办", "/搜索 工地", "/督查", "/包案"):
        assert "只有相应的工作人员可以用" in asks(admin, said)
