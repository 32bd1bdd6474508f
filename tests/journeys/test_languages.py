"""A second language needs only its files: a folder of wording beside the first, and people choose it by a button."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework import wording
from casework.petition import Role
from casework.wording import Later, locales, speaking, text
from tests.journeys.rows import does, news, places
from tests.people import Bureau, People

ENGLISH = """
language-name = English
language-kept = Very well, English from now on.
human = Call { $phone }, or come to { $address }.
notice-citizen-transfer = No. { $number } went to { $unit }. It is now: { $state }.
state-transferred = with the unit
opt-show = Show me
menu-human = A human being
"""


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A wording folder with the first language as it is and a little of another."""
    (tmp_path / "zh-CN").symlink_to(wording._FOLDER / "zh-CN", target_is_directory=True)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "some.ftl").write_text(ENGLISH, encoding="utf-8")
    monkeypatch.setattr(wording, "_FOLDER", tmp_path)
    wording.bundle.cache_clear()
    yield
    wording.bundle.cache_clear()


def test_only_what_has_files_is_a_language() -> None:
    assert locales() == ("zh-CN",)


def test_sentences_are_in_the_language_of_the_reader_and_the_untranslated_in_the_first(english: None) -> None:
    later = Later("state-transferred")
    first = text("language-ask")
    with speaking("en"):
        assert (str(later), text("language-ask")) == ("with the unit", first)
        with speaking("zh-CN"):
            assert str(later) == text("state-transferred", locale="zh-CN") != "with the unit"
        assert str(later) == "with the unit"
    with speaking("fr"):
        assert str(later) == text("state-transferred", locale="zh-CN")


async def test_with_one_language_one_is_offered(people_of: People) -> None:
    ann = await people_of.citizen()
    await ann.says("/language")
    assert [label for label in await ann.buttons() if "中文" in label] == ["1 中文"]
    assert "以后用中文" in await ann.says("中文")


async def test_a_language_is_chosen_by_a_button_and_stays(
    people_of: People, bureau: Bureau, english: None
) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    await ann.says("/mydata")
    await ann.says("换一种语言")
    assert "English from now on" in await ann.says("English")
    assert "A human being" in " ".join(await ann.buttons())
    assert "English" not in await bob.says("/start"), "one person's language is nobody else's"
    await ann.says("/start")
    assert "A human being" in " ".join(await ann.buttons())


async def test_who_is_told_of_anothers_press_reads_their_own_language(
    people_of: People, bureau: Bureau, english: None
) -> None:
    ann = await people_of.citizen()
    case = await places(bureau, ann)
    await ann.says("/language")
    await ann.says("English")
    clerk = await people_of.officer("bureau", Role.CLERK)
    assert "转送，已记录" in await does(clerk, "transfer", case, "人社局")
    (told,) = await news(ann)
    assert told.startswith(f"No. {case.number} went to 人社局. It is now: with the unit.")
    assert await ann.buttons() == ["Show me"]
