"""The real process behind the browser: what the tests of this folder open is `bot.app.build`, and nothing is played."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visit, visits
from tests.browser.phones import Seat, phones
from tests.browser.real_office import RealOffice, real_office


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RealOffice]:
    """A real office in a fresh folder."""
    with real_office(tmp_path) as office:
        yield office


@pytest.fixture
def visit(browser: Browser, running: RealOffice) -> Iterator[Visit]:
    """Open a page of the real office."""
    yield from visits(browser, lambda: running.url)


@pytest.fixture
def phone(visit: Visit, running: RealOffice) -> Seat:
    """Somebody's own phone, by the name of their demo persona."""
    return phones(visit, running)
