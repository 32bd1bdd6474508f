"""A matter stays simple or ordinary until somebody says otherwise; assigned with a report's day it is never simple."""

from datetime import date

from tests.casework.matters import CLERK, HANDLER, LABOUR, MORNING, Matter, filed, moved

DUE = date(2026, 12, 20)


def test_a_simple_matter_that_is_assigned_later_is_ordinary_and_can_be_accepted() -> None:
    once_simple = filed(Matter(simple=True))
    assigned = moved(once_simple, "assign", CLERK, MORNING, unit_id=LABOUR, due=DUE)
    assert not assigned.simple
    accepted = moved(assigned, "accept", HANDLER, MORNING, procedure="petition")
    assert {clock.clock for clock in accepted.running} >= {"C5"}


def test_a_matter_handed_on_keeps_its_lane_until_the_other_is_named() -> None:
    simple = moved(filed(), "transfer", CLERK, MORNING, unit_id=LABOUR, simple=True)
    assert simple.simple
    assert moved(simple, "object", HANDLER, MORNING, reason="不属于").simple
    ordinary = moved(filed(Matter(simple=True)), "transfer", CLERK, MORNING, unit_id=LABOUR, simple=False)
    assert not ordinary.simple
