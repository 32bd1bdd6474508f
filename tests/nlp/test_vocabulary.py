"""What may be learned: words that tell something, and nothing that names a place or only joins and begs."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from nlp.reader import Reader
from nlp.sample import Sample, sample
from nlp.vocabulary import Vocabulary, unlearned


@pytest.fixture
def vocabulary(reader: Reader) -> Vocabulary:
    return Vocabulary(reader.words, {"缺斤短两"})


def _samples(reader: Reader, texts: Sequence[str]) -> list[Sample]:
    return [sample("", text, "城乡建设", reader.words) for text in texts]


@pytest.mark.parametrize(
    "word", ["直接", "那个", "不管", "大力", "尊敬", "因为", "已经", "我们", "星沙", "长沙", "张伟", "三年"]
)
def test_empty_words_and_names_tell_nothing(vocabulary: Vocabulary, word: str) -> None:
    assert not vocabulary.tells(word)


@pytest.mark.parametrize("word", ["物业", "工资", "污水", "公交", "缺斤短两", "幼儿园"])
def test_words_of_the_matter_tell_something(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.tells(word)


def test_a_rare_word_before_what_places_are_called_by_is_a_place(
    reader: Reader, vocabulary: Vocabulary
) -> None:
    said = [f"月湖{kind}的路灯坏了" for kind in ("小区", "街道", "公园")] + [
        f"老旧{n}小区的路灯坏了" for n in ("", "", "")
    ]
    samples = _samples(reader, said)
    assert vocabulary.places(samples) == {"月湖"}
    learned = vocabulary.of(samples, 3)
    assert "路灯" in learned
    assert not any("月湖" in word for word in learned)


def test_a_word_that_stands_there_by_chance_is_no_place(reader: Reader, vocabulary: Vocabulary) -> None:
    said = ["月湖小区停水", "月湖停水", "月湖停电", "月湖没有路", "月湖很脏", "月湖好臭", "月湖吵"]
    assert vocabulary.places(_samples(reader, said)) == frozenset()


def test_pairs_are_made_of_telling_words_only(reader: Reader, vocabulary: Vocabulary) -> None:
    learned = vocabulary.of(_samples(reader, ["业主的利益受损", "市物业公司，老板姓王，无环评"] * 3), 3)
    assert "无环评" in learned
    assert not {"市物业", "老板姓", "的利益", "业主的"} & set(learned)


def test_a_reason_is_a_thing_that_speaks_clearly_for_one_label(vocabulary: Vocabulary) -> None:
    assert vocabulary.reason("物业", (60, -5, 2))
    assert vocabulary.reason("缺斤短两", (60, -5, 2))
    assert not vocabulary.reason("物业", (19, -5, 2))
    assert not vocabulary.reason("物业", (60, 31, 2))
    assert not vocabulary.reason("缴纳", (60, -5, 2))
    assert not vocabulary.reason("直接", (60, -5, 2))


def test_the_published_table_has_no_forbidden_word(reader: Reader) -> None:
    learned = reader.lexicon.learned
    assert not unlearned() & set(learned.weights)
    choice = Vocabulary(reader.words, {rule.word for rule in reader.lexicon.hand})
    known = [word for word in learned.weights if reader.words.knows(word)]
    assert len(known) > 4_000
    assert not [word for word in known if len(word) > 1 and not choice.tells(word)]
    assert learned.spoken
    assert not [word for word in learned.spoken if not choice.reason(word, learned.weights[word])]


def test_a_folder_may_forbid_words_or_not(tmp_path: Path) -> None:
    assert unlearned(tmp_path) == frozenset()
    (tmp_path / "unlearned.txt").write_text("# why\n大力 直接\n那个\n", encoding="utf-8")
    assert unlearned(tmp_path) == {"大力", "直接", "那个"}
