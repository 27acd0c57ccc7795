"""Shifts are made from patterns, once, and not when it is closed."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.periods import Period, today
from brug.kernel.roles import Role as HouseRole
from brug.rosters.enums import AssignmentState
from brug.rosters.models import Shift
from brug.rosters.services import catalogue, closing, patterns, roles, shifts, single_shifts
from brug.rosters.services.needs import Sought
from brug.rosters.services.patterns import Rhythm
from tests.factories.kernel import HOUSE, make_region, make_user
from tests.factories.rosters import (
    make_helper,
    make_pattern,
    make_role,
    make_service,
    make_shift,
    make_week,
    next_week,
    put,
    working_days_of,
)

pytestmark = pytest.mark.django_db


def test_a_pattern_gives_a_shift_each_working_day_once() -> None:
    service = make_service()
    role = make_role(service)
    make_pattern(service, Sought(role.pk, count=2), Sought(languages=("fa-af",)))
    week = make_week(service)
    assert len(week) == working_days_of(next_week())
    assert [(one.role, one.count, one.languages) for one in week[0].needs.all()] == [
        (role, 2, []),
        (None, 1, ["fa-af"]),
    ]
    assert shifts.make_shifts(actor=HOUSE, services=[service], period=next_week()) == 0


def test_shifts_are_by_the_clock_on_the_wall_also_when_the_clock_changes() -> None:
    service = make_service()
    make_pattern(service, weekdays=range(7))
    shifts.make_shifts(
        actor=HOUSE, services=[service], period=Period(date(2026, 3, 28), date(2026, 3, 30))
    )
    before, after = Shift.objects.order_by("starts")
    assert [timezone.localtime(one.starts).hour for one in (before, after)] == [9, 9]
    assert after.starts - before.starts == timedelta(hours=23)


def test_holidays_and_closed_days_are_left_out() -> None:
    service = make_service()
    make_pattern(service)
    closing.close_days(
        actor=HOUSE, service=None, first_day=date(2026, 12, 24), day_after=date(2026, 12, 25)
    )
    closing.close_days(
        actor=HOUSE, service=service, first_day=date(2026, 12, 28), day_after=date(2026, 12, 30)
    )
    period = Period(date(2026, 12, 21), date(2027, 1, 4))
    shifts.make_shifts(actor=HOUSE, services=[service], period=period)
    days = list(Shift.objects.order_by("day").values_list("day", flat=True))
    assert days == [date(2026, 12, day) for day in (21, 22, 23, 30, 31)]


def test_a_shift_that_was_called_off_is_not_made_again_and_its_people_hear_it() -> None:
    service = make_service()
    make_pattern(service)
    shift = make_week(service)[0]
    seat = put(make_helper(service), shift)
    for _twice in range(2):
        single_shifts.cancel_shift(actor=HOUSE, shift=shift, reason="De verwarming is stuk.")
    seat.refresh_from_db()
    assert seat.state == AssignmentState.OFF
    [mail] = OutgoingMail.objects.filter(kind="rosters.cancelled")
    assert "De verwarming is stuk." in mail.text
    assert shifts.make_shifts(actor=HOUSE, services=[service], period=next_week()) == 0


def test_a_changed_pattern_makes_anew_what_nobody_stands_on() -> None:
    service = make_service()
    make_pattern(service)
    week = make_week(service)
    put(make_helper(service), week[0])
    pattern = service.patterns.get()
    rhythm = Rhythm((0, 1), time(10), time(12), (Sought(count=2),))
    patterns.change_pattern(actor=HOUSE, pattern=pattern, rhythm=rhythm)
    assert list(service.shifts.all()) == [week[0]]
    shifts.make_shifts(actor=HOUSE, services=[service], period=next_week())
    assert [one.hours for one in service.shifts.order_by("starts")][1:] == (
        ["10:00–12:00"] * (service.shifts.count() - 1)
    )


def test_an_ended_pattern_keeps_what_was_and_makes_no_more() -> None:
    service = make_service()
    make_pattern(service)
    make_week(service)
    pattern = service.patterns.get()
    patterns.end_pattern(actor=HOUSE, pattern=pattern, last_day=patterns.yesterday())
    assert not service.shifts.exists()
    assert shifts.make_shifts(actor=HOUSE, services=[service], period=next_week()) == 0


def test_a_night_shift_ends_the_next_day() -> None:
    shift = make_shift(make_service(), starts=time(22), ends=time(6))
    assert shift.ends - shift.starts == timedelta(hours=8)


@pytest.mark.parametrize(
    ("rhythm", "field"),
    [
        (Rhythm((), time(9), time(13), (Sought(),)), "weekdays"),
        (Rhythm((1,), time(9), time(9), (Sought(),)), "ends"),
        (Rhythm((1,), time(9), time(13), ()), "__all__"),
        (Rhythm((1,), time(9), time(13), (Sought(role_id=10**6),)), "__all__"),
    ],
)
def test_a_pattern_that_cannot_be_is_refused_with_what_to_do(rhythm: Rhythm, field: str) -> None:
    service = make_service()
    with pytest.raises(ValidationError) as refused:
        patterns.add_pattern(actor=HOUSE, service=service, rhythm=rhythm)
    told = refused.value
    assert field in (told.message_dict if hasattr(told, "error_dict") else ["__all__"])
    assert not service.patterns.exists()


def test_shifts_of_more_than_a_year_are_not_made() -> None:
    period = Period(today(), today() + timedelta(days=400))
    with pytest.raises(ValidationError):
        shifts.make_shifts(actor=HOUSE, services=[make_service()], period=period)


def test_a_coordinator_plans_services_of_the_own_region_only() -> None:
    here, there = make_region("ovl"), make_region("ant")
    own = Actor.of_user(make_user(HouseRole.COORDINATOR, region=here))
    service = make_service(region_id=there.pk)
    assert not Shift.objects.visible_to(own).exists()
    for act in (
        lambda: shifts.make_shifts(actor=own, services=[service], period=next_week()),
        lambda: roles.add_role(actor=own, service=service, name="Tolk"),
        lambda: catalogue.add_service(
            actor=own, card=catalogue.Card(name="Elders", region_id=there.pk)
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert catalogue.add_service(actor=own, card=catalogue.Card(name="Hier", region_id=here.pk)).pk
