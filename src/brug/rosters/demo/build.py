"""Build the fictional services and shifts through the services of the room."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from brug.kernel.periods import Period, today
from brug.kernel.registries.demo import DemoContext
from brug.rosters.demo.past import past
from brug.rosters.demo.people import enrol_people
from brug.rosters.demo.services import SERVICES, Told
from brug.rosters.models import Assignment, Service
from brug.rosters.queries.swaps import swaps_for
from brug.rosters.services import covering, drafting, publishing, swapping, working_out
from brug.rosters.services.catalogue import Card, add_service
from brug.rosters.services.closing import close_days
from brug.rosters.services.needs import Sought
from brug.rosters.services.patterns import Rhythm, add_pattern
from brug.rosters.services.roles import add_role

_PEOPLE = 80


def build(context: DemoContext) -> None:
    """Make services, people, the shifts of the past, the roster of these weeks and a draft."""
    movement: Any = context.made["people.movement"]
    services = [_service(context, *told) for told in SERVICES]
    keys = [*movement.volunteers, *movement.people]
    people = list(dict.fromkeys(keys))[:_PEOPLE]
    context.say(f"{len(services)} services with {len(people)} volunteers in shifts")
    enrol_people(context, services, people)
    weeks = 156 if context.is_full else 10
    past(context, services, weeks)
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
