"""The plan's figures are kept fresh in the background."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from brug.kernel import jobs
from brug.kernel.models import Job
from brug.plan import schedules, tasks
from brug.plan.models import Binding, Figure
from brug.plan.queries import indicator_status, newest_counted_day
from brug.plan.rules.freshness import PAGE
from tests.plan.measures import registered
from tests.plan.world import act, make_person, make_plan

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
TREES = "what: trees, target: 100, every: year"
FRIENDS = "what: friends, target: 100, by: 2030"


@pytest.fixture(autouse=True)
def _fakes():
    with registered(), time_machine.travel(NOW, tick=False):
        yield


def test_figures_are_taken_part_by_part_and_then_read_by_the_page(django_assert_max_num_queries):
    plan = make_plan(TREES, FRIENDS)
    act(make_person(), NOW.date())

    schedules.refresh_current()
    parts = jobs.drain()

    assert parts == 3, "two series and the end"
    with django_assert_max_num_queries(3):
        seen, _friends = indicator_status(plan, 2026, NOW.date(), patience=PAGE)
    assert seen.actual == 1


def test_nothing_is_asked_where_nothing_changed():
    make_plan(TREES)
    schedules.refresh_current()
    jobs.drain()
    before = Job.objects.count()

    schedules.refresh_current()

    assert Job.objects.count() == before


def test_a_job_ends_though_records_keep_coming():
    plan = make_plan(TREES, FRIENDS)
    person = make_person()
    result = tasks.refresh_figures(plan_id=plan.pk, years=[2026], day="2026-10-05")
    count = 1
    while result is not None:
        act(person, NOW.date())
        result = tasks.refresh_figures(**result.arguments)
        count += 1

    assert count == 3


def test_at_night_all_years_are_gone_over_and_old_days_dropped():
    plan = make_plan(TREES)
    indicator_status(plan, 2026, NOW.date() - timedelta(days=60))
    kept = Figure.objects.filter(end__day=1).count()
    assert Figure.objects.count() > kept
    Binding.objects.all().delete()

    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        schedules.refresh_all()
        jobs.drain()

    assert Binding.objects.get().measure == "tests.visits", "suggested as after an upgrade"
    assert not Figure.objects.exclude(end__day=1).filter(computed_at__lte=NOW).exists()


def test_without_a_plan_there_is_nothing_to_do():
    schedules.refresh_current()
    schedules.refresh_all()

    assert Job.objects.count() == 0


def test_after_midnight_pages_look_from_the_day_before_until_the_new_day_is_counted():
    plan = make_plan(TREES, FRIENDS)
    schedules.refresh_current()
    jobs.drain()
    midnight = NOW + timedelta(hours=12)
    today, tomorrow = NOW.date(), midnight.date()
    assert newest_counted_day(plan, today) == today

    with time_machine.travel(midnight, tick=False):
        assert newest_counted_day(plan, tomorrow) == today
        schedules.refresh_current()
        jobs.drain()
        assert newest_counted_day(plan, tomorrow) == tomorrow


def test_where_nothing_was_counted_lately_the_day_itself_is_looked_from():
    plan = make_plan(TREES)
    schedules.refresh_current()
    jobs.drain()
    later = NOW.date() + timedelta(days=3)
    assert newest_counted_day(plan, later) == later


def test_a_new_year_is_not_looked_at_from_the_old_one():
    plan = make_plan(TREES)
    with time_machine.travel(datetime(2026, 12, 31, 12, tzinfo=UTC), tick=False):
        schedules.refresh_current()
        jobs.drain()
    first = date(2027, 1, 1)
    assert newest_counted_day(plan, first) == first
