"""How indicators stand in the regions, and the records behind a figure."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from brug.kernel.access.actor import Actor
from brug.kernel.models import Region
from brug.kernel.periods import Period
from brug.plan.enums import Judgement
from brug.plan.queries import (
    records_behind,
    status_by_region,
)
from tests.plan.queries.looking import SEPTEMBER, acts, status
from tests.plan.world import SYSTEM, act, indicator, make_person, make_plan, make_regions

pytestmark = pytest.mark.django_db


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
    assert found["south"].judgement == Judgement.OUT_OF_REACH
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


def test_a_plan_may_be_about_some_regions_only():
    north, south = make_regions("north", "south")
    plan = make_plan("what: trees, target: 100, every: year")
    plan.region_codes = ["north"]
    plan.save()
    acts(make_person(north), 60)
    acts(make_person(south), 20)

    assert [region.code for region in status_by_region(plan, 2026, SEPTEMBER)] == ["north"]
    assert status(plan, region=north.working_region).target == 100
    outside = status(plan, region=south.working_region)
    assert (outside.actual, outside.target) == (20, None)
