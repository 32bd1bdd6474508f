"""One bulletin, four forms: the same figures in chat, Markdown, on paper and in the picture; the same bytes again."""

import builtins
import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pypdf
import pytest

from casework.bulletin import Beside, Bulletin, Names, assemble
from casework.cells import DoesNotAddUp
from casework.tally import Tally
from services.papers import charts, circular, markdown
from tests.reports.facts import AFTER, NOVEMBER, MadeRating, clock, noon, registered


def some_bulletin(unit_name: str = "人社局") -> Bulletin:
    tally = Tally(NOVEMBER, AFTER)
    for number in range(1, 13):
        fact = registered(number, town="青山镇" if number < 10 else "白水乡")
        fact.clocks = [clock("C1", date(2026, 11, 2), 15, done_after=number + 5)]
        fact.clocks += [clock("C3", date(2026, 11, 3), 15, done_after=3, unit_id=7)]
        fact.ratings = [MadeRating("unit", "satisfied", noon(date(2026, 11, 20)))] if number < 4 else []
        tally.add(fact)
    names = Names({"LS": "劳动和社会保障"}, {7: unit_name})
    return assemble(tally, Beside(), names, office="测试县信访局")


def test_markdown_has_every_figure_and_is_the_same_again() -> None:
    bulletin = some_bulletin()
    written = markdown.write(bulletin)
    for figure in bulletin.figures:
        assert figure.words in written
    assert "及时受理率（信访部门） | 83.3%（10/12）" in written
    assert "白水乡" not in written, "three cases are too few to be named, and so is what they leave"
    assert written == markdown.write(some_bulletin())


def test_names_cannot_break_a_table() -> None:
    written = markdown.write(some_bulletin("人|社*局\n<b>"))
    assert "人\\|社\\*局 \\<b\\>" in written


def test_explaining_gives_every_number_its_query_parts_and_definition() -> None:
    bulletin = some_bulletin()
    lines = markdown.explained(bulletin)
    assert len(lines) == len(bulletin.figures)
    line = next(each for each in lines if "`timely_intake_bureau`" in each)
    assert "83.3%（10/12）" in line
    assert "10/12" in line
    assert "第22条" in line


def test_the_chat_says_all_figures_in_words() -> None:
    bulletin = some_bulletin()
    said = "\n".join(markdown.chat(bulletin))
    for section in bulletin.sections:
        for figure in section.figures:
            assert f"{figure.label}：{figure.words}" in said
    assert all(len(message) < 4096 for message in markdown.chat(bulletin))


def test_the_paper_reads_the_same_and_has_the_same_bytes_again() -> None:
    bulletin = some_bulletin()
    content = circular.render(bulletin)
    assert content == circular.render(some_bulletin())
    read = "".join(
        "".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages
    )
    for section in bulletin.sections:
        assert section.heading in read
        for figure in section.figures:
            assert "".join((figure.label + figure.words).split()) in read


def test_the_picture_is_drawn_in_the_wheels_letters_and_has_the_same_bytes_again() -> None:
    pytest.importorskip("matplotlib")
    content = charts.picture(some_bulletin())  # a missing letter would warn, and warnings are errors
    assert content is not None
    assert content.startswith(b"\x89PNG")
    assert content == charts.picture(some_bulletin())
    assert content != charts.picture(some_bulletin_of_nobody())


def some_bulletin_of_nobody() -> Bulletin:
    return assemble(Tally(NOVEMBER, AFTER), Beside(), Names(), office="测试县信访局")


def test_bars_of_text_are_as_long_as_the_rate_and_never_full_for_nothing() -> None:
    lines = charts.bars(some_bulletin()).splitlines()
    at = next(at for at, line in enumerate(lines) if "信访部门" in line and "及时" in line)
    assert "83.3%（10/12）" in lines[at]
    assert lines[at + 1].count("█") == 13
    assert len(lines[at + 1]) == 16
    assert all("█" not in line for line in charts.bars(some_bulletin_of_nobody()).splitlines())


def test_without_the_drawing_library_there_is_no_picture_and_no_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without(
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> Any:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", without)
    assert charts.picture(some_bulletin()) is None


def test_a_table_that_does_not_add_up_is_refused_not_printed() -> None:
    tally = Tally(NOVEMBER, AFTER)
    tally.add(registered())
    tally.by["channel"]["web"] += 1
    with pytest.raises(DoesNotAddUp) as refused:
        assemble(tally, Beside(), Names(), office="测试县信访局")
    assert "1" in refused.value.sentence
