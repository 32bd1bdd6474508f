"""Learning is deterministic, explains itself as a difference, and is judged on messages it did not see."""

from pathlib import Path

import pytest

pytest.importorskip("sklearn")

from nlp import lexicons, proposal, publish
from nlp.evaluate import Judged
from nlp.folds import folds
from nlp.messages import Message
from nlp.reader import Reader
from nlp.sureness import sureness

SAYINGS = {
    "城乡建设": ["小区物业费太高", "路灯坏了没人修", "自来水停水三天", "违章建筑没有拆"],
    "环境保护": ["工厂排放废气污染", "河里全是污水", "夜里噪音太大", "焚烧垃圾有黑烟"],
    "交通运输": ["出租车拒载不打表", "快递丢件不赔", "客运班车乱停", "的士绕路多收钱"],
    "教育文体": ["学校乱收补课费", "老师体罚学生", "教师工资太低", "学籍转不过来"],
    "劳动和社会保障": ["公司拖欠工资", "社保断缴补不了", "退休金算得不对", "医保报销比例低"],
    "商贸旅游": ["景区门票太贵", "传销骗老人的钱", "电梯年检过期", "商家短斤少两"],
    "卫生计生": ["医院误诊不赔", "二胎生育证难办", "疫苗打不上", "黑诊所非法行医"],
}


def _messages() -> list[Message]:
    rounds = ("请领导管一管", "多次反映没有结果", "希望尽快处理")
    return [
        Message(text=f"{said}，{rest}。{said}", label=label)
        for label, sayings in SAYINGS.items()
        for said in sayings
        for rest in rounds
    ]


@pytest.fixture(scope="module")
def made(reader: Reader) -> proposal.Proposal:
    return proposal.propose(_messages(), reader)


def test_the_same_messages_teach_the_same_table(reader: Reader, made: proposal.Proposal) -> None:
    assert proposal.propose(_messages(), reader).weights == made.weights


def test_weights_are_whole_numbers_and_point_the_right_way(made: proposal.Proposal) -> None:
    column = made.labels.index("交通运输")
    assert all(isinstance(number, int) for row in made.weights.values() for number in row)
    assert max(made.weights["拒载"]) == made.weights["拒载"][column] > 0


def test_the_difference_shows_words_that_come_and_go(reader: Reader, made: proposal.Proposal) -> None:
    old = lexicons.Learned(made.labels, {"拒载": made.weights["拒载"], "旧词": (1,) * 7}, {}, made.spoken)
    lines = made.difference(old).splitlines()
    assert any(line.startswith("-旧词\t") for line in lines)
    assert not any(line.startswith(("-拒载\t", "+拒载\t")) for line in lines)


def test_a_written_table_is_read_again(
    reader: Reader, made: proposal.Proposal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in lexicons.FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    made.write(tmp_path)
    again = lexicons.load(tmp_path)
    assert again.learned.weights == {word: row for word, row in made.weights.items() if any(row)}
    assert again.learned.spoken == made.spoken & again.learned.weights.keys()
    assert again.learned.spoken
    assert again.learned.settings["families"] == reader.lexicon.learned.settings["families"]
    assert again.learned.settings["sure_margin_families"] == round(made.families.lead, 3)
    assert not list(tmp_path.glob(".*"))


def test_sureness_is_drawn_where_enough_readings_are_right(reader: Reader) -> None:
    messages = _messages()
    learned = reader.lexicon.learned
    right = sureness(messages, [0] * len(messages), [learned], reader)
    assert right.precision >= 0.97
    assert 0 < right.coverage <= 1
    wrong = [Message(text=m.text, label="交通运输") for m in messages if m.label != "交通运输"]
    none = sureness(wrong, [0] * len(wrong), [learned], reader)
    assert none.coverage == 0
    words = [Message(text="", tokens=("拒载",), label="交通运输")]
    assert sureness(words, [0], [learned], reader).coverage == 0


def test_names_of_people_are_not_learned(reader: Reader) -> None:
    told = [Message(text=f"张建国局长说{m.text}，罗局长也来了", label=m.label) for m in _messages()]
    weights = proposal.propose(told, reader).weights
    assert not any("张" in word or "罗局长" in word for word in weights)


def test_unknown_labels_and_too_few_messages_are_refused(reader: Reader) -> None:
    with pytest.raises(ValueError, match="不知道"):
        proposal.propose([Message(text="路灯坏了", label="不知道")], reader)
    with pytest.raises(ValueError, match="fewer than"):
        proposal.propose(_messages()[:20], reader)


def test_near_duplicates_stay_in_one_fold(reader: Reader) -> None:
    messages = _messages()
    doubled = messages + [Message(text=m.text + "！", label=m.label) for m in messages]
    counts = proposal.counts_of(doubled, reader, proposal.SETTINGS)
    fold = folds(counts, 5)
    assert all(fold[at] == fold[at + len(messages)] for at in range(len(messages)))


def test_calibration_finds_the_lead_that_is_right_often_enough() -> None:
    judged = [Judged("a", ("a", "b"), 1 + n / 100) for n in range(98)]
    judged += [Judged("a", ("b", "a"), n / 100) for n in range(60)]
    found = publish.calibrate(judged)
    assert found.slope > 0
    assert 0.6 < found.coverage < 0.7
    assert found.sure_lead * found.unit >= 0.5
