"""The pictures of the documentation, drawn anew from the real app: `python -m tests.browser.pictures [folder]`.

The demo office in the middle of a case, and a citizen's receipt on a phone. Needs chromium and a CJK font.
"""

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.real_office import RealOffice, real_office
from tests.browser.screens import attach, fill, newest, press, seat, sees, sit, submit, tell
from tests.browser.test_citizen_page import PNG

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
MOST_BYTES = 300_000


def main() -> None:
    """Draw both pictures into the folder given, else into the documentation."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    if CHROMIUM is None:
        raise SystemExit(
            "chromium is missing: apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji"
        )
    with TemporaryDirectory() as place, real_office(Path(place)) as office, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        demo(browser, office, folder / "demo.png")
        phone(browser, office, folder / "phone.png")
        browser.close()


def opened(browser: Browser, url: str, width: int, height: int) -> Page:
    """A page as a reader of the documentation would see it."""
    page = browser.new_page(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": width, "height": height}
    )
    page.goto(url)
    return page


def phone(browser: Browser, office: RealOffice, path: Path) -> None:
    """A citizen's phone with the receipt."""
    page = opened(browser, office.url, 390, 844)
    file_with_photo(page)
    keep(page, path)


def file_with_photo(screen: Page) -> str:
    """File the wage petition; its number."""
    fill(screen, tell(screen))
    attach(screen, {"name": "工资条.png", "mimeType": "image/png", "buffer": PNG})
    sees(screen, "材料：1 份")
    return submit(screen)[0]


def demo(browser: Browser, office: RealOffice, path: Path) -> None:
    """The demo office when the unit has accepted a case."""
    page = opened(browser, f"{office.url}/demo", 1440, 900)
    ann = seat(page, "市民甲")
    fill(ann, tell(ann))
    number, _ = submit(ann)
    press(ann, "我已保存")
    group, officer = sit(page, "工作群", "人社局工作群"), sit(page, "工作人员私聊", "人社局经办")
    sees(group, number)
    press(group, "签收")
    sees(group, "已签收")
    press(group, "受理")
    press(officer, "信访程序")
    sees(officer, "受理，已记录")
    sees(ann, "已由人社局受理")
    press(ann, "看进度")
    sees(ann, "最迟")
    before = newest(officer)
    press(group, "私下查看")
    page.wait_for_function(f"() => document.querySelectorAll('[data-number=\"{before + 1}\"]').length > 0")
    press(seat(page, "管理员甲"), "管理")
    sees(seat(page, "管理员甲"), "管理：")
    page.locator(".toast").last.wait_for(state="detached")
    keep(page, path)


def keep(page: Page, path: Path) -> None:
    """Save what is seen with at most 256 colours, so that the repository stays small."""
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur()")
    drawn = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    drawn.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.name}: {drawn.width} × {drawn.height}, {size // 1000} kB")
    assert size < MOST_BYTES, f"{path} has {size} bytes"


if __name__ == "__main__":
    main()
