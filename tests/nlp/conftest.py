"""One reader for all tests of the understanding, and the day they are read on."""

from datetime import date

import pytest

from nlp.reader import Reader

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture
def today() -> date:
    return TODAY
