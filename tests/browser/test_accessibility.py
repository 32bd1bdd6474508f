"""WCAG 2.2 AA by axe, and what axe cannot see: narrow screens, large letters, the keyboard, touch targets."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.office import NUMBER
from tests.browser.test_citizen_page import greeted, say

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{fault['id']}: {[node['target'] for node in fault['nodes']]}" for fault in found]


def filed(page: Page) -> Page:
    greeted(page)
    say(page, "登记")
    expect(page.locator("bdi.number", has_text=NUMBER)).to_be_visible()
    return page


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


SCREENS: list[dict[str, Any]] = [
    {"width": 1440, "height": 900},
    {"width": 390, "height": 844},
    {"width": 320, "height": 640},
    {"width": 390, "height": 844, "color_scheme": "dark"},
    {"width": 390, "height": 844, "forced_colors": "active"},
]


@pytest.mark.parametrize("elder", [False, True])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_citizens_page_has_no_fault_and_scrolls_one_way_only(
    visit: Visit, screen: dict[str, Any], elder: bool
) -> None:
    page = visit(**screen)
    if elder:
        page.get_by_role("button", name="长辈版").click()
    filed(page)
    assert overflow(page) == 0
    assert faults(page) == []
    page.get_by_role("button", name="附件").click()
    assert overflow(page) == 0
    assert faults(page) == []


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_demo_page_has_no_fault(visit: Visit, width: int) -> None:
    page = visit("/demo", width=width, height=900)
    expect(page.get_by_text("您好，这里是").first).to_be_visible()
    assert faults(page) == []
    assert overflow(page) == 0


def test_the_side_panel_and_the_dialog_have_no_fault(visit: Visit) -> None:
    page = filed(visit())
    page.get_by_role("button", name="更多").click()
    assert faults(page) == []
    page.get_by_role("button", name="清除本机记录").click()
    assert faults(page) == []


@pytest.mark.parametrize(("elder", "least"), [(False, 44), (True, 60)])
def test_whatever_is_pressed_is_large_enough(visit: Visit, elder: bool, least: int) -> None:
    page = visit()
    if elder:
        page.get_by_role("button", name="长辈版").click()
    filed(page)
    page.get_by_role("button", name="附件").click()
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("button, textarea")]
          .filter((node) => node.checkVisibility())
          .map((node) => [node.textContent.trim() || node.tagName, node.offsetWidth, node.offsetHeight])"""
    )
    small = [(name, width, height) for name, width, height in sizes if min(width, height) < least - 0.5]
    assert len(sizes) >= 8
    assert small == []


def test_letters_are_large_in_the_elder_version(visit: Visit) -> None:
    page = visit()
    page.get_by_role("button", name="长辈版").click()
    filed(page)
    size = page.locator(".message.bot .prose").last.evaluate(
        "node => parseFloat(getComputedStyle(node).fontSize)"
    )
    assert size >= 18
    page.reload()
    expect(page.get_by_role("button", name="标准版")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_a_case_number_is_never_torn(visit: Visit, width: int) -> None:
    page = visit(width=width)
    page.get_by_role("button", name="长辈版").click()
    filed(page)
    number = page.locator("bdi.number", has_text=NUMBER)
    lines = number.evaluate("node => node.getClientRects().length")
    inside = number.evaluate(
        "node => node.getBoundingClientRect().right <= node.closest('.bubble').getBoundingClientRect().right"
    )
    assert (lines, inside) == (1, True)


def test_the_whole_conversation_goes_by_keyboard(visit: Visit) -> None:
    page = greeted(visit(width=1200))
    page.keyboard.press("Tab")
    expect(page.get_by_text("跳到对话")).to_be_focused()
    page.keyboard.press("Enter")
    reached: list[str] = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.textContent || document.activeElement.placeholder")
        )
        if reached[-1] == "1 我要反映":
            page.keyboard.press("Enter")
            break
    expect(page.get_by_text("您选了：file")).to_be_visible()
    while "请在这里打字" not in reached[-1:]:
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.textContent || document.activeElement.placeholder")
        )
        assert len(reached) < 40, reached
    page.keyboard.type("你好")
    page.keyboard.press("Enter")
    expect(page.get_by_text("收到：你好")).to_be_visible()


def test_a_screen_reader_hears_what_is_new_and_not_the_past(visit: Visit) -> None:
    page = filed(visit())
    log = page.get_by_role("log")
    assert log.get_attribute("aria-live") == "polite"
    page.reload()
    expect(page.get_by_text(NUMBER)).to_be_visible()
    expect(log).to_have_attribute("aria-live", "polite")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.get_by_role("main").count() == 1


def test_at_200_percent_letters_nothing_is_cut_off(visit: Visit) -> None:
    page = filed(visit(width=640, height=900))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overflow(page) == 0
    expect(page.get_by_role("button", name="发送")).to_be_in_viewport()
