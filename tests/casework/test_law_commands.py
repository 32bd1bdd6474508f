"""`jianjian deadline`, `holidays` and `verify`, as they are typed."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.commands import law_commands
from casework.receipts import receipt
from tests.casework.test_calendar import TABLE_2027

app = typer.Typer()
law_commands.register(app)


def run(*words: str) -> Any:
    """What the command printed and how it ended."""
    return CliRunner().invoke(app, list(words))


def test_deadline_prints_the_documented_json() -> None:
    told = run("deadline", "--clock", "C4", "--from", "2026-09-30", "--json")
    answer = json.loads(told.stdout)
    assert told.exit_code == 0
    assert (answer["limit"], answer["rolled_limit"], answer["confirmed"]) == (
        "2026-10-13",
        "2026-10-13",
        True,
    )
    assert set(answer["days"][0]) == {"date", "counted", "why"}
    assert sum(day["counted"] for day in answer["days"]) == 5


def test_deadline_counts_aloud_for_people() -> None:
    told = run("deadline", "--clock", "c4", "--from", "2026-09-30")
    assert "国庆节调休上班" in told.stdout
    assert "到 2026-10-13 为止（《信访工作条例》第23条第3款）" in told.stdout.splitlines()[-1]


def test_deadline_says_the_legal_limit_of_a_duty_beside_the_one_it_is_held_to() -> None:
    told = run("deadline", "--clock", "C5", "--from", "2026-08-04")
    assert "到 2026-10-03 为止" in told.stdout
    assert "法定期限到 2026-10-08" in told.stdout


def test_deadline_takes_a_length_a_date_a_local_pack_and_a_years_table(tmp_path: Path) -> None:
    assert (
        json.loads(
            run("deadline", "--clock", "C6", "--from", "2026-11-21", "--length", "10", "--json").stdout
        )["limit"]
        == "2026-12-01"
    )
    assert (
        json.loads(
            run("deadline", "--clock", "C11", "--from", "2026-11-21", "--due", "2026-12-15", "--json").stdout
        )["limit"]
        == "2026-12-15"
    )
    table = tmp_path / "2027.json"
    table.write_text(json.dumps(TABLE_2027), encoding="utf-8")
    known = json.loads(
        run("deadline", "--clock", "S3", "--from", "2027-01-25", "--holidays", str(table), "--json").stdout
    )
    assert (known["limit"], known["confirmed"]) == ("2027-02-09", True)
    pack = tmp_path / "local.toml"
    pack.write_text(
        '[[clock]]\nid = "C4"\nevent = "e"\nunit = "workday"\nlength = 3\nwhose = "unit"\n', encoding="utf-8"
    )
    assert (
        json.loads(
            run("deadline", "--clock", "C4", "--from", "2026-11-23", "--rules", str(pack), "--json").stdout
        )["limit"]
        == "2026-11-26"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--clock", "C99", "--from", "2026-09-30"], "C99"),
        (["--clock", "C4", "--from", "30.9.2026"], "2026-09-30 的样子"),
        (["--clock", "C11", "--from", "2026-09-30"], "没有固定天数"),
        (["--clock", "C6", "--from", "2026-09-30", "--length", "31"], "最长 30"),
        (["--clock", "C4", "--from", "2026-09-30", "--rules", "/nowhere.toml"], "nowhere.toml"),
        (["--clock", "C4", "--from", "2026-09-30", "--holidays", "/nowhere.json"], "nowhere.json"),
    ],
)
def test_a_wrong_question_is_answered_with_a_sentence(words: list[str], said: str) -> None:
    told = run("deadline", *words)
    assert told.exit_code == 2
    assert said in told.stderr


def test_a_years_table_is_checked_before_it_is_loaded(tmp_path: Path) -> None:
    table = tmp_path / "2027.json"
    table.write_text(json.dumps(TABLE_2027), encoding="utf-8")
    told = run("holidays", "check", str(table))
    assert told.exit_code == 0
    assert "2027-02-14：暂定：周日 → 春节调休上班" in told.stdout
    answer = json.loads(run("holidays", "check", str(table), "--json").stdout)
    assert (answer["year"], answer["known"]) == (2027, False)
    table.write_text('{"year": 2027, "days": []}', encoding="utf-8")
    assert run("holidays", "check", str(table)).exit_code == 2
    table.write_text("[", encoding="utf-8")
    assert "不是 JSON" in run("holidays", "check", str(table)).stderr


def test_a_year_is_shown_and_says_whether_it_is_certain() -> None:
    assert "已经确定" in run("holidays", "show", "2026").stdout
    assert "暂定" in run("holidays", "show", "2027").stdout
    answer = json.loads(run("holidays", "show", "2026", "--json").stdout)
    assert {"date": "2026-10-10", "workday": True, "why": "国庆节调休上班"} in answer["days"]


def test_verify_ends_with_one_for_what_does_not_hold(tmp_path: Path) -> None:
    paper = tmp_path / "receipt.json"
    paper.write_text(json.dumps(receipt("350881-261121-00042-5", [], office="x")), encoding="utf-8")
    told = run("verify", str(paper))
    assert (told.exit_code, told.stdout.strip()) == (1, "这不是本系统的回执或办理记录。")


def test_the_table_of_moves_is_printed() -> None:
    assert run("lifecycle").stdout.startswith("# The life of a matter")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--clock", "ZZ", "--from", "2026-09-30"], "没有“ZZ”这个时限"),
        (["--clock", "C4", "--from", "2026-02-30"], "应写成 2026-09-30"),
        (["--clock", "C4", "--from", "9999-12-30"], "太远"),
        (["--clock", "C4", "--from", "0001-01-01"], "太远"),
        (["--clock", "C11", "--from", "2026-09-30"], "没有固定天数"),
        (["--clock", "C11", "--from", "2026-09-30", "--due", "十二月"], "应写成 2026-09-30"),
        (["--clock", "C11", "--from", "2026-09-30", "--length", "99999999999"], "天数太长"),
        (["--clock", "C6", "--from", "2026-09-30", "--length", "31"], "最长 30"),
        (["--clock", "C4", "--from", "2026-09-30", "--holidays", "nowhere.json"], "读不到文件 nowhere.json"),
    ],
)
def test_every_bad_input_has_a_sentence_and_ends_with_two(words: list[str], sentence: str) -> None:
    told = run("deadline", *words)
    assert told.exit_code == 2
    assert sentence in told.stderr
    assert "Traceback" not in told.stderr
    assert isinstance(told.exception, SystemExit)


@pytest.mark.parametrize("clock", ["C1", "C4", "C5", "C7", "S3", "B1", "V1", "Q1"])
@pytest.mark.parametrize("day", ["2026-12-17", "2026-12-31", "2027-02-05", "2099-12-25"])
def test_a_clock_into_a_year_without_a_notice_is_counted_and_said_to_be_provisional(
    clock: str, day: str
) -> None:
    told = run("deadline", "--clock", clock, "--from", day, "--json")
    answer = json.loads(told.stdout)
    assert told.exit_code == 0
    assert answer["limit"] > day
    if clock in ("C4", "S3", "B1", "V1") and answer["limit"] >= "2027":
        assert answer["confirmed"] is False
