"""Build the fictional services and shifts through the services of the room."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from brug.kernel.periods import Period, today
from brug.kernel.registries.demo import DemoContext
from brug.rosters.demo.services import SERVICES, TONGUES, Told
from brug.rosters.enums import Part
from brug.rosters.models import Assignment, Membership, Need, Service, Volunteer
from brug.rosters.queries.swaps import swaps_for
from brug.rosters.services import covering, drafting, publishing, swapping, working_out
from brug.rosters.services.bringing_along import PastSeat, bring_past
from brug.rosters.services.catalogue import Card, add_service
from brug.rosters.services.closing import close_days
from brug.rosters.services.enrolling import enrol
from brug.rosters.services.patterns import Rhythm, Sought, add_pattern
from brug.rosters.services.roles import add_role
from brug.rosters.services.shifts import make_shifts
from brug.rosters.services.times import tell_away, tell_times

_PEOPLE = 80
_JOURNAL = timedelta(days=400)


def build(context: DemoContext) -> None:
    """Make services, people, the shifts of the past, the roster of these weeks and a draft."""
    movement: Any = context.made["people.movement"]
    services = [_service(context, *told) for told in SERVICES]
    keys = [*movement.volunteers, *movement.people]
    people = list(dict.fromkeys(keys))[:_PEOPLE]
    context.say(f"{len(services)} services with {len(people)} volunteers in shifts")
    _enrol(context, services, people)
    weeks = 156 if context.is_full else 10
    _past(context, services, weeks)
    _weeks_to_come(context, services)


def _service(
    context: DemoContext, name: str, place: str, about: str, patterns: tuple[Told, ...]
) -> Service:
    actor = context.actor
    service = add_service(actor=actor, card=Card(name=name, place=place, about=about))
    names = {need.role for told in patterns for need in told.needs if need.role}
    roles = {role: add_role(actor=actor, service=service, name=role).pk for role in sorted(names)}
    for told in patterns:
        needs = tuple(Sought(roles.get(one.role), one.languages, one.count) for one in told.needs)
        rhythm = Rhythm(told.days, told.starts, told.ends, needs, told.name)
        add_pattern(actor=actor, service=service, rhythm=rhythm)
    winter = date(today().year, 12, 27)
    close_days(
        actor=actor,
        service=service,
        first_day=winter,
        day_after=winter + timedelta(days=4),
        reason="Eindejaarssluiting",
    )
    return service


def _enrol(context: DemoContext, services: list[Service], people: list[int]) -> None:
    random = context.random
    for number, key in enumerate(people):
        languages = {"nl"} | {code for code, share in TONGUES if random.random() * 100 < share}
        main = services[(0, 0, 0, 1, 2)[number % 5]]
        others = [one for one in services if one != main and random.random() < 0.25]
        for service in (main, *others):
            roles = list(service.roles.all())
            chosen = random.sample(roles, random.randint(1, len(roles))) if roles else []
            membership = enrol(
                actor=context.actor,
                service=service,
                person_id=key,
                role_ids=[one.pk for one in chosen],
                languages=languages,
                since=today() - timedelta(days=random.randint(60, 1_100)),
            )
        # A few have not told when they can come.
        if number % 20 != 19:
            _tell(context, membership.volunteer)


def _tell(context: DemoContext, volunteer: Volunteer) -> None:
    random = context.random
    days = random.sample(range(5), random.randint(2, 4))
    moments = {(day, part.value) for day in days for part in Part if random.random() < 0.7}
    preferred = {one for one in sorted(moments) if random.random() < 0.2}
    tell_times(
        actor=context.actor, volunteer=volunteer, moments=sorted(moments), preferred=preferred
    )
    if random.random() < 0.15:
        first = today() + timedelta(days=random.randint(2, 30))
        last = first + timedelta(days=random.randint(0, 12))
        tell_away(actor=context.actor, volunteer=volunteer, first_day=first, last_day=last)


def _past(context: DemoContext, services: list[Service], weeks: int) -> None:
    monday = today() - timedelta(days=today().weekday())
    start = monday - timedelta(weeks=weeks)
    tomorrow = today() + timedelta(days=1)
    while start < tomorrow:
        end = min(tomorrow, start + timedelta(days=364))
        make_shifts(actor=context.actor, services=services, period=Period(start, end))
        start = end
    total = 0
    taken: set[tuple[int, date]] = set()
    for service in services:
        seats = list(_seats(context.random, service, taken))
        total += bring_past(
            actor=context.actor,
            service=service,
            seats=seats,
            journal_since=timezone.now() - _JOURNAL,
        )
    context.say(f"{total} places on shifts of {weeks} weeks, with hours")


def _seats(random: Random, service: Service, taken: set[tuple[int, date]]) -> Iterator[PastSeat]:
    """Whoever fits and stood there longest ago; some places stay open, some people do not come.

    ``taken`` are people with the days on which they stand anywhere already.
    """
    members = list(
        Membership.objects.filter(service=service)
        .select_related("volunteer")
        .prefetch_related("roles")
        .order_by("pk")
    )
    roles = {one.pk: {role.pk for role in one.roles.all()} for one in members}
    last: dict[int, date] = defaultdict(lambda: date.min)
    over = Need.objects.filter(shift__service=service, shift__ends__lte=timezone.now())
    needs = over.select_related("shift")
    for need in needs.order_by("shift__starts", "pk"):
        day = need.shift.day
        fit = [
            one
            for one in members
            if (not need.role_id or need.role_id in roles[one.pk])
            and set(need.languages) <= set(one.volunteer.languages)
            and (one.volunteer_id, day) not in taken
        ]
        fit.sort(key=lambda one: (last[one.pk], one.pk))
        for one in fit[: need.count]:
            if random.random() < 0.04:
                continue
            last[one.pk] = day
            taken.add((one.volunteer_id, day))
            yield PastSeat(need, one.volunteer_id, one.volunteer.person_id, random.random() > 0.03)


def _weeks_to_come(context: DemoContext, services: list[Service]) -> None:
    """The roster of four weeks is published; one of the four after them waits to be looked at."""
    actor = context.actor
    monday = today() - timedelta(days=today().weekday())
    middle, end = monday + timedelta(days=28), monday + timedelta(days=56)
    for period in (Period(monday, middle), Period(middle, end)):
        draft = drafting.ask_draft(actor=actor, services=services, period=period)
        working_out.work_out(actor=actor, draft_id=draft.pk, turn=draft.turn)
        draft.refresh_from_db()
        if period.start == monday:
            publishing.publish(actor=actor, draft=draft)
    seats = Assignment.objects.to_come().filter(shift__starts__gt=timezone.now())
    listed = list(seats.select_related("shift__service", "volunteer__person").order_by("pk"))
    for seat in listed[5::40][:2]:
        covering.ask_cover(actor=actor, assignment=seat)
    _offer_one_swap(context, listed)


def _offer_one_swap(context: DemoContext, seats: list[Assignment]) -> None:
    for seat in seats[10:]:
        found = swaps_for(seat)
        if found:
            swapping.offer_swap(actor=context.actor, offered=seat, wanted=found[0])
            return
