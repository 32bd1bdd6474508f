"""The page that checks receipts: opened from a disk, without a network, in a browser with and without Ed25519."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, Request, expect

from casework import receipts, signatures
from casework.chain import GENESIS
from casework.petition import Actor, Change, Role
from services.papers import check_page
from tests.browser.conftest import Running, Visit
from tests.browser.test_accessibility import RULES, overflow

SECRET = bytes(range(32))
KEY = signatures.public_key(SECRET)
OFFICE, NUMBER = "云岭县信访局", "350881-261121-00042-5"


def events() -> list[dict[str, Any]]:
    """A chain as the office keeps it: registered, something internal, transferred."""
    made: list[dict[str, Any]] = []
    previous = GENESIS
    for seq, (event, public) in enumerate([("submit", True), ("note", False), ("transfer", True)], 1):
        change = Change(
            case_id=1, version=seq, event=event, was="draft", now="registered", by=Actor(Role.CLERK),
            at=datetime(2026, 11, 20 + seq, 2, tzinfo=UTC),
            note="转送人社局 “加急”\u2028", data={"unit_id": 3, "名": "值\u007f\t"}, public=public,
        )  # fmt: skip
        fields = receipts.event_fields(NUMBER, seq, change, bytes(16))
        digest = receipts.event_hash(previous, fields)
        made.append({**fields, "prev_hash": previous, "hash": digest})
        previous = digest
    return made


def paper(**more: Any) -> dict[str, Any]:
    words = {
        3: {
            "note": "转送人社局 “加急”\u2028",
            "salt": receipts.public_salt(bytes(16)).hex(),
            "internal": internal(),
        }
    }
    return receipts.receipt(NUMBER, events(), office=OFFICE, secret=SECRET, words=words, **more)


def internal() -> str:
    from casework import chain

    return chain.internal_half(bytes(16), "", None, None)


Opened = Callable[..., Page]


@pytest.fixture(params=["new", "old"])
def opened(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """The page from the disk, offline; an old browser does not know Ed25519."""
    saved = tmp_path / "核对回执.html"
    saved.write_text(check_page.page(office=OFFICE, key=KEY), encoding="utf-8")
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 740})
    asked: list[str] = []
    faults: list[str] = []

    def noted(asking: Request) -> None:
        if not asking.url.startswith(("file:", "data:")):
            asked.append(asking.url)

    def show(code: str = "") -> Page:
        page = context.new_page()
        page.on("request", noted)
        page.on("pageerror", lambda error: faults.append(str(error)))
        if request.param == "old":
            page.add_init_script(
                """const known = crypto.subtle.importKey.bind(crypto.subtle);
                crypto.subtle.importKey = (form, key, kind, ...rest) =>
                  kind.name === "Ed25519" ? Promise.reject(new Error("unknown")) : known(form, key, kind, ...rest);"""
            )
        page.goto(saved.as_uri() + (f"#{code}" if code else ""))
        return page

    yield show
    context.close()
    assert asked == []
    assert faults == []


def choose(page: Page, document: Any) -> None:
    body = json.dumps(document, ensure_ascii=False, indent=2).encode()
    page.locator("#file").set_input_files(
        [{"name": "回执.json", "mimeType": "application/json", "buffer": body}]
    )


def test_a_true_receipt_passes_and_the_page_says_what_that_proves(opened: Opened) -> None:
    assert receipts.check(paper(), key=KEY).holds
    page = opened()
    choose(page, paper())
    result = page.locator("#result")
    expect(result).to_contain_text(f"核对通过：{NUMBER}")
    expect(result).to_contain_text("3 步记录")
    expect(result).to_contain_text("不能证明")
    expect(result.locator("li")).to_have_count(2)
    expect(result.locator("li").first).to_contain_text("2026-11-21 10:00")


def changed(path: str, value: Any) -> dict[str, Any]:
    """A receipt in which one thing was changed after it was signed."""
    document = paper()
    *way, last = path.split(".")
    here: Any = document
    for step in way:
        here = here[int(step) if step.isdigit() else step]
    if value is None:
        del here[int(last) if last.isdigit() else last]
    else:
        here[last] = value
    return document


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (changed("events.0.at", "2026-11-19T02:00:00.000000Z"), "第 1 条的内容"),
        (changed("events.1", None), "第 2 条和前一条接不上"),
        (changed("events.2.words.note", "转送公安局"), "第 3 条的文字"),
        (changed("events.2", None), "末尾的校验值"),
        (changed("office", "别的局"), "签名对不上"),
        (changed("signature", None), "没有单位的签名"),
        (changed("signature.key", signatures.public_key(bytes(32))), "另一把公钥"),
        (changed("events.0.digest", None), "第 1 条不完整"),
        ({"format": "something"}, "这不是本系统的回执"),
    ],
)
def test_whatever_was_changed_is_found_as_on_the_command_line(
    opened: Opened, document: Any, why: str
) -> None:
    assert not receipts.check(document, key=KEY).holds
    page = opened()
    choose(page, document)
    expect(page.locator("#result")).to_contain_text("没有核对通过")
    expect(page.locator("#result")).to_contain_text(why)


def test_the_code_of_a_printed_receipt_is_checked_as_soon_as_it_is_opened(opened: Opened) -> None:
    code = receipts.stamp(NUMBER, events(), on=date(2026, 11, 25), secret=SECRET)
    page = opened(code)
    expect(page.locator("#result")).to_contain_text(f"核对通过：{NUMBER}")
    expect(page.locator("#result")).to_contain_text("2026-11-21 10:00 登记；到 2026-11-25 为止，一共有 3 步")
    page.locator("#code").fill(code.replace("_3_", "_2_"))
    page.get_by_role("button", name="核对").click()
    expect(page.locator("#result")).to_contain_text("签名对不上")
    page.locator("#code").fill(code)
    page.locator("#key").fill(signatures.public_key(bytes(32)))
    page.get_by_role("button", name="核对").click()
    expect(page.locator("#result")).to_contain_text("签名对不上")


def test_the_page_has_no_fault_and_scrolls_one_way_only(opened: Opened) -> None:
    page = opened()
    choose(page, paper())
    expect(page.locator("#result")).to_contain_text("核对通过")
    assert overflow(page) == 0
    assert Axe().run(page, options=RULES).response["violations"] == []


def test_the_office_serves_it_with_its_own_key(visit: Visit, running: Running) -> None:
    from storage import vault

    secret = vault.installed().signing_secret()
    page = visit("/verify#" + receipts.stamp(NUMBER, events(), on=date(2026, 11, 25), secret=secret))
    expect(page.locator("#key")).to_have_value(signatures.public_key(secret))
    expect(page.locator("#result")).to_contain_text("核对通过")
