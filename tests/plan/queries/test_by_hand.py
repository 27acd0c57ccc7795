"""Figures by hand."""

from datetime import date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from brug.plan.enums import Judgement
from brug.plan.services import Entry, measure, withdraw
from tests.plan.queries.looking import status
from tests.plan.world import SYSTEM, indicator, make_plan, make_regions

pytestmark = pytest.mark.django_db


HAND = "what: press mentions, target: 100, every: year"


def enter(value, day, code="A1", **more):
    entry = Entry(value=Decimal(value), measured_on=day, source="counted", **more)
    return measure(actor=SYSTEM, indicator=indicator(code), entry=entry)


@pytest.fixture
def in_2027():
    with time_machine.travel(datetime(2027, 6, 1, tzinfo=timezone.get_default_timezone())):
        yield


@pytest.mark.usefixtures("in_2027")
def test_amounts_by_hand_add_up_and_run_to_their_last_day():
    plan = make_plan(HAND)
    enter(30, date(2026, 3, 31), starts_on=date(2026, 1, 1))
    enter(20, date(2026, 6, 30), starts_on=date(2026, 4, 1))
    enter(99, date(2026, 12, 31), starts_on=date(2026, 10, 1))

    seen = status(plan)

    assert (seen.actual, seen.by_hand, seen.as_of) == (50, True, date(2026, 6, 30))
    assert seen.forecast == 101
    assert status(plan, as_of=date(2027, 3, 1)).judgement == Judgement.MET


@pytest.mark.usefixtures("in_2027")
def test_a_level_by_hand_counts_the_newest_of_twelve_months():
    plan = make_plan("what: followers, target: 60000, by: 2030, baseline: {2024: 52000}")
    enter(53000, date(2025, 9, 30))
    enter(55000, date(2026, 9, 15))

    seen = status(plan)

    assert (seen.actual, seen.as_of) == (55000, date(2026, 9, 15))
    assert seen.outlook.forecast.explanation.rule == "trend"
    assert status(plan, as_of=date(2026, 3, 1)).actual == 53000
    assert status(plan, as_of=date(2027, 12, 31), year=2027).actual is None


@pytest.mark.usefixtures("in_2027")
def test_regions_by_hand_add_up_to_the_whole():
    north, south = make_regions("north", "south")
    plan = make_plan(HAND)
    enter(10, date(2026, 3, 31), starts_on=date(2026, 1, 1), region=north.working_region)
    enter(5, date(2026, 3, 31), starts_on=date(2026, 1, 1), region=south.working_region)

    assert status(plan).actual == 15
    assert status(plan, region=north.working_region).actual == 10


@pytest.mark.usefixtures("in_2027")
def test_a_figure_that_was_taken_back_does_not_count():
    plan = make_plan(HAND)
    wrong = enter(10, date(2026, 3, 31))

    withdraw(actor=SYSTEM, measurement=wrong)

    assert status(plan).actual is None


@pytest.mark.usefixtures("in_2027")
def test_a_survey_every_second_year_is_compared_with_the_one_before():
    plan = make_plan("what: satisfaction, direction: rising, measured: survey")
    enter(70, date(2024, 5, 1))
    enter(74, date(2026, 5, 1))

    seen = status(plan)

    assert (seen.target, seen.actual) == (70, 74)
    assert seen.judgement == Judgement.ON_COURSE
    assert status(plan, as_of=date(2026, 4, 1)).judgement == Judgement.NO_DATA
