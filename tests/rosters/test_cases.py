"""What the rules are told of people: times, other shifts, load, wishes, other rooms."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from brug.kernel.periods import today
from brug.kernel.registries.occupied import Occupation, OccupiedSource, occupied_sources
from brug.rosters import rules
from brug.rosters.enums import Liking
from brug.rosters.models import Service, Shift, Volunteer
from brug.rosters.queries.cases import (
    member_of,
    part_of,
    service_key,
    shift_case,
    volunteer_cases,
    zone,
)
from brug.rosters.queries.load import with_load
from brug.rosters.queries.seats import missing_by_need, seats_of, short, with_needs
from brug.rosters.services import memberships, single_shifts, times, wishes
from brug.rosters.services.needs import Sought
from tests.factories.kernel import HOUSE
from tests.factories.rosters import (
    make_helper,
    make_role,
    make_service,
    make_shift,
    put,
)

pytestmark = pytest.mark.django_db


def case_of(volunteer: Volunteer, *shifts: Shift) -> rules.Volunteer:
    rows = Volunteer.objects.filter(pk=volunteer.pk)
    found = with_needs(Shift.objects.filter(pk__in=[one.pk for one in shifts]))
    [case] = volunteer_cases(rows, [shift_case(one) for one in found])
    return case


def test_a_need_without_a_role_asks_for_the_services_own_people(
    service: Service, shift: Shift
) -> None:
    role = make_role(service)
    with_role = make_shift(service, None, Sought(role.pk, ("ar",), 2))
    [plain] = shift_case(shift).needs
    [named] = shift_case(with_role).needs
    assert plain.role == member_of(service.pk)
    assert (named.role, named.languages, named.count) == (str(role.pk), {"ar"}, 2)
    amina = make_helper(service, "Amina", role)
    assert case_of(amina, shift).roles == {member_of(service.pk), str(role.pk)}


def test_moments_are_local_so_that_weeks_are_those_of_the_wall(service: Service) -> None:
    shift = make_shift(service, starts=time(0), ends=time(6))
    case = shift_case(Shift.objects.get(pk=shift.pk))
    assert case.starts.hour == 0
    assert case.starts.date() == shift.day


def test_other_shifts_count_as_worked_and_those_asked_about_do_not(
    service: Service, shift: Shift
) -> None:
    amina = make_helper(service)
    other = make_shift(service, shift.day + timedelta(days=2))
    put(amina, shift)
    put(amina, other)
    case = case_of(amina, shift)
    assert [span.starts for span in case.worked] == [other.starts]


def test_a_shift_that_was_called_off_keeps_nobody_busy(service: Service, shift: Shift) -> None:
    amina = make_helper(service)
    other = make_shift(service, shift.day + timedelta(days=2))
    put(amina, other)
    single_shifts.cancel_shift(actor=HOUSE, shift=other)
    assert case_of(amina, shift).worked == ()


def test_load_of_the_four_weeks_before_is_carried(service: Service) -> None:
    amina = make_helper(service)
    shift = make_shift(service, today() + timedelta(days=40))
    for days in (5, 20, 39):
        put(amina, make_shift(service, today() + timedelta(days=days)))
    assert case_of(amina, shift).carried == 2


def test_who_never_told_when_cannot_be_planned(service: Service, shift: Shift) -> None:
    amina = make_helper(service, times=[])
    case = case_of(amina, shift)
    assert case.available == ()
    assert rules.unfit(case, shift_case(shift), shift_case(shift).needs[0]) == "unavailable"


def test_days_away_are_taken_out(service: Service, shift: Shift) -> None:
    amina = make_helper(service)
    times.tell_away(
        actor=HOUSE, volunteer=amina, first_day=shift.day, last_day=shift.day, part="morning"
    )
    case = case_of(amina, shift)
    assert rules.unfit(case, shift_case(shift), shift_case(shift).needs[0]) == "unavailable"


def test_wishes_weigh_the_service_more_than_the_time(service: Service, shift: Shift) -> None:
    moment = (shift.day.weekday(), "morning")
    amina = make_helper(service, times=[])
    times.tell_times(actor=HOUSE, volunteer=amina, moments=[moment], preferred=[moment])
    assert case_of(amina, shift).wishes == {shift.pk: 1}
    membership = amina.memberships.get()
    memberships.set_liking(actor=HOUSE, membership=membership, liking=Liking.GLADLY)
    assert case_of(amina, shift).wishes == {service_key(service.pk): 2, shift.pk: 3}
    memberships.set_liking(actor=HOUSE, membership=membership, liking=Liking.RATHER_NOT)
    assert case_of(amina, shift).wishes == {service_key(service.pk): -2, shift.pk: -1}


def test_limits_of_ones_own_go_before_those_of_the_house(service: Service, shift: Shift) -> None:
    amina = make_helper(service)
    wishes.set_rest(actor=HOUSE, volunteer=amina, rest_hours=24)
    told = wishes.Wishes(("nl",), most_week=1, most_month=2)
    wishes.tell_wishes(actor=HOUSE, volunteer=amina, wishes=told)
    case = case_of(amina, shift)
    assert (case.most_week, case.most_month, case.rest) == (1, 2, timedelta(hours=24))


def test_other_rooms_are_asked_once_for_all(
    service: Service, shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [make_helper(service, name) for name in ("Amina", "Berta")]
    asked = []

    def busy(keys: list[int], first: datetime, after: datetime) -> list[Occupation]:
        asked.append((sorted(keys), first <= shift.starts, after >= shift.ends))
        return [Occupation(people[0].person_id, shift.starts, shift.ends)]

    source = OccupiedSource(name="gatherings.seats", label="a gathering", busy=busy)
    monkeypatch.setitem(occupied_sources._entries, source.name, source)
    found = volunteer_cases(Volunteer.objects.all(), [shift_case(shift)])
    assert asked == [(sorted(one.person_id for one in people), True, True)]
    assert [len(one.busy) for one in sorted(found, key=lambda one: int(one.id))] == [1, 0]


def test_many_people_take_no_more_queries_than_few(service: Service, shift: Shift) -> None:
    def asked(*names: str) -> int:
        for name in names:
            put(make_helper(service, name), make_shift(service, today() + timedelta(days=20)))
        with CaptureQueriesContext(connection) as queries:
            volunteer_cases(Volunteer.objects.all(), [shift_case(shift)])
        return len(queries)

    assert asked("Amina") == asked("Berta", "Cem", "Dora")


def test_for_no_shifts_nobody_is_read(service: Service) -> None:
    make_helper(service)
    assert volunteer_cases(Volunteer.objects.all(), []) == []


@pytest.mark.parametrize(
    ("hour", "part"), [(8, "morning"), (12, "afternoon"), (16, "afternoon"), (17, "evening")]
)
def test_a_shift_belongs_to_the_part_of_the_day_in_which_it_begins(hour: int, part: str) -> None:
    assert part_of(datetime(2026, 11, 2, hour, tzinfo=zone())) == part


class TestSeats:
    """Shifts with who has their seats."""

    def test_what_is_missing_is_counted_by_need(self, service: Service) -> None:
        shift = make_shift(service, None, Sought(count=2), Sought(languages=("ar",)))
        put(make_helper(service), shift)
        [told] = seats_of(with_needs(Shift.objects.filter(pk=shift.pk)))
        assert (told.wanted, told.missing) == (3, 2)
        assert [one.missing for one in told.needs] == [1, 1]
        assert list(missing_by_need(shift.needs.order_by("pk")).values()) == [1, 1]

    def test_only_shifts_with_an_open_place_are_short(self, service: Service) -> None:
        full, open_ = make_shift(service), make_shift(service, today() + timedelta(days=9))
        put(make_helper(service), full)
        assert [one.pk for one in short(Shift.objects.all())] == [open_.pk]

    def test_load_is_told_behind_and_ahead(self, service: Service) -> None:
        amina = make_helper(service)
        seat = put(amina, make_shift(service, today() + timedelta(days=3)))
        put(amina, make_shift(service, today() + timedelta(days=10)))
        start = timezone.now() - timedelta(days=4)
        Shift.objects.filter(pk=seat.shift_id).update(
            day=start.date(), starts=start, ends=start + timedelta(hours=4)
        )
        told = with_load(Volunteer.objects.all()).get()
        assert (told.behind, told.ahead) == (1, 1)  # type: ignore[attr-defined]


def test_services_of_one_person_are_planned_together(service: Service, shift: Shift) -> None:
    other = make_service("Infodesk")
    amina = make_helper(service)
    make_helper(other)
    put(amina, make_shift(other, shift.day, starts=time(11), ends=time(15)))
    case = case_of(amina, shift)
    assert rules.hindered(case, shift_case(shift), (), rules.Limits()) == "same_time"
