"""One running office per SQLite database."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.alone import alone
from casework.petition import Refusal

HOLDS = """
import sys, time
from bot.alone import alone
with alone(sys.argv[1]):
    print("holding", flush=True)
    time.sleep(60)
"""


def test_a_second_office_on_the_same_database_is_told_where_the_first_is(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'office.db'}"
    with alone(url), pytest.raises(Refusal) as refused, alone(url):
        pass
    assert str(tmp_path) in refused.value.sentence
    with alone(url):
        """Free again."""
    with alone(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}"), alone(url):
        """Another database is another office."""


def test_postgresql_is_meant_for_several() -> None:
    url = "postgresql+asyncpg://somebody@localhost/office"
    with alone(url), alone(url):
        """Nothing is held."""


def test_a_killed_office_holds_nothing(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'office.db'}"
    with subprocess.Popen([sys.executable, "-c", HOLDS, url], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"holding\n"
        with pytest.raises(Refusal), alone(url):
            pass
        other.kill()
        other.wait()
        with alone(url):
            """The lock went with the process."""
