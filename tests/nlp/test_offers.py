"""What is offered to a citizen belongs together: a topic, its own words, its own sureness."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

from handlers.citizen.draft import Draft
from handlers.citizen.steps_matter import TopicStep
from handlers.citizen.study import read_story
from nlp.lexicons import HandRule
from nlp.reader import Reader
from services.context import Desk


def _taught(reader: Reader, *rules: HandRule, **settings: float) -> Reader:
    """A reader with these hand rules alone, and one learned word: 电梯 speaks for 商贸旅游 (family SJ)."""
    old = reader.lexicon.learned
    column = old.labels.index("商贸旅游")
    weights = {"电梯": tuple(99 if at == column else 0 for at in range(len(old.labels)))}
    learned = replace(old, weights=weights, settings=dict(old.settings) | settings)
    return Reader(replace(reader.lexicon, hand=rules, learned=learned), reader.words)


async def _studied(reader: Reader, text: str) -> Draft:
    draft = Draft()
    draft.story = [text]
    await read_story(draft, cast(Desk, SimpleNamespace(context=SimpleNamespace(reader=reader), today=_TODAY)))
    return draft


_TODAY = date(2026, 11, 27)
_KEEPER = HandRule("CJ04", "物业", 3)
_TEACHER = HandRule("JY03", "老师", 3)


async def test_a_family_without_a_topic_gives_its_sureness_and_words_to_no_other(reader: Reader) -> None:
    taught = _taught(reader, _TEACHER, few_words=0.0, hand_beside_learned=0.9)
    found = taught.classify("电梯停了，老师不管")
    assert (found.family, found.code, found.sure) == ("SJ", "", True)
    draft = await _studied(taught, "电梯停了，老师不管")
    assert draft.topics_machine == ["JY03"]
    assert draft.topic_reasons == []
    assert not draft.machine_sure
    asked = TopicStep().ask(draft, lambda code: "物业")
    assert "「" not in asked.text
    assert asked.options[0][1] == "JY03"
    assert TopicStep().meant(draft, "对的") == ""


async def test_a_topic_is_offered_with_its_own_words(reader: Reader) -> None:
    draft = await _studied(
        _taught(reader, _KEEPER, HandRule("JY03", "老师", 1)), "物业把老师骂了，物业费也乱收"
    )
    assert draft.topics_machine[:1] == ["CJ04"]
    assert [reason["word"] for reason in draft.topic_reasons] == ["物业", "物业"]
    assert "「物业」" in TopicStep().ask(draft, lambda code: "物业").text
    assert TopicStep().meant(draft, "对的") == "CJ04"


def test_every_candidate_explains_itself(reader: Reader) -> None:
    taught = _taught(reader, _KEEPER, HandRule("JY03", "老师", 2), HandRule("JY02", "补课", 1))
    found = taught.classify("物业不管，物业费照收，老师也不管，还要补课")
    words = {one.code: [match.word for match in one.reasons] for one in found.ranked}
    assert words["CJ04"] == ["物业", "物业"]
    assert words["JY03"] == ["老师"]
    assert words["JY02"] == ["补课"]
    assert not any(one.sure or one.sure_topic for one in found.ranked[1:])
    assert found.ranked[0].confidence > found.ranked[1].confidence


async def test_words_that_no_rule_knows_are_asked_about_openly(reader: Reader) -> None:
    for text in ("天气很好我很开心啊啊", "abcdefghijkl", "Please help me"):
        draft = await _studied(reader, text)
        assert draft.topics_machine == []
        assert not draft.machine_sure
        assert TopicStep().ask(draft, lambda code: code).text
