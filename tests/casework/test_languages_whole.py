"""Every sentence that a citizen reads is there in every language, with the same facts in it."""

import re
from pathlib import Path

import pytest

from casework import wording
from casework.wording import DEFAULT_LOCALE, locales, text
from tests import traditional

FOLDER = Path(wording.__file__).parent
WHOLE = ("citizen.ftl", "verify.ftl", "web.ftl")
"""Files that citizens read from beginning to end; of the page only the demo office is for officers."""
PARTS = {"casework.ftl": ("state-", "event-", "notice-citizen-", "alarm-citizen-")}
"""Files of which citizens read a part, by how its names begin."""
OTHERS = ("web-demo-",)
SENTENCE = re.compile(r"^([a-z][\w-]*) =(.*(?:\n[ \t]+.*|\n(?=[ \t]*\n[ \t]+\S))*)", re.M)
FACT = re.compile(r"\{ ?\$(\w+)")
WITHIN = re.compile(r"\{ ([a-z][\w-]*) \}")
OFFICE_WORDS = re.compile(r"[\u3400-\u9fff]")
MAY_HOLD_CHINESE = re.compile(r"^(typed-|language-heard|web-seal|web-other-language|code-hidden-anonymous)")


def sentences(locale: str, name: str) -> dict[str, str]:
    path = FOLDER / locale / name
    found = dict(SENTENCE.findall(path.read_text(encoding="utf-8"))) if path.exists() else {}
    starts = PARTS.get(name, ("",))
    return {key: said for key, said in found.items() if key.startswith(starts) and not key.startswith(OTHERS)}


SECOND = [each for each in locales() if each != DEFAULT_LOCALE]


def test_english_and_traditional_are_there() -> None:
    assert SECOND == ["en", "zh-Hant"]


@pytest.mark.parametrize("name", traditional.FILES)
def test_traditional_is_what_the_first_language_gives(name: str) -> None:
    """`make traditional` writes it anew."""
    assert (traditional.TRADITIONAL / name).read_text(encoding="utf-8") == traditional.made(name)


@pytest.mark.parametrize("locale", SECOND)
@pytest.mark.parametrize("name", [*WHOLE, *PARTS])
def test_no_sentence_of_a_citizen_lacks_a_language(locale: str, name: str) -> None:
    first, second = sentences(DEFAULT_LOCALE, name), sentences(locale, name)
    assert [key for key in first if key not in second] == []
    assert [key for key in second if key not in first] == []


@pytest.mark.parametrize("locale", SECOND)
@pytest.mark.parametrize("name", [*WHOLE, *PARTS])
def test_the_same_facts_stand_in_every_language(locale: str, name: str) -> None:
    first, second = sentences(DEFAULT_LOCALE, name), sentences(locale, name)
    other = {key: (set(FACT.findall(first[key])), set(FACT.findall(said))) for key, said in second.items()}
    assert {key: facts for key, facts in other.items() if facts[0] != facts[1]} == {}


@pytest.mark.parametrize("name", [*WHOLE, *PARTS])
def test_english_is_english(name: str) -> None:
    left = [
        key
        for key, said in sentences("en", name).items()
        if OFFICE_WORDS.search(said) and not MAY_HOLD_CHINESE.match(key)
    ]
    assert left == []


def test_every_file_of_a_second_language_can_be_said() -> None:
    assert text("language-name", locale="en") == "English"
    for locale in SECOND:
        for name in (*WHOLE, *PARTS):
            for key, said in sentences(locale, name).items():
                facts = dict.fromkeys(FACT.findall(said), "x")
                for within in WITHIN.findall(said):  # a sentence that stands in another brings its own facts
                    facts |= dict.fromkeys(FACT.findall(sentences(locale, name)[within]), "x")
                assert text(key, locale=locale, **facts)
