"""Every sentence that the rules ask for exists, no area's file defines another's, and pages follow the tables."""

import re
from collections import Counter
from pathlib import Path

import pytest

from casework.clocks import ClockRules
from casework.diagram import lifecycle_page
from casework.movetable import moves
from casework.petition import Outcome, Purpose, Role, State
from casework.wording import MissingWording, bundle, has, text

ROOT = Path(__file__).parents[2]
CASEWORK = ROOT / "casework"
FTL = sorted((CASEWORK / "wording" / "zh-CN").glob("*.ftl"))


def test_docs_lifecycle_equals_the_table() -> None:
    page = (ROOT / "docs" / "lifecycle.md").read_text(encoding="utf-8")
    assert page == lifecycle_page(), "run: jianjian lifecycle > docs/lifecycle.md"


def test_every_sentence_that_casework_names_exists() -> None:
    asked = set()
    for file in CASEWORK.rglob("*.py"):
        asked |= set(re.findall(r'\btext\(\s*"([a-z][a-z0-9_-]*)"', file.read_text(encoding="utf-8"), re.I))
    assert len(asked) > 60
    assert sorted(key for key in asked if not has(key)) == []


def test_every_refusal_that_a_guard_may_say_exists() -> None:
    source = "".join(each.read_text(encoding="utf-8") for each in (CASEWORK / "guards").glob("*.py"))
    keys = set(re.findall(r'\brefuse\(\s*attempt,\s*"([a-z-]+)"', source))
    assert len(keys) > 15
    assert sorted(key for key in keys if not has(f"refuse-{key}")) == []


def test_every_name_of_the_vocabulary_has_words() -> None:
    wanted = [f"state-{state}" for state in State] + [f"actor-{role}" for role in Role]
    wanted += [f"outcome-{outcome}" for outcome in Outcome] + [f"purpose-{purpose}" for purpose in Purpose]
    wanted += [f"clock-{clock}" for clock in ClockRules.load().ids]
    assert [key for key in wanted if not has(key)] == []


def test_no_sentence_is_defined_twice() -> None:
    keys = Counter(
        key
        for file in FTL
        for key in re.findall(r"^([a-zA-Z][\w-]*) =", file.read_text(encoding="utf-8"), re.M)
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_a_missing_sentence_or_argument_is_an_error() -> None:
    with pytest.raises(MissingWording):
        text("no-such-sentence")
    with pytest.raises(MissingWording):
        text("refuse-state")
    assert bundle() is bundle()


def test_articles_in_the_table_are_articles() -> None:
    for row in moves():
        assert not row.article or re.match(r"第\d+条|《|简易办理规定|满意度评价办法", row.article), row.event


def test_no_rule_knows_a_field_about_the_person() -> None:
    """No ethnicity, household registration, political status, employer or travel; no label or score of a person."""
    forbidden = re.compile(
        r"ethnic|hukou|household_reg|political|employer|itinerar|black_?list|risk_(?:score|level)|重点人员|稳控|缠访|闹访"
    )
    for file in [
        *CASEWORK.glob("*.py"),
        *CASEWORK.glob("rules/*.toml"),
        CASEWORK / "wording" / "zh-CN" / "casework.ftl",
    ]:
        assert not forbidden.search(file.read_text(encoding="utf-8")), file.name


def test_casework_reads_no_clock_and_no_network() -> None:
    forbidden = re.compile(
        r"datetime\.now|date\.today|utcnow|time\.time\(|import (?:aiogram|sqlalchemy|aiohttp|socket|requests)"
    )
    for file in CASEWORK.rglob("*.py"):
        assert not forbidden.search(file.read_text(encoding="utf-8")), file.name


def test_docs_law_lists_every_clock() -> None:
    page = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    table = page[page.index("## Clocks") : page.index("## Articles")]
    listed = {name for row in re.findall(r"^\| ([A-Z][\w ]*) \|", table, re.M) for name in row.split()}
    assert listed == set(ClockRules.load().ids)


def is_module_or_in_one(place: str) -> bool:
    """Whether `storage.turn` is a module or a package, or `storage.turn.Turn` a name that stands in one."""
    path = ROOT.joinpath(*place.split("."))
    if path.is_dir() or path.with_suffix(".py").is_file():
        return True
    module = path.parent.with_suffix(".py")
    return module.is_file() and re.search(rf"\b{path.name}\b", module.read_text(encoding="utf-8")) is not None


def test_every_duty_is_said_on_the_card() -> None:
    """Without its words the card leaves the line out, and nobody sees what is due."""
    rules = ClockRules.load()
    assert [
        clock for clock in rules.ids if clock not in rules.windows and not has(f"staff-due-{clock}")
    ] == []


def test_docs_language_names_places_that_exist() -> None:
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    events = {row.event for row in moves()}
    modules = {file.stem for file in CASEWORK.glob("*.py")} | {
        "Petition",
        "Role",
        "Purpose",
        "Rating",
        "Procedure",
    }
    known = events | modules | set(State) | {"nlp", "casework", "routes.toml", "unit_id", "lead_unit_id", "handler_id",
             "simple", "ClockRule", "ClockStart", "rolled_limit", "confirmed", "Change"}  # fmt: skip
    places = re.findall(r"`([\w.]+)`[^`\n]*(?=\|\n|, `)", page)
    assert len(places) > 60
    unknown = [place for place in places if place.split(".")[0] not in known and place not in known]
    assert [place for place in unknown if not is_module_or_in_one(place)] == []
