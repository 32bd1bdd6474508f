"""What a message is for: own texts, the values an intent gives, and the case it names."""

import csv
from datetime import date
from pathlib import Path

import pytest

from nlp import answers, case_named, lexicons
from nlp.intent import Intent
from nlp.intent_reader import Intents
from nlp.intent_table import LONGEST, IntentTable
from nlp.lexicons import LexiconError
from nlp.piece_table import START, pieces
from nlp.reader import Reader

NUMBER = "350881-261121-00042-5"
CODE = "7KQM-2RXT-W9PD"
OWN = Path(__file__).parent / "intents.tsv"


def _own() -> list[dict[str, str]]:
    lines = [line for line in OWN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_own_texts_are_heard(reader: Reader, today: date) -> None:
    """Nineteen of twenty texts that were written before the rules."""
    rows = _own()
    wrong = []
    for row in rows:
        found = reader.read(row["text"], today=today, asked=row["asked"]).intent
        if not {found.intent.value, found.intent.group.value} & set(row["means"].split("|")):
            wrong.append((row["text"], found.intent.value))
    assert len(rows) > 400
    assert len(wrong) <= len(rows) // 20, wrong


@pytest.mark.parametrize(
    ("text", "asked", "intent", "field", "value"),
    [
        ("地点是建设路20号门口", "request", "answer", "", "地点是建设路20号门口"),
        ("地点是建设路20号门口", "preview", "correct", "place", "建设路20号门口"),
        ("地点不对，是20号", "preview", "correct", "place", "20号"),
        ("改地点", "people", "correct", "place", ""),
        ("電話錯了，是138 0000 1234", "preview", "correct", "phone", "13800001234"),
        ("电话改成一三八零零零零一二三四", "preview", "correct", "phone", "13800001234"),
        ("刚才说错了", "people", "correct", "", ""),
        ("人数改成三十多个人", "preview", "correct", "people", "30"),
        ("我叫陈玉兰，不是陈玉南", "preview", "correct", "name", "陈玉兰"),
        ("不是西湖小区，是东湖小区", "people", "correct", "place", "东湖小区"),
        ("地點改成「青山鎮東街」", "preview", "correct", "place", "青山鎮東街"),
        ("我登记的手机号换了，改成13900001111", "", "supplement", "phone", "13900001111"),
        ("满意", "", "rate", "", "satisfied"),
        ("基本满意", "", "rate", "", "mostly"),
        ("不是很满意", "", "rate", "", "unsatisfied"),
        ("复查意见也不服", "", "review", "", "recheck"),
        ("我叫王小明", "name", "answer", "", "王小明"),
        ("叫我老王就行", "name", "answer", "", "老王"),
        ("我的电话是138 0000 1234", "phone", "answer", "", "13800001234"),
        ("一家三口", "people", "answer", "", "3"),
        ("就我自己", "people", "answer", "", "1"),
        ("大概三十来个人吧", "people", "answer", "", "30"),
    ],
)
def test_an_intent_gives_what_it_needs(
    reader: Reader, today: date, text: str, asked: str, intent: str, field: str, value: str
) -> None:
    found = reader.read(text, today=today, asked=asked).intent
    assert (found.intent.value, found.field, found.value) == (intent, field, value)


@pytest.mark.parametrize(
    ("text", "number", "code"),
    [
        (f"编号{NUMBER} 查询码{CODE}", NUMBER, CODE),
        (f"✅ 已登记。\n编号　{NUMBER}\n查询码　{CODE}（只显示这一次，请抄下或截图）", NUMBER, CODE),
        ("350881261121000425 7kqm2rxtw9pd", NUMBER, CODE),
        ("三五零八八一二六一一二一零零零四二五", NUMBER, ""),
        (NUMBER, NUMBER, ""),
        ("零零零零二", "2", ""),
        ("00002", "2", ""),
        ("第2件", "2", ""),
        ("二号那件怎么样了", "2", ""),
        ("十二号件催一下", "12", ""),
        ("编号是42", "42", ""),
        ("尾号00042的进度", "42", ""),
        ("查询码 HKMN-PQRS-TWXY", "", "HKMN-PQRS-TWXY"),
        ("does this mean yes", "", ""),
        ("3号楼的电梯坏了", "", ""),
        ("三号线停运了", "", ""),
        ("2016、3、30号", "", ""),
        ("_x000D_", "", ""),
        ("第三件事是停水", "", ""),
    ],
)
def test_a_case_is_named_in_many_ways(text: str, number: str, code: str) -> None:
    found = case_named.find(text.lower())
    assert (found.number, found.code) == (number, code)


def test_a_pasted_receipt_asks_after_its_case(reader: Reader, today: date) -> None:
    text = (
        f"✅ 已登记。\n编号　{NUMBER}\n查询码　{CODE}（只显示这一次，请抄下或截图）\n接下来：12 月 6 日前转送"
    )
    found = reader.read(text, today=today).intent
    assert (found.intent, found.number, found.code, found.short_number) == (Intent.STATUS, NUMBER, CODE, "")


@pytest.mark.parametrize(
    "asked", ["story", "request", "place", "name", "phone", "people", "no such question"]
)
@pytest.mark.parametrize(
    "text", ["人工", "稍等", "再说一遍", "跳过", "全部跳过", "我不会打字", "你们问这个干啥"]
)
def test_who_needs_help_is_heard_at_every_question(
    reader: Reader, today: date, text: str, asked: str
) -> None:
    assert reader.read(text, today=today, asked=asked).intent.intent is not Intent.ANSWER


def test_traditional_and_simplified_are_heard_alike(reader: Reader, today: date) -> None:
    for one, other in (("轉人工", "转人工"), ("我要申請複查", "我要申请复查"), ("全部跳過", "全部跳过")):
        for asked in ("", "place"):
            first = reader.read(one, today=today, asked=asked).intent
            assert first.intent is reader.read(other, today=today, asked=asked).intent.intent


@pytest.mark.parametrize("pattern", ["(", "{nobody}"])
def test_a_bad_pattern_is_named(pattern: str) -> None:
    table = dict(lexicons.load().intents)
    table["intent"] = [{"code": "wait", "whole": [], "strong": [pattern]}]
    with pytest.raises(LexiconError, match=r"intents\.toml"):
        Intents(table, {}).check()


def test_every_pattern_of_ours_can_be_read(reader: Reader) -> None:
    """They are made when first tried: a bad one would break a conversation."""
    reader.intents.check()


def test_phones_are_read_as_people_write_them() -> None:
    for said in ("（0597）1234567", "0597-1234567转801", "05971234567"):
        assert answers.phone(said) == "05971234567"
    for said in ("138-0000-0000", "138 0000 0000", "+86 13800000000", "一三八零零零零零零零零"):
        assert answers.phone(said) == "13800000000"
    assert answers.phone("400-123-4567") == "4001234567"
    assert answers.phone("没有电话") == ""


def test_the_learned_table_adds_up_and_keeps_silent_about_the_unknown() -> None:
    table = IntentTable(
        {START: {"wait": -10, "skip": -20, "file": 0}, "等": {"wait": 80}, "略": {"skip": 90, "file": -20}}
    )
    guess = table.guess("等")
    assert guess is not None and (guess.intent, round(guess.lead, 2)) == (Intent.WAIT, 0.7)
    both = table.guess("等略")
    assert both is not None and (both.intent, round(both.lead, 3)) == (Intent.WAIT, 0.029)
    assert table.guess("甲乙") is None
    assert table.guess("等" * (LONGEST + 1)) is None
    assert IntentTable({}).guess("等") is None


def test_words_of_dialect_are_the_usual_ones() -> None:
    assert pieces("俺咋办") == pieces("我怎么办")
    assert pieces("好，的") == pieces("好的")


def test_what_is_learned_comes_from_our_own_sentences() -> None:
    learning = pytest.importorskip("nlp.learn_intents")
    said = [
        ("wait", "等一下"),
        ("wait", "请等一等"),
        ("skip", "不知道"),
        ("skip", "我不知道"),
        ("file", "路坏了"),
        ("file", "路灯坏了"),
    ]
    weights = learning.fit(said, ["星沙的路不好走", "星沙很远"])
    assert "星沙" not in weights and "星" not in weights
    guess = IntentTable(weights).guess("再等一下")
    assert guess is not None and guess.intent is Intent.WAIT
    assert learning.written(weights) == learning.written(learning.fit(said, ["星沙的路不好走", "星沙很远"]))


def test_a_message_in_new_words_is_heard_by_its_pieces(reader: Reader, today: date) -> None:
    """No pattern hears these; without the table they would be stories."""
    for text, intent in (
        ("麻烦再帮我盯一下", "urge"),
        ("这些材料谁会看", "who_reads"),
        ("发票找着了，拍给你们", "supplement"),
    ):
        assert reader.read(text, today=today).intent.intent == intent


def test_the_table_is_believed_from_its_lead_on(reader: Reader, today: date) -> None:
    """不想找镇政府 leads by .161, 我冤枉 (as wait!) by .130: the line lies between."""
    assert reader.read("不想找镇政府", today=today).intent.intent is Intent.FILE
    assert reader.read("我冤枉", today=today).intent.intent is Intent.UNKNOWN


def test_what_fills_two_clauses_is_meant_by_both(reader: Reader) -> None:
    """Beside much else that is said, 等一下 is none of it; what tells why it waits is."""
    both = reader.intent("等一下，我去看看店名", asked="request").reasons
    assert [each.word for each in both] == ["等一下，我去看看店名"]
    first = reader.intent("等一下，我要求退我押金", asked="request").reasons
    assert [each.word for each in first] == ["等一下"]
