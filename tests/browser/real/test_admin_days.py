"""Days that pass at the office, in a real browser: a reception from rota to result, a sponsor, a notice held and ended.

The phones are 360 pixels wide; groups and the whole office are looked at on a desk's screen.
"""

from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from storage import people, subscriptions
from storage.tables.public_rows import Theme
from tests.browser.conftest import Visit
from tests.browser.phones import Seat, asks, sound, taps
from tests.browser.real_office import RealOffice
from tests.browser.screens import fill, press, sees, sit, submit, tell

LAMP = "村口的路灯坏了三个月，报了几次没有人修，晚上老人摔了两次。"
DESK = {"width": 1440, "height": 900}


def days_pass(running: RealOffice, **by: float) -> None:
    """Turn the office's clock."""
    assert running.app.demo is not None
    running.do(running.app.demo.turn_clock(timedelta(**by)))


def files(ann: Page) -> str:
    """A matter of the citizen's; its number."""
    fill(ann, tell(ann, LAMP))
    number, _ = submit(ann)
    return number


def message(page: Page, words: str) -> Locator:
    """The newest message with these words, with its name and hour."""
    return page.locator(".message", has_text=words).last


def books_a_day(ann: Page, boss: Page, number: str) -> None:
    """The supervisor puts two Fridays on the rota; the citizen books the first for a matter."""
    asks(boss, "/接访安排")
    taps(boss, "加一场")
    assert "没看懂" in asks(boss, "领导有空")
    asks(boss, "分管副县长，周五上午九点到十一点半，信访接待中心，2，每周×2")
    sound(boss)
    taps(boss, "信访局督查")
    asks(ann, "/接访")
    sound(ann)
    taps(ann, "2026-11-27")
    taps(ann, number)
    sound(ann)
    assert "09:00-11:30，分管副县长" in taps(ann, "2 人")
    sound(ann)


def test_a_reception_from_the_rota_to_its_result(phone: Seat, visit: Visit, running: RealOffice) -> None:
    ann, boss = phone("citizen-a"), phone("bureau-supervisor")
    number = files(ann)
    books_a_day(ann, boss, number)
    sees(boss, "接访呈报")
    desk = visit("/demo", **DESK)
    stub = sit(desk, "工作群", "信访局工作群")
    assert LAMP not in sees(stub, "接访存根").inner_text()
    unit = sit(desk, "工作群", "城管局工作群")
    sees(unit, "接访通知（责任单位）")
    press(unit, "到场")
    press(ann, "我会到")
    press(boss, "确认接访")
    for told in (ann, boss, unit):
        sees(told, "接访已由各方确认")
    press(boss, "看准备情况")
    assert "登记结果" not in " ".join(sees(boss, "各方已确认").locator("..").all_inner_texts())
    days_pass(running, days=3, hours=2)
    expect(message(ann, "提醒：明天接访")).to_contain_text("09:00")
    days_pass(running, days=4)  # over the weekend, when nobody is asked
    sees(boss, "接访结果待登记")
    assert "已过、待登记结果的 1 场" in asks(boss, "/接访安排")
    sound(boss)
    taps(boss, "待登记 1 件")
    taps(boss, number)
    taps(boss, "登记结果")
    asks(boss, "由城管局一周内换灯，先装临时灯。")
    assert "已告诉信访人" in asks(boss, "12-04")
    assert "由城管局一周内换灯" in sees(ann, "接访结果（分管副县长）").inner_text()
    sound(ann)


def test_a_sponsor_reports_steps_and_a_silent_week_is_noticed(
    phone: Seat, visit: Visit, running: RealOffice
) -> None:
    ann, boss = phone("citizen-a"), phone("bureau-supervisor")
    number = files(ann)
    days_pass(running, days=92)
    assert "可以包案 1 件" in asks(boss, "/包案")
    taps(boss, f"＋ {number}")
    asks(boss, "分管副县长")
    asks(boss, "一周内现场办公，月底前修好。")
    asks(boss, "/包案")
    taps(boss, number)
    taps(boss, "有进展")
    assert "进展已记录" in asks(boss, "现场办公，责任单位答应换灯。")
    assert "现场办公，责任单位答应换灯。" in taps(boss, "看包案")
    sound(boss)
    days_pass(running, days=11)
    sees(boss, "天没有进展记录")
    assert "已超期：1 件" in asks(boss, "/督查")
    taps(boss, "已超期")
    sound(boss)
    desk = visit("/demo", **DESK)
    digest = sees(sit(desk, "工作群", "信访局工作群"), "超期按单位：城管局 1").inner_text()
    assert number not in digest


def test_a_notice_under_way_is_held_let_go_and_ended(phone: Seat, visit: Visit, running: RealOffice) -> None:
    async def far_away(count: int) -> None:
        """Subscribers on a channel that this office cannot reach now."""
        now = running.app.clock()
        async with running.app.db.writing() as session:
            for n in range(count):
                known = await people.person(session, "telegram", 10_000 + n, 10_000 + n, now)
                assert known.id is not None
                await subscriptions.subscribe(session, known.id, Theme.LAW, now=now)

    running.do(far_away(40))
    ann, first, second = phone("citizen-a"), phone("admin-a"), phone("admin-b")
    asks(ann, "/通知")
    taps(ann, "订阅依法信访")
    asks(first, "/公告")
    asks(first, "12 月是依法信访宣传月。")
    taps(first, "没有出处")
    taps(first, "依法信访")
    taps(first, "提交审核")
    sound(first)
    taps(first, "审核通过后马上")
    press(second, "同意发送")
    sees(ann, "依法信访宣传月")
    days_pass(running, hours=0.1)
    sees(first, "1 / 41")
    sound(first)
    press(first, "暂停")
    sees(first, "已暂停")
    press(first, "继续")
    sees(first, "正在发送")
    press(first, "停止")
    sound(first)
    press(first, "是，停止")
    sees(first, "40 条没有发出")
    sees(first, "已停止「12 月是依法信访宣传月。」")
    asks(first, "/公告")
    taps(first, "发过的 1")
    taps(first, "1 · 已停止")
    sound(first)
