"""The fictional services: made by the services that people use, with a past and weeks to come."""

from itertools import pairwise
from random import Random
from types import SimpleNamespace

import pytest
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.registries.demo import DemoContext
from brug.people.models import Engagement
from brug.rosters.demo.build import build
from brug.rosters.enums import AssignmentState, DraftState
from brug.rosters.models import Assignment, CoverRequest, Draft, Service, Shift, Volunteer
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> DemoContext:
    """The demo of rosters upon a small movement."""
    people = [make_person(f"Nr{number}", "Demo").pk for number in range(40)]
    movement = SimpleNamespace(volunteers=people[:30], people=people)
    context = DemoContext(
        size="small",
        random=Random(7),
        actor=Actor.system("demo"),
        say=lambda _text: None,
        made={"people.movement": movement},
    )
    build(context)
    return context


def test_there_is_something_of_everything(made: DemoContext) -> None:
    assert Service.objects.count() == 3
    assert Volunteer.objects.count() == 40
    spoken = {code for one in Volunteer.objects.all() for code in one.languages}
    assert len(spoken) >= 7
    states = set(Assignment.objects.values_list("state", flat=True))
    assert states >= {AssignmentState.PLANNED, AssignmentState.PRESENT, AssignmentState.NO_SHOW}
    assert set(Draft.objects.values_list("state", flat=True)) == {
        DraftState.PUBLISHED,
        DraftState.READY,
    }
    assert CoverRequest.objects.open().exists()


def test_the_past_is_over_and_counted_and_the_future_is_not(made: DemoContext) -> None:
    now = timezone.now()
    done = Assignment.objects.filter(state=AssignmentState.PRESENT)
    assert not done.filter(shift__ends__gt=now).exists()
    assert not done.filter(minutes=None).exists()
    assert not Assignment.objects.planned().filter(shift__ends__lt=now).exists()
    assert Engagement.objects.filter(record__startswith="rosters.").count() == done.count()


def test_nobody_stands_in_two_places_at_once(made: DemoContext) -> None:
    seats = Assignment.objects.standing().select_related("shift")
    by_person: dict[int, list[Shift]] = {}
    for seat in seats.order_by("shift__starts"):
        by_person.setdefault(seat.volunteer_id, []).append(seat.shift)
    for shifts in by_person.values():
        for one, other in pairwise(shifts):
            assert one.ends <= other.starts, (one, other)
