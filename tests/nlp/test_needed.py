"""What a text must contain to be worth an expression: nothing that the expression finds may be left out."""

import re
from itertools import chain
from pathlib import Path

import pytest

from nlp import lexicons
from nlp.intent_rules import IntentRules
from nlp.needed import Sieve, needed, pairs_of

SAMPLES = Path(__file__).parent / "samples.tsv"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("撤诉|撤案", [{"撤诉", "撤案"}]),
        ("(?:我|俺)?要?撤(?:诉|案)", [{"撤诉", "撤案", "要撤诉"}]),
        ("催.{0,4}件", [{"催"}, {"件"}]),
        ("(?:催|快)+办", [{"催", "快"}, {"办"}]),
        ("^(?!.*没)修好(?=了)$", [{"修好"}]),
        ("谢[谢了]", [{"谢谢", "谢了"}]),
    ],
)
def test_what_an_expression_needs(source: str, words: list[set[str]]) -> None:
    found = needed(source)
    for each in words:
        assert any(word in said for said in found for word in each), (source, found)


@pytest.mark.parametrize("source", ["没?", "[^没]", r"\d+", ".{1,8}", "没|.", "(?i)no", "(没", "[没", "没\\"])
def test_what_may_find_anything_needs_nothing(source: str) -> None:
    assert all("" not in words for words in needed(source)) and len(needed(source)) <= 1


def test_the_sieve_lets_through_whatever_an_expression_finds() -> None:
    rules = IntentRules(lexicons.load().intents).rules
    texts = {line.rpartition("\t")[2] for line in SAMPLES.read_text(encoding="utf-8").splitlines()}
    expressions = list(dict.fromkeys(each.source for each in chain(*(rule.expressions() for rule in rules))))
    sieve = Sieve(map(needed, expressions))
    found = tried = 0
    for text in (text for text in texts if len(text) < 40):
        touched = set(sieve.touched(pairs_of(text)))
        tried += len(touched)
        hits = {at for at, source in enumerate(expressions) if re.search(source, text)}
        assert hits <= touched, [expressions[at] for at in hits - touched]
        found += len(hits)
    assert found > 1_000 and tried < 12 * found
