"""An indicator through time, and the plan on a page."""

from datetime import date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from brug.plan.enums import Judgement
from brug.plan.queries import (
    months_of,
    overview,
    years_of,
)
from brug.plan.services import Entry, bind, measure
from tests.plan.queries.looking import SEPTEMBER, acts, status
from tests.plan.world import SYSTEM, act, indicator, make_person, make_plan

pytestmark = pytest.mark.django_db


HAND = "what: press mentions, target: 100, every: year"


def enter(value, day, code="A1", **more):
    entry = Entry(value=Decimal(value), measured_on=day, source="counted", **more)
    return measure(actor=SYSTEM, indicator=indicator(code), entry=entry)


@pytest.fixture
def in_2027():
    with time_machine.travel(datetime(2027, 6, 1, tzinfo=timezone.get_default_timezone())):
        yield


def test_the_history_has_every_year_of_the_plan_and_some_before():
    plan = make_plan("what: trees, target: 3, every: year")
    person = make_person()
    acts(person, 2, first=date(2025, 5, 1))
    acts(person, 4, first=date(2026, 5, 1))

    points = {one.year: one for one in years_of(indicator(), SEPTEMBER)}

    assert plan.slug == "2026-2030"
    assert list(points) == [2024, 2025, 2026, 2027, 2028, 2029, 2030]
    assert [points[year].actual for year in (2024, 2025, 2026, 2027)] == [0, 2, 4, None]
    assert points[2027].target == 3


def test_the_months_of_a_flow_add_up():
    make_plan("what: trees, target: 3, every: year")
    person = make_person()
    for day in (date(2026, 1, 5), date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 9)):
        act(person, day)

    points = months_of(indicator(), 2026, date(2026, 3, 10))

    assert [(one.day, one.actual) for one in points] == [
        (date(2026, 1, 31), 2), (date(2026, 2, 28), 3), (date(2026, 3, 10), 4),
    ]  # fmt: skip


@pytest.mark.usefixtures("in_2027")
def test_the_months_of_a_figure_by_hand():
    make_plan(HAND)
    enter(10, date(2026, 2, 15), starts_on=date(2026, 1, 1))

    points = months_of(indicator(), 2026, date(2026, 3, 10))

    assert [one.actual for one in points] == [None, 10, 10]


def test_the_overview_is_the_tree_with_its_counts():
    plan = make_plan("what: trees, target: 100, every: year", "what: x, target: 3, every: year")
    acts(make_person(), 81)

    seen = overview(plan, 2026, SEPTEMBER)

    (top,) = seen.objectives
    (operational,) = top.operational
    assert (top.objective.code, operational.objective.code) == ("SD1", "SD1.OD1")
    assert operational.counts == {Judgement.ON_COURSE: 1, Judgement.NO_DATA: 1}
    assert seen.counts == operational.counts
    assert seen.taken_at is not None


def test_a_desk_binding_is_counted_at_once():
    plan = make_plan("what: unheard of, target: 3, every: year")
    act(make_person(), date(2026, 1, 1))

    bind(actor=SYSTEM, indicator=indicator(), measure="tests.visits")

    assert status(plan).actual == 1
