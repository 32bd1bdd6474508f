"""Documentation cannot go stale: every state, wording key, module and lock is where it should be."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from casework.petition import State
from casework.wording import bundle
from tests.sentences import Sayable

ROOT = Path(__file__).parents[1]
CODE = ("bot", "casework", "handlers", "nlp", "services", "storage")
FORBIDDEN = re.compile(
    r"pypi\.|pythonhosted|npmjs|deb\.debian|(?<![\w.])/(?:work|root|farm)/|tmp/plan|bash_jobs"
)


def python_files() -> list[Path]:
    found = [path for folder in CODE for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if "versions" not in path.parts]


PAGES = [each for end in ("*.html", "*.js") for each in (ROOT / "bot" / "web" / "static").glob(end)]
TABLES = sorted((ROOT / "casework" / "rules").glob("*.toml"))


def test_every_state_is_in_the_glossary_or_drawn() -> None:
    glossary = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    glossary += (ROOT / "docs" / "lifecycle.md").read_text(encoding="utf-8")
    missing = [state for state in State if state.value not in glossary]
    assert not missing


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_no_wording_key_is_written_twice() -> None:
    seen: dict[str, str] = {}
    twice = []
    for file in sorted((ROOT / "casework" / "wording" / "zh-CN").glob("*.ftl")):
        for key in re.findall(r"^([a-zA-Z][\w-]*) =", file.read_text(encoding="utf-8"), re.M):
            if key in seen:
                twice.append((key, seen[key], file.name))
            seen[key] = file.name
    assert not twice


def test_every_sentence_that_code_asks_for_exists() -> None:
    known = bundle()
    missing = []
    for path in [
        each for each in python_files() if "from casework.wording import" in each.read_text("utf-8")
    ]:
        for key in re.findall(r'\btext\(\s*"([a-z][\w-]*)"', path.read_text(encoding="utf-8")):
            if not known.has_message(key):
                missing.append((path.name, key))
    assert not missing


UNSAID: dict[str, str] = {}


@pytest.fixture(scope="module")
def sayable() -> Sayable:
    return Sayable(python_files(), [*TABLES, *sorted((ROOT / "nlp").rglob("*.toml"))], PAGES)


def test_every_sentence_is_said_by_somebody(sayable: Sayable) -> None:
    """By its whole key, or by a key that is put together of what stands in the code and its tables."""
    wording = "\n".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "casework" / "wording" / "zh-CN").glob("*.ftl")
    )
    quoted = set(re.findall(r"\{ (-?[a-z][\w-]*)", wording))
    keys = re.findall(r"^(-?[a-z][\w-]*) =", wording, re.M)
    assert {key for key in keys if key not in quoted and not sayable.says(key)} == set(UNSAID)


@pytest.mark.parametrize(
    "key",
    ["state-frobnicated", "opt-case-frobnicate", "refuse-nobody-is", "notice-citizen-accept-Z9", "web-frob"],
)
def test_a_sentence_that_only_begins_like_others_is_said_by_nobody(sayable: Sayable, key: str) -> None:
    assert not sayable.says(key)


def test_only_the_clock_reads_the_time() -> None:
    readers = re.compile(r"datetime\.now\(|date\.today\(|utcnow\(|time\.time\(\)")
    found = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if readers.search(path.read_text(encoding="utf-8"))
    ]
    assert found == ["bot/clock.py"]


def test_no_machine_path_and_no_registry_is_committed() -> None:
    texts = [
        *python_files(),
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("requirements/*.txt"),
    ]
    found = [
        str(path.relative_to(ROOT)) for path in texts if FORBIDDEN.search(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_locked_requirements_have_hashes_and_no_address() -> None:
    for name in ("run.txt", "dev.txt"):
        lock = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        assert "://" not in lock
        pins = [line for line in lock.splitlines() if "==" in line]
        assert pins
        assert lock.count("--hash=sha256:") >= len(pins)


@pytest.mark.parametrize("package", CODE)
def test_packages_are_in_the_wheel(package: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert package in project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
