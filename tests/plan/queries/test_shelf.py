"""Figures are kept, and taken again when they may be wrong."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from brug.plan.models import Figure
from brug.plan.queries import (
    indicator_status,
)
from brug.plan.rules.freshness import EXACT, PAGE
from tests.plan.queries.looking import SEPTEMBER, acts, status
from tests.plan.world import act, make_person, make_plan, make_regions

pytestmark = pytest.mark.django_db


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


def test_a_page_shows_a_figure_of_yesterday_with_its_time_and_counts_where_no_worker_runs():
    plan = make_plan("what: trees, target: 100, every: year")
    person = make_person()
    act(person, date(2026, 1, 1))
    now = datetime(2026, 10, 1, 12, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        taken_at = status(plan).taken_at
    act(person, date(2026, 1, 2))

    with time_machine.travel(now + timedelta(hours=35), tick=False):
        seen = status(plan, patience=PAGE)
        assert (seen.actual, seen.taken_at) == (1, taken_at)
    with time_machine.travel(now + timedelta(hours=37), tick=False):
        seen = status(plan, patience=PAGE)
        assert (seen.actual, seen.taken_at) == (2, now + timedelta(hours=37))


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
