"""Somebody's own phone at the real office: their chat opened by a demo persona's key, what they say, press and hear."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect

from bot.demo import persona_key
from bot.web.visitors import key_hash
from storage import rooms
from tests.browser.conftest import Visit
from tests.browser.real_office import RealOffice
from tests.browser.screens import WAIT, newest, press, say
from tests.browser.test_accessibility import faults, overflow

SMALL = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
Seat = Callable[[str], Page]


def phones(visit: Visit, running: RealOffice) -> Seat:
    """Opens the phone of whoever is named by their demo persona."""

    async def visitor(persona: str) -> str:
        async with running.app.db.reading() as session:
            found = await rooms.visitor_by_key(session, key_hash(persona_key(persona)))
        assert found is not None
        return json.dumps({"key": persona_key(persona), "room": found.id})

    def opened(persona: str) -> Page:
        page = visit("/static/seal.svg", **SMALL)
        known = running.do(visitor(persona))
        page.evaluate("known => localStorage.setItem('jianjian.visitor', known)", known)
        page.goto(running.url + "/")
        expect(page.locator("textarea")).to_be_visible()
        return page

    return opened


SETTLING = 3
"""So often a page is looked at again that was caught while it was redrawn."""


def answered(page: Page, act: Callable[[], None]) -> str:
    """Do something and read the message that comes after it."""
    before = newest(page) if page.locator(".message.bot").count() else 0
    act()
    for _ in range(WAIT // 50):
        if page.locator(".message.bot").count() and newest(page) > before:
            page.wait_for_timeout(150)
            return page.locator(".message.bot .bubble").last.inner_text()
        page.wait_for_timeout(50)
    raise AssertionError(f"nothing was answered after: {page.locator('.bubble').last.inner_text()}")


def asks(page: Page, words: str) -> str:
    """Say something; the answer."""
    return answered(page, lambda: say(page, words))


def taps(page: Page, label: str) -> str:
    """Press the lowest button with a label; the answer."""
    return answered(page, lambda: press(page, label))


def sound(page: Page) -> None:
    """Nothing is cut off, nothing fails axe, and whatever is open leads somewhere."""
    assert overflow(page) == 0
    found = faults(page)
    for _ in range(SETTLING):
        if not found:
            break
        page.wait_for_timeout(300)  # what is being redrawn is looked at when it stands
        found = faults(page)
    assert found == [], found
    cut = page.locator(".keys button").evaluate_all(
        "all => all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent)"
    )
    assert cut == []
