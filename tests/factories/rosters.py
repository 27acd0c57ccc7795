"""Services, shifts and the people on them, for tests, made as people make them."""

from collections.abc import Collection, Iterable
from datetime import date, time, timedelta

from django.utils import timezone

from brug.kernel.periods import Period, is_working_day, today
from brug.people.models import Contact
from brug.rosters.enums import Part
from brug.rosters.models import Assignment, Need, Role, Service, Shift, Volunteer
from brug.rosters.services.catalogue import Card, add_service
from brug.rosters.services.enrolling import enrol
from brug.rosters.services.needs import Sought
from brug.rosters.services.patterns import Rhythm, add_pattern
from brug.rosters.services.roles import add_role
from brug.rosters.services.seating import assign
from brug.rosters.services.shifts import make_shifts
from brug.rosters.services.single_shifts import OneShift, add_shift
from brug.rosters.services.times import tell_times
from tests.factories.kernel import HOUSE
from tests.factories.people import make_person

WEEKDAYS = (0, 1, 2, 3, 4)
ALWAYS = [(day, part) for day in range(7) for part in Part.values]


def make_service(name: str = "Startpunt", **told: object) -> Service:
    """A service; more as in ``Card``."""
    return add_service(actor=HOUSE, card=Card(name=name, **told))  # type: ignore[arg-type]


def make_role(service: Service, name: str = "Onthaal") -> Role:
    """A role of a service."""
    return add_role(actor=HOUSE, service=service, name=name)


def make_pattern(
    service: Service,
    *needs: Sought,
    weekdays: Collection[int] = WEEKDAYS,
    starts: time = time(9),
    ends: time = time(13),
) -> None:
    """A shift that comes back; without needs for one person."""
    rhythm = Rhythm(tuple(weekdays), starts, ends, needs or (Sought(),))
    add_pattern(actor=HOUSE, service=service, rhythm=rhythm)


def next_week() -> Period:
    """The week from Monday that comes."""
    monday = today() + timedelta(days=7 - today().weekday())
    return Period(monday, monday + timedelta(days=7))


def make_week(service: Service) -> list[Shift]:
    """The shifts of the week that comes, from the patterns of a service."""
    make_shifts(actor=HOUSE, services=[service], period=next_week())
    return list(service.shifts.order_by("starts"))


def make_shift(
    service: Service,
    day: date | None = None,
    *needs: Sought,
    starts: time = time(9),
    ends: time = time(13),
) -> Shift:
    """A shift by itself, else in a week; without needs for one person."""
    day = day or today() + timedelta(days=7)
    one = OneShift(day, starts, ends, needs or (Sought(),))
    return add_shift(actor=HOUSE, service=service, one=one)


def make_helper(
    service: Service,
    name: str = "Amina",
    *roles: Role,
    languages: Iterable[str] = ("nl",),
    times: Collection[tuple[int, str]] = ALWAYS,
) -> Volunteer:
    """Somebody with an address who helps in a service and can always come."""
    email = f"{name.lower()}@example.org"
    known = Contact.objects.filter(emails__address=email).first()
    person = known or make_person("Claes", name, email=email, email_confirmed_at=timezone.now())
    membership = enrol(
        actor=HOUSE,
        service=service,
        person_id=person.pk,
        role_ids=[one.pk for one in roles],
        languages=languages,
    )
    return tell_times(actor=HOUSE, volunteer=membership.volunteer, moments=times)


def put(volunteer: Volunteer, shift: Shift, number: int = 0) -> Assignment:
    """Put somebody on a shift."""
    return assign(actor=HOUSE, need=need_of(shift, number), volunteer=volunteer)


def need_of(shift: Shift, number: int = 0) -> Need:
    """A need of a shift by its place."""
    return list(shift.needs.order_by("pk"))[number]


def working_days_of(period: Period) -> int:
    """How many days of a period are worked."""
    days = (period.start + timedelta(days=number) for number in range(period.days))
    return sum(is_working_day(day) for day in days)
