"""How indicators stand, from records and by hand, for the whole and by region."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.models import Practice, Region
from brug.kernel.periods import Period
from brug.plan.enums import Judgement
from brug.plan.models import Figure
from brug.plan.queries import (
    indicator_status,
    months_of,
    overview,
    records_behind,
    status_by_region,
    years_of,
)
from brug.plan.rules.freshness import EXACT, PAGE
from brug.plan.services import Entry, bind, measure, withdraw
from tests.plan.measures import registered
from tests.plan.world import SYSTEM, act, indicator, make_person, make_plan, make_regions

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def _fakes():
    with registered():
        yield


def status(plan, code="A1", as_of=SEPTEMBER, year=2026, **more):
    return {one.id: one for one in indicator_status(plan, year, as_of, **more)}[code]


def acts(person, count, first=date(2026, 1, 1), **more):
    for number in range(count):
        act(person, first + timedelta(days=number), **more)


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


def test_an_indicator_that_nothing_fills_says_so():
    plan = make_plan("what: unheard of, target: 3, every: year")

    seen = status(plan)

    assert (seen.actual, seen.measure, seen.judgement) == (None, "", Judgement.NO_DATA)


def test_a_measure_that_left_the_house_leaves_the_page_standing():
    plan = make_plan("what: trees, target: 3, every: year")
    indicator().binding.__class__.objects.update(measure="gone.measure")

    assert status(plan).judgement == Judgement.NO_DATA


# Regions


def test_regions_have_their_own_figure_target_and_judgement():
    north, south = make_regions("north", "south")
    plan = make_plan("what: trees, target: 100, every: year")
    acts(make_person(north), 60)
    acts(make_person(south), 20)
    act(make_person(), date(2026, 1, 1))

    by_region = status_by_region(plan, 2026, SEPTEMBER)

    found = {region.code: statuses[0] for region, statuses in by_region.items()}
    assert [found["north"].actual, found["south"].actual] == [60, 20]
    assert [found["north"].target, found["south"].target] == [50, 50]
    assert found["north"].judgement == Judgement.MET
    assert found["south"].judgement == Judgement.MISSED
    assert status(plan).actual == 81
    assert status(plan, region=north.working_region).actual == 60


def test_whoever_moved_counts_once_in_the_whole_and_once_in_each_region():
    north, south = make_regions("north", "south")
    plan = make_plan("what: friends, target: 5, by: 2030")
    person = make_person(north)
    act(person, date(2026, 1, 1))
    person.region = south
    act(person, date(2026, 2, 1))

    by_region = status_by_region(plan, 2026, SEPTEMBER)

    assert [statuses[0].actual for statuses in by_region.values()] == [1, 1]
    assert status(plan).actual == 1


def test_a_region_without_records_has_zero():
    north, _south = make_regions("north", "south")
    plan = make_plan("what: trees, target: 100, every: year")

    assert status(plan, region=north.working_region).actual == 0


# The figure and its records


@pytest.mark.parametrize("what", ["trees", "friends"])
def test_the_list_behind_a_figure_is_as_long_as_the_figure(what):
    north, south = make_regions("north", "south")
    plan = make_plan(f"what: {what}, target: 100, by: 2030")
    for region in (north, south, None):
        acts(make_person(region), 3)

    for region in (None, Region.objects.get(code="north")):
        seen = status(plan, region=region)
        listed = records_behind(SYSTEM, indicator(), seen.period, region)
        people = listed.records.values("person").distinct().count()
        lines = listed.records.count()
        assert seen.actual == (lines if what == "trees" else people)


def test_an_indicator_by_hand_has_no_records():
    make_plan("what: unheard of, target: 3, every: year")

    assert records_behind(SYSTEM, indicator(), Period.year(2026)) is None


def test_a_visitor_sees_no_records():
    make_plan("what: trees, target: 3, every: year")

    with pytest.raises(PermissionDenied):
        records_behind(Actor.visitor(), indicator(), Period.year(2026))


def test_who_is_bound_to_a_region_sees_its_records_only():
    north, south = make_regions("north", "south")
    make_plan("what: trees, target: 3, every: year")
    actor = Actor(label="tests", working_regions=frozenset({north.working_region_id}))

    assert records_behind(actor, indicator(), Period.year(2026), north.working_region)
    for region in (None, south.working_region):
        with pytest.raises(PermissionDenied):
            records_behind(actor, indicator(), Period.year(2026), region)


# Keeping figures


def test_a_kept_figure_is_read_and_not_taken_again(django_assert_max_num_queries):
    plan = make_plan("what: trees, target: 100, every: year", "what: friends, target: 9, by: 2030")
    acts(make_person(), 5)
    status(plan)

    with django_assert_max_num_queries(3):
        assert status(plan, patience=PAGE).actual == 5


def test_new_records_are_seen_at_once_where_exactness_is_asked():
    plan = make_plan("what: trees, target: 100, every: year")
    person = make_person()
    act(person, date(2026, 1, 1))
    status(plan)
    act(person, date(2026, 1, 2))

    assert status(plan, patience=EXACT).actual == 2


def test_a_page_shows_a_figure_of_some_minutes_with_its_time():
    plan = make_plan("what: trees, target: 100, every: year")
    person = make_person()
    act(person, date(2026, 1, 1))
    now = datetime(2026, 10, 1, 12, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        taken_at = status(plan).taken_at
    act(person, date(2026, 1, 2))

    with time_machine.travel(now + timedelta(minutes=9), tick=False):
        seen = status(plan, patience=PAGE)
        assert (seen.actual, seen.taken_at) == (1, taken_at)
    with time_machine.travel(now + timedelta(minutes=11), tick=False):
        seen = status(plan, patience=PAGE)
        assert (seen.actual, seen.taken_at) == (2, now + timedelta(minutes=11))


def test_a_span_of_long_ago_is_looked_at_once_a_day():
    plan = make_plan("what: trees, target: 100, every: year")
    person = make_person()
    act(person, date(2026, 1, 1))
    now = datetime(2026, 12, 1, 12, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        status(plan)
    act(person, date(2026, 1, 2))

    with time_machine.travel(now + timedelta(hours=25), tick=False):
        assert status(plan, patience=PAGE).actual == 1
        assert status(plan, patience=EXACT).actual == 2


def test_while_nothing_changed_old_figures_stand():
    plan = make_plan("what: trees, target: 100, every: year")
    now = datetime(2026, 10, 1, 12, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        status(plan)
    with time_machine.travel(now + timedelta(days=3), tick=False):
        assert status(plan, patience=PAGE).taken_at == now


def test_a_region_that_lost_its_records_falls_to_zero():
    (north,) = make_regions("north")
    plan = make_plan("what: trees, target: 100, every: year")
    line = act(make_person(north), date(2026, 1, 1))
    region = north.working_region
    assert status(plan, region=region).actual == 1
    line.delete()

    assert status(plan, region=region).actual == 0
    assert status(plan, region=region).actual == 0


def test_indicators_that_are_bound_alike_share_their_figures():
    plan = make_plan(
        "what: a, target: 100, every: year, measure: tests.visits",
        "what: b, target: 50, every: year, measure: tests.visits",
    )
    indicator_status(plan, 2026, SEPTEMBER)

    spans = Figure.objects.values("measure", "start", "end").distinct().count()
    assert Figure.objects.filter(region_key=0).count() == spans == 7


# By hand

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


# History and overview


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
