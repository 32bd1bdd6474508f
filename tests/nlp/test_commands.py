"""The commands: JSON lines in, JSON lines out, and a sentence when something is wrong."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.commands import reading_commands
from nlp import lexicons
from nlp.reader import Reader

RUN = CliRunner()


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    made = typer.Typer()
    reading_commands.register(made)
    return made


@pytest.fixture(autouse=True)
def _loaded_once(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command loads a reader. Ours is loaded once for all; those of another folder are loaded."""
    load = Reader.load
    monkeypatch.setattr(Reader, "load", lambda folder=None: load(folder) if folder else reader)


def _lines(app: typer.Typer, *arguments: str, given: str = "") -> list[dict[str, object]]:
    result = RUN.invoke(app, [*arguments], input=given)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_classify_answers_line_by_line(app: typer.Typer) -> None:
    given = (
        '{"id": "1", "title": "讨薪", "text": "工地拖欠农民工工资"}\n\n{"text": "今天天气真好，我想吃火锅"}\n'
    )
    first, second = _lines(app, "classify", given=given)
    assert {
        "label",
        "code",
        "confidence",
        "sure",
        "runner_up",
        "matched",
        "purpose",
        "urgency",
        "department",
    } <= set(first)
    assert (first["id"], first["code"], first["purpose"], first["urgency"]) == ("1", "LS01", "QJ", "normal")
    assert (second["label"], second["sure"]) == (lexicons.OTHER, False)


def test_classify_prints_what_the_conversation_uses(app: typer.Typer) -> None:
    given = "\n".join(
        json.dumps(line, ensure_ascii=False)
        for line in (
            {"text": "42号那个怎么样了", "today": "2026-11-27"},
            {"text": "你们几点下班"},
            {"text": "没有", "asked": "files"},
            {"text": "电话错了，是138 0000 1234", "asked": "preview"},
            {"text": "昨天路灯坏了，涉及三十多人，希望修好", "today": "2026-11-27"},
            {"text": "编号350881-261121-00042-5 查询码7KQM-2RXT-W9PD"},
        )
    )
    case, hours, skip, correct, told, both = _lines(app, "classify", given=given)
    assert case["intent"] == {"name": "status", "sure": True, "field": "", "value": "42"}
    assert (hours["intent"]["name"], hours["intent"]["field"]) == ("guide", "hours")  # type: ignore[index]
    assert skip["intent"]["name"] == "skip"  # type: ignore[index]
    assert correct["intent"] == {"name": "correct", "sure": True, "field": "phone", "value": "13800001234"}
    assert (told["family"], told["topic"], told["code"]) == ("CJ", "CJ08", "CJ08")
    assert isinstance(told["sure_topic"], bool)
    facts = {fact["kind"]: fact for fact in told["facts"]}  # type: ignore[attr-defined]
    assert facts["time"]["value"].startswith("2026-11-26")
    assert (facts["people"]["value"], facts["people"]["least"]) == ("30", True)
    assert "7KQM" not in json.dumps(both), "a query code is a secret"
    assert both["intent"]["value"] == "350881-261121-00042-5"  # type: ignore[index]


@pytest.mark.parametrize("line", ['{"text": "x", "today": "27.11."}', '{"text": "x", "asked": 5}'])
def test_a_bad_day_or_question_is_named(app: typer.Typer, line: str) -> None:
    result = RUN.invoke(app, ["classify"], input=f'{line}\n{{"text": "人工"}}')
    first, second = (json.loads(each) for each in result.stdout.splitlines())
    assert "error" in first
    assert second["intent"]["name"] == "human"
    assert result.exit_code == 1


def test_legacy_labels_are_the_names_of_the_labelled_messages(app: typer.Typer) -> None:
    given = "\n".join(
        json.dumps({"text": text}, ensure_ascii=False)
        for text in ("法院判决三年不执行", "出租车拒载不打表", "工厂排放废气臭味难闻", "asdf")
    )
    labels = [line["label"] for line in _lines(app, "classify", "-", "--legacy-labels", given=given)]
    assert labels[1:] == ["交通运输", "环境保护", lexicons.OTHER]
    assert set(labels) <= {*lexicons.load().learned.labels, lexicons.OTHER}


def test_matched_words_stand_in_title_or_text(app: typer.Typer) -> None:
    (line,) = _lines(app, "classify", given='{"title": "物业乱收费", "text": "業主都不同意"}')
    for word in line["matched"]:  # type: ignore[attr-defined]
        where = "物业乱收费" if word["in"] == "title" else "業主都不同意"
        assert where[word["start"] : word["end"]] == word["word"]


