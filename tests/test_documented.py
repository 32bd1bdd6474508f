"""What README and docs tell people to type is understood, and what can be configured is explained."""

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import typer

from bot import cli
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.M | re.S)
INLINE = re.compile(r"`([^`\n]+)`")
PLACEHOLDERS = {
    "FILE": "office.jjz",
    "FOLDER": "reports",
    "ID": "7",
    "CODE": "labour",
    "N": "100",
    "AREA": "keywords",
}
"""What stands for something in the documents, and a value of its kind."""
TESTS_OWN = frozenset(
    {"JIANJIAN_ORDER", "JIANJIAN_PROOF", "JIANJIAN_SEED", "TEST_DATABASE_URL", "TITLE", "WORKERS"}
)
"""Variables that tests and the Makefile read, not the product."""


def typed() -> Iterator[tuple[str, str, bool]]:
    """Every line of code in the documents: the page, the line, whether a sentence only mentions it."""
    for page in PAGES:
        words = page.read_text(encoding="utf-8")
        for block in FENCE.findall(words):
            yield from ((page.name, line, False) for line in block.splitlines())
        yield from ((page.name, mention, True) for mention in INLINE.findall(FENCE.sub("", words)))


def command(line: str) -> list[str]:
    """The words after `jianjian` in a line, optional ones included; empty where it is no command of ours."""
    ours = re.match(r"\s*(?:\S*/)?(?:jianjian|python -m bot)\s+(?=\S)", line)
    if ours is None:
        return []
    rest = re.split(r"\s#", line[ours.end() :])[0].replace("[", "").replace("]", "").replace("…", "")
    rest = re.split(r"\s[>|]", rest)[0]  # what the shell does with it
    one_of_several = re.sub(r"(\w)(?:\|[\w.]*)+", r"\1", rest)
    return [PLACEHOLDERS.get(word.partition(".")[0], word) for word in shlex.split(one_of_several)]


def commands() -> list[tuple[str, str, bool]]:
    """Every command of ours in the documents, once."""
    return sorted(
        {(page, shlex.join(command(line)), mention) for page, line, mention in typed() if command(line)}
    )


@pytest.fixture(scope="module")
def root() -> Any:
    """The whole command line, with every subject's commands."""
    for subject in cli.SUBJECTS:
        import_module(f"bot.commands.{subject}").register(cli.app)
    return typer.main.get_command(cli.app)


def parse(root: Any, words: list[str]) -> list[str]:
    """Read a command as the command line would, without running it; the names it was found under. Raises its error."""
    found, context, name = root, None, "jianjian"
    path: list[str] = []
    while True:
        context = found.make_context(name, list(words), parent=context)
        if not hasattr(found, "commands"):
            return path
        name, found, words = found.resolve_command(context, [*context._protected_args, *context.args])
        path.append(name)


@pytest.mark.parametrize(("page", "line", "mention"), commands(), ids=lambda value: str(value))
def test_every_command_in_the_documents_is_one(
    root: Any, page: str, line: str, mention: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("office.jjz", "office.toml"):
        (tmp_path / name).touch()
    try:
        assert parse(root, shlex.split(line))
    except Exception as error:
        # A sentence may mention a command or one of its options without what must be given with it.
        if not (mention and type(error).__name__ == "MissingParameter"):
            raise AssertionError(f"{page}: jianjian {line}: {error}") from error


def test_there_are_commands_and_a_wrong_one_is_found(root: Any) -> None:
    assert len(commands()) > 30
    for wrong in ("conjure", "ledger --colour red", "deadline --clock", "retention --dry-run now"):
        with pytest.raises(Exception, match=r"No such|requires an argument|unexpected extra"):
            parse(root, shlex.split(wrong))


def test_every_command_is_in_the_documents(root: Any) -> None:
    """Commands that only a document can make known: each subject's, and the subcommands of groups."""
    named = {name for _, line, _ in commands() for name in line.split()[:2]}
    missing = [
        name
        for name, found in root.commands.items()
        for name in ([name] if not hasattr(found, "commands") else [*found.commands])
        if name not in named
    ]
    assert missing == []


def test_every_verb_of_make_in_the_documents_is_one() -> None:
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    asked = {found for _, line, _ in typed() for found in re.findall(r"^make ([a-z-]+)", line.strip())}
    assert len(asked) > 4
    assert asked <= known


def test_every_module_that_the_documents_run_is_there() -> None:
    run = {found for _, line, _ in typed() for found in re.findall(r"python -m ([\w.]+)", line)}
    files = {
        found for _, line, _ in typed() for found in re.findall(r"\b((?:bench|tests)/[\w/]+\.py)\b", line)
    }
    assert [module for module in sorted(run) if find_spec(module) is None] == []
    assert [name for name in sorted(files) if not (ROOT / name).exists()] == []


def test_every_setting_is_in_the_example_and_in_the_documents() -> None:
    known = {name.upper() for name in Settings.model_fields}
    example = re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.M)
    assert sorted(example) == sorted(known), "no more and no less, and each once"
    documents = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert sorted(name for name in known if not re.search(rf"\b{name}\b", documents)) == []


def test_every_variable_in_the_documents_is_a_setting() -> None:
    known = {name.upper() for name in Settings.model_fields} | TESTS_OWN
    said = {found for _, line, _ in typed() for found in re.findall(r"\b([A-Z][A-Z_]{3,})=", line)}
    assert said - known == set()


def test_every_proof_of_the_security_page_is_a_test() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| threat")]
    for row in rows:
        proofs = re.findall(r"`(tests/[\w/]+\.py)`", row.rsplit("|", 2)[1])
        assert proofs, row
        assert [proof for proof in proofs if not (ROOT / proof).is_file()] == [], row
