"""A place outside the region is recognised by the areas it names, and by nothing else."""

import pytest

from casework.competence import elsewhere

OWN = ("测试县信访局", "演示县青山镇人民政府", "演示市人民政府复查复核机构")


@pytest.mark.parametrize("place", ["上海市浦东新区世纪大道", "邻水县城南镇三村", "云南省昭通市"])
def test_another_county_is_elsewhere(place: str) -> None:
    assert elsewhere(place, OWN)


@pytest.mark.parametrize(
    "place",
    [
        "测试县青山镇建设路工地",
        "演示市青山镇",
        "青山镇东街",
        "幸福小区3号楼",
        "东门超市门口",
        "我县一中旁边",
        "",
    ],
)
def test_our_own_places_and_no_places_are_not(place: str) -> None:
    assert not elsewhere(place, OWN)
