"""The demo office in a real browser: everybody side by side, and a clock that goes forward."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.office import NUMBER


def seat(page: Page, title: str) -> Locator:
    return page.locator(".pane", has=page.get_by_label(f"写给 {title}"))


def say(pane: Locator, words: str) -> None:
    pane.locator("textarea").fill(words)
    pane.locator("textarea").press("Enter")


def test_everybody_has_a_seat_and_is_greeted_when_looked_at(visit: Visit) -> None:
    page = visit("/demo", width=1440, height=900)
    for column in ("市民", "单位工作群", "工作人员", "管理员"):
        expect(page.get_by_role("heading", name=column, exact=True)).to_be_visible()
    expect(seat(page, "市民甲").get_by_text("您好，这里是")).to_be_visible()
    expect(page.get_by_text("请勿填写真实信息")).to_be_visible()


def test_a_card_in_the_group_is_redrawn_after_a_press(visit: Visit) -> None:
    page = visit("/demo", width=1440, height=900)
    group = seat(page, "人社局工作群")
    say(group, "卡片")
    group.get_by_role("button", name="签收").click()
    expect(group.get_by_text("已由人社局于 09:30 签收")).to_be_visible()
    assert group.get_by_text(NUMBER).count() == 1
    expect(group.get_by_role("button", name="签收")).to_have_count(0)


def test_another_seat_of_the_column_can_be_chosen(visit: Visit) -> None:
    page = visit("/demo", width=1440, height=900)
    page.get_by_label("工作人员：选择席位").select_option("人社局负责人")
    head = seat(page, "人社局负责人")
    expect(head.get_by_text("您好，这里是")).to_be_visible()
    say(head, "在")
    expect(head.get_by_text("收到：在")).to_be_visible()
    expect(seat(page, "人社局经办")).to_be_hidden()


def test_the_clock_is_turned_forward(visit: Visit) -> None:
    page = visit("/demo", width=1440, height=900)
    expect(page.get_by_text("现在：2026-11-21 周六 09:30")).to_be_visible()
    page.get_by_role("button", name="+1 周").click()
    expect(page.get_by_text("现在：2026-11-28 周六 09:30")).to_be_visible()
    page.get_by_role("button", name="+1 小时").click()
    expect(page.get_by_text("现在：2026-11-28 周六 10:30")).to_be_visible()
