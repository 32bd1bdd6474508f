"""Words begin and end where jieba says, though jieba itself is only asked for its dictionary."""

import csv
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.reader import Reader
from nlp.reasons import Phrasebook
from nlp.words import WordCutter, cache_folder

OWN = ("拖欠农民工工资", "公共收益", "物业费", "不动产证")
SAMPLES = Path(__file__).parent / "samples.tsv"
ODD = (
    "",
    "。",
    "a",
    "投诉A1区8-31号的B超和C盘，iPhone15Pro掉了2b座AT&T",
    "10月31号 1号楼\n\n莲塘路 1号，  空格\t制表",
    "○一二三，①②③ ㎡ 🙂 \u3400\u9fd5\u9fd6",
    "。。。，，，！！！",
    "二人在第二人民医院下车去地下车库",
)

LETTERS = "一二三人民医院第车库下地工资拖欠农的了，。 \nABTC恤盘&+#-.%19号楼\u3400é🙂"


@pytest.fixture(scope="module")
def original() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    made = jieba.Tokenizer()
    made.tmp_dir = str(cache_folder())
    made.initialize()
    for word in OWN:
        made.add_word(word, 3_000)
    return made


@pytest.fixture(scope="module")
def words() -> WordCutter:
    return WordCutter(OWN)


def test_every_sample_is_cut_as_jieba_cuts_it(original: jieba.Tokenizer, words: WordCutter) -> None:
    with SAMPLES.open(encoding="utf-8") as lines:
        texts = [row[2] for row in csv.reader(lines, delimiter="\t") if len(row) == 3]
    assert len(texts) > 300
    for text in (*texts, "".join(texts), *ODD):
        assert words.cut(text) == list(original.cut(text, HMM=False))


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        st.sampled_from("一二三人民医院第车库下地工资拖欠农的了，。 \nABTC恤盘&+#-.%19号楼\u3400é🙂"),
        max_size=60,
    )
)
def test_any_text_is_cut_as_jieba_cuts_it(original: jieba.Tokenizer, words: WordCutter, text: str) -> None:
    assert words.cut(text) == list(original.cut(text, HMM=False))


def test_the_dictionary_knows_words_and_not_their_beginnings(
    original: jieba.Tokenizer, words: WordCutter
) -> None:
    for word in ("人", "医院", "公共收益", "公共收", "AT&", "B", "囧囧囧"):
        assert words.knows(word) == bool(original.FREQ.get(word))


def test_edges_stand_at_both_ends(words: WordCutter) -> None:
    assert list(words.edges("我去医院")) == [1, 1, 1, 0, 1]
    assert list(words.edges("")) == [1]


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("老小区没电梯", "没电", False),  # ends inside 电梯
        ("小区没电了", "没电", True),
        ("一起火锅聚餐", "起火", False),  # begins inside 一起, ends inside 火锅
        ("厨房起火了", "起火", True),
        ("路成了断头路", "了断", False),
        ("怎么申请低保", "怎么申请", True),  # ends inside 申请低保, but along a word of its own
    ],
)
def test_a_phrase_cuts_through_no_word(reader: Reader, text: str, phrase: str, found: bool) -> None:
    book = Phrasebook([phrase], reader.words.knows)
    assert (phrase in book.spot(text, reader.words.edges(text))) is found


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], jieba.Tokenizer]:
    """jieba with every fortieth word of its dictionary: what is kept is the same, and made in no time."""
    with jieba.Tokenizer().get_dict_file() as file:
        lines = file.read().decode("utf-8").splitlines()[::40]
    dictionary = tmp_path / "small.txt"
    dictionary.write_text("\n".join(lines), encoding="utf-8")
    made = partial(jieba.Tokenizer, str(dictionary))
    monkeypatch.setattr("nlp.words.jieba.Tokenizer", made)
    return made


def test_the_dictionary_is_kept_and_a_broken_copy_is_made_anew(
    tmp_path: Path, small: Callable[[], jieba.Tokenizer]
) -> None:
    original = small()
    for word in OWN:
        original.add_word(word, 3_000)
    first = WordCutter(OWN, cache=tmp_path)
    (kept,) = tmp_path.glob("words-*.bin")
    whole = kept.read_bytes()
    for content in (whole, whole[:-1], b"", whole[:1000] + b"\0" + whole[1001:]):
        kept.write_bytes(content)
        again = WordCutter(OWN, cache=tmp_path)
        for text in (*ODD, "".join(OWN)):
            assert again.cut(text) == first.cut(text) == list(original.cut(text, HMM=False))
        assert kept.read_bytes() == whole


def test_what_was_kept_is_read_and_not_made_again(
    tmp_path: Path, small: Callable[[], jieba.Tokenizer], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = WordCutter(OWN, cache=tmp_path)
    monkeypatch.setattr("nlp.words.CuttingPath.of", None)
    assert WordCutter(OWN, cache=tmp_path).cut("拖欠农民工工资") == first.cut("拖欠农民工工资")


def test_other_words_of_our_own_are_another_dictionary(
    tmp_path: Path, small: Callable[[], jieba.Tokenizer]
) -> None:
    WordCutter(OWN, cache=tmp_path)
    assert WordCutter(("物业费不",), cache=tmp_path).cut("物业费不交")[0] == "物业费不"
    assert len(list(tmp_path.glob("words-*.bin"))) == 2
