"""How indicators stand, from records."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from brug.kernel.models import Practice
from brug.plan.enums import Judgement
from tests.plan.queries.looking import SEPTEMBER, acts, status
from tests.plan.world import act, indicator, make_person, make_plan

pytestmark = pytest.mark.django_db


def test_a_flow_is_counted_judged_and_explained():
    plan = make_plan("what: trees, target: 100, every: year")
    acts(make_person(), 81)

    seen = status(plan)

    assert (seen.target, seen.actual, seen.forecast) == (100, 81, 108)
    assert seen.judgement == Judgement.ON_COURSE
    assert seen.measure == "tests.visits"
    assert seen.judgement_rule == (
        "The forecast of 108 is 108% of the target; from 95% on it is on course, from 70% on at"
        " risk."
    )
    assert seen.forecast_rule == "81 in 273 of 365 days; the year at the same pace."
    assert seen.target_rule == "The same number every year."
    assert "/plan/2026-2030/indicators/A1/" in seen.url


def test_records_outside_the_span_do_not_count():
    plan = make_plan("what: trees, target: 100, every: year")
    person = make_person()
    for day in (date(2025, 12, 31), date(2026, 1, 1), SEPTEMBER, date(2026, 10, 1)):
        act(person, day)

    assert status(plan).actual == 2


def test_earlier_years_give_the_season():
    plan = make_plan("what: trees, target: 100, every: year")
    person = make_person()
    acts(person, 9, first=date(2025, 5, 1))
    acts(person, 1, first=date(2025, 12, 1))
    acts(person, 45, first=date(2026, 3, 1))

    seen = status(plan)

    assert seen.forecast == 50
    assert seen.outlook.forecast.explanation.rule == "season"


def test_a_window_counts_each_person_once_and_looks_back_twelve_months():
    plan = make_plan("what: friends, baseline: {2024: 1}, target: 7, by: 2030")
    first, second = make_person(), make_person()
    acts(first, 5, first=date(2025, 10, 1))
    act(second, date(2025, 9, 30))
    act(second, date(2024, 10, 5))

    seen = status(plan)

    assert seen.actual == 1
    assert (seen.target, seen.final_target, seen.target_year) == (3, 7, 2030)


def test_money_comes_in_euro_and_cents():
    plan = make_plan("what: gifts, target_eur: 1000, every: year, measure: tests.money")
    act(make_person(), date(2026, 2, 1), amount=250)

    seen = status(plan)

    assert (seen.unit, seen.actual) == ("eur", 250)
    assert seen.forecast == Decimal("334.25")


def test_filters_narrow_what_is_counted():
    plan = make_plan(
        "what: a, target: 9, every: year, measure: tests.visits, filters: {kind: gift}",
        "what: b, target: 9, every: year, measure: tests.visits, filters: {practice: Long Table}",
    )
    person = make_person()
    act(person, date(2026, 2, 1), kind="gift")
    act(person, date(2026, 2, 1), practice=Practice.objects.get(code="long-table"))
    act(person, date(2026, 2, 2))

    assert status(plan, "A1").actual == 1
    assert status(plan, "A2").actual == 1


def test_before_its_year_an_indicator_has_no_figure():
    plan = make_plan("what: trees, target: 100, every: year")

    seen = status(plan, as_of=date(2025, 11, 1))

    assert (seen.actual, seen.judgement) == (None, Judgement.NO_DATA)


def test_after_its_year_the_whole_year_counts():
    plan = make_plan("what: trees, target: 3, every: year")
    acts(make_person(), 3, first=date(2026, 12, 29))

    seen = status(plan, as_of=date(2027, 2, 1))

    assert (seen.actual, seen.judgement, seen.as_of) == (3, Judgement.MET, date(2026, 12, 31))


@pytest.mark.parametrize(
    ("now", "judgement"),
    [
        ("2026-12-31 08:00", Judgement.ON_COURSE),
        ("2026-12-31 23:59", Judgement.ON_COURSE),
        ("2027-01-01 00:01", Judgement.MISSED),
    ],
)
def test_on_new_years_eve_the_year_still_runs(now, judgement):
    plan = make_plan("what: trees, target: 100, every: year")
    acts(make_person(), 99)

    with time_machine.travel(f"{now}+01:00", tick=False):
        seen = status(plan, as_of=date(2026, 12, 31))

    assert (seen.actual, seen.judgement) == (99, judgement)


def test_an_indicator_that_nothing_fills_says_so():
    plan = make_plan("what: unheard of, target: 3, every: year")

    seen = status(plan)

    assert (seen.actual, seen.measure, seen.judgement) == (None, "", Judgement.NO_DATA)


def test_a_measure_that_left_the_house_leaves_the_page_standing():
    plan = make_plan("what: trees, target: 3, every: year")
    indicator().binding.__class__.objects.update(measure="gone.measure")

    assert status(plan).judgement == Judgement.NO_DATA