def test_evaluate_prints_figures_for_people_and_machines(app: typer.Typer, tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    file.write_text(
        '{"text": "出租车拒载不打表", "label": "交通运输"}\n{"tokens": "工厂 排放 废气 黑烟", "label": "环境保护"}\n',
        encoding="utf-8",
    )
    (report,) = _lines(app, "evaluate", str(file), "--json")
    assert (report["messages"], report["accuracy"]) == (2, 1.0)
    assert "macro-F1" in RUN.invoke(app, ["evaluate", str(file)]).stdout


def test_evaluate_reads_first_level_names_too(app: typer.Typer) -> None:
    (report,) = _lines(
        app, "evaluate", "-", "--json", given='{"text": "法院判决三年不执行", "label": "政法"}\n'
    )
    assert report["accuracy"] == 1.0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("not json\n", "not JSON"),
        ('{"id": 1}\n', "needs `text`"),
        ('{"text": "无标签"}\n', "no line has a `label`"),
    ],
)
def test_a_bad_file_is_named(app: typer.Typer, given: str, said: str) -> None:
    result = RUN.invoke(app, ["evaluate", "-"], input=given)
    assert result.exit_code == 2
    assert said in " ".join(result.output.replace("│", " ").split())


def test_one_bad_line_does_not_lose_the_others(app: typer.Typer) -> None:
    lines = [
        b'\xef\xbb\xbf{"id": 7, "text": "\xe5\x81\x9c\xe6\xb0\xb4\xe4\xb8\x89\xe5\xa4\xa9"}',
        b"",
        b"not json",
        b'{"text": 5}',
        b"\xff\xfe",
        b"[" * 50_000,
        b'{"text": "x", "n": ' + b"9" * 6_000 + b"}",
        '{"text": "拖\\ud800欠工资三个月"}'.encode(),
        '{"text": "hello world 😀"}'.encode(),
        b'{"title": "\xe6\x8b\x96\xe6\xac\xa0\xe5\xb7\xa5\xe8\xb5\x84"}',
        json.dumps({"text": "路灯坏了没人修。" * 150_000}).encode(),
    ]
    result = RUN.invoke(app, ["classify"], input=b"\n".join(lines))
    assert result.exit_code == 1
    answers = [json.loads(line) for line in result.stdout_bytes.splitlines()]
    assert [line.get("error", "").split(":")[1] for line in answers if "error" in line] == [
        "3",
        "4",
        "5",
        "6",
        "7",
    ]
    codes = [line["code"] for line in answers if "error" not in line]
    assert codes == ["CJ08", "LS01", "", "LS01", "CJ08"]
    assert answers[0]["id"] == "7"
    assert "5 line(s) could not be read" in result.stderr


def test_figures_say_what_they_are_without(app: typer.Typer) -> None:
    given = '{"text": "出租车拒载不打表", "label": "交通运输"}\nnot json\n'
    result = RUN.invoke(app, ["evaluate", "-", "--json"], input=given)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["messages"] == 1
    assert "-:2: not JSON" in result.stderr


def test_nothing_is_learned_from_half_a_file(app: typer.Typer, tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    file = tmp_path / "some.jsonl"
    file.write_text('{"text": "出租车拒载不打表", "label": "交通运输"}\nnot json\n', encoding="utf-8")
    assert RUN.invoke(app, ["learn", str(file)]).exit_code == 1
    file.write_text('{"text": "出租车拒载不打表", "label": "不知道"}\n', encoding="utf-8")
    refused = RUN.invoke(app, ["learn", str(file)])
    assert refused.exit_code == 2
    assert "不知道" in refused.output


def test_a_missing_file_is_named(app: typer.Typer) -> None:
    result = RUN.invoke(app, ["classify", "no-such-file.jsonl"])
    assert result.exit_code == 2
    assert "no-such-file.jsonl" in result.output


def test_a_bad_lexicon_is_named(app: typer.Typer, tmp_path: Path) -> None:
    for file in lexicons.FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "hand.tsv").open("a", encoding="utf-8") as hand:
        hand.write("XX99\t词语\t3\n")
    with pytest.raises(lexicons.LexiconError, match="XX99"):
        lexicons.load(tmp_path)
    assert RUN.invoke(app, ["classify", "--lexicon", str(tmp_path)], input="").exit_code == 2
