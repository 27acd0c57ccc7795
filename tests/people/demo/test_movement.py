"""The fictional movement has the size it promises, and is the same for the same dice."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period, today
from brug.kernel.regions.services import load_regions
from brug.kernel.registries.demo import DemoContext
from brug.kernel.registries.measures import measures
from brug.people.demo.build import AREAS, build
from brug.people.demo.crowd import gather
from brug.people.demo.seasons import Dice, walk_day, years
from brug.people.demo.sizes import FULL, SMALL
from brug.people.enums import AskState
from brug.people.models import (
    Ask,
    Contact,
    EmailAddress,
    Engagement,
    FrozenList,
    Relation,
    Segment,
    TargetGroup,
)

ACTOR = Actor.system("demo")


def movement(seed: int = 1) -> None:
    """Build the small movement."""
    load_regions(actor=ACTOR)
    build(DemoContext(size="small", random=Random(seed), actor=ACTOR, say=lambda _line: None))


@pytest.mark.django_db
def test_the_small_movement_has_its_promised_figures() -> None:
    movement()
    window = Period.months_until(today(), 12)
    assert measures.get("people.sympathisers").figure(window) == SMALL.active[0]
    assert measures.get("people.donors").figure(window) == SMALL.giving[0]
    assert Contact.objects.filter(is_volunteer=True).count() == SMALL.volunteers
    members = TargetGroup.objects.get(code="members").contacts
    assert members.count() == (
        SMALL.member_groups + SMALL.member_professionals + SMALL.member_people
    )
    assert Relation.objects.filter(kind__code="leads").count() == SMALL.groups
    by_region = measures.get("people.sympathisers").figures_by_region(window)
    assert len(by_region) == len(AREAS)
    assert None not in by_region


@pytest.mark.django_db
def test_nobody_in_the_demo_can_be_mistaken_for_a_real_person() -> None:
    movement()
    domains = {
        address.rpartition("@")[2]
        for address in EmailAddress.objects.values_list("address", flat=True)
    }
    assert domains <= {"example.org", "brug.example"}


@pytest.mark.django_db
def test_the_same_dice_make_the_same_movement() -> None:
    seen = []
    for _turn in range(2):
        with transaction.atomic():
            movement(7)
            people = Contact.objects.order_by("external_id").values_list("public_id", "sort_name")
            acts = Engagement.objects.order_by("record").values_list("kind", "occurred_at")
            seen.append((list(people), list(acts)))
            transaction.set_rollback(True)
    assert seen[0] == seen[1]


def test_the_full_movement_divides_its_people_as_promised() -> None:
    crowd = gather(Random(3), FULL)
    for year in range(3):
        assert len(set(crowd.active[year])) == FULL.active[year]
        assert len(crowd.givers(year)) == FULL.giving[year]
        assert len(set(crowd.walkers[year])) == FULL.walkers
        doing = crowd.givers(year) | {*crowd.walkers[year], *crowd.online[year], *crowd.volunteers}
        assert doing == set(crowd.active[year])


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_whatever_the_day_nothing_happens_after_it(day: date) -> None:
    for year in years(day):
        dice = Dice(Random(1), year)
        moments = [*dice.giving(5), *dice.sponsoring(5), *dice.walking(2), *dice.monthly()]
        assert {moment.date() for moment in moments} <= {
            year.period.start + timedelta(days=n) for n in range(-1, year.period.days)
        }
        assert all(moment.date() < day for moment in moments)


def test_the_walk_is_on_the_last_sunday_of_september() -> None:
    assert walk_day(2026) == date(2026, 9, 27)
    assert all(walk_day(year).weekday() == 6 for year in range(2020, 2040))


@pytest.mark.django_db
def test_the_movement_has_segments_and_lists_that_were_used() -> None:
    movement()
    assert Segment.objects.filter(code__startswith="volunteers-").count() >= len(AREAS)
    lists = FrozenList.objects.all()
    assert len(lists) == 3
    assert all(one.size for one in lists)
    assert Ask.objects.filter(state=AskState.MADE).count() == sum(one.size for one in lists)
